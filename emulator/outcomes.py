"""Which response code a transaction gets: the test card decides, then the description, then a header. Does no I/O."""

from __future__ import annotations

from driftline.emulator import Call
from driftline.emulator.world import Object
from emulator.accounts import Caller
from emulator.cards import OUTCOMES
from emulator.refusals import RefusalError
from emulator.response_codes import APPROVED, CODES, CONFIRMING

HEADER = "x-emulator-outcome"
FAILED = {"DECLINED", "REJECTED", "ERROR"}


def wished(caller: Caller) -> str | None:
    """The response code that the header of a call names, if there is one."""
    code = caller.request.headers.get(HEADER) if isinstance(caller, Call) else None
    if code is not None and code not in CODES:
        raise RefusalError(400, "INVALID_REQUEST", f"{HEADER} must be a response code")
    return code


def of_charge(caller: Caller, card: Object, description: str | None) -> str:
    """The response code of a charge; a 3-D Secure test card leaves it to the description and the header."""
    wish = wished(caller)
    if card["authentication"] is None and card["ending"] in OUTCOMES:
        return OUTCOMES[card["ending"]]
    return next((code for code in (description, wish) if code is not None and code in CODES), APPROVED)


def of_action(caller: Caller, description: str | None) -> str:
    """The response code of a capture, a cancel or a refund, which only fails, or waits for the provider."""
    for code in (description, wished(caller)):
        known = CODES.get(code or "")
        if known is not None and (known.status in FAILED or known.code == CONFIRMING):
            return known.code
    return APPROVED
