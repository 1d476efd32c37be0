from enum import StrEnum


class RetrievePaymentMethodResponse401Code(StrEnum):
    INVALID_CREDENTIALS = "INVALID_CREDENTIALS"

    def __str__(self) -> str:
        return str(self.value)
