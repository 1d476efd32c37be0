"""Places in requests and answers, as lies name them: `response/201/body/amount/value`. Does no I/O."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from driftline.emulator.messages import Behaviour, Call, Response
from driftline.emulator.world import World

Change = Callable[[dict[str, Any], str], None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a lie is told: the status of an answer (empty: the request), the part of it, the path in it, and its value.

    Written `response/STATUS/PART/PATH` or `request/PART/PATH`, with `=VALUE` behind it where the lie needs one.
    """

    status: str
    part: str
    path: tuple[str, ...]
    value: str

    @property
    def name(self) -> str:
        """The last name of the path; empty where it has none."""
        return self.path[-1] if self.path else ""


Wrap = Callable[[Place, Behaviour, World, Call], Response]


def read_place(text: str) -> Place:
    """Read a place as it is written."""
    where, _, value = text.partition("=")
    side, *rest = where.split("/")
    status = rest.pop(0) if side == "response" and rest else ""
    return Place(status, rest[0] if rest else "", tuple(rest[1:]), value)


def parents(value: Any, path: tuple[str, ...]) -> list[dict[str, Any]]:
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
    return [outer for outer in found if isinstance(outer, dict)] if path else []


def told(response: Response, place: Place) -> bool:
    """Whether an answer is the one that the place is in."""
    return str(response.status) == place.status


def json_in(response: Response) -> Any:
    """The JSON value of an answer; None where it is empty or not JSON."""
    try:
        return json.loads(response.body)
    except ValueError:
        return None


def with_json(response: Response, value: Any) -> Response:
    """The same answer with another JSON body."""
    return replace(response, body=json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
