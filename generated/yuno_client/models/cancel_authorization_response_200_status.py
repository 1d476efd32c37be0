from enum import StrEnum


class CancelAuthorizationResponse200Status(StrEnum):
    DECLINED = "DECLINED"
    ERROR = "ERROR"
    SUCCEEDED = "SUCCEEDED"

    def __str__(self) -> str:
        return str(self.value)
