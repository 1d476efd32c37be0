"""Customer sessions and checkout sessions: who may open them, how long they live, what they are good for."""

from __future__ import annotations

import pytest

from tests.emulator.conftest import ACCOUNT, OTHER_KEYS, card, client_of, code, payment_body

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


def test_an_update_changes_what_is_sent_and_leaves_the_rest(client, session, customer):
    url = f"/checkout/sessions/{session['checkout_session']}"
    sent = {"customer_id": customer["id"], "amount": {"currency": "USD", "value": 5}, "merchant_order_id": "order-2"}
    assert client.patch(url, json=sent).json() == {**session, **sent}
    assert client.get(url).json() == {**session, **sent}


def test_an_update_changes_nothing_that_is_the_vendors(client, session):
    url = f"/checkout/sessions/{session['checkout_session']}"
    more = {"used": True, "checkout_session": ACCOUNT, "created_at": 1, "ends": "", "starts": 2, "many": True}
    assert client.patch(url, json=more).json() == session
    assert client.post("/payments", json=in_session(session)).status_code == 201
    assert client.get(url).json()["used"] is True


@pytest.mark.parametrize("body", [b"", b"7", b'{"amount": {"value": 1}}', b'{"country": null}', b'{"metadata": {}}'])
def test_an_update_that_is_not_as_described_is_refused(client, session, body):
    url = f"/checkout/sessions/{session['checkout_session']}"
    assert code(client.patch(url, content=body)) == (400, "INVALID_REQUEST")


def test_an_update_needs_a_customer_that_exists(client, session):
    url = f"/checkout/sessions/{session['checkout_session']}"
    assert code(client.patch(url, json={"customer_id": ACCOUNT})) == (400, "CUSTOMER_NOT_FOUND")


def test_a_session_that_was_paid_cannot_be_changed(client, session):
    client.post("/payments", json=in_session(session))
    url = f"/checkout/sessions/{session['checkout_session']}"
    assert code(client.patch(url, json={"country": "BR"})) == (400, "INVALID_STATUS")


def test_an_update_does_not_prolong_a_session(running, client, session):
    url = f"/checkout/sessions/{session['checkout_session']}"
    running.advance(seconds=4 * HOURS)
    assert client.patch(url, json={"country": "BR"}).status_code == 200
    running.advance(seconds=1 * HOURS)
    assert code(client.patch(url, json={"country": "BR"})) == (404, "CHECKOUT_SESSION_NOT_FOUND")


def test_the_other_account_cannot_change_a_session(running, session):
    answer = client_of(running, OTHER_KEYS).patch(f"/checkout/sessions/{session['checkout_session']}", json={})
    assert code(answer) == (404, "CHECKOUT_SESSION_NOT_FOUND")
