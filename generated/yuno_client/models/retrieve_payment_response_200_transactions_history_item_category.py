from enum import StrEnum


class RetrievePaymentResponse200TransactionsHistoryItemCategory(StrEnum):
    CARD = "CARD"

    def __str__(self) -> str:
        return str(self.value)
