# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model, Null

if TYPE_CHECKING:
    from . import CustomerPayer, PaymentLinkAvailability, SessionAmount, SessionMetadata


class PaymentLink(Model):
    """Stands at `GET /v1/payment-links/{} response/200/body`."""

    code: str
    """The code of the payment link (UUID, 36 chars)."""
    account_id: str
    """The account the request is made for (UUID, 36 chars)."""
    status: Literal["CREATED", "USED", "CANCELED", "EXPIRED"] | str
    """Where the link stands."""
    country: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
    )
    """The country of the payment (MAX 2; MIN 2; ISO 3166-1)."""
    amount: SessionAmount
    """How much each payment is."""
    merchant_order_id: str | Null
    """The merchant's id of the order (MAX 255; MIN 3)."""
    description: str | Null
    """What the payment is for (MAX 255; MIN 3)."""
    customer_payer: CustomerPayer | Null
    """The customer who pays."""
    payment_method_types: list[Literal["CARD"] | str]
    """What the customer may pay with."""
    capture: bool
    """Whether a payment is charged at once."""
    one_time_use: bool
    """Whether the link takes one payment only."""
    vault_on_success: bool
    """Whether a card that paid is stored for the customer."""
    availability: PaymentLinkAvailability | Null
    """When the link can be paid."""
    callback_url: str | Null
    """Where the customer's browser goes after the payment (MAX 256; MIN 3)."""
    checkout_url: str
    """Where the customer pays (MAX 526; MIN 10)."""
    payments_number: int
    """How many payments were made with the link, from 0 to 1000000000."""
    metadata: list[SessionMetadata]
    """Values of the merchant's own, up to 50 pairs."""
    created_at: str
    """When the link was created (MAX 27; MIN 27; ISO 8601)."""
