from enum import StrEnum


class CreateCustomerResponse201GenderType3Type1(StrEnum):
    F = "F"
    M = "M"
    NB = "NB"

    def __str__(self) -> str:
        return str(self.value)
