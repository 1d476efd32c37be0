from enum import StrEnum


class CreatePaymentResponse201TransactionsHistoryItemCategory(StrEnum):
    CARD = "CARD"

    def __str__(self) -> str:
        return str(self.value)
