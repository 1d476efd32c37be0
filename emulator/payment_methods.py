"""Payment methods of a customer, without an SDK: enroll, retrieve, list, unenroll. Does no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from driftline.emulator import Call, Response, World
from driftline.emulator.world import Object
from emulator import cards
from emulator.accounts import Caller, account, shelf
from emulator.customers import customer_in_path
from emulator.operations import Operation
from emulator.refusals import RefusalError
from emulator.webhooks import announce

ENROLL = Operation("payment-methods/enroll-payment-method")
RETRIEVE = Operation("payment-methods/retrieve-payment-method")
LIST = Operation("payment-methods/list-payment-methods")
UNENROLL = Operation("payment-methods/unenroll-payment-method")

# What a customer may enter who has no stored card at hand.
NEW_CARD: Object = {"name": "Card", "description": "A card that is not stored yet", "type": "CARD", "category": "CARD"}


def enroll_payment_method(world: World, call: Call) -> Response:
    customer = customer_in_path(world, call)
    card = cards.describe(call.body["card_data"])
    return ENROLL.answer(store(world, call, {**ENROLL.sent(call), "customer_id": customer["id"], "card_data": card}))


def retrieve_payment_method(world: World, call: Call) -> Response:
    return RETRIEVE.answer(_in_path(world, call))


def list_payment_methods(world: World, call: Call) -> Response:
    customer = customer_in_path(world, call)
    return LIST.answer({"payment_methods": enrolled(world, call, customer["id"])})


def unenroll_payment_method(world: World, call: Call) -> Response:
    return UNENROLL.answer(unenroll(world, call, _in_path(world, call)))


def unenroll(world: World, caller: Caller, method: Object) -> Object:
    """Take an enrolled payment method out of use."""
    if method["status"] != "ENROLLED":
        raise RefusalError(400, "INVALID_STATUS", "the payment method is not enrolled")
    changed = change(world, caller, method, status="UNENROLLED")
    _announce(world, caller, "unenroll", changed)
    return changed


def change(world: World, caller: Caller, method: Object, **fields: Any) -> Object:
    """The payment method with other values in these fields, stored."""
    changed = {**method, **fields, "updated_at": world.timestamp()}
    return world.put(shelf(caller, "payment_methods"), method["id"], changed)


def vault(world: World, caller: Caller, method: Object, card: Object) -> Object:
    """Enroll a payment method with this card, with a token to pay with."""
    name, token = cards.title(card), world.uuid()
    world.put(shelf(caller, "vaulted_tokens"), token, {"payment_method_id": method["id"]})
    done = {"name": name, "description": name, "card_data": card, "vaulted_token": token}
    enrolled = change(world, caller, method, status="ENROLLED", **done)
    _announce(world, caller, "enroll", enrolled)
    return enrolled


def store(world: World, caller: Caller, described: Mapping[str, Any]) -> Object:
    """Enroll the card of `described` for its customer, with a token to pay with."""
    method = {
        "workflow": "DIRECT",
        **described,
        "id": world.uuid(),
        "category": "CARD",
        "created_at": world.timestamp(),
    }
    return vault(world, caller, method, described["card_data"])


def enrolled(world: World, caller: Caller, customer_id: str | None) -> list[Object]:
    """The enrolled payment methods of a customer, oldest first."""
    methods = world.where(shelf(caller, "payment_methods"), "customer_id", customer_id)
    return [m for m in methods if m["status"] == "ENROLLED"]


def behind_token(world: World, caller: Caller, token: str) -> Object:
    """The enrolled payment method a vaulted token stands for."""
    known = world.get(shelf(caller, "vaulted_tokens"), token)
    method = world.get(shelf(caller, "payment_methods"), known["payment_method_id"]) if known else None
    if method is None or method["status"] != "ENROLLED":
        raise RefusalError(400, "PAYMENT_METHOD_NOT_FOUND", "there is no enrolled payment method with this token")
    return method


def _announce(world: World, caller: Caller, event: str, method: Object) -> None:
    data = {"payment_method": RETRIEVE.shown(method)}
    announce(world, account(caller), f"enrollment.{event}", data, method["account_id"])


def _in_path(world: World, call: Call) -> Object:
    customer = customer_in_path(world, call)
    method = world.get(shelf(call, "payment_methods"), call.path["payment_method_id"])
    if method is None or method["customer_id"] != customer["id"]:
        raise RefusalError(404, "PAYMENT_METHOD_NOT_FOUND", "the customer has no such payment method")
    return method


ROUTES = (
    ENROLL.route(enroll_payment_method),
    RETRIEVE.route(retrieve_payment_method),
    LIST.route(list_payment_methods),
    UNENROLL.route(unenroll_payment_method),
)
