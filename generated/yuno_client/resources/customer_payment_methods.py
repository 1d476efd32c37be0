# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._runtime.client import AsyncClient, SyncClient
from .._runtime.given import NOT_GIVEN
from .._runtime.options import Operation, Options

if TYPE_CHECKING:
    from ..models import PaymentMethod

_UNENROLL = Operation(
    "POST",
    "/v1/customers/payment-methods/{payment_method_id}/unenroll",
    "PaymentMethod",
    security=(("private-secret-key", "public-api-key"),),
)


class CustomerPaymentMethodsCalls:
    """The calls of `client.customer_payment_methods`."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def unenroll(
        self,
        *,
        payment_method_id: str,
        **options: Unpack[Options],
    ) -> PaymentMethod:
        """Unenroll Payment Method By Id.

        `POST /v1/customers/payment-methods/{payment_method_id}/unenroll`

        Takes a payment method of any customer out of use: its `vaulted_token` no longer pays.

        Documented at https://docs.y.uno/reference/payment-methods/unenroll-payment-method-by-id

        Args:
            payment_method_id: The id of the payment method (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: PaymentMethod = self._client.call(
            _UNENROLL,
            {
                "payment_method_id": payment_method_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result


class AsyncCustomerPaymentMethodsCalls:
    """The calls of `client.customer_payment_methods`, awaited."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def unenroll(
        self,
        *,
        payment_method_id: str,
        **options: Unpack[Options],
    ) -> PaymentMethod:
        """Unenroll Payment Method By Id.

        `POST /v1/customers/payment-methods/{payment_method_id}/unenroll`

        Takes a payment method of any customer out of use: its `vaulted_token` no longer pays.

        Documented at https://docs.y.uno/reference/payment-methods/unenroll-payment-method-by-id

        Args:
            payment_method_id: The id of the payment method (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: PaymentMethod = await self._client.call(
            _UNENROLL,
            {
                "payment_method_id": payment_method_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result
