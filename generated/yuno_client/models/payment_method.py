# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model, Null

if TYPE_CHECKING:
    from . import CardData, PaymentMethodCheckout


class PaymentMethod(Model):
    """Stands at `GET /v1/customers/{}/payment-methods response/200/body/payment_methods/[]`."""

    id: str
    """The id of the payment method (UUID, 36 chars)."""
    account_id: str
    """The account the request is made for (UUID, 36 chars)."""
    customer_id: str
    """The customer the payment method belongs to (UUID, 36 chars)."""
    name: str
    """The name to show (MAX 255; MIN 3)."""
    description: str
    """A line that describes the payment method (MAX 255; MIN 3)."""
    type: Literal["CARD"] | str
    """The kind of payment method."""
    category: Literal["CARD"] | str
    """The group the payment method belongs to."""
    country: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
    )
    """The country of the payment method (MAX 2; MIN 2; ISO 3166-1)."""
    status: Literal["READY_TO_ENROLL", "ENROLL_IN_PROCESS", "ENROLLED", "UNENROLLED"] | str
    """How far the enrollment is."""
    vaulted_token: str | Null
    """The token to pay with; null before the enrollment is done (UUID, 36 chars)."""
    workflow: Literal["DIRECT", "SDK_CHECKOUT"] | str
    """How the enrollment is made."""
    callback_url: str | Null
    """Where the customer's browser goes after the enrollment (MAX 526; MIN 3)."""
    enrollment: PaymentMethodCheckout | Null
    """The customer session of the enrollment; null where it was made without one."""
    card_data: CardData | Null
    """What is kept of the card."""
    created_at: str
    """When the payment method was created (MAX 27; MIN 27; ISO 8601)."""
    updated_at: str
    """When the payment method last changed (MAX 27; MIN 27; ISO 8601)."""
