from enum import StrEnum


class CaptureAuthorizationResponse200Category(StrEnum):
    CARD = "CARD"

    def __str__(self) -> str:
        return str(self.value)
