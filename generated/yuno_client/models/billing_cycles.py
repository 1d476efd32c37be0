# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model, Null


class BillingCycles(Model):
    """How far the subscription is."""

    total: int | Null
    """How many billing cycles there are, from 1 to 1000; null where there is no end."""
    current: int
    """The number of the billing cycle that is billed next, from 1."""
    next_at: str | Null
    """When it is billed; null where nothing is billed any more (MAX 27; MIN 27; ISO 8601)."""
