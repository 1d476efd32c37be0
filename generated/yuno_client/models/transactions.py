# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model, Null

if TYPE_CHECKING:
    from decimal import Decimal


class Transactions(Model):
    """The latest transaction."""

    id: str
    """The id of the transaction (UUID, 36 chars)."""
    type: Literal["PURCHASE", "AUTHORIZE", "CAPTURE", "CANCEL", "REFUND"] | str
    """What the transaction does."""
    status: Literal["SUCCEEDED", "DECLINED", "ERROR"] | str
    """How the transaction ended."""
    category: Literal["CARD"] | str
    """The group the payment method belongs to."""
    amount: Decimal
    """The amount of the transaction in major units, 0 or more."""
    response_code: (
        Literal[
            "SUCCEEDED",
            "INSUFFICIENT_FUNDS",
            "DECLINED_BY_BANK",
            "DO_NOT_HONOR",
            "INVALID_SECURITY_CODE",
            "INVALID_CARD_DATA",
            "REPORTED_STOLEN",
            "ERROR",
        ]
        | str
    )
    """The outcome in one word."""
    response_message: str
    """The outcome in a sentence (MAX 255; MIN 3)."""
    reason: Literal["PRODUCT_CONFIRMED", "REQUESTED_BY_CUSTOMER", "DUPLICATE", "FRAUDULENT", "REVERSE"] | str | Null
    """The reason the merchant gave."""
    description: str | Null
    """What the merchant wrote about the transaction (MAX 255; MIN 3)."""
    merchant_reference: str | Null
    """The merchant's own reference of the transaction (MAX 255; MIN 3)."""
    created_at: str
    """When the transaction was created (MAX 27; MIN 27; ISO 8601)."""
    updated_at: str
    """When the transaction last changed (MAX 27; MIN 27; ISO 8601)."""
