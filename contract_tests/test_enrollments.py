"""What we rely on of an enrollment in a customer session."""

from __future__ import annotations

from typing import Any

import pytest

from contract_tests.conftest import card
from driftline.pytest_plugin import Live


@pytest.fixture
def method(live: Live, account_id: str, customer: dict[str, Any]) -> dict[str, Any]:
    """A payment method whose enrollment has begun."""
    where = {"account_id": account_id, "country": "BR"}
    opened = live.send("POST", "/v1/customers/sessions", {**where, "customer_id": customer["id"]})
    session = opened.json()["customer_session"]
    body = {**where, "payment_method_type": "CARD"}
    answer = live.send("POST", f"/v1/customers/sessions/{session}/payment-methods", body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


@pytest.mark.promise(
    "docs/enrollment.md",
    "The payment method is answered with the status `READY_TO_ENROLL` and without a `vaulted_token`.",
    operation="POST /v1/customers/sessions/{}/payment-methods",
)
def test_an_enrollment_begins_without_a_token(method: dict[str, Any]) -> None:
    assert (method["status"], method["vaulted_token"]) == ("READY_TO_ENROLL", None)


@pytest.mark.promise(
    "docs/enrollment.md",
    "60 seconds after it began, the enrollment is done: the status is `ENROLLED`.",
    operation="GET /v1/payment-methods/{}",
)
def test_an_enrolled_card_pays(live: Live, method: dict[str, Any], order: dict[str, Any]) -> None:
    live.advance(seconds=60)
    enrolled = live.send("GET", f"/v1/payment-methods/{method['id']}").json()
    assert enrolled["status"] == "ENROLLED"
    paying = {"type": "CARD", "vaulted_token": enrolled["vaulted_token"]}
    answer = live.send("POST", "/v1/payments", {**order, "payment_method": paying})
    assert (answer.status_code, answer.json()["status"]) == (201, "SUCCEEDED")


@pytest.mark.promise(
    "docs/enrollment.md",
    "In any other status it is answered with status 400 and the code `INVALID_STATUS`.",
    operation="POST /v1/customers/payment-methods/{}/unenroll",
)
def test_only_an_enrolled_card_can_be_unenrolled(live: Live, method: dict[str, Any]) -> None:
    url = f"/v1/customers/payment-methods/{method['id']}/unenroll"
    assert live.send("POST", url).json()["code"] == "INVALID_STATUS"
    live.advance(seconds=60)
    assert live.send("POST", url).json()["status"] == "UNENROLLED"
    assert live.send("POST", url).json()["code"] == "INVALID_STATUS"


def test_a_card_that_was_enrolled_directly_can_be_unenrolled(
    live: Live, account_id: str, customer: dict[str, Any]
) -> None:
    body = {"account_id": account_id, "country": "BR", "type": "CARD", "card_data": card("4507990000000002")}
    methods = f"/v1/customers/{customer['id']}/payment-methods"
    enrolled = live.send("POST", methods, body).json()
    assert live.send("POST", f"{methods}/{enrolled['id']}/unenroll").json()["status"] == "UNENROLLED"
