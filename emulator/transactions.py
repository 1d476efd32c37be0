"""What happens to a payment after it is created: capture, cancel, refund. Does no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from driftline.emulator import Call, Response, World
from driftline.emulator.world import Object
from emulator import cards
from emulator.accounts import shelf
from emulator.money import exact, plain
from emulator.operations import Operation
from emulator.refusals import RefusalError
from emulator.webhooks import announced

CAPTURE = Operation("payments/capture-authorization")
CANCEL = Operation("payments/cancel-authorization")
REFUND = Operation("payments/refund-payment")


def capture_authorization(world: World, call: Call) -> Response:
    payment = _payment_for(world, call, ("AUTHORIZE",), ("PENDING",))
    authorized = exact(payment["amount"]["value"])
    amount = _amount(call, payment, authorized)
    sub_status = "CAPTURED" if amount == authorized else "PARTIALLY_CAPTURED"
    done = new_transaction(world, "CAPTURE", amount, call.body)
    return CAPTURE.answer(_carry(_move(world, call, payment, done, "SUCCEEDED", sub_status, captured=amount)))


def cancel_authorization(world: World, call: Call) -> Response:
    payment = _payment_for(world, call, ("AUTHORIZE",), ("PENDING",))
    done = new_transaction(world, "CANCEL", exact(payment["amount"]["value"]), call.body)
    return CANCEL.answer(_carry(_move(world, call, payment, done, "CANCELED", "CANCELED")))


def refund_payment(world: World, call: Call) -> Response:
    payment = _payment_for(world, call, ("PURCHASE", "CAPTURE"), ("SUCCEEDED",))
    before, captured = exact(payment["amount"]["refunded"]), exact(payment["amount"]["captured"])
    amount = _amount(call, payment, captured - before)
    done = new_transaction(world, "REFUND", amount, call.body)
    whole = before + amount == captured
    status, sub_status = ("REFUNDED", "REFUNDED") if whole else ("SUCCEEDED", "PARTIALLY_REFUNDED")
    return REFUND.answer(_move(world, call, payment, done, status, sub_status, refunded=before + amount))


def new_transaction(
    world: World, kind: str, amount: Decimal, told: Mapping[str, Any], *, code: str = cards.APPROVED
) -> dict[str, Any]:
    """A transaction with its outcome; `told` is what the merchant said about it."""
    now = world.timestamp()
    return {
        "id": world.uuid(),
        "type": kind,
        "status": code if code in {cards.APPROVED, "ERROR"} else "DECLINED",
        "category": "CARD",
        "amount": plain(amount),
        "response_code": code,
        "response_message": cards.MESSAGES[code],
        "reason": told.get("reason"),
        "description": told.get("description"),
        "merchant_reference": told.get("merchant_reference"),
        "created_at": now,
        "updated_at": now,
    }


def _payment_for(world: World, call: Call, kinds: tuple[str, ...], statuses: tuple[str, ...]) -> Object:
    """The payment in the path, where its transaction in the path and its status allow the action."""
    payment = world.get(shelf(call, "payments"), call.path["payment_id"])
    if payment is None:
        raise RefusalError(404, "PAYMENT_NOT_FOUND", "there is no such payment")
    transactions = {t["id"]: t for t in payment["transactions_history"]}
    transaction = transactions.get(call.path["transaction_id"])
    if transaction is None:
        raise RefusalError(404, "TRANSACTION_NOT_FOUND", "the payment has no such transaction")
    if transaction["type"] not in kinds:
        raise RefusalError(400, "INVALID_TRANSACTION_TYPE", f"the transaction must be {' or '.join(kinds)}")
    if payment["status"] not in statuses:
        raise RefusalError(400, "INVALID_STATUS", f"the payment must be {' or '.join(statuses)}")
    return payment


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


def _move(
    world: World, call: Call, payment: Object, done: Object, status: str, sub_status: str, **amounts: Decimal
) -> Object:
    """The payment after a transaction, stored."""
    changed = {
        **payment,
        "status": status,
        "sub_status": sub_status,
        "amount": {**payment["amount"], **{name: plain(amount) for name, amount in amounts.items()}},
        "transactions": done,
        "transactions_history": [*payment["transactions_history"], done],
        "updated_at": done["created_at"],
    }
    return world.put(shelf(call, "payments"), payment["id"], changed)


def _carry(payment: Object) -> Object:
    """The latest transaction, with its payment inside."""
    return {**payment["transactions"], "payment": payment}


ROUTES = (
    CAPTURE.route(announced(capture_authorization)),
    CANCEL.route(announced(cancel_authorization)),
    REFUND.route(announced(refund_payment)),
)
