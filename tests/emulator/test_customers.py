"""Customers and the payment methods they keep."""

from __future__ import annotations

import pytest

from tests.emulator.conftest import ACCOUNT, card, code


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
