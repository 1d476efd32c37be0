# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from decimal import Decimal


class FinancialCostInput(Model):
    """One cost."""

    type: Literal["CFT", "TEA", "CET", "CAT"] | str
    """The kind of cost."""
    rate: Decimal
    """The cost in percent, from 0 to 100000 (multiple of 0.0001)."""
