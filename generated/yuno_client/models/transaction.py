# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import PayoutAmount


class Transaction(Model):
    """One attempt to pay out."""

    id: str
    """The id of the transaction (UUID, 36 chars)."""
    type: Literal["PAYOUT"] | str
    """What the transaction does."""
    status: Literal["PENDING", "SUCCEEDED", "REJECTED", "DECLINED", "ERROR"] | str
    """Where the transaction stands."""
    response_code: Literal["PENDING_PROVIDER_CONFIRMATION", "SUCCEEDED", "REJECTED", "DECLINED", "ERROR"] | str
    """Where the transaction stands, in the words of the provider."""
    amount: PayoutAmount
    """How much is paid out."""
    created_at: str
    """When the transaction was created (MAX 27; MIN 27; ISO 8601)."""
    updated_at: str
    """When the transaction last changed (MAX 27; MIN 27; ISO 8601)."""
