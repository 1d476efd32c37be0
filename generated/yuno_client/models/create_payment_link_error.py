# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class CreatePaymentLinkError(Model):
    """Stands at `POST /v1/payment-links response/400/body`."""

    code: Literal["INVALID_REQUEST", "INVALID_PARAMETERS", "CUSTOMER_NOT_FOUND"] | str
    """What is wrong, in one word."""
    messages: list[str]
    """What is wrong, in sentences."""
