from enum import StrEnum


class RefundPaymentResponse200TransactionsStatus(StrEnum):
    DECLINED = "DECLINED"
    ERROR = "ERROR"
    SUCCEEDED = "SUCCEEDED"

    def __str__(self) -> str:
        return str(self.value)
