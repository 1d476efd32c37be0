"""What an idempotency key remembers: the answer it led to, or that it was burnt. Does no I/O."""

from __future__ import annotations

from driftline.emulator import Call, Response, World
from emulator.accounts import shelf
from emulator.refusals import RefusalError

HEADER = "X-Idempotency-Key"


def replay(world: World, call: Call) -> Response | None:
    """The answer the caller's key led to before; None for a new key; refuses a burnt one."""
    seen = world.get(shelf(call, "idempotency_keys"), _key(call))
    if seen is None:
        return None
    if seen["response"] is None:
        raise RefusalError(400, "IDEMPOTENCY_DUPLICATED", f"{HEADER} belongs to a request that failed")
    response: Response = seen["response"]
    return response


def keep(world: World, call: Call, response: Response | None) -> None:
    """Remember what the caller's key led to; None burns the key."""
    if _key(call):
        world.put(shelf(call, "idempotency_keys"), _key(call), {"response": response})


def _key(call: Call) -> str:
    # A UUID is the same one in either case.
    return call.request.headers.get(HEADER.lower(), "").lower()
