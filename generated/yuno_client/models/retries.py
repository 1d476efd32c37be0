# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import Schedule


class Retries(Model):
    """What happens after a payment that was declined."""

    retry_on_decline: bool
    """Whether a declined payment is tried again."""
    amount: int
    """How many times it is tried again, from 1 to 6."""
    strategy: Literal["DEFAULT", "CUSTOM_SCHEDULE"] | str
    """Whose schedule is used."""
    schedule: list[Schedule]
    """The merchant's own schedule."""
    stop_on_hard_decline: bool
    """Whether a decline that can never succeed ends the attempts."""
