from enum import StrEnum


class ListSessionPaymentMethodsResponse200ItemType(StrEnum):
    CARD = "CARD"

    def __str__(self) -> str:
        return str(self.value)
