# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Unpack

from .._runtime.client import AsyncClient, SyncClient
from .._runtime.given import NOT_GIVEN, NotGiven
from .._runtime.options import Operation, Options, Paging
from .._runtime.pages import AsyncPage, Page

if TYPE_CHECKING:
    from ..models import (
        AmountInput,
        CancelAuthorizationResponse,
        CreatePaymentAmount,
        CreatePaymentCheckout,
        CreatePaymentCustomerPayer,
        CreatePaymentPaymentMethod,
        Payment,
        SessionMetadata,
    )

_ANSWER_CHALLENGE = Operation(
    "POST",
    "/v1/payments/{payment_id}/emulator/challenge",
    "Payment",
    security=(("private-secret-key", "public-api-key"),),
)
_CANCEL = Operation(
    "POST",
    "/v1/payments/{payment_id}/transactions/{transaction_id}/cancel",
    "CancelAuthorizationResponse",
    key="X-Idempotency-Key",
    security=(("private-secret-key", "public-api-key"),),
)
_CANCEL_OR_REFUND = Operation(
    "POST",
    "/v1/payments/{payment_id}/cancel-or-refund",
    "CancelAuthorizationResponse",
    key="X-Idempotency-Key",
    security=(("private-secret-key", "public-api-key"),),
)
_CANCEL_OR_REFUND_TRANSACTION = Operation(
    "POST",
    "/v1/payments/{payment_id}/transactions/{transaction_id}/cancel-or-refund",
    "CancelAuthorizationResponse",
    key="X-Idempotency-Key",
    security=(("private-secret-key", "public-api-key"),),
)
_CAPTURE = Operation(
    "POST",
    "/v1/payments/{payment_id}/transactions/{transaction_id}/capture",
    "CancelAuthorizationResponse",
    key="X-Idempotency-Key",
    security=(("private-secret-key", "public-api-key"),),
)
_CREATE = Operation(
    "POST", "/v1/payments", "Payment", key="X-Idempotency-Key", security=(("private-secret-key", "public-api-key"),)
)
_LIST = Operation(
    "GET", "/v1/payments", "list[Payment]", security=(("private-secret-key", "public-api-key"),), paging=Paging()
)
_REFUND = Operation(
    "POST",
    "/v1/payments/{payment_id}/transactions/{transaction_id}/refund",
    "Payment",
    key="X-Idempotency-Key",
    security=(("private-secret-key", "public-api-key"),),
)
_RETRIEVE = Operation(
    "GET", "/v1/payments/{payment_id}", "Payment", security=(("private-secret-key", "public-api-key"),)
)


class PaymentsCalls:
    """The calls of `client.payments`."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def answer_challenge(
        self,
        *,
        payment_id: str,
        otp: Literal["1234", "1111", "2222", "3333", "4444"] | str,
        **options: Unpack[Options],
    ) -> Payment:
        """Answer Challenge.

        `POST /v1/payments/{payment_id}/emulator/challenge`

        Stands for the page at `redirect_url`, where the customer gives the one-time password of the bank, or does whatever else the payment waits for. It is this emulator's own: no real service has it.

        Documented at https://docs.y.uno/reference/payments/answer-challenge

        Args:
            payment_id: The id of the payment (UUID, 36 chars).
            otp: The one-time password, which decides how the challenge ends.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Payment = self._client.call(
            _ANSWER_CHALLENGE,
            {
                "payment_id": payment_id,
            },
            {},
            {},
            {
                "otp": otp,
            },
            options,
        )
        return result

    def cancel(
        self,
        *,
        payment_id: str,
        transaction_id: str,
        merchant_reference: str,
        description: str | NotGiven = NOT_GIVEN,
        reason: Literal["DUPLICATE", "FRAUDULENT", "REQUESTED_BY_CUSTOMER"] | str | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> CancelAuthorizationResponse:
        """Cancel Authorization.

        `POST /v1/payments/{payment_id}/transactions/{transaction_id}/cancel`

        Gives up an authorized payment before it is captured. The transaction must be the AUTHORIZE one.

        Documented at https://docs.y.uno/reference/payments/cancel-authorization

        Args:
            payment_id: The id of the payment (UUID, 36 chars).
            transaction_id: The id of the transaction (UUID, 36 chars).
            merchant_reference: The merchant's own reference of the transaction (MAX 255; MIN 3).
            description: What the merchant writes about the transaction (MAX 255; MIN 3).
            reason: Why it is done.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: CancelAuthorizationResponse = self._client.call(
            _CANCEL,
            {
                "payment_id": payment_id,
                "transaction_id": transaction_id,
            },
            {},
            {},
            {
                "merchant_reference": merchant_reference,
                "description": description,
                "reason": reason,
            },
            options,
        )
        return result

    def cancel_or_refund(
        self,
        *,
        payment_id: str,
        reason: Literal["DUPLICATE", "FRAUDULENT", "REQUESTED_BY_CUSTOMER", "REVERSE"] | str,
        merchant_reference: str | NotGiven = NOT_GIVEN,
        description: str | NotGiven = NOT_GIVEN,
        amount: AmountInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        simplified_mode: bool | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> CancelAuthorizationResponse:
        """Cancel Or Refund Payment.

        `POST /v1/payments/{payment_id}/cancel-or-refund`

        Takes a payment back: cancels it while it is only authorized, refunds it once it is captured or paid. `amount` and `simplified_mode` count for a refund only.

        Documented at https://docs.y.uno/reference/payments/cancel-or-refund-payment

        Args:
            payment_id: The id of the payment (UUID, 36 chars).
            reason: Why it is done.
            merchant_reference: The merchant's own reference of the transaction; merchant_order_id where nothing is sent (MAX 255; MIN 3).
            description: What the merchant writes about the transaction (MAX 255; MIN 3).
            amount: How much to refund, at most what is captured and not refunded yet; all of that where nothing is sent.
            simplified_mode: Whether to try again for 96 hours what fails; false where nothing is sent.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: CancelAuthorizationResponse = self._client.call(
            _CANCEL_OR_REFUND,
            {
                "payment_id": payment_id,
            },
            {},
            {},
            {
                "reason": reason,
                "merchant_reference": merchant_reference,
                "description": description,
                "amount": amount,
                "simplified_mode": simplified_mode,
            },
            options,
        )
        return result

    def cancel_or_refund_transaction(
        self,
        *,
        payment_id: str,
        transaction_id: str,
        reason: Literal["DUPLICATE", "FRAUDULENT", "REQUESTED_BY_CUSTOMER", "REVERSE"] | str,
        merchant_reference: str | NotGiven = NOT_GIVEN,
        description: str | NotGiven = NOT_GIVEN,
        amount: AmountInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        simplified_mode: bool | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> CancelAuthorizationResponse:
        """Cancel Or Refund Transaction.

        `POST /v1/payments/{payment_id}/transactions/{transaction_id}/cancel-or-refund`

        Takes a payment back by one of its transactions: cancels an AUTHORIZE one that is not captured yet, refunds a PURCHASE or a CAPTURE one. `amount` and `simplified_mode` count for a refund only.

        Documented at https://docs.y.uno/reference/payments/cancel-or-refund-transaction

        Args:
            payment_id: The id of the payment (UUID, 36 chars).
            transaction_id: The id of the transaction (UUID, 36 chars).
            reason: Why it is done.
            merchant_reference: The merchant's own reference of the transaction; merchant_order_id where nothing is sent (MAX 255; MIN 3).
            description: What the merchant writes about the transaction (MAX 255; MIN 3).
            amount: How much to refund, at most what is captured and not refunded yet; all of that where nothing is sent.
            simplified_mode: Whether to try again for 96 hours what fails; false where nothing is sent.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: CancelAuthorizationResponse = self._client.call(
            _CANCEL_OR_REFUND_TRANSACTION,
            {
                "payment_id": payment_id,
                "transaction_id": transaction_id,
            },
            {},
            {},
            {
                "reason": reason,
                "merchant_reference": merchant_reference,
                "description": description,
                "amount": amount,
                "simplified_mode": simplified_mode,
            },
            options,
        )
        return result

    def capture(
        self,
        *,
        payment_id: str,
        transaction_id: str,
        merchant_reference: str,
        description: str | NotGiven = NOT_GIVEN,
        reason: Literal["PRODUCT_CONFIRMED", "REQUESTED_BY_CUSTOMER"] | str | NotGiven = NOT_GIVEN,
        amount: AmountInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        simplified_mode: bool | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> CancelAuthorizationResponse:
        """Capture Authorization.

        `POST /v1/payments/{payment_id}/transactions/{transaction_id}/capture`

        Takes the money of an authorized payment, all of it or a part. The transaction must be the AUTHORIZE one.

        Documented at https://docs.y.uno/reference/payments/capture-authorization

        Args:
            payment_id: The id of the payment (UUID, 36 chars).
            transaction_id: The id of the transaction (UUID, 36 chars).
            merchant_reference: The merchant's own reference of the transaction (MAX 255; MIN 3).
            description: What the merchant writes about the transaction (MAX 255; MIN 3).
            reason: Why it is done.
            amount: How much to capture, at most what was authorized; all of it where nothing is sent.
            simplified_mode: Whether to try again for 96 hours what fails; false where nothing is sent.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: CancelAuthorizationResponse = self._client.call(
            _CAPTURE,
            {
                "payment_id": payment_id,
                "transaction_id": transaction_id,
            },
            {},
            {},
            {
                "merchant_reference": merchant_reference,
                "description": description,
                "reason": reason,
                "amount": amount,
                "simplified_mode": simplified_mode,
            },
            options,
        )
        return result

    def create(
        self,
        *,
        account_id: str,
        merchant_order_id: str,
        description: str,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str,
        amount: CreatePaymentAmount | Mapping[str, Any],
        payment_method: CreatePaymentPaymentMethod | Mapping[str, Any],
        merchant_reference: str | NotGiven = NOT_GIVEN,
        workflow: Literal["DIRECT", "SDK_CHECKOUT"] | str | NotGiven = NOT_GIVEN,
        checkout: CreatePaymentCheckout | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        customer_payer: CreatePaymentCustomerPayer | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        callback_url: str | NotGiven = NOT_GIVEN,
        metadata: Sequence[SessionMetadata | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Payment:
        """Create Payment.

        `POST /v1/payments`

        Pays with a card, only authorizes it with `payment_method.detail.card.capture` set to false, or only verifies it with `payment_method.detail.card.verify` set to true. A declined payment is created too: look at `status`.

        Documented at https://docs.y.uno/reference/payments/create-payment

        Args:
            account_id: The account the request is made for (UUID, 36 chars).
            merchant_order_id: The merchant's id of the order (MAX 255; MIN 3).
            description: What the payment is for (MAX 255; MIN 3).
            country: The country of the payment (MAX 2; MIN 2; ISO 3166-1).
            amount: How much is paid.
            payment_method: What is paid with: token, vaulted_token or detail.card.card_data.
            merchant_reference: The merchant's own reference of the transaction (MAX 255; MIN 3).
            workflow: How the payment is made; DIRECT where nothing is sent. SDK_CHECKOUT needs checkout.session.
            checkout: The checkout the payment belongs to.
            customer_payer: Who pays.
            callback_url: Where the customer's browser goes after the payment (MAX 526; MIN 3).
            metadata: Values of the merchant's own, up to 50 pairs.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Payment = self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "account_id": account_id,
                "merchant_order_id": merchant_order_id,
                "merchant_reference": merchant_reference,
                "description": description,
                "country": country,
                "workflow": workflow,
                "amount": amount,
                "checkout": checkout,
                "customer_payer": customer_payer,
                "payment_method": payment_method,
                "callback_url": callback_url,
                "metadata": metadata,
            },
            options,
        )
        return result

    def list(
        self,
        *,
        merchant_order_id: str,
        **options: Unpack[Options],
    ) -> Page[Payment]:
        """Find Payments By Order.

        `GET /v1/payments`

        Lists the payments made for one order of the merchant; an empty list where there are none.

        Documented at https://docs.y.uno/reference/payments/find-payments-by-order

        Args:
            merchant_order_id: The merchant's id of the order (MAX 255; MIN 3).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Page[Payment] = self._client.call_page(
            _LIST,
            {},
            {
                "merchant_order_id": merchant_order_id,
            },
            {},
            NOT_GIVEN,
            options,
        )
        return result

    def refund(
        self,
        *,
        payment_id: str,
        transaction_id: str,
        merchant_reference: str,
        description: str | NotGiven = NOT_GIVEN,
        reason: Literal["DUPLICATE", "FRAUDULENT", "REQUESTED_BY_CUSTOMER", "REVERSE"] | str | NotGiven = NOT_GIVEN,
        amount: AmountInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        simplified_mode: bool | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Payment:
        """Refund Payment.

        `POST /v1/payments/{payment_id}/transactions/{transaction_id}/refund`

        Gives captured money back, all of it or a part. The transaction must be the PURCHASE or the CAPTURE one.

        Documented at https://docs.y.uno/reference/payments/refund-payment

        Args:
            payment_id: The id of the payment (UUID, 36 chars).
            transaction_id: The id of the transaction (UUID, 36 chars).
            merchant_reference: The merchant's own reference of the transaction (MAX 255; MIN 3).
            description: What the merchant writes about the transaction (MAX 255; MIN 3).
            reason: Why it is done.
            amount: How much to refund, at most what is captured and not refunded yet; all of that where nothing is sent.
            simplified_mode: Whether to try again for 96 hours what fails; false where nothing is sent.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Payment = self._client.call(
            _REFUND,
            {
                "payment_id": payment_id,
                "transaction_id": transaction_id,
            },
            {},
            {},
            {
                "merchant_reference": merchant_reference,
                "description": description,
                "reason": reason,
                "amount": amount,
                "simplified_mode": simplified_mode,
            },
            options,
        )
        return result

    def retrieve(
        self,
        *,
        payment_id: str,
        **options: Unpack[Options],
    ) -> Payment:
        """Retrieve Payment.

        `GET /v1/payments/{payment_id}`

        Returns a payment with all its transactions.

        Documented at https://docs.y.uno/reference/payments/retrieve-payment

        Args:
            payment_id: The id of the payment (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Payment = self._client.call(
            _RETRIEVE,
            {
                "payment_id": payment_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result


class AsyncPaymentsCalls:
    """The calls of `client.payments`, awaited."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def answer_challenge(
        self,
        *,
        payment_id: str,
        otp: Literal["1234", "1111", "2222", "3333", "4444"] | str,
        **options: Unpack[Options],
    ) -> Payment:
        """Answer Challenge.

        `POST /v1/payments/{payment_id}/emulator/challenge`

        Stands for the page at `redirect_url`, where the customer gives the one-time password of the bank, or does whatever else the payment waits for. It is this emulator's own: no real service has it.

        Documented at https://docs.y.uno/reference/payments/answer-challenge

        Args:
            payment_id: The id of the payment (UUID, 36 chars).
            otp: The one-time password, which decides how the challenge ends.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Payment = await self._client.call(
            _ANSWER_CHALLENGE,
            {
                "payment_id": payment_id,
            },
            {},
            {},
            {
                "otp": otp,
            },
            options,
        )
        return result

    async def cancel(
        self,
        *,
        payment_id: str,
        transaction_id: str,
        merchant_reference: str,
        description: str | NotGiven = NOT_GIVEN,
        reason: Literal["DUPLICATE", "FRAUDULENT", "REQUESTED_BY_CUSTOMER"] | str | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> CancelAuthorizationResponse:
        """Cancel Authorization.

        `POST /v1/payments/{payment_id}/transactions/{transaction_id}/cancel`

        Gives up an authorized payment before it is captured. The transaction must be the AUTHORIZE one.

        Documented at https://docs.y.uno/reference/payments/cancel-authorization

        Args:
            payment_id: The id of the payment (UUID, 36 chars).
            transaction_id: The id of the transaction (UUID, 36 chars).
            merchant_reference: The merchant's own reference of the transaction (MAX 255; MIN 3).
            description: What the merchant writes about the transaction (MAX 255; MIN 3).
            reason: Why it is done.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: CancelAuthorizationResponse = await self._client.call(
            _CANCEL,
            {
                "payment_id": payment_id,
                "transaction_id": transaction_id,
            },
            {},
            {},
            {
                "merchant_reference": merchant_reference,
                "description": description,
                "reason": reason,
            },
            options,
        )
        return result

    async def cancel_or_refund(
        self,
        *,
        payment_id: str,
        reason: Literal["DUPLICATE", "FRAUDULENT", "REQUESTED_BY_CUSTOMER", "REVERSE"] | str,
        merchant_reference: str | NotGiven = NOT_GIVEN,
        description: str | NotGiven = NOT_GIVEN,
        amount: AmountInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        simplified_mode: bool | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> CancelAuthorizationResponse:
        """Cancel Or Refund Payment.

        `POST /v1/payments/{payment_id}/cancel-or-refund`

        Takes a payment back: cancels it while it is only authorized, refunds it once it is captured or paid. `amount` and `simplified_mode` count for a refund only.

        Documented at https://docs.y.uno/reference/payments/cancel-or-refund-payment

        Args:
            payment_id: The id of the payment (UUID, 36 chars).
            reason: Why it is done.
            merchant_reference: The merchant's own reference of the transaction; merchant_order_id where nothing is sent (MAX 255; MIN 3).
            description: What the merchant writes about the transaction (MAX 255; MIN 3).
            amount: How much to refund, at most what is captured and not refunded yet; all of that where nothing is sent.
            simplified_mode: Whether to try again for 96 hours what fails; false where nothing is sent.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: CancelAuthorizationResponse = await self._client.call(
            _CANCEL_OR_REFUND,
            {
                "payment_id": payment_id,
            },
            {},
            {},
            {
                "reason": reason,
                "merchant_reference": merchant_reference,
                "description": description,
                "amount": amount,
                "simplified_mode": simplified_mode,
            },
            options,
        )
        return result

    async def cancel_or_refund_transaction(
        self,
        *,
        payment_id: str,
        transaction_id: str,
        reason: Literal["DUPLICATE", "FRAUDULENT", "REQUESTED_BY_CUSTOMER", "REVERSE"] | str,
        merchant_reference: str | NotGiven = NOT_GIVEN,
        description: str | NotGiven = NOT_GIVEN,
        amount: AmountInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        simplified_mode: bool | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> CancelAuthorizationResponse:
        """Cancel Or Refund Transaction.

        `POST /v1/payments/{payment_id}/transactions/{transaction_id}/cancel-or-refund`

        Takes a payment back by one of its transactions: cancels an AUTHORIZE one that is not captured yet, refunds a PURCHASE or a CAPTURE one. `amount` and `simplified_mode` count for a refund only.

        Documented at https://docs.y.uno/reference/payments/cancel-or-refund-transaction

        Args:
            payment_id: The id of the payment (UUID, 36 chars).
            transaction_id: The id of the transaction (UUID, 36 chars).
            reason: Why it is done.
            merchant_reference: The merchant's own reference of the transaction; merchant_order_id where nothing is sent (MAX 255; MIN 3).
            description: What the merchant writes about the transaction (MAX 255; MIN 3).
            amount: How much to refund, at most what is captured and not refunded yet; all of that where nothing is sent.
            simplified_mode: Whether to try again for 96 hours what fails; false where nothing is sent.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: CancelAuthorizationResponse = await self._client.call(
            _CANCEL_OR_REFUND_TRANSACTION,
            {
                "payment_id": payment_id,
                "transaction_id": transaction_id,
            },
            {},
            {},
            {
                "reason": reason,
                "merchant_reference": merchant_reference,
                "description": description,
                "amount": amount,
                "simplified_mode": simplified_mode,
            },
            options,
        )
        return result

    async def capture(
        self,
        *,
        payment_id: str,
        transaction_id: str,
        merchant_reference: str,
        description: str | NotGiven = NOT_GIVEN,
        reason: Literal["PRODUCT_CONFIRMED", "REQUESTED_BY_CUSTOMER"] | str | NotGiven = NOT_GIVEN,
        amount: AmountInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        simplified_mode: bool | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> CancelAuthorizationResponse:
        """Capture Authorization.

        `POST /v1/payments/{payment_id}/transactions/{transaction_id}/capture`

        Takes the money of an authorized payment, all of it or a part. The transaction must be the AUTHORIZE one.

        Documented at https://docs.y.uno/reference/payments/capture-authorization

        Args:
            payment_id: The id of the payment (UUID, 36 chars).
            transaction_id: The id of the transaction (UUID, 36 chars).
            merchant_reference: The merchant's own reference of the transaction (MAX 255; MIN 3).
            description: What the merchant writes about the transaction (MAX 255; MIN 3).
            reason: Why it is done.
            amount: How much to capture, at most what was authorized; all of it where nothing is sent.
            simplified_mode: Whether to try again for 96 hours what fails; false where nothing is sent.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: CancelAuthorizationResponse = await self._client.call(
            _CAPTURE,
            {
                "payment_id": payment_id,
                "transaction_id": transaction_id,
            },
            {},
            {},
            {
                "merchant_reference": merchant_reference,
                "description": description,
                "reason": reason,
                "amount": amount,
                "simplified_mode": simplified_mode,
            },
            options,
        )
        return result

    async def create(
        self,
        *,
        account_id: str,
        merchant_order_id: str,
        description: str,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str,
        amount: CreatePaymentAmount | Mapping[str, Any],
        payment_method: CreatePaymentPaymentMethod | Mapping[str, Any],
        merchant_reference: str | NotGiven = NOT_GIVEN,
        workflow: Literal["DIRECT", "SDK_CHECKOUT"] | str | NotGiven = NOT_GIVEN,
        checkout: CreatePaymentCheckout | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        customer_payer: CreatePaymentCustomerPayer | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        callback_url: str | NotGiven = NOT_GIVEN,
        metadata: Sequence[SessionMetadata | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Payment:
        """Create Payment.

        `POST /v1/payments`

        Pays with a card, only authorizes it with `payment_method.detail.card.capture` set to false, or only verifies it with `payment_method.detail.card.verify` set to true. A declined payment is created too: look at `status`.

        Documented at https://docs.y.uno/reference/payments/create-payment

        Args:
            account_id: The account the request is made for (UUID, 36 chars).
            merchant_order_id: The merchant's id of the order (MAX 255; MIN 3).
            description: What the payment is for (MAX 255; MIN 3).
            country: The country of the payment (MAX 2; MIN 2; ISO 3166-1).
            amount: How much is paid.
            payment_method: What is paid with: token, vaulted_token or detail.card.card_data.
            merchant_reference: The merchant's own reference of the transaction (MAX 255; MIN 3).
            workflow: How the payment is made; DIRECT where nothing is sent. SDK_CHECKOUT needs checkout.session.
            checkout: The checkout the payment belongs to.
            customer_payer: Who pays.
            callback_url: Where the customer's browser goes after the payment (MAX 526; MIN 3).
            metadata: Values of the merchant's own, up to 50 pairs.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Payment = await self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "account_id": account_id,
                "merchant_order_id": merchant_order_id,
                "merchant_reference": merchant_reference,
                "description": description,
                "country": country,
                "workflow": workflow,
                "amount": amount,
                "checkout": checkout,
                "customer_payer": customer_payer,
                "payment_method": payment_method,
                "callback_url": callback_url,
                "metadata": metadata,
            },
            options,
        )
        return result

    async def list(
        self,
        *,
        merchant_order_id: str,
        **options: Unpack[Options],
    ) -> AsyncPage[Payment]:
        """Find Payments By Order.

        `GET /v1/payments`

        Lists the payments made for one order of the merchant; an empty list where there are none.

        Documented at https://docs.y.uno/reference/payments/find-payments-by-order

        Args:
            merchant_order_id: The merchant's id of the order (MAX 255; MIN 3).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: AsyncPage[Payment] = await self._client.call_page(
            _LIST,
            {},
            {
                "merchant_order_id": merchant_order_id,
            },
            {},
            NOT_GIVEN,
            options,
        )
        return result

    async def refund(
        self,
        *,
        payment_id: str,
        transaction_id: str,
        merchant_reference: str,
        description: str | NotGiven = NOT_GIVEN,
        reason: Literal["DUPLICATE", "FRAUDULENT", "REQUESTED_BY_CUSTOMER", "REVERSE"] | str | NotGiven = NOT_GIVEN,
        amount: AmountInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        simplified_mode: bool | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Payment:
        """Refund Payment.

        `POST /v1/payments/{payment_id}/transactions/{transaction_id}/refund`

        Gives captured money back, all of it or a part. The transaction must be the PURCHASE or the CAPTURE one.

        Documented at https://docs.y.uno/reference/payments/refund-payment

        Args:
            payment_id: The id of the payment (UUID, 36 chars).
            transaction_id: The id of the transaction (UUID, 36 chars).
            merchant_reference: The merchant's own reference of the transaction (MAX 255; MIN 3).
            description: What the merchant writes about the transaction (MAX 255; MIN 3).
            reason: Why it is done.
            amount: How much to refund, at most what is captured and not refunded yet; all of that where nothing is sent.
            simplified_mode: Whether to try again for 96 hours what fails; false where nothing is sent.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Payment = await self._client.call(
            _REFUND,
            {
                "payment_id": payment_id,
                "transaction_id": transaction_id,
            },
            {},
            {},
            {
                "merchant_reference": merchant_reference,
                "description": description,
                "reason": reason,
                "amount": amount,
                "simplified_mode": simplified_mode,
            },
            options,
        )
        return result

    async def retrieve(
        self,
        *,
        payment_id: str,
        **options: Unpack[Options],
    ) -> Payment:
        """Retrieve Payment.

        `GET /v1/payments/{payment_id}`

        Returns a payment with all its transactions.

        Documented at https://docs.y.uno/reference/payments/retrieve-payment

        Args:
            payment_id: The id of the payment (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Payment = await self._client.call(
            _RETRIEVE,
            {
                "payment_id": payment_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result
