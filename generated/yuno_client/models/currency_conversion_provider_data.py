# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class CurrencyConversionProviderData(Model):
    """What the provider answered."""

    id: Literal["CIBC", "MERCADO_PAGO"] | str
    """The provider of the rate."""
    response_code: str
    """The provider's code (MAX 4; MIN 4)."""
    response_message: str
    """The provider's words (MAX 255; MIN 3)."""
