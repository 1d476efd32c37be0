# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class ProviderData(Model):
    """Who is asked for the rate."""

    id: Literal["CIBC", "MERCADO_PAGO"] | str
    """The provider of the rate."""
