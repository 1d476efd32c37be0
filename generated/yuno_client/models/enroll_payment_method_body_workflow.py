from enum import StrEnum


class EnrollPaymentMethodBodyWorkflow(StrEnum):
    DIRECT = "DIRECT"

    def __str__(self) -> str:
        return str(self.value)
