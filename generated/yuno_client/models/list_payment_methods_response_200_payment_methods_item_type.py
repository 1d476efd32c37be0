from enum import StrEnum


class ListPaymentMethodsResponse200PaymentMethodsItemType(StrEnum):
    CARD = "CARD"

    def __str__(self) -> str:
        return str(self.value)
