from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.list_payment_methods_response_200 import ListPaymentMethodsResponse200
from ...models.list_payment_methods_response_401 import ListPaymentMethodsResponse401
from ...models.list_payment_methods_response_404 import ListPaymentMethodsResponse404
from ...types import Response


def _get_kwargs(
    customer_id: UUID,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/customers/{customer_id}/payment-methods".format(
            customer_id=quote(str(customer_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ListPaymentMethodsResponse200 | ListPaymentMethodsResponse401 | ListPaymentMethodsResponse404 | None:
    if response.status_code == 200:
        response_200 = ListPaymentMethodsResponse200.from_dict(response.json())

        return response_200

    if response.status_code == 401:
        response_401 = ListPaymentMethodsResponse401.from_dict(response.json())

        return response_401

    if response.status_code == 404:
        response_404 = ListPaymentMethodsResponse404.from_dict(response.json())

        return response_404

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ListPaymentMethodsResponse200 | ListPaymentMethodsResponse401 | ListPaymentMethodsResponse404]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    customer_id: UUID,
    *,
    client: AuthenticatedClient,
) -> Response[ListPaymentMethodsResponse200 | ListPaymentMethodsResponse401 | ListPaymentMethodsResponse404]:
    """List Payment Methods

     Lists the enrolled payment methods of a customer.

    Args:
        customer_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ListPaymentMethodsResponse200 | ListPaymentMethodsResponse401 | ListPaymentMethodsResponse404]
    """

    kwargs = _get_kwargs(
        customer_id=customer_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    customer_id: UUID,
    *,
    client: AuthenticatedClient,
) -> ListPaymentMethodsResponse200 | ListPaymentMethodsResponse401 | ListPaymentMethodsResponse404 | None:
    """List Payment Methods

     Lists the enrolled payment methods of a customer.

    Args:
        customer_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ListPaymentMethodsResponse200 | ListPaymentMethodsResponse401 | ListPaymentMethodsResponse404
    """

    return sync_detailed(
        customer_id=customer_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    customer_id: UUID,
    *,
    client: AuthenticatedClient,
) -> Response[ListPaymentMethodsResponse200 | ListPaymentMethodsResponse401 | ListPaymentMethodsResponse404]:
    """List Payment Methods

     Lists the enrolled payment methods of a customer.

    Args:
        customer_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ListPaymentMethodsResponse200 | ListPaymentMethodsResponse401 | ListPaymentMethodsResponse404]
    """

    kwargs = _get_kwargs(
        customer_id=customer_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    customer_id: UUID,
    *,
    client: AuthenticatedClient,
) -> ListPaymentMethodsResponse200 | ListPaymentMethodsResponse401 | ListPaymentMethodsResponse404 | None:
    """List Payment Methods

     Lists the enrolled payment methods of a customer.

    Args:
        customer_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ListPaymentMethodsResponse200 | ListPaymentMethodsResponse401 | ListPaymentMethodsResponse404
    """

    return (
        await asyncio_detailed(
            customer_id=customer_id,
            client=client,
        )
    ).parsed
