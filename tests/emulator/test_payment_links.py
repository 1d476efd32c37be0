"""Payment links: their statuses, their time, and payments made with them."""

from __future__ import annotations

import pytest

from tests.emulator.conftest import ACCOUNT, OTHER_KEYS, client_of, code, payment_body

BODY = {
    "account_id": ACCOUNT,
    "country": "US",
    "amount": {"currency": "USD", "value": 20},
    "payment_method_types": ["CARD"],
}
DAYS = 24 * 60 * 60  # seconds; the clock starts on 2026-01-01 at 12:00


@pytest.fixture
def link(client):
    def link(**more):
        answer = client.post("/payment-links", json={**BODY, **more})
        assert answer.status_code == 200, answer.text
        return answer.json()

    return link


@pytest.fixture
def pay(client):
    def pay(link, **more):
        session = link["checkout_url"].partition("?session=")[2]
        return client.post("/payments", json=payment_body(20, checkout={"session": session}, **more))

    return pay


def found(client, link):
    return client.get(f"/payment-links/{link['code']}").json()


def status(client, link):
    return found(client, link)["status"]


def test_a_link_is_retrieved_as_it_was_created(client, link):
    made = link(merchant_order_id="order-7", metadata=[{"key": "a", "value": "b"}])
    assert (made["status"], made["payments_number"], made["one_time_use"]) == ("CREATED", 0, False)
    assert found(client, made) == made


def test_what_was_not_sent_is_null(link):
    made = link()
    assert made["availability"] is made["customer_payer"] is made["description"] is None
    assert made["metadata"] == []


def test_a_link_of_a_customer_shows_the_customer(client, link, customer):
    payer = link(customer_payer={"id": customer["id"], "email": "marina@shop.example"})["customer_payer"]
    assert (payer["first_name"], payer["email"]) == ("Marina", "marina@shop.example")
    answer = client.post("/payment-links", json={**BODY, "customer_payer": {"id": ACCOUNT}})
    assert code(answer) == (400, "CUSTOMER_NOT_FOUND")


def test_a_link_for_one_payment_serves_one(client, link, pay):
    made = link(one_time_use=True)
    assert pay(made).status_code == 201
    assert (status(client, made), found(client, made)["payments_number"]) == ("USED", 1)
    assert code(pay(made)) == (400, "CHECKOUT_SESSION_NOT_FOUND")


def test_a_declined_payment_uses_a_link_for_one_payment(client, link, pay):
    made = link(one_time_use=True)
    assert pay(made, number="4507990000000010").json()["status"] == "DECLINED"
    assert status(client, made) == "USED"


def test_any_other_link_serves_many(client, link, pay):
    made = link()
    assert [pay(made).status_code for _ in range(3)] == [201, 201, 201]
    assert (status(client, made), found(client, made)["payments_number"]) == ("CREATED", 3)


def test_a_refused_payment_does_not_count(client, link, pay):
    made = link(one_time_use=True)
    assert code(pay(made, customer_payer={"id": ACCOUNT})) == (400, "CUSTOMER_NOT_FOUND")
    assert (status(client, made), found(client, made)["payments_number"]) == ("CREATED", 0)


def test_a_canceled_link_cannot_be_paid(client, link, pay):
    made = link()
    pay(made)
    canceled = client.post(f"/payment-links/{made['code']}/cancel").json()
    assert canceled == {**made, "status": "CANCELED", "payments_number": 1} == found(client, made)
    assert code(pay(made)) == (400, "CHECKOUT_SESSION_NOT_FOUND")
    assert code(client.post(f"/payment-links/{made['code']}/cancel")) == (400, "INVALID_STATUS")


def test_a_used_link_cannot_be_canceled(client, link, pay):
    made = link(one_time_use=True)
    pay(made)
    assert code(client.post(f"/payment-links/{made['code']}/cancel")) == (400, "INVALID_STATUS")


@pytest.mark.parametrize("finish", ["2026-01-02T12:00:00Z", "2026-01-02T09:00:00-03:00", "2026-01-02t12:00:00.0z"])
def test_a_link_expires_at_its_end(running, client, link, pay, finish):
    made = link(availability={"finish_at": finish})
    running.advance(seconds=DAYS - 1)
    assert pay(made).status_code == 201
    running.advance(seconds=1)
    assert status(client, made) == "EXPIRED"
    assert code(pay(made)) == (400, "CHECKOUT_SESSION_NOT_FOUND")
    assert code(client.post(f"/payment-links/{made['code']}/cancel")) == (400, "INVALID_STATUS")


def test_a_canceled_or_used_link_does_not_expire(running, client, link, pay):
    canceled, used = (link(one_time_use=True, availability={"finish_at": "2026-01-02T12:00:00Z"}) for _ in range(2))
    client.post(f"/payment-links/{canceled['code']}/cancel")
    pay(used)
    running.advance(seconds=2 * DAYS)
    assert (status(client, canceled), status(client, used)) == ("CANCELED", "USED")


def test_a_link_without_an_end_does_not_expire(running, client, link, pay):
    made = link()
    running.advance(seconds=1000 * DAYS)
    assert status(client, made) == "CREATED"
    assert pay(made).status_code == 201


def test_a_link_cannot_be_paid_before_its_start(running, client, link, pay):
    made = link(availability={"start_at": "2026-01-02T12:00:00Z"})
    assert status(client, made) == "CREATED"
    assert code(pay(made)) == (400, "CHECKOUT_SESSION_NOT_FOUND")
    running.advance(seconds=DAYS)
    assert pay(made).status_code == 201


@pytest.mark.parametrize(
    "availability",
    [
        {"finish_at": "2026-01-01T12:00:00Z"},
        {"finish_at": "0001-01-01T00:00:00+03:00"},
        {"start_at": "9999-12-31T23:00:00-03:00"},
        {"start_at": "2026-03-01T00:00:00Z", "finish_at": "2026-03-01T00:00:00Z"},
    ],
)
def test_dates_that_make_no_sense_are_refused(client, availability):
    answer = client.post("/payment-links", json={**BODY, "availability": availability})
    assert code(answer) == (400, "INVALID_PARAMETERS")


def test_a_fraction_of_nanoseconds_is_a_moment_too(link):
    sent = {"finish_at": "2026-03-01T00:00:00.123456789Z", "start_at": "0002-01-01T00:00:00Z"}
    assert link(availability=sent)["availability"] == sent


def test_a_link_may_name_an_unknown_field_only_in_vain(link, client, pay):
    made = link(status="USED", code=ACCOUNT, payments_number=7, many=False, payment_link="x")
    assert made["code"] != ACCOUNT
    assert (status(client, made), made["payments_number"]) == ("CREATED", 0)


@pytest.mark.parametrize("missing", BODY)
def test_what_is_needed_is_needed(client, missing):
    body = {name: value for name, value in BODY.items() if name != missing}
    answer = client.post("/payment-links", json=body)
    assert code(answer) == (400, "INVALID_REQUEST")
    assert answer.json()["messages"] == [f"{missing} is required"]


def test_an_unknown_link_is_not_found(running, client, link):
    made, stranger = link(), client_of(running, OTHER_KEYS)
    for asker, url in ((client, f"/payment-links/{ACCOUNT}"), (stranger, f"/payment-links/{made['code']}")):
        assert code(asker.get(url)) == (404, "PAYMENT_LINK_NOT_FOUND")
        assert code(asker.post(f"{url}/cancel")) == (404, "PAYMENT_LINK_NOT_FOUND")
