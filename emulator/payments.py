"""Payments: create (purchase, authorize, verify), retrieve by id, find by the merchant's order. Does no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from driftline.emulator import Call, Response, World
from driftline.emulator.world import Object
from emulator import cards, idempotency, outcomes, three_d_secure
from emulator.accounts import Caller, shelf
from emulator.checkout_sessions import open_session, use_session
from emulator.customers import customer_in_body
from emulator.money import exact, plain
from emulator.operations import Operation
from emulator.payment_methods import behind_token
from emulator.refusals import RefusalError
from emulator.response_codes import APPROVED, CHALLENGED, KINDS
from emulator.steps import DAY, HOUR, MINUTE, charged, new_transaction, payment_in_path, record
from emulator.tokens import open_token, use_token
from emulator.webhooks import announced

CREATE = Operation("payments/create-payment")
RETRIEVE = Operation("payments/retrieve-payment")
FIND = Operation("payments/find-payments-by-order")

LEAST = 0.0001  # of an amount that is charged


@dataclass(frozen=True, slots=True)
class Instrument:
    """What a payment is made with: a card, and the token that named it."""

    card: Object
    one_time: Object | None = None
    vaulted_token: str | None = None


def create_payment(world: World, call: Call) -> Response:
    _refuse_early(call)
    try:
        response = CREATE.answer(pay(world, call, call.body))
    except RefusalError:
        idempotency.keep(world, call, None)
        raise
    idempotency.keep(world, call, response)
    return response


def retrieve_payment(world: World, call: Call) -> Response:
    return RETRIEVE.answer(payment_in_path(world, call))


def find_payments_by_order(world: World, call: Call) -> Response:
    order = call.request.query["merchant_order_id"]
    return FIND.answer(world.where(shelf(call, "payments"), "merchant_order_id", order))


def pay(world: World, caller: Caller, told: Object) -> Object:
    """Make the payment that `told`, a request body, asks for; what it names is looked up before anything is stored."""
    payer = _payer(world, caller, told)
    session = _session(world, caller, told)
    instrument = _instrument(world, caller, told, payer)
    own = _own_authentication(world, caller, told)
    code = outcomes.of_charge(caller, instrument.card, told["description"])
    payment = _payment(world, told, payer, instrument, _charge(told, code))
    if session is not None:
        use_session(world, caller, session)
    if instrument.one_time is not None:
        use_token(world, caller, instrument.one_time)
    return _begin(world, caller, payment, own)


def _refuse_early(call: Call) -> None:
    """Refuse before anything is looked up: the idempotency key stays free."""
    method = call.body["payment_method"]
    if not {"token", "vaulted_token"} & method.keys() and "card_data" not in _card_detail(method):
        needed = "payment_method needs a token, a vaulted_token or detail.card.card_data"
        raise RefusalError(400, "MISSING_PARAMETERS", needed)
    if call.body["amount"]["value"] < (0 if _card_detail(method).get("verify") else LEAST):
        raise RefusalError(400, "INVALID_REQUEST", f"amount.value must be {LEAST} or more, but for a card to verify")
    outcomes.wished(call)


def _payer(world: World, caller: Caller, told: Object) -> Mapping[str, Any]:
    sent: Mapping[str, Any] = told.get("customer_payer", {})
    known: Mapping[str, Any] = customer_in_body(world, caller, sent["id"]) if "id" in sent else {}
    return {**known, **sent}


def _session(world: World, caller: Caller, told: Object) -> Object | None:
    session_id = told.get("checkout", {}).get("session")
    if session_id is None and told.get("workflow") != "SDK_CHECKOUT":
        return None
    return open_session(world, caller, session_id)


def _card_detail(method: Mapping[str, Any]) -> Mapping[str, Any]:
    detail: Mapping[str, Any] = method.get("detail", {}).get("card", {})
    return detail


def _instrument(world: World, caller: Caller, told: Object, payer: Mapping[str, Any]) -> Instrument:
    """What to charge: a one-time token wins over a vaulted one, and that over a card."""
    sent = told["payment_method"]
    if "token" in sent:
        token = open_token(world, caller, sent["token"], told.get("checkout", {}).get("session"))
        return Instrument(token["card_data"], one_time=token)
    if "vaulted_token" not in sent:
        return Instrument(cards.describe(sent["detail"]["card"]["card_data"]))
    method = behind_token(world, caller, sent["vaulted_token"])
    if "id" in payer and payer["id"] != method["customer_id"]:
        raise RefusalError(400, "INVALID_CUSTOMER_FOR_TOKEN", "the vaulted token belongs to another customer")
    return Instrument(method["card_data"], vaulted_token=sent["vaulted_token"])


def _own_authentication(world: World, caller: Caller, told: Object) -> Object | None:
    """The authentication that the merchant made, if the payment carries its cryptogram."""
    sent: Mapping[str, Any] = _card_detail(told["payment_method"]).get("three_d_secure", {})
    if "three_d_secure_setup_id" in sent:
        three_d_secure.setup_in_body(world, caller, sent["three_d_secure_setup_id"])
    return sent if "cryptogram" in sent else None


def _charge(told: Object, code: str) -> dict[str, Any]:
    """How the payment is to be charged, once the customer is authenticated: never answered."""
    detail = _card_detail(told["payment_method"])
    capture, verify = detail.get("capture", True), detail.get("verify", False)
    named = {"CAPTURE": "delayed_capture_settings", "CANCEL": "delayed_cancel_settings"}
    delays = {action: detail[name] for action, name in named.items() if name in detail and not capture}
    return {
        "type": "VERIFY" if verify else "PURCHASE" if capture else "AUTHORIZE",
        "first": code,
        "code": APPROVED if KINDS.get(code) == "THREE_D_SECURE" else code,
        "with_password": told["payment_method"].get("otp", {}).get("is_required", False),
        "delayed": {
            action: {"seconds": _seconds(delay["delay"]), "simplified_mode": delay.get("simplified_mode", False)}
            for action, delay in delays.items()
        },
    }


def _seconds(delay: str) -> int:
    """The seconds of a duration such as P7D, P1M or PT3H; a month has 30 days."""
    if delay.startswith("PT"):
        return int(delay[2:-1]) * (HOUR if delay.endswith("H") else MINUTE)
    return int(delay[1:-1]) * (DAY if delay.endswith("D") else 30 * DAY)


def _payment(
    world: World, told: Object, payer: Mapping[str, Any], instrument: Instrument, charge: Mapping[str, Any]
) -> dict[str, Any]:
    """The payment before its first transaction."""
    value = 0 if charge["type"] == "VERIFY" else plain(exact(told["amount"]["value"]))
    now = world.timestamp()
    return {
        "workflow": "DIRECT",
        **told,
        "id": world.uuid(),
        "status": "CREATED",
        "sub_status": "CREATED",
        "amount": {"currency": told["amount"]["currency"], "value": value, "captured": 0, "refunded": 0},
        "checkout": {"session": told.get("checkout", {}).get("session"), "sdk_action_required": False},
        "customer_payer": payer,
        "payment_method": _method(told, instrument),
        "transactions_history": [],
        "charge": charge,
        "created_at": now,
        "updated_at": now,
    }


def _method(told: Object, instrument: Instrument) -> dict[str, Any]:
    sent = told["payment_method"]
    detail, token = _card_detail(sent), instrument.one_time or {}
    return {
        "type": sent["type"],
        "token": token.get("token"),
        "vaulted_token": instrument.vaulted_token,
        "vault_on_success": sent.get("vault_on_success", token.get("vault_on_success", False)),
        "payment_method_detail": {
            "card": {
                "capture": detail.get("capture", True),
                "verify": detail.get("verify", False),
                "installments": int(detail.get("installments", 1)),
                "card_data": instrument.card,
            }
        },
    }


def _begin(world: World, caller: Caller, payment: Object, own: Object | None) -> Object:
    """Authenticate the customer where the card or the outcome wants it, and charge."""
    if own is not None:
        payment = three_d_secure.with_data(payment, own)
        return record(world, caller, payment, _first_charge(world, payment))
    card = payment["payment_method"]["payment_method_detail"]["card"]["card_data"]
    asked = three_d_secure.authentication(card, payment["charge"]["first"])
    if asked is None:
        return record(world, caller, payment, _first_charge(world, payment))
    code, status = asked
    payment = three_d_secure.with_result(world, payment, status)
    tried = new_transaction(world, "THREE_D_SECURE", exact(payment["amount"]["value"]), payment, code=code)
    if tried["status"] != "SUCCEEDED":
        return record(world, caller, payment, tried)
    return record(world, caller, payment, tried, _first_charge(world, payment))


def _first_charge(world: World, payment: Object) -> Object:
    charge = payment["charge"]
    if not charge["with_password"]:
        return charged(world, payment, charge["code"])
    return new_transaction(world, charge["type"], exact(payment["amount"]["value"]), payment, code=CHALLENGED)


ROUTES = (
    CREATE.route(announced(create_payment)),
    RETRIEVE.route(retrieve_payment),
    FIND.route(find_payments_by_order),
)
