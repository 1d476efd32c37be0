# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import Card


class PaymentMethodDetail(Model):
    """The details of the payment method."""

    card: Card
    """How the card was charged."""
