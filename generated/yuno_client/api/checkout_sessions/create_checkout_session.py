from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.create_checkout_session_body import CreateCheckoutSessionBody
from ...models.create_checkout_session_response_200 import CreateCheckoutSessionResponse200
from ...models.create_checkout_session_response_400 import CreateCheckoutSessionResponse400
from ...models.create_checkout_session_response_401 import CreateCheckoutSessionResponse401
from ...types import Response


def _get_kwargs(
    *,
    body: CreateCheckoutSessionBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/checkout/sessions",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CreateCheckoutSessionResponse200 | CreateCheckoutSessionResponse400 | CreateCheckoutSessionResponse401 | None:
    if response.status_code == 200:
        response_200 = CreateCheckoutSessionResponse200.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = CreateCheckoutSessionResponse400.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = CreateCheckoutSessionResponse401.from_dict(response.json())

        return response_401

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CreateCheckoutSessionResponse200 | CreateCheckoutSessionResponse400 | CreateCheckoutSessionResponse401]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: CreateCheckoutSessionBody,
) -> Response[CreateCheckoutSessionResponse200 | CreateCheckoutSessionResponse400 | CreateCheckoutSessionResponse401]:
    """Create Checkout Session

     Opens a session for one payment. A session ends five hours after it was created.

    Args:
        body (CreateCheckoutSessionBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreateCheckoutSessionResponse200 | CreateCheckoutSessionResponse400 | CreateCheckoutSessionResponse401]
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
    body: CreateCheckoutSessionBody,
) -> CreateCheckoutSessionResponse200 | CreateCheckoutSessionResponse400 | CreateCheckoutSessionResponse401 | None:
    """Create Checkout Session

     Opens a session for one payment. A session ends five hours after it was created.

    Args:
        body (CreateCheckoutSessionBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreateCheckoutSessionResponse200 | CreateCheckoutSessionResponse400 | CreateCheckoutSessionResponse401
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: CreateCheckoutSessionBody,
) -> Response[CreateCheckoutSessionResponse200 | CreateCheckoutSessionResponse400 | CreateCheckoutSessionResponse401]:
    """Create Checkout Session

     Opens a session for one payment. A session ends five hours after it was created.

    Args:
        body (CreateCheckoutSessionBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreateCheckoutSessionResponse200 | CreateCheckoutSessionResponse400 | CreateCheckoutSessionResponse401]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: CreateCheckoutSessionBody,
) -> CreateCheckoutSessionResponse200 | CreateCheckoutSessionResponse400 | CreateCheckoutSessionResponse401 | None:
    """Create Checkout Session

     Opens a session for one payment. A session ends five hours after it was created.

    Args:
        body (CreateCheckoutSessionBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreateCheckoutSessionResponse200 | CreateCheckoutSessionResponse400 | CreateCheckoutSessionResponse401
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
