"""Installments plans from outside: what is stored, what is listed, what is refused."""

from __future__ import annotations

import pytest

from tests.emulator.conftest import ACCOUNT, OTHER_KEYS, client_of, code

SECOND = "22b0a7c2-5a11-4d0c-9c55-6f5f7c8c0a02"


def plan_body(**more):
    return {
        "name": "Three months",
        "account_id": [ACCOUNT],
        "merchant_reference": "plan-1",
        "installments_plan": [{"installment": 3}, {"installment": 6, "rate": 1.25}],
        **more,
    }


@pytest.fixture
def plan(client):
    """Create a plan that must be created."""

    def plan(**more):
        answer = client.post("/installments-plans", json=plan_body(**more))
        assert answer.status_code == 200, answer.text
        return answer.json()

    return plan


@pytest.fixture
def listed(client):
    def listed(account_id=ACCOUNT, **query):
        return client.get("/installments-plans", params={"account_id": account_id, **query}).json()

    return listed


def test_a_plan_is_answered_as_it_was_sent_with_its_defaults(client, plan):
    made = plan(availability={"start_at": "2026-01-01T00:00:00+03:00"})
    assert made["installments_plan"] == [
        {"installment": 3, "rate": 1, "financial_costs": []},
        {"installment": 6, "rate": 1.25, "financial_costs": []},
    ]
    assert (made["brand"], made["iin"], made["amount"], made["payment_method_type"]) == ([], [], None, "CARD")
    assert made["availability"] == {"start_at": "2025-12-31T21:00:00.000000Z", "finish_at": None}
    assert client.get(f"/installments-plans/{made['id']}").json() == made


def test_plans_are_listed_by_account(plan, listed):
    first, both = plan(), plan(account_id=[SECOND, ACCOUNT, ACCOUNT])
    assert listed() == [first, both]
    assert listed(SECOND) == [both]
    assert listed("33b0a7c2-5a11-4d0c-9c55-6f5f7c8c0a03") == []


def test_plans_are_listed_by_price(plan, listed):
    anything = plan()
    some = plan(amount={"currency": "USD", "min_value": 10.5, "max_value": 20})
    assert listed(currency="USD") == [anything, some]
    assert listed(currency="BRL") == [anything]
    for amount in ("10.5", "20", "20.0000"):
        assert listed(amount=amount) == [anything, some]
    for amount in ("10.4999", "20.0001"):
        assert listed(amount=amount) == [anything]


def test_plans_are_listed_by_card_and_method(plan, listed):
    anything, some = plan(), plan(iin=["450799", "52524400"], payment_method_type="NU_PAY_ENROLLMENT")
    assert listed(iin="45079900") == listed(iin="450799") == listed(iin="52524400") == [anything, some]
    assert listed(iin="525244") == [anything]
    assert listed(payment_method_type="CARD") == [anything]
    assert listed(payment_method_type="NU_PAY_ENROLLMENT") == [some]


def test_a_list_needs_an_account(client):
    assert code(client.get("/installments-plans")) == (400, "INVALID_REQUEST")
    answer = client.get("/installments-plans", params={"account_id": ACCOUNT, "amount": "1e3"})
    assert code(answer) == (400, "INVALID_REQUEST")


def test_an_update_keeps_what_is_not_sent(client, plan, listed):
    made = plan(amount={"currency": "USD", "min_value": 1})
    changed = client.patch(f"/installments-plans/{made['id']}", json={"name": "Other", "account_id": [SECOND]})
    own = {"name": "Other", "account_id": [SECOND], "updated_at": changed.json()["updated_at"]}
    assert changed.json() == {**made, **own}
    assert (listed(), listed(SECOND)) == ([], [changed.json()])


def test_a_deleted_plan_is_gone(client, plan, listed):
    made, other = plan(), plan()
    deleted = client.delete(f"/installments-plans/{made['id']}")
    assert (deleted.status_code, deleted.json()) == (200, made)
    url = f"/installments-plans/{made['id']}"
    for answer in (client.get(url), client.delete(url), client.patch(url, json={})):
        assert code(answer) == (404, "INSTALLMENTS_PLAN_NOT_FOUND")
    assert listed() == [other]


@pytest.mark.parametrize(
    "more",
    [
        {"amount": {"currency": "USD", "min_value": 2, "max_value": 1.9999}},
        {"availability": {"start_at": "2026-01-01T00:00:00Z", "finish_at": "2026-01-01T03:00:00+03:00"}},
    ],
)
def test_limits_that_contradict_each_other_are_refused(client, plan, more):
    assert code(client.post("/installments-plans", json=plan_body(**more))) == (400, "INVALID_PARAMETERS")
    url = f"/installments-plans/{plan()['id']}"
    assert code(client.patch(url, json=more)) == (400, "INVALID_PARAMETERS")


@pytest.mark.parametrize(
    "more", [{"account_id": ["x"]}, {"iin": ["12345"]}, {"brand": ["X"]}, {"installments_plan": 1}]
)
def test_a_plan_is_held_against_its_spec(client, plan, more):
    assert code(client.post("/installments-plans", json=plan_body(**more))) == (400, "INVALID_REQUEST")
    assert code(client.patch(f"/installments-plans/{plan()['id']}", json=more)) == (400, "INVALID_REQUEST")


def test_the_other_account_sees_no_plan(client, plan, running):
    url = f"/installments-plans/{plan()['id']}"
    with client_of(running, OTHER_KEYS) as other:
        for answer in (other.get(url), other.delete(url), other.patch(url, json={})):
            assert code(answer) == (404, "INSTALLMENTS_PLAN_NOT_FOUND")
        assert other.get("/installments-plans", params={"account_id": ACCOUNT}).json() == []
    assert client.get(url).status_code == 200
