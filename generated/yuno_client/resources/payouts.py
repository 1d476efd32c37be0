# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Unpack

from .._runtime.client import AsyncClient, SyncClient
from .._runtime.given import NOT_GIVEN, NotGiven
from .._runtime.options import Operation, Options, Paging
from .._runtime.pages import AsyncPage, Page

if TYPE_CHECKING:
    from ..models import AmountInput, CreatePayoutBeneficiary, CreatePayoutWithdrawalMethod, Payout, SessionMetadata

_CREATE = Operation(
    "POST", "/v1/payouts", "Payout", key="X-Idempotency-Key", security=(("private-secret-key", "public-api-key"),)
)
_LIST = Operation(
    "GET", "/v1/payouts", "list[Payout]", security=(("private-secret-key", "public-api-key"),), paging=Paging()
)
_RETRIEVE = Operation("GET", "/v1/payouts/{payout_id}", "Payout", security=(("private-secret-key", "public-api-key"),))


class PayoutsCalls:
    """The calls of `client.payouts`."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def create(
        self,
        *,
        account_id: str,
        merchant_reference: str,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str,
        purpose: Literal[
            "FAMILY_AND_FRIENDS",
            "REMITTANCES",
            "SUPPLIER",
            "MARKETPLACE",
            "PAYROLL",
            "EXPENSES",
            "TAXES",
            "LOANS",
            "RENT",
            "EDUCATION",
            "CHARITY",
            "INSURANCE",
            "REWARDS",
            "OTHERS",
        ]
        | str,
        amount: AmountInput | Mapping[str, Any],
        beneficiary: CreatePayoutBeneficiary | Mapping[str, Any],
        withdrawal_method: CreatePayoutWithdrawalMethod | Mapping[str, Any],
        description: str | NotGiven = NOT_GIVEN,
        metadata: Sequence[SessionMetadata | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Payout:
        """Create Payout.

        `POST /v1/payouts`

        Pays money to a beneficiary. The answer is always PENDING: the payout ends ten minutes later.

        Documented at https://docs.y.uno/reference/payouts/create-payout

        Args:
            account_id: The account the request is made for (UUID, 36 chars).
            merchant_reference: The merchant's reference of the payout (MAX 255; MIN 3).
            country: The country of the payout (MAX 2; MIN 2; ISO 3166-1).
            purpose: Why the money is paid.
            amount: How much is paid out.
            beneficiary: Who is paid.
            withdrawal_method: Where the money goes: vaulted_token for a CARD, detail for everything else.
            description: What the payout is for (MAX 255; MIN 3).
            metadata: Values of the merchant's own, up to 50 pairs.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Payout = self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "account_id": account_id,
                "merchant_reference": merchant_reference,
                "description": description,
                "country": country,
                "purpose": purpose,
                "amount": amount,
                "beneficiary": beneficiary,
                "withdrawal_method": withdrawal_method,
                "metadata": metadata,
            },
            options,
        )
        return result

    def list(
        self,
        *,
        merchant_reference: str,
        **options: Unpack[Options],
    ) -> Page[Payout]:
        """Retrieve Payout by Merchant Reference.

        `GET /v1/payouts`

        Lists the payouts with a reference of the merchant; an empty list where there are none.

        Documented at https://docs.y.uno/reference/payouts/retrieve-payout-by-merchant-reference

        Args:
            merchant_reference: The merchant's reference of the payout (MAX 255; MIN 3).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Page[Payout] = self._client.call_page(
            _LIST,
            {},
            {
                "merchant_reference": merchant_reference,
            },
            {},
            NOT_GIVEN,
            options,
        )
        return result

    def retrieve(
        self,
        *,
        payout_id: str,
        **options: Unpack[Options],
    ) -> Payout:
        """Retrieve Payout by ID.

        `GET /v1/payouts/{payout_id}`

        Returns a payout with its transactions.

        Documented at https://docs.y.uno/reference/payouts/retrieve-payout-by-id

        Args:
            payout_id: The id of the payout (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Payout = self._client.call(
            _RETRIEVE,
            {
                "payout_id": payout_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result


class AsyncPayoutsCalls:
    """The calls of `client.payouts`, awaited."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def create(
        self,
        *,
        account_id: str,
        merchant_reference: str,
        country: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str,
        purpose: Literal[
            "FAMILY_AND_FRIENDS",
            "REMITTANCES",
            "SUPPLIER",
            "MARKETPLACE",
            "PAYROLL",
            "EXPENSES",
            "TAXES",
            "LOANS",
            "RENT",
            "EDUCATION",
            "CHARITY",
            "INSURANCE",
            "REWARDS",
            "OTHERS",
        ]
        | str,
        amount: AmountInput | Mapping[str, Any],
        beneficiary: CreatePayoutBeneficiary | Mapping[str, Any],
        withdrawal_method: CreatePayoutWithdrawalMethod | Mapping[str, Any],
        description: str | NotGiven = NOT_GIVEN,
        metadata: Sequence[SessionMetadata | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Payout:
        """Create Payout.

        `POST /v1/payouts`

        Pays money to a beneficiary. The answer is always PENDING: the payout ends ten minutes later.

        Documented at https://docs.y.uno/reference/payouts/create-payout

        Args:
            account_id: The account the request is made for (UUID, 36 chars).
            merchant_reference: The merchant's reference of the payout (MAX 255; MIN 3).
            country: The country of the payout (MAX 2; MIN 2; ISO 3166-1).
            purpose: Why the money is paid.
            amount: How much is paid out.
            beneficiary: Who is paid.
            withdrawal_method: Where the money goes: vaulted_token for a CARD, detail for everything else.
            description: What the payout is for (MAX 255; MIN 3).
            metadata: Values of the merchant's own, up to 50 pairs.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Payout = await self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "account_id": account_id,
                "merchant_reference": merchant_reference,
                "description": description,
                "country": country,
                "purpose": purpose,
                "amount": amount,
                "beneficiary": beneficiary,
                "withdrawal_method": withdrawal_method,
                "metadata": metadata,
            },
            options,
        )
        return result

    async def list(
        self,
        *,
        merchant_reference: str,
        **options: Unpack[Options],
    ) -> AsyncPage[Payout]:
        """Retrieve Payout by Merchant Reference.

        `GET /v1/payouts`

        Lists the payouts with a reference of the merchant; an empty list where there are none.

        Documented at https://docs.y.uno/reference/payouts/retrieve-payout-by-merchant-reference

        Args:
            merchant_reference: The merchant's reference of the payout (MAX 255; MIN 3).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: AsyncPage[Payout] = await self._client.call_page(
            _LIST,
            {},
            {
                "merchant_reference": merchant_reference,
            },
            {},
            NOT_GIVEN,
            options,
        )
        return result

    async def retrieve(
        self,
        *,
        payout_id: str,
        **options: Unpack[Options],
    ) -> Payout:
        """Retrieve Payout by ID.

        `GET /v1/payouts/{payout_id}`

        Returns a payout with its transactions.

        Documented at https://docs.y.uno/reference/payouts/retrieve-payout-by-id

        Args:
            payout_id: The id of the payout (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Payout = await self._client.call(
            _RETRIEVE,
            {
                "payout_id": payout_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result
