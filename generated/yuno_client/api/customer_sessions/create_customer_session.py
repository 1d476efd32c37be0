from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.create_customer_session_body import CreateCustomerSessionBody
from ...models.create_customer_session_response_201 import CreateCustomerSessionResponse201
from ...models.create_customer_session_response_400 import CreateCustomerSessionResponse400
from ...models.create_customer_session_response_401 import CreateCustomerSessionResponse401
from ...types import Response


def _get_kwargs(
    *,
    body: CreateCustomerSessionBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/customers/sessions",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CreateCustomerSessionResponse201 | CreateCustomerSessionResponse400 | CreateCustomerSessionResponse401 | None:
    if response.status_code == 201:
        response_201 = CreateCustomerSessionResponse201.from_dict(response.json())

        return response_201

    if response.status_code == 400:
        response_400 = CreateCustomerSessionResponse400.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = CreateCustomerSessionResponse401.from_dict(response.json())

        return response_401

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CreateCustomerSessionResponse201 | CreateCustomerSessionResponse400 | CreateCustomerSessionResponse401]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: CreateCustomerSessionBody,
) -> Response[CreateCustomerSessionResponse201 | CreateCustomerSessionResponse400 | CreateCustomerSessionResponse401]:
    """Create Customer Session

     Opens a session in which a customer stores a payment method. The customer must exist.

    Args:
        body (CreateCustomerSessionBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreateCustomerSessionResponse201 | CreateCustomerSessionResponse400 | CreateCustomerSessionResponse401]
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
    body: CreateCustomerSessionBody,
) -> CreateCustomerSessionResponse201 | CreateCustomerSessionResponse400 | CreateCustomerSessionResponse401 | None:
    """Create Customer Session

     Opens a session in which a customer stores a payment method. The customer must exist.

    Args:
        body (CreateCustomerSessionBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreateCustomerSessionResponse201 | CreateCustomerSessionResponse400 | CreateCustomerSessionResponse401
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: CreateCustomerSessionBody,
) -> Response[CreateCustomerSessionResponse201 | CreateCustomerSessionResponse400 | CreateCustomerSessionResponse401]:
    """Create Customer Session

     Opens a session in which a customer stores a payment method. The customer must exist.

    Args:
        body (CreateCustomerSessionBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreateCustomerSessionResponse201 | CreateCustomerSessionResponse400 | CreateCustomerSessionResponse401]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: CreateCustomerSessionBody,
) -> CreateCustomerSessionResponse201 | CreateCustomerSessionResponse400 | CreateCustomerSessionResponse401 | None:
    """Create Customer Session

     Opens a session in which a customer stores a payment method. The customer must exist.

    Args:
        body (CreateCustomerSessionBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreateCustomerSessionResponse201 | CreateCustomerSessionResponse400 | CreateCustomerSessionResponse401
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
