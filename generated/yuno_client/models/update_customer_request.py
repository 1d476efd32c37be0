# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import Document, Phone, SessionMetadata, ShippingAddress


class UpdateCustomerRequest(Model):
    """Stands at `PATCH /v1/customers/{} request/body`."""

    merchant_customer_id: str | None = None
    """The id by which the merchant knows the customer (MAX 255; MIN 3)."""
    merchant_customer_created_at: str | None = None
    """When the customer registered with the merchant (ISO 8601)."""
    first_name: str | None = None
    """The customer's first name (MAX 255; MIN 3)."""
    last_name: str | None = None
    """The customer's last name (MAX 255; MIN 3)."""
    gender: Literal["M", "F", "NB"] | str | None = None
    """The customer's gender: male, female or non-binary."""
    date_of_birth: str | None = None
    """The day of birth, written YYYY-MM-DD (MAX 10; MIN 10)."""
    email: str | None = None
    """The customer's e-mail address (MAX 255; MIN 3)."""
    nationality: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
        | None
    ) = None
    """The country the customer is a citizen of (MAX 2; MIN 2; ISO 3166-1)."""
    country: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
        | None
    ) = None
    """The country the customer lives in (MAX 2; MIN 2; ISO 3166-1)."""
    document: Document | None = None
    """The customer's identity document."""
    phone: Phone | None = None
    """The customer's telephone."""
    billing_address: ShippingAddress | None = None
    """The billing address of the customer."""
    shipping_address: ShippingAddress | None = None
    """The shipping address of the customer."""
    metadata: list[SessionMetadata] | None = None
    """Values of the merchant's own, up to 50 pairs."""
