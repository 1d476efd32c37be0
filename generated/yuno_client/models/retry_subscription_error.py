# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class RetrySubscriptionError(Model):
    """Stands at `POST /v1/subscriptions/{}/retry response/400/body`."""

    code: Literal["INVALID_STATE", "PAYMENT_METHOD_NOT_FOUND"] | str
    """What is wrong, in one word."""
    messages: list[str]
    """What is wrong, in sentences."""
