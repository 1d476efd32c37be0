"""How a payment is made to end: test cards, descriptions, the header; and every status that the spec names."""

from __future__ import annotations

import json
import re

import pytest
from jsonschema import Draft202012Validator

from emulator.documents import PAGES
from emulator.response_codes import ADVICE, CODES
from tests.emulator.conftest import code, payment_body

SILENT = "4507990000000099"  # a card that decides nothing
HOURS, DAYS = 3600, 86400


def answered(path, status):
    """The schema of the fields that an operation answers."""
    ((_, item),) = json.loads(PAGES[f"openapi/payments/{path}.json"])["paths"].items()
    ((_, operation),) = item.items()
    return operation["responses"][status]["content"]["application/json"]["schema"]["properties"]


PAYMENT = answered("retrieve-payment", "200")
TRANSACTION = PAYMENT["transactions"]["properties"]
ROWS = re.findall(
    r"^\| `(\w+)` \| `(\w+)` \| `(\w+)` / `(\w+)` \| (\S+) \| `?([\w-]+)`? \| (.+) \|$",
    PAGES["docs/response-codes.md"],
    re.M,
)


def standing(payment):
    return payment["status"], payment["sub_status"]


@pytest.fixture
def ending(pay):
    """A payment that ends as its description says."""

    def ending(description, **more):
        return pay(number=SILENT, description=description, **more)

    return ending


@pytest.fixture
def now(client):
    """A payment as it stands now."""

    def now(payment):
        return client.get(f"/payments/{payment['id']}").json()

    return now


@pytest.mark.parametrize("named, status, payment_status, sub_status, decline, advice, message", ROWS)
def test_a_description_gives_the_row_of_its_code(
    ending, named, status, payment_status, sub_status, decline, advice, message
):
    payment = ending(named)
    told = next(t for t in payment["transactions_history"] if t["response_code"] == named)
    assert (told["status"], told["response_message"]) == (status, message)
    assert told["merchant_advice_code"] == (None if advice == "-" else advice)
    assert standing(payment) == (payment_status, sub_status)
    assert (CODES[named].decline or "-").lower() == decline


def test_the_table_of_response_codes_has_every_code_of_the_spec():
    assert [row[0] for row in ROWS] == list(CODES) == TRANSACTION["response_code"]["enum"]
    assert [*ADVICE, None] == TRANSACTION["merchant_advice_code"]["enum"]
    assert {row.status for row in CODES.values()} == set(TRANSACTION["status"]["enum"])
    advised = dict(re.findall(r"^\| `(\w+)` \| ([^|`]+) \|$", PAGES["docs/response-codes.md"], re.M))
    assert advised == ADVICE


def test_the_card_wins_over_the_description_and_that_over_the_header(client):
    def told(number, description, header):
        body = payment_body(number=number, description=description)
        return client.post("/payments", json=body, headers={"x-emulator-outcome": header}).json()["transactions"]

    assert told("4507990000000010", "DO_NOT_HONOR", "ERROR")["response_code"] == "INSUFFICIENT_FUNDS"
    assert told(SILENT, "DO_NOT_HONOR", "ERROR")["response_code"] == "DO_NOT_HONOR"
    assert told(SILENT, "Two tickets", "ERROR")["response_code"] == "ERROR"
    assert told("4507990000000002", "DO_NOT_HONOR", "ERROR")["response_code"] == "SUCCEEDED"


def test_a_header_that_is_no_response_code_is_refused_and_leaves_the_key_free(client):
    key = {"X-Idempotency-Key": "3d1f6f2e-94b7-4b0f-8a52-0c5f3a9be001"}
    refused = client.post("/payments", json=payment_body(), headers={**key, "x-emulator-outcome": "MAYBE"})
    assert code(refused) == (400, "INVALID_REQUEST")
    assert client.post("/payments", json=payment_body(), headers=key).status_code == 201


def every_standing(running, pay, act, ending, now):
    """Bring payments everywhere the status page says they can be; where each stood."""
    for named in CODES:
        yield ending(named)
    yield pay(capture=False)
    verified = payment_body(0)["payment_method"]
    verified["detail"]["card"]["verify"] = True
    yield pay(0, payment_method=verified)
    with_password = {**payment_body()["payment_method"], "otp": {"is_required": True}}
    yield pay(payment_method=with_password)
    for value in (100, 40):
        yield act("capture", pay(capture=False), value=value).json()["payment"]
        yield act("refund", pay(), value=value).json()
    yield act("cancel", pay(capture=False)).json()["payment"]
    waiting = "PENDING_PROVIDER_CONFIRMATION"
    yield act("cancel", pay(capture=False), description=waiting).json()["payment"]
    yield act("refund", pay(), description=waiting).json()
    yield act("refund", pay(), description="DO_NOT_HONOR", simplified_mode=True).json()
    failing = act("capture", pay(capture=False), description="EXPIRED_CARD", simplified_mode=True).json()["payment"]
    reversing = ending("TO_REVERSE")
    yield failing
    running.advance(seconds=96 * HOURS + 1)
    yield now(failing)
    yield now(reversing)


def test_every_status_of_the_spec_can_be_reached(running, pay, act, ending, now):
    reached = {standing(payment) for payment in every_standing(running, pay, act, ending, now)}
    assert {status for status, _ in reached} == set(PAYMENT["status"]["enum"])
    assert {sub_status for _, sub_status in reached} == set(PAYMENT["sub_status"]["enum"])
    documented = PAGES["reference/payments/status.md"].partition("## What time does")[0]
    assert reached == set(re.findall(r"^\| `(\w+)` \| `(\w+)` \|", documented, re.M))


def test_a_payment_conforms_wherever_it_stands(running, pay, act, ending, now):
    judge = Draft202012Validator(
        {"type": "object", "properties": PAYMENT, "required": list(PAYMENT)},
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )
    for payment in every_standing(running, pay, act, ending, now):
        judge.validate(now(payment))


WAITS = [
    ("ACTION_REQUIRED", 24 * HOURS, ("EXPIRED", "EXPIRED")),
    ("RECEIVED", 24 * HOURS, ("EXPIRED", "EXPIRED")),
    ("CHALLENGE_REQUIRED", 24 * HOURS, ("EXPIRED", "EXPIRED")),
    ("PENDING_FRAUD_REVIEW", HOURS, ("SUCCEEDED", "APPROVED")),
    ("PENDING_PROVIDER_CONFIRMATION", 600, ("SUCCEEDED", "APPROVED")),
    ("TO_REVERSE", 600, ("ERROR", "REVERSED_BY_TIMEOUT")),
]


@pytest.mark.parametrize("named, seconds, after", WAITS)
def test_time_moves_a_payment_on(running, ending, now, named, seconds, after):
    payment = ending(named)
    running.advance(seconds=seconds - 1)
    assert standing(now(payment)) == standing(payment)
    running.advance(seconds=2)
    assert standing(now(payment)) == after


def test_an_authorization_expires_after_45_days_and_is_then_not_captured(running, pay, act, now):
    payment = pay(capture=False)
    running.advance(seconds=45 * DAYS - 1)
    assert standing(now(payment)) == ("PENDING", "AUTHORIZED")
    running.advance(seconds=2)
    expired = now(payment)
    assert standing(expired) == ("EXPIRED", "EXPIRED")
    assert expired["transactions"]["response_code"] == "EXPIRED_BY_PROVIDER"
    assert code(act("capture", payment)) == (400, "INVALID_STATUS")


def test_a_payment_that_moved_on_is_left_alone_by_time(running, pay, act, now):
    payment = pay(capture=False)
    captured = act("capture", payment).json()["payment"]
    running.advance(seconds=60 * DAYS)
    assert standing(now(payment)) == standing(captured) == ("SUCCEEDED", "CAPTURED")


def test_money_is_captured_when_the_provider_confirms(running, ending, now):
    payment = ending("PENDING_PROVIDER_CONFIRMATION")
    assert payment["amount"]["captured"] == 0
    running.advance(seconds=601)
    assert now(payment)["amount"]["captured"] == 100
    assert [t["id"] for t in now(payment)["transactions_history"]] == [payment["transactions"]["id"]]


def test_a_fraud_review_ends_with_the_charge(running, ending, now):
    payment = ending("PENDING_REVIEW")
    running.advance(seconds=HOURS + 1)
    types = [(t["type"], t["response_code"]) for t in now(payment)["transactions_history"]]
    assert types == [("FRAUD_SCREENING", "FRAUD_VERIFIED"), ("PURCHASE", "SUCCEEDED")]


def test_a_card_is_verified_without_money_whatever_the_amount(pay, act):
    method = payment_body()["payment_method"]
    method["detail"]["card"]["verify"] = True
    payment = pay(100, payment_method=method)
    assert standing(payment) == ("VERIFIED", "VERIFIED")
    assert payment["amount"] == {"currency": "USD", "value": 0, "captured": 0, "refunded": 0}
    assert payment["transactions"]["type"] == "VERIFY"
    assert code(act("refund", payment)) == (400, "INVALID_TRANSACTION_TYPE")
    method["detail"]["card"]["card_data"]["number"] = "4507990000000051"
    assert pay(0, payment_method=method)["status"] == "DECLINED"


@pytest.mark.parametrize("value", [0, -1])
def test_nothing_is_paid_only_to_verify_a_card(client, value):
    answer = client.post("/payments", json=payment_body(value))
    assert code(answer) == (400, "INVALID_REQUEST")
    assert answer.json()["messages"][0].startswith("amount.value")
