# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import Amount


class TransactionPayment(Model):
    """The payment after the transaction."""

    id: str
    """The id of the payment (UUID, 36 chars)."""
    account_id: str
    """The account the request is made for (UUID, 36 chars)."""
    merchant_order_id: str
    """The merchant's id of the order (MAX 255; MIN 3)."""
    description: str
    """What the payment is for (MAX 255; MIN 3)."""
    country: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
    )
    """The country of the payment (MAX 2; MIN 2; ISO 3166-1)."""
    status: (
        Literal[
            "READY_TO_PAY",
            "PENDING",
            "VERIFIED",
            "SUCCEEDED",
            "REFUNDED",
            "CANCELED",
            "DECLINED",
            "REJECTED",
            "EXPIRED",
            "ERROR",
            "FRAUD",
        ]
        | str
    )
    """Where the payment stands."""
    sub_status: (
        Literal[
            "CREATED",
            "AUTHORIZED",
            "IN_PROCESS",
            "WAITING_ADDITIONAL_STEP",
            "PENDING_OTP_COMPLETION",
            "PENDING_PROVIDER_CONFIRMATION",
            "PENDING_FRAUD_REVIEW",
            "VERIFIED",
            "APPROVED",
            "CAPTURED",
            "PARTIALLY_CAPTURED",
            "PARTIALLY_REFUNDED",
            "CAPTURE_RETRY_IN_PROCESS",
            "CAPTURE_RETRY_PROCESS_FAILED",
            "REFUND_RETRY_IN_PROCESS",
            "REFUNDED",
            "CANCELED",
            "DECLINED",
            "FRAUD_DECLINED",
            "REJECTED",
            "EXPIRED",
            "ERROR",
            "TIMEOUT",
            "PENDING_REVERSE",
            "REVERSED_BY_TIMEOUT",
            "FRAUD_VERIFIED",
        ]
        | str
    )
    """Where the payment stands, in more detail."""
    amount: Amount
    """The amounts of the payment."""
    created_at: str
    """When the payment was created (MAX 27; MIN 27; ISO 8601)."""
    updated_at: str
    """When the payment last changed (MAX 27; MIN 27; ISO 8601)."""
