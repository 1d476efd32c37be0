# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model, Null

if TYPE_CHECKING:
    from . import CardData, PaymentMethodCheckout


class ListSessionPaymentMethodsItem(Model):
    """One payment method."""

    name: str
    """The name to show (MAX 255; MIN 3)."""
    description: str
    """A line that describes the payment method (MAX 255; MIN 3)."""
    type: Literal["CARD"] | str
    """The kind of payment method."""
    category: Literal["CARD"] | str
    """The group the payment method belongs to."""
    vaulted_token: str | Null
    """The token to pay with; null for a card that is not stored (UUID, 36 chars)."""
    checkout: PaymentMethodCheckout
    """How the session uses the payment method."""
    card_data: CardData | Null
    """What is kept of the card."""
