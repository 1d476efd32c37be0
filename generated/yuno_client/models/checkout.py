# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model, Null


class Checkout(Model):
    """The checkout the payment belongs to."""

    session: str | Null
    """The checkout session; null where there is none (UUID, 36 chars)."""
    sdk_action_required: bool
    """Whether the customer must still do something."""
