# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model


class UpdateCustomerError(Model):
    """Stands at `PATCH /v1/customers/{} response/400/body`."""

    code: Literal["INVALID_REQUEST", "CUSTOMER_ID_DUPLICATED"] | str
    """What is wrong, in one word."""
    messages: list[str]
    """What is wrong, in sentences."""
