"""What becomes of a payment when time passes: it expires, is confirmed, reversed. Does no I/O."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from driftline.emulator import World
from driftline.emulator.core import Timer
from driftline.emulator.world import Object
from emulator.accounts import Caller, shelf
from emulator.response_codes import APPROVED, EXPIRED
from emulator.steps import ACTIONS, Standing, charged, ended, record, standing
from emulator.webhooks import announce_payment


def waited(world: World, told: Object) -> None:
    """Do what is due to a payment that still stands where it stood."""
    payment = still(world, told)
    if payment is not None:
        announce_payment(world, told["account"], THEN[standing(payment)](world, told["account"], payment))


def still(world: World, told: Object) -> Object | None:
    """The payment that a timer is about, unless it has moved on."""
    payment = world.get(shelf(told["account"], "payments"), told["payment_id"])
    return payment if payment is not None and payment["sub_status"] == told["sub_status"] else None


def _expire(world: World, caller: Caller, payment: Object) -> Object:
    """The charge that nobody used or finished is over."""
    charge = next(t for t in reversed(payment["transactions_history"]) if t["type"] not in ACTIONS)
    return record(world, caller, payment, ended(world, charge, EXPIRED))


def _confirm(world: World, caller: Caller, payment: Object) -> Object:
    """The provider says yes, or the fraud screening ends well and the card is charged."""
    last = payment["transactions"]
    if last["type"] != "FRAUD_SCREENING":
        return record(world, caller, payment, ended(world, last, APPROVED))
    screened = ended(world, last, "FRAUD_VERIFIED")
    return record(world, caller, payment, screened, charged(world, payment, APPROVED))


def _reverse(world: World, caller: Caller, payment: Object) -> Object:
    changed = {**payment, "sub_status": "REVERSED_BY_TIMEOUT", "updated_at": world.timestamp()}
    return world.put(shelf(caller, "payments"), payment["id"], changed)


THEN: Mapping[Standing, Callable[[World, Caller, Object], Object]] = {
    ("PENDING", "AUTHORIZED"): _expire,
    ("READY_TO_PAY", "CREATED"): _expire,
    ("PENDING", "IN_PROCESS"): _expire,
    ("PENDING", "WAITING_ADDITIONAL_STEP"): _expire,
    ("PENDING", "PENDING_OTP_COMPLETION"): _expire,
    ("PENDING", "PENDING_FRAUD_REVIEW"): _confirm,
    ("PENDING", "PENDING_PROVIDER_CONFIRMATION"): _confirm,
    ("CANCELED", "PENDING_PROVIDER_CONFIRMATION"): _confirm,
    ("REFUNDED", "PENDING_PROVIDER_CONFIRMATION"): _confirm,
    ("ERROR", "PENDING_REVERSE"): _reverse,
}

TIMERS: Mapping[str, Timer] = {"payment_waited": waited}
