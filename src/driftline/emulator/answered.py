"""Lies about answers: what was done is done as documented, and told otherwise. Does no I/O."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from driftline.emulator.messages import Behaviour, Call, Response
from driftline.emulator.places import Change, Place, Wrap, json_in, parents, told, with_json
from driftline.emulator.world import World

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", re.IGNORECASE)
AWAY = timedelta(hours=2)  # how far the other zone is from UTC


def _answer(change: Callable[[Response, Place], Response]) -> Wrap:
    """A lie that changes the answer that its place is in, and no other."""

    def wrap(place: Place, answer: Behaviour, world: World, call: Call) -> Response:
        response = answer(world, call)
        return change(response, place) if told(response, place) else response

    return wrap


def _field(change: Change) -> Wrap:
    """A lie that changes one field of the body; `change` gets the object that holds it, and its name."""

    def changed(response: Response, place: Place) -> Response:
        value = json_in(response)
        for parent in parents(value, place.path):
            change(parent, place.name)
        return response if value is None else with_json(response, value)

    return _answer(changed)


def _value(change: Callable[[Any], Any]) -> Wrap:
    """A lie that changes the value of one field, where the field is."""

    def changed(parent: dict[str, Any], name: str) -> None:
        if name in parent:
            parent[name] = change(parent[name])

    return _field(changed)


def _list(change: Callable[[list[Any]], list[Any]]) -> Wrap:
    """A lie that changes a list: the one that the path leads to, the body itself where it leads nowhere."""

    def changed(response: Response, place: Place) -> Response:
        value = json_in(response)
        if not place.path and isinstance(value, list):
            return with_json(response, change(value))
        for parent in parents(value, place.path):
            if isinstance(parent.get(place.name), list):
                parent[place.name] = change(parent[place.name])
        return response if value is None else with_json(response, value)

    return _answer(changed)


def _body(change: Callable[[Any], Any]) -> Wrap:
    """A lie that changes the whole body, where it is JSON."""

    def changed(response: Response, place: Place) -> Response:
        value = json_in(response)
        return response if value is None else with_json(response, change(value))

    return _answer(changed)


def _rename(parent: dict[str, Any], name: str) -> None:
    if name in parent:
        parent[f"{name}_v2"] = parent.pop(name)


def _extra(parent: dict[str, Any], name: str) -> None:
    parent[name] = "extra"


def _retyped(value: Any) -> Any:
    return str(value) if isinstance(value, int | float) else {"value": value}


def _hundredfold(value: Any) -> Any:
    return value * 100 if isinstance(value, int | float) and not isinstance(value, bool) else value


def _moment(change: Callable[[str, datetime], Any]) -> Wrap:
    """A lie that changes a date-time and no other text; `change` gets it as it is written and as it is meant."""

    def changed(value: Any) -> Any:
        is_moment = isinstance(value, str) and MOMENT.fullmatch(value)
        return change(value, datetime.fromisoformat(value)) if is_moment else value

    return _value(changed)


def _elsewhere(text: str, moment: datetime) -> str:
    """The wall clock of another zone, called UTC."""
    return (moment + AWAY).replace(tzinfo=None).isoformat(timespec="microseconds" if "." in text else "seconds") + "Z"


def _status(response: Response, place: Place) -> Response:
    neighbours = {"200": 201, "201": 200, "400": 422, "401": 403, "403": 401, "404": 400}
    return replace(response, status=neighbours.get(place.status, 299))


def _found(response: Response, place: Place) -> Response:
    return replace(response, status=200, body=b"null", headers={**response.headers, "content-type": "application/json"})


def _plain(response: Response, place: Place) -> Response:
    return replace(response, headers={**response.headers, "content-type": "text/plain; charset=utf-8"})


def _without_header(response: Response, place: Place) -> Response:
    return replace(response, headers={k: v for k, v in response.headers.items() if k != place.name.lower()})


def _swapped(place: Place, answer: Behaviour, world: World, call: Call) -> Response:
    response = answer(world, call)
    return replace(response, status={401: 403, 403: 401}.get(response.status, response.status))


ANSWERED: Mapping[str, tuple[str, Wrap]] = {
    "resp_drop": ("a response field is left out", _field(lambda parent, name: parent.pop(name, None))),
    "resp_null": ("a response field is null", _value(lambda value: None)),
    "resp_rename": ("a response field has another name", _field(_rename)),
    "resp_retype": ("a response field has another type", _value(_retyped)),
    "resp_member": (
        "a response field has a value outside its enum",
        _value(lambda value: f"{value}_V2" if isinstance(value, str) else value),
    ),
    "resp_case": (
        "a response field has a member of its enum in another case",
        _value(lambda value: value.swapcase() if isinstance(value, str) else value),
    ),
    "resp_empty": (
        "a response field is an empty text, where it was text or null",
        _value(lambda value: "" if isinstance(value, str | None) else value),
    ),
    "resp_extra": ("a response has a field nobody wrote down", _field(_extra)),
    "resp_units": ("a number in a response is a hundred times as large", _value(_hundredfold)),
    "resp_epoch": ("a date-time in a response is a number of seconds", _moment(lambda _, at: int(at.timestamp()))),
    "resp_naive": (
        "a date-time in a response has no zone",
        _moment(lambda text, _: re.sub(r"(?:[Zz]|[+-]\d\d:\d\d)$", "", text)),
    ),
    "resp_zone": ("a date-time in a response is local time, two hours off, and called UTC", _moment(_elsewhere)),
    "resp_envelope": ("a response body stands in an envelope, under `data`", _body(lambda value: {"data": value})),
    "list_truncated": ("a list in a response lacks its last item", _list(lambda items: items[:-1])),
    "list_reordered": ("a list in a response comes in the opposite order", _list(lambda items: items[::-1])),
    "status_changed": ("a status is answered by its neighbour", _answer(_status)),
    "missing_found": ("what is not there is answered with 200 and null", _answer(_found)),
    "error_code": (
        "an error has another code",
        _value(lambda value: f"{value}_RENAMED" if isinstance(value, str) else value),
    ),
    "error_envelope": ("an error stands in an envelope, under `error`", _body(lambda value: {"error": value})),
    "error_success": ("an error is answered with 200", _answer(lambda response, _: replace(response, status=200))),
    "content_type": ("an answer is called plain text", _answer(_plain)),
    "header_dropped": ("a header of an answer is missing", _answer(_without_header)),
    "credentials_swapped": ("401 is answered where 403 is meant, and 403 where 401 is", _swapped),
}
