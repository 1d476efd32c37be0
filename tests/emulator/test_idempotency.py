"""What an idempotency key does, as the docs promise it."""

from __future__ import annotations

import pytest

from tests.emulator.conftest import OTHER_KEYS, client_of, code, payment_body

KEY = {"X-Idempotency-Key": "3d1f6f2e-94b7-4b0f-8a52-0c5f3a9be001"}
NOBODY = {"customer_payer": {"id": "00000000-0000-4000-8000-000000000000"}}


def stored(client):
    return client.get("/payments", params={"merchant_order_id": "order-1"}).json()


@pytest.mark.parametrize("number", ["4507990000000002", "4507990000000010"])
def test_a_retry_returns_the_original_payment_and_ignores_its_own_body(client, number):
    first = client.post("/payments", json=payment_body(number=number), headers=KEY)
    again = client.post("/payments", json=payment_body(7), headers=KEY)
    not_even_json = client.post("/payments", content=b"{", headers=KEY)
    assert (again.status_code, again.content) == (201, first.content) == (201, not_even_json.content)
    assert len(stored(client)) == 1


def test_a_key_is_the_same_in_either_case(client):
    first = client.post("/payments", json=payment_body(), headers=KEY)
    upper = {name: value.upper() for name, value in KEY.items()}
    assert client.post("/payments", json=payment_body(), headers=upper).content == first.content


def test_a_request_rejected_before_processing_leaves_its_key_free(client):
    assert code(client.post("/payments", json={}, headers=KEY)) == (400, "INVALID_REQUEST")
    no_card = payment_body(payment_method={"type": "CARD"})
    assert code(client.post("/payments", json=no_card, headers=KEY)) == (400, "MISSING_PARAMETERS")
    assert client.post("/payments", json=payment_body(), headers=KEY).status_code == 201


def test_a_request_that_fails_while_it_is_processed_burns_its_key(client):
    assert code(client.post("/payments", json=payment_body(**NOBODY), headers=KEY)) == (400, "CUSTOMER_NOT_FOUND")
    assert code(client.post("/payments", json=payment_body(), headers=KEY)) == (400, "IDEMPOTENCY_DUPLICATED")
    assert stored(client) == []


def test_without_a_key_every_request_is_a_new_payment(client):
    assert client.post("/payments", json=payment_body()).json() != client.post("/payments", json=payment_body()).json()


def test_a_key_must_be_a_uuid(client):
    answer = client.post("/payments", json=payment_body(), headers={"X-Idempotency-Key": "1"})
    assert code(answer) == (400, "INVALID_REQUEST")


def test_two_accounts_may_use_the_same_key(running, client):
    mine = client.post("/payments", json=payment_body(), headers=KEY).json()
    theirs = client_of(running, OTHER_KEYS).post("/payments", json=payment_body(), headers=KEY).json()
    assert mine["id"] != theirs["id"]
