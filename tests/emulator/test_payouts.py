"""Payouts from outside: who is paid, how they end and when, and what is said about it."""

from __future__ import annotations

import pytest

from tests.emulator.conftest import ACCOUNT, OTHER_KEYS, card, client_of, code, delivered

MINUTE = 60  # seconds
WALLET = {"type": "ASTROPAY_PAYOUT", "provider_id": "ASTROPAY", "detail": {"wallet": {"code": "wallet-1"}}}


def payout_body(**more):
    return {
        "account_id": ACCOUNT,
        "merchant_reference": "payout-1",
        "country": "US",
        "purpose": "OTHERS",
        "amount": {"currency": "USD", "value": 10.0001},
        "beneficiary": {"merchant_beneficiary_id": "b", "country": "US"},
        "withdrawal_method": WALLET,
        **more,
    }


@pytest.fixture
def ended(client, running):
    """Create a payout and wait until it has ended."""

    def ended(**more):
        answer = client.post("/payouts", json=payout_body(**more))
        assert answer.status_code == 201, answer.text
        assert answer.json()["status"] == "PENDING"
        running.advance(seconds=10 * MINUTE)
        return client.get(f"/payouts/{answer.json()['id']}").json()

    return ended


@pytest.fixture
def token(client, customer):
    def token(number):
        body = {"account_id": ACCOUNT, "country": "US", "type": "CARD", "card_data": card(number)}
        return client.post(f"/customers/{customer['id']}/payment-methods", json=body).json()["vaulted_token"]

    return token


def test_a_payout_is_pending_for_ten_minutes(client, running):
    payout = client.post("/payouts", json=payout_body()).json()
    assert payout["transactions"][0]["response_code"] == "PENDING_PROVIDER_CONFIRMATION"
    running.advance(seconds=10 * MINUTE - 1)
    assert client.get(f"/payouts/{payout['id']}").json() == payout
    running.advance(seconds=1)
    later = client.get(f"/payouts/{payout['id']}").json()
    assert (later["status"], later["transactions"][0]["response_code"]) == ("SUCCEEDED", "SUCCEEDED")
    assert later["created_at"] < later["updated_at"] == "2026-01-01T12:10:00.001000Z"


def test_a_payout_answers_what_was_sent_and_nulls(client):
    payout = client.post("/payouts", json=payout_body(metadata=[{"key": "k", "value": "v"}])).json()
    assert payout["amount"] == payout["transactions"][0]["amount"] == {"currency": "USD", "value": 10.0001}
    assert payout["beneficiary"]["national_entity"] == "INDIVIDUAL"
    assert payout["beneficiary"]["first_name"] is None
    assert payout["withdrawal_method"]["detail"] == {
        "bank_transfer": None,
        "wallet": {"code": "wallet-1", "email": None},
    }
    assert payout["metadata"] == [{"key": "k", "value": "v"}]


@pytest.mark.parametrize("status", ["REJECTED", "DECLINED", "ERROR"])
def test_the_description_decides_how_a_payout_ends(ended, status):
    assert ended(description=status)["status"] == status
    assert ended(description=f"{status} ")["status"] == "SUCCEEDED"


@pytest.mark.parametrize(
    ("suffix", "status"), [("0002", "SUCCEEDED"), ("0010", "DECLINED"), ("0069", "DECLINED"), ("0077", "ERROR")]
)
def test_a_test_card_decides_before_the_description(ended, token, suffix, status):
    method = {"type": "CARD", "provider_id": "UNLIMINT", "vaulted_token": token(f"450799000000{suffix}")}
    assert ended(withdrawal_method=method, description="REJECTED")["status"] == status


def test_with_another_card_the_description_decides(ended, token):
    method = {"type": "CARD", "provider_id": "UNLIMINT", "vaulted_token": token("4111111111111111")}
    assert ended(withdrawal_method=method, description="ERROR")["status"] == "ERROR"
    assert ended(withdrawal_method=method)["status"] == "SUCCEEDED"


@pytest.mark.parametrize("kind", ["CARD", "PIX_PAYOUT"])
def test_a_payout_to_nowhere_is_rejected(ended, kind):
    assert ended(withdrawal_method={"type": kind, "provider_id": "UNLIMINT", "detail": {}})["status"] == "REJECTED"


def test_a_token_that_is_not_enrolled_is_refused(client):
    method = {"type": "CARD", "provider_id": "UNLIMINT", "vaulted_token": ACCOUNT}
    answer = client.post("/payouts", json=payout_body(withdrawal_method=method))
    assert code(answer) == (400, "PAYMENT_METHOD_NOT_FOUND")


def test_payouts_are_found_by_their_reference(client):
    first, second = (client.post("/payouts", json=payout_body()).json() for _ in range(2))
    client.post("/payouts", json=payout_body(merchant_reference="payout-2"))
    assert client.get("/payouts", params={"merchant_reference": "payout-1"}).json() == [first, second]
    assert client.get("/payouts", params={"merchant_reference": "payout-3"}).json() == []
    assert code(client.get("/payouts")) == (400, "INVALID_REQUEST")


def test_a_retry_with_the_same_key_pays_once(client, running):
    headers = {"X-Idempotency-Key": ACCOUNT}
    refused = client.post("/payouts", json=payout_body(amount={}), headers=headers)
    assert code(refused) == (400, "INVALID_REQUEST")
    first = client.post("/payouts", json=payout_body(), headers=headers)
    running.advance(seconds=11 * MINUTE)
    again = client.post("/payouts", json={}, headers=headers)
    assert (again.status_code, again.content) == (201, first.content)
    assert len(client.get("/payouts", params={"merchant_reference": "payout-1"}).json()) == 1


def test_a_refused_token_leaves_the_key_free(client):
    headers = {"X-Idempotency-Key": ACCOUNT}
    method = {**WALLET, "vaulted_token": ACCOUNT}
    refused = client.post("/payouts", json=payout_body(withdrawal_method=method), headers=headers)
    assert code(refused) == (400, "PAYMENT_METHOD_NOT_FOUND")
    assert client.post("/payouts", json=payout_body(), headers=headers).status_code == 201


def test_the_other_account_sees_no_payout(client, running):
    payout = client.post("/payouts", json=payout_body()).json()
    with client_of(running, OTHER_KEYS) as other:
        assert code(other.get(f"/payouts/{payout['id']}")) == (404, "PAYOUT_NOT_FOUND")
        assert other.get("/payouts", params={"merchant_reference": "payout-1"}).json() == []
    assert code(client.get("/payouts/nothing")) == (404, "PAYOUT_NOT_FOUND")


def test_the_end_of_a_payout_is_delivered(ended, running):
    payout = ended()
    (body,) = delivered(running)
    assert (body["type"], body["type_event"], body["account_id"]) == ("payout", "payout.payout", ACCOUNT)
    assert body["data"] == payout
