# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model


class CreatePaymentCheckout(Model):
    """The checkout the payment belongs to."""

    session: str
    """A checkout session younger than five hours that was not paid yet (UUID, 36 chars)."""
