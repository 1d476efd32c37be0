"""Customer sessions and checkout sessions: who may open them, how long they live, what they are good for."""

from __future__ import annotations

import pytest

from tests.emulator.conftest import ACCOUNT, card, code, payment_body

HOURS = 3600


@pytest.fixture
def session(client):
    body = {"account_id": ACCOUNT, "merchant_order_id": "order-1", "payment_description": "A test", "country": "US"}
    return client.post("/checkout/sessions", json=body).json()


def in_session(session):
    return payment_body(workflow="SDK_CHECKOUT", checkout={"session": session["checkout_session"]})


def test_a_customer_session_is_for_a_customer_that_exists(client, customer):
    body = {"account_id": ACCOUNT, "country": "US", "customer_id": customer["id"]}
    first, second = (client.post("/customers/sessions", json=body).json() for _ in range(2))
    assert first["customer_id"] == customer["id"]
    assert first["customer_session"] != second["customer_session"]
    body["customer_id"] = ACCOUNT
    assert code(client.post("/customers/sessions", json=body)) == (400, "CUSTOMER_NOT_FOUND")


def test_a_checkout_session_can_be_retrieved(client, session):
    answer = client.get(f"/checkout/sessions/{session['checkout_session']}")
    assert (answer.status_code, answer.json()) == (200, session)
    assert session["used"] is False
    assert session["workflow"] == "SDK_CHECKOUT"


def test_a_checkout_session_of_an_unknown_customer_is_refused(client):
    body = {"account_id": ACCOUNT, "merchant_order_id": "order-1", "payment_description": "A test", "country": "US"}
    answer = client.post("/checkout/sessions", json={**body, "customer_id": ACCOUNT})
    assert code(answer) == (400, "CUSTOMER_NOT_FOUND")


def test_a_checkout_session_serves_one_payment(client, session):
    assert client.post("/payments", json=in_session(session)).json()["checkout"]["session"]
    assert client.get(f"/checkout/sessions/{session['checkout_session']}").json() == {**session, "used": True}
    assert code(client.post("/payments", json=in_session(session))) == (400, "CHECKOUT_SESSION_NOT_FOUND")


def test_a_checkout_session_lives_just_under_five_hours(running, client, session):
    running.advance(seconds=5 * HOURS - 1)
    assert client.get(f"/checkout/sessions/{session['checkout_session']}").status_code == 200
    assert client.post("/payments", json=in_session(session)).status_code == 201


def test_a_checkout_session_expires_five_hours_after_its_creation(running, client, session):
    running.advance(seconds=5 * HOURS)
    url = f"/checkout/sessions/{session['checkout_session']}"
    assert code(client.get(url)) == (404, "CHECKOUT_SESSION_NOT_FOUND")
    assert code(client.get(f"{url}/payment-methods")) == (404, "CHECKOUT_SESSION_NOT_FOUND")
    assert code(client.post("/payments", json=in_session(session))) == (400, "CHECKOUT_SESSION_NOT_FOUND")


def test_the_sdk_workflow_needs_a_session(client):
    answer = client.post("/payments", json=payment_body(workflow="SDK_CHECKOUT"))
    assert code(answer) == (400, "CHECKOUT_SESSION_NOT_FOUND")


def test_a_session_offers_a_new_card_and_the_enrolled_ones(client, customer):
    body = {"account_id": ACCOUNT, "country": "US", "type": "CARD", "card_data": card()}
    enrolled = client.post(f"/customers/{customer['id']}/payment-methods", json=body).json()
    body = {"account_id": ACCOUNT, "merchant_order_id": "order-1", "payment_description": "A test", "country": "US"}
    session = client.post("/checkout/sessions", json={**body, "customer_id": customer["id"]}).json()
    offers = client.get(f"/checkout/sessions/{session['checkout_session']}/payment-methods").json()
    assert [offer["vaulted_token"] for offer in offers] == [None, enrolled["vaulted_token"]]
    assert {offer["checkout"]["session"] for offer in offers} == {session["checkout_session"]}
