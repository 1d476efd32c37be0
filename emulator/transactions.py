"""What a merchant does with a payment: capture, cancel, refund, and trying again what failed. Does no I/O."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from driftline.emulator import Call, Response, World
from driftline.emulator.core import Timer
from driftline.emulator.world import Object
from emulator import idempotency, outcomes
from emulator.accounts import Caller, account
from emulator.money import exact, plain
from emulator.operations import Operation
from emulator.refusals import RefusalError
from emulator.response_codes import APPROVED, CODES, SOFT
from emulator.steps import HOUR, MINUTE, new_transaction, payment_in_path, record, standing
from emulator.waits import still
from emulator.webhooks import announce_payment, announced

CAPTURE = Operation("payments/capture-authorization")
CANCEL = Operation("payments/cancel-authorization")
REFUND = Operation("payments/refund-payment")
CANCEL_OR_REFUND = Operation("payments/cancel-or-refund-payment")
CANCEL_OR_REFUND_TRANSACTION = Operation("payments/cancel-or-refund-transaction")

CHARGES = ("PURCHASE", "CAPTURE")
BUSY = {"CAPTURE_RETRY_IN_PROCESS", "REFUND_RETRY_IN_PROCESS"}
# When an action in simplified mode is tried again, in seconds after the first try.
TRIES = (5 * MINUTE, 50 * MINUTE, 6 * HOUR, 24 * HOUR, 48 * HOUR, 96 * HOUR)


def capture_authorization(world: World, call: Call) -> Response:
    payment, _ = _in_path(world, call, ("AUTHORIZE",))
    _expect(payment, ("PENDING", "AUTHORIZED"))
    amount = _amount(call, payment, exact(payment["amount"]["value"]))
    return CAPTURE.answer(_carry(act(world, call, payment, "CAPTURE", amount, call.body)))


def cancel_authorization(world: World, call: Call) -> Response:
    payment, _ = _in_path(world, call, ("AUTHORIZE",))
    return CANCEL.answer(_carry(_cancel(world, call, payment, call.body)))


def refund_payment(world: World, call: Call) -> Response:
    payment, _ = _in_path(world, call, CHARGES)
    return REFUND.answer(_refund(world, call, payment, call.body))


def cancel_or_refund_payment(world: World, call: Call) -> Response:
    payment = payment_in_path(world, call)
    return CANCEL_OR_REFUND.answer(_carry(_cancel_or_refund(world, call, payment)))


def cancel_or_refund_transaction(world: World, call: Call) -> Response:
    payment, transaction = _in_path(world, call, ("AUTHORIZE", *CHARGES))
    if (transaction["type"] == "AUTHORIZE") != (standing(payment) == ("PENDING", "AUTHORIZED")):
        raise RefusalError(400, "INVALID_STATUS", "the transaction is neither an open authorization nor a charge")
    return CANCEL_OR_REFUND_TRANSACTION.answer(_carry(_cancel_or_refund(world, call, payment)))


def act(world: World, caller: Caller, payment: Object, kind: str, amount: Decimal, told: Mapping[str, Any]) -> Object:
    """The payment after a capture, a cancel or a refund; in simplified mode a failure is tried again later."""
    code = outcomes.of_action(caller, told.get("description"))
    done = new_transaction(world, kind, amount, told, code=code)
    if not told.get("simplified_mode") or CODES[code].status not in outcomes.FAILED or kind == "CANCEL":
        return record(world, caller, payment, done)
    trying = record(world, caller, payment, done, sub_status=f"{kind}_RETRY_IN_PROCESS")
    _try_later(world, {**_told(caller, trying), "before": payment["sub_status"], "code": code, "try": 0})
    return trying


def _cancel(world: World, caller: Caller, payment: Object, told: Mapping[str, Any]) -> Object:
    _expect(payment, ("PENDING", "AUTHORIZED"))
    return act(world, caller, payment, "CANCEL", exact(payment["amount"]["value"]), told)


def _refund(world: World, call: Call, payment: Object, told: Mapping[str, Any]) -> Object:
    left = exact(payment["amount"]["captured"]) - exact(payment["amount"]["refunded"])
    if payment["status"] != "SUCCEEDED" or payment["sub_status"] in BUSY or not left:
        raise RefusalError(400, "INVALID_STATUS", "the payment must be SUCCEEDED, with something left to refund")
    return act(world, call, payment, "REFUND", _amount(call, payment, left), told)


def _cancel_or_refund(world: World, call: Call, payment: Object) -> Object:
    """Cancel what is only authorized, refund what was captured; the order names what the merchant did not."""
    told = {"merchant_reference": payment["merchant_order_id"], **call.body}
    if standing(payment) == ("PENDING", "AUTHORIZED"):
        return _cancel(world, call, payment, told)
    return _refund(world, call, payment, told)


def _in_path(world: World, call: Call, kinds: tuple[str, ...]) -> tuple[Object, Object]:
    """The payment and the transaction in the path, which must be of one of these types."""
    payment = payment_in_path(world, call)
    transactions = {t["id"]: t for t in payment["transactions_history"]}
    transaction = transactions.get(call.path["transaction_id"])
    if transaction is None:
        raise RefusalError(404, "TRANSACTION_NOT_FOUND", "the payment has no such transaction")
    if transaction["type"] not in kinds:
        raise RefusalError(400, "INVALID_TRANSACTION_TYPE", f"the transaction must be {' or '.join(kinds)}")
    if transaction["status"] != "SUCCEEDED":
        raise RefusalError(400, "INVALID_STATUS", "the transaction must be SUCCEEDED")
    return payment, transaction


def _expect(payment: Object, expected: tuple[str, str]) -> None:
    if standing(payment) != expected:
        raise RefusalError(400, "INVALID_STATUS", f"the payment must be {' '.join(expected)}")


def _amount(call: Call, payment: Object, most: Decimal) -> Decimal:
    """The amount asked for, by default all there is."""
    sent = call.body.get("amount")
    if sent is None:
        return most
    if sent["currency"] != payment["amount"]["currency"]:
        raise RefusalError(400, "CURRENCY_NOT_ALLOWED", f"the payment is in {payment['amount']['currency']}")
    if exact(sent["value"]) > most:
        raise RefusalError(400, "INVALID_AMOUNT", f"at most {plain(most)} is left")
    return exact(sent["value"])


def _carry(payment: Object) -> Object:
    """The latest transaction, with its payment inside."""
    return {**payment["transactions"], "payment": payment}


def _told(caller: Caller, payment: Object) -> dict[str, Any]:
    return {"account": account(caller), "payment_id": payment["id"], "sub_status": payment["sub_status"]}


def _try_later(world: World, told: Mapping[str, Any]) -> None:
    """Set the timer of the next try."""
    number = told["try"]
    before = TRIES[number - 1] if number else 0
    world.later(TRIES[number] - before, "payment_retried", {**told, "try": number + 1})


def retried(world: World, told: Object) -> None:
    """Try a failed capture or refund again: after a soft code it succeeds, after any other it never does."""
    payment = still(world, told)
    if payment is None:
        return
    failed = payment["transactions"]
    code = APPROVED if CODES[told["code"]].decline == SOFT else told["code"]
    done = new_transaction(world, failed["type"], exact(failed["amount"]), failed, code=code)
    if code != APPROVED and told["try"] < len(TRIES):
        tried = record(world, told["account"], payment, done, sub_status=payment["sub_status"])
        _try_later(world, told)
    elif code != APPROVED:
        given_up = "CAPTURE_RETRY_PROCESS_FAILED" if failed["type"] == "CAPTURE" else told["before"]
        tried = record(world, told["account"], payment, done, sub_status=given_up)
    else:
        tried = record(world, told["account"], payment, done)
    announce_payment(world, told["account"], tried)


def delayed(world: World, told: Object) -> None:
    """Capture or cancel an authorization whose merchant asked for it beforehand."""
    payment = still(world, told)
    if payment is not None:
        amount = exact(payment["amount"]["value"])
        after = act(
            world, told["account"], payment, told["action"], amount, {"simplified_mode": told["simplified_mode"]}
        )
        announce_payment(world, told["account"], after)


def _route(operation: Operation, behaviour: Callable[[World, Call], Response]) -> Any:
    return operation.route(announced(idempotency.kept(behaviour)))


TIMERS: Mapping[str, Timer] = {"payment_retried": retried, "payment_delayed": delayed}

ROUTES = (
    _route(CAPTURE, capture_authorization),
    _route(CANCEL, cancel_authorization),
    _route(REFUND, refund_payment),
    _route(CANCEL_OR_REFUND, cancel_or_refund_payment),
    _route(CANCEL_OR_REFUND_TRANSACTION, cancel_or_refund_transaction),
)
