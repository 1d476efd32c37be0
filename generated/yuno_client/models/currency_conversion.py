# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class CurrencyConversion(Model):
    """What to convert it to."""

    cardholder_currency: (
        Literal["ARS", "BOB", "BRL", "CLP", "COP", "CRC", "GTQ", "HNL", "MXN", "NIO", "PAB", "PEN", "PYG", "USD", "UYU"]
        | str
    )
    """The currency of the cardholder; another one (MAX 3; MIN 3; ISO 4217)."""
