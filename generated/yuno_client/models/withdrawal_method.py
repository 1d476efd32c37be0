# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model, Null

if TYPE_CHECKING:
    from . import PayoutDetail


class WithdrawalMethod(Model):
    """Where the money goes."""

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
    vaulted_token: str | Null
    """The token of the enrolled card that is paid to (UUID, 36 chars)."""
    detail: PayoutDetail | Null
    """The account that is paid to."""
