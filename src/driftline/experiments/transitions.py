"""From which state an object can be led to which: what a table of states allows is taken, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from driftline.experiments.bench import REFUSED, Bench, new_object, on
from driftline.experiments.lifecycle import destinations, led_to
from driftline.experiments.ordered import makes_for
from driftline.experiments.promised import state_of
from driftline.readers.acts import stem
from driftline.readers.spec import Operation

if TYPE_CHECKING:
    from driftline.prober import Prober

MOST_STATES = 4  # from which a move is tried
MOST_MOVES = 2  # that are tried from each


def led_on(bench: Bench, operations: Sequence[Operation]) -> None:
    """An operation that names the state to go to refuses the states that nothing leads to from where an object is."""
    follows = bench.declared.get("", {}).get("follows")
    field, members = destinations(bench.prober, bench.operation) if follows is not None else ("", [])
    if follows is None or not members:
        return
    nexts = {one.lower(): [to.lower() for to in after] for one, after in json.loads(follows).items()}
    accepted = bench.prober.reached[bench.operation.key][1]
    bodies = {member.lower(): led_to(bench.operation, accepted, field, member) for member in members}
    for state, way in _ways(nexts, _first(bench, operations))[:MOST_STATES]:
        for to in [to for to in bodies if to not in (state, *nexts.get(state, ()))][:MOST_MOVES]:
            if _is_taken(bench, operations, state, [bodies.get(step) for step in way], bodies[to], to):
                return


def bring(prober: Prober, maker: Operation, state: str) -> bool:
    """Bring a new object of a creation into a state: by the action that is called so, else by what is told the state."""
    mine = [o for o in prober.operations if makes_for(maker, o) and o.key in prober.reached]
    for action in [o for o in mine if o.method == "post" and stem(o.path.rpartition("/")[2]) == stem(state)]:
        if prober.afresh(action) is not None and prober.done(action):
            return True
    for operation in mine:
        field, members = destinations(prober, operation) if operation.method != "get" else ("", [])
        for other in [operation, *(o for o in mine if len(prober.ways.get(o.key, ())) > 1)] if state in members else ():
            if prober.afresh(other) is None:
                continue
            path, body = prober.ready(operation)
            for one in (state, *members, state):
                if prober.accepts(operation, path, led_to(operation, body, field, one)) and one == state:
                    return True
    return False


def _first(bench: Bench, operations: Sequence[Operation]) -> str:
    """The state of a new object."""
    return (_read(bench, operations, _made(bench)) or "").lower()


def _made(bench: Bench) -> str | None:
    """The path of the operation on an object that was made just now."""
    maker = next(iter(bench.prober.makers(bench.operation)), None)
    own = new_object(bench.prober, maker) if maker is not None else None
    if own is None or bench.operation.path.count("{") != 1:
        return None
    new = own.rpartition("/")[2]
    return "/".join(new if step.startswith("{") else step for step in bench.prober.template(bench.operation).split("/"))


def _read(bench: Bench, operations: Sequence[Operation], path: str | None) -> str | None:
    """The state that the object of a path is in, as it is read."""
    item = bench.operation.path.rpartition("}")[0] + "}"
    reader = next(
        (o for o in operations if o.method == "get" and o.path == item and o.key in bench.prober.reached), None
    )
    if reader is None or path is None:
        return None
    own = path.removesuffix(bench.operation.path.rpartition("}")[2])
    return state_of(on(bench, reader, own).send("read before")[1])


def _ways(nexts: Mapping[str, Sequence[str]], first: str) -> list[tuple[str, list[str]]]:
    """Every state that the first one leads to, itself among them, with the shortest way there."""
    found: dict[str, list[str]] = {first: []} if first in nexts else {}
    left = list(found)
    while left:
        state = left.pop(0)
        for one in nexts.get(state, ()):
            if one not in found:
                found[one] = [*found[state], one]
                left.append(one)
    return list(found.items())


def _is_taken(
    bench: Bench, operations: Sequence[Operation], state: str, way: Sequence[Any], body: Any, to: str
) -> bool:
    """Whether an object in a state is led where nothing leads from there; either way it is marked."""
    path = _made(bench)
    if path is None or None in way:
        return False
    for step in way:
        if not 200 <= on(bench, bench.operation, path).send("action", step)[2] < 300:
            return False
    if (_read(bench, operations, path) or "").lower() != state:
        return False
    exchange, _, status = on(bench, bench.operation, path).send("action", body)
    if 200 <= status < 300 and (_read(bench, operations, path) or "").lower() == to:
        bench.find(exchange, "action-repeated", "response", f"led from {state} to {to}, where nothing leads there")
        return True
    if status in REFUSED:
        bench.prove(exchange, "follows")
    return False
