"""Drift on demand: named ways in which the live side may lie, each switched on at one place. Does no I/O."""

from __future__ import annotations

import copy
import difflib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from driftline.emulator.messages import Behaviour, Call, Response, reply, with_body
from driftline.emulator.world import World
from driftline.errors import DriftError

Change = Callable[[dict[str, Any], str], None]


@dataclass(frozen=True, slots=True)
class Deviation:
    """One lie: what kind, in which operation, at which place. Written `KIND:METHOD /path PLACE`."""

    kind: str
    operation: str
    place: str

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.operation} {self.place}"

    def around(self, answer: Behaviour, unknown: Response) -> Behaviour:
        """`answer`, telling this lie; `unknown` is what the vendor says of a URL that does not exist."""
        if self.kind == "route_gone":
            return lambda world, call: unknown
        wrap = DEVIATIONS[self.kind][1]

        def lying(world: World, call: Call) -> Response:
            return wrap(self, answer, world, call)

        return lying


Wrap = Callable[[Deviation, Behaviour, World, Call], Response]


def parse_deviation(text: str, kinds: Collection[str] | None = None, prefix: str = "") -> Deviation:
    """Read `KIND:METHOD /path PLACE`; an unknown kind says which one was probably meant."""
    kind, _, rest = text.partition(":")
    words = rest.split()
    known = DEVIATIONS if kinds is None else kinds
    if kind not in known:
        near = difflib.get_close_matches(kind, known, n=1)
        raise DriftError(
            f"unknown deviation {prefix}{kind!r}" + (f": did you mean {prefix}{near[0]!r}?" if near else ""),
            "`driftline emulate --help` lists them all.",
        )
    if len(words) not in (2, 3):
        raise DriftError(f"deviation {prefix}{text!r}: expected KIND:METHOD /path PLACE", f"for example {EXAMPLE}")
    return Deviation(kind, f"{words[0]} {words[1]}", words[2] if len(words) == 3 else "")


EXAMPLE = "resp_drop:POST /v1/payments response/201/body/id"


def _parents(value: Any, path: list[str]) -> list[dict[str, Any]]:
    """The objects that hold the last name of `path`, inside `value`; `[]` goes through every item."""
    found = [value]
    for part in path[:-1]:
        found = [
            inner
            for outer in found
            for inner in (
                outer
                if part == "[]" and isinstance(outer, list)
                else [outer[part]]
                if isinstance(outer, dict) and part in outer
                else []
            )
        ]
    return [outer for outer in found if isinstance(outer, dict)]


def _split(place: str) -> tuple[str, list[str]]:
    """`response/201/body/a/b` as ("201", ["a", "b"]); `request/body/a` as ("", ["a"])."""
    parts = place.split("/")
    return (parts[1], parts[3:]) if parts[0] == "response" else ("", parts[2:])


def _in_response(change: Change) -> Wrap:
    def wrap(self: Deviation, answer: Behaviour, world: World, call: Call) -> Response:
        response = answer(world, call)
        status, path = _split(self.place)
        if str(response.status) != status or not path or not response.body.strip():
            return response
        value = json.loads(response.body)
        for parent in _parents(value, path):
            change(parent, path[-1])
        return replace(response, body=json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())

    return wrap


def _in_request(change: Change) -> Wrap:
    def wrap(self: Deviation, answer: Behaviour, world: World, call: Call) -> Response:
        _, path = _split(self.place)
        value = copy.deepcopy(call.request.json)
        for parent in _parents(value, path):
            change(parent, path[-1])
        return answer(world, with_body(call, value) if value is not None else call)

    return wrap


def _drop(parent: dict[str, Any], name: str) -> None:
    parent.pop(name, None)


def _null(parent: dict[str, Any], name: str) -> None:
    if name in parent:
        parent[name] = None


def _rename(parent: dict[str, Any], name: str) -> None:
    if name in parent:
        parent[f"{name}_v2"] = parent.pop(name)


def _retype(parent: dict[str, Any], name: str) -> None:
    if name in parent:
        value = parent[name]
        parent[name] = str(value) if isinstance(value, int | float) else {"value": value}


def _member(parent: dict[str, Any], name: str) -> None:
    if isinstance(parent.get(name), str):
        parent[name] = f"{parent[name]}_V2"


def _extra(parent: dict[str, Any], name: str) -> None:
    parent[name] = "extra"


def _require(self: Deviation, answer: Behaviour, world: World, call: Call) -> Response:
    _, path = _split(self.place)
    if call.request.json is not None and not any(path[-1] in parent for parent in _parents(call.request.json, path)):
        return reply(400, {"code": "INVALID_REQUEST", "messages": [f"{path[-1]} is required"]})
    return answer(world, call)


def _ignore_header(self: Deviation, answer: Behaviour, world: World, call: Call) -> Response:
    name = self.place.rpartition("/")[2].lower()
    headers = {k: v for k, v in call.request.headers.items() if k != name}
    return answer(world, replace(call, request=replace(call.request, headers=headers)))


def _status(self: Deviation, answer: Behaviour, world: World, call: Call) -> Response:
    response = answer(world, call)
    wanted = self.place.partition("/")[2]
    moved = {"200": 201, "201": 200, "400": 422, "401": 403, "403": 401, "404": 400}.get(wanted, 299)
    return replace(response, status=moved) if str(response.status) == wanted else response


def _forget(self: Deviation, answer: Behaviour, world: World, call: Call) -> Response:
    point = world.checkpoint()
    response = answer(world, call)
    world.rollback(point)
    return response


def _gone(self: Deviation, answer: Behaviour, world: World, call: Call) -> Response:
    return reply(404)


DEVIATIONS: Mapping[str, tuple[str, Wrap]] = {
    "resp_drop": ("a response field is left out", _in_response(_drop)),
    "resp_null": ("a response field is null", _in_response(_null)),
    "resp_rename": ("a response field has another name", _in_response(_rename)),
    "resp_retype": ("a response field has another type", _in_response(_retype)),
    "resp_member": ("a response field has a value outside its enum", _in_response(_member)),
    "resp_extra": ("a response has a field nobody wrote down", _in_response(_extra)),
    "req_ignored": ("a request field has no effect", _in_request(_drop)),
    "req_required": ("a request field is newly required", _require),
    "header_ignored": ("a request header has no effect", _ignore_header),
    "status_changed": ("a status is answered by its neighbour", _status),
    "not_stored": ("what was created is not kept", _forget),
    "route_gone": ("the operation answers as if it did not exist", _gone),
}
