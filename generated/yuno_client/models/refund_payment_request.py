# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import AmountInput


class RefundPaymentRequest(Model):
    """Stands at `POST /v1/payments/{}/transactions/{}/refund request/body`."""

    merchant_reference: str
    """The merchant's own reference of the transaction (MAX 255; MIN 3)."""
    description: str | None = None
    """What the merchant writes about the transaction (MAX 255; MIN 3)."""
    reason: Literal["DUPLICATE", "FRAUDULENT", "REQUESTED_BY_CUSTOMER", "REVERSE"] | str | None = None
    """Why it is done."""
    amount: AmountInput | None = None
    """How much to refund, at most what is captured and not refunded yet; all of that where nothing is sent."""
    simplified_mode: bool | None = None
    """Whether to try again for 96 hours what fails; false where nothing is sent."""
