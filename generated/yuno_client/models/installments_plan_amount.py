# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model, Null

if TYPE_CHECKING:
    from decimal import Decimal


class InstallmentsPlanAmount(Model):
    """The prices that the plan is for; null for any."""

    currency: (
        Literal["ARS", "BOB", "BRL", "CLP", "COP", "CRC", "GTQ", "HNL", "MXN", "NIO", "PAB", "PEN", "PYG", "USD", "UYU"]
        | str
    )
    """The currency of the price (MAX 3; MIN 3; ISO 4217)."""
    min_value: Decimal | Null
    """The lowest price, 0 or more; null where there is none."""
    max_value: Decimal | Null
    """The highest price, 0 or more; null where there is none."""
