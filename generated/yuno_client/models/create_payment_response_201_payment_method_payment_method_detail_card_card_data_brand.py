from enum import StrEnum


class CreatePaymentResponse201PaymentMethodPaymentMethodDetailCardCardDataBrand(StrEnum):
    AMEX = "AMEX"
    DINERS = "DINERS"
    MASTERCARD = "MASTERCARD"
    OTHER = "OTHER"
    UATP = "UATP"
    VISA = "VISA"

    def __str__(self) -> str:
        return str(self.value)
