"""The control API under `/_emulator/`: look at a running emulator, and tell it what to do. Does no I/O.

Every answer is JSON but the page at `/_emulator/` itself. `OPERATIONS` lists what there is.
"""

from __future__ import annotations

import hmac
import re
from collections import Counter
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

from driftline.emulator import deliveries
from driftline.emulator.core import Emulator, Entry
from driftline.emulator.deviations import DEVIATIONS
from driftline.emulator.lies import SPEC_KINDS
from driftline.emulator.messages import Request, Response, reply
from driftline.emulator.noise import NOISES
from driftline.emulator.world import Point, moment
from driftline.errors import DriftError

BASE = "/_emulator"
TOKEN = "x-emulator-token"  # noqa: S105 - the name of a header
SHOWN = 2000  # bytes of a body in the journal
Answer = Callable[[Emulator, Request, Mapping[str, str]], Any]


def answer(emulator: Emulator, request: Request, token: str = "") -> Response:
    """The answer of the control API where the path is one of its own, else that of the vendor.

    With a `token` every control request must carry it: header `x-emulator-token`, or `?token=`.
    """
    if not request.path.startswith(BASE + "/") and request.path != BASE:
        return emulator.handle(request)
    sent = request.headers.get(TOKEN, "") or request.query.get("token", "")
    if token and not hmac.compare_digest(sent.encode(), token.encode()):
        return _refused(401, f"the control API needs the token that was printed at the start, as {TOKEN} or ?token=")
    for (method, template), (_, act) in OPERATIONS.items():
        match = re.fullmatch(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", BASE + template), request.path.rstrip("/") or "/")
        if match and method == request.method:
            try:
                done = act(emulator, request, match.groupdict())
            except DriftError as error:
                return _refused(400, f"{error}")
            except LookupError as error:
                return _refused(404, str(error.args[0]))
            return done if isinstance(done, Response) else reply(200, done)
    return _refused(
        404, f"there is no {request.method} {request.path}", sorted(f"{m} {BASE}{t}" for m, t in OPERATIONS)
    )


def _refused(status: int, message: str, known: list[str] | None = None) -> Response:
    return reply(status, {"message": message, **({"there_are": known} if known else {})})


def _sent(request: Request, name: str, kind: type | tuple[type, ...], what: str) -> Any:
    """A field of the request's body; raises DriftError where it is not there, or of another kind."""
    body = request.json
    value = body.get(name) if isinstance(body, dict) else None
    if not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool):
        raise DriftError(f"the body has no {name!r} that is {what}", f'Send JSON such as {{"{name}": ...}}.')
    return value


def _names(request: Request) -> list[str]:
    names = _sent(request, "on", list, "a list of names")
    return [str(name) for name in names]


def _page(emulator: Emulator, request: Request, path: Mapping[str, str]) -> Response:
    text = files("driftline.emulator").joinpath("page.html").read_text(encoding="utf-8")
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:"
    )
    headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": policy}
    return Response(200, text.encode(), {**headers, "referrer-policy": "no-referrer", "cache-control": "no-store"})


def _state(emulator: Emulator, request: Request, path: Mapping[str, str]) -> Any:
    world = emulator.world
    if "table" in request.query:
        return {"objects": world.all(request.query["table"])}
    counts = {name: len(world.all(name)) for name in sorted(world.tables)}
    return {
        "vendor": emulator.vendor.name,
        "seed": world.seed,
        "requests": emulator.count,
        "changes": len(world.log),
        "tables": {name: count for name, count in counts.items() if count},
    }


def _events(emulator: Emulator, request: Request, path: Mapping[str, str]) -> Any:
    start = max(0, len(emulator.world.log) - 200)
    return {"events": [{"number": n, **change._asdict()} for n, change in enumerate(emulator.world.log[start:], start)]}


def _reset(emulator: Emulator, request: Request, path: Mapping[str, str]) -> Any:
    emulator.reset()
    return _state(emulator, request, path)


def _seed(emulator: Emulator, request: Request, path: Mapping[str, str]) -> Any:
    emulator.reset(seed=_sent(request, "seed", int, "a whole number"))
    return _state(emulator, request, path)


def _checkpoint(emulator: Emulator, request: Request, path: Mapping[str, str]) -> Any:
    point = emulator.world.checkpoint()
    return {"checkpoint": f"{point.length}@{emulator.world.timestamp()}"}


def _rollback(emulator: Emulator, request: Request, path: Mapping[str, str]) -> Any:
    match = re.fullmatch(r"(\d{1,12})@(\S{27})", path["checkpoint"].replace("%40", "@").replace("%3A", ":"))
    if match is None or int(match[1]) > len(emulator.world.log):
        raise LookupError(f"there is no checkpoint {path['checkpoint']}, or the emulator went back behind it")
    emulator.rollback(Point(int(match[1]), moment(match[2])))
    return _state(emulator, request, path)


def _clock(emulator: Emulator, request: Request, path: Mapping[str, str]) -> Any:
    return {"now": emulator.world.timestamp(), "frozen": emulator.world.clock.frozen}


def _set_clock(emulator: Emulator, request: Request, path: Mapping[str, str]) -> Any:
    body = request.json if isinstance(request.json, dict) else {}
    if not body.keys() & {"advance", "frozen"}:
        raise DriftError("the body has neither 'advance' nor 'frozen'", 'Send {"advance": 3600} or {"frozen": true}.')
    if "frozen" in body:
        emulator.world.clock.frozen = _sent(request, "frozen", bool, "true or false")
    if "advance" in body:
        seconds = _sent(request, "advance", (int, float), "a number of seconds")
        if not 0 <= seconds <= 100 * 366 * 86400:
            raise DriftError(f"the clock cannot go {seconds} seconds on", "From 0 to a hundred years.")
        emulator.advance(seconds=seconds)
    return _clock(emulator, request, path)


def _deviations(emulator: Emulator, request: Request, path: Mapping[str, str]) -> Any:
    return {
        "on": list(emulator.lies.names),
        "live": {name: what for name, (what, _) in DEVIATIONS.items()},
        "spec": {f"spec:{name}": what for name, (what, _) in SPEC_KINDS.items()},
        "docs": {f"docs:{name}": lie.why for name, lie in emulator.vendor.planted.items()},
    }


def _deviate(emulator: Emulator, request: Request, path: Mapping[str, str]) -> Any:
    emulator.deviate(_names(request))
    return _deviations(emulator, request, path)


def _noise(emulator: Emulator, request: Request, path: Mapping[str, str]) -> Any:
    known = {name: {"what": kind.what, "usual": kind.usual} for name, kind in NOISES.items()}
    return {"on": [noise.name for noise in emulator.noise], "known": known}


def _disturb(emulator: Emulator, request: Request, path: Mapping[str, str]) -> Any:
    emulator.disturb(_names(request))
    return _noise(emulator, request, path)


def _journal(emulator: Emulator, request: Request, path: Mapping[str, str]) -> Any:
    entries = list(emulator.journal)
    wanted = request.query.get("operation")
    return {"requests": [_shown(entry) for entry in entries if not wanted or entry.operation == wanted]}


def _shown(entry: Entry) -> dict[str, Any]:
    """A request without its headers: they hold keys."""
    return {
        "number": entry.number,
        "at": entry.at,
        "method": entry.request.method,
        "path": entry.request.path,
        "query": dict(entry.request.query),
        "operation": entry.operation,
        "status": entry.response.status,
        "sent": _text(entry.request.body),
        "answered": _text(entry.response.body),
    }


def _text(body: bytes) -> str:
    return body[:SHOWN].decode("utf-8", "replace") + ("..." if len(body) > SHOWN else "")


def _forget(emulator: Emulator, request: Request, path: Mapping[str, str]) -> Any:
    emulator.journal.clear()
    return {"requests": []}


def _deliveries(emulator: Emulator, request: Request, path: Mapping[str, str]) -> Any:
    return {"deliveries": deliveries.shown(emulator.world)}


def _redeliver(emulator: Emulator, request: Request, path: Mapping[str, str]) -> Any:
    return _of_delivery(emulator, path["delivery"], deliveries.redeliver)


def _drop(emulator: Emulator, request: Request, path: Mapping[str, str]) -> Any:
    return _of_delivery(emulator, path["delivery"], deliveries.drop)


def _of_delivery(emulator: Emulator, key: str, act: Callable[..., Any]) -> Any:
    with emulator.lock:
        if act(emulator.world, key) is None:
            raise LookupError(f"there is no delivery {key}")
    emulator.deliver()
    return emulator.world.get(deliveries.TABLE, key)


def coverage(emulator: Emulator) -> dict[str, Any]:
    """What each operation's behaviour rests on: hand-written rules and where they come from, or the spec alone."""
    rows = [
        {
            "operation": route.operation,
            "behaviour": "generic" if route.generic else "hand-written",
            "provenance": route.provenance,
        }
        for route in sorted(emulator.vendor.routes, key=lambda one: (one.template, one.method))
    ]
    rows += [
        {"operation": operation, "behaviour": "neither", "provenance": why}
        for operation, why in sorted(emulator.vendor.left.items())
    ]
    return {"counts": dict(Counter(row["behaviour"] for row in rows)), "operations": rows}


OPERATIONS: Mapping[tuple[str, str], tuple[str, Answer]] = {
    ("GET", ""): ("the page for people", _page),
    ("GET", "/state"): ("seed, counts of objects; ?table=NAME gives the objects", _state),
    ("GET", "/events"): ("the last 200 changes of the log", _events),
    ("POST", "/reset"): ("forget everything that happened", _reset),
    ("PUT", "/seed"): ('{"seed": 7}: forget everything and start from another seed', _seed),
    ("POST", "/checkpoints"): ("a point to come back to", _checkpoint),
    ("POST", "/checkpoints/{checkpoint}/rollback"): ("come back to it", _rollback),
    ("GET", "/clock"): ("the virtual time", _clock),
    ("PUT", "/clock"): ('{"advance": SECONDS} and {"frozen": true}', _set_clock),
    ("GET", "/deviations"): ("the lies that can be told, and those that are on", _deviations),
    ("PUT", "/deviations"): ('{"on": [NAME, ...]}: tell these lies and no others', _deviate),
    ("GET", "/noise"): ("the noise that there is, and what is on", _noise),
    ("PUT", "/noise"): ('{"on": ["lag=3", ...]}: this noise and no other', _disturb),
    ("GET", "/journal"): ("the last 1,000 requests; ?operation=NAME", _journal),
    ("DELETE", "/journal"): ("forget them", _forget),
    ("GET", "/deliveries"): ("the webhook log: every delivery with its attempts", _deliveries),
    ("POST", "/deliveries/{delivery}/redeliver"): ("post it once more", _redeliver),
    ("POST", "/deliveries/{delivery}/drop"): ("lose it", _drop),
    ("GET", "/coverage"): ("per operation: hand-written or generic, and what it rests on", lambda e, r, p: coverage(e)),
}
