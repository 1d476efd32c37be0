# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model, Null

if TYPE_CHECKING:
    from . import (
        Availability,
        BillingCycles,
        Frequency,
        PayoutAmount,
        Retries,
        SessionMetadata,
        SubscriptionCustomerPayer,
        SubscriptionPayment,
        SubscriptionPaymentMethod,
        TrialPeriod,
    )


class Subscription(Model):
    """Stands at `GET /v1/subscriptions/{} response/200/body`."""

    id: str
    """The id of the subscription (UUID, 36 chars)."""
    name: str
    """The name of the subscription (MAX 255; MIN 3)."""
    description: str | Null
    """What the subscription is for (MAX 255; MIN 3)."""
    account_id: str
    """The account the request is made for (UUID, 36 chars)."""
    merchant_reference: str | Null
    """The merchant's reference of the subscription (MAX 255; MIN 3)."""
    country: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
    )
    """The country of the subscription (MAX 2; MIN 2; ISO 3166-1)."""
    status: Literal["CREATED", "ACTIVE", "PAUSED", "COMPLETED", "CANCELED", "ERROR"] | str
    """Where the subscription stands."""
    amount: PayoutAmount
    """What each billing cycle costs."""
    frequency: Frequency
    """How often the subscription is billed."""
    billing_cycles: BillingCycles
    """How far the subscription is."""
    customer_payer: SubscriptionCustomerPayer
    """Who pays."""
    payment_method: SubscriptionPaymentMethod
    """What is paid with."""
    trial_period: TrialPeriod | Null
    """The first billing cycles at a lower price; null where there are none."""
    availability: Availability
    """From when to when the subscription runs."""
    retries: Retries
    """What happens after a payment that was declined."""
    initial_payment_validation: bool
    """Whether the subscription waits for its first payment."""
    payments: list[SubscriptionPayment]
    """Every payment of the subscription, oldest first."""
    metadata: list[SessionMetadata]
    """Values of the merchant's own, up to 50 pairs."""
    created_at: str
    """When the subscription was created (MAX 27; MIN 27; ISO 8601)."""
    updated_at: str
    """When the subscription last changed (MAX 27; MIN 27; ISO 8601)."""
