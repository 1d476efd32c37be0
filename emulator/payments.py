"""Payments: create (purchase or authorize), retrieve by id, find by the merchant's order. Does no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from driftline.emulator import Call, Response, World
from driftline.emulator.world import Object
from emulator import cards, idempotency
from emulator.accounts import Caller, shelf
from emulator.checkout_sessions import open_session, use_session
from emulator.customers import customer_in_body
from emulator.money import exact
from emulator.operations import Operation
from emulator.payment_methods import behind_token, store
from emulator.refusals import RefusalError
from emulator.transactions import new_transaction
from emulator.webhooks import announced

CREATE = Operation("payments/create-payment")
RETRIEVE = Operation("payments/retrieve-payment")
FIND = Operation("payments/find-payments-by-order")

# (transaction status, whether it authorizes only): payment status and sub-status
STATUSES = {
    ("SUCCEEDED", False): ("SUCCEEDED", "APPROVED"),
    ("SUCCEEDED", True): ("PENDING", "AUTHORIZED"),
    ("DECLINED", False): ("DECLINED", "DECLINED"),
    ("DECLINED", True): ("DECLINED", "DECLINED"),
    ("ERROR", False): ("ERROR", "ERROR"),
    ("ERROR", True): ("ERROR", "ERROR"),
}


def create_payment(world: World, call: Call) -> Response:
    method = call.body["payment_method"]
    if "vaulted_token" not in method and _card_sent(method) is None:
        # Refused before anything is looked up: the idempotency key stays free.
        raise RefusalError(400, "MISSING_PARAMETERS", "payment_method needs a vaulted_token or detail.card.card_data")
    try:
        response = CREATE.answer(pay(world, call, call.body))
    except RefusalError:
        idempotency.keep(world, call, None)
        raise
    idempotency.keep(world, call, response)
    return response


def retrieve_payment(world: World, call: Call) -> Response:
    payment = world.get(shelf(call, "payments"), call.path["payment_id"])
    if payment is None:
        raise RefusalError(404, "PAYMENT_NOT_FOUND", "there is no such payment")
    return RETRIEVE.answer(payment)


def find_payments_by_order(world: World, call: Call) -> Response:
    order = call.request.query["merchant_order_id"]
    return FIND.answer(world.where(shelf(call, "payments"), "merchant_order_id", order))


def pay(world: World, caller: Caller, told: Object) -> Object:
    """Make the payment that `told`, a request body, asks for; what it names is looked up before anything is stored."""
    payer = _payer(world, caller, told)
    session = _session(world, caller, told)
    card, token = _instrument(world, caller, told, payer)
    transaction = _charge(world, told, card)
    if session is not None:
        use_session(world, caller, session)
    if transaction["status"] == "SUCCEEDED" and token is None:
        token = _vault(world, caller, told, payer, card)
    payment = _payment(world, told, transaction)
    payment["customer_payer"] = payer
    payment["payment_method"] = _method(told, card, token)
    return world.put(shelf(caller, "payments"), payment["id"], payment)


def _payer(world: World, caller: Caller, told: Object) -> Mapping[str, Any]:
    sent: Mapping[str, Any] = told.get("customer_payer", {})
    known: Mapping[str, Any] = customer_in_body(world, caller, sent["id"]) if "id" in sent else {}
    return {**known, **sent}


def _session(world: World, caller: Caller, told: Object) -> Object | None:
    session_id = told.get("checkout", {}).get("session")
    if session_id is None and told.get("workflow") != "SDK_CHECKOUT":
        return None
    return open_session(world, caller, session_id)


def _card_sent(method: Mapping[str, Any]) -> Mapping[str, Any] | None:
    sent: Mapping[str, Any] | None = _card_detail(method).get("card_data")
    return sent


def _card_detail(method: Mapping[str, Any]) -> Mapping[str, Any]:
    detail: Mapping[str, Any] = method.get("detail", {}).get("card", {})
    return detail


def _instrument(world: World, caller: Caller, told: Object, payer: Mapping[str, Any]) -> tuple[Object, str | None]:
    """The card to charge, and the token that named it; a token wins over a card."""
    sent = told["payment_method"]
    if "vaulted_token" not in sent:
        return cards.describe(sent["detail"]["card"]["card_data"]), None
    method = behind_token(world, caller, sent["vaulted_token"])
    if "id" in payer and payer["id"] != method["customer_id"]:
        raise RefusalError(400, "INVALID_CUSTOMER_FOR_TOKEN", "the vaulted token belongs to another customer")
    return method["card_data"], sent["vaulted_token"]


def _charge(world: World, told: Object, card: Object) -> dict[str, Any]:
    capture = _card_detail(told["payment_method"]).get("capture", True)
    return new_transaction(
        world,
        "PURCHASE" if capture else "AUTHORIZE",
        exact(told["amount"]["value"]),
        told,
        code=cards.outcome(card["ending"], told["description"]),
    )


def _vault(world: World, caller: Caller, told: Object, payer: Mapping[str, Any], card: Object) -> str | None:
    wanted = told["payment_method"].get("vault_on_success", False)
    if not wanted or "id" not in payer:
        return None
    kept = {"account_id": told["account_id"], "country": told["country"], "type": "CARD"}
    token: str = store(world, caller, {**kept, "customer_id": payer["id"], "card_data": card})["vaulted_token"]
    return token


def _payment(world: World, told: Object, transaction: Mapping[str, Any]) -> dict[str, Any]:
    status, sub_status = STATUSES[transaction["status"], transaction["type"] == "AUTHORIZE"]
    session = told.get("checkout", {}).get("session")
    return {
        "workflow": "DIRECT",
        **told,
        "id": world.uuid(),
        "status": status,
        "sub_status": sub_status,
        "amount": {
            "currency": told["amount"]["currency"],
            "value": transaction["amount"],
            "captured": transaction["amount"] if status == "SUCCEEDED" else 0,
            "refunded": 0,
        },
        "checkout": {"session": session, "sdk_action_required": False},
        "transactions": transaction,
        "transactions_history": [transaction],
        "created_at": transaction["created_at"],
        "updated_at": transaction["created_at"],
    }


def _method(told: Object, card: Object, token: str | None) -> dict[str, Any]:
    sent = told["payment_method"]
    detail = _card_detail(sent)
    return {
        "type": sent["type"],
        "vaulted_token": token,
        "vault_on_success": sent.get("vault_on_success", False),
        "payment_method_detail": {
            "card": {
                "capture": detail.get("capture", True),
                "installments": int(detail.get("installments", 1)),
                "card_data": card,
            }
        },
    }


ROUTES = (
    CREATE.route(announced(create_payment)),
    RETRIEVE.route(retrieve_payment),
    FIND.route(find_payments_by_order),
)
