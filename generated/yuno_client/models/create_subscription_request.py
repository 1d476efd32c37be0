# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import (
        AmountInput,
        AvailabilityInput,
        BillingCyclesInput,
        CreateSubscriptionTrialPeriod,
        FrequencyInput,
        RetriesInput,
        SessionMetadata,
        SubscriptionCustomerPayer,
        SubscriptionPaymentMethod,
    )


class CreateSubscriptionRequest(Model):
    """Stands at `POST /v1/subscriptions request/body`."""

    name: str
    """The name of the subscription (MAX 255; MIN 3)."""
    description: str | None = None
    """What the subscription is for (MAX 255; MIN 3)."""
    account_id: str
    """The account the request is made for (UUID, 36 chars)."""
    merchant_reference: str | None = None
    """The merchant's reference of the subscription (MAX 255; MIN 3)."""
    country: (
        Literal["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
        | str
    )
    """The country of the subscription (MAX 2; MIN 2; ISO 3166-1)."""
    amount: AmountInput
    """What each billing cycle costs."""
    frequency: FrequencyInput | None = None
    """How often the subscription is billed; every month where nothing is sent."""
    billing_cycles: BillingCyclesInput | None = None
    """How many billing cycles there are; no end where nothing is sent."""
    customer_payer: SubscriptionCustomerPayer
    """Who pays."""
    payment_method: SubscriptionPaymentMethod
    """What is paid with."""
    trial_period: CreateSubscriptionTrialPeriod | None = None
    """The first billing cycles at a lower price."""
    availability: AvailabilityInput | None = None
    """From when to when the subscription runs."""
    retries: RetriesInput | None = None
    """What happens after a payment that was declined."""
    initial_payment_validation: bool | None = None
    """Whether the subscription waits for its first payment; false where nothing is sent."""
    metadata: list[SessionMetadata] | None = None
    """Values of the merchant's own, up to 50 pairs."""
