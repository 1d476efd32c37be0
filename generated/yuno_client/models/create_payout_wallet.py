# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from .._runtime.model import Model


class CreatePayoutWallet(Model):
    """A wallet."""

    code: str | None = None
    """The code of the wallet (MAX 250; MIN 3)."""
    email: str | None = None
    """The e-mail address of the wallet's owner (MAX 255; MIN 3)."""
