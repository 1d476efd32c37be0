# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Unpack

from .._runtime.client import AsyncClient, SyncClient
from .._runtime.given import NOT_GIVEN, NotGiven
from .._runtime.options import Operation, Options

if TYPE_CHECKING:
    from ..models import CardDataInput, CreateOneTimeTokenCustomerPayer, Token

_CREATE = Operation("POST", "/v1/tokens", "Token", security=(("private-secret-key", "public-api-key"),))


class TokensCalls:
    """The calls of `client.tokens`."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def create(
        self,
        *,
        account_id: str,
        card_data: CardDataInput | Mapping[str, Any],
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str
        | NotGiven = NOT_GIVEN,
        customer_payer: CreateOneTimeTokenCustomerPayer | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Token:
        """Create One-Time Token.

        `POST /v1/tokens`

        Puts a card into a token that pays once, in any checkout session or in none.

        Documented at https://docs.y.uno/reference/tokens/create-one-time-token

        Args:
            account_id: The account the request is made for (UUID, 36 chars).
            card_data: The card.
            country: The country of the payer (MAX 2; MIN 2; ISO 3166-1).
            customer_payer: Who pays.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Token = self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "account_id": account_id,
                "country": country,
                "card_data": card_data,
                "customer_payer": customer_payer,
            },
            options,
        )
        return result


class AsyncTokensCalls:
    """The calls of `client.tokens`, awaited."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def create(
        self,
        *,
        account_id: str,
        card_data: CardDataInput | Mapping[str, Any],
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str
        | NotGiven = NOT_GIVEN,
        customer_payer: CreateOneTimeTokenCustomerPayer | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Token:
        """Create One-Time Token.

        `POST /v1/tokens`

        Puts a card into a token that pays once, in any checkout session or in none.

        Documented at https://docs.y.uno/reference/tokens/create-one-time-token

        Args:
            account_id: The account the request is made for (UUID, 36 chars).
            card_data: The card.
            country: The country of the payer (MAX 2; MIN 2; ISO 3166-1).
            customer_payer: Who pays.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Token = await self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "account_id": account_id,
                "country": country,
                "card_data": card_data,
                "customer_payer": customer_payer,
            },
            options,
        )
        return result
