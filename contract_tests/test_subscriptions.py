"""What we rely on of subscriptions: they bill at their dates, and a pause or an end is kept."""

from __future__ import annotations

from typing import Any

import pytest

from contract_tests.conftest import card
from driftline.pytest_plugin import Live

Json = dict[str, Any]
DAY = 86400.0  # seconds


@pytest.fixture
def weekly(live: Live, account_id: str, customer: Json) -> Json:
    """The body of a subscription that is billed every week."""
    enrolled = live.send(
        "POST",
        f"/v1/customers/{customer['id']}/payment-methods",
        {"account_id": account_id, "country": "BR", "type": "CARD", "card_data": card("4507990000000002")},
    )
    return {
        "name": "A contract test",
        "account_id": account_id,
        "country": "BR",
        "amount": {"currency": "BRL", "value": 10},
        "frequency": {"type": "WEEK", "value": 1},
        "customer_payer": {"id": customer["id"]},
        "payment_method": {"type": "CARD", "vaulted_token": enrolled.json()["vaulted_token"]},
    }


def subscribe(live: Live, body: Json) -> str:
    answer = live.send("POST", "/v1/subscriptions", body)
    assert answer.status_code == 200, answer.text
    return f"/v1/subscriptions/{answer.json()['id']}"


@pytest.mark.promise(
    "docs/subscriptions.md",
    "The billing dates lie `frequency.value` days, weeks or months apart.",
    operation="GET /v1/subscriptions/{}",
)
def test_a_subscription_is_billed_every_week(live: Live, weekly: Json) -> None:
    url = subscribe(live, weekly)
    live.advance(seconds=6 * DAY)
    assert len(live.send("GET", url).json()["payments"]) == 1
    live.advance(seconds=8 * DAY)
    assert len(live.send("GET", url).json()["payments"]) == 3


@pytest.mark.promise(
    "docs/subscriptions.md",
    "A subscription with `billing_cycles.total` is completed when its last cycle is billed.",
    operation="GET /v1/subscriptions/{}",
)
def test_a_subscription_is_completed_after_its_cycles(live: Live, weekly: Json) -> None:
    url = subscribe(live, {**weekly, "billing_cycles": {"total": 2}})
    live.advance(seconds=30 * DAY)
    subscription = live.send("GET", url).json()
    assert (subscription["status"], len(subscription["payments"])) == ("COMPLETED", 2)


@pytest.mark.promise(
    "docs/subscriptions.md",
    "A paused subscription bills nothing.",
    operation="POST /v1/subscriptions/{}/pause",
)
def test_a_paused_subscription_bills_nothing(live: Live, weekly: Json) -> None:
    url = subscribe(live, weekly)
    live.advance(seconds=DAY)
    assert live.send("POST", f"{url}/pause").json()["status"] == "PAUSED"
    live.advance(seconds=30 * DAY)
    assert len(live.send("GET", url).json()["payments"]) == 1
    assert live.send("POST", f"{url}/resume").json()["status"] == "ACTIVE"
    live.advance(seconds=7 * DAY)
    assert len(live.send("GET", url).json()["payments"]) == 2


@pytest.mark.promise(
    "docs/subscriptions.md",
    "`POST /v1/subscriptions/{subscription_id}/cancel` ends it: a canceled subscription is never billed again.",
    operation="POST /v1/subscriptions/{}/cancel",
)
def test_a_canceled_subscription_is_never_billed_again(live: Live, weekly: Json) -> None:
    url = subscribe(live, weekly)
    live.advance(seconds=DAY)
    assert live.send("POST", f"{url}/cancel").json()["status"] == "CANCELED"
    live.advance(seconds=60 * DAY)
    assert len(live.send("GET", url).json()["payments"]) == 1
    answer = live.send("POST", f"{url}/resume")
    assert (answer.status_code, answer.json()["code"]) == (400, "INVALID_STATE")


@pytest.mark.promise(
    "docs/subscriptions.md",
    "bills the latest cycle once more at once, with the card and the price that the subscription has now.",
    operation="POST /v1/subscriptions/{}/retry",
)
def test_a_declined_subscription_is_billed_once_more_when_asked(live: Live, weekly: Json, customer: Json) -> None:
    empty = live.send(
        "POST",
        f"/v1/customers/{customer['id']}/payment-methods",
        {"account_id": weekly["account_id"], "country": "BR", "type": "CARD", "card_data": card("4507990000000010")},
    )
    method = {"type": "CARD", "vaulted_token": empty.json()["vaulted_token"]}
    url = subscribe(live, {**weekly, "payment_method": method})
    live.advance(seconds=1)
    assert len(live.send("GET", url).json()["payments"]) == 1
    live.send("PATCH", url, {"payment_method": weekly["payment_method"]})
    assert live.send("POST", f"{url}/retry").is_success
    assert len(live.send("GET", url).json()["payments"]) == 2
