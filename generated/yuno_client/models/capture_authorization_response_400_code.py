from enum import StrEnum


class CaptureAuthorizationResponse400Code(StrEnum):
    CURRENCY_NOT_ALLOWED = "CURRENCY_NOT_ALLOWED"
    INVALID_AMOUNT = "INVALID_AMOUNT"
    INVALID_REQUEST = "INVALID_REQUEST"
    INVALID_STATUS = "INVALID_STATUS"
    INVALID_TRANSACTION_TYPE = "INVALID_TRANSACTION_TYPE"

    def __str__(self) -> str:
        return str(self.value)
