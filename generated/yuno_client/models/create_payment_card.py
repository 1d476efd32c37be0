# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import CardDataInput


class CreatePaymentCard(Model):
    """How the card is charged."""

    capture: bool | None = None
    """true takes the money at once, false only authorizes it; true where nothing is sent."""
    installments: int | None = None
    """The number of installments, from 1 to 50; 1 where nothing is sent."""
    card_data: CardDataInput | None = None
    """The card."""
