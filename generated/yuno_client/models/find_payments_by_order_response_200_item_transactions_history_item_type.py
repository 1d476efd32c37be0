from enum import StrEnum


class FindPaymentsByOrderResponse200ItemTransactionsHistoryItemType(StrEnum):
    AUTHORIZE = "AUTHORIZE"
    CANCEL = "CANCEL"
    CAPTURE = "CAPTURE"
    PURCHASE = "PURCHASE"
    REFUND = "REFUND"

    def __str__(self) -> str:
        return str(self.value)
