# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model, Null


class PaymentLinkAvailability(Model):
    """When the link can be paid."""

    start_at: str | Null
    """From when the link can be paid; null for at once (ISO 8601)."""
    finish_at: str | Null
    """When the link expires; null for never (ISO 8601)."""
