from enum import StrEnum


class FindPaymentsByOrderResponse200ItemPaymentMethodPaymentMethodDetailCardCardDataBrand(StrEnum):
    AMEX = "AMEX"
    DINERS = "DINERS"
    MASTERCARD = "MASTERCARD"
    OTHER = "OTHER"
    UATP = "UATP"
    VISA = "VISA"

    def __str__(self) -> str:
        return str(self.value)
