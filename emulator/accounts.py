"""Who is calling, and what is theirs: two accounts that never see each other's objects. Does no I/O."""

from __future__ import annotations

from driftline.emulator import Call, Response, World
from driftline.emulator.world import Object
from emulator.refusals import RefusalError

# The public key names the account; the private key proves it. `docs/authentication.md` publishes both pairs.
KEYS = {
    "sandbox-public-key": "sandbox-secret-key",
    "other-public-key": "other-secret-key",
}

# Resources that answer unknown credentials with another code.
OTHERWISE = ("/v1/reports", "/v1/webhooks")


Caller = Call | str  # a call, or the public key of an account


def gate(world: World, call: Call) -> Response | None:
    """Refuse a request without a known pair of keys; the code depends on the resource."""
    headers = call.request.headers
    secret = headers.get("private-secret-key")
    if secret and KEYS.get(headers.get("public-api-key", "")) == secret:
        return None
    code = "NOT_AUTHENTICATED" if call.request.path.startswith(OTHERWISE) else "INVALID_CREDENTIALS"
    return RefusalError(401, code, "public-api-key and private-secret-key do not belong together").response


def account(caller: Caller) -> str:
    """Who is calling: the account's public key."""
    return caller if isinstance(caller, str) else caller.request.headers["public-api-key"]


def owned(world: World, caller: Caller, table: str, key: str, *, code: str, what: str, status: int = 404) -> Object:
    """The object of an account's own part of a table; refuses a key that it does not have."""
    found = world.get(shelf(caller, table), key)
    if found is None:
        raise RefusalError(status, code, f"there is no such {what}")
    return found


def shelf(caller: Caller, table: str) -> str:
    """The name of an account's own part of a table; the account is the caller's, or given by its public key."""
    return f"{account(caller)}/{table}"
