"""Checkout sessions: five hours on the virtual clock, one payment each. Does no I/O."""

from __future__ import annotations

from driftline.emulator import Call, Response, World
from driftline.emulator.world import Object
from emulator import payment_methods
from emulator.accounts import Caller, shelf
from emulator.customers import customer_in_body
from emulator.operations import Operation
from emulator.refusals import RefusalError

LIFE = 5 * 60 * 60  # seconds

CREATE = Operation("checkout-sessions/create-checkout-session")
RETRIEVE = Operation("checkout-sessions/retrieve-checkout-session")
LIST_METHODS = Operation("checkout-sessions/list-session-payment-methods")


def create_checkout_session(world: World, call: Call) -> Response:
    if "customer_id" in call.body:
        customer_in_body(world, call, call.body["customer_id"])
    session = {
        "workflow": "SDK_CHECKOUT",
        **call.body,
        "checkout_session": world.uuid(),
        "used": False,
        "created_at": world.timestamp(),
        "ends": world.timestamp(after=LIFE),
    }
    return CREATE.answer(world.put(shelf(call, "checkout_sessions"), session["checkout_session"], session))


def retrieve_checkout_session(world: World, call: Call) -> Response:
    return RETRIEVE.answer(_in_path(world, call))


def list_session_payment_methods(world: World, call: Call) -> Response:
    session = _in_path(world, call)
    enrolled = payment_methods.enrolled(world, call, session.get("customer_id"))
    return LIST_METHODS.answer([_offer(session, method) for method in (_NEW_CARD, *enrolled)])


def open_session(world: World, caller: Caller, session_id: str | None) -> Object:
    """The unpaid session a payment names."""
    session = _alive(world, caller, session_id)
    if session is None or session["used"]:
        raise RefusalError(400, "CHECKOUT_SESSION_NOT_FOUND", "there is no such checkout session, or it is over")
    return session


def unpaid_session_in_path(world: World, call: Call) -> Object:
    """The session the path names, if it can still be paid."""
    session = _in_path(world, call)
    if session["used"]:
        raise RefusalError(400, "INVALID_STATUS", "the checkout session was paid already")
    return session


def use_session(world: World, caller: Caller, session: Object) -> None:
    """Mark a session as paid."""
    world.put(shelf(caller, "checkout_sessions"), session["checkout_session"], {**session, "used": True})


_NEW_CARD: Object = {"name": "Card", "description": "A card that is not stored yet", "type": "CARD", "category": "CARD"}


def _offer(session: Object, method: Object) -> Object:
    checkout = {"session": session["checkout_session"], "sdk_required_action": method is _NEW_CARD}
    return {**method, "checkout": checkout}


def _in_path(world: World, call: Call) -> Object:
    session = _alive(world, call, call.path["checkout_session"])
    if session is None:
        raise RefusalError(404, "CHECKOUT_SESSION_NOT_FOUND", "there is no such checkout session, or it is over")
    return session


def _alive(world: World, caller: Caller, session_id: str | None) -> Object | None:
    session = world.get(shelf(caller, "checkout_sessions"), session_id or "")
    return session if session is not None and world.timestamp() < session["ends"] else None


ROUTES = (
    CREATE.route(create_checkout_session),
    RETRIEVE.route(retrieve_checkout_session),
    LIST_METHODS.route(list_session_payment_methods, provenance="assumed"),
)
