from enum import StrEnum


class CancelAuthorizationResponse404Code(StrEnum):
    PAYMENT_NOT_FOUND = "PAYMENT_NOT_FOUND"
    TRANSACTION_NOT_FOUND = "TRANSACTION_NOT_FOUND"

    def __str__(self) -> str:
        return str(self.value)
