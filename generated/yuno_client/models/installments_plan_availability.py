# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model, Null


class InstallmentsPlanAvailability(Model):
    """From when to when the plan is offered; null for always."""

    start_at: str | Null
    """The first moment; null where there is none (MAX 27; MIN 27; ISO 8601)."""
    finish_at: str | Null
    """The last moment; null where there is none (MAX 27; MIN 27; ISO 8601)."""
