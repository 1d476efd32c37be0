from enum import StrEnum


class ListPaymentMethodsResponse200PaymentMethodsItemStatus(StrEnum):
    ENROLLED = "ENROLLED"
    UNENROLLED = "UNENROLLED"

    def __str__(self) -> str:
        return str(self.value)
