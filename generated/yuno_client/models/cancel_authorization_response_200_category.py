from enum import StrEnum


class CancelAuthorizationResponse200Category(StrEnum):
    CARD = "CARD"

    def __str__(self) -> str:
        return str(self.value)
