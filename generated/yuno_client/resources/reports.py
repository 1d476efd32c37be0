# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Unpack

from .._runtime.client import AsyncClient, SyncClient
from .._runtime.given import NOT_GIVEN, NotGiven
from .._runtime.options import Operation, Options

if TYPE_CHECKING:
    from ..models import DownloadReportResponse, Report

_CREATE = Operation("POST", "/v1/reports", "Report", security=(("private-secret-key", "public-api-key"),))
_DOWNLOAD = Operation(
    "GET",
    "/v1/reports/{report_id}/download",
    "DownloadReportResponse",
    security=(("private-secret-key", "public-api-key"),),
)
_RETRIEVE = Operation("GET", "/v1/reports/{report_id}", "Report", security=(("private-secret-key", "public-api-key"),))


class ReportsCalls:
    """The calls of `client.reports`."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def create(
        self,
        *,
        type: Literal["PAYMENTS", "TRANSACTIONS", "PAYOUTS"] | str,
        start_date: str,
        end_date: str,
        merchant_reference_id: str | NotGiven = NOT_GIVEN,
        account_id: str | NotGiven = NOT_GIVEN,
        country: str | NotGiven = NOT_GIVEN,
        currency: str | NotGiven = NOT_GIVEN,
        payment_status: str | NotGiven = NOT_GIVEN,
        payment_sub_status: str | NotGiven = NOT_GIVEN,
        transaction_type: str | NotGiven = NOT_GIVEN,
        transaction_status: str | NotGiven = NOT_GIVEN,
        columns: str | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Report:
        """Create a Report.

        `POST /v1/reports`

        Asks for a report of a period of at most two months. The answer is always IN_PROCESS: the report is ready one minute later.

        Documented at https://docs.y.uno/reference/reports/create-a-report

        Args:
            type: What the report lists.
            start_date: The beginning of the period (ISO 8601).
            end_date: The end of the period, later than its beginning (ISO 8601).
            merchant_reference_id: The merchant's reference of the report (MAX 255; MIN 3).
            account_id: Only these accounts; ids with commas between them (MAX 1000; MIN 36).
            country: Only these countries; codes with commas between them (MAX 255; MIN 2).
            currency: Only these currencies; codes with commas between them (MAX 255; MIN 3).
            payment_status: Only payments in these statuses, with commas between them (MAX 255; MIN 3).
            payment_sub_status: Only payments in these sub-statuses, with commas between them (MAX 255; MIN 3).
            transaction_type: Only transactions of these types, with commas between them (MAX 255; MIN 3).
            transaction_status: Only transactions in these statuses, with commas between them (MAX 255; MIN 3).
            columns: Which columns to list, in this order, with commas between them; all where nothing is sent (MAX 1000; MIN 2).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Report = self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "type": type,
                "start_date": start_date,
                "end_date": end_date,
                "merchant_reference_id": merchant_reference_id,
                "account_id": account_id,
                "country": country,
                "currency": currency,
                "payment_status": payment_status,
                "payment_sub_status": payment_sub_status,
                "transaction_type": transaction_type,
                "transaction_status": transaction_status,
                "columns": columns,
            },
            options,
        )
        return result

    def download(
        self,
        *,
        report_id: str,
        **options: Unpack[Options],
    ) -> DownloadReportResponse:
        """Download a Report.

        `GET /v1/reports/{report_id}/download`

        Answers a link to the content of a report that is ready.

        Documented at https://docs.y.uno/reference/reports/download-a-report

        Args:
            report_id: The id of the report (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: DownloadReportResponse = self._client.call(
            _DOWNLOAD,
            {
                "report_id": report_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    def retrieve(
        self,
        *,
        report_id: str,
        **options: Unpack[Options],
    ) -> Report:
        """Retrieve a Report.

        `GET /v1/reports/{report_id}`

        Returns a report, without its content.

        Documented at https://docs.y.uno/reference/reports/retrieve-a-report

        Args:
            report_id: The id of the report (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Report = self._client.call(
            _RETRIEVE,
            {
                "report_id": report_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result


class AsyncReportsCalls:
    """The calls of `client.reports`, awaited."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def create(
        self,
        *,
        type: Literal["PAYMENTS", "TRANSACTIONS", "PAYOUTS"] | str,
        start_date: str,
        end_date: str,
        merchant_reference_id: str | NotGiven = NOT_GIVEN,
        account_id: str | NotGiven = NOT_GIVEN,
        country: str | NotGiven = NOT_GIVEN,
        currency: str | NotGiven = NOT_GIVEN,
        payment_status: str | NotGiven = NOT_GIVEN,
        payment_sub_status: str | NotGiven = NOT_GIVEN,
        transaction_type: str | NotGiven = NOT_GIVEN,
        transaction_status: str | NotGiven = NOT_GIVEN,
        columns: str | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Report:
        """Create a Report.

        `POST /v1/reports`

        Asks for a report of a period of at most two months. The answer is always IN_PROCESS: the report is ready one minute later.

        Documented at https://docs.y.uno/reference/reports/create-a-report

        Args:
            type: What the report lists.
            start_date: The beginning of the period (ISO 8601).
            end_date: The end of the period, later than its beginning (ISO 8601).
            merchant_reference_id: The merchant's reference of the report (MAX 255; MIN 3).
            account_id: Only these accounts; ids with commas between them (MAX 1000; MIN 36).
            country: Only these countries; codes with commas between them (MAX 255; MIN 2).
            currency: Only these currencies; codes with commas between them (MAX 255; MIN 3).
            payment_status: Only payments in these statuses, with commas between them (MAX 255; MIN 3).
            payment_sub_status: Only payments in these sub-statuses, with commas between them (MAX 255; MIN 3).
            transaction_type: Only transactions of these types, with commas between them (MAX 255; MIN 3).
            transaction_status: Only transactions in these statuses, with commas between them (MAX 255; MIN 3).
            columns: Which columns to list, in this order, with commas between them; all where nothing is sent (MAX 1000; MIN 2).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Report = await self._client.call(
            _CREATE,
            {},
            {},
            {},
            {
                "type": type,
                "start_date": start_date,
                "end_date": end_date,
                "merchant_reference_id": merchant_reference_id,
                "account_id": account_id,
                "country": country,
                "currency": currency,
                "payment_status": payment_status,
                "payment_sub_status": payment_sub_status,
                "transaction_type": transaction_type,
                "transaction_status": transaction_status,
                "columns": columns,
            },
            options,
        )
        return result

    async def download(
        self,
        *,
        report_id: str,
        **options: Unpack[Options],
    ) -> DownloadReportResponse:
        """Download a Report.

        `GET /v1/reports/{report_id}/download`

        Answers a link to the content of a report that is ready.

        Documented at https://docs.y.uno/reference/reports/download-a-report

        Args:
            report_id: The id of the report (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: DownloadReportResponse = await self._client.call(
            _DOWNLOAD,
            {
                "report_id": report_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result

    async def retrieve(
        self,
        *,
        report_id: str,
        **options: Unpack[Options],
    ) -> Report:
        """Retrieve a Report.

        `GET /v1/reports/{report_id}`

        Returns a report, without its content.

        Documented at https://docs.y.uno/reference/reports/retrieve-a-report

        Args:
            report_id: The id of the report (UUID, 36 chars).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Report = await self._client.call(
            _RETRIEVE,
            {
                "report_id": report_id,
            },
            {},
            {},
            NOT_GIVEN,
            options,
        )
        return result
