# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import PaymentMethodCheckout


class ListPaymentMethodsEnrollPaymentMethod(Model):
    """One kind of payment method."""

    name: str
    """The name to show (MAX 255; MIN 3)."""
    description: str
    """A line that describes the payment method (MAX 255; MIN 3)."""
    type: Literal["CARD"] | str
    """The kind of payment method."""
    category: Literal["CARD"] | str
    """The group the payment method belongs to."""
    enrollment: PaymentMethodCheckout
    """How the session enrolls it."""
