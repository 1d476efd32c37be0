# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Unpack

from .._runtime.client import AsyncClient, SyncClient
from .._runtime.given import NOT_GIVEN, NotGiven
from .._runtime.options import Operation, Options

if TYPE_CHECKING:
    from ..models import BrowserInfo, DeviceFingerprint, Setup

_CREATE = Operation(
    "POST",
    "/v1/three-d-secure/setups",
    "Setup",
    key="X-Idempotency-Key",
    security=(("private-secret-key", "public-api-key"),),
)


class ThreeDSecureSetupsCalls:
    """The calls of `client.three_d_secure_setups`."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def create(
        self,
        *,
        account_id: str,
        type: Literal["MERCHANT_PROVIDED"] | str,
        browser_info: BrowserInfo | Mapping[str, Any],
        device_fingerprints: Sequence[DeviceFingerprint | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Setup:
        """Create 3-D Secure Setup.

        `POST /v1/three-d-secure/setups`

        Keeps what you know of the customer's browser and answers the id to name in `payment_method.detail.card.three_d_secure.three_d_secure_setup_id` when you pay. No issuer is asked yet.

        Documented at https://docs.y.uno/reference/three-d-secure/create-three-d-secure-setup

        Args:
            account_id: The account the request is made for (UUID, 36 chars).
            type: Who collected the data.
            browser_info: The customer's browser, as it told about itself.
            device_fingerprints: Fingerprints that were taken before, up to 20.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Setup = self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "account_id": account_id,
                "type": type,
                "browser_info": browser_info,
                "device_fingerprints": device_fingerprints,
            },
            options,
        )
        return result


class AsyncThreeDSecureSetupsCalls:
    """The calls of `client.three_d_secure_setups`, awaited."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def create(
        self,
        *,
        account_id: str,
        type: Literal["MERCHANT_PROVIDED"] | str,
        browser_info: BrowserInfo | Mapping[str, Any],
        device_fingerprints: Sequence[DeviceFingerprint | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Setup:
        """Create 3-D Secure Setup.

        `POST /v1/three-d-secure/setups`

        Keeps what you know of the customer's browser and answers the id to name in `payment_method.detail.card.three_d_secure.three_d_secure_setup_id` when you pay. No issuer is asked yet.

        Documented at https://docs.y.uno/reference/three-d-secure/create-three-d-secure-setup

        Args:
            account_id: The account the request is made for (UUID, 36 chars).
            type: Who collected the data.
            browser_info: The customer's browser, as it told about itself.
            device_fingerprints: Fingerprints that were taken before, up to 20.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Setup = await self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "account_id": account_id,
                "type": type,
                "browser_info": browser_info,
                "device_fingerprints": device_fingerprints,
            },
            options,
        )
        return result
