from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.cancel_authorization_body import CancelAuthorizationBody
from ...models.cancel_authorization_response_200 import CancelAuthorizationResponse200
from ...models.cancel_authorization_response_400 import CancelAuthorizationResponse400
from ...models.cancel_authorization_response_401 import CancelAuthorizationResponse401
from ...models.cancel_authorization_response_404 import CancelAuthorizationResponse404
from ...types import Response


def _get_kwargs(
    payment_id: UUID,
    transaction_id: UUID,
    *,
    body: CancelAuthorizationBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/payments/{payment_id}/transactions/{transaction_id}/cancel".format(
            payment_id=quote(str(payment_id), safe=""),
            transaction_id=quote(str(transaction_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    CancelAuthorizationResponse200
    | CancelAuthorizationResponse400
    | CancelAuthorizationResponse401
    | CancelAuthorizationResponse404
    | None
):
    if response.status_code == 200:
        response_200 = CancelAuthorizationResponse200.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = CancelAuthorizationResponse400.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = CancelAuthorizationResponse401.from_dict(response.json())

        return response_401

    if response.status_code == 404:
        response_404 = CancelAuthorizationResponse404.from_dict(response.json())

        return response_404

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[
    CancelAuthorizationResponse200
    | CancelAuthorizationResponse400
    | CancelAuthorizationResponse401
    | CancelAuthorizationResponse404
]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    payment_id: UUID,
    transaction_id: UUID,
    *,
    client: AuthenticatedClient,
    body: CancelAuthorizationBody,
) -> Response[
    CancelAuthorizationResponse200
    | CancelAuthorizationResponse400
    | CancelAuthorizationResponse401
    | CancelAuthorizationResponse404
]:
    """Cancel Authorization

     Gives up an authorized payment before it is captured. The transaction must be the AUTHORIZE one.

    Args:
        payment_id (UUID):
        transaction_id (UUID):
        body (CancelAuthorizationBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CancelAuthorizationResponse200 | CancelAuthorizationResponse400 | CancelAuthorizationResponse401 | CancelAuthorizationResponse404]
    """

    kwargs = _get_kwargs(
        payment_id=payment_id,
        transaction_id=transaction_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    payment_id: UUID,
    transaction_id: UUID,
    *,
    client: AuthenticatedClient,
    body: CancelAuthorizationBody,
) -> (
    CancelAuthorizationResponse200
    | CancelAuthorizationResponse400
    | CancelAuthorizationResponse401
    | CancelAuthorizationResponse404
    | None
):
    """Cancel Authorization

     Gives up an authorized payment before it is captured. The transaction must be the AUTHORIZE one.

    Args:
        payment_id (UUID):
        transaction_id (UUID):
        body (CancelAuthorizationBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CancelAuthorizationResponse200 | CancelAuthorizationResponse400 | CancelAuthorizationResponse401 | CancelAuthorizationResponse404
    """

    return sync_detailed(
        payment_id=payment_id,
        transaction_id=transaction_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    payment_id: UUID,
    transaction_id: UUID,
    *,
    client: AuthenticatedClient,
    body: CancelAuthorizationBody,
) -> Response[
    CancelAuthorizationResponse200
    | CancelAuthorizationResponse400
    | CancelAuthorizationResponse401
    | CancelAuthorizationResponse404
]:
    """Cancel Authorization

     Gives up an authorized payment before it is captured. The transaction must be the AUTHORIZE one.

    Args:
        payment_id (UUID):
        transaction_id (UUID):
        body (CancelAuthorizationBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CancelAuthorizationResponse200 | CancelAuthorizationResponse400 | CancelAuthorizationResponse401 | CancelAuthorizationResponse404]
    """

    kwargs = _get_kwargs(
        payment_id=payment_id,
        transaction_id=transaction_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    payment_id: UUID,
    transaction_id: UUID,
    *,
    client: AuthenticatedClient,
    body: CancelAuthorizationBody,
) -> (
    CancelAuthorizationResponse200
    | CancelAuthorizationResponse400
    | CancelAuthorizationResponse401
    | CancelAuthorizationResponse404
    | None
):
    """Cancel Authorization

     Gives up an authorized payment before it is captured. The transaction must be the AUTHORIZE one.

    Args:
        payment_id (UUID):
        transaction_id (UUID):
        body (CancelAuthorizationBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CancelAuthorizationResponse200 | CancelAuthorizationResponse400 | CancelAuthorizationResponse401 | CancelAuthorizationResponse404
    """

    return (
        await asyncio_detailed(
            payment_id=payment_id,
            transaction_id=transaction_id,
            client=client,
            body=body,
        )
    ).parsed
