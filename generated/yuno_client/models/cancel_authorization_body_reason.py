from enum import StrEnum


class CancelAuthorizationBodyReason(StrEnum):
    DUPLICATE = "DUPLICATE"
    FRAUDULENT = "FRAUDULENT"
    REQUESTED_BY_CUSTOMER = "REQUESTED_BY_CUSTOMER"

    def __str__(self) -> str:
        return str(self.value)
