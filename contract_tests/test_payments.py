"""What we rely on of payments: their life cycle, and idempotency under the sentences that promise it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract_tests.conftest import card, known
from driftline.pytest_plugin import Live

Json = dict[str, Any]


def pay(live: Live, body: Json, **headers: str) -> Json:
    answer = live.send("POST", "/v1/payments", body, headers=headers)
    assert answer.status_code == 201, answer.text
    return known(answer.json())


def authorized(order: Json) -> Json:
    detail = {"card": {**order["payment_method"]["detail"]["card"], "capture": False}}
    return {**order, "payment_method": {"type": "CARD", "detail": detail}}


def transaction(payment: Json) -> str:
    return str(
        payment["transactions"]["id"] if isinstance(payment["transactions"], dict) else payment["transactions"][0]["id"]
    )


def test_a_payment_can_be_retrieved(live: Live, order: Json) -> None:
    payment = pay(live, order)
    answer = live.send("GET", f"/v1/payments/{payment['id']}")
    assert answer.status_code == 200
    assert answer.json()["status"] == payment["status"] == "SUCCEEDED"


@pytest.mark.parametrize(
    ("suffix", "code"), [("0010", "INSUFFICIENT_FUNDS"), ("0036", "DO_NOT_HONOR"), ("0069", "REPORTED_STOLEN")]
)
def test_a_declined_card_makes_a_declined_payment(live: Live, order: Json, suffix: str, code: str) -> None:
    detail = {"card": {"card_data": card(f"450799000000{suffix}")}}
    payment = pay(live, {**order, "payment_method": {"type": "CARD", "detail": detail}})
    assert payment["status"] == "DECLINED"
    assert code in str(payment)


@pytest.mark.promise(
    "docs/idempotency.md",
    "A retry with the same key returns the original payment, with the status and body of the first answer.",
    operation="POST /v1/payments",
)
def test_a_retry_with_the_same_key_pays_once(live: Live, order: Json) -> None:
    key = str(uuid4())
    first = pay(live, order, **{"x-idempotency-key": key})
    assert pay(live, order, **{"x-idempotency-key": key}) == first


@pytest.mark.promise("docs/idempotency.md", "The body of the retry is ignored.", operation="POST /v1/payments")
def test_the_body_of_a_retry_is_ignored(live: Live, order: Json) -> None:
    key = str(uuid4())
    first = pay(live, order, **{"x-idempotency-key": key})
    other = {**order, "amount": {"currency": "BRL", "value": 7}}
    assert pay(live, other, **{"x-idempotency-key": key})["amount"] == first["amount"]


@pytest.mark.promise(
    "docs/idempotency.md",
    "A request that is rejected before processing does not consume its key",
    operation="POST /v1/payments",
)
def test_a_rejected_request_leaves_its_key_free(live: Live, order: Json) -> None:
    key = str(uuid4())
    broken = {name: value for name, value in order.items() if name != "amount"}
    assert live.send("POST", "/v1/payments", broken, headers={"x-idempotency-key": key}).status_code == 400
    assert pay(live, order, **{"x-idempotency-key": key})["status"] == "SUCCEEDED"


def test_an_authorization_is_captured_once_and_no_more_than_authorized(live: Live, order: Json) -> None:
    payment = pay(live, authorized(order))
    path = f"/v1/payments/{payment['id']}/transactions/{transaction(payment)}/capture"
    body = {"merchant_reference": "contract", "amount": {"currency": "BRL", "value": 100.5}}
    assert live.send("POST", path, body).status_code == 400
    body["amount"] = {"currency": "BRL", "value": 100}
    assert live.send("POST", path, body).status_code in (200, 201)


def test_a_cancelled_authorization_cannot_be_captured(live: Live, order: Json) -> None:
    payment = pay(live, authorized(order))
    path = f"/v1/payments/{payment['id']}/transactions/{transaction(payment)}"
    assert live.send("POST", f"{path}/cancel", {"merchant_reference": "contract"}).is_success
    capture = {"merchant_reference": "contract", "amount": {"currency": "BRL", "value": 100}}
    assert live.send("POST", f"{path}/capture", capture).status_code == 400


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.integers(1, 700_000), min_size=1, max_size=6))
def test_refunds_never_exceed_what_was_paid(live: Live, order: Json, parts: list[int]) -> None:
    """Amounts are multiples of 0.0001; refunds are taken while the rest lasts, and refused after that."""
    payment = pay(live, order)
    path = f"/v1/payments/{payment['id']}/transactions/{transaction(payment)}/refund"
    left = Decimal(100)
    for part in (Decimal(number) / 10_000 for number in parts):
        body = {"merchant_reference": "contract", "amount": {"currency": "BRL", "value": float(part)}}
        answer = live.send("POST", path, body)
        assert answer.is_success == (part <= left), (part, left, answer.text)
        left -= part if answer.is_success else 0
