# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model


class UpdateSubscriptionAvailability(Model):
    """Until when the subscription runs."""

    finish_at: str | None = None
    """When the subscription is completed (ISO 8601)."""
