from enum import StrEnum


class UnenrollPaymentMethodResponse400Code(StrEnum):
    INVALID_STATUS = "INVALID_STATUS"

    def __str__(self) -> str:
        return str(self.value)
