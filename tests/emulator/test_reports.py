"""Reports from outside: when they are ready, what they list, how they are listed themselves."""

from __future__ import annotations

import base64
import csv

import pytest

from tests.emulator.conftest import ACCOUNT, KEYS, OTHER_KEYS, client_of, code
from tests.emulator.test_payouts import payout_body

MINUTE, DAY = 60, 86400  # seconds
SECOND = "22b0a7c2-5a11-4d0c-9c55-6f5f7c8c0a02"
MONTH = {"start_date": "2026-01-01T00:00:00.000Z", "end_date": "2026-02-01T00:00:00.000Z"}


@pytest.fixture
def report(client):
    """Ask for a report that must be created."""

    def report(kind="PAYMENTS", **more):
        answer = client.post("/reports", json={"type": kind, **MONTH, **more})
        assert answer.status_code == 201, answer.text
        assert answer.json()["status"] == "IN_PROCESS"
        return answer.json()

    return report


@pytest.fixture
def rows(client, running, report):
    """The rows of a report that is asked for now."""

    def rows(*args, **more):
        made = report(*args, **more)
        running.advance(seconds=MINUTE)
        link = client.get(f"/reports/{made['id']}/download").json()["download_link"]
        kind, content = link.split(";base64,")
        assert kind == "data:text/csv"
        return list(csv.DictReader(base64.b64decode(content).decode().splitlines()))

    return rows


def test_a_report_is_made_downloaded_and_forgotten(client, running, report, pay):
    pay()
    made = report(merchant_reference_id="report-1")
    url = f"/reports/{made['id']}"
    assert (made["expires_at"], made["start_date"]) == (None, "2026-01-01T00:00:00.000000Z")
    assert code(client.get(f"{url}/download")) == (400, "REPORT_STATUS_ERROR")
    running.advance(seconds=MINUTE)
    ready = client.get(url).json()
    assert (ready["status"], ready["merchant_reference_id"]) == ("SUCCEEDED", "report-1")
    first, second = (client.get(f"{url}/download").json() for _ in range(2))
    assert first == second
    assert (first["type"], first["status"], client.get(url).json()["status"]) == (
        "PAYMENTS",
        "DOWNLOADED",
        "DOWNLOADED",
    )
    running.advance(seconds=9 * MINUTE)
    assert client.get(url).json()["status"] == "DOWNLOADED"
    running.advance(seconds=MINUTE)
    gone = client.get(url).json()
    assert (gone["status"], gone["expires_at"]) == ("EXPIRED", gone["updated_at"])
    assert code(client.get(f"{url}/download")) == (400, "REPORT_STATUS_ERROR")


def test_a_report_lists_payments(pay, rows):
    first, second = pay(10.5), pay(20, number="4507990000000010", description='A "quoted", text')
    listed = rows()
    assert [row["payment_id"] for row in listed] == [first["id"], second["id"]]
    assert listed[1] == {
        "payment_id": second["id"],
        "merchant_order_id": "order-1",
        "description": 'A "quoted", text',
        "amount_value": "20",
        "sub_status": "DECLINED",
        "account_id": ACCOUNT,
        "country": "US",
        "currency": "USD",
        "status": "DECLINED",
        "created_at": second["created_at"],
        "updated_at": second["updated_at"],
    }


def test_a_report_lists_payments_as_they_stand_when_it_is_made(client, running, pay, act, report):
    payment, made = pay(), report(columns="status")
    act("refund", payment)
    running.advance(seconds=MINUTE)
    later = pay()
    link = client.get(f"/reports/{made['id']}/download").json()["download_link"]
    assert base64.b64decode(link.partition(",")[2]) == b"status\nREFUNDED\n"
    assert later["status"] == "SUCCEEDED"


def test_a_report_lists_transactions(pay, act, rows):
    payment = pay(100, capture=False)
    act("capture", payment, value=40.25)
    listed = rows("TRANSACTIONS")
    assert [(row["type"], row["amount"], row["payment_id"]) for row in listed] == [
        ("AUTHORIZE", "100", payment["id"]),
        ("CAPTURE", "40.25", payment["id"]),
    ]
    assert [row["status"] for row in listed] == ["SUCCEEDED", "SUCCEEDED"]
    (captured,) = rows("TRANSACTIONS", transaction_type="CAPTURE,REFUND", transaction_status="SUCCEEDED")
    assert captured["type"] == "CAPTURE"
    assert len(rows("TRANSACTIONS", payment_sub_status="PARTIALLY_CAPTURED")) == 2


def test_a_report_lists_payouts(client, rows):
    payout = client.post("/payouts", json=payout_body()).json()
    (row,) = rows("PAYOUTS", payment_status="SUCCEEDED", columns="payout_id, purpose,amount_value,description")
    assert row == {"payout_id": payout["id"], "purpose": "OTHERS", "amount_value": "10.0001", "description": ""}


@pytest.mark.parametrize(
    ("more", "orders"),
    [
        ({"currency": "BRL"}, ["order-2"]),
        ({"currency": "BRL,USD"}, ["order-1", "order-2", "order-3"]),
        ({"country": "BR, AR"}, ["order-2"]),
        ({"account_id": SECOND}, ["order-2"]),
        ({"account_id": f"{ACCOUNT},{SECOND}"}, ["order-1", "order-2", "order-3"]),
        ({"payment_status": "DECLINED,ERROR"}, ["order-3"]),
        ({"payment_sub_status": "APPROVED", "country": "US"}, ["order-1"]),
        ({"transaction_type": "REFUND"}, ["order-1", "order-2", "order-3"]),
    ],
)
def test_filters_choose_rows(pay, rows, more, orders):
    pay()
    other = {"account_id": SECOND, "country": "BR", "amount": {"currency": "BRL", "value": 1}}
    pay(merchant_order_id="order-2", **other)
    pay(merchant_order_id="order-3", number="4507990000000010")
    assert [row["merchant_order_id"] for row in rows(**more)] == orders


def test_columns_come_in_the_order_that_was_asked_for(pay, rows):
    payment = pay()
    assert rows(columns="status, payment_id") == [{"status": "SUCCEEDED", "payment_id": payment["id"]}]


def test_only_the_period_is_listed(running, pay, rows):
    first = pay()
    running.advance(seconds=DAY)
    second = pay()
    both = {"start_date": first["created_at"], "end_date": second["created_at"]}
    assert [row["payment_id"] for row in rows(**both)] == [first["id"], second["id"]]
    running.advance(seconds=DAY)
    later = {"start_date": "2026-01-02T00:00:00+11:00", "end_date": "2026-01-20T00:00:00Z"}
    assert [row["payment_id"] for row in rows(**later)] == [second["id"]]


@pytest.mark.parametrize(
    ("start", "end", "refusal"),
    [
        ("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z", "REPORT_RANGE_ERROR"),
        ("2026-01-01T02:00:00+02:00", "2026-01-01T00:00:00Z", "REPORT_RANGE_ERROR"),
        ("2026-01-01T00:00:00Z", "2026-03-01T00:00:00.001Z", "REPORT_MAX_RANGE_ERROR"),
        ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "REPORT_MAX_RANGE_ERROR"),
    ],
)
def test_a_period_must_be_one(client, start, end, refusal):
    answer = client.post("/reports", json={"type": "PAYMENTS", "start_date": start, "end_date": end})
    assert code(answer) == (400, refusal)


def test_a_period_may_have_two_months(report):
    assert report(end_date="2026-03-01T00:00:00Z")["end_date"] == "2026-03-01T00:00:00.000000Z"


def test_unknown_columns_and_types_are_refused(client):
    answer = client.post("/reports", json={"type": "PAYMENTS", **MONTH, "columns": "payment_id,colour"})
    assert code(answer) == (400, "INVALID_PARAMETERS")
    assert code(client.post("/reports", json={"type": "FEES", **MONTH})) == (400, "INVALID_REQUEST")


def test_an_empty_report_has_no_download(client, running, report):
    made = report()
    running.advance(seconds=MINUTE)
    assert code(client.get(f"/reports/{made['id']}/download")) == (400, "REPORT_EMPTY")
    assert client.get(f"/reports/{made['id']}").json()["status"] == "SUCCEEDED"


def test_reports_are_listed_in_pages(client, report):
    made = [report()["id"] for _ in range(5)][::-1]

    def page(**query):
        return [one["id"] for one in client.get("/reports/list", params=query).json()]

    assert page() == made[:1]
    assert page(page_size=99) == made
    assert page(page_size=2, page_number=1) == made[:2]
    assert page(page_size=2, page_number=3) == made[4:]
    assert page(page_size=2, page_number=4) == []


def test_reports_are_listed_by_account_and_time(client, running, report):
    everything = report()
    running.advance(seconds=DAY)
    some = report(account_id=f"{SECOND}, {ACCOUNT}")

    def listed(**query):
        return [one["id"] for one in client.get("/reports/list", params={"page_size": 99, **query}).json()]

    assert listed(account_id=SECOND) == [some["id"], everything["id"]]
    assert listed(account_id="33b0a7c2-5a11-4d0c-9c55-6f5f7c8c0a03") == [everything["id"]]
    assert listed(start_date=some["created_at"]) == [some["id"]]
    assert listed(end_date=everything["created_at"]) == [everything["id"]]


@pytest.mark.parametrize(
    "query",
    [
        {"page_size": 0},
        {"page_size": 100},
        {"page_number": 11},
        {"page_size": "x"},
        {"page_size": "1.5"},
        {"page_size": "٣"},
        {"page_size": "9" * 5000},
        {"start_date": "yesterday"},
        {"account_id": "me"},
    ],
)
def test_a_page_must_be_as_documented(client, query):
    assert code(client.get("/reports/list", params=query)) == (400, "INVALID_REQUEST")


def test_the_other_account_sees_no_report(client, running, report, pay):
    pay()
    url = f"/reports/{report()['id']}"
    with client_of(running, OTHER_KEYS) as other:
        for answer in (other.get(url), other.get(f"{url}/download")):
            assert code(answer) == (404, "REPORT_NOT_FOUND")
        assert other.get("/reports/list").json() == []
        own = other.post("/reports", json={"type": "PAYMENTS", **MONTH}).json()
        running.advance(seconds=MINUTE)
        assert code(other.get(f"/reports/{own['id']}/download")) == (400, "REPORT_EMPTY")


@pytest.mark.parametrize("path", ["/reports/list", f"/reports/{ACCOUNT}", f"/reports/{ACCOUNT}/download"])
def test_reports_answer_unknown_keys_with_a_code_of_their_own(running, path):
    with client_of(running, {**KEYS, "private-secret-key": "wrong"}) as stranger:
        assert code(stranger.get(path)) == (401, "NOT_AUTHENTICATED")
        assert code(stranger.post("/reports", json={})) == (401, "NOT_AUTHENTICATED")
