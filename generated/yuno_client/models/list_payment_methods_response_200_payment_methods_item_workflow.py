from enum import StrEnum


class ListPaymentMethodsResponse200PaymentMethodsItemWorkflow(StrEnum):
    DIRECT = "DIRECT"

    def __str__(self) -> str:
        return str(self.value)
