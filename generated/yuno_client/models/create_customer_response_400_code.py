from enum import StrEnum


class CreateCustomerResponse400Code(StrEnum):
    INVALID_REQUEST = "INVALID_REQUEST"

    def __str__(self) -> str:
        return str(self.value)
