from enum import StrEnum


class RefundPaymentResponse200TransactionsHistoryItemStatus(StrEnum):
    DECLINED = "DECLINED"
    ERROR = "ERROR"
    SUCCEEDED = "SUCCEEDED"

    def __str__(self) -> str:
        return str(self.value)
