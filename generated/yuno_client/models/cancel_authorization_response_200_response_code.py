from enum import StrEnum


class CancelAuthorizationResponse200ResponseCode(StrEnum):
    DECLINED_BY_BANK = "DECLINED_BY_BANK"
    DO_NOT_HONOR = "DO_NOT_HONOR"
    ERROR = "ERROR"
    INSUFFICIENT_FUNDS = "INSUFFICIENT_FUNDS"
    INVALID_CARD_DATA = "INVALID_CARD_DATA"
    INVALID_SECURITY_CODE = "INVALID_SECURITY_CODE"
    REPORTED_STOLEN = "REPORTED_STOLEN"
    SUCCEEDED = "SUCCEEDED"

    def __str__(self) -> str:
        return str(self.value)
