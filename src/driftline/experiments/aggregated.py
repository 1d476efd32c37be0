"""Fields that add up other objects, a customer's open invoices: whether they do, whatever was done to these in the run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from driftline.claims import underscored
from driftline.experiments.listing import items_of, largest
from driftline.experiments.neighbours import named_by, reader_of
from driftline.experiments.promised import state_of, states_of
from driftline.formulas import number
from driftline.naming import singular
from driftline.pool import singular_name
from driftline.readers.spec import Operation
from driftline.target import own_id, unwrapped

if TYPE_CHECKING:
    from driftline.exchange import Exchange
    from driftline.prober import Prober

MOST_ACTIONS = 5  # each on an object of its own
MOST_HOLDERS = 6  # objects that are added up anew
MOST_PARTS = 16  # objects that belong to one of them
Told = tuple[str, str, list[str], bool]


def aggregated(prober: Prober, operations: Sequence[Operation]) -> None:
    """Read again what the run made and what it belongs to, and add up."""
    for reader in [o for o in operations if o.method == "get" and o.path.endswith("}") and o.key in prober.reached]:
        told = {place: json.loads(aspects["aggregate"]) for place, aspects in prober.known_facts.get(reader.key, {}).items()
                if "aggregate" in aspects}  # fmt: skip
        if told:
            _filled(prober, operations, reader)
        for place, one in told.items():
            _added(prober, reader, place, one)


def _filled(prober: Prober, operations: Sequence[Operation], reader: Operation) -> None:
    """Make an object anew, and others that belong to it, each with something else done to it."""
    above = next((o for o in operations if o.method == "post" and o.path == reader.path.rpartition("/")[0]), None)
    for maker in [o for o in operations if o.method == "post" and "{" not in o.path and o.key in prober.reached]:
        path = prober.reached[maker.key][0]
        if above is None or above not in prober.rests_on(maker, path, prober.ready(maker)[1]) or not prober.anew(maker):
            continue
        actions = [o for o in operations if o.method == "post" and o.path.startswith(f"{maker.path}/{{")
                   and o.key in prober.reached]  # fmt: skip
        prober.make(maker)
        for action in actions[:MOST_ACTIONS]:
            fresh = prober.afresh(action)
            if fresh is not None:
                prober.send(action, "action", *fresh)


def _added(prober: Prober, reader: Operation, place: str, told: Told) -> None:
    """Hold one field of the objects that have most parts against what these add up to."""
    _, plural, states, _ = told
    parts = reader_of(prober.operations, singular(plural), prober.reached)
    noun, name = singular_name(reader.path.split("/")[-2]), place.rpartition("/")[2]
    if parts is None or not set(states) <= states_of(prober.known_facts.get(parts.key, {})):
        return
    several = _by_holder(prober, parts, noun)
    ranked = sorted(several, key=lambda own: (-len({state for _, state in several[own]}), own))
    kept: Exchange | None = None
    for own in ranked[:MOST_HOLDERS]:
        keys = _parts(prober, parts, noun, own, [key for key, _ in several[own]])
        whole = _sum(prober, parts, keys, told) if keys is not None else None
        above = prober.ready(reader)[0].rpartition("/")[0]
        exchange, shown = _read(prober, reader, f"{above}/{quote(own, safe='')}")
        got = number(shown.get(name)) if isinstance(shown, dict) else None
        if whole is None or got is None:
            continue
        if abs(float(got) - whole) > 1e-6:
            what = f"{told[0]} of " if told[0] else ""
            said = f"{name} is {got:g}, where the {what}{plural} that count make {whole:g}"
            prober.target.mark(exchange, f"finds formula response/{exchange.status}/body/{name} {said}")
            return
        kept = exchange
    if kept is not None:
        prober.target.mark(kept, f"proves aggregate {place}")


def _by_holder(prober: Prober, reader: Operation, noun: str) -> dict[str, list[tuple[str, str]]]:
    """The objects of a kind that answers showed, by what they belong to: their ids, and the state each was seen in last."""
    seen: dict[str, tuple[str, str]] = {}
    for exchange in prober.target.exchanges:
        for one in _shown(exchange) if 200 <= exchange.status < 300 else ():
            own, above = own_id(one), named_by(noun, one)
            kind = prober.pool.makers.get(str(above))
            if own is not None and above is not None and kind is not None and _is_of(exchange.operation, reader):
                seen[str(own)] = (str(above), state_of(one) or "")
    found: dict[str, list[tuple[str, str]]] = {}
    for own, (above, state) in seen.items():
        found.setdefault(above, []).append((own, state))
    return {above: parts for above, parts in found.items() if len(parts) <= MOST_PARTS}


def _is_of(key: str, reader: Operation) -> bool:
    """Whether an operation answers with objects that another one reads: their creation, their list, an action on one."""
    collection = reader.key.partition(" ")[2].rpartition("/")[0]
    path = key.partition(" ")[2]
    return path == collection or path.startswith(f"{collection}/{{}}")


def _shown(exchange: Exchange) -> Iterator[Mapping[str, Any]]:
    value = unwrapped(exchange.response_body)[0]
    lists = [one for one in value.values() if isinstance(one, list)] if isinstance(value, dict) else [value]
    for one in [value, *(item for items in lists if isinstance(items, list) for item in items)]:
        if isinstance(one, dict):
            yield one


def _parts(prober: Prober, reader: Operation, noun: str, own: str, seen: list[str]) -> list[str] | None:
    """All that belongs to an object: what the run made, or where it comes by itself what its list shows for that object;
    None where neither tells."""
    collection = reader.path.rpartition("/")[0]
    if any(o.method == "post" and o.path == collection for o in prober.operations):
        return seen
    listing = next((o for o in prober.operations if o.method == "get" and o.path == collection), None)
    declared = prober.known_facts.get(listing.key, {}) if listing is not None else {}
    names = {place.rpartition("/")[2] for place in declared if place.startswith("request/query/")}
    name = next((one for one in names if underscored(one) in (noun, f"{noun}_id")), None)
    if listing is None or name is None:
        return None
    size = largest(declared)
    most = int(next(iter(size.values()), MOST_PARTS))
    path = prober.ready(listing)[0]
    exchange, _ = prober.target.send(listing.key, "look", "GET", path, params={name: own, **size})
    items = items_of(exchange.response_body)
    if items is None or len(items) >= most or not all(isinstance(one, dict) for one in items):
        return None
    return [str(own_id(one)) for one in items if own_id(one) is not None]


def _sum(prober: Prober, reader: Operation, keys: Sequence[str], told: Told) -> float | None:
    """What the objects that count add up to, as they are read now; None where one of them cannot be read."""
    adds, _, states, is_in = told
    above, total = prober.ready(reader)[0].rpartition("/")[0], 0.0
    for key in keys:
        one = _read(prober, reader, f"{above}/{quote(key, safe='')}")[1]
        state = state_of(one)
        if not isinstance(one, dict) or (states and state is None):
            return None
        if not states or (state in states) == is_in:
            value = number(one.get(adds)) if adds else 1
            if value is None:
                return None
            total += float(value)
    return total


def _read(prober: Prober, reader: Operation, path: str) -> tuple[Exchange, Any]:
    exchange, response = prober.send(reader, "read", path)
    is_there = response is not None and response.is_success and exchange.body_is_json
    return exchange, unwrapped(exchange.response_body)[0] if is_there else None
