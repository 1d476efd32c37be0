"""Payment links: an address where a customer pays, until it is used, canceled or expired. Does no I/O.

A link has a checkout session of its own; paying with that session is paying the link.
"""

from __future__ import annotations

from datetime import UTC, datetime

from driftline.emulator import Call, Response, World
from driftline.emulator.world import Object
from emulator import checkout_sessions
from emulator.accounts import owned, shelf
from emulator.customers import customer_in_body
from emulator.operations import Operation
from emulator.refusals import RefusalError

CREATE = Operation("payment-links/create-payment-link")
RETRIEVE = Operation("payment-links/retrieve-payment-link")
CANCEL = Operation("payment-links/cancel-payment-link")

PAGE = "https://checkout.emulator.test/payment?session="
NEVER = "9999-12-31T23:59:59.999999Z"
DEFAULTS: Object = {"capture": True, "one_time_use": False, "vault_on_success": False, "status": "CREATED"}


def create_payment_link(world: World, call: Call) -> Response:
    told, code = CREATE.sent(call), world.uuid()
    payer = told.get("customer_payer")
    if payer and "id" in payer:
        payer = {**customer_in_body(world, call, payer["id"]), **payer}
    session = _session(world, call, told, code)
    link = {
        **DEFAULTS,
        **told,
        "code": code,
        "customer_payer": payer,
        "checkout_url": f"{PAGE}{session['checkout_session']}",
        "created_at": world.timestamp(),
    }
    return CREATE.answer(_shown(world, call, world.put(shelf(call, "payment_links"), code, link)))


def retrieve_payment_link(world: World, call: Call) -> Response:
    return RETRIEVE.answer(_in_path(world, call))


def cancel_payment_link(world: World, call: Call) -> Response:
    link = _in_path(world, call)
    if link["status"] != "CREATED":
        raise RefusalError(400, "INVALID_STATUS", f"the payment link is {link['status']}")
    checkout_sessions.end_session(world, call, checkout_sessions.session_of_link(world, call, link["code"]))
    changed = world.put(shelf(call, "payment_links"), link["code"], {**link, "status": "CANCELED"})
    return CANCEL.answer(changed)


def _session(world: World, call: Call, told: Object, code: str) -> Object:
    """The checkout session in which the link is paid."""
    starts, ends = _period(world, told.get("availability", {}))
    shared = ("account_id", "country", "amount", "callback_url", "metadata")
    said = {
        **{name: told[name] for name in shared if name in told},
        "merchant_order_id": told.get("merchant_order_id", code),
        "payment_description": told.get("description", "Payment link"),
        "customer_id": told.get("customer_payer", {}).get("id"),
    }
    many = not told.get("one_time_use", DEFAULTS["one_time_use"])
    return checkout_sessions.new_session(world, call, said, starts=starts, ends=ends, many=many, payment_link=code)


def _period(world: World, availability: Object) -> tuple[str, str]:
    """When a link begins and stops to be good, as the clock writes it."""
    starts = _moment(availability, "start_at", world.timestamp())
    ends = _moment(availability, "finish_at", NEVER)
    if ends <= max(starts, world.timestamp()):
        raise RefusalError(400, "INVALID_PARAMETERS", "availability.finish_at must be after start_at and after now")
    return starts, ends


def _moment(availability: Object, field: str, otherwise: str) -> str:
    if field not in availability:
        return otherwise
    try:
        moment = datetime.fromisoformat(availability[field].upper()).astimezone(UTC)
    except OverflowError:
        raise RefusalError(400, "INVALID_PARAMETERS", f"availability.{field} is out of range") from None
    return f"{moment.replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def _shown(world: World, call: Call, link: Object) -> Object:
    """The link with the status it has now, and how many payments were made with it."""
    session = checkout_sessions.session_of_link(world, call, link["code"])
    status = link["status"]
    if status == "CREATED":
        status = "USED" if session["used"] else "EXPIRED" if world.timestamp() >= session["ends"] else status
    return {**link, "status": status, "payments_number": session["payments"]}


def _in_path(world: World, call: Call) -> Object:
    code = call.path["code"]
    link = owned(world, call, "payment_links", code, code="PAYMENT_LINK_NOT_FOUND", what="payment link")
    return _shown(world, call, link)


ROUTES = (
    CREATE.route(create_payment_link),
    RETRIEVE.route(retrieve_payment_link),
    CANCEL.route(cancel_payment_link),
)
