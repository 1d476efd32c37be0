# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from decimal import Decimal

    from . import CurrencyConversionProviderData


class AmountCurrencyConversion(Model):
    """The amount for the cardholder."""

    cardholder_currency: (
        Literal["ARS", "BOB", "BRL", "CLP", "COP", "CRC", "GTQ", "HNL", "MXN", "NIO", "PAB", "PEN", "PYG", "USD", "UYU"]
        | str
    )
    """The currency of the cardholder (MAX 3; MIN 3; ISO 4217)."""
    cardholder_amount: Decimal
    """The amount in that currency, rounded to two decimals."""
    rate: Decimal
    """How much of the amount's currency one unit of the cardholder's currency costs."""
    provider_data: CurrencyConversionProviderData
    """What the provider answered."""
