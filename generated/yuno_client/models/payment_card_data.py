# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model, Null

if TYPE_CHECKING:
    from . import PaymentThreeDSecure


class PaymentCardData(Model):
    """What is kept of the card."""

    holder_name: str
    """The name on the card (MAX 26; MIN 3)."""
    iin: str
    """The first eight digits of the card number (MAX 8; MIN 8)."""
    lfd: str
    """The last four digits of the card number (MAX 4; MIN 4)."""
    expiration_month: int
    """The month of expiry, from 1 to 12."""
    expiration_year: int
    """The year of expiry in four digits, from 2000 to 2099."""
    number_length: int
    """How many digits the card number has, from 8 to 19."""
    security_code_length: int | Null
    """How many digits the security code has, 3 or 4; null where none was sent."""
    brand: Literal["VISA", "MASTERCARD", "AMEX", "DINERS", "JCB", "UATP", "OTHER"] | str
    """The brand of the card."""
    three_d_secure: PaymentThreeDSecure | Null
    """What the 3-D Secure authentication said; null where there was none."""
