from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.retrieve_customer_response_200 import RetrieveCustomerResponse200
from ...models.retrieve_customer_response_401 import RetrieveCustomerResponse401
from ...models.retrieve_customer_response_404 import RetrieveCustomerResponse404
from ...types import Response


def _get_kwargs(
    customer_id: UUID,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/customers/{customer_id}".format(
            customer_id=quote(str(customer_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> RetrieveCustomerResponse200 | RetrieveCustomerResponse401 | RetrieveCustomerResponse404 | None:
    if response.status_code == 200:
        response_200 = RetrieveCustomerResponse200.from_dict(response.json())

        return response_200

    if response.status_code == 401:
        response_401 = RetrieveCustomerResponse401.from_dict(response.json())

        return response_401

    if response.status_code == 404:
        response_404 = RetrieveCustomerResponse404.from_dict(response.json())

        return response_404

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[RetrieveCustomerResponse200 | RetrieveCustomerResponse401 | RetrieveCustomerResponse404]:
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
) -> Response[RetrieveCustomerResponse200 | RetrieveCustomerResponse401 | RetrieveCustomerResponse404]:
    """Retrieve Customer

     Returns a customer by the id it was given when it was created.

    Args:
        customer_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[RetrieveCustomerResponse200 | RetrieveCustomerResponse401 | RetrieveCustomerResponse404]
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
) -> RetrieveCustomerResponse200 | RetrieveCustomerResponse401 | RetrieveCustomerResponse404 | None:
    """Retrieve Customer

     Returns a customer by the id it was given when it was created.

    Args:
        customer_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        RetrieveCustomerResponse200 | RetrieveCustomerResponse401 | RetrieveCustomerResponse404
    """

    return sync_detailed(
        customer_id=customer_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    customer_id: UUID,
    *,
    client: AuthenticatedClient,
) -> Response[RetrieveCustomerResponse200 | RetrieveCustomerResponse401 | RetrieveCustomerResponse404]:
    """Retrieve Customer

     Returns a customer by the id it was given when it was created.

    Args:
        customer_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[RetrieveCustomerResponse200 | RetrieveCustomerResponse401 | RetrieveCustomerResponse404]
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
) -> RetrieveCustomerResponse200 | RetrieveCustomerResponse401 | RetrieveCustomerResponse404 | None:
    """Retrieve Customer

     Returns a customer by the id it was given when it was created.

    Args:
        customer_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        RetrieveCustomerResponse200 | RetrieveCustomerResponse401 | RetrieveCustomerResponse404
    """

    return (
        await asyncio_detailed(
            customer_id=customer_id,
            client=client,
        )
    ).parsed
