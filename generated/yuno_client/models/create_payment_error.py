# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class CreatePaymentError(Model):
    """Stands at `POST /v1/payments response/400/body`."""

    code: (
        Literal[
            "INVALID_REQUEST",
            "MISSING_PARAMETERS",
            "CUSTOMER_NOT_FOUND",
            "CHECKOUT_SESSION_NOT_FOUND",
            "TOKEN_NOT_FOUND",
            "PAYMENT_METHOD_NOT_FOUND",
            "INVALID_CUSTOMER_FOR_TOKEN",
            "THREE_D_SECURE_SETUP_NOT_FOUND",
            "IDEMPOTENCY_DUPLICATED",
        ]
        | str
    )
    """What is wrong, in one word."""
    messages: list[str]
    """What is wrong, in sentences."""
