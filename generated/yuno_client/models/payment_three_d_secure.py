# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model, Null


class PaymentThreeDSecure(Model):
    """What the 3-D Secure authentication said; null where there was none."""

    version: Literal["1.0", "2.0", "2.1.0", "2.2.0", "2.2.1", "2.3.0", "2.3.1"] | str | Null
    """The version of 3-D Secure."""
    electronic_commerce_indicator: str | Null
    """How safe the authentication makes the payment (MAX 2; MIN 1)."""
    cryptogram: str | Null
    """The proof that the customer was authenticated (MAX 40; MIN 1)."""
    transaction_id: str | Null
    """The id of the authentication (MAX 40; MIN 1)."""
    pares_status: Literal["Y", "N", "R", "U", "A"] | str | Null
    """How the authentication ended: Y yes, N no, R rejected, U unavailable, A attempted."""
