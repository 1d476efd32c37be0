from enum import StrEnum


class RetrievePaymentResponse200PaymentMethodType(StrEnum):
    CARD = "CARD"

    def __str__(self) -> str:
        return str(self.value)
