"""Customer sessions: create, for a customer that exists. Does no I/O."""

from __future__ import annotations

from driftline.emulator import Call, Response, World
from emulator.accounts import shelf
from emulator.customers import customer_in_body
from emulator.operations import Operation

CREATE = Operation("customer-sessions/create-customer-session")


def create_customer_session(world: World, call: Call) -> Response:
    customer_in_body(world, call, call.body["customer_id"])
    session = {**call.body, "customer_session": world.uuid(), "created_at": world.timestamp()}
    return CREATE.answer(world.put(shelf(call, "customer_sessions"), session["customer_session"], session))


ROUTES = (CREATE.route(create_customer_session),)
