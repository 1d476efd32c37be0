# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import Schedule


class RetriesInput(Model):
    """What happens after a payment that was declined."""

    retry_on_decline: bool | None = None
    """Whether a declined payment is tried again; false where nothing is sent."""
    amount: int | None = None
    """How many times it is tried again, from 1 to 99; 6 where nothing or more is sent."""
    strategy: Literal["DEFAULT", "CUSTOM_SCHEDULE"] | str | None = None
    """Whose schedule is used; DEFAULT where nothing is sent. CUSTOM_SCHEDULE needs a schedule."""
    schedule: list[Schedule] | None = None
    """The merchant's own schedule, one item for each more attempt."""
    stop_on_hard_decline: bool | None = None
    """Whether a decline that can never succeed ends the attempts; false where nothing is sent."""
