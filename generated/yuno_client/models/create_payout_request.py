# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import AmountInput, CreatePayoutBeneficiary, CreatePayoutWithdrawalMethod, SessionMetadata


class CreatePayoutRequest(Model):
    """Stands at `POST /v1/payouts request/body`."""

    account_id: str
    """The account the request is made for (UUID, 36 chars)."""
    merchant_reference: str
    """The merchant's reference of the payout (MAX 255; MIN 3)."""
    description: str | None = None
    """What the payout is for (MAX 255; MIN 3)."""
    country: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
    )
    """The country of the payout (MAX 2; MIN 2; ISO 3166-1)."""
    purpose: (
        Literal[
            "FAMILY_AND_FRIENDS",
            "REMITTANCES",
            "SUPPLIER",
            "MARKETPLACE",
            "PAYROLL",
            "EXPENSES",
            "TAXES",
            "LOANS",
            "RENT",
            "EDUCATION",
            "CHARITY",
            "INSURANCE",
            "REWARDS",
            "OTHERS",
        ]
        | str
    )
    """Why the money is paid."""
    amount: AmountInput
    """How much is paid out."""
    beneficiary: CreatePayoutBeneficiary
    """Who is paid."""
    withdrawal_method: CreatePayoutWithdrawalMethod
    """Where the money goes: vaulted_token for a CARD, detail for everything else."""
    metadata: list[SessionMetadata] | None = None
    """Values of the merchant's own, up to 50 pairs."""
