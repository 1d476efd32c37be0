from enum import StrEnum


class CreateCustomerSessionResponse201Country(StrEnum):
    AR = "AR"
    BO = "BO"
    BR = "BR"
    CL = "CL"
    CO = "CO"
    CR = "CR"
    EC = "EC"
    GT = "GT"
    HN = "HN"
    MX = "MX"
    NI = "NI"
    PA = "PA"
    PE = "PE"
    PY = "PY"
    SV = "SV"
    US = "US"
    UY = "UY"

    def __str__(self) -> str:
        return str(self.value)
