# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model


class Schedule(Model):
    """One more attempt."""

    attempt: int
    """Which attempt after the first, from 1 to 6."""
    delay_seconds: int
    """How long after the attempt before, from 1 to 2592000."""
