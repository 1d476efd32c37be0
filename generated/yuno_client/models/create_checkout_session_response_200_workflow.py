from enum import StrEnum


class CreateCheckoutSessionResponse200Workflow(StrEnum):
    SDK_CHECKOUT = "SDK_CHECKOUT"
    SDK_SEAMLESS = "SDK_SEAMLESS"

    def __str__(self) -> str:
        return str(self.value)
