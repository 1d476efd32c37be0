from enum import StrEnum


class CancelAuthorizationResponse200Type(StrEnum):
    AUTHORIZE = "AUTHORIZE"
    CANCEL = "CANCEL"
    CAPTURE = "CAPTURE"
    PURCHASE = "PURCHASE"
    REFUND = "REFUND"

    def __str__(self) -> str:
        return str(self.value)
