"""Accepted requests with the optional fields that they left out: what is not sent cannot be tried."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from driftline.experiments.bench import is_state
from driftline.readers.spec import Operation
from driftline.target import CONFLICT, names_id

if TYPE_CHECKING:
    from driftline.prober import Prober

MOST_ALONE = 6  # optional fields that are added one by one
MOST_RICHER = 3  # requests that try the optional fields of one operation


def enrich(prober: Prober, operations: Sequence[Operation]) -> None:
    """Ask each operation with the optional fields that its example leaves out: what is not sent cannot be tried.

    Where that is refused, the fields that the answer names are left out again.
    """
    for operation in operations:
        _, body, _ = prober.reached.get(operation.key, ("", None, {}))
        if operation.method not in ("post", "put", "patch") or not isinstance(body, dict):
            continue
        whole = prober.bodies(operation)[-1:]
        declared = prober.known_facts.get(operation.key, {})
        more = {
            name: _another(prober.filled(value, name), declared.get(f"request/body/{name}", {}))
            for name, value in (whole[0].items() if whole and isinstance(whole[0], dict) else ())
            if name not in body
            and _is_plain(value)
            and not (is_state(name) and operation.method != "post")  # what leads elsewhere is tried by itself
            and (name == "code" or not names_id(name) or _is_given(prober, value, name))
        }
        inner = {place.split("/")[2] for place in declared if place.count("/") > 2 and place.split("/")[3] != "{}"}
        more |= {name: {**value, "note": "text"} for name, value in body.items()
                 if isinstance(value, dict) and value and _is_plain(value) and name not in inner}  # fmt: skip
        fresh = prober.once_more(operation) if more else ("", {})  # a refusal does not use it up
        for _ in range(MOST_RICHER if more else 0):
            exchange, _ = prober.send(operation, "baseline", fresh[0], {**fresh[1], **more})
            if exchange.status in (400, 422) and (later := prober.sooner({**fresh[1], **more}, exchange)) is not None:
                more = {name: later[name] for name in more}
                exchange, _ = prober.send(operation, "baseline", fresh[0], {**fresh[1], **more})
            if exchange.status == CONFLICT and (new := prober.renewed(fresh[1], fresh[1])) != fresh[1]:
                fresh = (fresh[0], new)  # what must be unique is another object's by now
                exchange, _ = prober.send(operation, "baseline", fresh[0], {**fresh[1], **more})
            for deeply in (False, True) if operation.method == "post" else ():  # what it names may be taken by now
                if exchange.status == CONFLICT and (anew := prober.anew(operation, deeply=deeply)):
                    fresh = anew
                    exchange, _ = prober.send(operation, "baseline", fresh[0], {**fresh[1], **more})
            if 200 <= exchange.status < 300 and _is_repeatable(prober, operation, fresh, more):
                prober.richer[operation.key] = {**body, **more}
                break
            if 200 <= exchange.status < 300:  # what is archived so, say, takes nothing more
                more = {name: value for name, value in more.items() if not isinstance(value, bool)}
                fresh = prober.once_more(operation)
                continue
            told = json.dumps(exchange.response_body)
            left = {name: value for name, value in more.items() if not re.search(rf"\b{re.escape(name)}\b", told)}
            if left == more:  # a reference may not go together with the rest
                left = {name: value for name, value in more.items() if not names_id(name)}
            if exchange.status not in (400, 409, 422) or not left or left == more:
                break
            more = left
        if more and operation.key not in prober.richer:
            _enrich_by_one(prober, operation, body, fresh, more)


def _is_repeatable(prober: Prober, operation: Operation, fresh: tuple[str, Any], more: Mapping[str, Any]) -> bool:
    """Whether an update is accepted on the same object again, where it could have ended it."""
    could_end = operation.method in ("put", "patch") and any(isinstance(value, bool) for value in more.values())
    again = {**fresh[1], **more}
    return not could_end or 200 <= prober.send(operation, "baseline", fresh[0], again)[0].status < 300


def _enrich_by_one(
    prober: Prober, operation: Operation, body: Mapping[str, Any], fresh: Any, more: Mapping[str, Any]
) -> None:
    """Add those optional fields one by one that are accepted beside those before them: some do not go together."""
    taken: dict[str, Any] = {}
    for name, value in list(more.items())[:MOST_ALONE]:
        path, least = fresh if not taken else prober.once_more(operation)
        if 200 <= prober.send(operation, "baseline", path, {**least, **taken, name: value})[0].status < 300:
            taken[name] = value
    if taken:
        prober.richer[operation.key] = {**body, **taken}


def _is_given(prober: Prober, value: Any, name: str) -> bool:
    """Whether a field that takes an id would get one that the service gave."""
    return str(prober.filled(value, name)) in prober.pool.makers


def _another(value: Any, aspects: Mapping[str, Any]) -> Any:
    """A value that is not the default: of a member another one, of true false, of a number the next one."""
    if "default" not in aspects or str(value).lower() != str(aspects["default"]).lower():
        return value
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        step, high = aspects.get("multiple") or 1, aspects.get("range", (None, None))[1]
        return value + step if high is None or value + step <= high else value - step
    return next((one for one in aspects.get("values", ()) if isinstance(value, str) and one != value), value)


def _is_plain(value: Any) -> bool:
    """Whether a value of an optional field stands for itself: a scalar, or a list or a map of some."""
    items = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else [value]
    return bool(items) and not any(isinstance(one, dict | list) for one in items)
