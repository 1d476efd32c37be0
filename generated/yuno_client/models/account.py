# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import Literal

from .._runtime.model import Model, Null


class Account(Model):
    """The account at the bank."""

    number: str
    """The number or the alias of the account (MAX 250; MIN 3)."""
    type: (
        Literal["CHECKINGS", "SAVINGS", "VISTA", "PIX_EMAIL", "PIX_PHONE", "PIX_DOCUMENT_ID", "PIX_BANK_ACCOUNT"]
        | str
        | Null
    )
    """The kind of account."""
