# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.model import Model, Null

if TYPE_CHECKING:
    from . import PaymentCardData


class Card(Model):
    """How the card was charged."""

    capture: bool
    """true took the money at once, false only authorized it."""
    verify: bool
    """Whether the card was only verified."""
    installments: int
    """The number of installments, from 1 to 50."""
    redirect_url: str | Null
    """Where the customer goes on; null where nothing is left to do (MAX 526; MIN 3)."""
    card_data: PaymentCardData
    """What is kept of the card."""
