# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import CreatePayoutBankTransfer, CreatePayoutWallet


class CreatePayoutDetail(Model):
    """The account that is paid to."""

    bank_transfer: CreatePayoutBankTransfer | None = None
    """A bank account."""
    wallet: CreatePayoutWallet | None = None
    """A wallet."""
