"""What we rely on of customer sessions and checkout sessions."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from contract_tests.conftest import known
from driftline.pytest_plugin import Live

HOURS = 3600.0  # seconds


@pytest.fixture
def session(live: Live, account_id: str) -> str:
    body = {
        "account_id": account_id,
        "country": "BR",
        "merchant_order_id": f"contract-{uuid4()}",
        "payment_description": "A contract test",
    }
    answer = live.send("POST", "/v1/checkout/sessions", body)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["checkout_session"])


@pytest.mark.promise(
    "docs/sessions.md",
    "The customer must exist: an unknown `customer_id` is answered with status 400 and the code `CUSTOMER_NOT_FOUND`.",
    operation="POST /v1/customers/sessions",
)
def test_a_customer_session_needs_a_customer(live: Live, account_id: str) -> None:
    body = {"account_id": account_id, "country": "BR", "customer_id": str(uuid4())}
    answer = live.send("POST", "/v1/customers/sessions", body)
    assert (answer.status_code, answer.json()["code"]) == (400, "CUSTOMER_NOT_FOUND")


def test_a_customer_session_belongs_to_its_customer(live: Live, account_id: str, customer: dict[str, Any]) -> None:
    body = {"account_id": account_id, "country": "BR", "customer_id": customer["id"]}
    answer = live.send("POST", "/v1/customers/sessions", body)
    assert answer.status_code == 201
    assert answer.json()["customer_id"] == customer["id"]


@pytest.mark.promise(
    "docs/sessions.md",
    "A checkout session expires 5 hours after its creation.",
    operation="GET /v1/checkout/sessions/{}",
)
def test_a_checkout_session_expires_after_five_hours(live: Live, session: str) -> None:
    live.advance(seconds=4.9 * HOURS)
    assert live.send("GET", f"/v1/checkout/sessions/{session}").status_code == 200
    live.advance(seconds=0.2 * HOURS)
    assert live.send("GET", f"/v1/checkout/sessions/{session}").status_code == 404


@pytest.mark.promise("docs/sessions.md", "A checkout session serves one payment.", operation="POST /v1/payments")
def test_a_checkout_session_serves_one_payment(live: Live, session: str, order: dict[str, Any]) -> None:
    body = {**order, "checkout": {"session": session}}
    assert live.send("POST", "/v1/payments", body).status_code == 201
    assert live.send("POST", "/v1/payments", body).status_code == 400


@pytest.mark.promise(
    "docs/sessions.md",
    "`PATCH /v1/checkout/sessions/{checkout_session}` changes the fields that are sent and leaves the others as they are.",
    operation="PATCH /v1/checkout/sessions/{}",
)
def test_an_update_leaves_what_it_does_not_send(live: Live, session: str) -> None:
    before = live.send("GET", f"/v1/checkout/sessions/{session}").json()
    amount = {"currency": "BRL", "value": 99.9}
    answer = live.send("PATCH", f"/v1/checkout/sessions/{session}", {"amount": amount})
    assert (answer.status_code, known(answer.json())) == (200, {**known(before), "amount": amount})


@pytest.mark.promise(
    "docs/sessions.md",
    "A session that was paid cannot be changed: the answer has status 400 and the code `INVALID_STATUS`.",
    operation="PATCH /v1/checkout/sessions/{}",
)
def test_a_paid_session_cannot_be_changed(live: Live, session: str, order: dict[str, Any]) -> None:
    live.send("POST", "/v1/payments", {**order, "checkout": {"session": session}})
    answer = live.send("PATCH", f"/v1/checkout/sessions/{session}", {"country": "US"})
    assert (answer.status_code, answer.json()["code"]) == (400, "INVALID_STATUS")
