"""Customers and the payment methods they keep."""

from __future__ import annotations

import pytest

from tests.emulator.conftest import ACCOUNT, OTHER_KEYS, card, client_of, code, payment_body


@pytest.fixture
def methods(customer):
    return f"/customers/{customer['id']}/payment-methods"


@pytest.fixture
def enrolled(client, methods):
    body = {"account_id": ACCOUNT, "country": "US", "type": "CARD", "card_data": {**card(), "security_code": "123"}}
    answer = client.post(methods, json=body)
    assert answer.status_code == 201
    return answer.json()


def test_a_customer_is_retrieved_as_it_was_created(client, customer):
    assert client.get(f"/customers/{customer['id']}").json() == customer


def test_what_was_not_sent_is_null(client, customer):
    assert customer["last_name"] is customer["phone"] is None
    assert customer["metadata"] == []


def test_half_an_address_is_refused_with_the_name_of_what_is_missing(client):
    body = {"merchant_customer_id": "customer-2", "billing_address": {"city": "Lima", "country": "PE"}}
    answer = client.post("/customers", json=body)
    assert code(answer) == (400, "INVALID_REQUEST")
    assert answer.json()["messages"] == ["billing_address.address_line_1 is required"]


def test_an_unknown_customer_is_not_found(client):
    assert code(client.get(f"/customers/{ACCOUNT}")) == (404, "CUSTOMER_NOT_FOUND")
    assert code(client.get("/customers/nobody")) == (404, "CUSTOMER_NOT_FOUND")


def test_an_enrolled_card_keeps_no_number(enrolled):
    assert enrolled["status"] == "ENROLLED"
    assert enrolled["card_data"] == {
        "holder_name": "Marina Duarte",
        "iin": "45079900",
        "lfd": "0002",
        "expiration_month": 11,
        "expiration_year": 2028,
        "number_length": 16,
        "security_code_length": 3,
        "brand": "VISA",
    }


def test_an_enrolled_card_is_retrieved_and_listed(client, methods, enrolled):
    assert client.get(f"{methods}/{enrolled['id']}").json() == enrolled
    assert client.get(methods).json() == {"payment_methods": [enrolled]}


def test_an_unenrolled_card_is_retrieved_but_no_longer_listed(client, methods, enrolled):
    left = client.post(f"{methods}/{enrolled['id']}/unenroll").json()
    assert left["status"] == "UNENROLLED"
    assert client.get(f"{methods}/{enrolled['id']}").json() == left
    assert client.get(methods).json() == {"payment_methods": []}
    assert code(client.post(f"{methods}/{enrolled['id']}/unenroll")) == (400, "INVALID_STATUS")


def test_a_card_is_not_found_under_another_customer(client, enrolled):
    other = client.post("/customers", json={"merchant_customer_id": "customer-2"}).json()
    answer = client.get(f"/customers/{other['id']}/payment-methods/{enrolled['id']}")
    assert code(answer) == (404, "PAYMENT_METHOD_NOT_FOUND")


def test_what_an_enrollment_does_not_describe_is_ignored(client, methods):
    more = {"enrollment": "x", "status": "UNENROLLED", "vaulted_token": ACCOUNT}
    body = {"account_id": ACCOUNT, "country": "US", "type": "CARD", "card_data": card(), **more}
    enrolled = client.post(methods, json=body).json()
    assert (enrolled["enrollment"], enrolled["status"]) == (None, "ENROLLED")
    assert enrolled["vaulted_token"] != ACCOUNT


def test_a_customer_is_found_by_the_merchants_id(client, customer):
    assert client.get("/customers", params={"merchant_customer_id": "customer-1"}).json() == customer


@pytest.mark.parametrize(
    "query, refusal",
    [
        ({}, (400, "INVALID_REQUEST")),
        ({"merchant_customer_id": "ab"}, (400, "INVALID_REQUEST")),
        ({"merchant_customer_id": "customer-2"}, (404, "CUSTOMER_NOT_FOUND")),
    ],
)
def test_nobody_is_found_by_another_id(client, customer, query, refusal):
    assert code(client.get("/customers", params=query)) == refusal


def test_a_merchants_id_belongs_to_one_customer_of_an_account(running, client, customer):
    body = {"merchant_customer_id": "customer-1"}
    assert code(client.post("/customers", json=body)) == (400, "CUSTOMER_ID_DUPLICATED")
    assert client_of(running, OTHER_KEYS).post("/customers", json=body).status_code == 201


def test_an_update_changes_what_is_sent_and_leaves_the_rest(client, customer):
    address = {"address_line_1": "Rua 1", "city": "Lima", "country": "PE"}
    sent = {"last_name": "Duarte", "billing_address": address, "metadata": [{"key": "a", "value": "b"}]}
    changed = client.patch(f"/customers/{customer['id']}", json=sent).json()
    assert changed["updated_at"] > customer["updated_at"]
    assert changed == {
        **customer,
        **sent,
        "billing_address": {**address, "address_line_2": None, "state": None, "zip_code": None},
        "updated_at": changed["updated_at"],
    }
    assert client.get(f"/customers/{customer['id']}").json() == changed


def test_an_update_changes_no_id_and_no_date(client, customer):
    changed = client.patch(f"/customers/{customer['id']}", json={"id": ACCOUNT, "created_at": "never"}).json()
    assert {**changed, "updated_at": None} == {**customer, "updated_at": None}


def test_a_customer_is_found_by_the_id_it_was_given_last(client, customer):
    url = f"/customers/{customer['id']}"
    assert client.patch(url, json={"merchant_customer_id": "customer-1"}).status_code == 200
    assert client.patch(url, json={"merchant_customer_id": "customer-9"}).status_code == 200
    assert client.get("/customers", params={"merchant_customer_id": "customer-9"}).json()["id"] == customer["id"]
    assert client.get("/customers", params={"merchant_customer_id": "customer-1"}).status_code == 404
    assert client.post("/customers", json={"merchant_customer_id": "customer-1"}).status_code == 201
    assert code(client.patch(url, json={"merchant_customer_id": "customer-1"})) == (400, "CUSTOMER_ID_DUPLICATED")


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b'{"email": null}', b'{"email": 1}', b'{"phone": {}}', b'{"metadata": [1]}']
)
def test_an_update_that_is_not_as_described_is_refused(client, customer, body):
    url = f"/customers/{customer['id']}"
    assert code(client.patch(url, content=body)) == (400, "INVALID_REQUEST")
    assert client.get(url).json() == customer


def test_an_unknown_customer_is_neither_updated_nor_deleted(running, client, customer):
    assert code(client.patch(f"/customers/{ACCOUNT}", json={})) == (404, "CUSTOMER_NOT_FOUND")
    assert code(client.delete(f"/customers/{ACCOUNT}")) == (404, "CUSTOMER_NOT_FOUND")
    stranger = client_of(running, OTHER_KEYS)
    assert code(stranger.patch(f"/customers/{customer['id']}", json={})) == (404, "CUSTOMER_NOT_FOUND")
    assert code(stranger.delete(f"/customers/{customer['id']}")) == (404, "CUSTOMER_NOT_FOUND")
    assert code(stranger.get("/customers", params={"merchant_customer_id": "customer-1"})) == (
        404,
        "CUSTOMER_NOT_FOUND",
    )


def test_a_deleted_customer_is_gone(client, customer):
    body = {"account_id": ACCOUNT, "country": "US", "customer_id": customer["id"]}
    session = client.post("/customers/sessions", json=body).json()["customer_session"]
    url = f"/customers/{customer['id']}"
    answer = client.delete(url)
    assert (answer.status_code, answer.content) == (202, b"")
    for method, path in (("GET", url), ("DELETE", url), ("GET", f"{url}/payment-methods")):
        assert code(client.request(method, path)) == (404, "CUSTOMER_NOT_FOUND")
    assert code(client.post("/customers/sessions", json=body)) == (400, "CUSTOMER_NOT_FOUND")
    listing = f"/checkout/customers/sessions/{session}/payment-methods"
    assert code(client.get(listing)) == (404, "CUSTOMER_SESSION_NOT_FOUND")
    assert client.get("/customers", params={"merchant_customer_id": "customer-1"}).status_code == 404
    assert client.post("/customers", json={"merchant_customer_id": "customer-1"}).status_code == 201


def test_no_token_of_a_deleted_customer_pays(client, customer, enrolled):
    paying = payment_body(payment_method={"type": "CARD", "vaulted_token": enrolled["vaulted_token"]})
    payment = client.post("/payments", json=paying).json()
    client.delete(f"/customers/{customer['id']}")
    assert code(client.post("/payments", json=paying)) == (400, "PAYMENT_METHOD_NOT_FOUND")
    assert code(client.get(f"/payment-methods/{enrolled['id']}")) == (404, "PAYMENT_METHOD_NOT_FOUND")
    assert client.get(f"/payments/{payment['id']}").json() == payment
