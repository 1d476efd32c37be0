from enum import StrEnum


class CreateCustomerResponse401Code(StrEnum):
    INVALID_CREDENTIALS = "INVALID_CREDENTIALS"

    def __str__(self) -> str:
        return str(self.value)
