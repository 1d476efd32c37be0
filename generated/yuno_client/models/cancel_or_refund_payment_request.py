# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import AmountInput


class CancelOrRefundPaymentRequest(Model):
    """Stands at `POST /v1/payments/{}/cancel-or-refund request/body`."""

    reason: Literal["DUPLICATE", "FRAUDULENT", "REQUESTED_BY_CUSTOMER", "REVERSE"] | str
    """Why it is done."""
    merchant_reference: str | None = None
    """The merchant's own reference of the transaction; merchant_order_id where nothing is sent (MAX 255; MIN 3)."""
    description: str | None = None
    """What the merchant writes about the transaction (MAX 255; MIN 3)."""
    amount: AmountInput | None = None
    """How much to refund, at most what is captured and not refunded yet; all of that where nothing is sent."""
    simplified_mode: bool | None = None
    """Whether to try again for 96 hours what fails; false where nothing is sent."""
