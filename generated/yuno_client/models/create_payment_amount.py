# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from decimal import Decimal


class CreatePaymentAmount(Model):
    """How much is paid."""

    currency: (
        Literal["ARS", "BOB", "BRL", "CLP", "COP", "CRC", "GTQ", "HNL", "MXN", "NIO", "PAB", "PEN", "PYG", "USD", "UYU"]
        | str
    )
    """The currency of the amount (MAX 3; MIN 3; ISO 4217)."""
    value: Decimal
    """The amount in major units, at most 1000000000; 0 only verifies the card (multiple of 0.0001)."""
