"""What we rely on when a payment is taken back, or fails to be: cancel or refund, and simplified mode."""

from __future__ import annotations

from typing import Any

import pytest

from contract_tests.test_payments import authorized, pay, transaction
from driftline.pytest_plugin import Live

Json = dict[str, Any]
PAGE = "docs/capture-cancel-refund.md"
HOURS = 3600.0  # seconds


@pytest.mark.promise(
    PAGE,
    "`POST /v1/payments/{payment_id}/cancel-or-refund` cancels a payment that is only authorized and refunds one that is"
    " captured or paid.",
    operation="POST /v1/payments/{}/cancel-or-refund",
)
@pytest.mark.parametrize(("capture", "done"), [(False, "CANCEL"), (True, "REFUND")])
def test_a_payment_is_canceled_or_refunded(live: Live, order: Json, capture: bool, done: str) -> None:
    payment = pay(live, order if capture else authorized(order))
    answer = live.send("POST", f"/v1/payments/{payment['id']}/cancel-or-refund", {"reason": "REQUESTED_BY_CUSTOMER"})
    assert answer.is_success, answer.text
    assert (answer.json()["type"], answer.json()["status"]) == (done, "SUCCEEDED")


@pytest.mark.promise(
    PAGE,
    "Partial refunds may be repeated until all captured money is given back.",
    operation="POST /v1/payments/{}/transactions/{}/refund",
)
def test_a_payment_is_refunded_in_parts(live: Live, order: Json) -> None:
    payment = pay(live, order)
    path = f"/v1/payments/{payment['id']}/transactions/{transaction(payment)}/refund"
    for value, status in ((40, "SUCCEEDED"), (60, "REFUNDED")):
        body = {"merchant_reference": "contract", "amount": {"currency": "BRL", "value": value}}
        assert live.send("POST", path, body).json()["status"] == status


@pytest.mark.promise(
    PAGE,
    "With `simplified_mode` set to true, a capture or refund that failed is tried again by itself: 7 tries in 96 hours.",
    operation="POST /v1/payments/{}/transactions/{}/capture",
)
def test_a_failed_capture_is_tried_again(live: Live, order: Json) -> None:
    payment = pay(live, authorized(order))
    path = f"/v1/payments/{payment['id']}/transactions/{transaction(payment)}/capture"
    body = {"merchant_reference": "contract", "description": "EXPIRED_CARD", "simplified_mode": True}
    first = live.send("POST", path, body).json()
    assert first["payment"]["sub_status"] == "CAPTURE_RETRY_IN_PROCESS"
    live.advance(seconds=97 * HOURS)
    after = live.send("GET", f"/v1/payments/{payment['id']}").json()
    assert after["sub_status"] == "CAPTURE_RETRY_PROCESS_FAILED"
    assert sum(done["type"] == "CAPTURE" for done in after["transactions_history"]) == 7


def test_a_transaction_is_refunded_by_its_own_path(live: Live, order: Json) -> None:
    payment = pay(live, order)
    path = f"/v1/payments/{payment['id']}/transactions/{transaction(payment)}/cancel-or-refund"
    answer = live.send("POST", path, {"reason": "REQUESTED_BY_CUSTOMER"})
    assert (answer.status_code, answer.json().get("status")) == (201, "SUCCEEDED")
