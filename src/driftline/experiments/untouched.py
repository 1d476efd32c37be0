"""What is refused changes nothing: neither the object that it works on, nor what that belongs to, or has."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from driftline.experiments.bench import Bench, Size, amounts_in, apart, code_of, is_volatile, json_of, texts_in
from driftline.experiments.listing import items_of
from driftline.target import CONFLICT, unwrapped

if TYPE_CHECKING:
    from driftline.exchange import Exchange
    from driftline.prober import Prober
    from driftline.readers.spec import Operation

MOST_CODES = 3  # of refusals of one operation that are tried
MOST_SEEN = 6  # objects and lists that are looked at
WRONG = ("omit ", "mistyped ", "beyond ", "outside ", "extra", "malformed", "media")  # what is wrong by itself
REASONS = frozenset({CONFLICT, 422, 402, 400})


class Seen(NamedTuple):
    """Something that is read before and after: the operation and the path."""

    operation: Operation
    path: str


def untouched(prober: Prober, operations: Sequence[Operation]) -> None:
    """Ask once more what was refused for a reason of its own, and look at what it names before and after."""
    for operation in operations:
        if operation.method in ("post", "put", "patch"):
            for exchange in _refusals(prober, operation):
                _again(prober, operation, exchange)


def _refusals(prober: Prober, operation: Operation) -> list[Exchange]:
    """A refusal with each error code that nothing was refused with which was wrong by itself: of what asked for most."""
    mine = [one for one in prober.target.exchanges if one.operation == operation.key and one.status in REASONS]
    usual = {code_of(one.response_body) for one in prober.target.exchanges if one.intent.startswith(WRONG)}
    found: dict[str, Exchange] = {}
    for one in sorted(mine, key=_much, reverse=True):
        code = code_of(one.response_body)
        if code and code not in usual and "key" not in code and one.id in prober.target.sent:
            found.setdefault(code, one)
    return list(found.values())[:MOST_CODES]


def _much(exchange: Exchange) -> float:
    """What a request asks for, in numbers: what is there by now may be enough for less."""
    body = exchange.request_body if isinstance(exchange.request_body, dict) else {}
    return sum(float(body[name]) for name in amounts_in(body))


def _again(prober: Prober, operation: Operation, refused: Exchange) -> None:
    path, body = prober.target.sent[refused.id]
    more = prober.richer.get(operation.key)  # a comment, say, that a refused step must not leave behind
    body = {**more, **body} if isinstance(more, dict) and isinstance(body, dict) else body
    named = {unquote(step) for step in path.split("/")} | set(texts_in(body))
    watched = _watched(prober, named)
    first = _look(prober, watched)
    exchange = _refused_again(prober, operation, path, body) if any(first) else None
    if exchange is None or not (changed := _changes(first, _look(prober, watched))):
        return
    before = _look(prober, watched)
    if _refused_again(prober, operation, path, body) is None:
        return
    after = _look(prober, watched)
    steady = {place for place, _, _ in _changes(_look(prober, watched), after)}  # what changes by itself
    for place, left, right in _changes(before, after):
        if place in {one for one, _, _ in changed} - steady:
            seen, _, where = place.partition(" ")
            told = f"{where} of {watched[int(seen)].operation.key} was {_told(left)}, and is {_told(right)}"
            Bench(prober, operation, path, body, {}).find(exchange, "refused-kept", "response", told)
            return


def _refused_again(prober: Prober, operation: Operation, path: str, body: Any) -> Exchange | None:
    """The same request once more; None where it is not refused any more."""
    exchange, _ = prober.send(operation, "refused again", path, body)
    return exchange if exchange.status in REASONS else None


def _watched(prober: Prober, named: set[str]) -> list[Seen]:
    """What shows the objects of some ids, the objects that those name, and the lists beneath them."""
    found: dict[str, Seen] = {}
    known = prober.target.own | prober.pool.makers.keys()
    waiting = sorted(named & known)
    for own in waiting:
        for seen in _shown_by(prober, own):
            if seen.path in found or len(found) >= MOST_SEEN:
                continue
            found[seen.path] = seen
            answer = prober.send(seen.operation, "look", seen.path)[0].response_body
            more = set(texts_in(answer)) & known if seen.operation.path.endswith("}") else set()
            waiting += sorted(one for one in more if one not in waiting)[:MOST_SEEN]
    return list(found.values())


def _shown_by(prober: Prober, own: str) -> Iterator[Seen]:
    """The operations that show an object and what is in it, with their paths."""
    maker, _ = prober.pool.makers.get(own, (None, ""))
    collection = maker.path if maker is not None else ""
    lister = prober.brings.get(maker.key) if maker is not None else None
    for one in prober.operations:
        outer = one.path.startswith(f"{collection}/{{") or (
            lister is not None and one.path.startswith(f"{lister.path}/{{")
        )
        if one.method == "get" and one.key in prober.reached and outer and collection and one.path.count("{") == 1:
            steps = prober.template(one).split("/")
            yield Seen(one, "/".join(own if step.startswith("{") else step for step in steps))


def _look(prober: Prober, watched: Sequence[Seen]) -> list[Any]:
    """What is shown now; None of what is not there."""
    shown = [prober.send(one.operation, "look", one.path) for one in watched]
    return [json_of(response) if 200 <= exchange.status < 300 else None for exchange, response in shown]


def _changes(first: Sequence[Any], second: Sequence[Any]) -> list[tuple[str, Any, Any]]:
    """Where two looks differ: the number of what was looked at and the place, and the two values."""
    found = []
    for number, (left, right) in enumerate(zip(first, second, strict=True)):
        one, other = (
            items if (items := items_of(value)) is not None else unwrapped(value)[0] for value in (left, right)
        )
        for place, a, b in apart(one, other, ""):
            if not (is_volatile(place.rpartition("/")[2]) and not isinstance(a, Size)):
                found.append((f"{number} {place or '/'}", a, b))
    return found


def _told(value: Any) -> str:
    return f"{value}" if isinstance(value, Size) else json.dumps(value)[:60]
