"""Cancel or refund, what fails and is tried again, and what was asked for beforehand."""

from __future__ import annotations

import pytest

from tests.emulator.conftest import OTHER_KEYS, client_of, code, payment_body

MINUTES, HOURS, DAYS = 60, 3600, 86400
KEY = {"X-Idempotency-Key": "3d1f6f2e-94b7-4b0f-8a52-0c5f3a9be001"}
BACK = {"reason": "REQUESTED_BY_CUSTOMER"}


def standing(payment):
    return payment["status"], payment["sub_status"]


@pytest.fixture
def now(client):
    def now(payment):
        return client.get(f"/payments/{payment['id']}").json()

    return now


@pytest.fixture
def take_back(client):
    """Cancel or refund a payment; by one of its transactions where `on` names one."""

    def take_back(payment, *, on="", **more):
        path = f"/payments/{payment['id']}" + (f"/transactions/{on}" if on else "")
        return client.post(f"{path}/cancel-or-refund", json={**BACK, **more})

    return take_back


@pytest.mark.parametrize("by_transaction", [False, True])
def test_an_authorized_payment_is_canceled(pay, take_back, by_transaction):
    payment = pay(capture=False)
    answer = take_back(payment, on=payment["transactions"]["id"] if by_transaction else "")
    assert answer.status_code == 201
    assert (answer.json()["type"], answer.json()["status"]) == ("CANCEL", "SUCCEEDED")
    assert standing(answer.json()["payment"]) == ("CANCELED", "CANCELED")
    assert code(take_back(payment)) == (400, "INVALID_STATUS")


@pytest.mark.parametrize("by_transaction", [False, True])
def test_a_paid_payment_is_refunded_in_parts(pay, take_back, by_transaction):
    payment = pay(100)
    on = payment["transactions"]["id"] if by_transaction else ""
    first = take_back(payment, on=on, amount={"currency": "USD", "value": 30}).json()
    assert (first["type"], first["amount"]) == ("REFUND", 30)
    assert standing(first["payment"]) == ("SUCCEEDED", "PARTIALLY_REFUNDED")
    assert code(take_back(payment, on=on, amount={"currency": "USD", "value": 70.01})) == (400, "INVALID_AMOUNT")
    assert code(take_back(payment, on=on, amount={"currency": "BRL", "value": 1})) == (400, "CURRENCY_NOT_ALLOWED")
    assert standing(take_back(payment, on=on).json()["payment"]) == ("REFUNDED", "REFUNDED")
    assert code(take_back(payment, on=on)) == (400, "INVALID_STATUS")


def test_a_captured_payment_is_refunded_by_its_capture_and_not_by_its_authorization(pay, act, take_back):
    payment = pay(capture=False)
    captured = act("capture", payment).json()
    assert code(take_back(payment, on=payment["transactions"]["id"])) == (400, "INVALID_STATUS")
    refund = take_back(payment, on=captured["id"]).json()
    assert (refund["type"], standing(refund["payment"])) == ("REFUND", ("REFUNDED", "REFUNDED"))
    assert code(take_back(payment, on=refund["id"])) == (400, "INVALID_TRANSACTION_TYPE")


def test_a_transaction_without_a_reference_takes_that_of_the_order(pay, take_back):
    assert take_back(pay()).json()["merchant_reference"] == "order-1"
    assert take_back(pay(), merchant_reference="back-1").json()["merchant_reference"] == "back-1"


def test_nothing_is_taken_back_without_a_reason_or_from_a_declined_payment(pay, client, take_back):
    payment = pay()
    assert code(client.post(f"/payments/{payment['id']}/cancel-or-refund", json={})) == (400, "INVALID_REQUEST")
    declined = pay(number="4507990000000010")
    assert code(take_back(declined)) == (400, "INVALID_STATUS")
    assert code(take_back(declined, on=declined["transactions"]["id"])) == (400, "INVALID_STATUS")


def test_another_account_takes_nothing_back(running, pay, customer):
    payment, stranger = pay(), client_of(running, OTHER_KEYS)
    path = f"/payments/{payment['id']}"
    assert code(stranger.post(f"{path}/cancel-or-refund", json=BACK)) == (404, "PAYMENT_NOT_FOUND")
    on = f"{path}/transactions/{payment['transactions']['id']}/cancel-or-refund"
    assert code(stranger.post(on, json=BACK)) == (404, "PAYMENT_NOT_FOUND")


def test_an_unknown_transaction_is_not_found(pay, take_back, customer):
    assert code(take_back(pay(), on=customer["id"])) == (404, "TRANSACTION_NOT_FOUND")


def test_a_refund_with_the_same_key_is_made_once_and_a_refused_one_leaves_its_key_free(pay, client, now):
    payment = pay(100)
    url = f"/payments/{payment['id']}/transactions/{payment['transactions']['id']}/refund"
    too_much = {"merchant_reference": "ref", "amount": {"currency": "USD", "value": 101}}
    assert code(client.post(url, json=too_much, headers=KEY)) == (400, "INVALID_AMOUNT")
    body = {"merchant_reference": "ref", "amount": {"currency": "USD", "value": 40}}
    first, again = (client.post(url, json=body, headers=KEY) for _ in range(2))
    assert first.content == again.content
    assert now(payment)["amount"]["refunded"] == 40


@pytest.mark.parametrize(
    "action, named, after",
    [
        ("capture", "DO_NOT_HONOR", ("DECLINED", "DECLINED")),
        ("capture", "ERROR", ("REJECTED", "REJECTED")),
        ("cancel", "DO_NOT_HONOR", ("PENDING", "AUTHORIZED")),
        ("refund", "DO_NOT_HONOR", ("SUCCEEDED", "APPROVED")),
        ("refund", "CHALLENGE_REQUIRED", ("REFUNDED", "REFUNDED")),
    ],
)
@pytest.mark.parametrize("by_header", [False, True])
def test_an_action_fails_as_its_description_or_the_header_says(pay, client, now, action, named, after, by_header):
    payment = pay(capture=action == "refund")
    body = {"merchant_reference": "ref", **({} if by_header else {"description": named})}
    headers = {"x-emulator-outcome": named} if by_header else {}
    url = f"/payments/{payment['id']}/transactions/{payment['transactions']['id']}/{action}"
    assert client.post(url, json=body, headers=headers).status_code == 200
    assert standing(now(payment)) == after


def test_a_failed_refund_moves_no_money_and_may_be_repeated(pay, act):
    payment = pay(100)
    failed = act("refund", payment, description="DO_NOT_HONOR").json()
    assert failed["amount"]["refunded"] == 0
    assert failed["transactions"]["status"] == "DECLINED"
    assert act("refund", payment).json()["status"] == "REFUNDED"


def test_a_failed_cancel_leaves_an_authorization_that_still_expires(running, pay, act, now):
    payment = pay(capture=False)
    act("cancel", payment, description="DO_NOT_HONOR")
    running.advance(seconds=46 * DAYS)
    assert standing(now(payment)) == ("EXPIRED", "EXPIRED")


@pytest.mark.parametrize("value, sub_status", [(100, "CAPTURED"), (60, "PARTIALLY_CAPTURED")])
def test_a_capture_that_failed_softly_succeeds_at_the_second_try(running, pay, act, now, value, sub_status):
    payment = pay(100, capture=False)
    first = act("capture", payment, value=value, description="DO_NOT_HONOR", simplified_mode=True).json()
    assert first["status"] == "DECLINED"
    assert standing(first["payment"]) == ("SUCCEEDED", "CAPTURE_RETRY_IN_PROCESS")
    running.advance(seconds=5 * MINUTES - 1)
    assert standing(now(payment)) == ("SUCCEEDED", "CAPTURE_RETRY_IN_PROCESS")
    running.advance(seconds=2)
    assert standing(now(payment)) == ("SUCCEEDED", sub_status)
    assert now(payment)["amount"]["captured"] == value


def test_a_capture_that_failed_hard_is_tried_seven_times_in_96_hours_and_given_up(running, pay, act, now):
    payment = pay(100, capture=False)
    act("capture", payment, description="EXPIRED_CARD", simplified_mode=True)
    tries = []
    for seconds in (5 * MINUTES, 45 * MINUTES, 6 * HOURS - 50 * MINUTES, 18 * HOURS, 24 * HOURS, 48 * HOURS):
        assert standing(now(payment)) == ("SUCCEEDED", "CAPTURE_RETRY_IN_PROCESS")
        running.advance(seconds=seconds)
        tries.append(sum(t["type"] == "CAPTURE" for t in now(payment)["transactions_history"]))
    assert tries == [2, 3, 4, 5, 6, 7]
    given_up = now(payment)
    assert standing(given_up) == ("SUCCEEDED", "CAPTURE_RETRY_PROCESS_FAILED")
    assert given_up["amount"]["captured"] == 0
    assert code(act("refund", given_up)) == (400, "INVALID_STATUS")


def test_a_refund_is_tried_again_and_meanwhile_no_other_one_begins(running, pay, act, now):
    payment = pay(100)
    trying = act("refund", payment, value=40, description="DO_NOT_HONOR", simplified_mode=True).json()
    assert standing(trying) == ("SUCCEEDED", "REFUND_RETRY_IN_PROCESS")
    assert code(act("refund", payment)) == (400, "INVALID_STATUS")
    running.advance(seconds=5 * MINUTES)
    assert standing(now(payment)) == ("SUCCEEDED", "PARTIALLY_REFUNDED")
    assert now(payment)["amount"]["refunded"] == 40


def test_a_refund_that_is_given_up_leaves_the_payment_as_it_was(running, pay, act, now):
    payment = pay(100)
    act("refund", payment, description="EXPIRED_CARD", simplified_mode=True)
    running.advance(seconds=97 * HOURS)
    assert standing(now(payment)) == ("SUCCEEDED", "APPROVED")
    assert act("refund", payment).json()["status"] == "REFUNDED"


def test_while_the_provider_confirms_a_refund_no_other_one_begins(running, pay, act, now):
    payment = pay(100)
    act("refund", payment, value=40, description="PENDING_PROVIDER_CONFIRMATION")
    assert standing(now(payment)) == ("REFUNDED", "PENDING_PROVIDER_CONFIRMATION")
    assert code(act("refund", payment)) == (400, "INVALID_STATUS")
    running.advance(seconds=10 * MINUTES)
    assert standing(now(payment)) == ("SUCCEEDED", "PARTIALLY_REFUNDED")


def authorized_with(**settings):
    method = payment_body(capture=False)["payment_method"]
    method["detail"]["card"].update(settings)
    return method


@pytest.mark.parametrize(
    "setting, after",
    [
        ("delayed_capture_settings", ("SUCCEEDED", "CAPTURED")),
        ("delayed_cancel_settings", ("CANCELED", "CANCELED")),
    ],
)
@pytest.mark.parametrize("delay, seconds", [("PT3H", 3 * HOURS), ("PT30M", 30 * MINUTES), ("P1M", 30 * DAYS)])
def test_a_delayed_action_is_done_after_its_delay(running, pay, now, setting, after, delay, seconds):
    payment = pay(payment_method=authorized_with(**{setting: {"delay": delay}}))
    running.advance(seconds=seconds - 1)
    assert standing(now(payment)) == ("PENDING", "AUTHORIZED")
    running.advance(seconds=2)
    assert standing(now(payment)) == after


def test_a_capture_made_before_ends_the_delay(running, pay, act, now):
    payment = pay(100, payment_method=authorized_with(delayed_cancel_settings={"delay": "P7D"}))
    act("capture", payment, value=60)
    running.advance(seconds=8 * DAYS)
    assert standing(now(payment)) == ("SUCCEEDED", "PARTIALLY_CAPTURED")


def test_a_delay_means_nothing_to_a_purchase_and_must_be_a_duration(running, pay, now, client):
    method = authorized_with(capture=True, delayed_cancel_settings={"delay": "PT3H"})
    payment = pay(payment_method=method)
    running.advance(seconds=4 * HOURS)
    assert standing(now(payment)) == ("SUCCEEDED", "APPROVED")
    body = payment_body(payment_method=authorized_with(delayed_cancel_settings={"delay": "soon"}))
    assert code(client.post("/payments", json=body)) == (400, "INVALID_REQUEST")
