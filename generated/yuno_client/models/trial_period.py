# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import PayoutAmount


class TrialPeriod(Model):
    """The first billing cycles at a lower price; null where there are none."""

    billing_cycles: int
    """How many billing cycles are cheaper, from 1 to 1000."""
    amount: PayoutAmount
    """What each of them is cheaper by."""
