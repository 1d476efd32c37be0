from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.unenroll_payment_method_response_200 import UnenrollPaymentMethodResponse200
from ...models.unenroll_payment_method_response_400 import UnenrollPaymentMethodResponse400
from ...models.unenroll_payment_method_response_401 import UnenrollPaymentMethodResponse401
from ...models.unenroll_payment_method_response_404 import UnenrollPaymentMethodResponse404
from ...types import Response


def _get_kwargs(
    customer_id: UUID,
    payment_method_id: UUID,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/customers/{customer_id}/payment-methods/{payment_method_id}/unenroll".format(
            customer_id=quote(str(customer_id), safe=""),
            payment_method_id=quote(str(payment_method_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    UnenrollPaymentMethodResponse200
    | UnenrollPaymentMethodResponse400
    | UnenrollPaymentMethodResponse401
    | UnenrollPaymentMethodResponse404
    | None
):
    if response.status_code == 200:
        response_200 = UnenrollPaymentMethodResponse200.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = UnenrollPaymentMethodResponse400.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = UnenrollPaymentMethodResponse401.from_dict(response.json())

        return response_401

    if response.status_code == 404:
        response_404 = UnenrollPaymentMethodResponse404.from_dict(response.json())

        return response_404

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[
    UnenrollPaymentMethodResponse200
    | UnenrollPaymentMethodResponse400
    | UnenrollPaymentMethodResponse401
    | UnenrollPaymentMethodResponse404
]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    customer_id: UUID,
    payment_method_id: UUID,
    *,
    client: AuthenticatedClient,
) -> Response[
    UnenrollPaymentMethodResponse200
    | UnenrollPaymentMethodResponse400
    | UnenrollPaymentMethodResponse401
    | UnenrollPaymentMethodResponse404
]:
    """Unenroll Payment Method

     Takes a payment method out of use: its `vaulted_token` no longer pays.

    Args:
        customer_id (UUID):
        payment_method_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[UnenrollPaymentMethodResponse200 | UnenrollPaymentMethodResponse400 | UnenrollPaymentMethodResponse401 | UnenrollPaymentMethodResponse404]
    """

    kwargs = _get_kwargs(
        customer_id=customer_id,
        payment_method_id=payment_method_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    customer_id: UUID,
    payment_method_id: UUID,
    *,
    client: AuthenticatedClient,
) -> (
    UnenrollPaymentMethodResponse200
    | UnenrollPaymentMethodResponse400
    | UnenrollPaymentMethodResponse401
    | UnenrollPaymentMethodResponse404
    | None
):
    """Unenroll Payment Method

     Takes a payment method out of use: its `vaulted_token` no longer pays.

    Args:
        customer_id (UUID):
        payment_method_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        UnenrollPaymentMethodResponse200 | UnenrollPaymentMethodResponse400 | UnenrollPaymentMethodResponse401 | UnenrollPaymentMethodResponse404
    """

    return sync_detailed(
        customer_id=customer_id,
        payment_method_id=payment_method_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    customer_id: UUID,
    payment_method_id: UUID,
    *,
    client: AuthenticatedClient,
) -> Response[
    UnenrollPaymentMethodResponse200
    | UnenrollPaymentMethodResponse400
    | UnenrollPaymentMethodResponse401
    | UnenrollPaymentMethodResponse404
]:
    """Unenroll Payment Method

     Takes a payment method out of use: its `vaulted_token` no longer pays.

    Args:
        customer_id (UUID):
        payment_method_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[UnenrollPaymentMethodResponse200 | UnenrollPaymentMethodResponse400 | UnenrollPaymentMethodResponse401 | UnenrollPaymentMethodResponse404]
    """

    kwargs = _get_kwargs(
        customer_id=customer_id,
        payment_method_id=payment_method_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    customer_id: UUID,
    payment_method_id: UUID,
    *,
    client: AuthenticatedClient,
) -> (
    UnenrollPaymentMethodResponse200
    | UnenrollPaymentMethodResponse400
    | UnenrollPaymentMethodResponse401
    | UnenrollPaymentMethodResponse404
    | None
):
    """Unenroll Payment Method

     Takes a payment method out of use: its `vaulted_token` no longer pays.

    Args:
        customer_id (UUID):
        payment_method_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        UnenrollPaymentMethodResponse200 | UnenrollPaymentMethodResponse400 | UnenrollPaymentMethodResponse401 | UnenrollPaymentMethodResponse404
    """

    return (
        await asyncio_detailed(
            customer_id=customer_id,
            payment_method_id=payment_method_id,
            client=client,
        )
    ).parsed
