# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class CreateSubscriptionError(Model):
    """Stands at `POST /v1/subscriptions response/400/body`."""

    code: (
        Literal[
            "INVALID_REQUEST",
            "CUSTOMER_NOT_FOUND",
            "PAYMENT_METHOD_NOT_FOUND",
            "INVALID_CUSTOMER_FOR_TOKEN",
            "INVALID_PARAMETERS",
            "INVALID_DATE",
            "IDEMPOTENCY_DUPLICATED",
        ]
        | str
    )
    """What is wrong, in one word."""
    messages: list[str]
    """What is wrong, in sentences."""
