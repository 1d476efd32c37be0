# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import CreatePaymentCard


class CreatePaymentDetail(Model):
    """The details of the payment method."""

    card: CreatePaymentCard | None = None
    """How the card is charged."""
