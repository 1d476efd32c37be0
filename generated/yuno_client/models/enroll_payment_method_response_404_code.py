from enum import StrEnum


class EnrollPaymentMethodResponse404Code(StrEnum):
    CUSTOMER_NOT_FOUND = "CUSTOMER_NOT_FOUND"

    def __str__(self) -> str:
        return str(self.value)
