# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Unpack

from .._runtime.client import AsyncClient, SyncClient
from .._runtime.given import NOT_GIVEN, NotGiven
from .._runtime.options import Operation, Options

if TYPE_CHECKING:
    from ..models import CustomerSession

_CREATE = Operation(
    "POST", "/v1/customers/sessions", "CustomerSession", security=(("private-secret-key", "public-api-key"),)
)


class CustomerSessionsCalls:
    """The calls of `client.customer_sessions`."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def create(
        self,
        *,
        account_id: str,
        customer_id: str,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str,
        callback_url: str | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> CustomerSession:
        """Create Customer Session.

        `POST /v1/customers/sessions`

        Opens a session in which a customer stores a payment method. The customer must exist.

        Documented at https://docs.y.uno/reference/customer-sessions/create-customer-session

        Args:
            account_id: The account the request is made for (UUID, 36 chars).
            customer_id: The customer who stores a payment method (UUID, 36 chars).
            country: The country of the customer (MAX 2; MIN 2; ISO 3166-1).
            callback_url: Where the customer's browser goes after the enrollment (MAX 526; MIN 3).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: CustomerSession = self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "account_id": account_id,
                "customer_id": customer_id,
                "country": country,
                "callback_url": callback_url,
            },
            options,
        )
        return result


class AsyncCustomerSessionsCalls:
    """The calls of `client.customer_sessions`, awaited."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def create(
        self,
        *,
        account_id: str,
        customer_id: str,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str,
        callback_url: str | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> CustomerSession:
        """Create Customer Session.

        `POST /v1/customers/sessions`

        Opens a session in which a customer stores a payment method. The customer must exist.

        Documented at https://docs.y.uno/reference/customer-sessions/create-customer-session

        Args:
            account_id: The account the request is made for (UUID, 36 chars).
            customer_id: The customer who stores a payment method (UUID, 36 chars).
            country: The country of the customer (MAX 2; MIN 2; ISO 3166-1).
            callback_url: Where the customer's browser goes after the enrollment (MAX 526; MIN 3).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: CustomerSession = await self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "account_id": account_id,
                "customer_id": customer_id,
                "country": country,
                "callback_url": callback_url,
            },
            options,
        )
        return result
