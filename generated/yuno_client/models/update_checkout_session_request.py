# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import AmountInput, SessionMetadata


class UpdateCheckoutSessionRequest(Model):
    """Stands at `PATCH /v1/checkout/sessions/{} request/body`."""

    account_id: str | None = None
    """The account the request is made for (UUID, 36 chars)."""
    merchant_order_id: str | None = None
    """The merchant's id of the order (MAX 255; MIN 3)."""
    payment_description: str | None = None
    """What the payment is for (MAX 255; MIN 3)."""
    country: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
        | None
    ) = None
    """The country of the payment (MAX 2; MIN 2; ISO 3166-1)."""
    customer_id: str | None = None
    """The customer who pays (UUID, 36 chars)."""
    callback_url: str | None = None
    """Where the customer's browser goes after the payment (MAX 526; MIN 3)."""
    amount: AmountInput | None = None
    """How much is to be paid."""
    workflow: Literal["SDK_CHECKOUT", "SDK_SEAMLESS"] | str | None = None
    """How the checkout is shown."""
    metadata: list[SessionMetadata] | None = None
    """Values of the merchant's own, up to 50 pairs."""
