# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model


class PaymentMethodCheckout(Model):
    """How the session uses the payment method."""

    session: str
    """The checkout session (UUID, 36 chars)."""
    sdk_required_action: bool
    """Whether the customer must still enter something."""
