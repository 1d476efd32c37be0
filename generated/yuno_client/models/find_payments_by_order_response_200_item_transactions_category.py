from enum import StrEnum


class FindPaymentsByOrderResponse200ItemTransactionsCategory(StrEnum):
    CARD = "CARD"

    def __str__(self) -> str:
        return str(self.value)
