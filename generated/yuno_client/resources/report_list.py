# Made by driftline from the API's own description. Do not edit: the next run writes it anew.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._runtime.client import AsyncClient, SyncClient
from .._runtime.given import NOT_GIVEN, NotGiven
from .._runtime.options import Operation, Options, Paging
from .._runtime.pages import AsyncPage, Page

if TYPE_CHECKING:
    from ..models import Report

_LIST = Operation(
    "GET",
    "/v1/reports/list",
    "list[Report]",
    security=(("private-secret-key", "public-api-key"),),
    paging=Paging(by="page", at="page_number", size="page_size"),
)


class ReportListCalls:
    """The calls of `client.report_list`."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

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


class AsyncReportListCalls:
    """The calls of `client.report_list`, awaited."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

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
