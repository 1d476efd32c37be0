# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model, Null

if TYPE_CHECKING:
    from . import Beneficiary, PayoutAmount, SessionMetadata, Transaction, WithdrawalMethod


class Payout(Model):
    """Stands at `GET /v1/payouts response/200/body/[]`."""

    id: str
    """The id of the payout (UUID, 36 chars)."""
    account_id: str
    """The account the request is made for (UUID, 36 chars)."""
    merchant_reference: str
    """The merchant's reference of the payout (MAX 255; MIN 3)."""
    description: str | Null
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
    status: Literal["PENDING", "SUCCEEDED", "REJECTED", "DECLINED", "ERROR"] | str
    """Where the payout stands."""
    amount: PayoutAmount
    """How much is paid out."""
    beneficiary: Beneficiary
    """Who is paid."""
    withdrawal_method: WithdrawalMethod
    """Where the money goes."""
    transactions: list[Transaction]
    """The attempts to pay out, oldest first."""
    metadata: list[SessionMetadata]
    """Values of the merchant's own, up to 50 pairs."""
    created_at: str
    """When the payout was created (MAX 27; MIN 27; ISO 8601)."""
    updated_at: str
    """When the payout last changed (MAX 27; MIN 27; ISO 8601)."""
