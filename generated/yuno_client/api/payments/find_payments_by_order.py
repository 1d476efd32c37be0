from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.find_payments_by_order_response_200_item import FindPaymentsByOrderResponse200Item
from ...models.find_payments_by_order_response_400 import FindPaymentsByOrderResponse400
from ...models.find_payments_by_order_response_401 import FindPaymentsByOrderResponse401
from ...types import UNSET, Response


def _get_kwargs(
    *,
    merchant_order_id: str,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["merchant_order_id"] = merchant_order_id

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/payments",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> FindPaymentsByOrderResponse400 | FindPaymentsByOrderResponse401 | list[FindPaymentsByOrderResponse200Item] | None:
    if response.status_code == 200:
        response_200 = []
        _response_200 = response.json()
        for response_200_item_data in _response_200:
            response_200_item = FindPaymentsByOrderResponse200Item.from_dict(response_200_item_data)

            response_200.append(response_200_item)

        return response_200

    if response.status_code == 400:
        response_400 = FindPaymentsByOrderResponse400.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = FindPaymentsByOrderResponse401.from_dict(response.json())

        return response_401

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[
    FindPaymentsByOrderResponse400 | FindPaymentsByOrderResponse401 | list[FindPaymentsByOrderResponse200Item]
]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    merchant_order_id: str,
) -> Response[
    FindPaymentsByOrderResponse400 | FindPaymentsByOrderResponse401 | list[FindPaymentsByOrderResponse200Item]
]:
    """Find Payments By Order

     Lists the payments made for one order of the merchant; an empty list where there are none.

    Args:
        merchant_order_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[FindPaymentsByOrderResponse400 | FindPaymentsByOrderResponse401 | list[FindPaymentsByOrderResponse200Item]]
    """

    kwargs = _get_kwargs(
        merchant_order_id=merchant_order_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    merchant_order_id: str,
) -> FindPaymentsByOrderResponse400 | FindPaymentsByOrderResponse401 | list[FindPaymentsByOrderResponse200Item] | None:
    """Find Payments By Order

     Lists the payments made for one order of the merchant; an empty list where there are none.

    Args:
        merchant_order_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        FindPaymentsByOrderResponse400 | FindPaymentsByOrderResponse401 | list[FindPaymentsByOrderResponse200Item]
    """

    return sync_detailed(
        client=client,
        merchant_order_id=merchant_order_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    merchant_order_id: str,
) -> Response[
    FindPaymentsByOrderResponse400 | FindPaymentsByOrderResponse401 | list[FindPaymentsByOrderResponse200Item]
]:
    """Find Payments By Order

     Lists the payments made for one order of the merchant; an empty list where there are none.

    Args:
        merchant_order_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[FindPaymentsByOrderResponse400 | FindPaymentsByOrderResponse401 | list[FindPaymentsByOrderResponse200Item]]
    """

    kwargs = _get_kwargs(
        merchant_order_id=merchant_order_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    merchant_order_id: str,
) -> FindPaymentsByOrderResponse400 | FindPaymentsByOrderResponse401 | list[FindPaymentsByOrderResponse200Item] | None:
    """Find Payments By Order

     Lists the payments made for one order of the merchant; an empty list where there are none.

    Args:
        merchant_order_id (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        FindPaymentsByOrderResponse400 | FindPaymentsByOrderResponse401 | list[FindPaymentsByOrderResponse200Item]
    """

    return (
        await asyncio_detailed(
            client=client,
            merchant_order_id=merchant_order_id,
        )
    ).parsed
