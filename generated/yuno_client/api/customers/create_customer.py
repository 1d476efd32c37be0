from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.create_customer_body import CreateCustomerBody
from ...models.create_customer_response_201 import CreateCustomerResponse201
from ...models.create_customer_response_400 import CreateCustomerResponse400
from ...models.create_customer_response_401 import CreateCustomerResponse401
from ...types import Response


def _get_kwargs(
    *,
    body: CreateCustomerBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/customers",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CreateCustomerResponse201 | CreateCustomerResponse400 | CreateCustomerResponse401 | None:
    if response.status_code == 201:
        response_201 = CreateCustomerResponse201.from_dict(response.json())

        return response_201

    if response.status_code == 400:
        response_400 = CreateCustomerResponse400.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = CreateCustomerResponse401.from_dict(response.json())

        return response_401

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CreateCustomerResponse201 | CreateCustomerResponse400 | CreateCustomerResponse401]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: CreateCustomerBody,
) -> Response[CreateCustomerResponse201 | CreateCustomerResponse400 | CreateCustomerResponse401]:
    """Create Customer

     Creates a customer. Only `merchant_customer_id` is needed; what is not sent comes back as null.

    Args:
        body (CreateCustomerBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreateCustomerResponse201 | CreateCustomerResponse400 | CreateCustomerResponse401]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: CreateCustomerBody,
) -> CreateCustomerResponse201 | CreateCustomerResponse400 | CreateCustomerResponse401 | None:
    """Create Customer

     Creates a customer. Only `merchant_customer_id` is needed; what is not sent comes back as null.

    Args:
        body (CreateCustomerBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreateCustomerResponse201 | CreateCustomerResponse400 | CreateCustomerResponse401
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: CreateCustomerBody,
) -> Response[CreateCustomerResponse201 | CreateCustomerResponse400 | CreateCustomerResponse401]:
    """Create Customer

     Creates a customer. Only `merchant_customer_id` is needed; what is not sent comes back as null.

    Args:
        body (CreateCustomerBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreateCustomerResponse201 | CreateCustomerResponse400 | CreateCustomerResponse401]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: CreateCustomerBody,
) -> CreateCustomerResponse201 | CreateCustomerResponse400 | CreateCustomerResponse401 | None:
    """Create Customer

     Creates a customer. Only `merchant_customer_id` is needed; what is not sent comes back as null.

    Args:
        body (CreateCustomerBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreateCustomerResponse201 | CreateCustomerResponse400 | CreateCustomerResponse401
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
