"""Subscriptions: create, retrieve, update, pause, resume, cancel, retry; `billing` charges them. Does no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from driftline.emulator import Call, Response, World
from driftline.emulator.world import Object
from emulator import billing, idempotency
from emulator.accounts import account, owned
from emulator.customers import customer_in_body
from emulator.dates import normal
from emulator.money import exact
from emulator.operations import Operation
from emulator.payment_methods import behind_token
from emulator.refusals import RefusalError

CREATE = Operation("subscriptions/create-subscription")
UPDATE = Operation("subscriptions/update-subscription")
PAUSE = Operation("subscriptions/pause-subscription")
RESUME = Operation("subscriptions/resume-subscription")
CANCEL = Operation("subscriptions/cancel-subscription")
RETRY = Operation("subscriptions/retry-subscription")

MOST_RETRIES = 6
# Fields that are kept as they were sent.
PLAIN = ("name", "description", "merchant_reference", "amount", "payment_method", "metadata")


def create_subscription(world: World, call: Call) -> Response:
    payer = call.body["customer_payer"]["id"]
    customer_in_body(world, call, payer)
    _refuse_token(world, call, call.body["payment_method"]["vaulted_token"], payer)
    subscription = billing.store(world, account(call), _new(world, call.body))
    billing.say(world, account(call), "create", subscription)
    return CREATE.answer(subscription)


def retrieve_subscription(world: World, call: Call) -> Response:
    return billing.RETRIEVE.answer(_in_path(world, call))


def update_subscription(world: World, call: Call) -> Response:
    subscription, body = _in_path(world, call), call.body
    if subscription["status"] in billing.OVER:
        raise RefusalError(400, "INVALID_STATE", f"a subscription that is {subscription['status']} cannot be changed")
    if "payment_method" in body:
        token = body["payment_method"]["vaulted_token"]
        _refuse_token(world, call, token, subscription["customer_payer"]["id"])
    changed = {**subscription, **_sent(body)}
    if "frequency" in body:
        changed |= {"anchor": billing.due(subscription), "steps": 0}
    _refuse_update(world, subscription, changed, body)
    return UPDATE.answer(billing.store(world, account(call), changed))


def pause_subscription(world: World, call: Call) -> Response:
    subscription = _in_status(world, call, "ACTIVE")
    paused = billing.store(world, account(call), {**subscription, "status": "PAUSED"})
    billing.say(world, account(call), "pause", paused)
    return PAUSE.answer(paused)


def resume_subscription(world: World, call: Call) -> Response:
    subscription = {**_in_status(world, call, "PAUSED"), "status": "ACTIVE"}
    while billing.due(subscription) <= world.timestamp():
        subscription["steps"] += 1
    resumed = billing.store(world, account(call), subscription)
    billing.say(world, account(call), "resume", resumed)
    return RESUME.answer(resumed)


def cancel_subscription(world: World, call: Call) -> Response:
    subscription = _in_path(world, call)
    if subscription["status"] in billing.OVER:
        raise RefusalError(400, "INVALID_STATE", "the subscription is over")
    return CANCEL.answer(billing.end(world, account(call), subscription, "CANCELED", "cancel"))


def retry_subscription(world: World, call: Call) -> Response:
    subscription = _in_status(world, call, "ACTIVE")
    charge = subscription.get("charge")
    if charge is None or charge["status"] != "DECLINED":
        raise RefusalError(400, "INVALID_STATE", "the latest payment must be DECLINED")
    asked = {**subscription, "charge": {**charge, "order": billing.order(subscription, charge["cycle"])}}
    charged = billing.attempt(world, account(call), asked, charge["attempt"] + 1, again=False)
    return RETRY.answer(billing.complete_if_done(world, account(call), charged))


def _new(world: World, told: Mapping[str, Any]) -> Object:
    now, trial = world.timestamp(), told.get("trial_period")
    start = max(now, normal(told.get("availability", {}).get("start_at", now)))
    validated = told.get("initial_payment_validation", False)
    subscription = {
        "frequency": {"type": "MONTH", "value": 1},
        "retries": _retries({}),
        "total": None,
        **_sent(told),
        "id": world.uuid(),
        "account_id": told["account_id"],
        "country": told["country"],
        "customer_payer": {"id": told["customer_payer"]["id"]},
        "trial_period": {"billing_cycles": 1, **trial} if trial else None,
        "initial_payment_validation": validated,
        "status": "CREATED" if validated else "ACTIVE",
        "availability": {"start_at": start, "finish_at": _finish(told)},
        "payments": [],
        "created_at": now,
        # What follows is never answered: how many cycles were billed, and from where the dates are counted.
        "billed": 0,
        "anchor": start,
        "steps": 0,
    }
    _refuse_trial(subscription)
    _refuse_finish(subscription, start)
    return subscription


def _sent(told: Mapping[str, Any]) -> dict[str, Any]:
    """What may be sent at the creation and changed later, with its defaults."""
    found = {name: told[name] for name in PLAIN if name in told}
    if "frequency" in told:
        found["frequency"] = {"type": told["frequency"]["type"], "value": int(told["frequency"].get("value", 1))}
    if "retries" in told:
        found["retries"] = _retries(told["retries"])
    if "billing_cycles" in told:
        total = told["billing_cycles"].get("total")
        found["total"] = None if total is None else int(total)
    return found


def _retries(told: Mapping[str, Any]) -> Object:
    strategy, schedule = told.get("strategy", "DEFAULT"), told.get("schedule", [])
    custom = strategy == "CUSTOM_SCHEDULE"
    amount = min(int(told.get("amount", len(schedule) if custom else MOST_RETRIES)), MOST_RETRIES)
    if custom and (not schedule or sorted(one["attempt"] for one in schedule) != list(range(1, amount + 1))):
        raise RefusalError(400, "INVALID_PARAMETERS", "retries.schedule must have one item for each attempt")
    return {
        "retry_on_decline": told.get("retry_on_decline", False),
        "amount": amount,
        "strategy": strategy,
        "schedule": schedule,
        "stop_on_hard_decline": told.get("stop_on_hard_decline", False),
    }


def _finish(told: Mapping[str, Any]) -> str | None:
    sent = told.get("availability", {}).get("finish_at")
    return None if sent is None else normal(sent)


def _refuse_token(world: World, call: Call, token: str, payer: str) -> None:
    if behind_token(world, call, token)["customer_id"] != payer:
        raise RefusalError(400, "INVALID_CUSTOMER_FOR_TOKEN", "the vaulted token belongs to another customer")


def _refuse_trial(subscription: Object) -> None:
    trial, amount = subscription["trial_period"], subscription["amount"]
    if trial is None:
        return
    if trial["amount"]["currency"] != amount["currency"]:
        raise RefusalError(400, "INVALID_PARAMETERS", "trial_period.amount.currency must be that of the price")
    if exact(trial["amount"]["value"]) > exact(amount["value"]):
        raise RefusalError(400, "INVALID_PARAMETERS", "trial_period.amount is more than the price")


def _refuse_finish(subscription: Object, start: str) -> None:
    finish_at = subscription["availability"]["finish_at"]
    if finish_at is not None and finish_at <= start:
        raise RefusalError(400, "INVALID_DATE", f"availability.finish_at must be later than {start}")


def _refuse_update(world: World, before: Object, after: dict[str, Any], told: Mapping[str, Any]) -> None:
    """Refuse what contradicts the subscription as it stands; take over the new end, where there is one."""
    if after["amount"]["currency"] != before["amount"]["currency"]:
        raise RefusalError(400, "INVALID_PARAMETERS", "amount.currency cannot change")
    current = before["billing_cycles"]["current"]
    if after["total"] is not None and after["total"] < current:
        raise RefusalError(400, "INVALID_PARAMETERS", f"billing_cycles.total must be at least {current}")
    if "availability" in told:
        after["availability"] = {**before["availability"], "finish_at": _finish(told)}
        _refuse_finish(after, max(world.timestamp(), before["availability"]["start_at"]))


def _in_status(world: World, call: Call, status: str) -> Object:
    subscription = _in_path(world, call)
    if subscription["status"] != status:
        raise RefusalError(400, "INVALID_STATE", f"the subscription must be {status}")
    return subscription


def _in_path(world: World, call: Call) -> Object:
    key = call.path["subscription_id"]
    return owned(world, call, "subscriptions", key, code="SUBSCRIPTION_NOT_FOUND", what="subscription")


ROUTES = (
    CREATE.route(idempotency.kept(create_subscription)),
    billing.RETRIEVE.route(retrieve_subscription),
    UPDATE.route(update_subscription),
    PAUSE.route(pause_subscription),
    RESUME.route(resume_subscription),
    CANCEL.route(cancel_subscription),
    RETRY.route(retry_subscription),
)
TIMERS = billing.TIMERS
