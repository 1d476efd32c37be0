from enum import StrEnum


class UnenrollPaymentMethodResponse200Type(StrEnum):
    CARD = "CARD"

    def __str__(self) -> str:
        return str(self.value)
