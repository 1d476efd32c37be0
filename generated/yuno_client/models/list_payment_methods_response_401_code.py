from enum import StrEnum


class ListPaymentMethodsResponse401Code(StrEnum):
    INVALID_CREDENTIALS = "INVALID_CREDENTIALS"

    def __str__(self) -> str:
        return str(self.value)
