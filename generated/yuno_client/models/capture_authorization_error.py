# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class CaptureAuthorizationError(Model):
    """Stands at `POST /v1/payments/{}/transactions/{}/cancel-or-refund response/400/body`."""

    code: (
        Literal[
            "INVALID_REQUEST", "INVALID_STATUS", "INVALID_TRANSACTION_TYPE", "INVALID_AMOUNT", "CURRENCY_NOT_ALLOWED"
        ]
        | str
    )
    """What is wrong, in one word."""
    messages: list[str]
    """What is wrong, in sentences."""
