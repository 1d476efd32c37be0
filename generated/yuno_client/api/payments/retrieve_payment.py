from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.retrieve_payment_response_200 import RetrievePaymentResponse200
from ...models.retrieve_payment_response_401 import RetrievePaymentResponse401
from ...models.retrieve_payment_response_404 import RetrievePaymentResponse404
from ...types import Response


def _get_kwargs(
    payment_id: UUID,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/payments/{payment_id}".format(
            payment_id=quote(str(payment_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> RetrievePaymentResponse200 | RetrievePaymentResponse401 | RetrievePaymentResponse404 | None:
    if response.status_code == 200:
        response_200 = RetrievePaymentResponse200.from_dict(response.json())

        return response_200

    if response.status_code == 401:
        response_401 = RetrievePaymentResponse401.from_dict(response.json())

        return response_401

    if response.status_code == 404:
        response_404 = RetrievePaymentResponse404.from_dict(response.json())

        return response_404

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[RetrievePaymentResponse200 | RetrievePaymentResponse401 | RetrievePaymentResponse404]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    payment_id: UUID,
    *,
    client: AuthenticatedClient,
) -> Response[RetrievePaymentResponse200 | RetrievePaymentResponse401 | RetrievePaymentResponse404]:
    """Retrieve Payment

     Returns a payment with all its transactions.

    Args:
        payment_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[RetrievePaymentResponse200 | RetrievePaymentResponse401 | RetrievePaymentResponse404]
    """

    kwargs = _get_kwargs(
        payment_id=payment_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    payment_id: UUID,
    *,
    client: AuthenticatedClient,
) -> RetrievePaymentResponse200 | RetrievePaymentResponse401 | RetrievePaymentResponse404 | None:
    """Retrieve Payment

     Returns a payment with all its transactions.

    Args:
        payment_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        RetrievePaymentResponse200 | RetrievePaymentResponse401 | RetrievePaymentResponse404
    """

    return sync_detailed(
        payment_id=payment_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    payment_id: UUID,
    *,
    client: AuthenticatedClient,
) -> Response[RetrievePaymentResponse200 | RetrievePaymentResponse401 | RetrievePaymentResponse404]:
    """Retrieve Payment

     Returns a payment with all its transactions.

    Args:
        payment_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[RetrievePaymentResponse200 | RetrievePaymentResponse401 | RetrievePaymentResponse404]
    """

    kwargs = _get_kwargs(
        payment_id=payment_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    payment_id: UUID,
    *,
    client: AuthenticatedClient,
) -> RetrievePaymentResponse200 | RetrievePaymentResponse401 | RetrievePaymentResponse404 | None:
    """Retrieve Payment

     Returns a payment with all its transactions.

    Args:
        payment_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        RetrievePaymentResponse200 | RetrievePaymentResponse401 | RetrievePaymentResponse404
    """

    return (
        await asyncio_detailed(
            payment_id=payment_id,
            client=client,
        )
    ).parsed
