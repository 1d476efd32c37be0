# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Unpack

from .._runtime.client import AsyncClient, SyncClient
from .._runtime.given import NOT_GIVEN, NotGiven
from .._runtime.options import Operation, Options, Paging
from .._runtime.pages import AsyncPage, Page

if TYPE_CHECKING:
    from ..models import (
        AvailabilityInput,
        DeleteInstallmentsPlanResponse,
        InstallmentsPlanInput,
        UpdateInstallmentsPlanAmount,
    )

_CREATE = Operation(
    "POST",
    "/v1/installments-plans",
    "DeleteInstallmentsPlanResponse",
    security=(("private-secret-key", "public-api-key"),),
)
_DELETE = Operation(
    "DELETE",
    "/v1/installments-plans/{installment_code}",
    "DeleteInstallmentsPlanResponse",
    security=(("private-secret-key", "public-api-key"),),
)
_LIST = Operation(
    "GET",
    "/v1/installments-plans",
    "list[DeleteInstallmentsPlanResponse]",
    security=(("private-secret-key", "public-api-key"),),
    paging=Paging(),
)
_RETRIEVE = Operation(
    "GET",
    "/v1/installments-plans/{installment_code}",
    "DeleteInstallmentsPlanResponse",
    security=(("private-secret-key", "public-api-key"),),
)
_UPDATE = Operation(
    "PATCH",
    "/v1/installments-plans/{installment_code}",
    "DeleteInstallmentsPlanResponse",
    security=(("private-secret-key", "public-api-key"),),
)


class InstallmentsPlansCalls:
    """The calls of `client.installments_plans`."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def create(
        self,
        *,
        name: str,
        account_id: Sequence[str],
        merchant_reference: str,
        installments_plan: Sequence[InstallmentsPlanInput | Mapping[str, Any]],
        country_code: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str
        | NotGiven = NOT_GIVEN,
        brand: Sequence[Literal["VISA", "MASTERCARD", "AMEX", "DINERS", "UATP"] | str] | NotGiven = NOT_GIVEN,
        issuer: str | NotGiven = NOT_GIVEN,
        iin: Sequence[str] | NotGiven = NOT_GIVEN,
        first_installment_deferral: int | NotGiven = NOT_GIVEN,
        amount: UpdateInstallmentsPlanAmount | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        availability: AvailabilityInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        payment_method_type: Literal["CARD", "NU_PAY_ENROLLMENT"] | str | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> DeleteInstallmentsPlanResponse:
        """Create Installments Plan.

        `POST /v1/installments-plans`

        Stores which numbers of installments customers may choose, and for which cards and prices.

        Documented at https://docs.y.uno/reference/installments-plans/create-installments-plan

        Args:
            name: The name of the plan (MAX 255; MIN 3).
            account_id: The accounts that offer the plan.
            merchant_reference: The merchant's reference of the plan (MAX 255; MIN 3).
            installments_plan: What a customer may choose.
            country_code: The country of the cards; any where nothing is sent (MAX 2; MIN 2; ISO 3166-1).
            brand: The brands of the cards; any where nothing is sent.
            issuer: The bank of the cards; any where nothing is sent (MAX 255; MIN 3).
            iin: The first digits of the cards; any where nothing is sent.
            first_installment_deferral: How many months pass before the first installment, from 0 to 3; 0 where nothing is sent.
            amount: The prices that the plan is for; any where nothing is sent.
            availability: From when to when the plan is offered; always where nothing is sent.
            payment_method_type: What is paid with; CARD where nothing is sent.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: DeleteInstallmentsPlanResponse = self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "name": name,
                "account_id": account_id,
                "merchant_reference": merchant_reference,
                "installments_plan": installments_plan,
                "country_code": country_code,
                "brand": brand,
                "issuer": issuer,
                "iin": iin,
                "first_installment_deferral": first_installment_deferral,
                "amount": amount,
                "availability": availability,
                "payment_method_type": payment_method_type,
            },
            options,
        )
        return result

    def delete(
        self,
        *,
        installment_code: str,
        **options: Unpack[Options],
    ) -> DeleteInstallmentsPlanResponse:
        """Delete Installments Plan.

        `DELETE /v1/installments-plans/{installment_code}`

        Deletes a plan for good and answers it for the last time.

        Documented at https://docs.y.uno/reference/installments-plans/delete-installments-plan

        Args:
            installment_code: The id of the plan (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: DeleteInstallmentsPlanResponse = self._client.call(
            _DELETE,
            {
                "installment_code": installment_code,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    def list(
        self,
        *,
        account_id: str,
        currency: Literal[
            "ARS", "BOB", "BRL", "CLP", "COP", "CRC", "GTQ", "HNL", "MXN", "NIO", "PAB", "PEN", "PYG", "USD", "UYU"
        ]
        | str
        | NotGiven = NOT_GIVEN,
        amount: str | NotGiven = NOT_GIVEN,
        iin: str | NotGiven = NOT_GIVEN,
        payment_method_type: Literal["CARD", "NU_PAY_ENROLLMENT"] | str | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Page[DeleteInstallmentsPlanResponse]:
        """List Installments Plans.

        `GET /v1/installments-plans`

        Lists the plans that an account offers, oldest first, and on request only those for a currency, an amount, a card or a method.

        Documented at https://docs.y.uno/reference/installments-plans/list-installments-plans

        Args:
            account_id: The account that offers the plans (UUID, 36 chars).
            currency: The currency of a price (MAX 3; MIN 3; ISO 4217).
            amount: A price in major units (MAX 15; MIN 1).
            iin: The first digits of a card (MAX 8; MIN 6).
            payment_method_type: What is paid with.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Page[DeleteInstallmentsPlanResponse] = self._client.call_page(
            _LIST,
            {},
            {
                "account_id": account_id,
                "currency": currency,
                "amount": amount,
                "iin": iin,
                "payment_method_type": payment_method_type,
            },
            {},
            NOT_GIVEN,
            options,
        )
        return result

    def retrieve(
        self,
        *,
        installment_code: str,
        **options: Unpack[Options],
    ) -> DeleteInstallmentsPlanResponse:
        """Retrieve Installments Plan.

        `GET /v1/installments-plans/{installment_code}`

        Returns an installments plan.

        Documented at https://docs.y.uno/reference/installments-plans/retrieve-installments-plan

        Args:
            installment_code: The id of the plan (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: DeleteInstallmentsPlanResponse = self._client.call(
            _RETRIEVE,
            {
                "installment_code": installment_code,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    def update(
        self,
        *,
        installment_code: str,
        name: str | NotGiven = NOT_GIVEN,
        account_id: Sequence[str] | NotGiven = NOT_GIVEN,
        merchant_reference: str | NotGiven = NOT_GIVEN,
        installments_plan: Sequence[InstallmentsPlanInput | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        country_code: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str
        | NotGiven = NOT_GIVEN,
        brand: Sequence[Literal["VISA", "MASTERCARD", "AMEX", "DINERS", "UATP"] | str] | NotGiven = NOT_GIVEN,
        issuer: str | NotGiven = NOT_GIVEN,
        iin: Sequence[str] | NotGiven = NOT_GIVEN,
        first_installment_deferral: int | NotGiven = NOT_GIVEN,
        amount: UpdateInstallmentsPlanAmount | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        availability: AvailabilityInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        payment_method_type: Literal["CARD", "NU_PAY_ENROLLMENT"] | str | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> DeleteInstallmentsPlanResponse:
        """Update Installments Plan.

        `PATCH /v1/installments-plans/{installment_code}`

        Changes a plan. What is not sent stays; an object or a list that is sent replaces the one before.

        Documented at https://docs.y.uno/reference/installments-plans/update-installments-plan

        Args:
            installment_code: The id of the plan (UUID, 36 chars).
            name: The name of the plan (MAX 255; MIN 3).
            account_id: The accounts that offer the plan.
            merchant_reference: The merchant's reference of the plan (MAX 255; MIN 3).
            installments_plan: What a customer may choose.
            country_code: The country of the cards; any where nothing is sent (MAX 2; MIN 2; ISO 3166-1).
            brand: The brands of the cards; any where nothing is sent.
            issuer: The bank of the cards; any where nothing is sent (MAX 255; MIN 3).
            iin: The first digits of the cards; any where nothing is sent.
            first_installment_deferral: How many months pass before the first installment, from 0 to 3; 0 where nothing is sent.
            amount: The prices that the plan is for; any where nothing is sent.
            availability: From when to when the plan is offered; always where nothing is sent.
            payment_method_type: What is paid with; CARD where nothing is sent.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: DeleteInstallmentsPlanResponse = self._client.call(
            _UPDATE,
            {
                "installment_code": installment_code,
            },
            {},
            {},
            {
                "name": name,
                "account_id": account_id,
                "merchant_reference": merchant_reference,
                "installments_plan": installments_plan,
                "country_code": country_code,
                "brand": brand,
                "issuer": issuer,
                "iin": iin,
                "first_installment_deferral": first_installment_deferral,
                "amount": amount,
                "availability": availability,
                "payment_method_type": payment_method_type,
            },
            options,
        )
        return result


class AsyncInstallmentsPlansCalls:
    """The calls of `client.installments_plans`, awaited."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def create(
        self,
        *,
        name: str,
        account_id: Sequence[str],
        merchant_reference: str,
        installments_plan: Sequence[InstallmentsPlanInput | Mapping[str, Any]],
        country_code: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str
        | NotGiven = NOT_GIVEN,
        brand: Sequence[Literal["VISA", "MASTERCARD", "AMEX", "DINERS", "UATP"] | str] | NotGiven = NOT_GIVEN,
        issuer: str | NotGiven = NOT_GIVEN,
        iin: Sequence[str] | NotGiven = NOT_GIVEN,
        first_installment_deferral: int | NotGiven = NOT_GIVEN,
        amount: UpdateInstallmentsPlanAmount | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        availability: AvailabilityInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        payment_method_type: Literal["CARD", "NU_PAY_ENROLLMENT"] | str | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> DeleteInstallmentsPlanResponse:
        """Create Installments Plan.

        `POST /v1/installments-plans`

        Stores which numbers of installments customers may choose, and for which cards and prices.

        Documented at https://docs.y.uno/reference/installments-plans/create-installments-plan

        Args:
            name: The name of the plan (MAX 255; MIN 3).
            account_id: The accounts that offer the plan.
            merchant_reference: The merchant's reference of the plan (MAX 255; MIN 3).
            installments_plan: What a customer may choose.
            country_code: The country of the cards; any where nothing is sent (MAX 2; MIN 2; ISO 3166-1).
            brand: The brands of the cards; any where nothing is sent.
            issuer: The bank of the cards; any where nothing is sent (MAX 255; MIN 3).
            iin: The first digits of the cards; any where nothing is sent.
            first_installment_deferral: How many months pass before the first installment, from 0 to 3; 0 where nothing is sent.
            amount: The prices that the plan is for; any where nothing is sent.
            availability: From when to when the plan is offered; always where nothing is sent.
            payment_method_type: What is paid with; CARD where nothing is sent.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: DeleteInstallmentsPlanResponse = await self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "name": name,
                "account_id": account_id,
                "merchant_reference": merchant_reference,
                "installments_plan": installments_plan,
                "country_code": country_code,
                "brand": brand,
                "issuer": issuer,
                "iin": iin,
                "first_installment_deferral": first_installment_deferral,
                "amount": amount,
                "availability": availability,
                "payment_method_type": payment_method_type,
            },
            options,
        )
        return result

    async def delete(
        self,
        *,
        installment_code: str,
        **options: Unpack[Options],
    ) -> DeleteInstallmentsPlanResponse:
        """Delete Installments Plan.

        `DELETE /v1/installments-plans/{installment_code}`

        Deletes a plan for good and answers it for the last time.

        Documented at https://docs.y.uno/reference/installments-plans/delete-installments-plan

        Args:
            installment_code: The id of the plan (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: DeleteInstallmentsPlanResponse = await self._client.call(
            _DELETE,
            {
                "installment_code": installment_code,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    async def list(
        self,
        *,
        account_id: str,
        currency: Literal[
            "ARS", "BOB", "BRL", "CLP", "COP", "CRC", "GTQ", "HNL", "MXN", "NIO", "PAB", "PEN", "PYG", "USD", "UYU"
        ]
        | str
        | NotGiven = NOT_GIVEN,
        amount: str | NotGiven = NOT_GIVEN,
        iin: str | NotGiven = NOT_GIVEN,
        payment_method_type: Literal["CARD", "NU_PAY_ENROLLMENT"] | str | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> AsyncPage[DeleteInstallmentsPlanResponse]:
        """List Installments Plans.

        `GET /v1/installments-plans`

        Lists the plans that an account offers, oldest first, and on request only those for a currency, an amount, a card or a method.

        Documented at https://docs.y.uno/reference/installments-plans/list-installments-plans

        Args:
            account_id: The account that offers the plans (UUID, 36 chars).
            currency: The currency of a price (MAX 3; MIN 3; ISO 4217).
            amount: A price in major units (MAX 15; MIN 1).
            iin: The first digits of a card (MAX 8; MIN 6).
            payment_method_type: What is paid with.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: AsyncPage[DeleteInstallmentsPlanResponse] = await self._client.call_page(
            _LIST,
            {},
            {
                "account_id": account_id,
                "currency": currency,
                "amount": amount,
                "iin": iin,
                "payment_method_type": payment_method_type,
            },
            {},
            NOT_GIVEN,
            options,
        )
        return result

    async def retrieve(
        self,
        *,
        installment_code: str,
        **options: Unpack[Options],
    ) -> DeleteInstallmentsPlanResponse:
        """Retrieve Installments Plan.

        `GET /v1/installments-plans/{installment_code}`

        Returns an installments plan.

        Documented at https://docs.y.uno/reference/installments-plans/retrieve-installments-plan

        Args:
            installment_code: The id of the plan (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: DeleteInstallmentsPlanResponse = await self._client.call(
            _RETRIEVE,
            {
                "installment_code": installment_code,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    async def update(
        self,
        *,
        installment_code: str,
        name: str | NotGiven = NOT_GIVEN,
        account_id: Sequence[str] | NotGiven = NOT_GIVEN,
        merchant_reference: str | NotGiven = NOT_GIVEN,
        installments_plan: Sequence[InstallmentsPlanInput | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        country_code: Literal[
            "AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"
        ]
        | str
        | NotGiven = NOT_GIVEN,
        brand: Sequence[Literal["VISA", "MASTERCARD", "AMEX", "DINERS", "UATP"] | str] | NotGiven = NOT_GIVEN,
        issuer: str | NotGiven = NOT_GIVEN,
        iin: Sequence[str] | NotGiven = NOT_GIVEN,
        first_installment_deferral: int | NotGiven = NOT_GIVEN,
        amount: UpdateInstallmentsPlanAmount | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        availability: AvailabilityInput | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        payment_method_type: Literal["CARD", "NU_PAY_ENROLLMENT"] | str | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> DeleteInstallmentsPlanResponse:
        """Update Installments Plan.

        `PATCH /v1/installments-plans/{installment_code}`

        Changes a plan. What is not sent stays; an object or a list that is sent replaces the one before.

        Documented at https://docs.y.uno/reference/installments-plans/update-installments-plan

        Args:
            installment_code: The id of the plan (UUID, 36 chars).
            name: The name of the plan (MAX 255; MIN 3).
            account_id: The accounts that offer the plan.
            merchant_reference: The merchant's reference of the plan (MAX 255; MIN 3).
            installments_plan: What a customer may choose.
            country_code: The country of the cards; any where nothing is sent (MAX 2; MIN 2; ISO 3166-1).
            brand: The brands of the cards; any where nothing is sent.
            issuer: The bank of the cards; any where nothing is sent (MAX 255; MIN 3).
            iin: The first digits of the cards; any where nothing is sent.
            first_installment_deferral: How many months pass before the first installment, from 0 to 3; 0 where nothing is sent.
            amount: The prices that the plan is for; any where nothing is sent.
            availability: From when to when the plan is offered; always where nothing is sent.
            payment_method_type: What is paid with; CARD where nothing is sent.

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: DeleteInstallmentsPlanResponse = await self._client.call(
            _UPDATE,
            {
                "installment_code": installment_code,
            },
            {},
            {},
            {
                "name": name,
                "account_id": account_id,
                "merchant_reference": merchant_reference,
                "installments_plan": installments_plan,
                "country_code": country_code,
                "brand": brand,
                "issuer": issuer,
                "iin": iin,
                "first_installment_deferral": first_installment_deferral,
                "amount": amount,
                "availability": availability,
                "payment_method_type": payment_method_type,
            },
            options,
        )
        return result
