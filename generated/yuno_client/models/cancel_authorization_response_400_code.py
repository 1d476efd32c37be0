from enum import StrEnum


class CancelAuthorizationResponse400Code(StrEnum):
    INVALID_REQUEST = "INVALID_REQUEST"
    INVALID_STATUS = "INVALID_STATUS"
    INVALID_TRANSACTION_TYPE = "INVALID_TRANSACTION_TYPE"

    def __str__(self) -> str:
        return str(self.value)
