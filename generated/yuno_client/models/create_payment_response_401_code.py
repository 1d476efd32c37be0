from enum import StrEnum


class CreatePaymentResponse401Code(StrEnum):
    INVALID_CREDENTIALS = "INVALID_CREDENTIALS"

    def __str__(self) -> str:
        return str(self.value)
