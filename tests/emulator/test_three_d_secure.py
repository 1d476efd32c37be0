"""3-D Secure: the setup, every test card, the challenge and its passwords."""

from __future__ import annotations

import re

import pytest

from emulator.cards import THREE_D_SECURE
from emulator.documents import PAGES
from emulator.three_d_secure import PASSWORDS, STATUSES
from tests.emulator.conftest import ACCOUNT, OTHER_KEYS, client_of, code, payment_body

CHALLENGED, AUTHENTICATED = "4916994064252017", "4929251897047956"
SETUP = {
    "account_id": ACCOUNT,
    "type": "MERCHANT_PROVIDED",
    "browser_info": {
        "user_agent": "Mozilla/5.0",
        "accept_header": "text/html",
        "color_depth": "24",
        "screen_height": "1080",
        "screen_width": "1920",
        "language": "pt-BR",
    },
}
CARDS = re.findall(
    r"^\| (\w+) \| `(\d{15,19})` \| `(\w+)` \| `?([A-Z]|challenge|-)`? \| `(\w+)` \|$",
    PAGES["docs/three-d-secure.md"],
    re.M,
)
AFTER = {
    "SUCCEEDED": ("SUCCEEDED", "APPROVED"),
    "SUCCEEDED_THREE_D_SECURE": ("SUCCEEDED", "APPROVED"),
    "CHALLENGE_REQUIRED": ("PENDING", "WAITING_ADDITIONAL_STEP"),
    "PROVIDER_TIMEOUT": ("ERROR", "TIMEOUT"),
}


def standing(payment):
    return payment["status"], payment["sub_status"]


def card_of(payment):
    return payment["payment_method"]["payment_method_detail"]["card"]


def history(payment):
    return [(t["type"], t["response_code"]) for t in payment["transactions_history"]]


@pytest.fixture
def challenge(client):
    def challenge(payment, otp="1234"):
        return client.post(f"/payments/{payment['id']}/emulator/challenge", json={"otp": otp})

    return challenge


def test_the_page_lists_every_card_as_the_emulator_has_it():
    assert len(CARDS) == len(THREE_D_SECURE) == 93
    for brand, number, result, status, named in CARDS:
        known = THREE_D_SECURE[number]
        shown = {"C": "challenge", None: "-"}.get(known["status"], known["status"])
        assert (brand, result, status, named) == (known["brand"], known["result"], shown, known["response_code"])


@pytest.mark.parametrize("brand, number, result, status, named", CARDS)
def test_a_card_is_authenticated_as_the_page_says(pay, brand, number, result, status, named):
    payment = pay(number=number)
    first = payment["transactions_history"][0]
    assert card_of(payment)["card_data"]["brand"] == brand
    assert (first["type"], first["response_code"]) == ("PURCHASE" if named == "SUCCEEDED" else "THREE_D_SECURE", named)
    assert standing(payment) == AFTER.get(named, (first["status"], first["status"]))
    said = card_of(payment)["card_data"]["three_d_secure"]
    assert (said["pares_status"] if said else None) == (status if status in STATUSES else None)


def test_an_authenticated_card_is_charged_as_the_description_says(pay):
    payment = pay(number=AUTHENTICATED, description="INSUFFICIENT_FUNDS")
    assert history(payment) == [
        ("THREE_D_SECURE", "SUCCEEDED_THREE_D_SECURE"),
        ("PURCHASE", "INSUFFICIENT_FUNDS"),
    ]
    assert payment["status"] == "DECLINED"


def test_a_challenge_says_where_the_customer_goes(pay, client):
    payment = pay(number=CHALLENGED)
    assert payment["checkout"]["sdk_action_required"] is True
    assert payment["amount"]["captured"] == 0
    answer = client.post(card_of(payment)["redirect_url"], json={"otp": "1234"})
    assert answer.status_code == 200
    assert answer.json() == client.get(f"/payments/{payment['id']}").json()


def test_the_right_password_goes_on_with_the_charge(pay, challenge):
    paid = challenge(pay(number=CHALLENGED)).json()
    assert standing(paid) == ("SUCCEEDED", "APPROVED")
    assert history(paid) == [("THREE_D_SECURE", "SUCCEEDED_THREE_D_SECURE"), ("PURCHASE", "SUCCEEDED")]
    assert paid["checkout"]["sdk_action_required"] is False
    assert card_of(paid)["redirect_url"] is None
    assert card_of(paid)["card_data"]["three_d_secure"]["cryptogram"]


@pytest.mark.parametrize("otp, status", PASSWORDS.items())
def test_a_password_gives_the_status_of_the_page(pay, challenge, otp, status):
    payment = challenge(pay(number=CHALLENGED), otp).json()
    assert f"| `{otp}` | `{status}` | `{STATUSES[status]}` |" in PAGES["docs/three-d-secure.md"]
    assert card_of(payment)["card_data"]["three_d_secure"]["pares_status"] == status
    assert payment["transactions_history"][0]["response_code"] == STATUSES[status]
    assert (payment["status"] == "SUCCEEDED") == (status == "Y")


def test_an_authorization_is_challenged_too_and_then_captured(pay, challenge, act):
    payment = challenge(pay(number=CHALLENGED, capture=False)).json()
    assert standing(payment) == ("PENDING", "AUTHORIZED")
    assert act("capture", payment).json()["payment"]["status"] == "SUCCEEDED"


def test_the_charge_after_a_challenge_may_be_declined(pay, challenge):
    payment = challenge(pay(number=CHALLENGED, description="DO_NOT_HONOR")).json()
    assert history(payment)[1] == ("PURCHASE", "DO_NOT_HONOR")


def test_a_card_is_vaulted_after_its_challenge(pay, challenge, client, customer):
    method = {**payment_body(number=CHALLENGED)["payment_method"], "vault_on_success": True}
    payment = pay(payment_method=method, customer_payer={"id": customer["id"]})
    assert payment["payment_method"]["vaulted_token"] is None
    token = challenge(payment).json()["payment_method"]["vaulted_token"]
    listed = client.get(f"/customers/{customer['id']}/payment-methods").json()["payment_methods"]
    assert [method["vaulted_token"] for method in listed] == [token]
    again = pay(payment_method={"type": "CARD", "vaulted_token": token})
    assert standing(again) == ("PENDING", "WAITING_ADDITIONAL_STEP")


def test_a_challenge_is_answered_once_in_24_hours(running, pay, challenge):
    payment = pay(number=CHALLENGED)
    assert code(challenge(pay())) == (400, "INVALID_STATUS")
    assert code(challenge(payment, "9999")) == (400, "INVALID_REQUEST")
    assert challenge(payment, "1111").json()["status"] == "DECLINED"
    assert code(challenge(payment)) == (400, "INVALID_STATUS")
    late = pay(number=CHALLENGED)
    running.advance(seconds=24 * 3600)
    assert code(challenge(late)) == (400, "INVALID_STATUS")


def test_another_account_answers_no_challenge(running, pay, customer):
    payment, stranger = pay(number=CHALLENGED), client_of(running, OTHER_KEYS)
    url = f"/payments/{payment['id']}/emulator/challenge"
    assert code(stranger.post(url, json={"otp": "1234"})) == (404, "PAYMENT_NOT_FOUND")


@pytest.mark.parametrize("named", ["ACTION_REQUIRED", "RECEIVED", "CHALLENGE_REQUIRED"])
def test_whatever_waits_for_the_customer_is_finished_by_the_same_page(pay, challenge, named):
    waiting = [pay(number="4507990000000099", description=named) for _ in range(2)]
    assert standing(challenge(waiting[0]).json()) == ("SUCCEEDED", "APPROVED")
    assert challenge(waiting[1], "1111").json()["status"] == "DECLINED"


def test_a_payment_with_a_password_waits_for_it(pay, challenge):
    method = {**payment_body()["payment_method"], "otp": {"is_required": True}}
    payment = pay(payment_method=method)
    assert standing(payment) == ("PENDING", "PENDING_OTP_COMPLETION")
    paid = challenge(payment).json()
    assert standing(paid) == ("SUCCEEDED", "APPROVED")
    assert history(paid) == [("PURCHASE", "SUCCEEDED")]


def test_a_setup_is_kept_and_named_in_the_payment(client, running):
    setup = client.post("/three-d-secure/setups", json=SETUP)
    assert setup.status_code == 201
    browser = {**SETUP["browser_info"], "javascript_enabled": True}
    assert setup.json()["browser_info"] == browser
    body = payment_body(number=AUTHENTICATED)
    named = {"three_d_secure_setup_id": setup.json()["three_d_secure_setup_id"]}
    body["payment_method"]["detail"]["card"]["three_d_secure"] = named
    assert client.post("/payments", json=body).json()["status"] == "SUCCEEDED"
    stranger = client_of(running, OTHER_KEYS)
    assert code(stranger.post("/payments", json=body)) == (400, "THREE_D_SECURE_SETUP_NOT_FOUND")


def test_a_setup_with_the_same_key_is_made_once(client):
    key = {"X-Idempotency-Key": "3d1f6f2e-94b7-4b0f-8a52-0c5f3a9be002"}
    first, again = (client.post("/three-d-secure/setups", json=SETUP, headers=key).json() for _ in range(2))
    assert first == again
    assert client.post("/three-d-secure/setups", json=SETUP).json() != first


def test_a_setup_needs_the_browser(client):
    body = {**SETUP, "browser_info": {"user_agent": "Mozilla/5.0"}}
    assert code(client.post("/three-d-secure/setups", json=body)) == (400, "INVALID_REQUEST")


def test_a_payment_that_you_authenticated_is_charged_without_a_challenge(client):
    body = payment_body(number=CHALLENGED)
    own = {"version": "2.1.0", "electronic_commerce_indicator": "05", "cryptogram": "AAABBB"}
    body["payment_method"]["detail"]["card"]["three_d_secure"] = own
    payment = client.post("/payments", json=body).json()
    assert history(payment) == [("PURCHASE", "SUCCEEDED")]
    said = card_of(payment)["card_data"]["three_d_secure"]
    assert said == {**own, "transaction_id": None, "pares_status": None}
