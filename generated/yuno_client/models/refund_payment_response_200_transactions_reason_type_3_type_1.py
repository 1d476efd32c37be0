from enum import StrEnum


class RefundPaymentResponse200TransactionsReasonType3Type1(StrEnum):
    DUPLICATE = "DUPLICATE"
    FRAUDULENT = "FRAUDULENT"
    PRODUCT_CONFIRMED = "PRODUCT_CONFIRMED"
    REQUESTED_BY_CUSTOMER = "REQUESTED_BY_CUSTOMER"
    REVERSE = "REVERSE"

    def __str__(self) -> str:
        return str(self.value)
