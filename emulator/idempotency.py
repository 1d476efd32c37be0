"""What an idempotency key remembers: the answer it led to, or that it was burnt. Does no I/O."""

from __future__ import annotations

from driftline.emulator import Call, Response, World
from driftline.emulator.messages import Behaviour
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
    return Response.of_json(seen["response"])


def keep(world: World, call: Call, response: Response | None) -> None:
    """Remember what the caller's key led to; None burns the key."""
    if HEADER.lower() in call.request.headers:
        world.put(shelf(call, "idempotency_keys"), _key(call), {"response": response and response.as_json()})


def kept(behaviour: Behaviour) -> Behaviour:
    """The behaviour, and its answer under the key; a refused request leaves its key free."""

    def answer(world: World, call: Call) -> Response:
        response = behaviour(world, call)
        keep(world, call, response)
        return response

    return answer


def _key(call: Call) -> str:
    """What a key stands for: a key of one operation says nothing of another. A UUID is the same one in either case."""
    request = call.request
    return f"{request.method} {request.path} {request.headers.get(HEADER.lower(), '').lower()}"
