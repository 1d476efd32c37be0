from enum import StrEnum


class CreateCustomerBodyGender(StrEnum):
    F = "F"
    M = "M"
    NB = "NB"

    def __str__(self) -> str:
        return str(self.value)
