"""Checkout sessions: five hours on the virtual clock, one payment each, unless a payment link opened them. Does no I/O."""

from __future__ import annotations

from typing import Any

from driftline.emulator import Call, Response, World
from driftline.emulator.world import Object
from emulator.accounts import Caller, shelf
from emulator.customers import customer_in_body
from emulator.operations import Operation
from emulator.payment_methods import NEW_CARD, enrolled
from emulator.refusals import RefusalError

LIFE = 5 * 60 * 60  # seconds

CREATE = Operation("checkout-sessions/create-checkout-session")
RETRIEVE = Operation("checkout-sessions/retrieve-checkout-session")
UPDATE = Operation("checkout-sessions/update-checkout-session")
LIST_METHODS = Operation("checkout-sessions/list-session-payment-methods")


def create_checkout_session(world: World, call: Call) -> Response:
    if "customer_id" in call.body:
        customer_in_body(world, call, call.body["customer_id"])
    return CREATE.answer(new_session(world, call, CREATE.sent(call), ends=world.timestamp(after=LIFE)))


def retrieve_checkout_session(world: World, call: Call) -> Response:
    return RETRIEVE.answer(_in_path(world, call))


def update_checkout_session(world: World, call: Call) -> Response:
    session, sent = _in_path(world, call), UPDATE.sent(call)
    if session["used"]:
        raise RefusalError(400, "INVALID_STATUS", "the session was paid")
    if "customer_id" in sent:
        customer_in_body(world, call, sent["customer_id"])
    return UPDATE.answer(_put(world, call, {**session, **sent}))


def list_session_payment_methods(world: World, call: Call) -> Response:
    session = _in_path(world, call)
    methods = (NEW_CARD, *enrolled(world, call, session.get("customer_id")))
    return LIST_METHODS.answer([_offer(session, method) for method in methods])


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
    """Count a payment with a session; it is used up unless it takes many."""
    _put(world, caller, {**session, "payments": session["payments"] + 1, "used": not session["many"]})


def new_session(world: World, caller: Caller, told: Object, **rules: Any) -> Object:
    """Open a session; `rules` are the moments it `starts` and `ends`, and whether it takes `many` payments."""
    session = {
        "workflow": "SDK_CHECKOUT",
        **told,
        "checkout_session": world.uuid(),
        "used": False,
        "payments": 0,
        "many": False,
        "created_at": world.timestamp(),
        "starts": world.timestamp(),
        **rules,
    }
    return _put(world, caller, session)


def session_of_link(world: World, caller: Caller, code: str) -> Object:
    """The session in which a payment link is paid, be it over or not."""
    (session,) = world.where(shelf(caller, "checkout_sessions"), "payment_link", code)
    return session


def end_session(world: World, caller: Caller, session: Object) -> None:
    """Close a session before its time."""
    _put(world, caller, {**session, "ends": world.timestamp()})


def _offer(session: Object, method: Object) -> Object:
    checkout = {"session": session["checkout_session"], "sdk_required_action": method is NEW_CARD}
    return {**method, "checkout": checkout}


def _in_path(world: World, call: Call) -> Object:
    session = _alive(world, call, call.path["checkout_session"])
    if session is None:
        raise RefusalError(404, "CHECKOUT_SESSION_NOT_FOUND", "there is no such checkout session, or it is over")
    return session


def _alive(world: World, caller: Caller, session_id: str | None) -> Object | None:
    session = world.get(shelf(caller, "checkout_sessions"), session_id or "")
    return session if session is not None and session["starts"] <= world.timestamp() < session["ends"] else None


def _put(world: World, caller: Caller, session: Object) -> Object:
    return world.put(shelf(caller, "checkout_sessions"), session["checkout_session"], session)


ROUTES = (
    CREATE.route(create_checkout_session),
    RETRIEVE.route(retrieve_checkout_session),
    UPDATE.route(update_checkout_session),
    LIST_METHODS.route(list_session_payment_methods, provenance="assumed"),
)
