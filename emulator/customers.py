"""Customers: create, retrieve, find by the merchant's id, update, delete. Does no I/O."""

from __future__ import annotations

from driftline.emulator import Call, Response, World
from driftline.emulator.world import Object
from emulator.accounts import Caller, owned, shelf
from emulator.operations import Operation
from emulator.refusals import RefusalError

CREATE = Operation("customers/create-customer")
RETRIEVE = Operation("customers/retrieve-customer")
FIND = Operation("customers/find-customer")
UPDATE = Operation("customers/update-customer")
DELETE = Operation("customers/delete-customer")


def create_customer(world: World, call: Call) -> Response:
    _refuse_taken(world, call, call.body["merchant_customer_id"])
    now = world.timestamp()
    customer = {**call.body, "id": world.uuid(), "created_at": now, "updated_at": now}
    return CREATE.answer(world.put(shelf(call, "customers"), customer["id"], customer))


def retrieve_customer(world: World, call: Call) -> Response:
    return RETRIEVE.answer(customer_in_path(world, call))


def find_customer(world: World, call: Call) -> Response:
    found = _known_as(world, call, call.request.query["merchant_customer_id"])
    if found is None:
        raise RefusalError(404, "CUSTOMER_NOT_FOUND", "no customer has this merchant_customer_id")
    return FIND.answer(found)


def update_customer(world: World, call: Call) -> Response:
    customer, sent = customer_in_path(world, call), UPDATE.sent(call)
    if sent.get("merchant_customer_id", customer["merchant_customer_id"]) != customer["merchant_customer_id"]:
        _refuse_taken(world, call, sent["merchant_customer_id"])
    changed = {**customer, **sent, "updated_at": world.timestamp()}
    return UPDATE.answer(world.put(shelf(call, "customers"), customer["id"], changed))


def delete_customer(world: World, call: Call) -> Response:
    customer = customer_in_path(world, call)
    for method in world.where(shelf(call, "payment_methods"), "customer_id", customer["id"]):
        world.delete(shelf(call, "payment_methods"), method["id"])
    for session in world.where(shelf(call, "customer_sessions"), "customer_id", customer["id"]):
        world.delete(shelf(call, "customer_sessions"), session["customer_session"])
    world.delete(shelf(call, "customers"), customer["id"])
    return DELETE.answer()


def customer_in_path(world: World, call: Call) -> Object:
    """The customer the path names."""
    return _find(world, call, call.path["customer_id"], status=404)


def customer_in_body(world: World, caller: Caller, customer_id: str) -> Object:
    """The customer the body names."""
    return _find(world, caller, customer_id, status=400)


def _refuse_taken(world: World, call: Call, merchant_customer_id: str) -> None:
    if _known_as(world, call, merchant_customer_id) is not None:
        raise RefusalError(400, "CUSTOMER_ID_DUPLICATED", "another customer has this merchant_customer_id")


def _known_as(world: World, call: Call, merchant_customer_id: str) -> Object | None:
    found = world.where(shelf(call, "customers"), "merchant_customer_id", merchant_customer_id)
    return found[0] if found else None


def _find(world: World, caller: Caller, customer_id: str, *, status: int) -> Object:
    return owned(world, caller, "customers", customer_id, code="CUSTOMER_NOT_FOUND", what="customer", status=status)


ROUTES = (
    CREATE.route(create_customer),
    RETRIEVE.route(retrieve_customer),
    FIND.route(find_customer),
    UPDATE.route(update_customer),
    DELETE.route(delete_customer),
)
