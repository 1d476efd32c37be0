from enum import StrEnum


class EnrollPaymentMethodResponse201Status(StrEnum):
    ENROLLED = "ENROLLED"
    UNENROLLED = "UNENROLLED"

    def __str__(self) -> str:
        return str(self.value)
