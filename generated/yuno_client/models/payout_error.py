# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class PayoutError(Model):
    """Stands at `GET /v1/payouts/{} response/404/body`."""

    code: Literal["PAYOUT_NOT_FOUND"] | str
    """What is wrong, in one word."""
    messages: list[str]
    """What is wrong, in sentences."""
