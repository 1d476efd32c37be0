# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from decimal import Decimal


class CreateSubscriptionAmount(Model):
    """What each of them is cheaper by, at most the price."""

    currency: (
        Literal["ARS", "BOB", "BRL", "CLP", "COP", "CRC", "GTQ", "HNL", "MXN", "NIO", "PAB", "PEN", "PYG", "USD", "UYU"]
        | str
    )
    """The currency of the subscription (MAX 3; MIN 3; ISO 4217)."""
    value: Decimal
    """How much is taken off in major units, from 0 to 1000000000 (multiple of 0.0001)."""
