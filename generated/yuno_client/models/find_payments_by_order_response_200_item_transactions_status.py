from enum import StrEnum


class FindPaymentsByOrderResponse200ItemTransactionsStatus(StrEnum):
    DECLINED = "DECLINED"
    ERROR = "ERROR"
    SUCCEEDED = "SUCCEEDED"

    def __str__(self) -> str:
        return str(self.value)
