from enum import StrEnum


class RetrievePaymentMethodResponse404Code(StrEnum):
    CUSTOMER_NOT_FOUND = "CUSTOMER_NOT_FOUND"
    PAYMENT_METHOD_NOT_FOUND = "PAYMENT_METHOD_NOT_FOUND"

    def __str__(self) -> str:
        return str(self.value)
