from enum import StrEnum


class RetrievePaymentResponse200AmountCurrency(StrEnum):
    ARS = "ARS"
    BOB = "BOB"
    BRL = "BRL"
    CLP = "CLP"
    COP = "COP"
    CRC = "CRC"
    GTQ = "GTQ"
    HNL = "HNL"
    MXN = "MXN"
    NIO = "NIO"
    PAB = "PAB"
    PEN = "PEN"
    PYG = "PYG"
    USD = "USD"
    UYU = "UYU"

    def __str__(self) -> str:
        return str(self.value)
