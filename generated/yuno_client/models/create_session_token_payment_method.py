# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import CardDataInput


class CreateSessionTokenPaymentMethod(Model):
    """What the customer chose to pay with."""

    type: Literal["CARD"] | str
    """The kind of payment method."""
    vault_on_success: bool | None = None
    """Whether to enroll the card when the payment succeeds; false where nothing is sent."""
    card: CardDataInput
    """The card."""
