# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import CardDataInput, DelayedCancelSettings, ThreeDSecure


class CreatePaymentCard(Model):
    """How the card is charged."""

    capture: bool | None = None
    """true takes the money at once, false only authorizes it; true where nothing is sent."""
    verify: bool | None = None
    """Whether to verify the card without taking money; false where nothing is sent."""
    delayed_capture_settings: DelayedCancelSettings | None = None
    """When to capture all of an authorization."""
    delayed_cancel_settings: DelayedCancelSettings | None = None
    """When to give an authorization up."""
    installments: int | None = None
    """The number of installments, from 1 to 50; 1 where nothing is sent."""
    three_d_secure: ThreeDSecure | None = None
    """The 3-D Secure data of the card."""
    card_data: CardDataInput | None = None
    """The card."""
