from enum import StrEnum


class FindPaymentsByOrderResponse200ItemPaymentMethodType(StrEnum):
    CARD = "CARD"

    def __str__(self) -> str:
        return str(self.value)
