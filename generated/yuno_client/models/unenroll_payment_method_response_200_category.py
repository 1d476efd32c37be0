from enum import StrEnum


class UnenrollPaymentMethodResponse200Category(StrEnum):
    CARD = "CARD"

    def __str__(self) -> str:
        return str(self.value)
