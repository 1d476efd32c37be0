# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model, Null


class TokenCustomerPayer(Model):
    """Who pays."""

    first_name: str | Null
    """The payer's first name (MAX 255; MIN 3)."""
    last_name: str | Null
    """The payer's last name (MAX 255; MIN 3)."""
    email: str | Null
    """The payer's e-mail address (MAX 255; MIN 3)."""
