# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model


class SubscriptionCustomerPayer(Model):
    """Who pays."""

    id: str
    """The id of a customer created before (UUID, 36 chars)."""
