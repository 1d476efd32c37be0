# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import CreateSessionTokenPaymentMethod


class CreateSessionTokenRequest(Model):
    """Stands at `POST /v1/checkout/sessions/{}/token request/body`."""

    payment_method: CreateSessionTokenPaymentMethod
    """What the customer chose to pay with."""
