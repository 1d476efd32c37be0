# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Unpack

from .._runtime.client import AsyncClient, SyncClient
from .._runtime.options import Operation, Options

if TYPE_CHECKING:
    from ..models import GetConversionRateAmount, GetConversionRateResponse, ProviderData

_CONVERT = Operation(
    "POST", "/v1/currency-conversion", "GetConversionRateResponse", security=(("private-secret-key", "public-api-key"),)
)


class CurrencyConversionCalls:
    """The calls of `client.currency_conversion`."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def convert(
        self,
        *,
        account_id: str,
        amount: GetConversionRateAmount | Mapping[str, Any],
        provider_data: ProviderData | Mapping[str, Any],
        **options: Unpack[Options],
    ) -> GetConversionRateResponse:
        """Get Conversion Rate.

        `POST /v1/currency-conversion`

        Answers what an amount is in the cardholder's currency, and the rate.

        Documented at https://docs.y.uno/reference/currency-conversion/get-conversion-rate

        Args:
            account_id: The account the request is made for (UUID, 36 chars).
            amount: The amount to convert.
            provider_data: Who is asked for the rate.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: GetConversionRateResponse = self._client.call(
            _CONVERT,
            {},
            {},
            {},
            {
                "account_id": account_id,
                "amount": amount,
                "provider_data": provider_data,
            },
            options,
        )
        return result


class AsyncCurrencyConversionCalls:
    """The calls of `client.currency_conversion`, awaited."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def convert(
        self,
        *,
        account_id: str,
        amount: GetConversionRateAmount | Mapping[str, Any],
        provider_data: ProviderData | Mapping[str, Any],
        **options: Unpack[Options],
    ) -> GetConversionRateResponse:
        """Get Conversion Rate.

        `POST /v1/currency-conversion`

        Answers what an amount is in the cardholder's currency, and the rate.

        Documented at https://docs.y.uno/reference/currency-conversion/get-conversion-rate

        Args:
            account_id: The account the request is made for (UUID, 36 chars).
            amount: The amount to convert.
            provider_data: Who is asked for the rate.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: GetConversionRateResponse = await self._client.call(
            _CONVERT,
            {},
            {},
            {},
            {
                "account_id": account_id,
                "amount": amount,
                "provider_data": provider_data,
            },
            options,
        )
        return result
