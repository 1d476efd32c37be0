# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model


class SubscriptionPayment(Model):
    """One attempt to bill a cycle."""

    id: str
    """The id of the payment (UUID, 36 chars)."""
    billing_cycle: int
    """The billing cycle it is for, from 1."""
