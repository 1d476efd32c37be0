# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.model import Model, Null

if TYPE_CHECKING:
    from . import BankTransfer, Wallet


class PayoutDetail(Model):
    """The account that is paid to."""

    bank_transfer: BankTransfer | Null
    """A bank account."""
    wallet: Wallet | Null
    """A wallet."""
