# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import CurrencyConversionAmount


class GetConversionRateResponse(Model):
    """Stands at `POST /v1/currency-conversion response/200/body`."""

    id: str
    """The id of the conversion (UUID, 36 chars)."""
    amount: CurrencyConversionAmount
    """The amount and what it is for the cardholder."""
    expired_at: str
    """Until when the rate holds (MAX 27; MIN 27; ISO 8601)."""
