"""Answer requests from routes and a world: the middle of the emulator. Does no I/O but through the store it is given."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from threading import Lock, RLock
from typing import Any, NamedTuple, Protocol
from urllib.parse import unquote

from driftline.emulator import deliveries, lies
from driftline.emulator.lies import Planted
from driftline.emulator.messages import MAX_BODY, Behaviour, Call, Request, Response, reply
from driftline.emulator.noise import Noise, parse_noise
from driftline.emulator.world import Object, Point, World, moment
from driftline.errors import DriftError

TICK = 0.001  # seconds that pass with each request
REMEMBERED = 1000  # requests in the journal


@dataclass(frozen=True)
class Route:
    """An operation and what it does; `provenance` is docs, spec, live@date or assumed.

    `generic` is true where nothing but the spec says what it does.
    """

    method: str
    template: str
    behaviour: Behaviour
    provenance: str = "docs"
    generic: bool = False

    @property
    def operation(self) -> str:
        """The operation's name: method and path with parameter names erased."""
        return f"{self.method} {re.sub(r'{[^{}]*}', '{}', self.template)}"

    @cached_property
    def steps(self) -> tuple[str | Step, ...]:
        """The parts of the path: texts, and patterns where parameters stand."""
        return tuple(_step(part) if "{" in part else part for part in self.template.split("/"))

    def match(self, parts: Sequence[str]) -> dict[str, str] | None:
        """The values of the path's parameters, for a path that was split at its slashes; None where it is another path."""
        found: dict[str, str] = {}
        for step, part in zip(self.steps, parts, strict=True):
            if isinstance(step, str):
                if step != part:
                    return None
            elif (match := step.pattern.fullmatch(part)) is None:
                return None
            else:
                found.update(zip(step.names, match.groups(), strict=True))
        return {name: unquote(value) for name, value in found.items()}


class Step(NamedTuple):
    """A part of a path that has parameters in it: what it matches, and their names in order."""

    pattern: re.Pattern[str]
    names: tuple[str, ...]


def _step(part: str) -> Step:
    pieces = re.split(r"{([^{}]*)}", part)
    pattern = "".join("(.+)" if i % 2 else re.escape(piece) for i, piece in enumerate(pieces))
    return Step(re.compile(pattern), tuple(pieces[1::2]))


Timer = Callable[[World, Object], None]
Receiver = Callable[[deliveries.Message], int]


@dataclass(frozen=True)
class Vendor:
    """Everything that makes one pretend vendor: its routes, its gate, and its answers to what it does not know.

    `gate` sees every request that found a route and may refuse it; `pages` is the docs site, path to text; `planted`
    are the lies that its docs can tell, by name; `timers` is what happens when time has passed (see `World.later`);
    `posting` is how it tells its customers what happened; `left` are operations that it does not answer, and why.
    """

    name: str
    routes: Sequence[Route]
    gate: Callable[[World, Call], Response | None]
    unknown: Response
    pages: Mapping[str, str] = field(default_factory=dict)
    planted: Mapping[str, Planted] = field(default_factory=dict)
    timers: Mapping[str, Timer] = field(default_factory=dict)
    posting: deliveries.Posting | None = None
    left: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def table(self) -> Mapping[tuple[str, int], Sequence[Route]]:
        """The routes by method and number of steps, those with fewer parameters first."""
        found: dict[tuple[str, int], list[Route]] = {}
        for route in sorted(self.routes, key=lambda one: one.template.count("{")):
            found.setdefault((route.method, len(route.steps)), []).append(route)
        return found

    @cached_property
    def operations(self) -> tuple[str, ...]:
        """The names of all operations."""
        return tuple(route.operation for route in self.routes)


class Kept(Protocol):
    """Where a world is kept across crashes."""

    def load(self, world: World) -> None: ...

    def save(self, world: World) -> None: ...


class Entry(NamedTuple):
    """One request in the journal."""

    number: int
    at: str
    request: Request
    operation: str
    response: Response


class Emulator:
    """One running pretend vendor: a vendor, a world, and the lies and the noise that are switched on.

    `deviate` names lies on three sides (see `lies.told`), `noise` what a suite must survive. With a `store` every
    answered change is kept. `receiver` gets the deliveries and says with which status it took them (with `unaddressed`
    also those that nobody registered a URL for); without one they wait.
    """

    def __init__(
        self,
        vendor: Vendor,
        *,
        seed: int = 0,
        deviate: Sequence[str] = (),
        noise: Sequence[str] = (),
        store: Kept | None = None,
        receiver: Receiver | None = None,
        unaddressed: bool = False,
    ) -> None:
        self.vendor = vendor
        self.world = World(seed=seed)
        self.store = store
        self.receiver = receiver
        self.unaddressed = unaddressed
        self.lock = RLock()
        self._posting = Lock()
        self.journal: deque[Entry] = deque(maxlen=REMEMBERED)
        self.count = 0
        self._past: deque[Point] = deque(maxlen=64)
        if store is not None:
            store.load(self.world)
        self.deviate(deviate)
        self.disturb(noise)

    def deviate(self, names: Iterable[str]) -> None:
        """Switch on these lies and no others; raises DriftError for one that cannot be told."""
        self.lies = lies.told(tuple(names), self.vendor.operations, self.vendor.pages, self.vendor.planted)

    def disturb(self, names: Iterable[str]) -> None:
        """Switch on this noise and no other; raises DriftError for a kind that is unknown."""
        self.noise: tuple[Noise, ...] = tuple(parse_noise(name, self.world.seed) for name in names)

    @property
    def pages(self) -> Mapping[str, str]:
        """The docs site as it is served."""
        return self.lies.pages

    def handle(self, request: Request) -> Response:
        """Answer one request; never raises for anything a client may send."""
        with self.lock:
            if not self.world.clock.frozen:
                self._pass(TICK)
            before = self.world.checkpoint()
            self._past.append(before)
            operation, response = self._answer(request)
            response = self._kept(before, response)
            self.count += 1
            self.journal.append(Entry(self.count, self.world.timestamp(), request, operation, response))
            return response

    def advance(self, *, seconds: float) -> None:
        """Let virtual time pass; what is due meanwhile happens at its time, in order, and is delivered."""
        until = self.world.clock.now + timedelta(seconds=seconds)
        self.deliver()
        while self._step(until):
            self.deliver()
        with self.lock:
            self.world.clock.now = until
            self._save()

    def deliver(self) -> int:
        """Post what is due to the receiver, if there is one; how many attempts that were.

        The lock is free while the receiver works: it may call the emulator. What that makes due is posted after it.
        """
        if self.receiver is None or not self._posting.acquire(blocking=False):
            return 0
        try:
            posted = 0
            while (message := self._next_message()) is not None:
                self.attempted(message.delivery, *_taken(self.receiver, message))
                posted += 1
            return posted
        finally:
            self._posting.release()

    def _next_message(self) -> deliveries.Message | None:
        with self.lock:
            if self.vendor.posting is None:
                return None
            return next(deliveries.due(self.world, self.vendor.posting, self.unaddressed), None)

    @property
    def waiting(self) -> bool:
        """Whether there are deliveries to post."""
        return bool(self.world.where(deliveries.TABLE, "state", "due"))

    def attempted(self, delivery: str, status: int, problem: str = "") -> None:
        """Write down how an attempt to deliver ended; status 0: there was no answer."""
        with self.lock:
            if self.vendor.posting is not None:
                deliveries.attempted(self.world, self.vendor.posting, delivery, status, problem)
                self._save()

    def reset(self, seed: int | None = None) -> None:
        """Forget everything that happened; with a seed, start its source of randomness anew."""
        with self.lock:
            self.world.rollback(Point(0, World().clock.now))
            if seed is not None:
                self.world.reseed(seed)
            self._past.clear()
            self.journal.clear()
            self._save()

    def rollback(self, point: Point) -> None:
        """Go back to a checkpoint of the world."""
        with self.lock:
            self.world.rollback(point)
            self._past.clear()
            self._save()

    def _pass(self, seconds: float) -> None:
        until = self.world.clock.now + timedelta(seconds=seconds)
        while self._step(until):
            pass
        self.world.clock.now = until

    def _step(self, until: Any) -> bool:
        """Let the next thing happen that is due until then; whether there was one."""
        with self.lock:
            world = self.world
            timer = world.due(until)
            if timer is None:
                return False
            world.clock.now = max(world.clock.now, moment(timer["at"]))
            happens = deliveries.try_again if timer["name"] == deliveries.TIMER else self.vendor.timers[timer["name"]]
            happens(world, timer["told"])
            return True

    def _answer(self, request: Request) -> tuple[str, Response]:
        path = request.path.lstrip("/")
        if request.method == "GET" and path in self.pages:
            return "", self._page(path)
        if len(request.body) > MAX_BODY:
            return "", reply(413, {"code": "REQUEST_TOO_LARGE", "messages": [f"at most {MAX_BODY} bytes"]})
        found = self._route(request)
        if found is None:
            return "", self.vendor.unknown
        route, values = found
        answer: Callable[[Request], Response] = self._lying(route, values)
        for noise in self.noise:
            answer = noise.around(answer, self.world, self._ago)
        return route.operation, answer(request)

    def _lying(self, route: Route, values: Mapping[str, str]) -> Callable[[Request], Response]:
        behaviour: Behaviour = self._gated(route)
        for deviation in self.lies.live:
            if deviation.operation == route.operation:
                behaviour = deviation.around(behaviour, self.vendor.unknown)
        return lambda request: behaviour(self.world, Call(request, values))

    def _gated(self, route: Route) -> Behaviour:
        return lambda world, call: self.vendor.gate(world, call) or route.behaviour(world, call)

    def _ago(self, requests: int) -> Point:
        """The world as it was so many requests ago."""
        return self._past[max(0, len(self._past) - 1 - requests)]

    def _kept(self, before: Point, response: Response) -> Response:
        """The response, once what it changed is kept; a refusal where it could not be, and then nothing is changed."""
        if self.store is None or (len(self.world.log) == before.length and self.world.settled == before.length):
            return response
        try:
            self.store.save(self.world)
        except DriftError as error:
            self.world.rollback(before)
            return reply(507, {"code": "NOT_STORED", "messages": [str(error)]})
        return response

    def _save(self) -> None:
        if self.store is not None:
            self.store.save(self.world)

    def _page(self, path: str) -> Response:
        kind = "application/json" if path.endswith(".json") else "text/markdown; charset=utf-8"
        return Response(200, self.pages[path].encode(), {"content-type": kind})

    def _route(self, request: Request) -> tuple[Route, dict[str, str]] | None:
        parts = request.path.split("/")
        for route in self.vendor.table.get((request.method, len(parts)), ()):
            values = route.match(parts)
            if values is not None:
                return route, values
        return None


def _taken(receiver: Receiver, message: deliveries.Message) -> tuple[int, str]:
    """The status with which a receiver took a message; 0 and the problem where it raised."""
    try:
        return receiver(message), ""
    except Exception as error:
        return 0, f"{type(error).__name__}: {error}"
