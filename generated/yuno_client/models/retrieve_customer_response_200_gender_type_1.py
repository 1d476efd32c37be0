from enum import StrEnum


class RetrieveCustomerResponse200GenderType1(StrEnum):
    F = "F"
    M = "M"
    NB = "NB"

    def __str__(self) -> str:
        return str(self.value)
