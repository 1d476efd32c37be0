"""What we rely on of reports: they take a moment, list the payments of a period, and expire."""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import quote

import pytest

from driftline.pytest_plugin import Live

Json = dict[str, Any]
MINUTES = 60.0  # seconds


def asked_for(live: Live, payment: Json, **more: Any) -> str:
    """The URL of a report on the time around a payment."""
    day = payment["created_at"][:10]
    body = {"type": "PAYMENTS", "start_date": f"{day}T00:00:00.000Z", "end_date": f"{day}T23:59:59.999Z", **more}
    answer = live.send("POST", "/v1/reports", body)
    assert answer.status_code == 201, answer.text
    return f"/v1/reports/{answer.json()['id']}"


@pytest.fixture
def payment(live: Live, order: Json) -> Json:
    answer = live.send("POST", "/v1/payments", order)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


@pytest.mark.promise(
    "docs/reports.md",
    "`POST /v1/reports` asks for one, and it is ready one minute later.",
    operation="POST /v1/reports",
)
def test_a_report_lists_the_payments_of_its_period(live: Live, payment: Json) -> None:
    url = asked_for(live, payment, columns="payment_id,status")
    refused = live.send("GET", f"{url}/download")
    assert (refused.status_code, refused.json()["code"]) == (400, "REPORT_STATUS_ERROR")
    live.advance(seconds=2 * MINUTES)
    link = live.send("GET", f"{url}/download").json()["download_link"]
    lines = base64.b64decode(link.partition(",")[2]).decode().splitlines()
    assert lines[0] == "payment_id,status"
    assert f"{payment['id']},SUCCEEDED" in lines


@pytest.mark.promise(
    "docs/reports.md",
    "A report expires 10 minutes after it is ready, downloaded or not.",
    operation="GET /v1/reports/{}",
)
def test_a_report_expires(live: Live, payment: Json) -> None:
    url = asked_for(live, payment)
    live.advance(seconds=9 * MINUTES)
    assert live.send("GET", url).json()["status"] == "SUCCEEDED"
    live.advance(seconds=3 * MINUTES)
    assert live.send("GET", url).json()["status"] == "EXPIRED"


@pytest.mark.promise(
    "docs/reports.md",
    "A page has one report unless `page_size` says otherwise, at most 99, and `page_number` counts from 1 to 10.",
    operation="GET /v1/reports/list",
)
def test_reports_are_listed_in_pages(live: Live, payment: Json) -> None:
    urls = [asked_for(live, payment) for _ in range(2)]
    since = quote(payment["created_at"])
    pages = [live.send("GET", f"/v1/reports/list?page_number={number}&start_date={since}").json() for number in (1, 2)]
    assert [f"/v1/reports/{page[0]['id']}" for page in pages] == urls[::-1]
    assert len(live.send("GET", "/v1/reports/list?page_size=2").json()) == 2
