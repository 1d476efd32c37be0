# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model


class BillingCyclesInput(Model):
    """How many billing cycles there are; no end where nothing is sent."""

    total: int | None = None
    """How many billing cycles there are, from 1 to 1000."""
