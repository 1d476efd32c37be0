from enum import StrEnum


class RetrievePaymentMethodResponse200Workflow(StrEnum):
    DIRECT = "DIRECT"

    def __str__(self) -> str:
        return str(self.value)
