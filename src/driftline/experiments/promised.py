"""What sentences promise: the state after an action, how often and up to what it is possible, how long something lives."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from driftline.experiments.bench import REFUSED, Bench, changed, identities, leaves, maker_of, new_object, on
from driftline.readers.spec import Operation

if TYPE_CHECKING:
    from driftline.exchange import Exchange


def after(bench: Bench, operations: Sequence[Operation]) -> None:
    """After an action on a new object, the object is in the state that is promised."""
    wanted = bench.declared.get("", {}).get("leads-to")
    parent, _, action = bench.operation.path.rpartition("/")
    collection, _, last = parent.rpartition("/")
    maker = maker_of(bench.prober, operations, collection)
    reader = next((o for o in operations if o.method == "get" and o.path == parent), None)
    if not wanted or maker is None or not last.startswith("{") or action.startswith("{"):
        return
    own = new_object(bench.prober, maker)
    if own is None:
        return
    exchange, answer, status = bench.send("action", bench.body, path=f"{own}/{action}")
    if not 200 <= status < 300:
        return
    read = on(bench, reader, own).send("read after")[1] if reader is not None else None
    states = [s for s in (_state(read), _state(answer)) if s is not None]
    if states and states[0].lower() != str(wanted).lower():
        bench.find(exchange, "state-after", "response", f"{states[0]} where {wanted} is promised")
    elif states:
        bench.prove(exchange, "leads-to")


def settled(bench: Bench, operations: Sequence[Operation]) -> None:
    """What an action answers of its object is what the object shows when it is read."""
    steps = bench.operation.path.split("/")
    inner = max((n for n, step in enumerate(steps) if step.startswith("{")), default=0)
    readers = [o for o in operations if o.method == "get" and o.key in bench.prober.reached and o.path.count("{") and
               bench.operation.path.startswith(f"{o.path}/")]  # fmt: skip
    if bench.operation.method != "post" or not inner or inner == len(steps) - 1 or not readers:
        return
    fresh = bench.prober.afresh(bench.operation)
    if fresh is None:
        return
    path, body = fresh
    for reader in readers:
        own = "/".join(
            path.split("/")[: reader.path.count("/") + 1 + path.count("/") - bench.operation.path.count("/")]
        )
        before = on(bench, reader, own).send("read before")[1]
        exchange, answer, status = bench.send("action", body, path=path)
        if not 200 <= status < 300:
            return
        after = on(bench, reader, own).send("read after")[1]
        for told in _of_same(answer, before):
            for name in ("status", "state", "sub_status"):
                states = [value.get(name) if isinstance(value, dict) else None for value in (before, told, after)]
                if isinstance(states[1], str) and states[0] == states[2] != states[1] and isinstance(states[2], str):
                    bench.find(exchange, "state-after", "response", f"{states[2]} where the answer said {states[1]}")
                    return
        return


def keyed(bench: Bench) -> None:
    """An action that is sent again under its idempotency key is answered as it was: it is done once."""
    headers = bench.prober.extras(bench.operation).get("headers", {})
    name = next((name for name in headers if "idempotency" in name.lower()), None)
    if name is None or bench.operation.method != "post" or "{" not in bench.operation.path:
        return
    fresh = bench.prober.afresh(bench.operation)
    key = {"headers": {name: str(uuid.uuid4())}}
    if fresh is None:
        return
    path, body = fresh
    _, first, status = bench.send("key", body, path=path, **key)
    if not 200 <= status < 300:
        return
    exchange, second, status = bench.send("key again", body, path=path, **key)
    place = f"request/header/{name.lower()}"
    ids = [identities(answer, body) for answer in (first, second)]
    if status in REFUSED and status != 409:  # 409 may say that the first is still under way
        bench.find(exchange, "idempotency", place, "the same request is refused the second time")
    elif 200 <= status < 300 and ids[0] and ids[1] and ids[0] != ids[1]:
        bench.find(exchange, "idempotency", place, "it was done a second time")


def _of_same(answer: Any, known: Any) -> Iterator[Mapping[str, Any]]:
    """Where an answer speaks of an object that is known: itself, or one level down."""
    own = known.get("id") if isinstance(known, dict) else None
    for holder in (answer, *answer.values()) if isinstance(answer, dict) else ():
        if isinstance(holder, dict) and own is not None and holder.get("id") == own:
            yield holder


def _state(value: Any) -> str | None:
    """The state of an object: its field `status` or `state`, here or one level down."""
    for holder in (value, *value.values()) if isinstance(value, dict) else ():
        for name in ("status", "state"):
            if isinstance(holder, dict) and isinstance(holder.get(name), str):
                return str(holder[name])
    return None


def limits(bench: Bench) -> None:
    """An action that is possible once is refused the second time; one that has a ceiling is refused above it."""
    declared = bench.declared.get("", {})
    if bench.operation.method != "post" or "{" not in bench.operation.path:
        return
    if declared.get("once") and (fresh := bench.prober.afresh(bench.operation)):
        path, body = fresh
        if 200 <= bench.send("action", body, path=path)[2] < 300:
            exchange, _, status = bench.send("action again", body, path=path)
            if 200 <= status < 300:
                bench.find(exchange, "action-repeated", "response", "taken twice")
            elif status in REFUSED:
                bench.prove(exchange, "once")
    if declared.get("at-most") and (fresh := bench.prober.afresh(bench.operation)):
        path, body = fresh
        amount = next((leaf for leaf in leaves(body) if AMOUNT.search(leaf[0]) and _is_number(leaf[2])), None)
        if amount is None:
            return
        beyond = amount[2] * 1000 + 1
        exchange, _, status = bench.send("over the limit", changed(body, amount[1], beyond), path=path)
        if 200 <= status < 300:
            bench.find(
                exchange, "over-limit", amount[0], f"{beyond} where it must not exceed the {declared['at-most']}"
            )
        elif status in REFUSED:
            bench.prove(exchange, "at-most")


AMOUNT = re.compile(r"amount|value|total|quantity|points|units", re.IGNORECASE)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


EXPIRES = re.compile(
    r"^(?:expires?|expiration|expiry|valid_until|valid_to|expires_?on)(?:_?(?:at|on|date|time))?$", re.IGNORECASE
)
BORN = ("created_at", "created", "createdAt", "creation_date", "issued_at", "started_at")
LASTS = re.compile(r"^(?:expires?_?in|ttl|lifetime)(?:_?(?:s|sec|seconds))?$", re.IGNORECASE)


def lifetime(bench: Bench, exchange: Exchange, answer: Mapping[str, Any], status: int) -> None:
    """What an answer says of the end of its object is the time that is promised, give or take one in fifty."""
    promised = bench.declared.get("", {}).get("lives")
    if not promised:
        return
    born = next((at for name in BORN if (at := _instant(answer.get(name))) is not None), None)
    for name, value in answer.items():
        ends = _instant(value) if EXPIRES.match(name) else None
        lasts = ends - born if ends is not None and born is not None else None
        lasts = float(value) if LASTS.match(name) and _is_number(value) else lasts
        if lasts is not None and abs(lasts - promised) > max(2.0, promised / 50):
            told = f"{lasts:.0f} s where {promised} s are promised"
            bench.find(exchange, "lifetime", f"response/{status}/body/{name}", told)
        elif lasts is not None:
            bench.prove(exchange, "lives")


def _instant(value: Any) -> float | None:
    """Seconds since 1970 of a time as services write it (RFC 3339, or a number of seconds or milliseconds)."""
    if _is_number(value):
        return float(value) / (1000 if value > 10**11 else 1)
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) and len(value) >= 10 else None
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp() if found else None
