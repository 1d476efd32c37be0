"""One object in two answers: where nothing was changed in between, a list shows it as its own page does."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from driftline.experiments.bench import Bench, apart, json_of
from driftline.experiments.listing import items_of
from driftline.pool import resource_of
from driftline.readers.spec import Operation
from driftline.target import known_by, own_id, unwrapped

if TYPE_CHECKING:
    from driftline.exchange import Exchange
    from driftline.prober import Prober


class Sight(NamedTuple):
    """An object as one answer shows it: the operation, its path, the exchange, the place in the answer, the object."""

    operation: Operation
    path: str
    exchange: Exchange
    place: str
    value: Mapping[str, Any]


def shown(prober: Prober, operations: Sequence[Operation]) -> None:
    """Look at objects by every operation that shows them, one after the other, and compare what they show.

    A difference counts when both answers show it again at once: what the service counts on with the time does not.
    """
    reached = [o for o in operations if o.method == "get" and o.key in prober.reached]
    found: list[Sight] = []
    for operation in sorted(reached, key=lambda operation: operation.path.endswith("}")):  # lists first
        found += _look(prober, operation, _way(prober, operation, found))
    told: set[tuple[str, str]] = set()
    first: dict[str, Sight] = {}
    for sight in found:
        one = first.setdefault(known_by(resource_of(sight.operation.path), str(own_id(sight.value))), sight)
        pair = (one.operation.key, sight.operation.key)
        if one.operation is not sight.operation and pair not in told and _apart(one, sight):
            told.add(pair)
            _confirm(prober, one, sight)


def _way(prober: Prober, operation: Operation, found: Sequence[Sight]) -> str:
    """The path to ask: of what shows one object, one that its list showed just now."""
    parent = operation.path.rpartition("/")[0]
    listed = next((s for s in found if operation.path.endswith("}") and s.operation.path == parent), None)
    return prober.reached[operation.key][0] if listed is None else f"{listed.path}/{own_id(listed.value)}"


def _look(prober: Prober, operation: Operation, path: str) -> list[Sight]:
    """What an operation shows now: its object, or the items of its list, each with an id."""
    exchange, response = prober.send(operation, "look", path)
    answer = json_of(response) if 200 <= exchange.status < 300 else None
    place, items = f"response/{exchange.status}/body", items_of(answer)
    if items is None:
        inner, name = unwrapped(answer)
        found = [(f"{place}/{name}" if name else place, inner)]
    else:
        name = (
            next((f"/{key}" for key, value in answer.items() if value is items), "") if isinstance(answer, dict) else ""
        )
        found = [(f"{place}{name}/[]", item) for item in items]
    return [
        Sight(operation, path, exchange, at, value)
        for at, value in found
        if isinstance(value, dict) and own_id(value) is not None
    ]


def _apart(one: Sight, other: Sight) -> dict[str, tuple[Any, Any]]:
    """Where two answers show the same object differently: by the place in the second one."""
    return {place: (left, right) for place, left, right in apart(one.value, other.value, other.place)}


def _confirm(prober: Prober, one: Sight, other: Sight) -> None:
    """Look once more by both ways; what differs again, and is steady in each, is a finding."""
    own = own_id(one.value)
    first = next((s for s in _look(prober, one.operation, one.path) if own_id(s.value) == own), None)
    second = next((s for s in _look(prober, other.operation, other.path) if own_id(s.value) == own), None)
    if first is None or second is None:
        return
    before, after = _apart(one, other), _apart(first, second)
    for place, (left, right) in after.items():
        if before.get(place) == (left, right):
            bench = Bench(prober, other.operation, other.path, None, {})
            what = f"{json.dumps(right)} here, {json.dumps(left)} in {one.operation.key}"
            bench.find(second.exchange, "read-back", place, what)
            return
