from enum import StrEnum


class EnrollPaymentMethodResponse201Workflow(StrEnum):
    DIRECT = "DIRECT"

    def __str__(self) -> str:
        return str(self.value)
