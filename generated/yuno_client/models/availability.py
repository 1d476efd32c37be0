# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model, Null


class Availability(Model):
    """From when to when the subscription runs."""

    start_at: str
    """When the first billing cycle is billed (MAX 27; MIN 27; ISO 8601)."""
    finish_at: str | Null
    """When the subscription is completed; null where there is no end (MAX 27; MIN 27; ISO 8601)."""
