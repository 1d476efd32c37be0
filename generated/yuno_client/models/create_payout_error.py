# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class CreatePayoutError(Model):
    """Stands at `POST /v1/payouts response/400/body`."""

    code: Literal["INVALID_REQUEST", "PAYMENT_METHOD_NOT_FOUND", "IDEMPOTENCY_DUPLICATED"] | str
    """What is wrong, in one word."""
    messages: list[str]
    """What is wrong, in sentences."""
