# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import CardDataInput


class EnrollPaymentMethodRequest(Model):
    """Stands at `POST /v1/customers/{}/payment-methods request/body`."""

    account_id: str
    """The account the request is made for (UUID, 36 chars)."""
    country: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
    )
    """The country of the payment method (MAX 2; MIN 2; ISO 3166-1)."""
    type: Literal["CARD"] | str
    """The kind of payment method."""
    workflow: Literal["DIRECT"] | str | None = None
    """How the enrollment is made; DIRECT where nothing is sent."""
    callback_url: str | None = None
    """Where the customer's browser goes after the enrollment (MAX 526; MIN 3)."""
    card_data: CardDataInput
    """The card."""
