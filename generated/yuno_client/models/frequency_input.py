# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class FrequencyInput(Model):
    """How often the subscription is billed; every month where nothing is sent."""

    type: Literal["DAY", "WEEK", "MONTH"] | str
    """The unit of the interval."""
    value: int | None = None
    """How many units lie between two billing dates, from 1 to 365; 1 where nothing is sent."""
