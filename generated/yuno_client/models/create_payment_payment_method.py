# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import CreatePaymentDetail, Otp


class CreatePaymentPaymentMethod(Model):
    """What is paid with: token, vaulted_token or detail.card.card_data."""

    type: Literal["CARD"] | str
    """The kind of payment method."""
    token: str | None = None
    """A one-time token; wins over vaulted_token and detail.card.card_data (UUID, 36 chars)."""
    vaulted_token: str | None = None
    """The token of an enrolled payment method; wins over detail.card.card_data (UUID, 36 chars)."""
    vault_on_success: bool | None = None
    """Whether to enroll the card for customer_payer.id when the payment succeeds; false where nothing is sent."""
    otp: Otp | None = None
    """The one-time password of the payment."""
    detail: CreatePaymentDetail | None = None
    """The details of the payment method."""
