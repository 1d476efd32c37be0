"""Billing of subscriptions: a payment for each cycle at its date, more attempts after a decline. Does no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from driftline.emulator import World
from driftline.emulator.world import Object, moment
from emulator import payments
from emulator.accounts import shelf
from emulator.dates import stepped
from emulator.money import exact, plain
from emulator.operations import Operation
from emulator.refusals import RefusalError
from emulator.webhooks import announce, announce_payment

RETRIEVE = Operation("subscriptions/retrieve-subscription")

OVER = ("COMPLETED", "CANCELED", "ERROR")
BILLED = ("CREATED", "ACTIVE")

# Seconds from the first attempt to bill a cycle to each further one.
DELAYS = (300, 5 * 3600, 12 * 3600, 24 * 3600, 36 * 3600, 48 * 3600)

# The declines that no later attempt can turn into a payment.
HARD_DECLINES = ("INVALID_CARD_DATA", "INVALID_SECURITY_CODE", "REPORTED_STOLEN")


def store(world: World, caller: str, subscription: Object) -> Object:
    """Store a subscription as it is from now on, and have happen what will happen to it by its dates."""
    table = shelf(caller, "subscriptions")
    before = world.get(table, subscription["id"])
    changed = {**subscription, **_dates(subscription), "updated_at": world.timestamp()}
    stored = world.put(table, subscription["id"], changed)
    for timer, date in (("bill_subscription", _next_at), ("finish_subscription", _finish_at)):
        at = date(stored)
        if at is not None and (before is None or date(before) != at):
            _at(world, at, timer, {"account": caller, "id": stored["id"], "at": at})
    return stored


def say(world: World, caller: str, event: str, subscription: Object) -> None:
    """Announce what became of a subscription; deliveries call ids codes."""
    shown = RETRIEVE.shown(subscription)
    data = {"code": shown.pop("id"), "account_code": shown.pop("account_id"), **shown}
    data |= {"customer_payer": {"code": shown["customer_payer"]["id"]}, "payments": []}
    announce(world, caller, f"subscription.{event}", {"subscription": data}, subscription["account_id"])


def bill_subscription(world: World, told: Object) -> None:
    """The date of the next cycle has come."""
    caller, subscription = told["account"], _of(world, told)
    if subscription is None or subscription["status"] not in BILLED or _next_at(subscription) != told["at"]:
        return
    cycle = subscription["billed"] + 1
    charge = {"cycle": cycle, "first": told["at"], "attempt": 0, "order": order(subscription, cycle)}
    moved = {**subscription, "billed": cycle, "steps": subscription["steps"] + 1, "charge": charge}
    try:
        charged = attempt(world, caller, moved, 0)
    except RefusalError:
        store(world, caller, {**subscription, "status": "ERROR"})
        return
    _settle(world, caller, charged)


def retry_subscription(world: World, told: Object) -> None:
    """The time for one more attempt at a declined cycle has come."""
    caller, subscription = told["account"], _of(world, told)
    if subscription is None or not _still_waits(world, subscription, told["timer"]):
        return
    try:
        charged = attempt(world, caller, subscription, told["attempt"])
    except RefusalError:
        store(world, caller, {**subscription, "status": "ERROR"})
        return
    complete_if_done(world, caller, charged)


def finish_subscription(world: World, told: Object) -> None:
    """The end of a subscription's availability has come."""
    subscription = _of(world, told)
    if subscription is not None and subscription["status"] not in OVER and _finish_at(subscription) == told["at"]:
        end(world, told["account"], subscription, "COMPLETED", "complete")


def attempt(world: World, caller: str, subscription: Object, number: int, *, again: bool = True) -> Object:
    """Make the payment of the latest cycle and plan the next attempt where it was declined; `again` allows that."""
    charge, made = subscription["charge"], subscription["payments"]
    paid: Mapping[str, Any] = {"status": "SUCCEEDED", "transactions": {"response_code": "SUCCEEDED"}}
    if charge["order"]["amount"]["value"]:
        name = charge["order"]["description"]
        title = f"Retry {number}: {name}"[:255] if number else name
        paid = payments.pay(world, caller, {**charge["order"], "description": title})
        made = [*made, {"id": paid["id"], "billing_cycle": charge["cycle"]}]
        announce_payment(world, caller, paid)
    charge = {**charge, "attempt": number, "status": paid["status"], "waits": None}
    subscription = {**subscription, "payments": made, "charge": charge}
    if again and _goes_on(subscription, paid["transactions"]["response_code"]):
        charge["waits"] = _wait(world, caller, subscription)
    return store(world, caller, subscription)


def order(subscription: Object, cycle: int) -> Object:
    """The body of the payment for a cycle."""
    price, trial = exact(subscription["amount"]["value"]), subscription.get("trial_period")
    if trial and cycle <= trial["billing_cycles"]:
        price = max(price - exact(trial["amount"]["value"]), exact(0))
    return {
        "account_id": subscription["account_id"],
        "merchant_order_id": subscription["id"],
        "merchant_reference": subscription.get("merchant_reference"),
        "description": subscription["name"],
        "country": subscription["country"],
        "amount": {"currency": subscription["amount"]["currency"], "value": plain(price)},
        "customer_payer": subscription["customer_payer"],
        "payment_method": subscription["payment_method"],
    }


def due(subscription: Object) -> str:
    """The date of the next cycle, whether or not it will be billed."""
    frequency = subscription["frequency"]
    return stepped(subscription["anchor"], frequency["type"], frequency["value"] * subscription["steps"])


def end(world: World, caller: str, subscription: Object, status: str, event: str) -> Object:
    """End a subscription for good."""
    ended = store(world, caller, {**subscription, "status": status})
    say(world, caller, event, ended)
    return ended


def complete_if_done(world: World, caller: str, subscription: Object) -> Object:
    """The subscription, completed where its last cycle is billed and no attempt is planned."""
    if subscription["billed"] != subscription["total"] or subscription["charge"]["waits"] is not None:
        return subscription
    return end(world, caller, subscription, "COMPLETED", "complete")


def _settle(world: World, caller: str, subscription: Object) -> None:
    """What the first attempt at a cycle means for the subscription."""
    if subscription["status"] == "CREATED" and subscription["charge"]["status"] != "SUCCEEDED":
        end(world, caller, subscription, "CANCELED", "cancel")
        return
    if subscription["charge"]["cycle"] == 1:
        subscription = store(world, caller, {**subscription, "status": "ACTIVE"})
        say(world, caller, "active", subscription)
    complete_if_done(world, caller, subscription)


def _goes_on(subscription: Object, code: str) -> bool:
    """Whether a payment that ended so is tried again."""
    rules, charge = subscription["retries"], subscription["charge"]
    if charge["status"] != "DECLINED" or not rules["retry_on_decline"] or subscription["status"] != "ACTIVE":
        return False
    return charge["attempt"] < rules["amount"] and not (rules["stop_on_hard_decline"] and code in HARD_DECLINES)


def _still_waits(world: World, subscription: Object, timer: str) -> bool:
    """Whether a planned attempt is still wanted; where its time is that of the next cycle it is not."""
    next_at = _next_at(subscription)
    next_cycle = next_at is not None and next_at <= world.timestamp()
    return subscription["status"] == "ACTIVE" and subscription["charge"]["waits"] == timer and not next_cycle


def _wait(world: World, caller: str, subscription: Object) -> str:
    """Plan the next attempt; its name, so that one that is no longer wanted can be told."""
    rules, charge = subscription["retries"], subscription["charge"]
    number = charge["attempt"] + 1
    told = {"account": caller, "id": subscription["id"], "attempt": number, "timer": f"{charge['cycle']}/{number}"}
    if rules["strategy"] == "CUSTOM_SCHEDULE":
        (delay,) = (one["delay_seconds"] for one in rules["schedule"] if one["attempt"] == number)
        world.later(delay, "retry_subscription", told)
    else:
        passed = (world.clock.now - moment(charge["first"])).total_seconds()
        world.later(max(DELAYS[number - 1] - passed, 0), "retry_subscription", told)
    return str(told["timer"])


def _dates(subscription: Object) -> Object:
    """The billing cycles of a subscription as they follow from what was billed."""
    total, finish_at, next_at = subscription["total"], _finish_at(subscription), due(subscription)
    over = subscription["status"] in OVER or subscription["billed"] == total
    ends = over or (finish_at is not None and next_at >= finish_at)
    current = subscription["billed"] + (0 if subscription["billed"] == total else 1)
    return {"billing_cycles": {"total": total, "current": current, "next_at": None if ends else next_at}}


def _next_at(subscription: Object) -> str | None:
    date: str | None = subscription["billing_cycles"]["next_at"]
    return date


def _finish_at(subscription: Object) -> str | None:
    date: str | None = subscription["availability"]["finish_at"]
    return date


def _of(world: World, told: Object) -> Object | None:
    return world.get(shelf(told["account"], "subscriptions"), told["id"])


def _at(world: World, date: str, timer: str, told: Object) -> None:
    world.later(max((moment(date) - world.clock.now).total_seconds(), 0), timer, told)


TIMERS = {
    "bill_subscription": bill_subscription,
    "retry_subscription": retry_subscription,
    "finish_subscription": finish_subscription,
}
