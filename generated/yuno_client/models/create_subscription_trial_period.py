# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import CreateSubscriptionAmount


class CreateSubscriptionTrialPeriod(Model):
    """The first billing cycles at a lower price."""

    billing_cycles: int | None = None
    """How many billing cycles are cheaper, from 1 to 1000; 1 where nothing is sent."""
    amount: CreateSubscriptionAmount
    """What each of them is cheaper by, at most the price."""
