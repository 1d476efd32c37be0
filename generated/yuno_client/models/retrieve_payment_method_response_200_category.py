from enum import StrEnum


class RetrievePaymentMethodResponse200Category(StrEnum):
    CARD = "CARD"

    def __str__(self) -> str:
        return str(self.value)
