from enum import StrEnum


class RetrievePaymentMethodResponse200Type(StrEnum):
    CARD = "CARD"

    def __str__(self) -> str:
        return str(self.value)
