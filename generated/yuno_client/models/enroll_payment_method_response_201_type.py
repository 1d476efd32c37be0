from enum import StrEnum


class EnrollPaymentMethodResponse201Type(StrEnum):
    CARD = "CARD"

    def __str__(self) -> str:
        return str(self.value)
