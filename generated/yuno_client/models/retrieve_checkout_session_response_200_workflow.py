from enum import StrEnum


class RetrieveCheckoutSessionResponse200Workflow(StrEnum):
    SDK_CHECKOUT = "SDK_CHECKOUT"
    SDK_SEAMLESS = "SDK_SEAMLESS"

    def __str__(self) -> str:
        return str(self.value)
