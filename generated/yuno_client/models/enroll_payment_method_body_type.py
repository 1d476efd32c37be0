from enum import StrEnum


class EnrollPaymentMethodBodyType(StrEnum):
    CARD = "CARD"

    def __str__(self) -> str:
        return str(self.value)
