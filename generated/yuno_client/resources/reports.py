# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Unpack

from .._runtime.client import AsyncClient, SyncClient
from .._runtime.given import NOT_GIVEN, NotGiven
from .._runtime.options import Operation, Options, Paging
from .._runtime.pages import AsyncPage, Page

if TYPE_CHECKING:
    from ..models import DownloadReportResponse, Report

_CREATE = Operation("POST", "/v1/reports", "Report", security=(("private-secret-key", "public-api-key"),))
_DOWNLOAD = Operation(
    "GET",
    "/v1/reports/{report_id}/download",
    "DownloadReportResponse",
    security=(("private-secret-key", "public-api-key"),),
)
_LIST = Operation(
    "GET",
    "/v1/reports/list",
    "list[Report]",
    security=(("private-secret-key", "public-api-key"),),
    paging=Paging(by="page", at="page_number", size="page_size"),
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

    def list(
        self,
        *,
        account_id: str | NotGiven = NOT_GIVEN,
        page_size: int | NotGiven = NOT_GIVEN,
        page_number: int | NotGiven = NOT_GIVEN,
        start_date: str | NotGiven = NOT_GIVEN,
        end_date: str | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> Page[Report]:
        """List All Reports.

        `GET /v1/reports/list`

        Lists reports, newest first, one page at a time.

        Documented at https://docs.y.uno/reference/reports/list-all-reports

        Args:
            account_id: Only reports that list this account (UUID, 36 chars).
            page_size: How many reports a page has, from 1 to 99.
            page_number: Which page to list, from 1 to 10.
            start_date: Only reports created at or after this time (ISO 8601).
            end_date: Only reports created at or before this time (ISO 8601).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: Page[Report] = self._client.call_page(
            _LIST,
            {},
            {
                "account_id": account_id,
                "page_size": page_size,
                "page_number": page_number,
                "start_date": start_date,
                "end_date": end_date,
            },
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

    async def list(
        self,
        *,
        account_id: str | NotGiven = NOT_GIVEN,
        page_size: int | NotGiven = NOT_GIVEN,
        page_number: int | NotGiven = NOT_GIVEN,
        start_date: str | NotGiven = NOT_GIVEN,
        end_date: str | NotGiven = NOT_GIVEN,
        **options: Unpack[Options],
    ) -> AsyncPage[Report]:
        """List All Reports.

        `GET /v1/reports/list`

        Lists reports, newest first, one page at a time.

        Documented at https://docs.y.uno/reference/reports/list-all-reports

        Args:
            account_id: Only reports that list this account (UUID, 36 chars).
            page_size: How many reports a page has, from 1 to 99.
            page_number: Which page to list, from 1 to 10.
            start_date: Only reports created at or after this time (ISO 8601).
            end_date: Only reports created at or before this time (ISO 8601).

        Raises:
            CallError: see `errors`; a status other than 2xx is a StatusError.
        """
        result: AsyncPage[Report] = await self._client.call_page(
            _LIST,
            {},
            {
                "account_id": account_id,
                "page_size": page_size,
                "page_number": page_number,
                "start_date": start_date,
                "end_date": end_date,
            },
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
