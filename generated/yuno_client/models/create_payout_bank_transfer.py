# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import CreatePayoutAccount


class CreatePayoutBankTransfer(Model):
    """A bank account."""

    code: str
    """The code of the bank (MAX 8; MIN 1)."""
    account: CreatePayoutAccount
    """The account at the bank."""
