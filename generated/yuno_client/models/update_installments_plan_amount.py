# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from decimal import Decimal


class UpdateInstallmentsPlanAmount(Model):
    """The prices that the plan is for; any where nothing is sent."""

    currency: (
        Literal["ARS", "BOB", "BRL", "CLP", "COP", "CRC", "GTQ", "HNL", "MXN", "NIO", "PAB", "PEN", "PYG", "USD", "UYU"]
        | str
    )
    """The currency of the price (MAX 3; MIN 3; ISO 4217)."""
    min_value: Decimal | None = None
    """The lowest price, from 0 to 1000000000 (multiple of 0.0001)."""
    max_value: Decimal | None = None
    """The highest price, from 0 to 1000000000 (multiple of 0.0001)."""
