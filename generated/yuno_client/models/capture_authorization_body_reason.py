from enum import StrEnum


class CaptureAuthorizationBodyReason(StrEnum):
    PRODUCT_CONFIRMED = "PRODUCT_CONFIRMED"
    REQUESTED_BY_CUSTOMER = "REQUESTED_BY_CUSTOMER"

    def __str__(self) -> str:
        return str(self.value)
