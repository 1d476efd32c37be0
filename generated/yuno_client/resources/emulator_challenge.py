# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Unpack

from .._runtime.client import AsyncClient, SyncClient
from .._runtime.options import Operation, Options

if TYPE_CHECKING:
    from ..models import Payment

_CREATE = Operation(
    "POST",
    "/v1/payments/{payment_id}/emulator/challenge",
    "Payment",
    security=(("private-secret-key", "public-api-key"),),
)


class EmulatorChallengeCalls:
    """The calls of `client.emulator_challenge`."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def create(
        self,
        *,
        payment_id: str,
        otp: Literal["1234", "1111", "2222", "3333", "4444"] | str,
        **options: Unpack[Options],
    ) -> Payment:
        """Answer Challenge.

        `POST /v1/payments/{payment_id}/emulator/challenge`

        Stands for the page at `redirect_url`, where the customer gives the one-time password of the bank, or does whatever else the payment waits for. It is this emulator's own: no real service has it.

        Documented at https://docs.y.uno/reference/payments/answer-challenge

        Args:
            payment_id: The id of the payment (UUID, 36 chars).
            otp: The one-time password, which decides how the challenge ends.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Payment = self._client.call(
            _CREATE,
            {
                "payment_id": payment_id,
            },
            {},
            {},
            {
                "otp": otp,
            },
            options,
        )
        return result


class AsyncEmulatorChallengeCalls:
    """The calls of `client.emulator_challenge`, awaited."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def create(
        self,
        *,
        payment_id: str,
        otp: Literal["1234", "1111", "2222", "3333", "4444"] | str,
        **options: Unpack[Options],
    ) -> Payment:
        """Answer Challenge.

        `POST /v1/payments/{payment_id}/emulator/challenge`

        Stands for the page at `redirect_url`, where the customer gives the one-time password of the bank, or does whatever else the payment waits for. It is this emulator's own: no real service has it.

        Documented at https://docs.y.uno/reference/payments/answer-challenge

        Args:
            payment_id: The id of the payment (UUID, 36 chars).
            otp: The one-time password, which decides how the challenge ends.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Payment = await self._client.call(
            _CREATE,
            {
                "payment_id": payment_id,
            },
            {},
            {},
            {
                "otp": otp,
            },
            options,
        )
        return result
