"""What we rely on of outcomes in the vendor's test mode: who decides, and what time does to a payment nobody uses."""

from __future__ import annotations

from typing import Any

import pytest

from contract_tests.conftest import card
from contract_tests.test_payments import authorized, pay
from driftline.pytest_plugin import Live

Json = dict[str, Any]
CARDS = "docs/test-cards.md"
DAYS = 86400.0  # seconds


def code_of(live: Live, order: Json, number: str, description: str) -> str:
    method = {"type": "CARD", "detail": {"card": {"card_data": card(number)}}}
    payment = pay(live, {**order, "payment_method": method, "description": description})
    return str(payment["transactions"]["response_code"])


@pytest.mark.promise(CARDS, "The card wins over the description.", operation="POST /v1/payments")
def test_the_card_wins_over_the_description(live: Live, order: Json) -> None:
    assert code_of(live, order, "4507990000000010", "REPORTED_LOST") == "INSUFFICIENT_FUNDS"
    assert code_of(live, order, "4507990000000099", "REPORTED_LOST") == "REPORTED_LOST"


@pytest.mark.promise(
    "docs/capture-cancel-refund.md",
    "An authorization that is neither captured nor canceled expires after 45 days: the payment is then `EXPIRED`.",
    operation="GET /v1/payments/{}",
)
def test_an_authorization_expires(live: Live, order: Json) -> None:
    payment = pay(live, authorized(order))
    live.advance(seconds=46 * DAYS)
    assert live.send("GET", f"/v1/payments/{payment['id']}").json()["status"] == "EXPIRED"
