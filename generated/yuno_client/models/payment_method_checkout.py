# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model


class PaymentMethodCheckout(Model):
    """How the session enrolls it."""

    session: str
    """The customer session (UUID, 36 chars)."""
    sdk_required_action: bool
    """Whether the customer must enter something."""
