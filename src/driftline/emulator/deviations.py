"""Drift on demand: named ways in which the live side may lie, each switched on at one place. Does no I/O."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from driftline.emulator.answered import ANSWERED
from driftline.emulator.asked import ASKED
from driftline.emulator.messages import Behaviour, Call, Response, reply
from driftline.emulator.places import Place, Wrap, read_place
from driftline.emulator.remembered import REMEMBERED
from driftline.emulator.world import World
from driftline.errors import DriftError


@dataclass(frozen=True, slots=True)
class Deviation:
    """One lie: what kind, in which operation, at which place. Written `KIND:METHOD /path PLACE`.

    Some kinds need a value, written behind the place: `req_bound:POST /v1/customers request/body/first_name=255`.
    """

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
        wrap, place = DEVIATIONS[self.kind][1], read_place(self.place)

        def lying(world: World, call: Call) -> Response:
            return wrap(place, answer, world, call)

        return lying


def parse_deviation(text: str, kinds: Collection[str] | None = None, prefix: str = "") -> Deviation:
    """Read `KIND:METHOD /path PLACE`; an unknown kind says which one was probably meant."""
    kind, _, rest = text.partition(":")
    words = rest.split(maxsplit=2)
    known = DEVIATIONS if kinds is None else kinds
    if kind not in known:
        near = difflib.get_close_matches(kind, known, n=1)
        raise DriftError(
            f"unknown deviation {prefix}{kind!r}" + (f": did you mean {prefix}{near[0]!r}?" if near else ""),
            "`driftline emulate --help` lists them all.",
        )
    if len(words) not in (2, 3):
        raise DriftError(f"deviation {prefix}{text!r}: expected KIND:METHOD /path PLACE", f"for example {EXAMPLE}")
    place = words[2].strip() if len(words) == 3 else ""
    if kinds is None and kind in VALUES and not re.fullmatch(VALUES[kind], read_place(place).value):
        seen = f"deviation {text!r}: {kind} needs a value behind its place: {DEVIATIONS[kind][0]}"
        raise DriftError(seen, f"for example {VALUED}")
    return Deviation(kind, f"{words[0]} {words[1]}", place)


EXAMPLE = "resp_drop:POST /v1/payments response/201/body/id"
VALUED = "req_bound:POST /v1/payments request/body/description=255"


def _gone(place: Place, answer: Behaviour, world: World, call: Call) -> Response:
    return reply(404)


DEVIATIONS: Mapping[str, tuple[str, Wrap]] = {
    **ANSWERED,
    **ASKED,
    **REMEMBERED,
    "route_gone": ("the operation answers as if it did not exist", _gone),
}

_NUMBER = r"-?\d{1,15}(?:\.\d{1,9})?"
# What the value behind a place looks like, for the kinds that need one.
VALUES: Mapping[str, str] = {
    "req_optional": ".+",
    "req_default": ".+",
    "req_enum": ".+",
    "req_enum_open": ".+",
    "req_strict": ".+",
    "req_bound": _NUMBER,
    "req_unbound": rf"(?:{_NUMBER})?\.\.(?:{_NUMBER})?",
    "list_default": r"\d{1,9}",
    "list_cap": r"\d{1,9}",
}
