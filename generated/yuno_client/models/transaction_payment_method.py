# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model, Null

if TYPE_CHECKING:
    from . import PaymentMethodDetail


class TransactionPaymentMethod(Model):
    """What was paid with."""

    type: Literal["CARD"] | str
    """The kind of payment method."""
    token: str | Null
    """The one-time token that was used; null where there was none (UUID, 36 chars)."""
    vaulted_token: str | Null
    """The token of the enrolled card; null where it is not enrolled (UUID, 36 chars)."""
    vault_on_success: bool
    """Whether the card was to be enrolled when the payment succeeds."""
    payment_method_detail: PaymentMethodDetail
    """The details of the payment method."""
