from enum import StrEnum


class ListSessionPaymentMethodsResponse200ItemCategory(StrEnum):
    CARD = "CARD"

    def __str__(self) -> str:
        return str(self.value)
