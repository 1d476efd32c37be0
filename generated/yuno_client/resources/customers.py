# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Unpack

from .._runtime.client import AsyncClient, SyncClient
from .._runtime.given import NOT_GIVEN, NotGiven
from .._runtime.model import Object
from .._runtime.options import Operation, Options

if TYPE_CHECKING:
    from ..models import Customer, Document, Phone, SessionMetadata, ShippingAddress

_CREATE = Operation("POST", "/v1/customers", "Customer", security=(("private-secret-key", "public-api-key"),))
_DELETE = Operation(
    "DELETE", "/v1/customers/{customer_id}", "Object", security=(("private-secret-key", "public-api-key"),)
)
_FIND = Operation("GET", "/v1/customers", "Customer", security=(("private-secret-key", "public-api-key"),))
_RETRIEVE = Operation(
    "GET", "/v1/customers/{customer_id}", "Customer", security=(("private-secret-key", "public-api-key"),)
)
_UPDATE = Operation(
    "PATCH", "/v1/customers/{customer_id}", "Customer", security=(("private-secret-key", "public-api-key"),)
)


class CustomersCalls:
    """The calls of `client.customers`."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def create(
        self,
        *,
        merchant_customer_id: str,
        merchant_customer_created_at: str | NotGiven = NOT_GIVEN,
        first_name: str | NotGiven = NOT_GIVEN,
        last_name: str | NotGiven = NOT_GIVEN,
        gender: Literal["M", "F", "NB"] | str | NotGiven = NOT_GIVEN,
        date_of_birth: str | NotGiven = NOT_GIVEN,
        email: str | NotGiven = NOT_GIVEN,
        nationality: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str
        | NotGiven = NOT_GIVEN,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str
        | NotGiven = NOT_GIVEN,
        document: Document | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        phone: Phone | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        billing_address: ShippingAddress | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        shipping_address: ShippingAddress | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        metadata: Sequence[SessionMetadata | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Customer:
        """Create Customer.

        `POST /v1/customers`

        Creates a customer. Only `merchant_customer_id` is needed; what is not sent comes back as null.

        Documented at https://docs.y.uno/reference/customers/create-customer

        Args:
            merchant_customer_id: The id by which the merchant knows the customer (MAX 255; MIN 3).
            merchant_customer_created_at: When the customer registered with the merchant (ISO 8601).
            first_name: The customer's first name (MAX 255; MIN 3).
            last_name: The customer's last name (MAX 255; MIN 3).
            gender: The customer's gender: male, female or non-binary.
            date_of_birth: The day of birth, written YYYY-MM-DD (MAX 10; MIN 10).
            email: The customer's e-mail address (MAX 255; MIN 3).
            nationality: The country the customer is a citizen of (MAX 2; MIN 2; ISO 3166-1).
            country: The country the customer lives in (MAX 2; MIN 2; ISO 3166-1).
            document: The customer's identity document.
            phone: The customer's telephone.
            billing_address: The billing address of the customer.
            shipping_address: The shipping address of the customer.
            metadata: Values of the merchant's own, up to 50 pairs.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Customer = self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "merchant_customer_id": merchant_customer_id,
                "merchant_customer_created_at": merchant_customer_created_at,
                "first_name": first_name,
                "last_name": last_name,
                "gender": gender,
                "date_of_birth": date_of_birth,
                "email": email,
                "nationality": nationality,
                "country": country,
                "document": document,
                "phone": phone,
                "billing_address": billing_address,
                "shipping_address": shipping_address,
                "metadata": metadata,
            },
            options,
        )
        return result

    def delete(
        self,
        *,
        customer_id: str,
        **options: Unpack[Options],
    ) -> Object:
        """Delete Customer.

        `DELETE /v1/customers/{customer_id}`

        Deletes a customer with all payment methods and customer sessions. The answer has no body.

        Documented at https://docs.y.uno/reference/customers/delete-customer

        Args:
            customer_id: The id of the customer (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Object = self._client.call(
            _DELETE,
            {
                "customer_id": customer_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    def find(
        self,
        *,
        merchant_customer_id: str,
        **options: Unpack[Options],
    ) -> Customer:
        """Find Customer.

        `GET /v1/customers`

        Returns the customer whom the merchant knows by an id of its own.

        Documented at https://docs.y.uno/reference/customers/find-customer

        Args:
            merchant_customer_id: The id by which the merchant knows the customer (MAX 255; MIN 3).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Customer = self._client.call(
            _FIND,
            {},
            {
                "merchant_customer_id": merchant_customer_id,
            },
            {},
            NOT_GIVEN,
            options,
        )
        return result

    def retrieve(
        self,
        *,
        customer_id: str,
        **options: Unpack[Options],
    ) -> Customer:
        """Retrieve Customer.

        `GET /v1/customers/{customer_id}`

        Returns a customer by the id it was given when it was created.

        Documented at https://docs.y.uno/reference/customers/retrieve-customer

        Args:
            customer_id: The id of the customer (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Customer = self._client.call(
            _RETRIEVE,
            {
                "customer_id": customer_id,
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
        customer_id: str,
        merchant_customer_id: str | NotGiven = NOT_GIVEN,
        merchant_customer_created_at: str | NotGiven = NOT_GIVEN,
        first_name: str | NotGiven = NOT_GIVEN,
        last_name: str | NotGiven = NOT_GIVEN,
        gender: Literal["M", "F", "NB"] | str | NotGiven = NOT_GIVEN,
        date_of_birth: str | NotGiven = NOT_GIVEN,
        email: str | NotGiven = NOT_GIVEN,
        nationality: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str
        | NotGiven = NOT_GIVEN,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str
        | NotGiven = NOT_GIVEN,
        document: Document | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        phone: Phone | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        billing_address: ShippingAddress | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        shipping_address: ShippingAddress | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        metadata: Sequence[SessionMetadata | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Customer:
        """Update Customer.

        `PATCH /v1/customers/{customer_id}`

        Changes what is sent and leaves the rest. An object or a list that is sent replaces the whole one.

        Documented at https://docs.y.uno/reference/customers/update-customer

        Args:
            customer_id: The id of the customer (UUID, 36 chars).
            merchant_customer_id: The id by which the merchant knows the customer (MAX 255; MIN 3).
            merchant_customer_created_at: When the customer registered with the merchant (ISO 8601).
            first_name: The customer's first name (MAX 255; MIN 3).
            last_name: The customer's last name (MAX 255; MIN 3).
            gender: The customer's gender: male, female or non-binary.
            date_of_birth: The day of birth, written YYYY-MM-DD (MAX 10; MIN 10).
            email: The customer's e-mail address (MAX 255; MIN 3).
            nationality: The country the customer is a citizen of (MAX 2; MIN 2; ISO 3166-1).
            country: The country the customer lives in (MAX 2; MIN 2; ISO 3166-1).
            document: The customer's identity document.
            phone: The customer's telephone.
            billing_address: The billing address of the customer.
            shipping_address: The shipping address of the customer.
            metadata: Values of the merchant's own, up to 50 pairs.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Customer = self._client.call(
            _UPDATE,
            {
                "customer_id": customer_id,
            },
            {},
            {},
            {
                "merchant_customer_id": merchant_customer_id,
                "merchant_customer_created_at": merchant_customer_created_at,
                "first_name": first_name,
                "last_name": last_name,
                "gender": gender,
                "date_of_birth": date_of_birth,
                "email": email,
                "nationality": nationality,
                "country": country,
                "document": document,
                "phone": phone,
                "billing_address": billing_address,
                "shipping_address": shipping_address,
                "metadata": metadata,
            },
            options,
        )
        return result


class AsyncCustomersCalls:
    """The calls of `client.customers`, awaited."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def create(
        self,
        *,
        merchant_customer_id: str,
        merchant_customer_created_at: str | NotGiven = NOT_GIVEN,
        first_name: str | NotGiven = NOT_GIVEN,
        last_name: str | NotGiven = NOT_GIVEN,
        gender: Literal["M", "F", "NB"] | str | NotGiven = NOT_GIVEN,
        date_of_birth: str | NotGiven = NOT_GIVEN,
        email: str | NotGiven = NOT_GIVEN,
        nationality: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str
        | NotGiven = NOT_GIVEN,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str
        | NotGiven = NOT_GIVEN,
        document: Document | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        phone: Phone | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        billing_address: ShippingAddress | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        shipping_address: ShippingAddress | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        metadata: Sequence[SessionMetadata | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Customer:
        """Create Customer.

        `POST /v1/customers`

        Creates a customer. Only `merchant_customer_id` is needed; what is not sent comes back as null.

        Documented at https://docs.y.uno/reference/customers/create-customer

        Args:
            merchant_customer_id: The id by which the merchant knows the customer (MAX 255; MIN 3).
            merchant_customer_created_at: When the customer registered with the merchant (ISO 8601).
            first_name: The customer's first name (MAX 255; MIN 3).
            last_name: The customer's last name (MAX 255; MIN 3).
            gender: The customer's gender: male, female or non-binary.
            date_of_birth: The day of birth, written YYYY-MM-DD (MAX 10; MIN 10).
            email: The customer's e-mail address (MAX 255; MIN 3).
            nationality: The country the customer is a citizen of (MAX 2; MIN 2; ISO 3166-1).
            country: The country the customer lives in (MAX 2; MIN 2; ISO 3166-1).
            document: The customer's identity document.
            phone: The customer's telephone.
            billing_address: The billing address of the customer.
            shipping_address: The shipping address of the customer.
            metadata: Values of the merchant's own, up to 50 pairs.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Customer = await self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "merchant_customer_id": merchant_customer_id,
                "merchant_customer_created_at": merchant_customer_created_at,
                "first_name": first_name,
                "last_name": last_name,
                "gender": gender,
                "date_of_birth": date_of_birth,
                "email": email,
                "nationality": nationality,
                "country": country,
                "document": document,
                "phone": phone,
                "billing_address": billing_address,
                "shipping_address": shipping_address,
                "metadata": metadata,
            },
            options,
        )
        return result

    async def delete(
        self,
        *,
        customer_id: str,
        **options: Unpack[Options],
    ) -> Object:
        """Delete Customer.

        `DELETE /v1/customers/{customer_id}`

        Deletes a customer with all payment methods and customer sessions. The answer has no body.

        Documented at https://docs.y.uno/reference/customers/delete-customer

        Args:
            customer_id: The id of the customer (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Object = await self._client.call(
            _DELETE,
            {
                "customer_id": customer_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    async def find(
        self,
        *,
        merchant_customer_id: str,
        **options: Unpack[Options],
    ) -> Customer:
        """Find Customer.

        `GET /v1/customers`

        Returns the customer whom the merchant knows by an id of its own.

        Documented at https://docs.y.uno/reference/customers/find-customer

        Args:
            merchant_customer_id: The id by which the merchant knows the customer (MAX 255; MIN 3).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Customer = await self._client.call(
            _FIND,
            {},
            {
                "merchant_customer_id": merchant_customer_id,
            },
            {},
            NOT_GIVEN,
            options,
        )
        return result

    async def retrieve(
        self,
        *,
        customer_id: str,
        **options: Unpack[Options],
    ) -> Customer:
        """Retrieve Customer.

        `GET /v1/customers/{customer_id}`

        Returns a customer by the id it was given when it was created.

        Documented at https://docs.y.uno/reference/customers/retrieve-customer

        Args:
            customer_id: The id of the customer (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Customer = await self._client.call(
            _RETRIEVE,
            {
                "customer_id": customer_id,
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
        customer_id: str,
        merchant_customer_id: str | NotGiven = NOT_GIVEN,
        merchant_customer_created_at: str | NotGiven = NOT_GIVEN,
        first_name: str | NotGiven = NOT_GIVEN,
        last_name: str | NotGiven = NOT_GIVEN,
        gender: Literal["M", "F", "NB"] | str | NotGiven = NOT_GIVEN,
        date_of_birth: str | NotGiven = NOT_GIVEN,
        email: str | NotGiven = NOT_GIVEN,
        nationality: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str
        | NotGiven = NOT_GIVEN,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str
        | NotGiven = NOT_GIVEN,
        document: Document | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        phone: Phone | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        billing_address: ShippingAddress | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        shipping_address: ShippingAddress | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        metadata: Sequence[SessionMetadata | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Customer:
        """Update Customer.

        `PATCH /v1/customers/{customer_id}`

        Changes what is sent and leaves the rest. An object or a list that is sent replaces the whole one.

        Documented at https://docs.y.uno/reference/customers/update-customer

        Args:
            customer_id: The id of the customer (UUID, 36 chars).
            merchant_customer_id: The id by which the merchant knows the customer (MAX 255; MIN 3).
            merchant_customer_created_at: When the customer registered with the merchant (ISO 8601).
            first_name: The customer's first name (MAX 255; MIN 3).
            last_name: The customer's last name (MAX 255; MIN 3).
            gender: The customer's gender: male, female or non-binary.
            date_of_birth: The day of birth, written YYYY-MM-DD (MAX 10; MIN 10).
            email: The customer's e-mail address (MAX 255; MIN 3).
            nationality: The country the customer is a citizen of (MAX 2; MIN 2; ISO 3166-1).
            country: The country the customer lives in (MAX 2; MIN 2; ISO 3166-1).
            document: The customer's identity document.
            phone: The customer's telephone.
            billing_address: The billing address of the customer.
            shipping_address: The shipping address of the customer.
            metadata: Values of the merchant's own, up to 50 pairs.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Customer = await self._client.call(
            _UPDATE,
            {
                "customer_id": customer_id,
            },
            {},
            {},
            {
                "merchant_customer_id": merchant_customer_id,
                "merchant_customer_created_at": merchant_customer_created_at,
                "first_name": first_name,
                "last_name": last_name,
                "gender": gender,
                "date_of_birth": date_of_birth,
                "email": email,
                "nationality": nationality,
                "country": country,
                "document": document,
                "phone": phone,
                "billing_address": billing_address,
                "shipping_address": shipping_address,
                "metadata": metadata,
            },
            options,
        )
        return result
