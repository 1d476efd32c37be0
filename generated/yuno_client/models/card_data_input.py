# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model


class CardDataInput(Model):
    """The card."""

    number: str
    """The card number, digits only (MAX 19; MIN 8)."""
    expiration_month: int
    """The month of expiry, from 1 to 12."""
    expiration_year: int
    """The year of expiry in four digits, from 2000 to 2099."""
    security_code: str | None = None
    """The security code of the card, digits only (MAX 4; MIN 3)."""
    holder_name: str
    """The name on the card (MAX 26; MIN 3)."""
