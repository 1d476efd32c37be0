# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model, Null


class CustomerSession(Model):
    """Stands at `POST /v1/customers/sessions response/201/body`."""

    customer_session: str
    """The id of the customer session (UUID, 36 chars)."""
    account_id: str
    """The account the request is made for (UUID, 36 chars)."""
    customer_id: str
    """The customer who stores a payment method (UUID, 36 chars)."""
    country: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
    )
    """The country of the customer (MAX 2; MIN 2; ISO 3166-1)."""
    callback_url: str | Null
    """Where the customer's browser goes after the enrollment (MAX 526; MIN 3)."""
    created_at: str
    """When the session was created (MAX 27; MIN 27; ISO 8601)."""
