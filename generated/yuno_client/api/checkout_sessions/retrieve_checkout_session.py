from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.retrieve_checkout_session_response_200 import RetrieveCheckoutSessionResponse200
from ...models.retrieve_checkout_session_response_401 import RetrieveCheckoutSessionResponse401
from ...models.retrieve_checkout_session_response_404 import RetrieveCheckoutSessionResponse404
from ...types import Response


def _get_kwargs(
    checkout_session: UUID,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/checkout/sessions/{checkout_session}".format(
            checkout_session=quote(str(checkout_session), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    RetrieveCheckoutSessionResponse200 | RetrieveCheckoutSessionResponse401 | RetrieveCheckoutSessionResponse404 | None
):
    if response.status_code == 200:
        response_200 = RetrieveCheckoutSessionResponse200.from_dict(response.json())

        return response_200

    if response.status_code == 401:
        response_401 = RetrieveCheckoutSessionResponse401.from_dict(response.json())

        return response_401

    if response.status_code == 404:
        response_404 = RetrieveCheckoutSessionResponse404.from_dict(response.json())

        return response_404

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[
    RetrieveCheckoutSessionResponse200 | RetrieveCheckoutSessionResponse401 | RetrieveCheckoutSessionResponse404
]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    checkout_session: UUID,
    *,
    client: AuthenticatedClient,
) -> Response[
    RetrieveCheckoutSessionResponse200 | RetrieveCheckoutSessionResponse401 | RetrieveCheckoutSessionResponse404
]:
    """Retrieve Checkout Session

     Returns a checkout session. One that is older than five hours is not found.

    Args:
        checkout_session (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[RetrieveCheckoutSessionResponse200 | RetrieveCheckoutSessionResponse401 | RetrieveCheckoutSessionResponse404]
    """

    kwargs = _get_kwargs(
        checkout_session=checkout_session,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    checkout_session: UUID,
    *,
    client: AuthenticatedClient,
) -> (
    RetrieveCheckoutSessionResponse200 | RetrieveCheckoutSessionResponse401 | RetrieveCheckoutSessionResponse404 | None
):
    """Retrieve Checkout Session

     Returns a checkout session. One that is older than five hours is not found.

    Args:
        checkout_session (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        RetrieveCheckoutSessionResponse200 | RetrieveCheckoutSessionResponse401 | RetrieveCheckoutSessionResponse404
    """

    return sync_detailed(
        checkout_session=checkout_session,
        client=client,
    ).parsed


async def asyncio_detailed(
    checkout_session: UUID,
    *,
    client: AuthenticatedClient,
) -> Response[
    RetrieveCheckoutSessionResponse200 | RetrieveCheckoutSessionResponse401 | RetrieveCheckoutSessionResponse404
]:
    """Retrieve Checkout Session

     Returns a checkout session. One that is older than five hours is not found.

    Args:
        checkout_session (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[RetrieveCheckoutSessionResponse200 | RetrieveCheckoutSessionResponse401 | RetrieveCheckoutSessionResponse404]
    """

    kwargs = _get_kwargs(
        checkout_session=checkout_session,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    checkout_session: UUID,
    *,
    client: AuthenticatedClient,
) -> (
    RetrieveCheckoutSessionResponse200 | RetrieveCheckoutSessionResponse401 | RetrieveCheckoutSessionResponse404 | None
):
    """Retrieve Checkout Session

     Returns a checkout session. One that is older than five hours is not found.

    Args:
        checkout_session (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        RetrieveCheckoutSessionResponse200 | RetrieveCheckoutSessionResponse401 | RetrieveCheckoutSessionResponse404
    """

    return (
        await asyncio_detailed(
            checkout_session=checkout_session,
            client=client,
        )
    ).parsed
