# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class SubscriptionPaymentMethod(Model):
    """What is paid with."""

    type: Literal["CARD"] | str
    """The kind of payment method."""
    vaulted_token: str
    """The token of a card that the customer enrolled (UUID, 36 chars)."""
