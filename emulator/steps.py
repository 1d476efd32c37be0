"""The steps of a payment: transactions, and what each makes of the payment. Does no I/O."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import reduce
from typing import Any

from driftline.emulator import Call, World
from driftline.emulator.world import Object
from emulator import payment_methods
from emulator.accounts import Caller, account, owned, shelf
from emulator.money import exact, plain
from emulator.response_codes import ADVICE, APPROVED, CHALLENGED, CODES, CONFIRMING, KINDS

Standing = tuple[str, str]  # status and sub-status of a payment
Result = tuple[Standing, Mapping[str, Decimal]]  # and the amounts that changed

MINUTE, HOUR, DAY = 60, 3600, 86400  # seconds

# Where a payment stands after a code that is more than its transaction's status.
STANDINGS: Mapping[str, Standing] = {
    "ACTION_REQUIRED": ("READY_TO_PAY", "CREATED"),
    "RECEIVED": ("PENDING", "IN_PROCESS"),
    CHALLENGED: ("PENDING", "WAITING_ADDITIONAL_STEP"),
    CONFIRMING: ("PENDING", "PENDING_PROVIDER_CONFIRMATION"),
    "PENDING_FRAUD_REVIEW": ("PENDING", "PENDING_FRAUD_REVIEW"),
    "PENDING_REVIEW": ("PENDING", "PENDING_FRAUD_REVIEW"),
    "FRAUD_VERIFICATION_DECLINED": ("DECLINED", "FRAUD_DECLINED"),
    "PROVIDER_TIMEOUT": ("ERROR", "TIMEOUT"),
    "TO_REVERSE": ("ERROR", "PENDING_REVERSE"),
}
# Where it stands after an action that was not done at once; a failed cancel or refund leaves it where it was.
UNDONE: Mapping[tuple[str, str], Standing] = {
    ("CAPTURE", "PENDING"): ("PENDING", "PENDING_PROVIDER_CONFIRMATION"),
    ("CAPTURE", "DECLINED"): ("DECLINED", "DECLINED"),
    ("CAPTURE", "REJECTED"): ("REJECTED", "REJECTED"),
    ("CAPTURE", "ERROR"): ("REJECTED", "REJECTED"),
    ("CANCEL", "PENDING"): ("CANCELED", "PENDING_PROVIDER_CONFIRMATION"),
    ("REFUND", "PENDING"): ("REFUNDED", "PENDING_PROVIDER_CONFIRMATION"),
}
CHARGES = {"PURCHASE", "AUTHORIZE", "VERIFY"}
ACTIONS = {"CAPTURE", "CANCEL", "REFUND"}
# Where the customer must do something, at the address in redirect_url.
CUSTOMER = {"CREATED", "IN_PROCESS", "WAITING_ADDITIONAL_STEP", "PENDING_OTP_COMPLETION"}
CHALLENGES = "https://api.emulator.test/v1/payments/{}/emulator/challenge"


def new_transaction(
    world: World, kind: str, amount: Decimal, told: Mapping[str, Any], *, code: str = APPROVED
) -> dict[str, Any]:
    """A transaction with its outcome; `told` is what the merchant said about it."""
    now = world.timestamp()
    return {
        "id": world.uuid(),
        "type": kind,
        "category": "CARD",
        "amount": plain(amount),
        **_outcome(code),
        "reason": told.get("reason"),
        "description": told.get("description"),
        "merchant_reference": told.get("merchant_reference"),
        "created_at": now,
        "updated_at": now,
    }


def ended(world: World, transaction: Object, code: str) -> Object:
    """A transaction that waited, or an authorization that was never used, with the code that ended it."""
    return {**transaction, **_outcome(code), "updated_at": world.timestamp()}


def charged(world: World, payment: Object, code: str) -> Object:
    """A new transaction that charges a payment, or the screening that comes before."""
    amount = exact(payment["amount"]["value"])
    return new_transaction(world, KINDS.get(code, payment["charge"]["type"]), amount, payment, code=code)


def record(world: World, caller: Caller, payment: Object, *done: Object, sub_status: str | None = None) -> Object:
    """The payment after some transactions, new ones or known ones that changed, stored; `sub_status` overrides theirs."""
    after = reduce(_after, done, payment)
    if sub_status is not None:
        after = {**after, "status": "SUCCEEDED", "sub_status": sub_status}
    after = _vaulted(world, caller, {**after, "updated_at": world.timestamp()})
    if standing(after) != standing(payment):
        after = _shown(after)
        _wait(world, caller, after)
    return world.put(shelf(caller, "payments"), payment["id"], after)


def _outcome(code: str) -> dict[str, Any]:
    known = CODES[code]
    return {
        "status": known.status,
        "response_code": code,
        "response_message": known.message,
        "merchant_advice_code": known.advice,
        "merchant_advice_code_message": ADVICE[known.advice] if known.advice else None,
    }


def _after(payment: Object, done: Object) -> Object:
    """What a transaction makes of a payment."""
    history = {**{t["id"]: t for t in payment["transactions_history"]}, done["id"]: done}
    (status, sub_status), amounts = _result(payment, done)
    return {
        **payment,
        "status": status,
        "sub_status": sub_status,
        "amount": {**payment["amount"], **{name: plain(amount) for name, amount in amounts.items()}},
        "transactions": list(history.values())[-1],
        "transactions_history": list(history.values()),
    }


def _result(payment: Object, done: Object) -> Result:
    """Where a transaction leaves a payment, and the amounts that it changed."""
    kind, status, code = done["type"], done["status"], done["response_code"]
    if status == "SUCCEEDED":
        return _SUCCEEDED[kind](payment, exact(done["amount"]))
    if kind in ACTIONS:
        return UNDONE.get((kind, status), standing(payment)), {}
    if code == CHALLENGED and kind != "THREE_D_SECURE":
        return ("PENDING", "PENDING_OTP_COMPLETION"), {}
    return STANDINGS.get(code, (status, status)), {}


def _captured(payment: Object, amount: Decimal) -> Result:
    whole = amount == exact(payment["amount"]["value"])
    return ("SUCCEEDED", "CAPTURED" if whole else "PARTIALLY_CAPTURED"), {"captured": amount}


def _refunded(payment: Object, amount: Decimal) -> Result:
    refunded = exact(payment["amount"]["refunded"]) + amount
    whole = refunded == exact(payment["amount"]["captured"])
    return ("REFUNDED", "REFUNDED") if whole else ("SUCCEEDED", "PARTIALLY_REFUNDED"), {"refunded": refunded}


_SUCCEEDED: Mapping[str, Callable[[Object, Decimal], Result]] = {
    "PURCHASE": lambda _, amount: (("SUCCEEDED", "APPROVED"), {"captured": amount}),
    "AUTHORIZE": lambda *_: (("PENDING", "AUTHORIZED"), {}),
    "VERIFY": lambda *_: (("VERIFIED", "VERIFIED"), {}),
    "CAPTURE": _captured,
    "CANCEL": lambda *_: (("CANCELED", "CANCELED"), {}),
    "REFUND": _refunded,
    "FRAUD_SCREENING": lambda *_: (("FRAUD", "FRAUD_VERIFIED"), {}),
    "THREE_D_SECURE": lambda *_: (("PENDING", "IN_PROCESS"), {}),  # a charge follows at once
}


def payment_in_path(world: World, call: Call) -> Object:
    """The payment that the path names."""
    return owned(world, call, "payments", call.path["payment_id"], code="PAYMENT_NOT_FOUND", what="payment")


def standing(payment: Object) -> Standing:
    """Status and sub-status of a payment."""
    return payment["status"], payment["sub_status"]


def _shown(payment: Object) -> Object:
    """The payment with the address where the customer goes on, if there is something left to do."""
    waits = payment["sub_status"] in CUSTOMER
    address = CHALLENGES.format(payment["id"]) if waits else None
    method = payment["payment_method"]
    card = {**method["payment_method_detail"]["card"], "redirect_url": address}
    return {
        **payment,
        "checkout": {**payment["checkout"], "sdk_action_required": waits},
        "payment_method": {**method, "payment_method_detail": {"card": card}},
    }


def _vaulted(world: World, caller: Caller, payment: Object) -> Object:
    """The payment with a stored card, where that was asked for and the charge succeeded."""
    method, payer, last = payment["payment_method"], payment["customer_payer"], payment["transactions"]
    wanted = method["vault_on_success"] and method["vaulted_token"] is None and "id" in payer
    if not wanted or last["type"] not in CHARGES or last["status"] != "SUCCEEDED":
        return payment
    kept = {"account_id": payment["account_id"], "country": payment["country"], "type": "CARD"}
    card = method["payment_method_detail"]["card"]["card_data"]
    stored = payment_methods.store(world, caller, {**kept, "customer_id": payer["id"], "card_data": card})
    return {**payment, "payment_method": {**method, "vaulted_token": stored["vaulted_token"]}}


# How long a payment may stand somewhere before something happens by itself, in seconds.
WAITS: Mapping[Standing, float] = {
    ("PENDING", "AUTHORIZED"): 45 * DAY,
    ("READY_TO_PAY", "CREATED"): 24 * HOUR,
    ("PENDING", "IN_PROCESS"): 24 * HOUR,
    ("PENDING", "WAITING_ADDITIONAL_STEP"): 24 * HOUR,
    ("PENDING", "PENDING_OTP_COMPLETION"): 24 * HOUR,
    ("PENDING", "PENDING_FRAUD_REVIEW"): HOUR,
    ("PENDING", "PENDING_PROVIDER_CONFIRMATION"): 10 * MINUTE,
    ("CANCELED", "PENDING_PROVIDER_CONFIRMATION"): 10 * MINUTE,
    ("REFUNDED", "PENDING_PROVIDER_CONFIRMATION"): 10 * MINUTE,
    ("ERROR", "PENDING_REVERSE"): 10 * MINUTE,
}


def _wait(world: World, caller: Caller, payment: Object) -> None:
    """Set the timers of where a payment stands now."""
    told = {"account": account(caller), "payment_id": payment["id"], "sub_status": payment["sub_status"]}
    if standing(payment) in WAITS:
        world.later(WAITS[standing(payment)], "payment_waited", told)
    if payment["sub_status"] == "AUTHORIZED":
        for action, delay in payment["charge"]["delayed"].items():
            world.later(delay["seconds"], "payment_delayed", {**told, **delay, "action": action})
