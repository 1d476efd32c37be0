# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model


class AvailabilityInput(Model):
    """From when to when the plan is offered; always where nothing is sent."""

    start_at: str | None = None
    """The first moment (ISO 8601)."""
    finish_at: str | None = None
    """The last moment, later than the first one (ISO 8601)."""
