from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.capture_authorization_body import CaptureAuthorizationBody
from ...models.capture_authorization_response_200 import CaptureAuthorizationResponse200
from ...models.capture_authorization_response_400 import CaptureAuthorizationResponse400
from ...models.capture_authorization_response_401 import CaptureAuthorizationResponse401
from ...models.capture_authorization_response_404 import CaptureAuthorizationResponse404
from ...types import Response


def _get_kwargs(
    payment_id: UUID,
    transaction_id: UUID,
    *,
    body: CaptureAuthorizationBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/payments/{payment_id}/transactions/{transaction_id}/capture".format(
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
    CaptureAuthorizationResponse200
    | CaptureAuthorizationResponse400
    | CaptureAuthorizationResponse401
    | CaptureAuthorizationResponse404
    | None
):
    if response.status_code == 200:
        response_200 = CaptureAuthorizationResponse200.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = CaptureAuthorizationResponse400.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = CaptureAuthorizationResponse401.from_dict(response.json())

        return response_401

    if response.status_code == 404:
        response_404 = CaptureAuthorizationResponse404.from_dict(response.json())

        return response_404

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[
    CaptureAuthorizationResponse200
    | CaptureAuthorizationResponse400
    | CaptureAuthorizationResponse401
    | CaptureAuthorizationResponse404
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
    body: CaptureAuthorizationBody,
) -> Response[
    CaptureAuthorizationResponse200
    | CaptureAuthorizationResponse400
    | CaptureAuthorizationResponse401
    | CaptureAuthorizationResponse404
]:
    """Capture Authorization

     Takes the money of an authorized payment, all of it or a part. The transaction must be the AUTHORIZE
    one.

    Args:
        payment_id (UUID):
        transaction_id (UUID):
        body (CaptureAuthorizationBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CaptureAuthorizationResponse200 | CaptureAuthorizationResponse400 | CaptureAuthorizationResponse401 | CaptureAuthorizationResponse404]
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
    body: CaptureAuthorizationBody,
) -> (
    CaptureAuthorizationResponse200
    | CaptureAuthorizationResponse400
    | CaptureAuthorizationResponse401
    | CaptureAuthorizationResponse404
    | None
):
    """Capture Authorization

     Takes the money of an authorized payment, all of it or a part. The transaction must be the AUTHORIZE
    one.

    Args:
        payment_id (UUID):
        transaction_id (UUID):
        body (CaptureAuthorizationBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CaptureAuthorizationResponse200 | CaptureAuthorizationResponse400 | CaptureAuthorizationResponse401 | CaptureAuthorizationResponse404
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
    body: CaptureAuthorizationBody,
) -> Response[
    CaptureAuthorizationResponse200
    | CaptureAuthorizationResponse400
    | CaptureAuthorizationResponse401
    | CaptureAuthorizationResponse404
]:
    """Capture Authorization

     Takes the money of an authorized payment, all of it or a part. The transaction must be the AUTHORIZE
    one.

    Args:
        payment_id (UUID):
        transaction_id (UUID):
        body (CaptureAuthorizationBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CaptureAuthorizationResponse200 | CaptureAuthorizationResponse400 | CaptureAuthorizationResponse401 | CaptureAuthorizationResponse404]
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
    body: CaptureAuthorizationBody,
) -> (
    CaptureAuthorizationResponse200
    | CaptureAuthorizationResponse400
    | CaptureAuthorizationResponse401
    | CaptureAuthorizationResponse404
    | None
):
    """Capture Authorization

     Takes the money of an authorized payment, all of it or a part. The transaction must be the AUTHORIZE
    one.

    Args:
        payment_id (UUID):
        transaction_id (UUID):
        body (CaptureAuthorizationBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CaptureAuthorizationResponse200 | CaptureAuthorizationResponse400 | CaptureAuthorizationResponse401 | CaptureAuthorizationResponse404
    """

    return (
        await asyncio_detailed(
            payment_id=payment_id,
            transaction_id=transaction_id,
            client=client,
            body=body,
        )
    ).parsed
