from enum import StrEnum


class CancelAuthorizationResponse200PaymentStatus(StrEnum):
    CANCELED = "CANCELED"
    DECLINED = "DECLINED"
    ERROR = "ERROR"
    PENDING = "PENDING"
    REFUNDED = "REFUNDED"
    SUCCEEDED = "SUCCEEDED"

    def __str__(self) -> str:
        return str(self.value)
