"""Ceilings that are promised in words: no action goes beyond what is there, neither at once nor bit by bit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from driftline.experiments.bench import AMOUNT, REFUSED, Bench, changed, leaves, on, texts_in, times
from driftline.experiments.neighbours import other_of
from driftline.experiments.promised import state_of
from driftline.samples import fields
from driftline.target import own_id, unwrapped

if TYPE_CHECKING:
    from driftline.exchange import Exchange

FAR = 1000  # times an accepted value is beyond every ceiling
SHARES = (2, 4)  # how many times an accepted value is tried at once, to know how often it fits
Leaf = tuple[str, list[Any], Any]


def ceiling(bench: Bench) -> None:
    """What has a ceiling is refused above it; and what is refused at once is not taken bit by bit on one object.

    The ceiling is at most the value of the same name that the object was made with; where there is none, it is below a
    thousand times what was accepted.
    """
    _all_of_it(bench)
    ceilings = [(place, said["at-most"]) for place, said in bench.declared.items() if _is_ceiling(place, said)]
    shared = {most: place for place, most in reversed(ceilings) if OF_SEVERAL.fullmatch(most)}
    for most, place in shared.items():
        _of_several(bench, place, most)
    ceilings = [(place, most) for place, most in ceilings if most not in shared]
    for place, most in ceilings:
        if OF_ANOTHER.fullmatch(most):
            _of_another(bench, place, most)
    found = next((one for one in ceilings if not OF_ANOTHER.fullmatch(one[1])), None)
    if found is None or (fresh := _fresh(bench)) is None:
        return
    place, most = found
    leaf = _leaf(fresh[1], place)
    if leaf is None or _after_a_part(bench, place, str(most)):
        return
    within, whole = place or leaf[0], _whole(bench, leaf) or bench.prober.left(fresh[0].rpartition("/")[0])
    beyond = times(leaf[2], FAR) if whole is None else _more(whole)
    exchange, status = _sent(bench, fresh, leaf, beyond)
    if 200 <= status < 300:
        what = f"{beyond} where it must not exceed the {most}" + (f" ({whole})" if whole is not None else "")
        bench.find(exchange, "over-limit", within, what)
    elif status in REFUSED:
        bench.prove(exchange, "at-most", place)
        _bit_by_bit(bench, leaf, within, str(most))


def _after_a_part(bench: Bench, place: str, most: str) -> bool:
    """Whether more is taken than is there, once an earlier action took a part alone: refunded, of what was captured."""
    prober, operation = bench.prober, bench.operation
    parent, named = operation.path.rpartition("/")[0], re.search(r"`(\w+)`", most)
    for other in prober.operations if place and parent.endswith("}") else ():
        word = other.path.rpartition("/")[2].rstrip("e")
        if other is operation or other.method != "post" or other.path.rpartition("/")[0] != parent:
            continue
        amounts = [name for name in fields(prober.document, other.data) if AMOUNT.search(name)]
        if len(amounts) != 1 or other.key not in prober.reached:
            continue
        before = prober.afresh(other)
        made = next((prober.refusals.get(maker.key) for maker in prober.makers(other)), None)
        whole = prober.target.sent[made.id][1].get(amounts[0]) if made is not None else None
        if before is None or type(whole) is not int or whole < LEAST_PARTED:
            continue
        part = whole // 2
        exchange, _ = prober.send(other, "part", before[0], prober.asked(other, {amounts[0]: part}))
        shown = unwrapped(exchange.response_body)[0] if 200 <= exchange.status < 300 else None
        told = shown.get(named.group(1)) if isinstance(shown, dict) and named else None
        limit = told if type(told) is int else part if word in most.lower() and isinstance(shown, dict) else None
        leaf = _leaf({**prober.reached[operation.key][1], place.rpartition("/")[2]: limit}, place) if limit else None
        if limit is None or leaf is None or not 0 < limit <= whole:
            continue
        body = prober.renewed(leaf_body := prober.reached[operation.key][1], leaf_body)
        fresh = f"{before[0].rpartition('/')[0]}/{operation.path.rpartition('/')[2]}", body
        exchange, status = _sent(bench, fresh, leaf, _more(limit))
        if 200 <= status < 300:
            bench.find(exchange, "over-limit", place, f"{_more(limit)} where {limit} are left after {other.key}")
            return True
    return False


LEAST_PARTED = 4


def _all_of_it(bench: Bench) -> None:
    """An object of which all was taken at once is in the state that is promised then: a refunded payment."""
    wanted, parent = bench.declared.get("", {}).get("fills"), bench.operation.path.rpartition("/")[0]
    reader = next((o for o in bench.prober.operations if o.method == "get" and o.path == parent), None)
    fresh = _fresh(bench) if wanted and reader is not None else None
    leaf = _leaf(fresh[1], "") if fresh is not None else None
    whole = _whole(bench, leaf) if leaf is not None else None
    if fresh is not None and whole is None:
        whole = bench.prober.left(fresh[0].rpartition("/")[0])
    if reader is None or fresh is None or leaf is None or whole is None:
        return
    exchange, status = _sent(bench, fresh, leaf, whole)
    state = (
        state_of(on(bench, reader, fresh[0].rpartition("/")[0]).send("read after")[1]) if 200 <= status < 300 else None
    )
    if state is not None and state.lower() != str(wanted).lower():
        bench.find(exchange, "state-after", "response", f"{state} where {wanted} is promised once all of it is taken")
    elif state is not None:
        bench.prove(exchange, "fills")


OF_ANOTHER = re.compile(r"[a-z]\w*\.\w+")  # `marina.max_nights`


def _of_another(bench: Bench, place: str, most: str) -> None:
    """What must not be more than a field of another object that the request names is refused one above it."""
    noun, _, name = most.partition(".")
    fresh = _fresh(bench)
    leaf = _leaf(fresh[1], place) if fresh is not None else None
    limit = _limit(bench, noun, name, fresh[1], _last_answer(bench)) if fresh is not None else None
    if fresh is None or leaf is None or limit is None:
        return
    step = bench.declared.get(place, {}).get("multiple")
    beyond = round(limit + step, 9) if step else _more(limit)
    exchange, status = _sent(bench, fresh, leaf, beyond)
    if 200 <= status < 300:
        own = _limit(bench, noun, name, exchange.response_body, fresh[1])
        if own is not None and beyond > own:
            bench.find(exchange, "over-limit", place, f"{beyond} where {name} of the {noun} is {own}")
    elif status in REFUSED:
        bench.prove(exchange, "at-most", place)


OF_SEVERAL = re.compile(r"(\w+) \+ (\w+): (\w+)\.(\w+)")  # `adults + children: room_type.max_occupancy`


def _of_several(bench: Bench, place: str, most: str) -> None:
    """What two fields together must not be more than is refused one above it, where each alone is not more."""
    match, fresh = OF_SEVERAL.fullmatch(most), _fresh(bench)
    if match is None or fresh is None or not isinstance(fresh[1], dict):
        return
    one, other, noun, name = match.groups()
    limit = _related(bench, fresh[1]).get(name)
    highest = bench.declared.get(f"request/body/{one}", {}).get("range", (None, None))[1]
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1 or (highest is not None and limit > highest):
        return
    body = {**fresh[1], one: limit, other: 1}
    exchange, _, status = bench.send("over the limit", body, path=fresh[0])
    if 200 <= status < 300:
        told = f"{one} is {limit} and {other} 1, where {name} of the {noun} is {limit}"
        bench.find(exchange, "over-limit", place, told)
    elif status in REFUSED:
        for field in (one, other):
            bench.prove(exchange, "at-most", f"request/body/{field}")


def _related(bench: Bench, body: Any) -> dict[str, Any]:
    """The fields of the objects that a request names, and of those that these name, as answers showed them last."""
    known: dict[str, Any] = {}
    for exchange in bench.prober.target.exchanges:
        shown = unwrapped(exchange.response_body)[0] if 200 <= exchange.status < 300 else None
        if isinstance(shown, dict) and own_id(shown) is not None:
            known[str(own_id(shown))] = shown
    found: dict[str, Any] = {}
    level = [body]
    for _ in range(2):
        level = [
            known[text] for holder in level for text in texts_in(holder) if text in known and known[text] is not holder
        ]
        for one in level:
            found |= {name: value for name, value in one.items() if name not in found}
    return found


def _limit(bench: Bench, noun: str, name: str, *holders: Any) -> Any:
    """A number of the object of a kind that one of these names."""
    other = other_of(bench, noun, *(unwrapped(one)[0] for one in holders))
    limit = other.get(name) if isinstance(other, dict) else None
    return limit if isinstance(limit, int | float) and not isinstance(limit, bool) else None


def _last_answer(bench: Bench) -> Any:
    """What the operation answered last when it was accepted."""
    own = (one for one in reversed(bench.prober.target.exchanges) if one.operation == bench.operation.key)
    return next((one.response_body for one in own if 200 <= one.status < 300), None)


def _is_ceiling(place: str, said: Mapping[str, Any]) -> bool:
    return "at-most" in said and (not place or place.startswith("request/body/"))


def _fresh(bench: Bench) -> tuple[str, Any] | None:
    """The path and body of the operation with what it works on made anew."""
    prober, operation = bench.prober, bench.operation
    if operation.method != "post" or operation.key not in prober.reached:
        return None
    made = prober.afresh(operation) if "{" in operation.path else prober.anew(operation)
    if made is None and "{" in operation.path and prober.makers(operation):
        return None  # the latest may be in any state
    path, body = made or prober.ready(operation)
    more = prober.richer.get(operation.key, {})
    numbers = {name: one for name, one in more.items() if times(one, 1) is not None}
    return path, {**numbers, **body} if isinstance(body, dict) else body


def _leaf(body: Any, place: str) -> Leaf | None:
    """The number that a ceiling is about: in the place of its words, or else the first that is called an amount."""
    numbers = [leaf for leaf in leaves(body) if times(leaf[2], 2) is not None]
    inside = [leaf for leaf in numbers if leaf[0] == place or leaf[0].startswith(f"{place}/")] if place else numbers
    named = [leaf for leaf in inside if AMOUNT.search(leaf[0])]
    return next(iter(named or (inside if place else [])), None)


def _whole(bench: Bench, leaf: Leaf) -> Any:
    """The value of the same name that the object of the operation was made with, where it is as much or more."""
    prober, operation = bench.prober, bench.operation
    makers = prober.makers(operation) if "{" in operation.path else prober.rests_on(operation, bench.path, bench.body)
    way = {one.key: body for one, body in prober.ways.get(operation.key, ())[:1]}
    for maker in makers:
        for place, _, value in leaves(way.get(maker.key, prober.reached[maker.key][1])):
            alike = place == leaf[0] and type(value) is type(leaf[2])
            if alike and times(value, 1) is not None and float(value) >= float(leaf[2]):
                return value
    return None


def _more(value: Any) -> Any:
    """The least that is more than a number, as it is written."""
    if isinstance(value, str):
        return str(Decimal(value) + Decimal(1).scaleb(-len(value.partition(".")[2])))
    return value + 1 if isinstance(value, int) else round(value + 0.01, 2)


def _sent(bench: Bench, on: tuple[str, Any], leaf: Leaf, value: Any) -> tuple[Exchange, int]:
    exchange, _, status = bench.send("over the limit", changed(on[1], leaf[1], value), path=on[0])
    return exchange, status


def _bit_by_bit(bench: Bench, leaf: Leaf, within: str, most: str) -> None:
    """So many of a value that is refused when sent as one must not all be taken one after the other."""
    for share in SHARES:
        fresh = _fresh(bench)
        if fresh is None or _sent(bench, fresh, leaf, times(leaf[2], share))[1] not in REFUSED:
            continue
        fresh = _fresh(bench) or fresh
        for taken in range(share):
            exchange, status = _sent(bench, fresh, leaf, leaf[2])
            if not 200 <= status < 300:
                return
            if taken + 1 == share:
                whole = times(leaf[2], share)
                wrong = f"{share} times {leaf[2]}, where {whole} at once is refused and the {most} is the most"
                bench.find(exchange, "over-limit", within, wrong)
        return
