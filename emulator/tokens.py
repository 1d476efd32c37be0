"""One-time tokens: a card in one word, for one payment. Does no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from driftline.emulator import Call, Response, World
from driftline.emulator.world import Object
from emulator import cards
from emulator.accounts import Caller, shelf
from emulator.checkout_sessions import unpaid_session_in_path
from emulator.operations import Operation
from emulator.refusals import RefusalError

LIFE = 5 * 60 * 60  # seconds, as long as a checkout session

CREATE = Operation("tokens/create-one-time-token")
CREATE_IN_SESSION = Operation("checkout-sessions/create-session-token")


def create_one_time_token(world: World, call: Call) -> Response:
    told = {**call.body, "vault_on_success": False, "session": None}
    return CREATE.answer(_store(world, call, told, call.body["card_data"], world.timestamp(after=LIFE)))


def create_session_token(world: World, call: Call) -> Response:
    session = unpaid_session_in_path(world, call)
    method = call.body["payment_method"]
    told = {
        "vault_on_success": method.get("vault_on_success", False),
        "country": session["country"],
        "session": session["checkout_session"],
    }
    return CREATE_IN_SESSION.answer(_store(world, call, told, method["card"], session["ends"]))


def open_token(world: World, caller: Caller, token: str, session: str | None) -> Object:
    """The unused token a payment names; one that was made in a checkout session pays in that session only."""
    known = world.get(shelf(caller, "one_time_tokens"), token)
    if known is None or known["used"] or world.timestamp() >= known["ends"]:
        raise RefusalError(400, "TOKEN_NOT_FOUND", "there is no such one-time token, or it is over")
    if known["session"] not in (None, session):
        raise RefusalError(400, "TOKEN_NOT_FOUND", "the one-time token belongs to another checkout session")
    return known


def use_token(world: World, caller: Caller, token: Object) -> None:
    """Mark a token as used."""
    world.put(shelf(caller, "one_time_tokens"), token["token"], {**token, "used": True})


def _store(world: World, call: Call, told: Mapping[str, Any], card: Mapping[str, Any], ends: str) -> Object:
    token = {
        **told,
        "token": world.uuid(),
        "type": "CARD",
        "card_data": cards.describe(card),
        "used": False,
        "ends": ends,
        "created_at": world.timestamp(),
    }
    return world.put(shelf(call, "one_time_tokens"), token["token"], token)


ROUTES = (
    CREATE.route(create_one_time_token),
    CREATE_IN_SESSION.route(create_session_token),
)
