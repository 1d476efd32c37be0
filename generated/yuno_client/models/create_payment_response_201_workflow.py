from enum import StrEnum


class CreatePaymentResponse201Workflow(StrEnum):
    DIRECT = "DIRECT"
    SDK_CHECKOUT = "SDK_CHECKOUT"

    def __str__(self) -> str:
        return str(self.value)
