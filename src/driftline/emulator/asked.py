"""Lies about what is asked: requests are refused, read or let in otherwise than documented. Does no I/O."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from driftline.emulator.messages import Behaviour, Call, Response, reply, with_body
from driftline.emulator.places import Change, Place, Wrap, parents
from driftline.emulator.world import World

LIES = "_lies"  # what a lie remembers of earlier requests
REFUSED = frozenset({400, 409, 412, 415, 422})
CLOSED = frozenset({401, 403})
NO_CREDENTIAL = re.compile(r"content-|accept|user-agent|host$|connection|idempotency|schemathesis", re.IGNORECASE)


def _field(change: Callable[[Place], Change]) -> Wrap:
    """A lie that changes one field of the request before the vendor sees it."""

    def wrap(place: Place, answer: Behaviour, world: World, call: Call) -> Response:
        return answer(world, changed(call, place, change(place)))

    return wrap


def changed(call: Call, place: Place, change: Change) -> Call:
    """The call with one field of its body changed; the same call where its body is no JSON."""
    value = copy.deepcopy(call.request.json)
    for parent in parents(value, place.path):
        change(parent, place.name)
    return call if value is None or value == call.request.json else with_body(call, value)


def _refusing(wrong: Callable[[Place, Any], bool]) -> Wrap:
    """A lie that refuses what is wrong with the body, and was accepted; what is refused anyhow is answered as ever."""

    def wrap(place: Place, answer: Behaviour, world: World, call: Call) -> Response:
        point = world.checkpoint()
        response = answer(world, call)
        if response.status >= 400 or call.request.json is None or not wrong(place, call.request.json):
            return response
        world.rollback(point)
        return reply(400, {"code": "INVALID_REQUEST", "messages": [f"{place.name or 'body'} is not as expected"]})

    return wrap


def _values(place: Place, body: Any) -> Iterator[Any]:
    """What stands in the place, wherever it stands."""
    return (parent[place.name] for parent in parents(body, place.path) if place.name in parent)


def _measure(value: Any) -> float | None:
    """The number that a bound is held against: a number itself, the length of a text or list."""
    if isinstance(value, bool):
        return None
    return value if isinstance(value, int | float) else len(value) if isinstance(value, str | list) else None


def _lacking(place: Place, body: Any) -> bool:
    return not any(place.name in parent for parent in parents(body, place.path))


def _is_member(place: Place, body: Any) -> bool:
    return any(str(value) == place.value for value in _values(place, body))


def _is_at_bound(place: Place, body: Any) -> bool:
    return any(_measure(value) == float(place.value) for value in _values(place, body))


def _is_unknown(place: Place, body: Any) -> bool:
    """Whether an object has a field beside those that the value names."""
    known = place.value.split(",")
    return any(not set(one) <= set(known) for one in parents(body, (*place.path, "")))


def _leniently(changes: Callable[[Place], list[Change]]) -> Wrap:
    """A lie that takes what is refused, in the first way that is accepted.

    What stays refused, for another reason, is answered without a word of the field that is taken, else as ever.
    """

    def wrap(place: Place, answer: Behaviour, world: World, call: Call) -> Response:
        point = world.checkpoint()
        response = answer(world, call)
        if response.status not in REFUSED:
            return response
        for change in changes(place):
            another = changed(call, place, change)
            if another is call:
                continue
            world.rollback(point)
            taken = answer(world, another)
            if taken.status < 400 or (_speaks_of(place, response) and not _speaks_of(place, taken)):
                return taken
        world.rollback(point)
        return answer(world, call)

    return wrap


def _speaks_of(place: Place, response: Response) -> bool:
    return re.search(rf"\b{re.escape(place.name)}\b", response.body.decode()) is not None


def _written(value: str) -> Any:
    """The JSON value that a text stands for; the text itself where it is none."""
    try:
        return json.loads(value)
    except ValueError:
        return value


def _default(place: Place) -> Change:
    return lambda parent, name: parent.setdefault(name, _written(place.value)) and None


def _clip(place: Place) -> Change:
    least, most = (float(end) if end else None for end in place.value.split(".."))

    def clip(parent: dict[str, Any], name: str) -> None:
        size = _measure(parent.get(name))
        if size is not None and most is not None and size > most:
            parent[name] = _cut(parent[name], most)
        elif size is not None and least is not None and size < least:
            parent[name] = _cut(parent[name], least)

    return clip


def _cut(value: Any, size: float) -> Any:
    """A number of that size; a text or list of that length, its own items repeated where it was too short."""
    if isinstance(value, int | float):
        return type(value)(size)
    return (value if len(value) > size else value * int(size))[: int(size)]


def _replaced(place: Place) -> list[Change]:
    def replaced(parent: dict[str, Any], name: str) -> None:
        if name in parent:
            parent[name] = _written(place.value)

    return [replaced]


def _coerced(place: Place) -> list[Change]:
    def coerced(parent: dict[str, Any], name: str) -> None:
        value = parent.get(name)
        if isinstance(value, str) and re.fullmatch(r"-?\d{1,15}(\.\d{1,9})?", value):
            parent[name] = float(value) if "." in value else int(value)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            parent[name] = str(value)

    return [coerced]


def _smaller(place: Place) -> list[Change]:
    def by(share: int) -> Change:
        def smaller(parent: dict[str, Any], name: str) -> None:
            if isinstance(parent.get(name), int | float):
                parent[name] = round(parent[name] / share, 2)

        return smaller

    return [by(2**n) for n in range(1, 8)]


def _query(change: Callable[[Place, str | None], str | None]) -> Wrap:
    """A lie that reads one query parameter otherwise; `change` gets its value, None where it was left out, and gives it."""

    def wrap(place: Place, answer: Behaviour, world: World, call: Call) -> Response:
        query = dict(call.request.query)
        value = change(place, query.pop(place.name, None))
        if value is not None:
            query[place.name] = value
        return answer(world, replace(call, request=replace(call.request, query=query)))

    return wrap


def _number(value: str | None) -> int:
    """A query parameter as a number; -1 where it is none."""
    return int(value) if value is not None and re.fullmatch(r"\d{1,9}", value) else -1


def _default_size(place: Place, value: str | None) -> str | None:
    return place.value if value is None else value


def _capped(place: Place, value: str | None) -> str | None:
    return place.value if _number(value) > int(place.value) else value


def _page_before(place: Place, value: str | None) -> str | None:
    return str(_number(value) - 1) if _number(value) > 1 else value


def _stuck(place: Place, answer: Behaviour, world: World, call: Call) -> Response:
    """The first value of a query parameter that was accepted stands for every other one."""
    query, key = call.request.query, f"first {call.request.method} {call.request.path} {place.name}"
    first = world.get(LIES, key)
    if first is not None and place.name in query:
        query = {**query, place.name: first["value"]}
    response = answer(world, replace(call, request=replace(call.request, query=query)))
    if first is None and place.name in query and response.status < 300:
        world.put(LIES, key, {"value": query[place.name]})
    return response


def without_header(call: Call, name: str) -> Call:
    """The call without one header."""
    headers = {k: v for k, v in call.request.headers.items() if k != name.lower()}
    return replace(call, request=replace(call.request, headers=headers))


def _ignored_header(place: Place, answer: Behaviour, world: World, call: Call) -> Response:
    return answer(world, without_header(call, place.name))


def _remember(world: World, headers: Mapping[str, str]) -> None:
    """Keep what may be credentials, out of the headers of a request that was accepted."""
    own = {name: value for name, value in headers.items() if not NO_CREDENTIAL.search(name)}
    key = json.dumps(own, sort_keys=True)
    if world.get(LIES, key) is None:
        world.put(LIES, key, {"credentials": own})


def _accepted(world: World) -> list[Mapping[str, str]]:
    """The credentials that were accepted so far, the latest first."""
    return [kept["credentials"] for kept in reversed(world.all(LIES)) if "credentials" in kept]


def _letting_in(closed: frozenset[int], ways: Callable[[Place, Any, Any], Mapping[str, str]]) -> Wrap:
    """A lie that lets in who is not: a refusal is tried again with credentials that were accepted before.

    `ways` makes the headers of what was accepted and what was sent.
    """

    def wrap(place: Place, answer: Behaviour, world: World, call: Call) -> Response:
        response = answer(world, call)
        sent = call.request.headers
        if response.status < 400:
            _remember(world, sent)
        if response.status not in closed:
            return response
        for accepted in _accepted(world):
            headers = ways(place, accepted, sent)
            another = answer(world, replace(call, request=replace(call.request, headers=headers)))
            if another.status not in closed:
                return another
        return response

    return wrap


def _left_out(place: Place, accepted: Mapping[str, str], sent: Mapping[str, str]) -> Mapping[str, str]:
    return {**accepted, **sent}


def _any_value(place: Place, accepted: Mapping[str, str], sent: Mapping[str, str]) -> Mapping[str, str]:
    name = place.name.lower()
    return {**sent, name: accepted[name]} if name in accepted and name in sent else sent


def _anybody(place: Place, accepted: Mapping[str, str], sent: Mapping[str, str]) -> Mapping[str, str]:
    return {**sent, **accepted} if accepted.keys() <= sent.keys() else sent


ASKED: Mapping[str, tuple[str, Wrap]] = {
    "req_ignored": ("a request field has no effect", _field(lambda _: lambda parent, name: parent.pop(name, None))),
    "req_required": ("a request field is newly required", _refusing(_lacking)),
    "req_optional": ("a required field may be left out, and is VALUE then", _field(_default)),
    "req_default": ("a request field that is left out is VALUE", _field(_default)),
    "req_enum": ("the documented member VALUE of a request field is refused", _refusing(_is_member)),
    "req_enum_open": ("a value outside the set of a request field is taken, as VALUE", _leniently(_replaced)),
    "req_bound": ("a request field whose number, or whose length, is VALUE is refused", _refusing(_is_at_bound)),
    "req_unbound": ("a request field outside LEAST..MOST is taken, cut to fit", _field(_clip)),
    "req_coerced": ("a number is taken where text is documented, and the other way round", _leniently(_coerced)),
    "req_strict": ("a field beside those of VALUE (NAME,NAME,...) is refused", _refusing(_is_unknown)),
    "over_limit": ("a number that is refused is taken, as a smaller one", _leniently(_smaller)),
    "filter_ignored": ("a query parameter has no effect", _query(lambda place, value: None)),
    "filter_stuck": ("a query parameter keeps its first value", _stuck),
    "list_default": ("a list has another size, VALUE, where none is asked for", _query(_default_size)),
    "list_cap": ("a list has no more than VALUE items, however many are asked for", _query(_capped)),
    "list_repeats": ("a page of a list is the page before it", _query(_page_before)),
    "header_ignored": ("a request header has no effect", _ignored_header),
    "credentials_open": ("no credentials are needed", _letting_in(CLOSED, _left_out)),
    "credentials_any": ("a header of the credentials may have any value", _letting_in(CLOSED, _any_value)),
    "tenant_open": ("an object is shown to other accounts", _letting_in(frozenset({403, 404}), _anybody)),
}
