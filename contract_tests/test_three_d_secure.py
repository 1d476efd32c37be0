"""What we rely on of 3-D Secure: a challenge holds the payment until the customer has answered it."""

from __future__ import annotations

from typing import Any

import pytest

from contract_tests.conftest import card
from contract_tests.test_payments import pay
from driftline.pytest_plugin import Live

Json = dict[str, Any]
PAGE = "docs/three-d-secure.md"
CHALLENGE = "POST /v1/payments/{}/emulator/challenge"


def paid_with(order: Json, number: str) -> Json:
    return {**order, "payment_method": {"type": "CARD", "detail": {"card": {"card_data": card(number)}}}}


def answered(live: Live, payment: Json, otp: str) -> Json:
    answer = live.send("POST", f"/v1/payments/{payment['id']}/emulator/challenge", {"otp": otp})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


@pytest.mark.promise(
    PAGE,
    "A payment whose customer must answer a challenge stands at `PENDING` / `WAITING_ADDITIONAL_STEP`.",
    operation="POST /v1/payments",
)
def test_a_challenge_holds_the_payment(live: Live, order: Json) -> None:
    payment = pay(live, paid_with(order, "4916994064252017"))
    assert (payment["status"], payment["sub_status"]) == ("PENDING", "WAITING_ADDITIONAL_STEP")
    assert payment["checkout"]["sdk_action_required"] is True
    assert answered(live, payment, "1234")["status"] == "SUCCEEDED"


@pytest.mark.promise(
    PAGE,
    "A payment that does not wait for its customer answers status 400 and the code `INVALID_STATUS`.",
    operation=CHALLENGE,
)
def test_a_challenge_is_answered_once(live: Live, order: Json) -> None:
    payment = pay(live, paid_with(order, "4916994064252017"))
    assert answered(live, payment, "1111")["status"] == "DECLINED"
    again = live.send("POST", f"/v1/payments/{payment['id']}/emulator/challenge", {"otp": "1234"})
    assert (again.status_code, again.json()["code"]) == (400, "INVALID_STATUS")


@pytest.mark.promise(PAGE, "When it does not succeed, the card is not charged.", operation="POST /v1/payments")
def test_a_customer_who_is_not_authenticated_is_not_charged(live: Live, order: Json) -> None:
    payment = pay(live, paid_with(order, "4716429323842524"))
    assert payment["status"] == "DECLINED"
    assert [done["type"] for done in payment["transactions_history"]] == ["THREE_D_SECURE"]
