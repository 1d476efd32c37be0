"""Who may ask, and what is refused before anything happens."""

from __future__ import annotations

import pytest

import emulator
from emulator.accounts import KEYS as PAIRS
from tests.emulator.conftest import KEYS, OTHER_KEYS, client_of, code, payment_body


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"public-api-key": KEYS["public-api-key"]},
        {"private-secret-key": KEYS["private-secret-key"]},
        {**KEYS, "private-secret-key": ""},
        {**KEYS, "public-api-key": ""},
        {**KEYS, "private-secret-key": OTHER_KEYS["private-secret-key"]},
    ],
)
def test_both_keys_are_needed_and_must_belong_together(running, keys):
    answer = client_of(running, keys).post("/customers", json={"merchant_customer_id": "customer-1"})
    assert code(answer) == (401, "INVALID_CREDENTIALS")


def test_the_objects_of_one_account_are_invisible_to_the_other(running, client, customer, pay):
    payment, stranger = pay(), client_of(running, OTHER_KEYS)
    assert code(stranger.get(f"/customers/{customer['id']}")) == (404, "CUSTOMER_NOT_FOUND")
    assert code(stranger.get(f"/customers/{customer['id']}/payment-methods")) == (404, "CUSTOMER_NOT_FOUND")
    assert code(stranger.get(f"/payments/{payment['id']}")) == (404, "PAYMENT_NOT_FOUND")
    assert stranger.get("/payments", params={"merchant_order_id": "order-1"}).json() == []


@pytest.mark.parametrize("url", ["/nothing", "/", "/customers/1/2/3"])
def test_an_unknown_url_is_a_plain_404(client, url):
    answer = client.get(url)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/plain")


MALFORMED = {
    "empty": b"",
    "cut": b'{"merchant_customer_id": "cus',
    "not an object": b"[]",
    "null": b"null",
    "not a number": b'{"merchant_customer_id": "customer-1", "more": NaN}',
    "infinite": b'{"merchant_customer_id": "customer-1", "more": -Infinity}',
    "lone surrogate": b'{"merchant_customer_id": "\\ud800\\ud800\\ud800"}',
    "surrogate in a field nobody knows": b'{"merchant_customer_id": "customer-1", "more": "\\udfff"}',
    "deep": b'{"merchant_customer_id": "customer-1", "more": ' + b"[" * 10_000 + b"]" * 10_000 + b"}",
    "not text": b"\xff\xfe\xfa",
    "endless digits": b'{"merchant_customer_id": ' + b"9" * 10_000 + b"}",
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_body_is_refused(client, body):
    assert code(client.post("/customers", content=body)) == (400, "INVALID_REQUEST")


def test_a_nested_body_is_read_or_refused_at_any_depth(client):
    for depth in range(850, 1000):
        more = b"[" * depth + b"]" * depth
        answer = client.post("/customers", content=b'{"merchant_customer_id": "customer-1", "more": ' + more + b"}")
        assert answer.status_code in {201, 400}


@pytest.mark.parametrize(
    "change, field",
    [
        ({"amount": None}, "amount"),
        ({"amount": {"currency": "USD"}}, "amount.value"),
        ({"amount": {"currency": "usd", "value": 1}}, "amount.currency"),
        ({"amount": {"currency": "USD", "value": "1"}}, "amount.value"),
        ({"amount": {"currency": "USD", "value": True}}, "amount.value"),
        ({"amount": {"currency": "USD", "value": 0}}, "amount.value"),
        ({"amount": {"currency": "USD", "value": 0.00015}}, "amount.value"),
        ({"amount": {"currency": "USD", "value": 10**400}}, "amount.value"),
        ({"amount": {"currency": "USD", "value": float(10**300)}}, "amount.value"),
        ({"account_id": "11b0a7c25a114d0c9c556f5f7c8c0a01"}, "account_id"),
        ({"description": "ab"}, "description"),
        ({"description": "a" * 256}, "description"),
        ({"country": "DE"}, "country"),
        ({"workflow": "TELEGRAPH"}, "workflow"),
        ({"metadata": [{"key": "a"}]}, "metadata[0].value"),
        ({"metadata": [{"key": "a", "value": "b"}] * 51}, "metadata"),
        ({"payment_method": {"type": "CARD", "vault_on_success": 1}}, "payment_method.vault_on_success"),
    ],
)
def test_a_wrong_value_is_refused_with_the_name_of_its_field(client, change, field):
    answer = client.post("/payments", json=payment_body(**change))
    assert code(answer) == (400, "INVALID_REQUEST")
    assert answer.json()["messages"][0].split()[0] == field


@pytest.mark.parametrize("moment, status", [("2025-02-28T23:59:59Z", 201), ("2025-02-30T00:00:00Z", 400), ("now", 400)])
def test_a_moment_must_exist(client, moment, status):
    body = {"merchant_customer_id": "customer-1", "merchant_customer_created_at": moment}
    assert client.post("/customers", json=body).status_code == status


@pytest.mark.parametrize("number, status", [("4507990000000002\n", 400), ("٤٥٠٧٩٩٠٠٠٠", 400), ("45079900", 201)])
def test_a_card_number_is_digits_only(client, number, status):
    assert client.post("/payments", json=payment_body(number=number)).status_code == status


def test_unknown_fields_are_ignored(client):
    answer = client.post("/customers", json={"merchant_customer_id": "customer-1", "shoe_size": 43})
    assert answer.status_code == 201
    assert "shoe_size" not in answer.json()


def test_the_same_seed_and_requests_give_the_same_bytes():
    def story(seed):
        client = client_of(emulator.create(seed=seed))
        client.post("/customers", json={"merchant_customer_id": "customer-1"})
        return client.post("/payments", json=payment_body()).content

    assert story(7) == story(7)
    assert story(7) != story(8)


def test_the_authentication_page_publishes_every_pair(client):
    page = client.get("https://api.emulator.test/docs/authentication.md").text
    assert all(f"`{public}` | `{private}`" in page for public, private in PAIRS.items())


@pytest.mark.parametrize(
    "deviation, told",
    [
        ("resp_drop:POST /v1/payments response/201/body/id", lambda answer: "id" not in answer.json()),
        (
            "resp_null:POST /v1/payments response/201/body/amount/value",
            lambda answer: answer.json()["amount"]["value"] is None,
        ),
        ("status_changed:POST /v1/payments response/201", lambda answer: answer.status_code == 200),
        ("route_gone:POST /v1/payments response/201", lambda answer: answer.status_code == 404),
    ],
)
def test_a_deviation_tells_its_lie(deviation, told):
    honest = client_of(emulator.create()).post("/payments", json=payment_body())
    lying = emulator.create(deviate=[deviation])
    assert not told(honest)
    assert told(client_of(lying).post("/payments", json=payment_body()))
