# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import CreatePayoutDetail


class CreatePayoutWithdrawalMethod(Model):
    """Where the money goes: vaulted_token for a CARD, detail for everything else."""

    type: (
        Literal[
            "ASTROPAY_PAYOUT",
            "CARD",
            "NEQUI_PAYOUT",
            "PAYPAL_PAYOUT",
            "PIX_PAYOUT",
            "STP_PAYOUT",
            "TRANSFIYA_PAYOUT",
            "UNLIMINT_PAYOUT",
        ]
        | str
    )
    """The kind of withdrawal method."""
    provider_id: Literal["ASTROPAY", "NEQUI", "PAYPAL", "STP", "UNLIMINT"] | str
    """The provider that pays out."""
    vaulted_token: str | None = None
    """The token of the enrolled card that is paid to (UUID, 36 chars)."""
    detail: CreatePayoutDetail | None = None
    """The account that is paid to."""
