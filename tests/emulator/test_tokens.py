"""One-time tokens: what they stand for, where and how often they pay."""

from __future__ import annotations

import pytest

from tests.emulator.conftest import ACCOUNT, OTHER_KEYS, card, client_of, code, payment_body

HOURS = 3600


@pytest.fixture
def token(client):
    answer = client.post("/tokens", json={"account_id": ACCOUNT, "card_data": card()})
    assert answer.status_code == 201
    return answer.json()["token"]


@pytest.fixture
def open_session(client):
    def open_session():
        body = {"account_id": ACCOUNT, "merchant_order_id": "order-1", "payment_description": "A test", "country": "US"}
        return client.post("/checkout/sessions", json=body).json()["checkout_session"]

    return open_session


@pytest.fixture
def session_token(client):
    def session_token(session, **more):
        body = {"payment_method": {"type": "CARD", "card": card(), **more}}
        return client.post(f"/checkout/sessions/{session}/token", json=body)

    return session_token


@pytest.fixture
def pay_with(client):
    def pay_with(token, *, session="", **more):
        checkout = {"checkout": {"session": session}} if session else {}
        body = payment_body(payment_method={"type": "CARD", "token": token}, **checkout, **more)
        return client.post("/payments", json=body)

    return pay_with


def test_a_token_keeps_no_number(client):
    body = {"account_id": ACCOUNT, "country": "BR", "card_data": card(), "customer_payer": {"first_name": "Marina"}}
    made = client.post("/tokens", json=body).json()
    assert (made["card_data"]["iin"], made["card_data"]["lfd"]) == ("45079900", "0002")
    assert made["customer_payer"] == {"first_name": "Marina", "last_name": None, "email": None}
    assert card()["number"] not in str(made)


def test_a_token_pays_once(pay_with, token):
    payment = pay_with(token).json()
    assert (payment["status"], payment["payment_method"]["token"]) == ("SUCCEEDED", token)
    assert code(pay_with(token)) == (400, "TOKEN_NOT_FOUND")


def test_a_declined_payment_uses_the_token_too(client, pay_with):
    body = {"account_id": ACCOUNT, "card_data": card("4507990000000010")}
    token = client.post("/tokens", json=body).json()["token"]
    assert pay_with(token).json()["status"] == "DECLINED"
    assert code(pay_with(token)) == (400, "TOKEN_NOT_FOUND")


def test_a_refused_payment_leaves_the_token_unused(pay_with, token):
    assert code(pay_with(token, customer_payer={"id": ACCOUNT})) == (400, "CUSTOMER_NOT_FOUND")
    assert pay_with(token).status_code == 201


def test_a_token_lives_just_under_five_hours(running, client, pay_with, token):
    running.advance(seconds=5 * HOURS - 1)
    assert pay_with(token).status_code == 201
    late = client.post("/tokens", json={"account_id": ACCOUNT, "card_data": card()}).json()["token"]
    running.advance(seconds=5 * HOURS)
    assert code(pay_with(late)) == (400, "TOKEN_NOT_FOUND")


def test_an_unknown_token_and_that_of_another_account_are_refused(running, pay_with, token):
    assert code(pay_with(ACCOUNT)) == (400, "TOKEN_NOT_FOUND")
    body = payment_body(payment_method={"type": "CARD", "token": token})
    assert code(client_of(running, OTHER_KEYS).post("/payments", json=body)) == (400, "TOKEN_NOT_FOUND")


def test_a_token_wins_over_a_card(client, token):
    body = payment_body(number="4507990000000010")
    body["payment_method"]["token"] = token
    assert client.post("/payments", json=body).json()["status"] == "SUCCEEDED"


def test_a_session_token_pays_in_its_session_only(pay_with, open_session, session_token):
    mine, other = open_session(), open_session()
    made = session_token(mine)
    assert (made.status_code, made.json()["country"]) == (201, "US")
    token = made.json()["token"]
    assert code(pay_with(token)) == (400, "TOKEN_NOT_FOUND")
    assert code(pay_with(token, session=other)) == (400, "TOKEN_NOT_FOUND")
    assert pay_with(token, session=mine).json()["status"] == "SUCCEEDED"
    assert code(session_token(mine)) == (400, "INVALID_STATUS")


def test_a_session_that_is_over_or_of_another_account_gives_no_token(running, client, open_session, session_token):
    session = open_session()
    body = {"payment_method": {"type": "CARD", "card": card()}}
    stranger = client_of(running, OTHER_KEYS).post(f"/checkout/sessions/{session}/token", json=body)
    assert code(stranger) == (404, "CHECKOUT_SESSION_NOT_FOUND")
    running.advance(seconds=5 * HOURS)
    assert code(session_token(session)) == (404, "CHECKOUT_SESSION_NOT_FOUND")


@pytest.mark.parametrize("said, stored", [({}, 1), ({"vault_on_success": False}, 0)])
def test_a_session_token_may_ask_for_the_card_to_be_enrolled(
    client, customer, open_session, session_token, said, stored
):
    session = open_session()
    token = session_token(session, vault_on_success=True).json()["token"]
    method = {"type": "CARD", "token": token, **said}
    body = payment_body(payment_method=method, checkout={"session": session}, customer_payer={"id": customer["id"]})
    assert client.post("/payments", json=body).status_code == 201
    listed = client.get(f"/customers/{customer['id']}/payment-methods").json()["payment_methods"]
    assert len(listed) == stored
