from enum import StrEnum


class CreatePaymentResponse201SubStatus(StrEnum):
    APPROVED = "APPROVED"
    AUTHORIZED = "AUTHORIZED"
    CANCELED = "CANCELED"
    CAPTURED = "CAPTURED"
    DECLINED = "DECLINED"
    ERROR = "ERROR"
    PARTIALLY_CAPTURED = "PARTIALLY_CAPTURED"
    PARTIALLY_REFUNDED = "PARTIALLY_REFUNDED"
    REFUNDED = "REFUNDED"

    def __str__(self) -> str:
        return str(self.value)
