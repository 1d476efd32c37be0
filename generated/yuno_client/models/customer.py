# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model, Null

if TYPE_CHECKING:
    from . import BillingAddress, Document, Phone, SessionMetadata


class Customer(Model):
    """Stands at `GET /v1/customers response/200/body`."""

    id: str
    """The id of the customer (UUID, 36 chars)."""
    merchant_customer_id: str
    """The id by which the merchant knows the customer (MAX 255; MIN 3)."""
    merchant_customer_created_at: str | Null
    """When the customer registered with the merchant (ISO 8601)."""
    first_name: str | Null
    """The customer's first name (MAX 255; MIN 3)."""
    last_name: str | Null
    """The customer's last name (MAX 255; MIN 3)."""
    gender: Literal["M", "F", "NB"] | str | Null
    """The customer's gender: male, female or non-binary."""
    date_of_birth: str | Null
    """The day of birth, written YYYY-MM-DD (MAX 10; MIN 10)."""
    email: str | Null
    """The customer's e-mail address (MAX 255; MIN 3)."""
    nationality: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
        | Null
    )
    """The country the customer is a citizen of (MAX 2; MIN 2; ISO 3166-1)."""
    country: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
        | Null
    )
    """The country the customer lives in (MAX 2; MIN 2; ISO 3166-1)."""
    document: Document | Null
    """The customer's identity document."""
    phone: Phone | Null
    """The customer's telephone."""
    billing_address: BillingAddress | Null
    """The billing address of the customer."""
    shipping_address: BillingAddress | Null
    """The shipping address of the customer."""
    metadata: list[SessionMetadata]
    """Values of the merchant's own, up to 50 pairs."""
    created_at: str
    """When the customer was created (MAX 27; MIN 27; ISO 8601)."""
    updated_at: str
    """When the customer last changed (MAX 27; MIN 27; ISO 8601)."""
