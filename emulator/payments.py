"""Payments: create (purchase or authorize), retrieve by id, find by the merchant's order. Does no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from driftline.emulator import Call, Response, World
from driftline.emulator.world import Object
from emulator import cards, idempotency
from emulator.accounts import shelf
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
        response = CREATE.answer(_pay(world, call))
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


def _pay(world: World, call: Call) -> Object:
    """Make the payment the body asks for; everything it names is looked up before anything is stored."""
    payer = _payer(world, call)
    session = _session(world, call)
    card, token = _instrument(world, call, payer)
    transaction = _charge(world, call, card)
    if session is not None:
        use_session(world, call, session)
    if transaction["status"] == "SUCCEEDED" and token is None:
        token = _vault(world, call, payer, card)
    payment = _payment(world, call, transaction)
    payment["customer_payer"] = payer
    payment["payment_method"] = _method(call, card, token)
    return world.put(shelf(call, "payments"), payment["id"], payment)


def _payer(world: World, call: Call) -> Mapping[str, Any]:
    sent: Mapping[str, Any] = call.body.get("customer_payer", {})
    known: Mapping[str, Any] = customer_in_body(world, call, sent["id"]) if "id" in sent else {}
    return {**known, **sent}


def _session(world: World, call: Call) -> Object | None:
    session_id = call.body.get("checkout", {}).get("session")
    if session_id is None and call.body.get("workflow") != "SDK_CHECKOUT":
        return None
    return open_session(world, call, session_id)


def _card_sent(method: Mapping[str, Any]) -> Mapping[str, Any] | None:
    sent: Mapping[str, Any] | None = _card_detail(method).get("card_data")
    return sent


def _card_detail(method: Mapping[str, Any]) -> Mapping[str, Any]:
    detail: Mapping[str, Any] = method.get("detail", {}).get("card", {})
    return detail


def _instrument(world: World, call: Call, payer: Mapping[str, Any]) -> tuple[Object, str | None]:
    """The card to charge, and the token that named it; a token wins over a card."""
    sent = call.body["payment_method"]
    if "vaulted_token" not in sent:
        return cards.describe(sent["detail"]["card"]["card_data"]), None
    method = behind_token(world, call, sent["vaulted_token"])
    if "id" in payer and payer["id"] != method["customer_id"]:
        raise RefusalError(400, "INVALID_CUSTOMER_FOR_TOKEN", "the vaulted token belongs to another customer")
    return method["card_data"], sent["vaulted_token"]


def _charge(world: World, call: Call, card: Object) -> dict[str, Any]:
    capture = _card_detail(call.body["payment_method"]).get("capture", True)
    return new_transaction(
        world,
        "PURCHASE" if capture else "AUTHORIZE",
        exact(call.body["amount"]["value"]),
        call.body,
        code=cards.outcome(card["ending"], call.body["description"]),
    )


def _vault(world: World, call: Call, payer: Mapping[str, Any], card: Object) -> str | None:
    wanted = call.body["payment_method"].get("vault_on_success", False)
    if not wanted or "id" not in payer:
        return None
    kept = {"account_id": call.body["account_id"], "country": call.body["country"], "type": "CARD"}
    token: str = store(world, call, {**kept, "customer_id": payer["id"], "card_data": card})["vaulted_token"]
    return token


def _payment(world: World, call: Call, transaction: Mapping[str, Any]) -> dict[str, Any]:
    status, sub_status = STATUSES[transaction["status"], transaction["type"] == "AUTHORIZE"]
    session = call.body.get("checkout", {}).get("session")
    return {
        "workflow": "DIRECT",
        **call.body,
        "id": world.uuid(),
        "status": status,
        "sub_status": sub_status,
        "amount": {
            "currency": call.body["amount"]["currency"],
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


def _method(call: Call, card: Object, token: str | None) -> dict[str, Any]:
    sent = call.body["payment_method"]
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
