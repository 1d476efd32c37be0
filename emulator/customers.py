"""Customers: create and retrieve. Does no I/O."""

from __future__ import annotations

from driftline.emulator import Call, Response, World
from driftline.emulator.world import Object
from emulator.accounts import Caller, shelf
from emulator.operations import Operation
from emulator.refusals import RefusalError

CREATE = Operation("customers/create-customer")
RETRIEVE = Operation("customers/retrieve-customer")


def create_customer(world: World, call: Call) -> Response:
    now = world.timestamp()
    customer = {**call.body, "id": world.uuid(), "created_at": now, "updated_at": now}
    return CREATE.answer(world.put(shelf(call, "customers"), customer["id"], customer))


def retrieve_customer(world: World, call: Call) -> Response:
    return RETRIEVE.answer(customer_in_path(world, call))


def customer_in_path(world: World, call: Call) -> Object:
    """The customer the path names."""
    return _find(world, call, call.path["customer_id"], status=404)


def customer_in_body(world: World, caller: Caller, customer_id: str) -> Object:
    """The customer the body names."""
    return _find(world, caller, customer_id, status=400)


def _find(world: World, caller: Caller, customer_id: str, *, status: int) -> Object:
    customer = world.get(shelf(caller, "customers"), customer_id)
    if customer is None:
        raise RefusalError(status, "CUSTOMER_NOT_FOUND", "there is no such customer")
    return customer


ROUTES = (
    CREATE.route(create_customer),
    RETRIEVE.route(retrieve_customer),
)
