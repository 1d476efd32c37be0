"""Payouts: create, retrieve by id, find by the merchant's reference; each ends by a timer. Does no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from driftline.emulator import Call, Response, World
from driftline.emulator.world import Object
from emulator import cards, idempotency
from emulator.accounts import account, owned, shelf
from emulator.operations import Operation
from emulator.payment_methods import behind_token
from emulator.response_codes import APPROVED
from emulator.webhooks import announce

PENDING = 10 * 60  # seconds from the creation of a payout to its end

# A description that is exactly one of these is how the payout ends.
ENDINGS = ("REJECTED", "DECLINED", "ERROR")

CREATE = Operation("payouts/create-payout")
RETRIEVE = Operation("payouts/retrieve-payout-by-id")
FIND = Operation("payouts/retrieve-payout-by-merchant-reference")


def create_payout(world: World, call: Call) -> Response:
    sent = call.body["withdrawal_method"]
    card = behind_token(world, call, sent["vaulted_token"])["card_data"] if "vaulted_token" in sent else None
    payout = _pending(world, call.body)
    world.put(shelf(call, "payouts"), payout["id"], payout)
    world.later(PENDING, "end_payout", {"account": account(call), "id": payout["id"], "status": _end(call.body, card)})
    return CREATE.answer(payout)


def retrieve_payout_by_id(world: World, call: Call) -> Response:
    key = call.path["payout_id"]
    return RETRIEVE.answer(owned(world, call, "payouts", key, code="PAYOUT_NOT_FOUND", what="payout"))


def retrieve_payout_by_merchant_reference(world: World, call: Call) -> Response:
    reference = call.request.query["merchant_reference"]
    return FIND.answer(world.where(shelf(call, "payouts"), "merchant_reference", reference))


def end_payout(world: World, told: Object) -> None:
    """The provider has answered: the payout takes its last status."""
    table, status, now = shelf(told["account"], "payouts"), told["status"], world.timestamp()
    payout = world.get(table, told["id"])
    if payout is None:
        return
    done = {"status": status, "updated_at": now}
    transactions = [{**transaction, **done, "response_code": status} for transaction in payout["transactions"]]
    ended = world.put(table, payout["id"], {**payout, **done, "transactions": transactions})
    announce(world, told["account"], "payout.payout", RETRIEVE.shown(ended), payout["account_id"])


def _pending(world: World, told: Mapping[str, Any]) -> Object:
    """A new payout with its only transaction."""
    now = world.timestamp()
    state = {"status": "PENDING", "created_at": now, "updated_at": now}
    transaction = {
        **state,
        "id": world.uuid(),
        "type": "PAYOUT",
        "response_code": "PENDING_PROVIDER_CONFIRMATION",
        "amount": told["amount"],
    }
    beneficiary = {"national_entity": "INDIVIDUAL", **told["beneficiary"]}
    return {**told, **state, "id": world.uuid(), "beneficiary": beneficiary, "transactions": [transaction]}


def _end(told: Mapping[str, Any], card: Object | None) -> str:
    """How a payout will end: rejected where it does not say whom to pay; then the card decides, then the description."""
    method, description = told["withdrawal_method"], told.get("description")
    payee = card if method["type"] == "CARD" else method.get("detail")
    if not payee:
        return "REJECTED"
    code = cards.OUTCOMES.get(payee.get("ending", ""))
    if code is not None:
        return code if code in {APPROVED, "ERROR"} else "DECLINED"
    return description if description in ENDINGS else "SUCCEEDED"


ROUTES = (
    CREATE.route(idempotency.kept(create_payout)),
    RETRIEVE.route(retrieve_payout_by_id),
    FIND.route(retrieve_payout_by_merchant_reference),
)
TIMERS = {"end_payout": end_payout}
