# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import CardData


class Card(Model):
    """How the card was charged."""

    capture: bool
    """true took the money at once, false only authorized it."""
    installments: int
    """The number of installments, from 1 to 50."""
    card_data: CardData
    """What is kept of the card."""
