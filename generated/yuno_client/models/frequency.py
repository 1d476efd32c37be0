# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class Frequency(Model):
    """How often the subscription is billed."""

    type: Literal["DAY", "WEEK", "MONTH"] | str
    """The unit of the interval."""
    value: int
    """How many units lie between two billing dates, from 1 to 365."""
