from enum import StrEnum


class ListPaymentMethodsResponse200PaymentMethodsItemCategory(StrEnum):
    CARD = "CARD"

    def __str__(self) -> str:
        return str(self.value)
