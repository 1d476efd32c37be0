"""Bring new objects from one state into the next, by whatever can be done to them, until an operation is accepted."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from driftline.claims import underscored
from driftline.experiments.baseline import reach_now
from driftline.experiments.bench import RESTORES, amounts_in, is_ending, is_state, texts_in
from driftline.experiments.ordered import makes_for
from driftline.experiments.promised import state_of
from driftline.naming import singular
from driftline.readers.spec import Operation
from driftline.samples import fields
from driftline.target import CONFLICT, own_id, unwrapped

if TYPE_CHECKING:
    from driftline.prober import Prober

MOST_WAYS = 4  # other actions on what came with an object
MOST_TRIES = 60  # things that are tried on the objects of one creation, in a run
MOST_BODIES = 3  # with which a thing that is done already is done otherwise
MOST_MOVES = 6  # states that are asked for by name
TARGETS = frozenset({"to", "transition", "action", "event", "move", "target", "step"})
KINDS = frozenset({"type", "kind", "name"})
REPORTS = re.compile(
    r"/\{[^{}/]+\}/(?:\w+[_-])?(?:events?|scans?|updates?|transitions?|changes?)$"
)  # of what happened to it
ALL_LEFT = "\N{INFINITY}"  # in the place of an amount: whatever is left of it
ACTS = re.compile(r"/\{[^{}/]+\}/[^{}/]+$")  # something that is done to an object
PUTS = re.compile(r"/\{[^{}/]+\}/[^{}/]+/\{[^{}/]+\}$")  # something that is put into an object: a line into a cart
REFUSED_SO = frozenset({"*"})  # in the place of the names of a body: with any
Step = tuple[Operation, Any]
Mark = tuple[str | None, bool]  # of a state: its name, else what led to it, and whether all that was left was taken


def explore(prober: Prober, operation: Operation, maker: Operation) -> None:
    """Make an object and do to it what can be done, one thing after the other, breadth first: resume what was paused.

    Each state is left by every way that is accepted in it, and none is left twice; what is refused changes nothing. What
    can be done to what came with the object counts too: a subscription is active once its first invoice is paid.
    """
    ways, ended, filled = deque[list[Step]]([[]]), deque[list[Step]](), deque[list[Step]]()
    known: set[Mark] = set()
    while ways or ended or filled:
        steps = (ways or ended or filled).popleft()
        is_there, settled = False, set[tuple[str, frozenset[str]]]()
        for other, body in _things(prober, operation, maker, steps):
            takes_rest = isinstance(body, dict) and ALL_LEFT in body.values()
            alike = (other.key, frozenset(_told(body)))
            if not takes_rest and not settled.isdisjoint([alike, (other.key, REFUSED_SO)]):
                continue  # it leads where it led before
            if prober.tries[maker.key] >= MOST_TRIES or not _wanted(prober, operation, maker):
                return
            if not is_there and not _done_to_new(prober, maker, steps):
                break
            if not known:
                known.add((_state(prober, maker), False))
            prober.tries[maker.key] += 1
            is_there = not _is_done(prober, maker, steps, other, body)
            if not is_there:
                settled.add(alike)
            elif prober.target.exchanges[-1].status == CONFLICT and not any(map(leads, body or ())):
                settled.add((other.key, REFUSED_SO))
            if is_there:
                continue
            mark = (_state(prober, maker) or other.key, takes_rest)
            is_more = _adds(other) and all(other is not one for one, _ in steps)
            if mark not in known or is_more:
                to = ended if is_ending(other) else ways if mark not in known else filled
                known.add(mark)
                to.append([*steps, (other, prober.reached[other.key][1] if body is None else body)])


def _wanted(prober: Prober, operation: Operation, maker: Operation) -> list[Operation]:
    """What nobody reached yet: an operation, and what else can be done to what a creation makes."""
    return [one for one in (operation, *_others(prober, operation, maker)) if one.key not in prober.reached]


def _is_done(prober: Prober, maker: Operation, steps: Sequence[Step], other: Operation, body: Any) -> bool:
    """Whether something is done to an object; where it is for the first time, the way to it is kept."""
    if other.key in prober.reached:
        return prober.step((other, body))
    if not reach_now(prober, other) or other.key not in prober.reached:
        return False
    if other.key == prober.learning and not on_newest(prober, other):
        del prober.reached[other.key]  # what it names is in an older object: that is no way to a new one
        return False
    prober.ways[other.key] = [(maker, prober.reached[maker.key][1]), *steps]
    return True


def on_newest(prober: Prober, operation: Operation) -> bool:
    """Whether an operation was accepted last on the newest object, and not on the one that what it names is in."""
    return prober.path(operation) in (None, prober.reached[operation.key][0])


def _things(prober: Prober, operation: Operation, maker: Operation, steps: Sequence[Step]) -> Iterator[Step]:
    """What can be tried in a state: the operation itself, what nobody reached yet, then what leads to another state."""
    others = _others(prober, operation, maker)
    done = {(other.key, str(body)) for other, body in steps}
    yield from ((one, None) for one in _wanted(prober, operation, maker))
    turns: list[tuple[int, bool, Operation, Any]] = []
    for other in [one for one in others if one.key in prober.reached]:
        first = prober.reached[other.key][1]
        adds = other.method in ("post", "delete") or PUTS.search(other.path)
        shown = [first, *prober.bodies(other)] if adds else [first] if any(map(leads, first or ())) else []
        several = [one for n, one in enumerate(shown) if one not in shown[:n]][:MOST_BODIES]
        several[1:1] = [{**first, name: ALL_LEFT} for name in amounts_in(first)[:1]] if several else []
        several += moves(prober, other, first)
        turns += [(turn, is_ending(other), other, body) for turn, body in enumerate(several)]
    ordered = [(other, body) for _, _, other, body in sorted(turns, key=lambda one: one[:2])]
    yield from ((other, body) for other, body in ordered if (other.key, str(body)) not in done)


def _told(body: Any) -> Iterator[str]:
    """What tells one request from another as a way into another state: its names, and the states that it asks for."""
    for name, value in body.items() if isinstance(body, dict) else ():
        yield f"{name} {value}" if isinstance(value, str) and leads(name) else name


def leads(name: str) -> bool:
    """Whether a field of a request is called as one that says the state to go to."""
    return is_state(name) or underscored(name) in TARGETS


def _adds(operation: Operation) -> bool:
    """Whether an operation adds something to its object: a category to an event, by the plural that its path ends with."""
    last = operation.path.rpartition("/")[2]
    is_plural = "{" not in last and singular(last) != last
    return (operation.method == "post" and is_plural) or (
        operation.method == "put" and PUTS.search(operation.path) is not None
    )


def moves(prober: Prober, operation: Operation, body: Any) -> list[dict[str, Any]]:
    """The bodies of an operation that ask for each of the states to which it leads: an update to `on_sale`."""
    name, members = destinations(prober, operation)
    now = body.get(name) if isinstance(body, dict) else None
    return [led_to(operation, body, name, member) for member in members if member != now][:MOST_MOVES]


def led_to(operation: Operation, accepted: Any, field: str, state: str) -> dict[str, Any]:
    """The body that asks an operation for a state: of a patch that alone, else what was accepted with that state."""
    rest = accepted if isinstance(accepted, dict) and operation.method != "patch" else {}
    return {**rest, field: state}


def destinations(prober: Prober, operation: Operation) -> tuple[str, list[str]]:
    """The field by which an operation is told the state to go to, and the states; an empty name where it has none."""
    declared = prober.known_facts.get(operation.key, {})
    for name in fields(prober.document, operation.data):
        is_told = leads(name) or (underscored(name) in KINDS and REPORTS.search(operation.path) is not None)
        members = declared.get(f"request/body/{name}", {}).get("values", ()) if is_told else ()
        if members:
            return name, [one for one in members if isinstance(one, str)]
    return "", []


def _state(prober: Prober, maker: Operation) -> str | None:
    """The state of the object that was made last, as the latest answer shows it, else as it is read."""
    made, last = prober.refusals.get(maker.key), prober.target.exchanges[-1]
    own = own_id(unwrapped(made.response_body)[0]) if made is not None else None
    answer = unwrapped(last.response_body)[0]
    if own is not None and own_id(answer) == own and state_of(answer) is not None:
        return state_of(answer)
    reader = next((o for o in prober.operations if o.method == "get" and o.path.rpartition("/")[0] == maker.path
                   and o.path.endswith("}")), None)  # fmt: skip
    read = prober.send(reader, "look", prober.ready_path(reader))[0] if reader is not None else None
    return state_of(unwrapped(read.response_body)[0]) if read is not None else None


def _others(prober: Prober, operation: Operation, maker: Operation) -> list[Operation]:
    """What else can be done to what a creation makes, then what can be done to the objects that its answer names."""
    updates = [o for o in prober.operations if o.method in ("patch", "put") and makes_for(maker, o)
               and ((o.method == "put" and PUTS.search(o.path)) or any(map(leads, fields(prober.document, o.data))))]  # fmt: skip
    missed = (o.path for o in prober.operations if o.key not in prober.reached and makes_for(maker, o))
    methods = ("post", "delete") if any(map(RESTORES.search, (operation.path, *missed))) else ("post",)
    mine = [o for o in prober.operations if o.method in methods and o is not operation and makes_for(maker, o)]
    last = prober.refusals.get(maker.key)  # how it was answered last
    named = set(texts_in(last.response_body)) if last is not None else set()
    lists = {o.path for o in prober.operations if o.method == "get"}  # what is made inside is none of its ends
    beside = [o for o in prober.operations if o.method == "post" and ACTS.search(o.path) and o not in mine and not is_ending(o)
              and o.path not in lists
              and not named.isdisjoint(unquote(step) for step in (prober.path(o) or "").split("/"))
              and o is not operation and not makes_for(maker, o)]  # fmt: skip
    return sorted(mine, key=lambda o: o.method) + updates + beside[:MOST_WAYS]


def _done_to_new(prober: Prober, maker: Operation, steps: Sequence[tuple[Operation, Any]]) -> bool:
    """Make an object and do something to it, step by step; where that is refused, with all that it rests on made anew:
    what is busy with one thing takes no other."""
    path, sent, _ = prober.reached[maker.key]
    for is_anew in (False, True):
        if (
            (not is_anew or prober.renew(maker, path, sent))
            and prober.make_with(maker, sent)
            and all(map(prober.step, steps))
        ):
            return True
    return False
