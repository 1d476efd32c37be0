from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.enroll_payment_method_body import EnrollPaymentMethodBody
from ...models.enroll_payment_method_response_201 import EnrollPaymentMethodResponse201
from ...models.enroll_payment_method_response_400 import EnrollPaymentMethodResponse400
from ...models.enroll_payment_method_response_401 import EnrollPaymentMethodResponse401
from ...models.enroll_payment_method_response_404 import EnrollPaymentMethodResponse404
from ...types import Response


def _get_kwargs(
    customer_id: UUID,
    *,
    body: EnrollPaymentMethodBody,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/customers/{customer_id}/payment-methods".format(
            customer_id=quote(str(customer_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    EnrollPaymentMethodResponse201
    | EnrollPaymentMethodResponse400
    | EnrollPaymentMethodResponse401
    | EnrollPaymentMethodResponse404
    | None
):
    if response.status_code == 201:
        response_201 = EnrollPaymentMethodResponse201.from_dict(response.json())

        return response_201

    if response.status_code == 400:
        response_400 = EnrollPaymentMethodResponse400.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = EnrollPaymentMethodResponse401.from_dict(response.json())

        return response_401

    if response.status_code == 404:
        response_404 = EnrollPaymentMethodResponse404.from_dict(response.json())

        return response_404

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[
    EnrollPaymentMethodResponse201
    | EnrollPaymentMethodResponse400
    | EnrollPaymentMethodResponse401
    | EnrollPaymentMethodResponse404
]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    customer_id: UUID,
    *,
    client: AuthenticatedClient,
    body: EnrollPaymentMethodBody,
) -> Response[
    EnrollPaymentMethodResponse201
    | EnrollPaymentMethodResponse400
    | EnrollPaymentMethodResponse401
    | EnrollPaymentMethodResponse404
]:
    """Enroll Payment Method

     Stores a card for a customer and answers the `vaulted_token` to pay with later.

    Args:
        customer_id (UUID):
        body (EnrollPaymentMethodBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[EnrollPaymentMethodResponse201 | EnrollPaymentMethodResponse400 | EnrollPaymentMethodResponse401 | EnrollPaymentMethodResponse404]
    """

    kwargs = _get_kwargs(
        customer_id=customer_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    customer_id: UUID,
    *,
    client: AuthenticatedClient,
    body: EnrollPaymentMethodBody,
) -> (
    EnrollPaymentMethodResponse201
    | EnrollPaymentMethodResponse400
    | EnrollPaymentMethodResponse401
    | EnrollPaymentMethodResponse404
    | None
):
    """Enroll Payment Method

     Stores a card for a customer and answers the `vaulted_token` to pay with later.

    Args:
        customer_id (UUID):
        body (EnrollPaymentMethodBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        EnrollPaymentMethodResponse201 | EnrollPaymentMethodResponse400 | EnrollPaymentMethodResponse401 | EnrollPaymentMethodResponse404
    """

    return sync_detailed(
        customer_id=customer_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    customer_id: UUID,
    *,
    client: AuthenticatedClient,
    body: EnrollPaymentMethodBody,
) -> Response[
    EnrollPaymentMethodResponse201
    | EnrollPaymentMethodResponse400
    | EnrollPaymentMethodResponse401
    | EnrollPaymentMethodResponse404
]:
    """Enroll Payment Method

     Stores a card for a customer and answers the `vaulted_token` to pay with later.

    Args:
        customer_id (UUID):
        body (EnrollPaymentMethodBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[EnrollPaymentMethodResponse201 | EnrollPaymentMethodResponse400 | EnrollPaymentMethodResponse401 | EnrollPaymentMethodResponse404]
    """

    kwargs = _get_kwargs(
        customer_id=customer_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    customer_id: UUID,
    *,
    client: AuthenticatedClient,
    body: EnrollPaymentMethodBody,
) -> (
    EnrollPaymentMethodResponse201
    | EnrollPaymentMethodResponse400
    | EnrollPaymentMethodResponse401
    | EnrollPaymentMethodResponse404
    | None
):
    """Enroll Payment Method

     Stores a card for a customer and answers the `vaulted_token` to pay with later.

    Args:
        customer_id (UUID):
        body (EnrollPaymentMethodBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        EnrollPaymentMethodResponse201 | EnrollPaymentMethodResponse400 | EnrollPaymentMethodResponse401 | EnrollPaymentMethodResponse404
    """

    return (
        await asyncio_detailed(
            customer_id=customer_id,
            client=client,
            body=body,
        )
    ).parsed
