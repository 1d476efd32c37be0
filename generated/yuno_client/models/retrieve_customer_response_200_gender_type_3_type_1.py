from enum import StrEnum


class RetrieveCustomerResponse200GenderType3Type1(StrEnum):
    F = "F"
    M = "M"
    NB = "NB"

    def __str__(self) -> str:
        return str(self.value)
