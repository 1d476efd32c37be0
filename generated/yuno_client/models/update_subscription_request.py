# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.model import Model

if TYPE_CHECKING:
    from . import (
        AmountInput,
        BillingCyclesInput,
        FrequencyInput,
        RetriesInput,
        SessionMetadata,
        SubscriptionPaymentMethod,
        UpdateSubscriptionAvailability,
    )


class UpdateSubscriptionRequest(Model):
    """Stands at `PATCH /v1/subscriptions/{} request/body`."""

    name: str | None = None
    """The name of the subscription (MAX 255; MIN 3)."""
    description: str | None = None
    """What the subscription is for (MAX 255; MIN 3)."""
    merchant_reference: str | None = None
    """The merchant's reference of the subscription (MAX 255; MIN 3)."""
    amount: AmountInput | None = None
    """What each billing cycle costs."""
    frequency: FrequencyInput | None = None
    """How often the subscription is billed; every month where nothing is sent."""
    billing_cycles: BillingCyclesInput | None = None
    """How many billing cycles there are; no end where nothing is sent."""
    payment_method: SubscriptionPaymentMethod | None = None
    """What is paid with."""
    availability: UpdateSubscriptionAvailability | None = None
    """Until when the subscription runs."""
    retries: RetriesInput | None = None
    """What happens after a payment that was declined."""
    metadata: list[SessionMetadata] | None = None
    """Values of the merchant's own, up to 50 pairs."""
