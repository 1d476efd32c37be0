"""Payments from outside: their life, their outcomes, and how much money may move."""

from __future__ import annotations

from itertools import product

import pytest

from tests.emulator.conftest import ACCOUNT, card, code, payment_body

OUTCOMES = {
    "02": "SUCCEEDED",
    "10": "INSUFFICIENT_FUNDS",
    "28": "DECLINED_BY_BANK",
    "36": "DO_NOT_HONOR",
    "44": "INVALID_SECURITY_CODE",
    "51": "INVALID_CARD_DATA",
    "69": "REPORTED_STOLEN",
    "77": "ERROR",
}
BRANDS = {
    "45079900000000": "VISA",
    "52524400000000": "MASTERCARD",
    "3700000000000": "AMEX",
    "36471660000000": "DINERS",
    "11390000000000": "UATP",
}


def standing(payment):
    return payment["status"], payment["sub_status"]


def test_a_purchase_is_captured_at_once(pay):
    payment = pay(100.5)
    assert standing(payment) == ("SUCCEEDED", "APPROVED")
    assert payment["amount"] == {"currency": "USD", "value": 100.5, "captured": 100.5, "refunded": 0}
    assert payment["transactions"]["type"] == "PURCHASE"


def test_a_payment_with_capture_false_is_only_authorized(pay):
    payment = pay(100, capture=False)
    assert standing(payment) == ("PENDING", "AUTHORIZED")
    assert payment["amount"]["captured"] == 0
    assert payment["transactions"]["type"] == "AUTHORIZE"


def test_an_authorization_lives_through_capture_and_two_refunds(pay, act, client):
    payment = pay(100, capture=False)
    captured = act("capture", payment, reason="PRODUCT_CONFIRMED").json()
    assert (captured["type"], standing(captured["payment"])) == ("CAPTURE", ("SUCCEEDED", "CAPTURED"))
    first = act("refund", payment, on=captured["id"], value=40).json()
    assert standing(first) == ("SUCCEEDED", "PARTIALLY_REFUNDED")
    second = act("refund", payment, on=captured["id"]).json()
    assert standing(second) == ("REFUNDED", "REFUNDED")
    assert [t["type"] for t in second["transactions_history"]] == ["AUTHORIZE", "CAPTURE", "REFUND", "REFUND"]
    assert client.get(f"/payments/{payment['id']}").json() == second


def test_a_partial_capture_limits_the_refund(pay, act):
    payment = pay(100, capture=False)
    captured = act("capture", payment, value=60).json()
    assert standing(captured["payment"]) == ("SUCCEEDED", "PARTIALLY_CAPTURED")
    assert code(act("refund", payment, on=captured["id"], value=60.0001)) == (400, "INVALID_AMOUNT")
    assert standing(act("refund", payment, on=captured["id"], value=60).json()) == ("REFUNDED", "REFUNDED")


def test_a_canceled_authorization_cannot_be_captured(pay, act):
    payment = pay(capture=False)
    canceled = act("cancel", payment, reason="DUPLICATE").json()
    assert (canceled["type"], standing(canceled["payment"])) == ("CANCEL", ("CANCELED", "CANCELED"))
    assert code(act("capture", payment)) == (400, "INVALID_STATUS")


def test_a_captured_authorization_is_neither_captured_again_nor_canceled(pay, act):
    payment = pay(capture=False)
    act("capture", payment, value=1)
    assert code(act("capture", payment, value=1)) == (400, "INVALID_STATUS")
    assert code(act("cancel", payment)) == (400, "INVALID_STATUS")


def test_no_more_is_captured_than_was_authorized(pay, act, client):
    payment = pay(100, capture=False)
    assert code(act("capture", payment, value=100.0001)) == (400, "INVALID_AMOUNT")
    assert client.get(f"/payments/{payment['id']}").json() == payment


def test_no_more_is_refunded_than_is_left(pay, act):
    payment = pay(0.3)
    purchase = payment["transactions"]["id"]
    assert act("refund", payment, value=0.1).status_code == 200
    assert code(act("refund", payment, on=purchase, value=0.2001)) == (400, "INVALID_AMOUNT")
    assert act("refund", payment, on=purchase, value=0.2).json()["status"] == "REFUNDED"
    assert code(act("refund", payment, on=purchase, value=0.0001)) == (400, "INVALID_STATUS")


def test_another_currency_is_refused(pay, act):
    payment = pay(capture=False)
    answer = act("capture", payment, amount={"currency": "BRL", "value": 1})
    assert code(answer) == (400, "CURRENCY_NOT_ALLOWED")


@pytest.mark.parametrize("capture, action", [(True, "capture"), (True, "cancel"), (False, "refund")])
def test_an_action_needs_a_transaction_of_its_type(pay, act, capture, action):
    assert code(act(action, pay(capture=capture))) == (400, "INVALID_TRANSACTION_TYPE")


def test_a_declined_payment_is_created_and_moves_no_money(pay, act):
    payment = pay(number="4507990000000010")
    assert payment["amount"]["captured"] == 0
    assert code(act("refund", payment)) == (400, "INVALID_STATUS")


@pytest.mark.parametrize("prefix, ending", list(product(BRANDS, OUTCOMES)))
def test_the_last_two_digits_of_a_test_card_decide(pay, prefix, ending):
    payment = pay(number=prefix + ending)
    expected = {"SUCCEEDED": ("SUCCEEDED", "APPROVED"), "ERROR": ("ERROR", "ERROR")}
    assert payment["transactions"]["response_code"] == OUTCOMES[ending]
    assert standing(payment) == expected.get(OUTCOMES[ending], ("DECLINED", "DECLINED"))
    assert payment["payment_method"]["payment_method_detail"]["card"]["card_data"]["brand"] == BRANDS[prefix]


def test_the_description_decides_where_the_card_does_not_and_the_card_wins(pay):
    unknown, known = "4507990000000099", "4507990000000010"
    assert pay(number=unknown)["status"] == "SUCCEEDED"
    assert pay(number=unknown, description="DO_NOT_HONOR")["transactions"]["response_code"] == "DO_NOT_HONOR"
    assert pay(number=known, description="DO_NOT_HONOR")["transactions"]["response_code"] == "INSUFFICIENT_FUNDS"


def test_what_the_merchant_sends_comes_back(pay, customer):
    sent = {
        "merchant_reference": "ticket-1",
        "customer_payer": {"id": customer["id"], "email": "m@shop.example"},
        "callback_url": "https://shop.example",
        "metadata": [{"key": "a", "value": "b"}],
    }
    payment = pay(**sent)
    assert {name: payment[name] for name in sent if name != "customer_payer"} == {
        name: value for name, value in sent.items() if name != "customer_payer"
    }
    assert payment["customer_payer"] == {
        "id": customer["id"],
        "merchant_customer_id": "customer-1",
        "first_name": "Marina",
        "last_name": None,
        "email": "m@shop.example",
    }


def test_payments_are_found_by_the_order_of_the_merchant(pay, client):
    first, _, third = pay(), pay(merchant_order_id="order-2"), pay()
    assert client.get("/payments", params={"merchant_order_id": "order-1"}).json() == [first, third]
    assert client.get("/payments", params={"merchant_order_id": "nothing"}).json() == []
    assert code(client.get("/payments")) == (400, "INVALID_REQUEST")


def test_a_payment_needs_a_card_or_a_token(client):
    body = payment_body(payment_method={"type": "CARD"})
    assert code(client.post("/payments", json=body)) == (400, "MISSING_PARAMETERS")


def test_an_enrolled_card_pays_by_its_token_until_it_is_unenrolled(client, customer, pay):
    methods = f"/customers/{customer['id']}/payment-methods"
    body = {"account_id": ACCOUNT, "country": "US", "type": "CARD", "card_data": card("4507990000000028")}
    enrolled = client.post(methods, json=body).json()
    by_token = {"type": "CARD", "vaulted_token": enrolled["vaulted_token"]}
    assert pay(payment_method=by_token)["transactions"]["response_code"] == "DECLINED_BY_BANK"
    client.post(f"{methods}/{enrolled['id']}/unenroll")
    answer = client.post("/payments", json=payment_body(payment_method=by_token))
    assert code(answer) == (400, "PAYMENT_METHOD_NOT_FOUND")


def test_a_token_pays_only_for_its_own_customer(client, customer, pay):
    body = payment_body(customer_payer={"id": customer["id"]})
    body["payment_method"]["vault_on_success"] = True
    token = client.post("/payments", json=body).json()["payment_method"]["vaulted_token"]
    other = client.post("/customers", json={"merchant_customer_id": "customer-2"}).json()
    method = {"type": "CARD", "vaulted_token": token}
    answer = client.post("/payments", json=payment_body(payment_method=method, customer_payer={"id": other["id"]}))
    assert code(answer) == (400, "INVALID_CUSTOMER_FOR_TOKEN")
    assert pay(payment_method=method, customer_payer={"id": customer["id"]})["status"] == "SUCCEEDED"


@pytest.mark.parametrize("number, stored", [("4507990000000002", 1), ("4507990000000010", 0)])
def test_a_card_is_vaulted_on_success_only(client, customer, number, stored):
    body = payment_body(number=number, customer_payer={"id": customer["id"]})
    body["payment_method"]["vault_on_success"] = True
    token = client.post("/payments", json=body).json()["payment_method"]["vaulted_token"]
    listed = client.get(f"/customers/{customer['id']}/payment-methods").json()["payment_methods"]
    assert [method["vaulted_token"] for method in listed] == [token] * stored


def test_an_unknown_payment_or_transaction_is_not_found(act, pay, customer):
    payment = pay()
    assert code(act("refund", {**payment, "id": customer["id"]})) == (404, "PAYMENT_NOT_FOUND")
    assert code(act("refund", payment, on=customer["id"])) == (404, "TRANSACTION_NOT_FOUND")
