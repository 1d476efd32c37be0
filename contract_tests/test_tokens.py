"""What we rely on of one-time tokens."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from contract_tests.conftest import card
from driftline.pytest_plugin import Live

Json = dict[str, Any]
PAGE = "docs/tokens.md"


@pytest.fixture
def paid_once(live: Live, account_id: str, order: Json) -> Json:
    """The body of a payment with a fresh token."""
    answer = live.send("POST", "/v1/tokens", {"account_id": account_id, "card_data": card("4507990000000002")})
    assert answer.status_code == 201, answer.text
    return {**order, "payment_method": {"type": "CARD", "token": answer.json()["token"]}}


@pytest.mark.promise(PAGE, "A one-time token pays once.", operation="POST /v1/payments")
def test_a_token_pays_once(live: Live, paid_once: Json) -> None:
    assert live.send("POST", "/v1/payments", paid_once).json()["status"] == "SUCCEEDED"
    again = live.send("POST", "/v1/payments", paid_once)
    assert (again.status_code, again.json()["code"]) == (400, "TOKEN_NOT_FOUND")


@pytest.mark.promise(PAGE, "A payment that is refused leaves the token unused.", operation="POST /v1/payments")
def test_a_refused_payment_leaves_the_token_unused(live: Live, paid_once: Json) -> None:
    refused = {**paid_once, "customer_payer": {"id": str(uuid4())}}
    assert live.send("POST", "/v1/payments", refused).status_code == 400
    assert live.send("POST", "/v1/payments", paid_once).status_code == 201


def test_a_token_of_a_checkout_session_is_made_for_it(live: Live, account_id: str) -> None:
    body = {
        "account_id": account_id,
        "country": "BR",
        "merchant_order_id": "contract-token",
        "payment_description": "A contract test",
    }
    session = live.send("POST", "/v1/checkout/sessions", body).json()["checkout_session"]
    method = {"payment_method": {"type": "CARD", "card": card("4507990000000002")}}
    answer = live.send("POST", f"/v1/checkout/sessions/{session}/token", method)
    assert (answer.status_code, bool(answer.json()["token"])) == (201, True)
