# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import (
        CreatePaymentAmount,
        CreatePaymentCheckout,
        CreatePaymentCustomerPayer,
        CreatePaymentPaymentMethod,
        SessionMetadata,
    )


class CreatePaymentRequest(Model):
    """Stands at `POST /v1/payments request/body`."""

    account_id: str
    """The account the request is made for (UUID, 36 chars)."""
    merchant_order_id: str
    """The merchant's id of the order (MAX 255; MIN 3)."""
    merchant_reference: str | None = None
    """The merchant's own reference of the transaction (MAX 255; MIN 3)."""
    description: str
    """What the payment is for (MAX 255; MIN 3)."""
    country: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
    )
    """The country of the payment (MAX 2; MIN 2; ISO 3166-1)."""
    workflow: Literal["DIRECT", "SDK_CHECKOUT"] | str | None = None
    """How the payment is made; DIRECT where nothing is sent. SDK_CHECKOUT needs checkout.session."""
    amount: CreatePaymentAmount
    """How much is paid."""
    checkout: CreatePaymentCheckout | None = None
    """The checkout the payment belongs to."""
    customer_payer: CreatePaymentCustomerPayer | None = None
    """Who pays."""
    payment_method: CreatePaymentPaymentMethod
    """What is paid with: token, vaulted_token or detail.card.card_data."""
    callback_url: str | None = None
    """Where the customer's browser goes after the payment (MAX 526; MIN 3)."""
    metadata: list[SessionMetadata] | None = None
    """Values of the merchant's own, up to 50 pairs."""
