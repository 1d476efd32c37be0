from enum import StrEnum


class UnenrollPaymentMethodResponse200CardDataBrand(StrEnum):
    AMEX = "AMEX"
    DINERS = "DINERS"
    MASTERCARD = "MASTERCARD"
    OTHER = "OTHER"
    UATP = "UATP"
    VISA = "VISA"

    def __str__(self) -> str:
        return str(self.value)
