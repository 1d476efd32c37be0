"""What we rely on of payouts: they are pending first, end on their own, and a retry pays nothing."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from contract_tests.conftest import known
from driftline.pytest_plugin import Live

Json = dict[str, Any]
MINUTES = 60.0  # seconds


def payout(account_id: str, **more: Any) -> Json:
    return {
        "account_id": account_id,
        "merchant_reference": f"contract-{uuid4()}",
        "country": "BR",
        "purpose": "OTHERS",
        "amount": {"currency": "BRL", "value": 10},
        "beneficiary": {"merchant_beneficiary_id": "contract", "country": "BR"},
        "withdrawal_method": {
            "type": "ASTROPAY_PAYOUT",
            "provider_id": "ASTROPAY",
            "detail": {"wallet": {"code": "contract"}},
        },
        **more,
    }


@pytest.mark.promise(
    "docs/payouts.md",
    "It ends 10 minutes later, and its status never changes again.",
    operation="GET /v1/payouts/{}",
)
def test_a_payout_is_pending_and_then_ends(live: Live, account_id: str) -> None:
    made = live.send("POST", "/v1/payouts", payout(account_id))
    assert (made.status_code, made.json()["status"]) == (201, "PENDING")
    url = f"/v1/payouts/{made.json()['id']}"
    live.advance(seconds=9 * MINUTES)
    assert live.send("GET", url).json()["status"] == "PENDING"
    live.advance(seconds=2 * MINUTES)
    assert live.send("GET", url).json()["status"] == "SUCCEEDED"


@pytest.mark.promise(
    "docs/payouts.md",
    "A payout whose `description` is exactly `REJECTED`, `DECLINED` or `ERROR` ends so, unless a test card decides.",
    operation="POST /v1/payouts",
)
def test_a_payout_can_be_made_to_fail(live: Live, account_id: str) -> None:
    made = live.send("POST", "/v1/payouts", payout(account_id, description="DECLINED")).json()
    live.advance(seconds=11 * MINUTES)
    assert live.send("GET", f"/v1/payouts/{made['id']}").json()["status"] == "DECLINED"


@pytest.mark.promise(
    "docs/payouts.md",
    "A retry with the key of a payout returns that payout's first answer and pays nothing.",
    operation="POST /v1/payouts",
)
def test_a_retry_with_the_same_key_pays_out_once(live: Live, account_id: str) -> None:
    body, headers = payout(account_id), {"x-idempotency-key": str(uuid4())}
    first, second = (live.send("POST", "/v1/payouts", body, headers=headers).json() for _ in range(2))
    assert known(first) == known(second)
    query = f"/v1/payouts?merchant_reference={body['merchant_reference']}"
    assert [found["id"] for found in live.send("GET", query).json()] == [first["id"]]
