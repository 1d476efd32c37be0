"""What we rely on of payment links."""

from __future__ import annotations

from typing import Any

import pytest

from driftline.pytest_plugin import Live

HOURS = 3600.0  # seconds


@pytest.fixture
def link(live: Live, account_id: str) -> dict[str, Any]:
    """A link for one payment."""
    body = {
        "account_id": account_id,
        "country": "BR",
        "amount": {"currency": "BRL", "value": 100},
        "payment_method_types": ["CARD"],
        "one_time_use": True,
    }
    answer = live.send("POST", "/v1/payment-links", body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def session_of(link: dict[str, Any]) -> dict[str, str]:
    return {"session": str(link["checkout_url"]).partition("?session=")[2]}


@pytest.mark.promise(
    "docs/payment-links.md",
    "A link with `one_time_use` serves one payment and is then `USED`.",
    operation="GET /v1/payment-links/{}",
)
def test_a_link_for_one_payment_is_used_by_one(live: Live, link: dict[str, Any], order: dict[str, Any]) -> None:
    body = {**order, "checkout": session_of(link)}
    assert live.send("POST", "/v1/payments", body).status_code == 201
    assert live.send("GET", f"/v1/payment-links/{link['code']}").json()["status"] == "USED"
    assert live.send("POST", "/v1/payments", body).status_code == 400


@pytest.mark.promise(
    "docs/payment-links.md",
    "`POST /v1/payment-links/{code}/cancel` closes a link that is `CREATED`.",
    operation="POST /v1/payment-links/{}/cancel",
)
def test_a_canceled_link_cannot_be_paid(live: Live, link: dict[str, Any], order: dict[str, Any]) -> None:
    url = f"/v1/payment-links/{link['code']}/cancel"
    assert live.send("POST", url).json()["status"] == "CANCELED"
    assert live.send("POST", url).json()["code"] == "INVALID_STATUS"
    assert live.send("POST", "/v1/payments", {**order, "checkout": session_of(link)}).status_code == 400


@pytest.mark.promise(
    "docs/payment-links.md",
    "This session ends with its link and not after five hours.",
    operation="POST /v1/payments",
)
def test_a_link_outlives_a_checkout_session(live: Live, link: dict[str, Any], order: dict[str, Any]) -> None:
    live.advance(seconds=6 * HOURS)
    assert live.send("POST", "/v1/payments", {**order, "checkout": session_of(link)}).status_code == 201
