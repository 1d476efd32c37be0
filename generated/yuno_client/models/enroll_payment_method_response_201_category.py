from enum import StrEnum


class EnrollPaymentMethodResponse201Category(StrEnum):
    CARD = "CARD"

    def __str__(self) -> str:
        return str(self.value)
