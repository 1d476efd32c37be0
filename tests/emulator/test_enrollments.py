"""Enrollment in a customer session: statuses over time, what is unenrolled, who sees it."""

from __future__ import annotations

import pytest

from tests.emulator.conftest import ACCOUNT, OTHER_KEYS, card, client_of, code, delivered, payment_body

BODY = {"account_id": ACCOUNT, "country": "US", "payment_method_type": "CARD"}


@pytest.fixture
def session(client, customer):
    body = {"account_id": ACCOUNT, "country": "US", "customer_id": customer["id"], "callback_url": "https://a.example"}
    return client.post("/customers/sessions", json=body).json()["customer_session"]


@pytest.fixture
def enroll(client, session):
    def enroll():
        answer = client.post(f"/customers/sessions/{session}/payment-methods", json=BODY)
        assert answer.status_code == 201
        return answer.json()

    return enroll


def found(client, method):
    return client.get(f"/payment-methods/{method['id']}").json()


def events(running):
    return [(body["type_event"], body["data"]) for body in delivered(running)]


def test_a_session_offers_a_card(client, session):
    (offer,) = client.get(f"/checkout/customers/sessions/{session}/payment-methods").json()["payment_methods"]
    assert offer["type"] == "CARD"
    assert offer["enrollment"] == {"session": session, "sdk_required_action": True}


def test_an_enrollment_begins_without_a_card(client, customer, session, enroll):
    method = enroll()
    assert (method["status"], method["vaulted_token"], method["card_data"]) == ("READY_TO_ENROLL", None, None)
    assert (method["customer_id"], method["callback_url"]) == (customer["id"], "https://a.example")
    assert method["enrollment"] == {"session": session, "sdk_required_action": True}
    assert found(client, method) == method


@pytest.mark.parametrize(
    "seconds, status",
    [(29, "READY_TO_ENROLL"), (30, "ENROLL_IN_PROCESS"), (59, "ENROLL_IN_PROCESS"), (60, "ENROLLED")],
)
def test_the_status_follows_the_clock(running, client, enroll, seconds, status):
    method = enroll()
    running.advance(seconds=seconds)
    now = found(client, method)
    assert (now["status"], now["enrollment"]["sdk_required_action"]) == (status, status == "READY_TO_ENROLL")
    assert (now["vaulted_token"] is None) == (status != "ENROLLED")


def test_an_enrolled_card_pays_and_is_listed(running, client, customer, enroll):
    method = enroll()
    methods = f"/customers/{customer['id']}/payment-methods"
    assert client.get(methods).json() == {"payment_methods": []}
    running.advance(seconds=60)
    now = found(client, method)
    assert now["name"] == "VISA ****0002"
    assert now["card_data"]["holder_name"] == "Marina"
    assert client.get(methods).json() == {"payment_methods": [now]}
    assert client.get(f"{methods}/{method['id']}").json() == now
    paying = {"type": "CARD", "vaulted_token": now["vaulted_token"]}
    payment = client.post("/payments", json=payment_body(payment_method=paying)).json()
    assert payment["status"] == "SUCCEEDED"


def test_a_delivery_says_that_a_card_was_enrolled_and_unenrolled(running, client, enroll):
    method = enroll()
    assert events(running) == []
    running.advance(seconds=60)
    assert events(running) == [("enrollment.enroll", {"payment_method": found(client, method)})]
    left = client.post(f"/customers/payment-methods/{method['id']}/unenroll").json()
    assert events(running)[1:] == [("enrollment.unenroll", {"payment_method": left})]


@pytest.mark.parametrize("seconds", [0, 30])
def test_only_an_enrolled_card_can_be_unenrolled(running, client, enroll, seconds):
    url = f"/customers/payment-methods/{enroll()['id']}/unenroll"
    running.advance(seconds=seconds)
    assert code(client.post(url)) == (400, "INVALID_STATUS")
    running.advance(seconds=60)
    assert client.post(url).json()["status"] == "UNENROLLED"
    assert code(client.post(url)) == (400, "INVALID_STATUS")


def test_an_unenrolled_card_no_longer_pays(running, client, enroll):
    method = enroll()
    running.advance(seconds=60)
    left = client.post(f"/customers/payment-methods/{method['id']}/unenroll").json()
    paying = {"type": "CARD", "vaulted_token": left["vaulted_token"]}
    answer = client.post("/payments", json=payment_body(payment_method=paying))
    assert code(answer) == (400, "PAYMENT_METHOD_NOT_FOUND")


@pytest.mark.parametrize("number, expected", [("4507990000000002", "UNENROLLED"), ("4507990000000010", "ENROLLED")])
def test_a_renewed_card_takes_the_place_of_the_older_one(running, client, customer, enroll, number, expected):
    body = {"account_id": ACCOUNT, "country": "US", "type": "CARD", "card_data": card(number)}
    older = client.post(f"/customers/{customer['id']}/payment-methods", json=body).json()
    newer = enroll()
    running.advance(seconds=60)
    assert (found(client, older)["status"], found(client, newer)["status"]) == (expected, "ENROLLED")


def test_the_same_card_twice_is_two_payment_methods(running, client, enroll):
    methods = [enroll(), enroll()]
    running.advance(seconds=60)
    now = [found(client, method) for method in methods]
    assert [method["status"] for method in now] == ["ENROLLED", "ENROLLED"]
    assert now[0]["vaulted_token"] != now[1]["vaulted_token"]


def test_a_card_without_a_session_is_found_by_its_id_alone(client, customer):
    body = {"account_id": ACCOUNT, "country": "US", "type": "CARD", "card_data": card()}
    method = client.post(f"/customers/{customer['id']}/payment-methods", json=body).json()
    assert method["enrollment"] is None
    assert found(client, method) == method


def test_a_card_of_a_customer_without_a_name_has_a_holder(running, client):
    customer = client.post("/customers", json={"merchant_customer_id": "customer-2"}).json()
    body = {"account_id": ACCOUNT, "country": "US", "customer_id": customer["id"]}
    session = client.post("/customers/sessions", json=body).json()["customer_session"]
    method = client.post(f"/customers/sessions/{session}/payment-methods", json=BODY).json()
    running.advance(seconds=60)
    assert found(client, method)["card_data"]["holder_name"] == "Test Customer"


@pytest.mark.parametrize("seconds", [0, 30, 60])
def test_a_deleted_customer_takes_the_enrollment_along(running, client, customer, enroll, seconds):
    method = enroll()
    running.advance(seconds=seconds)
    assert client.delete(f"/customers/{customer['id']}").status_code == 202
    running.advance(seconds=60)
    assert code(client.get(f"/payment-methods/{method['id']}")) == (404, "PAYMENT_METHOD_NOT_FOUND")


def test_an_unknown_session_or_payment_method_is_not_found(client):
    url = f"/customers/sessions/{ACCOUNT}/payment-methods"
    assert code(client.post(url, json=BODY)) == (404, "CUSTOMER_SESSION_NOT_FOUND")
    assert code(client.get(f"/checkout{url}")) == (404, "CUSTOMER_SESSION_NOT_FOUND")
    assert code(client.get(f"/payment-methods/{ACCOUNT}")) == (404, "PAYMENT_METHOD_NOT_FOUND")
    answer = client.post(f"/customers/payment-methods/{ACCOUNT}/unenroll")
    assert code(answer) == (404, "PAYMENT_METHOD_NOT_FOUND")


def test_the_other_account_sees_neither_session_nor_payment_method(running, session, enroll):
    stranger, method = client_of(running, OTHER_KEYS), enroll()
    url = f"/customers/sessions/{session}/payment-methods"
    assert code(stranger.post(url, json=BODY)) == (404, "CUSTOMER_SESSION_NOT_FOUND")
    assert code(stranger.get(f"/checkout{url}")) == (404, "CUSTOMER_SESSION_NOT_FOUND")
    assert code(stranger.get(f"/payment-methods/{method['id']}")) == (404, "PAYMENT_METHOD_NOT_FOUND")
    running.advance(seconds=60)
    answer = stranger.post(f"/customers/payment-methods/{method['id']}/unenroll")
    assert code(answer) == (404, "PAYMENT_METHOD_NOT_FOUND")
