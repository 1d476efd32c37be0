"""3-D Secure: setups, what an authentication says, and the pretend page of a challenge. Does no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from driftline.emulator import Call, Response, World
from driftline.emulator.world import Object
from emulator import idempotency
from emulator.accounts import Caller, owned, shelf
from emulator.operations import Operation
from emulator.refusals import RefusalError
from emulator.response_codes import APPROVED, CHALLENGED, CODES, KINDS
from emulator.steps import CUSTOMER, charged, ended, payment_in_path, record
from emulator.webhooks import announced

SETUP = Operation("three-d-secure/create-three-d-secure-setup")
CHALLENGE = Operation("payments/answer-challenge")

VERSION = "2.2.0"
# One-time passwords of the challenge, and the status of the authentication that each gives.
PASSWORDS = {"1234": "Y", "1111": "N", "2222": "R", "3333": "U", "4444": "A"}
# The response code of each status.
STATUSES = {
    "Y": "SUCCEEDED_THREE_D_SECURE",
    "N": "AUTHENTICATION_FAILED_THREE_D_SECURE",
    "R": "REJECTED_THREE_D_SECURE_REQUIRED",
    "U": "AUTHENTICATION_FAILED_THREE_D_SECURE",
    "A": "AUTHENTICATION_ATTEMPT",
}
CRYPTOGRAMS = {"Y": "JAmi21makAifmwqo2120cjq1AAA=", "A": "Qm181okmdyqh6yQmYuq1890QAAA="}


def create_three_d_secure_setup(world: World, call: Call) -> Response:
    browser = {"javascript_enabled": True, **call.body["browser_info"]}
    setup = {**call.body, "browser_info": browser, "three_d_secure_setup_id": world.uuid()}
    return SETUP.answer(world.put(shelf(call, "three_d_secure_setups"), setup["three_d_secure_setup_id"], setup))


def answer_challenge(world: World, call: Call) -> Response:
    payment = payment_in_path(world, call)
    if payment["sub_status"] not in CUSTOMER:
        raise RefusalError(400, "INVALID_STATUS", "the payment does not wait for the customer")
    status = PASSWORDS[call.body["otp"]]
    if payment["transactions"]["type"] == "THREE_D_SECURE":
        return CHALLENGE.answer(_authenticated(world, call, payment, status))
    return CHALLENGE.answer(_done(world, call, payment, status))


def setup_in_body(world: World, caller: Caller, setup_id: str) -> Object:
    """The setup that a payment names."""
    code, what = "THREE_D_SECURE_SETUP_NOT_FOUND", "3-D Secure setup"
    return owned(world, caller, "three_d_secure_setups", setup_id, code=code, what=what, status=400)


def authentication(card: Object, code: str) -> tuple[str, str | None] | None:
    """Response code and status of the authentication, as the test card or else `code` has it; None where there is none."""
    known = card["authentication"]
    if known is not None:
        return (known["response_code"], known["status"]) if known["response_code"] != APPROVED else None
    if KINDS.get(code) != "THREE_D_SECURE":
        return None
    return code, next((status for status, named in STATUSES.items() if named == code), None)


def with_result(world: World, payment: Object, status: str | None) -> Object:
    """The payment with what its authentication said; nothing where it did not come to a status."""
    if status not in STATUSES:
        return payment
    result = {
        "version": VERSION,
        "electronic_commerce_indicator": "01",
        "cryptogram": CRYPTOGRAMS.get(status),
        "transaction_id": world.uuid(),
        "pares_status": status,
    }
    return with_data(payment, result)


def with_data(payment: Object, result: Mapping[str, Any]) -> Object:
    """The payment with the data of an authentication."""
    method = payment["payment_method"]
    card = method["payment_method_detail"]["card"]
    card = {**card, "card_data": {**card["card_data"], "three_d_secure": result}}
    return {**payment, "payment_method": {**method, "payment_method_detail": {"card": card}}}


def _authenticated(world: World, call: Call, payment: Object, status: str) -> Object:
    """The payment after its challenge: charged if the customer is who they say they are."""
    done = ended(world, payment["transactions"], STATUSES[status])
    payment = with_result(world, payment, status)
    if CODES[done["response_code"]].status != "SUCCEEDED":
        return record(world, call, payment, done)
    return record(world, call, payment, done, charged(world, payment, payment["charge"]["code"]))


def _done(world: World, call: Call, payment: Object, status: str) -> Object:
    """The payment after the customer did what its charge waited for."""
    charge = payment["transactions"]
    code = payment["charge"]["code"] if charge["response_code"] == CHALLENGED else APPROVED
    return record(world, call, payment, ended(world, charge, code if status == "Y" else STATUSES[status]))


ROUTES = (
    SETUP.route(idempotency.kept(create_three_d_secure_setup)),
    CHALLENGE.route(announced(answer_challenge), provenance="assumed"),
)
