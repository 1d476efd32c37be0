"""Who is calling, and what is theirs: two accounts that never see each other's objects. Does no I/O."""

from __future__ import annotations

from driftline.emulator import Call, Response, World
from emulator.refusals import RefusalError

# The public key names the account; the private key proves it. `docs/authentication.md` publishes both pairs.
KEYS = {
    "sandbox-public-key": "sandbox-secret-key",
    "other-public-key": "other-secret-key",
}


def gate(world: World, call: Call) -> Response | None:
    """Refuse a request without a known pair of keys."""
    headers = call.request.headers
    secret = headers.get("private-secret-key")
    if secret and KEYS.get(headers.get("public-api-key", "")) == secret:
        return None
    return RefusalError(
        401, "INVALID_CREDENTIALS", "public-api-key and private-secret-key do not belong together"
    ).response


def shelf(call: Call, table: str) -> str:
    """The name of the caller's own part of a table."""
    return f"{call.request.headers['public-api-key']}/{table}"
