# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Unpack

from .._runtime.client import AsyncClient, SyncClient
from .._runtime.given import NOT_GIVEN, NotGiven
from .._runtime.options import Operation, Options, Paging
from .._runtime.pages import AsyncPage, Page

if TYPE_CHECKING:
    from ..models import (
        CardDataInput,
        ListPaymentMethodsEnrollResponse,
        ListPaymentMethodsResponse,
        ListSessionPaymentMethodsItem,
        PaymentMethod,
    )

_ENROLL = Operation(
    "POST",
    "/v1/customers/{customer_id}/payment-methods",
    "PaymentMethod",
    security=(("private-secret-key", "public-api-key"),),
)
_ENROLL_FOR_SESSION = Operation(
    "POST",
    "/v1/customers/sessions/{customer_session}/payment-methods",
    "PaymentMethod",
    security=(("private-secret-key", "public-api-key"),),
)
_LIST = Operation(
    "GET",
    "/v1/checkout/sessions/{checkout_session}/payment-methods",
    "list[ListSessionPaymentMethodsItem]",
    security=(("private-secret-key", "public-api-key"),),
    paging=Paging(),
)
_RETRIEVE = Operation(
    "GET",
    "/v1/customers/{customer_id}/payment-methods/{payment_method_id}",
    "PaymentMethod",
    security=(("private-secret-key", "public-api-key"),),
)
_RETRIEVE_BY_ID = Operation(
    "GET",
    "/v1/payment-methods/{payment_method_id}",
    "PaymentMethod",
    security=(("private-secret-key", "public-api-key"),),
)
_RETRIEVE_FOR_CUSTOMER = Operation(
    "GET",
    "/v1/customers/{customer_id}/payment-methods",
    "ListPaymentMethodsResponse",
    security=(("private-secret-key", "public-api-key"),),
)
_RETRIEVE_FOR_SESSION = Operation(
    "GET",
    "/v1/checkout/customers/sessions/{customer_session}/payment-methods",
    "ListPaymentMethodsEnrollResponse",
    security=(("private-secret-key", "public-api-key"),),
)
_UNENROLL = Operation(
    "POST",
    "/v1/customers/{customer_id}/payment-methods/{payment_method_id}/unenroll",
    "PaymentMethod",
    security=(("private-secret-key", "public-api-key"),),
)


class PaymentMethodsCalls:
    """The calls of `client.payment_methods`."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def enroll(
        self,
        *,
        customer_id: str,
        account_id: str,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str,
        type: Literal["CARD"] | str,
        card_data: CardDataInput | Mapping[str, Any],
        workflow: Literal["DIRECT"] | str | NotGiven = NOT_GIVEN,
        callback_url: str | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> PaymentMethod:
        """Enroll Payment Method.

        `POST /v1/customers/{customer_id}/payment-methods`

        Stores a card for a customer and answers the `vaulted_token` to pay with later.

        Documented at https://docs.y.uno/reference/payment-methods/enroll-payment-method

        Args:
            customer_id: The id of the customer (UUID, 36 chars).
            account_id: The account the request is made for (UUID, 36 chars).
            country: The country of the payment method (MAX 2; MIN 2; ISO 3166-1).
            type: The kind of payment method.
            card_data: The card.
            workflow: How the enrollment is made; DIRECT where nothing is sent.
            callback_url: Where the customer's browser goes after the enrollment (MAX 526; MIN 3).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: PaymentMethod = self._client.call(
            _ENROLL,
            {
                "customer_id": customer_id,
            },
            {},
            {},
            {
                "account_id": account_id,
                "country": country,
                "type": type,
                "workflow": workflow,
                "callback_url": callback_url,
                "card_data": card_data,
            },
            options,
        )
        return result

    def enroll_for_session(
        self,
        *,
        customer_session: str,
        account_id: str,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str,
        payment_method_type: Literal["CARD"] | str,
        **options: Unpack[Options],
    ) -> PaymentMethod:
        """Enroll Payment Method In Session.

        `POST /v1/customers/sessions/{customer_session}/payment-methods`

        Begins the enrollment of a payment method that the customer of a customer session enters.

        Documented at https://docs.y.uno/reference/payment-methods/enroll-payment-method-in-session

        Args:
            customer_session: The id of the customer session (UUID, 36 chars).
            account_id: The account the request is made for (UUID, 36 chars).
            country: The country of the payment method (MAX 2; MIN 2; ISO 3166-1).
            payment_method_type: The kind of payment method.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: PaymentMethod = self._client.call(
            _ENROLL_FOR_SESSION,
            {
                "customer_session": customer_session,
            },
            {},
            {},
            {
                "account_id": account_id,
                "country": country,
                "payment_method_type": payment_method_type,
            },
            options,
        )
        return result

    def list(
        self,
        *,
        checkout_session: str,
        **options: Unpack[Options],
    ) -> Page[ListSessionPaymentMethodsItem]:
        """List Session Payment Methods.

        `GET /v1/checkout/sessions/{checkout_session}/payment-methods`

        Lists what the customer of the session may pay with.

        Documented at https://docs.y.uno/reference/checkout-sessions/list-session-payment-methods

        Args:
            checkout_session: The id of the checkout session (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Page[ListSessionPaymentMethodsItem] = self._client.call_page(
            _LIST,
            {
                "checkout_session": checkout_session,
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
        customer_id: str,
        payment_method_id: str,
        **options: Unpack[Options],
    ) -> PaymentMethod:
        """Retrieve Payment Method.

        `GET /v1/customers/{customer_id}/payment-methods/{payment_method_id}`

        Returns a payment method of a customer, enrolled or not.

        Documented at https://docs.y.uno/reference/payment-methods/retrieve-payment-method

        Args:
            customer_id: The id of the customer (UUID, 36 chars).
            payment_method_id: The id of the payment method (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: PaymentMethod = self._client.call(
            _RETRIEVE,
            {
                "customer_id": customer_id,
                "payment_method_id": payment_method_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    def retrieve_by_id(
        self,
        *,
        payment_method_id: str,
        **options: Unpack[Options],
    ) -> PaymentMethod:
        """Retrieve Payment Method By Id.

        `GET /v1/payment-methods/{payment_method_id}`

        Returns a payment method of any customer, enrolled or not.

        Documented at https://docs.y.uno/reference/payment-methods/retrieve-payment-method-by-id

        Args:
            payment_method_id: The id of the payment method (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: PaymentMethod = self._client.call(
            _RETRIEVE_BY_ID,
            {
                "payment_method_id": payment_method_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    def retrieve_for_customer(
        self,
        *,
        customer_id: str,
        **options: Unpack[Options],
    ) -> ListPaymentMethodsResponse:
        """List Payment Methods.

        `GET /v1/customers/{customer_id}/payment-methods`

        Lists the enrolled payment methods of a customer.

        Documented at https://docs.y.uno/reference/payment-methods/list-payment-methods

        Args:
            customer_id: The id of the customer (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: ListPaymentMethodsResponse = self._client.call(
            _RETRIEVE_FOR_CUSTOMER,
            {
                "customer_id": customer_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    def retrieve_for_session(
        self,
        *,
        customer_session: str,
        **options: Unpack[Options],
    ) -> ListPaymentMethodsEnrollResponse:
        """List Payment Methods To Enroll.

        `GET /v1/checkout/customers/sessions/{customer_session}/payment-methods`

        Lists what the customer of a customer session may enroll.

        Documented at https://docs.y.uno/reference/payment-methods/list-payment-methods-to-enroll

        Args:
            customer_session: The id of the customer session (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: ListPaymentMethodsEnrollResponse = self._client.call(
            _RETRIEVE_FOR_SESSION,
            {
                "customer_session": customer_session,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    def unenroll(
        self,
        *,
        customer_id: str,
        payment_method_id: str,
        **options: Unpack[Options],
    ) -> PaymentMethod:
        """Unenroll Payment Method.

        `POST /v1/customers/{customer_id}/payment-methods/{payment_method_id}/unenroll`

        Takes a payment method out of use: its `vaulted_token` no longer pays.

        Documented at https://docs.y.uno/reference/payment-methods/unenroll-payment-method

        Args:
            customer_id: The id of the customer (UUID, 36 chars).
            payment_method_id: The id of the payment method (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: PaymentMethod = self._client.call(
            _UNENROLL,
            {
                "customer_id": customer_id,
                "payment_method_id": payment_method_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result


class AsyncPaymentMethodsCalls:
    """The calls of `client.payment_methods`, awaited."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def enroll(
        self,
        *,
        customer_id: str,
        account_id: str,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str,
        type: Literal["CARD"] | str,
        card_data: CardDataInput | Mapping[str, Any],
        workflow: Literal["DIRECT"] | str | NotGiven = NOT_GIVEN,
        callback_url: str | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> PaymentMethod:
        """Enroll Payment Method.

        `POST /v1/customers/{customer_id}/payment-methods`

        Stores a card for a customer and answers the `vaulted_token` to pay with later.

        Documented at https://docs.y.uno/reference/payment-methods/enroll-payment-method

        Args:
            customer_id: The id of the customer (UUID, 36 chars).
            account_id: The account the request is made for (UUID, 36 chars).
            country: The country of the payment method (MAX 2; MIN 2; ISO 3166-1).
            type: The kind of payment method.
            card_data: The card.
            workflow: How the enrollment is made; DIRECT where nothing is sent.
            callback_url: Where the customer's browser goes after the enrollment (MAX 526; MIN 3).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: PaymentMethod = await self._client.call(
            _ENROLL,
            {
                "customer_id": customer_id,
            },
            {},
            {},
            {
                "account_id": account_id,
                "country": country,
                "type": type,
                "workflow": workflow,
                "callback_url": callback_url,
                "card_data": card_data,
            },
            options,
        )
        return result

    async def enroll_for_session(
        self,
        *,
        customer_session: str,
        account_id: str,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str,
        payment_method_type: Literal["CARD"] | str,
        **options: Unpack[Options],
    ) -> PaymentMethod:
        """Enroll Payment Method In Session.

        `POST /v1/customers/sessions/{customer_session}/payment-methods`

        Begins the enrollment of a payment method that the customer of a customer session enters.

        Documented at https://docs.y.uno/reference/payment-methods/enroll-payment-method-in-session

        Args:
            customer_session: The id of the customer session (UUID, 36 chars).
            account_id: The account the request is made for (UUID, 36 chars).
            country: The country of the payment method (MAX 2; MIN 2; ISO 3166-1).
            payment_method_type: The kind of payment method.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: PaymentMethod = await self._client.call(
            _ENROLL_FOR_SESSION,
            {
                "customer_session": customer_session,
            },
            {},
            {},
            {
                "account_id": account_id,
                "country": country,
                "payment_method_type": payment_method_type,
            },
            options,
        )
        return result

    async def list(
        self,
        *,
        checkout_session: str,
        **options: Unpack[Options],
    ) -> AsyncPage[ListSessionPaymentMethodsItem]:
        """List Session Payment Methods.

        `GET /v1/checkout/sessions/{checkout_session}/payment-methods`

        Lists what the customer of the session may pay with.

        Documented at https://docs.y.uno/reference/checkout-sessions/list-session-payment-methods

        Args:
            checkout_session: The id of the checkout session (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: AsyncPage[ListSessionPaymentMethodsItem] = await self._client.call_page(
            _LIST,
            {
                "checkout_session": checkout_session,
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
        customer_id: str,
        payment_method_id: str,
        **options: Unpack[Options],
    ) -> PaymentMethod:
        """Retrieve Payment Method.

        `GET /v1/customers/{customer_id}/payment-methods/{payment_method_id}`

        Returns a payment method of a customer, enrolled or not.

        Documented at https://docs.y.uno/reference/payment-methods/retrieve-payment-method

        Args:
            customer_id: The id of the customer (UUID, 36 chars).
            payment_method_id: The id of the payment method (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: PaymentMethod = await self._client.call(
            _RETRIEVE,
            {
                "customer_id": customer_id,
                "payment_method_id": payment_method_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    async def retrieve_by_id(
        self,
        *,
        payment_method_id: str,
        **options: Unpack[Options],
    ) -> PaymentMethod:
        """Retrieve Payment Method By Id.

        `GET /v1/payment-methods/{payment_method_id}`

        Returns a payment method of any customer, enrolled or not.

        Documented at https://docs.y.uno/reference/payment-methods/retrieve-payment-method-by-id

        Args:
            payment_method_id: The id of the payment method (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: PaymentMethod = await self._client.call(
            _RETRIEVE_BY_ID,
            {
                "payment_method_id": payment_method_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    async def retrieve_for_customer(
        self,
        *,
        customer_id: str,
        **options: Unpack[Options],
    ) -> ListPaymentMethodsResponse:
        """List Payment Methods.

        `GET /v1/customers/{customer_id}/payment-methods`

        Lists the enrolled payment methods of a customer.

        Documented at https://docs.y.uno/reference/payment-methods/list-payment-methods

        Args:
            customer_id: The id of the customer (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: ListPaymentMethodsResponse = await self._client.call(
            _RETRIEVE_FOR_CUSTOMER,
            {
                "customer_id": customer_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    async def retrieve_for_session(
        self,
        *,
        customer_session: str,
        **options: Unpack[Options],
    ) -> ListPaymentMethodsEnrollResponse:
        """List Payment Methods To Enroll.

        `GET /v1/checkout/customers/sessions/{customer_session}/payment-methods`

        Lists what the customer of a customer session may enroll.

        Documented at https://docs.y.uno/reference/payment-methods/list-payment-methods-to-enroll

        Args:
            customer_session: The id of the customer session (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: ListPaymentMethodsEnrollResponse = await self._client.call(
            _RETRIEVE_FOR_SESSION,
            {
                "customer_session": customer_session,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    async def unenroll(
        self,
        *,
        customer_id: str,
        payment_method_id: str,
        **options: Unpack[Options],
    ) -> PaymentMethod:
        """Unenroll Payment Method.

        `POST /v1/customers/{customer_id}/payment-methods/{payment_method_id}/unenroll`

        Takes a payment method out of use: its `vaulted_token` no longer pays.

        Documented at https://docs.y.uno/reference/payment-methods/unenroll-payment-method

        Args:
            customer_id: The id of the customer (UUID, 36 chars).
            payment_method_id: The id of the payment method (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: PaymentMethod = await self._client.call(
            _UNENROLL,
            {
                "customer_id": customer_id,
                "payment_method_id": payment_method_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result
