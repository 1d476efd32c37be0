# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class ThreeDSecure(Model):
    """The 3-D Secure data of the card."""

    three_d_secure_setup_id: str | None = None
    """The setup with the data of the customer's browser (UUID, 36 chars)."""
    version: Literal["1.0", "2.0", "2.1.0", "2.2.0", "2.2.1", "2.3.0", "2.3.1"] | str | None = None
    """The version of 3-D Secure."""
    electronic_commerce_indicator: str | None = None
    """How safe the authentication makes the payment (MAX 2; MIN 1)."""
    cryptogram: str | None = None
    """The proof that the customer was authenticated (MAX 40; MIN 1)."""
    transaction_id: str | None = None
    """The id of the authentication (MAX 40; MIN 1)."""
