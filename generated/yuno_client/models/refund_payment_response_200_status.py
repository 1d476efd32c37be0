from enum import StrEnum


class RefundPaymentResponse200Status(StrEnum):
    CANCELED = "CANCELED"
    DECLINED = "DECLINED"
    ERROR = "ERROR"
    PENDING = "PENDING"
    REFUNDED = "REFUNDED"
    SUCCEEDED = "SUCCEEDED"

    def __str__(self) -> str:
        return str(self.value)
