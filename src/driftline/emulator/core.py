"""Answer requests from routes and a world: the pure middle of the emulator. Does no I/O."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from urllib.parse import unquote

from driftline.emulator.deviations import Deviation
from driftline.emulator.messages import MAX_BODY, Behaviour, Call, Request, Response, reply
from driftline.emulator.world import Object, World, moment
from driftline.errors import DriftError


@dataclass(frozen=True)
class Route:
    """An operation and what it does; `provenance` is docs, spec, live@date or assumed."""

    method: str
    template: str
    behaviour: Behaviour
    provenance: str = "docs"

    @property
    def operation(self) -> str:
        """The operation's name: method and path with parameter names erased."""
        return f"{self.method} {re.sub(r'{[^}]*}', '{}', self.template)}"

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        parts = re.split(r"{([^}]*)}", self.template)
        return re.compile("".join(f"(?P<{p}>[^/]+)" if i % 2 else re.escape(p) for i, p in enumerate(parts)))


Timer = Callable[[World, Object], None]


@dataclass(frozen=True, slots=True)
class Planted:
    """A lie that the docs site can tell: on `page`, `new` stands in the place of `old`; `why` says what it imitates."""

    page: str
    old: str
    new: str
    why: str


@dataclass(frozen=True)
class Vendor:
    """Everything that makes one pretend vendor: its routes, its gate, and its answers to what it does not know.

    `gate` sees every request that found a route and may refuse it; `pages` is the docs site, path to text; `planted`
    are the lies that its docs can tell, by name; `timers` is what happens when time has passed (see `World.later`).
    """

    name: str
    routes: Sequence[Route]
    gate: Callable[[World, Call], Response | None]
    unknown: Response
    pages: Mapping[str, str] = field(default_factory=dict)
    planted: Mapping[str, Planted] = field(default_factory=dict)
    timers: Mapping[str, Timer] = field(default_factory=dict)


class Emulator:
    """One running pretend vendor: a vendor, a world, and the deviations that are switched on.

    `deviations` are lies of the live side; `planted` names lies of the docs side.
    """

    def __init__(
        self,
        vendor: Vendor,
        *,
        seed: int = 0,
        deviations: Sequence[Deviation] = (),
        planted: Sequence[str] = (),
    ) -> None:
        self.vendor = vendor
        self.pages = _lying(vendor, planted)
        self.world = World(seed=seed)
        self.deviations = tuple(deviations)
        self._start = self.world.checkpoint()
        known = {route.operation for route in vendor.routes}
        for deviation in self.deviations:
            if deviation.operation not in known:
                seen = f"deviation {deviation.name}: no operation {deviation.operation}"
                raise DriftError(seen, f"There are: {', '.join(sorted(known))}.")

    def handle(self, request: Request) -> Response:
        """Answer one request; never raises for anything a client may send."""
        self.advance(seconds=0.001)
        if request.method == "GET" and request.path.lstrip("/") in self.pages:
            return self._page(request.path.lstrip("/"))
        if len(request.body) > MAX_BODY:
            return reply(413, {"code": "REQUEST_TOO_LARGE", "messages": [f"at most {MAX_BODY} bytes"]})
        found = self._route(request)
        if found is None:
            return self.vendor.unknown
        route, call = found
        answer: Callable[[World, Call], Response] = self._gated(route)
        for deviation in self.deviations:
            if deviation.operation == route.operation:
                if deviation.kind == "route_gone":
                    return self.vendor.unknown
                answer = deviation.around(answer)
        return answer(self.world, call)

    def advance(self, *, seconds: float) -> None:
        """Let virtual time pass; what is due meanwhile happens at its time, in order."""
        world = self.world
        until = world.clock.now + timedelta(seconds=seconds)
        while (timer := world.due(until)) is not None:
            world.clock.now = max(world.clock.now, moment(timer["at"]))
            self.vendor.timers[timer["name"]](world, timer["told"])
        world.clock.now = until

    def reset(self) -> None:
        """Forget everything but the seed's place."""
        self.world.rollback(self._start)

    def _gated(self, route: Route) -> Behaviour:
        def answer(world: World, call: Call) -> Response:
            return self.vendor.gate(world, call) or route.behaviour(world, call)

        return answer

    def _page(self, path: str) -> Response:
        kind = "application/json" if path.endswith(".json") else "text/markdown; charset=utf-8"
        return Response(200, self.pages[path].encode(), {"content-type": kind})

    def _route(self, request: Request) -> tuple[Route, Call] | None:
        best: tuple[Route, Call] | None = None
        for route in self.vendor.routes:
            if route.method != request.method:
                continue
            match = route.pattern.fullmatch(request.path)
            if match and (best is None or route.template.count("{") < best[0].template.count("{")):
                best = route, Call(request, {k: unquote(v) for k, v in match.groupdict().items()})
        return best


def _lying(vendor: Vendor, planted: Sequence[str]) -> Mapping[str, str]:
    """The docs site with the named lies in it; raises DriftError for a name, or a text, that is not there."""
    pages = dict(vendor.pages)
    for name in planted:
        lie = vendor.planted.get(name)
        if lie is None:
            near = difflib.get_close_matches(name, vendor.planted, n=1)
            meant = f": did you mean docs:{near[0]}?" if near else ""
            raise DriftError(
                f"unknown deviation docs:{name}{meant}", f"There are: {', '.join(sorted(vendor.planted))}."
            )
        if lie.old not in pages.get(lie.page, ""):
            raise DriftError(f"docs:{name} is stale: {lie.page} has no {lie.old!r}", "Correct the planted lie.")
        pages[lie.page] = pages[lie.page].replace(lie.old, lie.new)
    return pages
