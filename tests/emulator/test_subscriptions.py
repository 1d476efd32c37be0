"""Subscriptions from outside: dates, charges, retries and what each status allows, on the virtual clock."""

from __future__ import annotations

import pytest

from tests.emulator.conftest import ACCOUNT, OTHER_KEYS, card, client_of, code, delivered

MINUTE, HOUR, DAY = 60, 3600, 86400  # seconds
GOOD, DECLINED, STOLEN, BROKEN, OPEN = (
    "4507990000000002",
    "4507990000000010",
    "4507990000000069",
    "4507990000000077",
    "4111111111111111",
)


@pytest.fixture
def token(client, customer):
    def token(number=GOOD):
        body = {"account_id": ACCOUNT, "country": "US", "type": "CARD", "card_data": card(number)}
        return client.post(f"/customers/{customer['id']}/payment-methods", json=body).json()["vaulted_token"]

    return token


@pytest.fixture
def body(customer, token):
    def body(number=GOOD, **more):
        return {
            "name": "Daily news",
            "account_id": ACCOUNT,
            "country": "US",
            "amount": {"currency": "USD", "value": 10.5},
            "frequency": {"type": "DAY"},
            "customer_payer": {"id": customer["id"]},
            "payment_method": {"type": "CARD", "vaulted_token": token(number)},
            **more,
        }

    return body


@pytest.fixture
def subscribe(client, body):
    """Create a subscription that must be created; its URL."""

    def subscribe(*args, **more):
        answer = client.post("/subscriptions", json=body(*args, **more))
        assert answer.status_code == 200, answer.text
        return f"/subscriptions/{answer.json()['id']}"

    return subscribe


@pytest.fixture
def look(client, running):
    """Wait some seconds, then the subscription and its payments."""

    def look(url, seconds=0.0):
        running.advance(seconds=seconds)
        subscription = client.get(url).json()
        payments = client.get("/payments", params={"merchant_order_id": subscription["id"]}).json()
        assert [payment["id"] for payment in payments] == [payment["id"] for payment in subscription["payments"]]
        return subscription, payments

    return look


@pytest.fixture
def events(running):
    def events(kind="subscription"):
        return [body["type_event"].removeprefix(f"{kind}.") for body in delivered(running) if body["type"] == kind]

    return events


def cycles(subscription):
    return [payment["billing_cycle"] for payment in subscription["payments"]]


def statuses(payments):
    return [payment["status"] for payment in payments]


def test_the_first_cycle_is_billed_right_after_the_creation(client, body, look):
    made = client.post("/subscriptions", json=body()).json()
    assert (made["status"], made["payments"]) == ("ACTIVE", [])
    assert made["billing_cycles"] == {"total": None, "current": 1, "next_at": made["created_at"]}
    subscription, (payment,) = look(f"/subscriptions/{made['id']}")
    assert payment["amount"] == {"currency": "USD", "value": 10.5, "captured": 10.5, "refunded": 0}
    assert (payment["description"], payment["merchant_order_id"]) == ("Daily news", made["id"])
    assert payment["created_at"] == made["created_at"]
    assert subscription["billing_cycles"]["current"] == 2
    assert subscription["billing_cycles"]["next_at"] == made["created_at"].replace("01-01T", "01-02T")


def test_a_subscription_has_its_defaults(client, body):
    sent = body()
    del sent["frequency"]
    made = client.post("/subscriptions", json=sent).json()
    assert made["frequency"] == {"type": "MONTH", "value": 1}
    assert made["availability"] == {"start_at": made["created_at"], "finish_at": None}
    assert made["retries"] == {
        "retry_on_decline": False,
        "amount": 6,
        "strategy": "DEFAULT",
        "schedule": [],
        "stop_on_hard_decline": False,
    }


@pytest.mark.parametrize(("kind", "value", "days"), [("DAY", 1, 1), ("DAY", 3, 3), ("WEEK", 2, 14), ("MONTH", 1, 31)])
def test_billing_dates_are_an_interval_apart(subscribe, look, kind, value, days):
    url = subscribe(frequency={"type": kind, "value": value})
    assert cycles(look(url, days * DAY - 1)[0]) == [1]
    subscription, payments = look(url, 1)
    assert cycles(subscription) == [1, 2]
    assert payments[0]["created_at"].partition("T")[2] == payments[1]["created_at"].partition("T")[2]


def test_a_month_that_is_too_short_bills_on_its_last_day(subscribe, look):
    url = subscribe(frequency={"type": "MONTH"}, availability={"start_at": "2026-01-31T08:00:00+02:00"})
    _, payments = look(url, 100 * DAY)
    assert [payment["created_at"][:19] for payment in payments] == [
        "2026-01-31T06:00:00",
        "2026-02-28T06:00:00",
        "2026-03-31T06:00:00",
    ]


def test_a_subscription_begins_when_it_is_told_to(subscribe, look):
    url = subscribe(availability={"start_at": "2026-01-03T12:00:00Z"})
    subscription, payments = look(url, 2 * DAY - 1)
    assert (subscription["status"], payments) == ("ACTIVE", [])
    assert subscription["billing_cycles"]["next_at"] == "2026-01-03T12:00:00.000000Z"
    assert cycles(look(url, 1)[0]) == [1]


@pytest.mark.parametrize("start_at", ["0001-01-01T00:00:00+10:00", "2025-12-31t00:00:00z"])
def test_a_beginning_that_has_passed_is_now(subscribe, look, start_at):
    subscription, payments = look(subscribe(availability={"start_at": start_at}))
    assert len(payments) == 1
    assert subscription["availability"]["start_at"] == subscription["created_at"]


def test_a_subscription_may_begin_at_the_end_of_time(subscribe, look):
    subscription, payments = look(subscribe(availability={"start_at": "9999-12-31T23:59:59.9999999-10:00"}), DAY)
    assert (subscription["billing_cycles"]["next_at"], payments) == ("9999-12-31T00:00:00.000000Z", [])


def test_a_subscription_is_completed_after_its_last_cycle(subscribe, look, events):
    url = subscribe(billing_cycles={"total": 3})
    subscription, _ = look(url, 2 * DAY - 1)
    assert (subscription["status"], subscription["billing_cycles"]["current"]) == ("ACTIVE", 3)
    subscription, payments = look(url, 30 * DAY)
    assert (subscription["status"], cycles(subscription)) == ("COMPLETED", [1, 2, 3])
    assert subscription["billing_cycles"] == {"total": 3, "current": 3, "next_at": None}
    assert statuses(payments) == ["SUCCEEDED"] * 3
    assert events() == ["create", "active", "complete"]
    assert events("payment") == ["purchase"] * 3


def test_a_subscription_is_completed_when_its_end_has_come(subscribe, look):
    url = subscribe(availability={"finish_at": "2026-01-02T18:00:00Z"}, billing_cycles={"total": 10})
    subscription, _ = look(url, DAY)
    assert (subscription["status"], subscription["billing_cycles"]["next_at"]) == ("ACTIVE", None)
    subscription, _ = look(url, 6 * HOUR)
    assert (subscription["status"], cycles(subscription)) == ("COMPLETED", [1, 2])


def test_nothing_is_billed_at_the_end_itself(subscribe, look):
    more = {"start_at": "2026-01-02T12:00:00Z", "finish_at": "2026-01-03T12:00:00Z"}
    subscription, _ = look(subscribe(availability=more), 9 * DAY)
    assert (subscription["status"], cycles(subscription)) == ("COMPLETED", [1])


@pytest.mark.parametrize("finish_at", ["2026-01-01T12:00:00Z", "2026-01-03T12:00:00Z"])
def test_an_end_before_the_beginning_is_refused(client, body, finish_at):
    more = {"start_at": "2026-01-03T12:00:00Z", "finish_at": finish_at}
    assert code(client.post("/subscriptions", json=body(availability=more))) == (400, "INVALID_DATE")


def test_trial_cycles_are_cheaper(subscribe, look):
    trial = {"billing_cycles": 2, "amount": {"currency": "USD", "value": 10.4999}}
    _, payments = look(subscribe(trial_period=trial), 3 * DAY - 1)
    assert [payment["amount"]["value"] for payment in payments] == [0.0001, 0.0001, 10.5]


def test_a_free_cycle_makes_no_payment(subscribe, look, events):
    trial = {"amount": {"currency": "USD", "value": 10.5}}
    url = subscribe(DECLINED, trial_period=trial, initial_payment_validation=True)
    subscription, payments = look(url)
    assert (subscription["status"], payments) == ("ACTIVE", [])
    assert subscription["billing_cycles"]["current"] == 2
    assert events("payment") == []
    assert cycles(look(url, DAY)[0]) == [2]


@pytest.mark.parametrize("amount", [{"currency": "BRL", "value": 1}, {"currency": "USD", "value": 10.5001}])
def test_a_trial_must_fit_the_price(client, body, amount):
    assert code(client.post("/subscriptions", json=body(trial_period={"amount": amount}))) == (
        400,
        "INVALID_PARAMETERS",
    )


@pytest.mark.parametrize(("number", "status"), [(GOOD, "ACTIVE"), (DECLINED, "CANCELED"), (BROKEN, "CANCELED")])
def test_a_validated_subscription_waits_for_its_first_payment(client, body, look, events, number, status):
    more = {"initial_payment_validation": True, "retries": {"retry_on_decline": True}}
    made = client.post("/subscriptions", json=body(number, **more)).json()
    assert made["status"] == "CREATED"
    subscription, payments = look(f"/subscriptions/{made['id']}", MINUTE)
    assert (subscription["status"], len(payments)) == (status, 1)
    assert events() == ["create", {"ACTIVE": "active", "CANCELED": "cancel"}[status]]
    if status == "CANCELED":
        assert len(look(f"/subscriptions/{made['id']}", 9 * DAY)[1]) == 1


def test_a_declined_payment_does_not_stop_the_schedule(subscribe, look):
    subscription, payments = look(subscribe(DECLINED), DAY)
    assert (subscription["status"], cycles(subscription)) == ("ACTIVE", [1, 2])
    assert statuses(payments) == ["DECLINED", "DECLINED"]


def test_retries_follow_the_documented_schedule(subscribe, look):
    url = subscribe(DECLINED, frequency={"type": "MONTH"}, retries={"retry_on_decline": True, "amount": 99})
    subscription, payments = look(url, 20 * DAY)
    assert subscription["retries"]["amount"] == 6
    assert cycles(subscription) == [1] * 7
    assert [payment["created_at"][8:16] for payment in payments] == [
        "01T12:00",
        "01T12:05",
        "01T17:00",
        "02T00:00",
        "02T12:00",
        "03T00:00",
        "03T12:00",
    ]
    assert [payment["description"] for payment in payments][::3] == [
        "Daily news",
        "Retry 3: Daily news",
        "Retry 6: Daily news",
    ]


def test_retries_may_have_their_own_schedule(subscribe, look):
    schedule = [{"attempt": 2, "delay_seconds": 30}, {"attempt": 1, "delay_seconds": 60}]
    rules = {"retry_on_decline": True, "strategy": "CUSTOM_SCHEDULE", "schedule": schedule}
    subscription, payments = look(subscribe(DECLINED, retries=rules), HOUR)
    assert subscription["retries"]["amount"] == 2
    assert [payment["created_at"][14:19] for payment in payments] == ["00:00", "01:00", "01:30"]


@pytest.mark.parametrize(
    "rules",
    [
        {},
        {"schedule": [{"attempt": 2, "delay_seconds": 1}]},
        {"schedule": [{"attempt": 1, "delay_seconds": 1}] * 2},
        {"schedule": [{"attempt": 1, "delay_seconds": 1}], "amount": 2},
    ],
)
def test_a_schedule_with_gaps_is_refused(client, body, rules):
    answer = client.post("/subscriptions", json=body(retries={"strategy": "CUSTOM_SCHEDULE", **rules}))
    assert code(answer) == (400, "INVALID_PARAMETERS")


def test_a_retry_that_succeeds_ends_the_retries(subscribe, look):
    url = subscribe(OPEN, name="INSUFFICIENT_FUNDS", frequency={"type": "WEEK"}, retries={"retry_on_decline": True})
    subscription, payments = look(url, 6 * DAY)
    assert statuses(payments) == ["DECLINED", "SUCCEEDED"]
    assert subscription["billing_cycles"]["current"] == 2


def test_the_next_cycle_ends_the_retries_of_the_one_before(subscribe, look):
    subscription, _ = look(subscribe(DECLINED, retries={"retry_on_decline": True, "amount": 4}), DAY + HOUR)
    assert cycles(subscription) == [1, 1, 1, 1, 2, 2]


def test_a_name_of_full_length_can_be_retried(subscribe, look):
    _, payments = look(subscribe(DECLINED, name="n" * 255, retries={"retry_on_decline": True}), HOUR)
    assert [len(payment["description"]) for payment in payments] == [255, 255]


@pytest.mark.parametrize(("stop", "attempts"), [(True, 1), (False, 3)])
def test_a_hard_decline_may_end_the_retries(subscribe, look, stop, attempts):
    rules = {"retry_on_decline": True, "amount": 2, "stop_on_hard_decline": stop}
    subscription, payments = look(subscribe(STOLEN, retries=rules), DAY - 1)
    assert (subscription["status"], len(payments)) == ("ACTIVE", attempts)


def test_an_error_is_not_retried(subscribe, look):
    _, payments = look(subscribe(BROKEN, retries={"retry_on_decline": True}), DAY - 1)
    assert statuses(payments) == ["ERROR"]


def test_the_last_cycle_is_over_when_its_retries_are(subscribe, look):
    rules = {"retry_on_decline": True, "amount": 1}
    url = subscribe(DECLINED, billing_cycles={"total": 1}, retries=rules)
    assert look(url)[0]["status"] == "ACTIVE"
    subscription, payments = look(url, 9 * DAY)
    assert (subscription["status"], len(payments)) == ("COMPLETED", 2)


def test_a_paused_subscription_bills_nothing_and_goes_on_at_the_next_date(client, subscribe, look, events):
    url = subscribe()
    look(url)
    paused = client.post(f"{url}/pause")
    assert (paused.status_code, paused.json()["status"]) == (200, "PAUSED")
    subscription, payments = look(url, 3 * DAY)
    assert (subscription["status"], len(payments)) == ("PAUSED", 1)
    resumed = client.post(f"{url}/resume").json()
    assert (resumed["status"], resumed["billing_cycles"]["current"]) == ("ACTIVE", 2)
    assert resumed["billing_cycles"]["next_at"].startswith("2026-01-05T12:00:00")
    subscription, payments = look(url, DAY)
    assert cycles(subscription) == [1, 2]
    assert payments[1]["created_at"] == resumed["billing_cycles"]["next_at"]
    assert events() == ["create", "active", "pause", "resume"]


def test_a_short_pause_changes_no_date(client, subscribe, look):
    url = subscribe()
    look(url)
    client.post(f"{url}/pause")
    client.post(f"{url}/resume")
    assert cycles(look(url, 2 * DAY)[0]) == [1, 2, 3]


def test_a_pause_ends_the_retries(client, subscribe, look):
    url = subscribe(DECLINED, retries={"retry_on_decline": True})
    look(url)
    client.post(f"{url}/pause")
    assert len(look(url, 2 * DAY)[1]) == 1


def test_a_pause_does_not_move_the_end(client, subscribe, look):
    url = subscribe(availability={"finish_at": "2026-01-03T00:00:00Z"})
    client.post(f"{url}/pause")
    assert look(url, 2 * DAY)[0]["status"] == "COMPLETED"


def test_a_canceled_subscription_is_never_billed_again(client, subscribe, look, events):
    url = subscribe(DECLINED, retries={"retry_on_decline": True}, availability={"finish_at": "2026-01-03T00:00:00Z"})
    look(url)
    canceled = client.post(f"{url}/cancel").json()
    assert (canceled["status"], canceled["billing_cycles"]["next_at"]) == ("CANCELED", None)
    subscription, payments = look(url, 60 * DAY)
    assert (subscription["status"], len(payments)) == ("CANCELED", 1)
    assert events() == ["create", "active", "cancel"]


def test_a_paused_subscription_can_be_canceled(client, subscribe):
    url = subscribe()
    client.post(f"{url}/pause")
    assert client.post(f"{url}/cancel").json()["status"] == "CANCELED"


def test_each_status_allows_its_actions_only(client, subscribe, look):
    url = subscribe()
    look(url)
    assert code(client.post(f"{url}/resume")) == (400, "INVALID_STATE")
    assert code(client.post(f"{url}/retry")) == (400, "INVALID_STATE")
    client.post(f"{url}/pause")
    assert code(client.post(f"{url}/pause")) == (400, "INVALID_STATE")
    assert code(client.post(f"{url}/retry")) == (400, "INVALID_STATE")
    client.post(f"{url}/cancel")
    for action in ("pause", "resume", "cancel", "retry"):
        assert code(client.post(f"{url}/{action}")) == (400, "INVALID_STATE")
    assert code(client.patch(url, json={"name": "Another"})) == (400, "INVALID_STATE")


def test_a_subscription_before_its_first_charge_cannot_be_retried(client, subscribe):
    url = subscribe(availability={"start_at": "2026-02-01T00:00:00Z"})
    assert code(client.post(f"{url}/retry")) == (400, "INVALID_STATE")


def test_a_retry_by_hand_uses_the_new_card_and_ends_the_planned_ones(client, subscribe, token, look):
    url = subscribe(DECLINED, frequency={"type": "MONTH"}, retries={"retry_on_decline": True})
    assert statuses(look(url)[1]) == ["DECLINED"]
    client.patch(url, json={"payment_method": {"type": "CARD", "vaulted_token": token(GOOD)}})
    assert statuses(look(url, MINUTE)[1]) == ["DECLINED"]
    retried = client.post(f"{url}/retry")
    assert (retried.status_code, cycles(retried.json())) == (200, [1, 1])
    subscription, payments = look(url, 5 * DAY)
    assert statuses(payments) == ["DECLINED", "SUCCEEDED"]
    assert subscription["billing_cycles"]["next_at"].startswith("2026-02-01")
    assert code(client.post(f"{url}/retry")) == (400, "INVALID_STATE")


def test_a_planned_retry_still_uses_the_card_of_the_first_attempt(client, subscribe, token, look):
    url = subscribe(DECLINED, retries={"retry_on_decline": True, "amount": 1})
    look(url)
    changed = {
        "payment_method": {"type": "CARD", "vaulted_token": token(GOOD)},
        "amount": {"currency": "USD", "value": 7},
    }
    client.patch(url, json=changed)
    _, payments = look(url, DAY)
    assert statuses(payments) == ["DECLINED", "DECLINED", "SUCCEEDED"]
    assert [payment["amount"]["value"] for payment in payments] == [10.5, 10.5, 7]


def test_a_declined_retry_by_hand_may_be_repeated(client, subscribe, look):
    url = subscribe(DECLINED, retries={"retry_on_decline": True})
    look(url)
    for _ in range(2):
        assert client.post(f"{url}/retry").status_code == 200
    assert len(look(url, DAY - MINUTE)[1]) == 3


def test_a_card_that_is_no_longer_enrolled_stops_the_subscription(client, subscribe, customer, look):
    url = subscribe()
    look(url)
    methods = f"/customers/{customer['id']}/payment-methods"
    (method,) = client.get(methods).json()["payment_methods"]
    client.post(f"{methods}/{method['id']}/unenroll")
    subscription, payments = look(url, 2 * DAY)
    assert (subscription["status"], len(payments)) == ("ERROR", 1)
    assert subscription["billing_cycles"]["next_at"] is None
    assert code(client.post(f"{url}/cancel")) == (400, "INVALID_STATE")


def test_a_card_that_is_no_longer_enrolled_cannot_be_retried(client, subscribe, customer, look):
    url = subscribe(DECLINED)
    look(url)
    methods = f"/customers/{customer['id']}/payment-methods"
    (method,) = client.get(methods).json()["payment_methods"]
    client.post(f"{methods}/{method['id']}/unenroll")
    assert code(client.post(f"{url}/retry")) == (400, "PAYMENT_METHOD_NOT_FOUND")
    assert look(url)[0]["status"] == "ACTIVE"


def test_an_update_keeps_what_is_not_sent(client, subscribe, look):
    url = subscribe(description="The newspaper", metadata=[{"key": "k", "value": "v"}])
    before, _ = look(url)
    changed = client.patch(url, json={"name": "Nightly news", "amount": {"currency": "USD", "value": 12}})
    assert changed.status_code == 200
    own = {"name": "Nightly news", "amount": {"currency": "USD", "value": 12}}
    assert changed.json() == {**before, **own, "updated_at": changed.json()["updated_at"]}
    assert [payment["amount"]["value"] for payment in look(url, DAY)[1]] == [10.5, 12]


def test_another_frequency_counts_from_the_next_date(client, subscribe, look):
    url = subscribe()
    look(url)
    client.patch(url, json={"frequency": {"type": "WEEK"}})
    _, payments = look(url, 20 * DAY)
    assert [payment["created_at"][8:10] for payment in payments] == ["01", "02", "09", "16"]


def test_the_number_of_cycles_may_change(client, subscribe, look):
    url = subscribe(billing_cycles={"total": 5})
    look(url, DAY)
    assert code(client.patch(url, json={"billing_cycles": {"total": 2}})) == (400, "INVALID_PARAMETERS")
    assert client.patch(url, json={"billing_cycles": {"total": 3}}).json()["billing_cycles"]["total"] == 3
    subscription, _ = look(url, 9 * DAY)
    assert (subscription["status"], cycles(subscription)) == ("COMPLETED", [1, 2, 3])


def test_the_end_may_change(client, subscribe, look):
    url = subscribe(availability={"finish_at": "2026-01-02T00:00:00Z"})
    assert look(url)[0]["billing_cycles"]["next_at"] is None
    assert code(client.patch(url, json={"availability": {"finish_at": "2026-01-01T12:00:00Z"}})) == (
        400,
        "INVALID_DATE",
    )
    client.patch(url, json={"availability": {"finish_at": "2026-01-04T00:00:00Z"}})
    assert cycles(look(url, 2 * DAY)[0]) == [1, 2, 3]
    client.patch(url, json={"availability": {}})
    assert cycles(look(url, 2 * DAY)[0]) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("number", ["amount", "frequency", "retries", "name"])
def test_an_update_is_held_against_its_spec(client, subscribe, number):
    assert code(client.patch(subscribe(), json={number: None})) == (400, "INVALID_REQUEST")


def test_the_currency_cannot_change(client, subscribe):
    answer = client.patch(subscribe(), json={"amount": {"currency": "BRL", "value": 10}})
    assert code(answer) == (400, "INVALID_PARAMETERS")


def test_customer_and_card_must_exist_and_belong_together(client, body, subscribe):
    assert code(client.post("/subscriptions", json=body(customer_payer={"id": ACCOUNT}))) == (400, "CUSTOMER_NOT_FOUND")
    unknown = {"type": "CARD", "vaulted_token": ACCOUNT}
    answer = client.post("/subscriptions", json=body(payment_method=unknown))
    assert code(answer) == (400, "PAYMENT_METHOD_NOT_FOUND")
    stranger = client.post("/customers", json={"merchant_customer_id": "customer-2"}).json()["id"]
    answer = client.post("/subscriptions", json=body(customer_payer={"id": stranger}))
    assert code(answer) == (400, "INVALID_CUSTOMER_FOR_TOKEN")
    assert code(client.patch(subscribe(), json={"payment_method": unknown})) == (400, "PAYMENT_METHOD_NOT_FOUND")


def test_a_retry_with_the_same_key_subscribes_once(client, body, look):
    headers = {"X-Idempotency-Key": ACCOUNT}
    refused = client.post("/subscriptions", json=body(customer_payer={"id": ACCOUNT}), headers=headers)
    assert code(refused) == (400, "CUSTOMER_NOT_FOUND")
    first = client.post("/subscriptions", json=body(), headers=headers)
    again = client.post("/subscriptions", json={}, headers=headers)
    assert (again.status_code, again.content) == (200, first.content)
    assert len(look(f"/subscriptions/{first.json()['id']}")[1]) == 1


def test_a_delivery_calls_ids_codes(client, body, running, customer):
    made = client.post("/subscriptions", json=body()).json()
    *_, told = delivered(running)
    subscription = told["data"]["subscription"]
    assert (told["type"], told["account_id"]) == ("subscription", ACCOUNT)
    assert (subscription["code"], subscription["account_code"]) == (made["id"], ACCOUNT)
    assert (subscription["customer_payer"], subscription["payments"]) == ({"code": customer["id"]}, [])
    assert subscription["billing_cycles"] == made["billing_cycles"]


def test_the_other_account_sees_no_subscription(client, subscribe, running):
    url = subscribe()
    with client_of(running, OTHER_KEYS) as other:
        assert code(other.get(url)) == (404, "SUBSCRIPTION_NOT_FOUND")
        assert code(other.patch(url, json={})) == (404, "SUBSCRIPTION_NOT_FOUND")
        for action in ("pause", "resume", "cancel", "retry"):
            assert code(other.post(f"{url}/{action}")) == (404, "SUBSCRIPTION_NOT_FOUND")
    assert client.get(url).json()["status"] == "ACTIVE"


def test_going_back_in_time_bills_again(subscribe, look, running):
    url = subscribe()
    look(url)
    point = running.world.checkpoint()
    assert cycles(look(url, DAY)[0]) == [1, 2]
    running.world.rollback(point)
    assert cycles(look(url)[0]) == [1]
    assert cycles(look(url, DAY)[0]) == [1, 2]
