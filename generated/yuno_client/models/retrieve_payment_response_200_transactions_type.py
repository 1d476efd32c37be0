from enum import StrEnum


class RetrievePaymentResponse200TransactionsType(StrEnum):
    AUTHORIZE = "AUTHORIZE"
    CANCEL = "CANCEL"
    CAPTURE = "CAPTURE"
    PURCHASE = "PURCHASE"
    REFUND = "REFUND"

    def __str__(self) -> str:
        return str(self.value)
