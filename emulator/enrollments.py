"""Enrollment in a customer session: the customer enters a card later, on the virtual clock. Does no I/O.

No SDK runs here, so a pretend customer is in front of it: after `ENTERED` seconds a test card is entered, and after
`CHECKED` more it is enrolled.
"""

from __future__ import annotations

from driftline.emulator import Call, Response, World
from driftline.emulator.world import Object
from emulator import cards, payment_methods
from emulator.accounts import account, owned, shelf
from emulator.operations import Operation

ENROLL = Operation("payment-methods/enroll-payment-method-in-session")
LIST = Operation("payment-methods/list-payment-methods-to-enroll")
RETRIEVE = Operation("payment-methods/retrieve-payment-method-by-id")
UNENROLL = Operation("payment-methods/unenroll-payment-method-by-id")

ENTERED = 30  # seconds
CHECKED = 30  # seconds

CARD: Object = {"number": "4507990000000002", "security_code": "123", "expiration_month": 12, "expiration_year": 2030}


def enroll_payment_method_in_session(world: World, call: Call) -> Response:
    session, now = _session_in_path(world, call), world.timestamp()
    method = {
        **payment_methods.NEW_CARD,
        "id": world.uuid(),
        "account_id": call.body["account_id"],
        "customer_id": session["customer_id"],
        "country": call.body["country"],
        "type": call.body["payment_method_type"],
        "status": "READY_TO_ENROLL",
        "workflow": "SDK_CHECKOUT",
        "callback_url": session.get("callback_url"),
        "enrollment": {"session": session["customer_session"], "sdk_required_action": True},
        "created_at": now,
        "updated_at": now,
    }
    world.later(ENTERED, "card_entered", {"account": account(call), "payment_method": method["id"]})
    return ENROLL.answer(world.put(shelf(call, "payment_methods"), method["id"], method))


def list_payment_methods_to_enroll(world: World, call: Call) -> Response:
    session = _session_in_path(world, call)
    enrollment = {"session": session["customer_session"], "sdk_required_action": True}
    return LIST.answer({"payment_methods": [{**payment_methods.NEW_CARD, "enrollment": enrollment}]})


def retrieve_payment_method_by_id(world: World, call: Call) -> Response:
    return RETRIEVE.answer(_in_path(world, call))


def unenroll_payment_method_by_id(world: World, call: Call) -> Response:
    return UNENROLL.answer(payment_methods.unenroll(world, call, _in_path(world, call)))


def card_entered(world: World, told: Object) -> None:
    """The customer has entered a card."""
    method = world.get(shelf(told["account"], "payment_methods"), told["payment_method"])
    if method is None:
        return
    enrollment = {**method["enrollment"], "sdk_required_action": False}
    payment_methods.change(world, told["account"], method, status="ENROLL_IN_PROCESS", enrollment=enrollment)
    world.later(CHECKED, "card_checked", told)


def card_checked(world: World, told: Object) -> None:
    """The card is good: it is enrolled, in the place of an older copy of it."""
    method = world.get(shelf(told["account"], "payment_methods"), told["payment_method"])
    customer = method and world.get(shelf(told["account"], "customers"), method["customer_id"])
    if method is None or customer is None:
        return
    card = cards.describe({**CARD, "holder_name": _name(customer)})
    for older in payment_methods.enrolled(world, told["account"], customer["id"]):
        if _renewed(older["card_data"], card):
            payment_methods.unenroll(world, told["account"], older)
    payment_methods.vault(world, told["account"], method, card)


def _name(customer: Object) -> str:
    names = [customer[part] for part in ("first_name", "last_name") if customer.get(part)]
    return " ".join(names)[:26] or "Test Customer"


def _renewed(older: Object, newer: Object) -> bool:
    """Whether two cards have one number, and another holder or expiry."""
    same = all(older[part] == newer[part] for part in ("iin", "lfd", "number_length"))
    return same and any(older[p] != newer[p] for p in ("holder_name", "expiration_month", "expiration_year"))


def _session_in_path(world: World, call: Call) -> Object:
    key = call.path["customer_session"]
    return owned(world, call, "customer_sessions", key, code="CUSTOMER_SESSION_NOT_FOUND", what="customer session")


def _in_path(world: World, call: Call) -> Object:
    key = call.path["payment_method_id"]
    return owned(world, call, "payment_methods", key, code="PAYMENT_METHOD_NOT_FOUND", what="payment method")


TIMERS = {"card_entered": card_entered, "card_checked": card_checked}

ROUTES = (
    ENROLL.route(enroll_payment_method_in_session),
    LIST.route(list_payment_methods_to_enroll),
    RETRIEVE.route(retrieve_payment_method_by_id),
    UNENROLL.route(unenroll_payment_method_by_id),
)
