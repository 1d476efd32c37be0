# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import AmountInput, AvailabilityInput, CreatePaymentCustomerPayer, SessionMetadata


class CreatePaymentLinkRequest(Model):
    """Stands at `POST /v1/payment-links request/body`."""

    account_id: str
    """The account the request is made for (UUID, 36 chars)."""
    country: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
    )
    """The country of the payment (MAX 2; MIN 2; ISO 3166-1)."""
    amount: AmountInput
    """How much each payment is."""
    payment_method_types: list[Literal["CARD"] | str]
    """What the customer may pay with, at most 10 kinds."""
    merchant_order_id: str | None = None
    """The merchant's id of the order (MAX 255; MIN 3)."""
    description: str | None = None
    """What the payment is for (MAX 255; MIN 3)."""
    customer_payer: CreatePaymentCustomerPayer | None = None
    """The customer who pays."""
    capture: bool | None = None
    """Whether a payment is charged at once."""
    one_time_use: bool | None = None
    """Whether the link takes one payment only."""
    vault_on_success: bool | None = None
    """Whether a card that paid is stored for the customer."""
    availability: AvailabilityInput | None = None
    """When the link can be paid."""
    callback_url: str | None = None
    """Where the customer's browser goes after the payment (MAX 256; MIN 3)."""
    metadata: list[SessionMetadata] | None = None
    """Values of the merchant's own, up to 50 pairs."""
