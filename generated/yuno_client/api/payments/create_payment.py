from http import HTTPStatus
from typing import Any
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.create_payment_body import CreatePaymentBody
from ...models.create_payment_response_201 import CreatePaymentResponse201
from ...models.create_payment_response_400 import CreatePaymentResponse400
from ...models.create_payment_response_401 import CreatePaymentResponse401
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: CreatePaymentBody,
    x_idempotency_key: UUID | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_idempotency_key, Unset):
        headers["X-Idempotency-Key"] = x_idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/payments",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CreatePaymentResponse201 | CreatePaymentResponse400 | CreatePaymentResponse401 | None:
    if response.status_code == 201:
        response_201 = CreatePaymentResponse201.from_dict(response.json())

        return response_201

    if response.status_code == 400:
        response_400 = CreatePaymentResponse400.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = CreatePaymentResponse401.from_dict(response.json())

        return response_401

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CreatePaymentResponse201 | CreatePaymentResponse400 | CreatePaymentResponse401]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: CreatePaymentBody,
    x_idempotency_key: UUID | Unset = UNSET,
) -> Response[CreatePaymentResponse201 | CreatePaymentResponse400 | CreatePaymentResponse401]:
    """Create Payment

     Pays with a card, or only authorizes it with `payment_method.detail.card.capture` set to false. A
    declined payment is created too: look at `status`.

    Args:
        x_idempotency_key (UUID | Unset):
        body (CreatePaymentBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreatePaymentResponse201 | CreatePaymentResponse400 | CreatePaymentResponse401]
    """

    kwargs = _get_kwargs(
        body=body,
        x_idempotency_key=x_idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: CreatePaymentBody,
    x_idempotency_key: UUID | Unset = UNSET,
) -> CreatePaymentResponse201 | CreatePaymentResponse400 | CreatePaymentResponse401 | None:
    """Create Payment

     Pays with a card, or only authorizes it with `payment_method.detail.card.capture` set to false. A
    declined payment is created too: look at `status`.

    Args:
        x_idempotency_key (UUID | Unset):
        body (CreatePaymentBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreatePaymentResponse201 | CreatePaymentResponse400 | CreatePaymentResponse401
    """

    return sync_detailed(
        client=client,
        body=body,
        x_idempotency_key=x_idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: CreatePaymentBody,
    x_idempotency_key: UUID | Unset = UNSET,
) -> Response[CreatePaymentResponse201 | CreatePaymentResponse400 | CreatePaymentResponse401]:
    """Create Payment

     Pays with a card, or only authorizes it with `payment_method.detail.card.capture` set to false. A
    declined payment is created too: look at `status`.

    Args:
        x_idempotency_key (UUID | Unset):
        body (CreatePaymentBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreatePaymentResponse201 | CreatePaymentResponse400 | CreatePaymentResponse401]
    """

    kwargs = _get_kwargs(
        body=body,
        x_idempotency_key=x_idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: CreatePaymentBody,
    x_idempotency_key: UUID | Unset = UNSET,
) -> CreatePaymentResponse201 | CreatePaymentResponse400 | CreatePaymentResponse401 | None:
    """Create Payment

     Pays with a card, or only authorizes it with `payment_method.detail.card.capture` set to false. A
    declined payment is created too: look at `status`.

    Args:
        x_idempotency_key (UUID | Unset):
        body (CreatePaymentBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreatePaymentResponse201 | CreatePaymentResponse400 | CreatePaymentResponse401
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            x_idempotency_key=x_idempotency_key,
        )
    ).parsed
