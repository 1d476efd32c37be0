from enum import StrEnum


class RefundPaymentBodyReason(StrEnum):
    DUPLICATE = "DUPLICATE"
    FRAUDULENT = "FRAUDULENT"
    REQUESTED_BY_CUSTOMER = "REQUESTED_BY_CUSTOMER"
    REVERSE = "REVERSE"

    def __str__(self) -> str:
        return str(self.value)
