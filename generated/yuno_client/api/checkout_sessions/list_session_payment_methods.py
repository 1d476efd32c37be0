from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.list_session_payment_methods_response_200_item import ListSessionPaymentMethodsResponse200Item
from ...models.list_session_payment_methods_response_401 import ListSessionPaymentMethodsResponse401
from ...models.list_session_payment_methods_response_404 import ListSessionPaymentMethodsResponse404
from ...types import Response


def _get_kwargs(
    checkout_session: UUID,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/checkout/sessions/{checkout_session}/payment-methods".format(
            checkout_session=quote(str(checkout_session), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    ListSessionPaymentMethodsResponse401
    | ListSessionPaymentMethodsResponse404
    | list[ListSessionPaymentMethodsResponse200Item]
    | None
):
    if response.status_code == 200:
        response_200 = []
        _response_200 = response.json()
        for response_200_item_data in _response_200:
            response_200_item = ListSessionPaymentMethodsResponse200Item.from_dict(response_200_item_data)

            response_200.append(response_200_item)

        return response_200

    if response.status_code == 401:
        response_401 = ListSessionPaymentMethodsResponse401.from_dict(response.json())

        return response_401

    if response.status_code == 404:
        response_404 = ListSessionPaymentMethodsResponse404.from_dict(response.json())

        return response_404

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[
    ListSessionPaymentMethodsResponse401
    | ListSessionPaymentMethodsResponse404
    | list[ListSessionPaymentMethodsResponse200Item]
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
    ListSessionPaymentMethodsResponse401
    | ListSessionPaymentMethodsResponse404
    | list[ListSessionPaymentMethodsResponse200Item]
]:
    """List Session Payment Methods

     Lists what the customer of the session may pay with.

    Args:
        checkout_session (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ListSessionPaymentMethodsResponse401 | ListSessionPaymentMethodsResponse404 | list[ListSessionPaymentMethodsResponse200Item]]
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
    ListSessionPaymentMethodsResponse401
    | ListSessionPaymentMethodsResponse404
    | list[ListSessionPaymentMethodsResponse200Item]
    | None
):
    """List Session Payment Methods

     Lists what the customer of the session may pay with.

    Args:
        checkout_session (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ListSessionPaymentMethodsResponse401 | ListSessionPaymentMethodsResponse404 | list[ListSessionPaymentMethodsResponse200Item]
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
    ListSessionPaymentMethodsResponse401
    | ListSessionPaymentMethodsResponse404
    | list[ListSessionPaymentMethodsResponse200Item]
]:
    """List Session Payment Methods

     Lists what the customer of the session may pay with.

    Args:
        checkout_session (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ListSessionPaymentMethodsResponse401 | ListSessionPaymentMethodsResponse404 | list[ListSessionPaymentMethodsResponse200Item]]
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
    ListSessionPaymentMethodsResponse401
    | ListSessionPaymentMethodsResponse404
    | list[ListSessionPaymentMethodsResponse200Item]
    | None
):
    """List Session Payment Methods

     Lists what the customer of the session may pay with.

    Args:
        checkout_session (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ListSessionPaymentMethodsResponse401 | ListSessionPaymentMethodsResponse404 | list[ListSessionPaymentMethodsResponse200Item]
    """

    return (
        await asyncio_detailed(
            checkout_session=checkout_session,
            client=client,
        )
    ).parsed
