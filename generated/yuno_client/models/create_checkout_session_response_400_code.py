from enum import StrEnum


class CreateCheckoutSessionResponse400Code(StrEnum):
    CUSTOMER_NOT_FOUND = "CUSTOMER_NOT_FOUND"
    INVALID_REQUEST = "INVALID_REQUEST"

    def __str__(self) -> str:
        return str(self.value)
