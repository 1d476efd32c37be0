from enum import StrEnum


class RefundPaymentResponse200PaymentMethodType(StrEnum):
    CARD = "CARD"

    def __str__(self) -> str:
        return str(self.value)
