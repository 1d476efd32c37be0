# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class EnrollPaymentMethodSessionRequest(Model):
    """Stands at `POST /v1/customers/sessions/{}/payment-methods request/body`."""

    account_id: str
    """The account the request is made for (UUID, 36 chars)."""
    country: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
    )
    """The country of the payment method (MAX 2; MIN 2; ISO 3166-1)."""
    payment_method_type: Literal["CARD"] | str
    """The kind of payment method."""
