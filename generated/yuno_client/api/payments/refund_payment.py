from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.refund_payment_body import RefundPaymentBody
from ...models.refund_payment_response_200 import RefundPaymentResponse200
from ...models.refund_payment_response_400 import RefundPaymentResponse400
from ...models.refund_payment_response_401 import RefundPaymentResponse401
from ...models.refund_payment_response_404 import RefundPaymentResponse404
from ...types import Response


def _get_kwargs(
    payment_id: UUID,
    transaction_id: UUID,
    *,
    body: RefundPaymentBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/payments/{payment_id}/transactions/{transaction_id}/refund".format(
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
) -> RefundPaymentResponse200 | RefundPaymentResponse400 | RefundPaymentResponse401 | RefundPaymentResponse404 | None:
    if response.status_code == 200:
        response_200 = RefundPaymentResponse200.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = RefundPaymentResponse400.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = RefundPaymentResponse401.from_dict(response.json())

        return response_401

    if response.status_code == 404:
        response_404 = RefundPaymentResponse404.from_dict(response.json())

        return response_404

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[
    RefundPaymentResponse200 | RefundPaymentResponse400 | RefundPaymentResponse401 | RefundPaymentResponse404
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
    body: RefundPaymentBody,
) -> Response[
    RefundPaymentResponse200 | RefundPaymentResponse400 | RefundPaymentResponse401 | RefundPaymentResponse404
]:
    """Refund Payment

     Gives captured money back, all of it or a part. The transaction must be the PURCHASE or the CAPTURE
    one.

    Args:
        payment_id (UUID):
        transaction_id (UUID):
        body (RefundPaymentBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[RefundPaymentResponse200 | RefundPaymentResponse400 | RefundPaymentResponse401 | RefundPaymentResponse404]
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
    body: RefundPaymentBody,
) -> RefundPaymentResponse200 | RefundPaymentResponse400 | RefundPaymentResponse401 | RefundPaymentResponse404 | None:
    """Refund Payment

     Gives captured money back, all of it or a part. The transaction must be the PURCHASE or the CAPTURE
    one.

    Args:
        payment_id (UUID):
        transaction_id (UUID):
        body (RefundPaymentBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        RefundPaymentResponse200 | RefundPaymentResponse400 | RefundPaymentResponse401 | RefundPaymentResponse404
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
    body: RefundPaymentBody,
) -> Response[
    RefundPaymentResponse200 | RefundPaymentResponse400 | RefundPaymentResponse401 | RefundPaymentResponse404
]:
    """Refund Payment

     Gives captured money back, all of it or a part. The transaction must be the PURCHASE or the CAPTURE
    one.

    Args:
        payment_id (UUID):
        transaction_id (UUID):
        body (RefundPaymentBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[RefundPaymentResponse200 | RefundPaymentResponse400 | RefundPaymentResponse401 | RefundPaymentResponse404]
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
    body: RefundPaymentBody,
) -> RefundPaymentResponse200 | RefundPaymentResponse400 | RefundPaymentResponse401 | RefundPaymentResponse404 | None:
    """Refund Payment

     Gives captured money back, all of it or a part. The transaction must be the PURCHASE or the CAPTURE
    one.

    Args:
        payment_id (UUID):
        transaction_id (UUID):
        body (RefundPaymentBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        RefundPaymentResponse200 | RefundPaymentResponse400 | RefundPaymentResponse401 | RefundPaymentResponse404
    """

    return (
        await asyncio_detailed(
            payment_id=payment_id,
            transaction_id=transaction_id,
            client=client,
            body=body,
        )
    ).parsed
