from enum import StrEnum


class CreatePaymentResponse201TransactionsStatus(StrEnum):
    DECLINED = "DECLINED"
    ERROR = "ERROR"
    SUCCEEDED = "SUCCEEDED"

    def __str__(self) -> str:
        return str(self.value)
