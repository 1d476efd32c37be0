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
        CheckoutSession,
        CreateSessionTokenPaymentMethod,
        CreateSessionTokenResponse,
        SessionMetadata,
    )

_CREATE = Operation(
    "POST", "/v1/checkout/sessions", "CheckoutSession", security=(("private-secret-key", "public-api-key"),)
)
_CREATE_TOKEN = Operation(
    "POST",
    "/v1/checkout/sessions/{checkout_session}/token",
    "CreateSessionTokenResponse",
    security=(("private-secret-key", "public-api-key"),),
)
_RETRIEVE = Operation(
    "GET",
    "/v1/checkout/sessions/{checkout_session}",
    "CheckoutSession",
    security=(("private-secret-key", "public-api-key"),),
)
_UPDATE = Operation(
    "PATCH",
    "/v1/checkout/sessions/{checkout_session}",
    "CheckoutSession",
    security=(("private-secret-key", "public-api-key"),),
)


class CheckoutSessionsCalls:
    """The calls of `client.checkout_sessions`."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def create(
        self,
        *,
        account_id: str,
        merchant_order_id: str,
        payment_description: str,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str,
        customer_id: str | NotGiven = NOT_GIVEN,
        callback_url: str | NotGiven = NOT_GIVEN,
        amount: AmountInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        workflow: Literal["SDK_CHECKOUT", "SDK_SEAMLESS"] | str | NotGiven = NOT_GIVEN,
        metadata: Sequence[SessionMetadata | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> CheckoutSession:
        """Create Checkout Session.

        `POST /v1/checkout/sessions`

        Opens a session for one payment. A session ends five hours after it was created.

        Documented at https://docs.y.uno/reference/checkout-sessions/create-checkout-session

        Args:
            account_id: The account the request is made for (UUID, 36 chars).
            merchant_order_id: The merchant's id of the order (MAX 255; MIN 3).
            payment_description: What the payment is for (MAX 255; MIN 3).
            country: The country of the payment (MAX 2; MIN 2; ISO 3166-1).
            customer_id: The customer who pays (UUID, 36 chars).
            callback_url: Where the customer's browser goes after the payment (MAX 526; MIN 3).
            amount: How much is to be paid.
            workflow: How the checkout is shown; SDK_CHECKOUT where nothing is sent.
            metadata: Values of the merchant's own, up to 50 pairs.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: CheckoutSession = self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "account_id": account_id,
                "merchant_order_id": merchant_order_id,
                "payment_description": payment_description,
                "country": country,
                "customer_id": customer_id,
                "callback_url": callback_url,
                "amount": amount,
                "workflow": workflow,
                "metadata": metadata,
            },
            options,
        )
        return result

    def create_token(
        self,
        *,
        checkout_session: str,
        payment_method: CreateSessionTokenPaymentMethod | Mapping[str, Any],
        **options: Unpack[Options],
    ) -> CreateSessionTokenResponse:
        """Create Session Token.

        `POST /v1/checkout/sessions/{checkout_session}/token`

        Puts a card into a one-time token that pays in this checkout session only, as the SDK does when the customer has entered the card.

        Documented at https://docs.y.uno/reference/checkout-sessions/create-session-token

        Args:
            checkout_session: The id of the checkout session (UUID, 36 chars).
            payment_method: What the customer chose to pay with.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: CreateSessionTokenResponse = self._client.call(
            _CREATE_TOKEN,
            {
                "checkout_session": checkout_session,
            },
            {},
            {},
            {
                "payment_method": payment_method,
            },
            options,
        )
        return result

    def retrieve(
        self,
        *,
        checkout_session: str,
        **options: Unpack[Options],
    ) -> CheckoutSession:
        """Retrieve Checkout Session.

        `GET /v1/checkout/sessions/{checkout_session}`

        Returns a checkout session. One that is older than five hours is not found.

        Documented at https://docs.y.uno/reference/checkout-sessions/retrieve-checkout-session

        Args:
            checkout_session: The id of the checkout session (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: CheckoutSession = self._client.call(
            _RETRIEVE,
            {
                "checkout_session": checkout_session,
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
        checkout_session: str,
        account_id: str | NotGiven = NOT_GIVEN,
        merchant_order_id: str | NotGiven = NOT_GIVEN,
        payment_description: str | NotGiven = NOT_GIVEN,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str
        | NotGiven = NOT_GIVEN,
        customer_id: str | NotGiven = NOT_GIVEN,
        callback_url: str | NotGiven = NOT_GIVEN,
        amount: AmountInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        workflow: Literal["SDK_CHECKOUT", "SDK_SEAMLESS"] | str | NotGiven = NOT_GIVEN,
        metadata: Sequence[SessionMetadata | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> CheckoutSession:
        """Update Checkout Session.

        `PATCH /v1/checkout/sessions/{checkout_session}`

        Changes what is sent and leaves the rest. A session that was paid cannot be changed.

        Documented at https://docs.y.uno/reference/checkout-sessions/update-checkout-session

        Args:
            checkout_session: The id of the checkout session (UUID, 36 chars).
            account_id: The account the request is made for (UUID, 36 chars).
            merchant_order_id: The merchant's id of the order (MAX 255; MIN 3).
            payment_description: What the payment is for (MAX 255; MIN 3).
            country: The country of the payment (MAX 2; MIN 2; ISO 3166-1).
            customer_id: The customer who pays (UUID, 36 chars).
            callback_url: Where the customer's browser goes after the payment (MAX 526; MIN 3).
            amount: How much is to be paid.
            workflow: How the checkout is shown.
            metadata: Values of the merchant's own, up to 50 pairs.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: CheckoutSession = self._client.call(
            _UPDATE,
            {
                "checkout_session": checkout_session,
            },
            {},
            {},
            {
                "account_id": account_id,
                "merchant_order_id": merchant_order_id,
                "payment_description": payment_description,
                "country": country,
                "customer_id": customer_id,
                "callback_url": callback_url,
                "amount": amount,
                "workflow": workflow,
                "metadata": metadata,
            },
            options,
        )
        return result


class AsyncCheckoutSessionsCalls:
    """The calls of `client.checkout_sessions`, awaited."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def create(
        self,
        *,
        account_id: str,
        merchant_order_id: str,
        payment_description: str,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str,
        customer_id: str | NotGiven = NOT_GIVEN,
        callback_url: str | NotGiven = NOT_GIVEN,
        amount: AmountInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        workflow: Literal["SDK_CHECKOUT", "SDK_SEAMLESS"] | str | NotGiven = NOT_GIVEN,
        metadata: Sequence[SessionMetadata | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> CheckoutSession:
        """Create Checkout Session.

        `POST /v1/checkout/sessions`

        Opens a session for one payment. A session ends five hours after it was created.

        Documented at https://docs.y.uno/reference/checkout-sessions/create-checkout-session

        Args:
            account_id: The account the request is made for (UUID, 36 chars).
            merchant_order_id: The merchant's id of the order (MAX 255; MIN 3).
            payment_description: What the payment is for (MAX 255; MIN 3).
            country: The country of the payment (MAX 2; MIN 2; ISO 3166-1).
            customer_id: The customer who pays (UUID, 36 chars).
            callback_url: Where the customer's browser goes after the payment (MAX 526; MIN 3).
            amount: How much is to be paid.
            workflow: How the checkout is shown; SDK_CHECKOUT where nothing is sent.
            metadata: Values of the merchant's own, up to 50 pairs.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: CheckoutSession = await self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "account_id": account_id,
                "merchant_order_id": merchant_order_id,
                "payment_description": payment_description,
                "country": country,
                "customer_id": customer_id,
                "callback_url": callback_url,
                "amount": amount,
                "workflow": workflow,
                "metadata": metadata,
            },
            options,
        )
        return result

    async def create_token(
        self,
        *,
        checkout_session: str,
        payment_method: CreateSessionTokenPaymentMethod | Mapping[str, Any],
        **options: Unpack[Options],
    ) -> CreateSessionTokenResponse:
        """Create Session Token.

        `POST /v1/checkout/sessions/{checkout_session}/token`

        Puts a card into a one-time token that pays in this checkout session only, as the SDK does when the customer has entered the card.

        Documented at https://docs.y.uno/reference/checkout-sessions/create-session-token

        Args:
            checkout_session: The id of the checkout session (UUID, 36 chars).
            payment_method: What the customer chose to pay with.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: CreateSessionTokenResponse = await self._client.call(
            _CREATE_TOKEN,
            {
                "checkout_session": checkout_session,
            },
            {},
            {},
            {
                "payment_method": payment_method,
            },
            options,
        )
        return result

    async def retrieve(
        self,
        *,
        checkout_session: str,
        **options: Unpack[Options],
    ) -> CheckoutSession:
        """Retrieve Checkout Session.

        `GET /v1/checkout/sessions/{checkout_session}`

        Returns a checkout session. One that is older than five hours is not found.

        Documented at https://docs.y.uno/reference/checkout-sessions/retrieve-checkout-session

        Args:
            checkout_session: The id of the checkout session (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: CheckoutSession = await self._client.call(
            _RETRIEVE,
            {
                "checkout_session": checkout_session,
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
        checkout_session: str,
        account_id: str | NotGiven = NOT_GIVEN,
        merchant_order_id: str | NotGiven = NOT_GIVEN,
        payment_description: str | NotGiven = NOT_GIVEN,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str
        | NotGiven = NOT_GIVEN,
        customer_id: str | NotGiven = NOT_GIVEN,
        callback_url: str | NotGiven = NOT_GIVEN,
        amount: AmountInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        workflow: Literal["SDK_CHECKOUT", "SDK_SEAMLESS"] | str | NotGiven = NOT_GIVEN,
        metadata: Sequence[SessionMetadata | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> CheckoutSession:
        """Update Checkout Session.

        `PATCH /v1/checkout/sessions/{checkout_session}`

        Changes what is sent and leaves the rest. A session that was paid cannot be changed.

        Documented at https://docs.y.uno/reference/checkout-sessions/update-checkout-session

        Args:
            checkout_session: The id of the checkout session (UUID, 36 chars).
            account_id: The account the request is made for (UUID, 36 chars).
            merchant_order_id: The merchant's id of the order (MAX 255; MIN 3).
            payment_description: What the payment is for (MAX 255; MIN 3).
            country: The country of the payment (MAX 2; MIN 2; ISO 3166-1).
            customer_id: The customer who pays (UUID, 36 chars).
            callback_url: Where the customer's browser goes after the payment (MAX 526; MIN 3).
            amount: How much is to be paid.
            workflow: How the checkout is shown.
            metadata: Values of the merchant's own, up to 50 pairs.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: CheckoutSession = await self._client.call(
            _UPDATE,
            {
                "checkout_session": checkout_session,
            },
            {},
            {},
            {
                "account_id": account_id,
                "merchant_order_id": merchant_order_id,
                "payment_description": payment_description,
                "country": country,
                "customer_id": customer_id,
                "callback_url": callback_url,
                "amount": amount,
                "workflow": workflow,
                "metadata": metadata,
            },
            options,
        )
        return result
