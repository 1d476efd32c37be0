"""What we rely on of installments plans: they are found by account, changed in part, and deleted for good."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from contract_tests.conftest import known
from driftline.pytest_plugin import Live

Json = dict[str, Any]
PLANS = "/v1/installments-plans"


@pytest.fixture
def plan(live: Live) -> Json:
    """A plan of an account of its own."""
    body = {
        "name": "A contract test",
        "account_id": [str(uuid4())],
        "merchant_reference": f"contract-{uuid4()}",
        "installments_plan": [{"installment": 3, "rate": 1}],
        "amount": {"currency": "BRL", "min_value": 100, "max_value": 200},
    }
    answer = live.send("POST", PLANS, body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def found(live: Live, plan: Json, amount: str) -> list[str]:
    query = f"account_id={plan['account_id'][0]}&amount={amount}"
    return [one["id"] for one in live.send("GET", f"{PLANS}?{query}").json()]


@pytest.mark.promise(
    "docs/installments-plans.md",
    "With `currency`, `amount`, `iin` or `payment_method_type` it lists only the plans that are for it.",
    operation="GET /v1/installments-plans",
)
def test_plans_are_found_by_account_and_amount(live: Live, plan: Json) -> None:
    assert found(live, plan, "150") == [plan["id"]]
    assert found(live, plan, "99.99") == []


@pytest.mark.promise(
    "docs/installments-plans.md",
    "`PATCH /v1/installments-plans/{installment_code}` changes what is sent and keeps the rest.",
    operation="PATCH /v1/installments-plans/{}",
)
def test_an_update_keeps_the_rest(live: Live, plan: Json) -> None:
    changed = live.send("PATCH", f"{PLANS}/{plan['id']}", {"name": "Another name"}).json()
    assert known(changed) == {**known(plan), "name": "Another name", "updated_at": changed["updated_at"]}


@pytest.mark.promise(
    "docs/installments-plans.md",
    "From then on it is answered with status 404 and the code `INSTALLMENTS_PLAN_NOT_FOUND`.",
    operation="DELETE /v1/installments-plans/{}",
)
def test_a_deleted_plan_is_gone(live: Live, plan: Json) -> None:
    assert live.send("DELETE", f"{PLANS}/{plan['id']}").status_code == 200
    answer = live.send("GET", f"{PLANS}/{plan['id']}")
    assert (answer.status_code, answer.json()["code"]) == (404, "INSTALLMENTS_PLAN_NOT_FOUND")
