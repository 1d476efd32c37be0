from enum import StrEnum


class CreatePaymentBodyPaymentMethodType(StrEnum):
    CARD = "CARD"

    def __str__(self) -> str:
        return str(self.value)
