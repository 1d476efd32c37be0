from enum import StrEnum


class RetrieveCheckoutSessionResponse404Code(StrEnum):
    CHECKOUT_SESSION_NOT_FOUND = "CHECKOUT_SESSION_NOT_FOUND"

    def __str__(self) -> str:
        return str(self.value)
