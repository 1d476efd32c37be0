# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model


class CreatePaymentCustomerPayer(Model):
    """The customer who pays."""

    id: str | None = None
    """The id of the customer (UUID, 36 chars)."""
    merchant_customer_id: str | None = None
    """The id by which the merchant knows the customer (MAX 255; MIN 3)."""
    first_name: str | None = None
    """The customer's first name (MAX 255; MIN 3)."""
    last_name: str | None = None
    """The customer's last name (MAX 255; MIN 3)."""
    email: str | None = None
    """The customer's e-mail address (MAX 255; MIN 3)."""
