# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Unpack

from .._runtime.client import AsyncClient, SyncClient
from .._runtime.given import NOT_GIVEN, NotGiven
from .._runtime.options import Operation, Options

if TYPE_CHECKING:
    from ..models import AmountInput, AvailabilityInput, CreatePaymentCustomerPayer, PaymentLink, SessionMetadata

_CANCEL = Operation(
    "POST", "/v1/payment-links/{code}/cancel", "PaymentLink", security=(("private-secret-key", "public-api-key"),)
)
_CREATE = Operation("POST", "/v1/payment-links", "PaymentLink", security=(("private-secret-key", "public-api-key"),))
_RETRIEVE = Operation(
    "GET", "/v1/payment-links/{code}", "PaymentLink", security=(("private-secret-key", "public-api-key"),)
)


class PaymentLinksCalls:
    """The calls of `client.payment_links`."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def cancel(
        self,
        *,
        code: str,
        **options: Unpack[Options],
    ) -> PaymentLink:
        """Cancel Payment Link.

        `POST /v1/payment-links/{code}/cancel`

        Closes a payment link: nobody can pay it any more.

        Documented at https://docs.y.uno/reference/payment-links/cancel-payment-link

        Args:
            code: The code of the payment link (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: PaymentLink = self._client.call(
            _CANCEL,
            {
                "code": code,
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
        account_id: str,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str,
        amount: AmountInput | Mapping[str, Any],
        payment_method_types: Sequence[Literal["CARD"] | str],
        merchant_order_id: str | NotGiven = NOT_GIVEN,
        description: str | NotGiven = NOT_GIVEN,
        customer_payer: CreatePaymentCustomerPayer | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        capture: bool | NotGiven = NOT_GIVEN,
        one_time_use: bool | NotGiven = NOT_GIVEN,
        vault_on_success: bool | NotGiven = NOT_GIVEN,
        availability: AvailabilityInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        callback_url: str | NotGiven = NOT_GIVEN,
        metadata: Sequence[SessionMetadata | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> PaymentLink:
        """Create Payment Link.

        `POST /v1/payment-links`

        Creates an address where a customer pays, the `checkout_url`.

        Documented at https://docs.y.uno/reference/payment-links/create-payment-link

        Args:
            account_id: The account the request is made for (UUID, 36 chars).
            country: The country of the payment (MAX 2; MIN 2; ISO 3166-1).
            amount: How much each payment is.
            payment_method_types: What the customer may pay with, at most 10 kinds.
            merchant_order_id: The merchant's id of the order (MAX 255; MIN 3).
            description: What the payment is for (MAX 255; MIN 3).
            customer_payer: The customer who pays.
            capture: Whether a payment is charged at once.
            one_time_use: Whether the link takes one payment only.
            vault_on_success: Whether a card that paid is stored for the customer.
            availability: When the link can be paid.
            callback_url: Where the customer's browser goes after the payment (MAX 256; MIN 3).
            metadata: Values of the merchant's own, up to 50 pairs.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: PaymentLink = self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "account_id": account_id,
                "country": country,
                "amount": amount,
                "payment_method_types": payment_method_types,
                "merchant_order_id": merchant_order_id,
                "description": description,
                "customer_payer": customer_payer,
                "capture": capture,
                "one_time_use": one_time_use,
                "vault_on_success": vault_on_success,
                "availability": availability,
                "callback_url": callback_url,
                "metadata": metadata,
            },
            options,
        )
        return result

    def retrieve(
        self,
        *,
        code: str,
        **options: Unpack[Options],
    ) -> PaymentLink:
        """Retrieve Payment Link.

        `GET /v1/payment-links/{code}`

        Returns a payment link with the status that it has now.

        Documented at https://docs.y.uno/reference/payment-links/retrieve-payment-link

        Args:
            code: The code of the payment link (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: PaymentLink = self._client.call(
            _RETRIEVE,
            {
                "code": code,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result


class AsyncPaymentLinksCalls:
    """The calls of `client.payment_links`, awaited."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def cancel(
        self,
        *,
        code: str,
        **options: Unpack[Options],
    ) -> PaymentLink:
        """Cancel Payment Link.

        `POST /v1/payment-links/{code}/cancel`

        Closes a payment link: nobody can pay it any more.

        Documented at https://docs.y.uno/reference/payment-links/cancel-payment-link

        Args:
            code: The code of the payment link (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: PaymentLink = await self._client.call(
            _CANCEL,
            {
                "code": code,
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
        account_id: str,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str,
        amount: AmountInput | Mapping[str, Any],
        payment_method_types: Sequence[Literal["CARD"] | str],
        merchant_order_id: str | NotGiven = NOT_GIVEN,
        description: str | NotGiven = NOT_GIVEN,
        customer_payer: CreatePaymentCustomerPayer | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        capture: bool | NotGiven = NOT_GIVEN,
        one_time_use: bool | NotGiven = NOT_GIVEN,
        vault_on_success: bool | NotGiven = NOT_GIVEN,
        availability: AvailabilityInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        callback_url: str | NotGiven = NOT_GIVEN,
        metadata: Sequence[SessionMetadata | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> PaymentLink:
        """Create Payment Link.

        `POST /v1/payment-links`

        Creates an address where a customer pays, the `checkout_url`.

        Documented at https://docs.y.uno/reference/payment-links/create-payment-link

        Args:
            account_id: The account the request is made for (UUID, 36 chars).
            country: The country of the payment (MAX 2; MIN 2; ISO 3166-1).
            amount: How much each payment is.
            payment_method_types: What the customer may pay with, at most 10 kinds.
            merchant_order_id: The merchant's id of the order (MAX 255; MIN 3).
            description: What the payment is for (MAX 255; MIN 3).
            customer_payer: The customer who pays.
            capture: Whether a payment is charged at once.
            one_time_use: Whether the link takes one payment only.
            vault_on_success: Whether a card that paid is stored for the customer.
            availability: When the link can be paid.
            callback_url: Where the customer's browser goes after the payment (MAX 256; MIN 3).
            metadata: Values of the merchant's own, up to 50 pairs.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: PaymentLink = await self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "account_id": account_id,
                "country": country,
                "amount": amount,
                "payment_method_types": payment_method_types,
                "merchant_order_id": merchant_order_id,
                "description": description,
                "customer_payer": customer_payer,
                "capture": capture,
                "one_time_use": one_time_use,
                "vault_on_success": vault_on_success,
                "availability": availability,
                "callback_url": callback_url,
                "metadata": metadata,
            },
            options,
        )
        return result

    async def retrieve(
        self,
        *,
        code: str,
        **options: Unpack[Options],
    ) -> PaymentLink:
        """Retrieve Payment Link.

        `GET /v1/payment-links/{code}`

        Returns a payment link with the status that it has now.

        Documented at https://docs.y.uno/reference/payment-links/retrieve-payment-link

        Args:
            code: The code of the payment link (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: PaymentLink = await self._client.call(
            _RETRIEVE,
            {
                "code": code,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result
