# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Unpack

from .._runtime.client import AsyncClient, SyncClient
from .._runtime.given import NOT_GIVEN, NotGiven
from .._runtime.options import Operation, Options

if TYPE_CHECKING:
    from ..models import (
        AmountInput,
        AvailabilityInput,
        BillingCyclesInput,
        CreateSubscriptionTrialPeriod,
        FrequencyInput,
        RetriesInput,
        SessionMetadata,
        Subscription,
        SubscriptionCustomerPayer,
        SubscriptionPaymentMethod,
        UpdateSubscriptionAvailability,
    )

_CANCEL = Operation(
    "POST",
    "/v1/subscriptions/{subscription_id}/cancel",
    "Subscription",
    security=(("private-secret-key", "public-api-key"),),
)
_CREATE = Operation(
    "POST",
    "/v1/subscriptions",
    "Subscription",
    key="X-Idempotency-Key",
    security=(("private-secret-key", "public-api-key"),),
)
_PAUSE = Operation(
    "POST",
    "/v1/subscriptions/{subscription_id}/pause",
    "Subscription",
    security=(("private-secret-key", "public-api-key"),),
)
_RESUME = Operation(
    "POST",
    "/v1/subscriptions/{subscription_id}/resume",
    "Subscription",
    security=(("private-secret-key", "public-api-key"),),
)
_RETRIEVE = Operation(
    "GET", "/v1/subscriptions/{subscription_id}", "Subscription", security=(("private-secret-key", "public-api-key"),)
)
_RETRY = Operation(
    "POST",
    "/v1/subscriptions/{subscription_id}/retry",
    "Subscription",
    security=(("private-secret-key", "public-api-key"),),
)
_UPDATE = Operation(
    "PATCH", "/v1/subscriptions/{subscription_id}", "Subscription", security=(("private-secret-key", "public-api-key"),)
)


class SubscriptionsCalls:
    """The calls of `client.subscriptions`."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def cancel(
        self,
        *,
        subscription_id: str,
        **options: Unpack[Options],
    ) -> Subscription:
        """Cancel Subscription.

        `POST /v1/subscriptions/{subscription_id}/cancel`

        Ends a subscription for good. It is never billed again.

        Documented at https://docs.y.uno/reference/subscriptions/cancel-subscription

        Args:
            subscription_id: The id of the subscription (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Subscription = self._client.call(
            _CANCEL,
            {
                "subscription_id": subscription_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    def create(
        self,
        *,
        name: str,
        account_id: str,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str,
        amount: AmountInput | Mapping[str, Any],
        customer_payer: SubscriptionCustomerPayer | Mapping[str, Any],
        payment_method: SubscriptionPaymentMethod | Mapping[str, Any],
        description: str | NotGiven = NOT_GIVEN,
        merchant_reference: str | NotGiven = NOT_GIVEN,
        frequency: FrequencyInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        billing_cycles: BillingCyclesInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        trial_period: CreateSubscriptionTrialPeriod | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        availability: AvailabilityInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        retries: RetriesInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        initial_payment_validation: bool | NotGiven = NOT_GIVEN,
        metadata: Sequence[SessionMetadata | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Subscription:
        """Create Subscription.

        `POST /v1/subscriptions`

        Bills an enrolled card of a customer again and again. The first billing cycle is billed right away, or at `availability.start_at`.

        Documented at https://docs.y.uno/reference/subscriptions/create-subscription

        Args:
            name: The name of the subscription (MAX 255; MIN 3).
            account_id: The account the request is made for (UUID, 36 chars).
            country: The country of the subscription (MAX 2; MIN 2; ISO 3166-1).
            amount: What each billing cycle costs.
            customer_payer: Who pays.
            payment_method: What is paid with.
            description: What the subscription is for (MAX 255; MIN 3).
            merchant_reference: The merchant's reference of the subscription (MAX 255; MIN 3).
            frequency: How often the subscription is billed; every month where nothing is sent.
            billing_cycles: How many billing cycles there are; no end where nothing is sent.
            trial_period: The first billing cycles at a lower price.
            availability: From when to when the subscription runs.
            retries: What happens after a payment that was declined.
            initial_payment_validation: Whether the subscription waits for its first payment; false where nothing is sent.
            metadata: Values of the merchant's own, up to 50 pairs.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Subscription = self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "name": name,
                "description": description,
                "account_id": account_id,
                "merchant_reference": merchant_reference,
                "country": country,
                "amount": amount,
                "frequency": frequency,
                "billing_cycles": billing_cycles,
                "customer_payer": customer_payer,
                "payment_method": payment_method,
                "trial_period": trial_period,
                "availability": availability,
                "retries": retries,
                "initial_payment_validation": initial_payment_validation,
                "metadata": metadata,
            },
            options,
        )
        return result

    def pause(
        self,
        *,
        subscription_id: str,
        **options: Unpack[Options],
    ) -> Subscription:
        """Pause Subscription.

        `POST /v1/subscriptions/{subscription_id}/pause`

        Stops billing until the subscription is resumed. It must be ACTIVE.

        Documented at https://docs.y.uno/reference/subscriptions/pause-subscription

        Args:
            subscription_id: The id of the subscription (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Subscription = self._client.call(
            _PAUSE,
            {
                "subscription_id": subscription_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    def resume(
        self,
        *,
        subscription_id: str,
        **options: Unpack[Options],
    ) -> Subscription:
        """Resume Subscription.

        `POST /v1/subscriptions/{subscription_id}/resume`

        Bills a paused subscription again. Billing dates that passed meanwhile are not made up for.

        Documented at https://docs.y.uno/reference/subscriptions/resume-subscription

        Args:
            subscription_id: The id of the subscription (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Subscription = self._client.call(
            _RESUME,
            {
                "subscription_id": subscription_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    def retrieve(
        self,
        *,
        subscription_id: str,
        **options: Unpack[Options],
    ) -> Subscription:
        """Retrieve Subscription.

        `GET /v1/subscriptions/{subscription_id}`

        Returns a subscription with the payments made so far.

        Documented at https://docs.y.uno/reference/subscriptions/retrieve-subscription

        Args:
            subscription_id: The id of the subscription (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Subscription = self._client.call(
            _RETRIEVE,
            {
                "subscription_id": subscription_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    def retry(
        self,
        *,
        subscription_id: str,
        **options: Unpack[Options],
    ) -> Subscription:
        """Retry Subscription.

        `POST /v1/subscriptions/{subscription_id}/retry`

        Bills the latest billing cycle once more, now and as the subscription stands now. Its latest payment must be DECLINED.

        Documented at https://docs.y.uno/reference/subscriptions/retry-subscription

        Args:
            subscription_id: The id of the subscription (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Subscription = self._client.call(
            _RETRY,
            {
                "subscription_id": subscription_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    def update(
        self,
        *,
        subscription_id: str,
        name: str | NotGiven = NOT_GIVEN,
        description: str | NotGiven = NOT_GIVEN,
        merchant_reference: str | NotGiven = NOT_GIVEN,
        amount: AmountInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        frequency: FrequencyInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        billing_cycles: BillingCyclesInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        payment_method: SubscriptionPaymentMethod | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        availability: UpdateSubscriptionAvailability | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        retries: RetriesInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        metadata: Sequence[SessionMetadata | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Subscription:
        """Update Subscription.

        `PATCH /v1/subscriptions/{subscription_id}`

        Changes a subscription that is not over; what is not sent stays. The change counts from the next billing cycle on.

        Documented at https://docs.y.uno/reference/subscriptions/update-subscription

        Args:
            subscription_id: The id of the subscription (UUID, 36 chars).
            name: The name of the subscription (MAX 255; MIN 3).
            description: What the subscription is for (MAX 255; MIN 3).
            merchant_reference: The merchant's reference of the subscription (MAX 255; MIN 3).
            amount: What each billing cycle costs.
            frequency: How often the subscription is billed; every month where nothing is sent.
            billing_cycles: How many billing cycles there are; no end where nothing is sent.
            payment_method: What is paid with.
            availability: Until when the subscription runs.
            retries: What happens after a payment that was declined.
            metadata: Values of the merchant's own, up to 50 pairs.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Subscription = self._client.call(
            _UPDATE,
            {
                "subscription_id": subscription_id,
            },
            {},
            {},
            {
                "name": name,
                "description": description,
                "merchant_reference": merchant_reference,
                "amount": amount,
                "frequency": frequency,
                "billing_cycles": billing_cycles,
                "payment_method": payment_method,
                "availability": availability,
                "retries": retries,
                "metadata": metadata,
            },
            options,
        )
        return result


class AsyncSubscriptionsCalls:
    """The calls of `client.subscriptions`, awaited."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def cancel(
        self,
        *,
        subscription_id: str,
        **options: Unpack[Options],
    ) -> Subscription:
        """Cancel Subscription.

        `POST /v1/subscriptions/{subscription_id}/cancel`

        Ends a subscription for good. It is never billed again.

        Documented at https://docs.y.uno/reference/subscriptions/cancel-subscription

        Args:
            subscription_id: The id of the subscription (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Subscription = await self._client.call(
            _CANCEL,
            {
                "subscription_id": subscription_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    async def create(
        self,
        *,
        name: str,
        account_id: str,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str,
        amount: AmountInput | Mapping[str, Any],
        customer_payer: SubscriptionCustomerPayer | Mapping[str, Any],
        payment_method: SubscriptionPaymentMethod | Mapping[str, Any],
        description: str | NotGiven = NOT_GIVEN,
        merchant_reference: str | NotGiven = NOT_GIVEN,
        frequency: FrequencyInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        billing_cycles: BillingCyclesInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        trial_period: CreateSubscriptionTrialPeriod | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        availability: AvailabilityInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        retries: RetriesInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        initial_payment_validation: bool | NotGiven = NOT_GIVEN,
        metadata: Sequence[SessionMetadata | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Subscription:
        """Create Subscription.

        `POST /v1/subscriptions`

        Bills an enrolled card of a customer again and again. The first billing cycle is billed right away, or at `availability.start_at`.

        Documented at https://docs.y.uno/reference/subscriptions/create-subscription

        Args:
            name: The name of the subscription (MAX 255; MIN 3).
            account_id: The account the request is made for (UUID, 36 chars).
            country: The country of the subscription (MAX 2; MIN 2; ISO 3166-1).
            amount: What each billing cycle costs.
            customer_payer: Who pays.
            payment_method: What is paid with.
            description: What the subscription is for (MAX 255; MIN 3).
            merchant_reference: The merchant's reference of the subscription (MAX 255; MIN 3).
            frequency: How often the subscription is billed; every month where nothing is sent.
            billing_cycles: How many billing cycles there are; no end where nothing is sent.
            trial_period: The first billing cycles at a lower price.
            availability: From when to when the subscription runs.
            retries: What happens after a payment that was declined.
            initial_payment_validation: Whether the subscription waits for its first payment; false where nothing is sent.
            metadata: Values of the merchant's own, up to 50 pairs.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Subscription = await self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "name": name,
                "description": description,
                "account_id": account_id,
                "merchant_reference": merchant_reference,
                "country": country,
                "amount": amount,
                "frequency": frequency,
                "billing_cycles": billing_cycles,
                "customer_payer": customer_payer,
                "payment_method": payment_method,
                "trial_period": trial_period,
                "availability": availability,
                "retries": retries,
                "initial_payment_validation": initial_payment_validation,
                "metadata": metadata,
            },
            options,
        )
        return result

    async def pause(
        self,
        *,
        subscription_id: str,
        **options: Unpack[Options],
    ) -> Subscription:
        """Pause Subscription.

        `POST /v1/subscriptions/{subscription_id}/pause`

        Stops billing until the subscription is resumed. It must be ACTIVE.

        Documented at https://docs.y.uno/reference/subscriptions/pause-subscription

        Args:
            subscription_id: The id of the subscription (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Subscription = await self._client.call(
            _PAUSE,
            {
                "subscription_id": subscription_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    async def resume(
        self,
        *,
        subscription_id: str,
        **options: Unpack[Options],
    ) -> Subscription:
        """Resume Subscription.

        `POST /v1/subscriptions/{subscription_id}/resume`

        Bills a paused subscription again. Billing dates that passed meanwhile are not made up for.

        Documented at https://docs.y.uno/reference/subscriptions/resume-subscription

        Args:
            subscription_id: The id of the subscription (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Subscription = await self._client.call(
            _RESUME,
            {
                "subscription_id": subscription_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    async def retrieve(
        self,
        *,
        subscription_id: str,
        **options: Unpack[Options],
    ) -> Subscription:
        """Retrieve Subscription.

        `GET /v1/subscriptions/{subscription_id}`

        Returns a subscription with the payments made so far.

        Documented at https://docs.y.uno/reference/subscriptions/retrieve-subscription

        Args:
            subscription_id: The id of the subscription (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Subscription = await self._client.call(
            _RETRIEVE,
            {
                "subscription_id": subscription_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    async def retry(
        self,
        *,
        subscription_id: str,
        **options: Unpack[Options],
    ) -> Subscription:
        """Retry Subscription.

        `POST /v1/subscriptions/{subscription_id}/retry`

        Bills the latest billing cycle once more, now and as the subscription stands now. Its latest payment must be DECLINED.

        Documented at https://docs.y.uno/reference/subscriptions/retry-subscription

        Args:
            subscription_id: The id of the subscription (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Subscription = await self._client.call(
            _RETRY,
            {
                "subscription_id": subscription_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    async def update(
        self,
        *,
        subscription_id: str,
        name: str | NotGiven = NOT_GIVEN,
        description: str | NotGiven = NOT_GIVEN,
        merchant_reference: str | NotGiven = NOT_GIVEN,
        amount: AmountInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        frequency: FrequencyInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        billing_cycles: BillingCyclesInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        payment_method: SubscriptionPaymentMethod | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        availability: UpdateSubscriptionAvailability | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        retries: RetriesInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        metadata: Sequence[SessionMetadata | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Subscription:
        """Update Subscription.

        `PATCH /v1/subscriptions/{subscription_id}`

        Changes a subscription that is not over; what is not sent stays. The change counts from the next billing cycle on.

        Documented at https://docs.y.uno/reference/subscriptions/update-subscription

        Args:
            subscription_id: The id of the subscription (UUID, 36 chars).
            name: The name of the subscription (MAX 255; MIN 3).
            description: What the subscription is for (MAX 255; MIN 3).
            merchant_reference: The merchant's reference of the subscription (MAX 255; MIN 3).
            amount: What each billing cycle costs.
            frequency: How often the subscription is billed; every month where nothing is sent.
            billing_cycles: How many billing cycles there are; no end where nothing is sent.
            payment_method: What is paid with.
            availability: Until when the subscription runs.
            retries: What happens after a payment that was declined.
            metadata: Values of the merchant's own, up to 50 pairs.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Subscription = await self._client.call(
            _UPDATE,
            {
                "subscription_id": subscription_id,
            },
            {},
            {},
            {
                "name": name,
                "description": description,
                "merchant_reference": merchant_reference,
                "amount": amount,
                "frequency": frequency,
                "billing_cycles": billing_cycles,
                "payment_method": payment_method,
                "availability": availability,
                "retries": retries,
                "metadata": metadata,
            },
            options,
        )
        return result
