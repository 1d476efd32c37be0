"""Ask a live service, cheapest evidence first, and record every exchange. Talks to the one host it was given.

A run never sends more requests or takes longer than it was allowed, and follows no redirect.
"""

from __future__ import annotations

import json
import re
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import httpx

from driftline.answers import Client
from driftline.claims import operation_key
from driftline.errors import DriftError, SourceError
from driftline.exchange import MAX_BODY, STRUCK, Exchange, body_of, recorded, secrets_of, strike_text, strike_url
from driftline.experiments import experiment
from driftline.experiments.bench import Facts, facts
from driftline.experiments.shown import shown
from driftline.naming import ENVELOPES, LISTS
from driftline.readers.spec import Operation, credential, read_operations, read_spec, schemes_of
from driftline.samples import Sampler, bodies, fields, renewed

Progress = Callable[[int, int, str], None]
SETTLING = "settling"
MOST_LAG = 5  # reads
MOST_DEPTH = 2  # makers of what a maker rests on
MOST_REFUSALS = 4  # refused requests that are tried once more with the field that the answer asks for
VARIANTS = 12  # written examples of one request that are tried to bring an object into the right state
PATIENCE = 120.0  # seconds on a pretend vendor's clock
RETRIED = frozenset({429, 502, 503, 504})
GRACE = 1.0  # seconds beyond the budget in which what the run made may still be deleted


@dataclass(frozen=True, slots=True)
class Budget:
    """What a run may spend: requests, seconds, requests a second (0 is no limit), seconds and bytes an answer may take."""

    requests: int = 5000
    seconds: float = 300.0
    rate: float = 0.0
    answer_seconds: float = 30.0
    answer_bytes: int = 5_000_000
    examples: int = 15  # generated requests for each operation
    steps: int = 12  # of a stateful run
    patience: float = 0.0  # seconds to wait for what is not done at once


class Spent(Exception):  # noqa: N818 - not an error: the run ends here
    """The budget is used up."""


class Target:
    """A live service, and every exchange with it. Secrets never enter an exchange."""

    def __init__(
        self,
        url: str,
        *,
        headers: Mapping[str, str],
        budget: Budget,
        transport: httpx.BaseTransport | None = None,
        other: Mapping[str, str] | None = None,
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise DriftError(f"{url!r} is no target", "Give a URL such as https://api-sandbox.example.com")
        self.origin = f"{parts.scheme}://{parts.netloc}"
        self.base = parts.path.rstrip("/")
        self.headers = dict(headers)
        self.other = dict(other or {})  # another account's credentials
        self.secrets = secrets_of(*headers.values(), *self.other.values(), unquote(parts.password or ""))
        self.budget = budget
        self.transport = transport
        self.exchanges: list[Exchange] = []
        self.sent: dict[
            str, tuple[str, Any]
        ] = {}  # path and JSON body of what was sent, as it was: never written anywhere
        self.cleaning = False
        self.lag: int | None = None  # how many reads after a change show what was there before it
        self.changed = -1  # the number of the last exchange that may have changed something
        self.own: set[str] = set()  # ids of what this run made
        self.seen: set[str] = set()  # ids that lists and answers showed
        self.made: list[str] = []  # paths of what this run made
        self.deleting: tuple[re.Pattern[str], ...] = ()  # the paths of what the API can delete
        self.spent = 0  # requests, repeated ones included
        self.held_back = 0  # requests for deleting what the run made
        self.started = time.monotonic()
        self.run = "" if transport is not None else uuid.uuid4().hex[:4]
        self.client = Client(transport)

    def close(self) -> None:
        """Let go of all connections."""
        self.client.close()

    @property
    def sign(self) -> str:
        """A text that no other request of this run, nor of an earlier run on a real service, carried."""
        return f"{self.run}{len(self.exchanges):03x}"

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started

    def send(
        self,
        operation: str,
        intent: str,
        method: str,
        path: str,
        *,
        anonymous: bool = False,
        headers: Mapping[str, str] | None = None,
        **content: Any,
    ) -> tuple[Exchange, httpx.Response | None]:
        """Send one request and record it; 429 and 502 to 504 are tried again twice before they count.

        Raises Spent when the budget is used up.
        """
        if not self.can_afford(2 if method == "POST" and self.deleting else 1):  # what is made is deleted in the end
            raise Spent
        sent = {**({} if anonymous else self.headers), **(headers or {})}
        url = path if path.startswith(self.origin + "/") else f"{self.origin}{self.base}{path}"
        if not url.startswith(self.origin + "/"):
            raise DriftError(
                f"a request to {strike_url(url)} was about to be sent", f"Only {strike_url(self.origin)} is the target."
            )
        if self._is_foreign(method, url):
            self.spent += 1
            left = "left alone: this run did not make it"
            return self._record(operation, intent, method, url, sent, content, None, left), None
        if method == "GET" and intent != SETTLING and self.lag and len(self.exchanges) - self.changed <= self.lag:
            for attempt in range(self.lag):
                self.settle(operation, path, attempt, **content)
        response, problem = self._answered(method, url, sent, content)
        exchange = self._record(operation, intent, method, url, sent, content, response, problem)
        self.sent[exchange.id] = (path, content.get("json"))
        if method not in ("GET", "HEAD", "OPTIONS"):
            self.changed = len(self.exchanges)
        if response is not None and response.is_success and exchange.body_is_json:
            self._remember(method, path, response.json())
        return exchange, response

    def settle(self, operation: str, path: str, attempt: int, **content: Any) -> Exchange:
        """Read something whose answer does not count yet, a little later each time on a real service."""
        if self.transport is None and attempt > 1:
            time.sleep(max(0.0, min(0.05 * 2**attempt, self.budget.seconds - self.seconds)))
        return self.send(operation, SETTLING, "GET", path, **content)[0]

    def _is_foreign(self, method: str, url: str) -> bool:
        """Whether a request would change an object that is there and that this run did not make."""
        steps = {unquote(step) for step in urlsplit(url).path.split("/")}
        return method not in ("GET", "HEAD", "OPTIONS") and bool(steps & (self.seen - self.own))

    def _remember(self, method: str, path: str, value: Any) -> None:
        """Take the ids out of an answer: what a POST made is ours, what a GET shows is there."""
        if method == "POST":
            self.own.update(one for _, one in _ids(value))
            own = next(
                (
                    value[name]
                    for name in ID_NAMES
                    if isinstance(value, dict) and isinstance(value.get(name), str | int)
                ),
                None,
            )
            if own is not None:
                made = f"{path.removeprefix(self.origin).partition('?')[0]}/{quote(str(own), safe='')}"
                self.made.append(made)
                self.held_back += any(pattern.fullmatch(made) for pattern in self.deleting)
        elif method == "GET":
            self.seen.update(one for _, one in _ids(value))

    def can_afford(self, requests: int = 1) -> bool:
        """Whether so many more requests are within the budget; time and requests for deleting what was made are held back."""
        if self.cleaning:
            return self.seconds < self.budget.seconds + GRACE and self.spent < self.budget.requests
        each = max(self.seconds / self.spent if self.spent else 0.0, 1 / self.budget.rate if self.budget.rate else 0.0)
        held_back = min(self.held_back * each, self.budget.seconds / 4)
        enough_time = self.seconds < self.budget.seconds - held_back
        return enough_time and self.spent + self.held_back + requests <= self.budget.requests

    def _answered(
        self, method: str, url: str, headers: Mapping[str, str], content: Mapping[str, Any]
    ) -> tuple[httpx.Response | None, str]:
        """The answer to one request, or why there is none; what may pass is tried again where the budget allows it."""
        for attempt in range(3):
            if self.budget.rate:
                due = self.started + self.spent / self.budget.rate
                time.sleep(max(0.0, min(due - time.monotonic(), self._left())))
            self.spent += 1
            try:
                seconds = max(0.05, min(self.budget.answer_seconds, self._left()))
                response = self.client.ask(
                    method, url, headers=headers, seconds=seconds, most=self.budget.answer_bytes, **content
                )
            except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
                return None, f"{type(error).__name__}: {strike_text(str(error), self.secrets)}"
            if response.status_code not in RETRIED or attempt == 2:
                break
            self._wait(response, attempt)
            if not self.can_afford():
                break
        return response, ""

    def _left(self) -> float:
        """Seconds of the budget."""
        return self.budget.seconds + (GRACE if self.cleaning else 0.0) - self.seconds

    def _wait(self, response: httpx.Response, attempt: int) -> None:
        told = response.headers.get("retry-after", "")
        wanted = float(told) if re.fullmatch(r"\d{1,4}(?:\.\d+)?", told) else 0.2 * 2**attempt
        time.sleep(max(0.0, min(wanted, 10.0, self._left())))

    def _record(
        self,
        operation: str,
        intent: str,
        method: str,
        url: str,
        headers: Mapping[str, str],
        content: Mapping[str, Any],
        response: httpx.Response | None,
        problem: str,
    ) -> Exchange:
        kind = response.headers.get("content-type", "") if response is not None else ""
        body, is_json = body_of(response.content, kind) if response is not None else (None, False)
        sent = content.get("json")
        if sent is None and content.get("content") is not None:
            raw = content["content"]
            whole = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw)
            sent = strike_text(whole, self.secrets)[:MAX_BODY]
        shown = _with_query(url, content.get("params"))
        exchange = recorded(
            f"x{len(self.exchanges) + 1:05d}",
            operation,
            intent,
            method,
            shown,
            request=(headers, sent),
            answer=(response.status_code, response.headers, body, is_json)
            if response is not None
            else (0, {}, None, False),
            secrets=self.secrets,
            problem=problem,
        )
        self.exchanges.append(exchange)
        return exchange

    def pause(self) -> bool:
        """Let time pass for what is not done at once: a report, an enrollment. A pretend vendor's clock goes on instead.

        Whether time passed.
        """
        return self.wait(PATIENCE if self.is_pretend else self.budget.patience)

    def wait(self, seconds: float) -> bool:
        """Let so many seconds pass, on a pretend vendor's clock or within the patience of the budget; whether they did."""
        emulator = getattr(self.transport, "emulator", None)
        if emulator is not None:
            emulator.advance(seconds=seconds)
        elif 0 < seconds <= self.budget.patience:
            time.sleep(max(0.0, min(seconds, self.budget.seconds - self.seconds)))
        else:
            return False
        self.changed = len(self.exchanges)  # what time changes is read late too
        return True

    @property
    def is_pretend(self) -> bool:
        """Whether the service is an emulator in this process, whose clock can be turned."""
        return getattr(self.transport, "emulator", None) is not None

    def intent_of(self, exchange: Exchange) -> str:
        """Under which intent an exchange stands by now."""
        return self.exchanges[int(exchange.id[1:]) - 1].intent

    def mark(self, exchange: Exchange, intent: str) -> Exchange:
        """Record the same exchange under another intent, once more is known of it."""
        marked = replace(exchange, intent=intent)
        self.exchanges[int(exchange.id[1:]) - 1] = marked
        return marked


def _with_query(url: str, query: Any) -> str:
    try:
        return str(httpx.URL(url, params=query)) if query else url
    except (httpx.InvalidURL, ValueError):
        return url  # nobody can write it, and nobody was asked


ID_NAMES = ("id", "code", "uuid")


def _ids(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Everything in an answer that may name an object, with its place."""
    if isinstance(value, list):
        for inner in value[:500]:
            yield from _ids(inner, f"{place}/[]")
    elif isinstance(value, dict) and place.count("/") < 8:
        for name, inner in value.items():
            if isinstance(inner, str | int) and not isinstance(inner, bool):
                if name in ID_NAMES or name.endswith(("_id", "_session", "_token")):
                    yield f"{place}/{name}", str(inner)
            else:
                yield from _ids(inner, f"{place}/{name}")


@dataclass(slots=True)
class Pool:
    """Ids and other values that the service gave, under the names by which later requests ask for them."""

    values: dict[str, list[Any]] = field(default_factory=dict)
    age: int = 0
    makers: dict[str, tuple[Operation, str]] = field(default_factory=dict)  # of an id: what made it, and where it stood

    def learn(self, operation: Operation, value: Any) -> None:
        """Take the ids out of an answer."""
        resource = _resource(operation.path)
        if operation.method == "post":
            known = {str(one) for kept in self.values.values() for one in kept}
            self.makers |= {one: (operation, place) for place, one in _ids(value) if one not in known}
        found = value[0] if isinstance(value, list) and value else value
        if isinstance(found, dict):
            self._learn_object(found, resource, 0)

    def _learn_object(self, value: Mapping[str, Any], resource: str, depth: int) -> None:
        for name, inner in value.items():
            owner = resource if name in (*ENVELOPES, *LISTS) else _singular(name)
            if isinstance(inner, str | int) and not isinstance(inner, bool) and inner != "":
                if name in ("id", "code", "uuid"):
                    for called in _owners(resource):
                        self._keep(called, inner)
                        self._keep(f"{called}_{name}", inner)
                elif name.endswith(("_id", "_code", "_token", "_session")) or name == resource:
                    self._keep(name, inner)
            elif isinstance(inner, dict) and depth < 4:
                self._learn_object(inner, owner, depth + 1)
            elif isinstance(inner, list) and inner and isinstance(inner[0], dict) and depth < 4:
                self._learn_object(inner[0], owner, depth + 1)

    def _keep(self, name: str, value: Any) -> None:
        kept = self.values.setdefault(name.lower(), [])
        if value not in kept:
            kept.insert(0, value)
            del kept[20:]

    def replace(self, operation: Operation, value: Any) -> None:
        """Give the ids of an answer instead of those that earlier answers of the operation gave, under every name."""
        new = dict(_ids(value))
        for kept in self.values.values():
            maker, place = self.makers.get(str(kept[0]), (None, ""))
            if maker is operation and place in new and new[place] not in kept:
                kept.insert(0, new[place])

    def find(self, *names: str) -> Any:
        """The newest value under the first name that has one, or None; inside `aged` an older one."""
        for name in names:
            kept = self.values.get(name.lower())
            if kept:
                return kept[min(self.age, len(kept) - 1)]
        return None

    @contextmanager
    def aged(self, age: int) -> Iterator[None]:
        """Give values that are so many steps older than the newest."""
        self.age, before = age, self.age
        try:
            yield
        finally:
            self.age = before


def _owners(resource: str) -> list[str]:
    """The names of a resource: `organization_account_group` is also an `account_group`, and a `group`."""
    words = resource.split("_")
    return ["_".join(words[n:]) for n in range(len(words))]


def _singular(name: str) -> str:
    words = name.lower().replace("-", "_")
    if words.endswith("ies"):
        return words[:-3] + "y"
    return words[:-1] if words.endswith("s") and not words.endswith("ss") else words


def _resource(path: str) -> str:
    """What a path is about: `customers/sessions` gives `customer_session`, `payments/{id}/capture` gives `payment`."""
    steps = [s for s in path.split("/") if s and not re.fullmatch(r"v\d+", s)]
    fixed: list[str] = []
    for index, step in enumerate(steps):
        if step.startswith("{"):
            fixed = fixed if index == len(steps) - 1 else []
        else:
            fixed.append(_singular(step))
    named = [step for step in steps if not step.startswith("{")]
    return "_".join(fixed) if fixed else _singular(named[-1]) if named else ""


ENDS = re.compile(r"/(?:cancel|refund|delete|unenroll|void|close|pause|revoke|expire|block)[\w-]*$")


def _ends(operation: Operation) -> bool:
    """Whether an operation ends what it works on."""
    return operation.method == "delete" or ENDS.search(operation.path) is not None


def in_order(document: Mapping[str, Any]) -> list[Operation]:
    """The operations, those that make things first, those that end things last and what is inside before its parent."""

    def rank(operation: Operation) -> tuple[int, int, str]:
        parameters = operation.path.count("{")
        if _ends(operation):
            return (3, -parameters, operation.path)
        if operation.method == "post":
            return (0, parameters, operation.path)
        return (1 if operation.method == "get" else 2, parameters, operation.path)

    return sorted((o for o in read_operations(document) if not o.is_webhook), key=rank)


def groups(operations: Sequence[Operation]) -> list[list[Operation]]:
    """The operations that keep things going, those that end them, those that delete them: in the order of a run."""
    found: list[list[Operation]] = [[], [], []]
    for operation in operations:
        found[2 if operation.method == "delete" else int(_ends(operation))].append(operation)
    return found


class Prober:
    """One run over one document and one target."""

    def __init__(
        self,
        document: Mapping[str, Any],
        target: Target,
        *,
        known: Mapping[str, Any] | None = None,
        declared: Facts | None = None,
    ) -> None:
        self.document = document
        self.known_facts: Facts = declared or {}
        self.target = target
        self.operations = in_order(document)
        self.pool = Pool()
        for name, value in (known or {}).items():
            self.pool.values[name.lower()] = [value]
        self.closed = frozenset(_closed_names(document)) - {"id", "session"}
        self.reached: dict[str, tuple[str, Any, dict[str, Any]]] = {}
        self.ways: dict[
            str, list[tuple[Operation, Any]]
        ] = {}  # what was made and done before each operation was reached
        self.unknown: tuple[int, Any] | None = None  # how a path that cannot exist is answered

    @staticmethod
    def resource_of(path: str) -> str:
        """What a path is about, in the singular."""
        return _resource(path)

    def baseline(self, operations: Sequence[Operation], progress: Progress | None = None) -> None:
        """One accepted request for each operation: what ends things has its turn after all else, what deletes them last."""
        for group in groups(operations):
            self.reach(group, operations, progress)

    def reach(
        self, group: Sequence[Operation], operations: Sequence[Operation], progress: Progress | None = None
    ) -> None:
        """One accepted request for each operation of a group, in two rounds: the second uses ids that the first brought.

        `operations` are all there are: some of them make what the group works on.
        """
        if self.unknown is None:
            self.unknown = self._unknown_route()
        left = list(group)
        for final in (False, True):
            waiting = []
            for number, operation in enumerate(left):
                if progress:
                    progress(number, len(left), operation.key)
                if not self._reach(operation, self.unknown, final=final):
                    waiting.append(operation)
            left = waiting
            if left and not final and self.target.pause():
                self._look_again(operations)
        for another_way in (self._reach_by_variants, self._reach_after_others):
            for operation in group:
                if operation.key not in self.reached:
                    another_way(operation, operations, self.unknown)

    def measure_lag(self, operations: Sequence[Operation]) -> None:
        """Find out, once, how often an object must be read after it was made until it is there."""
        if self.target.lag is not None:
            return
        for maker in operations:
            reader = next((o for o in operations if o.method == "get" and _makes_for(maker, o)), None)
            if reader is None or maker.method != "post" or not {maker.key, reader.key} <= self.reached.keys():
                continue
            if not self._make(maker, self.reached[maker.key][1]) or (path := self._path(reader)) is None:
                continue
            for attempt in range(MOST_LAG):
                if 200 <= self.target.settle(reader.key, path, attempt).status < 300:
                    self.target.lag = attempt
                    return
            self.target.lag = 0  # it never comes: that is another matter, and found as such
            return

    def _look_again(self, operations: Sequence[Operation]) -> None:
        """Retrieve again what was retrieved before: time changed it."""
        for operation in operations:
            if operation.method == "get" and operation.key in self.reached:
                exchange, response = self._send(operation, "baseline", self.reached[operation.key][0], None)
                if response is not None and response.is_success and exchange.body_is_json:
                    self.pool.learn(operation, response.json())

    def _reach_by_variants(
        self, operation: Operation, operations: Sequence[Operation], unknown: tuple[int, Any]
    ) -> None:
        """Make the object that an operation works on anew, from every written example, until one is in the right state."""
        for maker in self._makers(operation, operations):
            for body in bodies(self.document, maker.data, VARIANTS):
                if self._make(maker, body) and self._reach(operation, unknown, final=False):
                    self.ways[operation.key] = [(maker, body)]
                    self._forgive(operation)
                    return

    def _reach_after_others(
        self, operation: Operation, operations: Sequence[Operation], unknown: tuple[int, Any]
    ) -> None:
        """Make the object anew and do to it what else can be done, one thing at a time: resume what was paused."""
        for maker in self._makers(operation, operations):
            others = [o for o in operations if o.method == "post" and o is not operation and _makes_for(maker, o)]
            for other in others:
                made = self._make(maker, self.reached[maker.key][1])
                path = self._path(other) if made else None
                if path is None:
                    continue
                body = next(iter(bodies(self.document, other.data)), None)
                _, response = self._send(other, "baseline", path, self._filled(body))
                if response is not None and response.is_success and self._reach(operation, unknown, final=False):
                    self.ways[operation.key] = [(maker, self.reached[maker.key][1]), (other, body)]
                    self._forgive(operation)
                    return

    def afresh(self, operation: Operation) -> tuple[str, Any] | None:
        """The path and the body of a reached operation on an object made just now, in the way in which it was reached."""
        made = next(iter(self._makers(operation, self.operations)), None)
        way = self.ways.get(operation.key) or ([(made, self.reached[made.key][1])] if made is not None else [])
        if not way or operation.key not in self.reached or not self._make(*way[0]):
            return None
        for other, body in way[1:]:
            path = self._path(other)
            if path is None or not 200 <= self._send(other, "baseline", path, self._filled(body))[0].status < 300:
                return None
        path = self._path(operation)
        return None if path is None else (path, self._filled(self.reached[operation.key][1]))

    def _makers(self, operation: Operation, operations: Sequence[Operation]) -> list[Operation]:
        """What makes the object that an operation works on: by its path, else by the name of its collection."""
        known = [o for o in operations if o.method == "post" and o.key in self.reached]
        return [o for o in known if _makes_for(o, operation)] or [o for o in known if _makes_such(o, operation)]

    def _make(self, maker: Operation, body: Any, depth: int = 0) -> bool:
        """Make one more object, with references of its own, and learn its ids; whether it was made.

        Where that is refused, what it rests on may be gone or used up: that is made anew first.
        """
        path = self._path(maker)
        if path is None:
            return False
        filled = self._filled(body)
        for sent in (filled, renewed(filled, filled, self.target.sign)):
            exchange, response = self._send(maker, "baseline", path, sent)
            if response is not None and response.is_success and exchange.body_is_json:
                self.pool.learn(maker, response.json())
                if depth:
                    self.pool.replace(maker, response.json())
                return True
        if depth >= MOST_DEPTH:
            return False
        before = {name: list(kept) for name, kept in self.pool.values.items()}
        again = [self._make(one, self.reached[one.key][1], depth + 1) for one in self._rests_on(maker, path, filled)]
        if any(again) and self._make(maker, body, MOST_DEPTH):
            return True
        self.pool.values = before  # what was made anew is no better: it may not belong together
        return False

    def _rests_on(self, maker: Operation, path: str, body: Any) -> list[Operation]:
        """What made the objects that a request names, what is outside before what is inside."""
        named = [self.pool.makers[text][0] for text in _texts([path, body]) if text in self.pool.makers]
        found = {one.key: one for one in named if one.key in self.reached and one is not maker}
        return sorted(found.values(), key=lambda one: one.path.count("{"))

    def _forgive(self, operation: Operation) -> None:
        """The operation was reached after all: earlier failures to reach it say nothing."""
        for exchange in list(self.target.exchanges):
            if exchange.operation == operation.key and exchange.intent == "unreached":
                self.target.mark(exchange, "baseline")

    def _unknown_route(self) -> tuple[int, Any]:
        """How the service answers a path that cannot exist."""
        exchange, _ = self.target.send("", "unknown route", "GET", f"/{uuid.uuid4().hex}/none")
        if exchange.problem:
            hint = "Is it running, and is the URL right?"
            raise SourceError(f"{strike_url(self.target.origin)} does not answer: {exchange.problem}", hint)
        return exchange.status, exchange.response_body

    def _reach(self, operation: Operation, unknown: tuple[int, Any], *, final: bool) -> bool:
        path = self._path(operation)
        if path is None and not final:
            return False
        path = path or self._path(operation, guess=True) or operation.path
        last: Exchange | None = None
        refusals: list[tuple[Exchange, str, Any]] = []
        for tried, filled in self._attempts(operation, path, final):
            extra = self.extras(operation)
            last, response = self.target.send(
                operation.key, "baseline", operation.method.upper(), tried, **extra, **_json(filled)
            )
            if response is not None and 200 <= response.status_code < 300:
                if last.body_is_json:
                    self.pool.learn(operation, response.json())
                self.reached[operation.key] = (tried, filled, extra)
                return True
            refusals.append((last, tried, filled))
            if last.status in (401, 403, 405) or (last.status == 404 and not final):
                break
        if last is not None and (final or self._is_gone(last, unknown)):
            gone = self._is_gone(last, unknown)
            self.target.mark(last, "gone" if gone else "unreached")
            if not gone and isinstance(filled, dict):
                self._blame(operation, tried, filled, last)
                for exchange, at, body in refusals[:MOST_REFUSALS]:
                    if operation.key not in self.reached and isinstance(body, dict):
                        self._complete(operation, at, body, exchange)
            return True
        return False

    def _complete(self, operation: Operation, path: str, body: Mapping[str, Any], refused: Exchange) -> None:
        """Where an answer asks for a field that nobody calls required: whether the request with it is accepted."""
        told = json.dumps(refused.response_body) if refused.status in (400, 422) else ""
        whole = next(
            (one for one in bodies(self.document, operation.data, VARIANTS)[::-1] if isinstance(one, dict)), {}
        )
        for name in fields(self.document, operation.data):
            if name not in body and name in whole and called_missing(name, told):
                extra, sent = self.extras(operation), {**body, name: self._filled(whole[name], name)}
                method = operation.method.upper()
                exchange, _ = self.target.send(operation.key, "baseline", method, path, json=sent, **extra)
                if 200 <= exchange.status < 300:
                    self.target.mark(refused, f"omit request/body/{name}")
                    self.reached[operation.key] = (path, sent, extra)
                    return

    def _blame(self, operation: Operation, path: str, body: Mapping[str, Any], refused: Exchange) -> None:
        """Where an answer calls a field missing that was sent: whether the request without it is answered just so."""
        told = json.dumps(refused.response_body) if refused.status in (400, 422) else ""
        for name in fields(self.document, operation.data):
            if body.get(name) is not None and called_missing(name, told):
                rest = {key: value for key, value in body.items() if key != name}
                again, _ = self._send(operation, "baseline", path, rest)
                if (again.status, again.response_body) == (refused.status, refused.response_body):
                    what = f"finds input-ignored request/body/{name} it was sent, and the answer calls it missing"
                    self.target.mark(refused, what)
                return

    def _attempts(self, operation: Operation, path: str, final: bool) -> Iterator[tuple[str, Any]]:
        """Paths and bodies to try; in the end also with older ids: the newest object may be in the wrong state."""
        quiet = operation.method in ("get", "delete", "head")
        first = [None] if quiet else bodies(self.document, operation.data) or [None]
        yield from ((path, self._filled(body)) for body in first)
        for age in (1, 2, 3) if final else ():
            with self.pool.aged(age):
                older, filled = self._path(operation) or path, self._filled(first[0])
            if older != path or filled != self._filled(first[0]):
                yield older, filled

    @staticmethod
    def _is_gone(exchange: Exchange, unknown: tuple[int, Any]) -> bool:
        same = exchange.status == unknown[0] and exchange.response_body == unknown[1]
        return exchange.status in (404, 405, 501) and same

    def _path(self, operation: Operation, *, guess: bool = False) -> str | None:
        """The path with ids that the service gave; None where one is not known yet."""
        base = urlsplit(operation.base).path.rstrip("/") if "://" in operation.base else operation.base.rstrip("/")
        path = operation.path if base == self.target.base and base else f"{base}{operation.path}"
        steps = path.split("/")
        for index, step in enumerate(steps):
            match = re.fullmatch(r"\{(.*)\}", step)
            if match:
                before = _singular(steps[index - 1]) if index else ""
                joined = "_".join(_singular(s) for s in steps[max(0, index - 2) : index] if "{" not in s)
                name = match.group(1)
                value = self.pool.find(name, joined, re.sub(r"_(?:id|code)$", "", name), before)
                value = value if value is not None or not guess else self._parameter_sample(operation, name)
                if value is None:
                    return None
                steps[index] = quote(str(value), safe="")
        return "/".join(steps)

    def _parameter_sample(self, operation: Operation, name: str) -> Any:
        for parameter in self._declared(operation):
            if parameter.get("in") == "path" and parameter.get("name") == name:
                if parameter.get("example") is not None:
                    return parameter["example"]
                return Sampler(self.document, full=False).value(parameter.get("schema", {}))
        return "none"

    def _declared(self, operation: Operation) -> Iterator[Mapping[str, Any]]:
        sampler = Sampler(self.document, full=False)
        for holder in (operation.item, operation.data):
            for raw in holder.get("parameters", ()):
                parameter = sampler.resolved(raw)
                if isinstance(parameter, Mapping):
                    yield parameter

    def extras(self, operation: Operation) -> dict[str, Any]:
        """Required query and header parameters, and a fresh idempotency key where the operation takes one."""
        params: dict[str, Any] = {}
        headers: dict[str, str] = {}
        secret = {credential(scheme).partition(" ")[2].lower() for scheme in schemes_of(self.document).values()}
        for parameter in self._declared(operation):
            name, kind = str(parameter.get("name")), parameter.get("in")
            if kind == "header" and "idempotency" in name.lower():
                headers[name] = str(uuid.uuid4())
            elif parameter.get("required") is True and name.lower() not in secret and kind in ("query", "header"):
                known = self._shared(operation, name) if kind == "query" else None
                known = self.pool.find(name) if known is None else known
                value = parameter.get("example")
                if value is None:
                    value = Sampler(self.document, full=False).value(parameter.get("schema", {}))
                chosen = known if known is not None else value
                (params if kind == "query" else headers)[name] = chosen if kind == "query" else str(chosen)
        stated = operation.data.get("security", self.document.get("security"))
        asked = {name for one in stated or () if isinstance(one, Mapping) for name in one}
        for name, scheme in schemes_of(self.document).items():
            header = credential(scheme).partition(" ")[2]
            if name in asked and "idempotency" in header.lower():
                headers[header] = str(uuid.uuid4())
        return {**({"params": params} if params else {}), **({"headers": headers} if headers else {})}

    def _shared(self, operation: Operation, name: str) -> Any:
        """What an object of a collection was made with, under the name by which its list asks for it."""
        maker = next((o for o in self.operations if o.method == "post" and o.path == operation.path), None)
        sent = self.reached[maker.key][1] if maker is not None and maker.key in self.reached else None
        value = sent.get(name) if isinstance(sent, dict) else None
        return value if isinstance(value, str | int) and not isinstance(value, bool) else None

    def _filled(self, value: Any, name: str = "", outer: str = "") -> Any:
        """A body in which every id that the service gave stands in the place of the example's."""
        if isinstance(value, dict):
            return {key: self._filled(inner, key, _singular(name)) for key, inner in value.items()}
        if isinstance(value, list):
            return [self._filled(inner, name, outer) for inner in value]
        if (
            name not in self.closed
            and isinstance(value, str)
            and (name.endswith(("_id", "_session", "_token", "_code")) or name in ("id", "session"))
        ):
            outers = (outer, *reversed(outer.split("_")), *outer.split("_"))
            names = (f"{outer}_{name}", *outers) if name in ("id", "session") else (name, re.sub(r"_id$", "", name))
            found = self.pool.find(*(n for n in names if n))
            return value if found is None else found
        return value

    def omissions(self, operations: Sequence[Operation], progress: Progress | None = None) -> None:
        """Each top-level field of an accepted body left out by itself: one deviation a request."""
        for number, operation in enumerate(operations):
            if progress:
                progress(number, len(operations), operation.key)
            path, body, _ = self.reached.get(operation.key, ("", None, {}))
            if not isinstance(body, dict):
                continue
            renew = None if ENDS.search(operation.path) else self._again(operation, path, body)
            if renew is None:
                self._omit_afresh(operation)
            for name in fields(self.document, operation.data) if renew is not None else ():
                if name in body:
                    rest = {key: value for key, value in body.items() if key != name}
                    self._send(
                        operation,
                        f"omit request/body/{name}",
                        path,
                        renewed(rest, body, self.target.sign) if renew else rest,
                    )

    def _omit_afresh(self, operation: Operation) -> None:
        """As `omissions`, for what uses its object up: every request works on a new one."""
        fresh = self.afresh(operation)
        if fresh is None or not 200 <= self._send(operation, "baseline", *fresh)[0].status < 300:
            return
        for name in fields(self.document, operation.data):
            if name in fresh[1] and (another := self.afresh(operation)):
                path, body = another
                rest = {key: value for key, value in body.items() if key != name}
                self._send(operation, f"omit request/body/{name}", path, rest)

    def _again(self, operation: Operation, path: str, body: Any) -> bool | None:
        """Whether the baseline is accepted again with new references (True) or only as it is (False); None if neither:
        then a refusal names no cause."""
        for renew in (True, False):
            exchange, _ = self._send(
                operation, "baseline", path, renewed(body, body, self.target.sign) if renew else body
            )
            if 200 <= exchange.status < 300:
                return renew
        return None

    def _send(
        self, operation: Operation, intent: str, path: str, body: Any, *, anonymous: bool = False
    ) -> tuple[Exchange, httpx.Response | None]:
        content = {**self.extras(operation), **_json(body)}
        return self.target.send(operation.key, intent, operation.method.upper(), path, anonymous=anonymous, **content)

    def requires(self, key: str, name: str) -> bool:
        """Whether a top-level field of a request is declared to be required."""
        return self.known_facts.get(key, {}).get(f"request/body/{name}", {}).get("required") is True

    def again(self, operation: Operation, path: str, body: Mapping[str, Any], intent: str) -> Exchange:
        """The same question once more, with references of the merchant's own that are new."""
        content = self.extras(operation)
        fresh = renewed(body, body, self.target.sign)
        return self.target.send(operation.key, intent, operation.method.upper(), path, json=fresh, **content)[0]

    def credentials(self, operations: Sequence[Operation], progress: Progress | None = None) -> None:
        """Every reached operation that asks for credentials, once without them."""
        for operation in operations:
            stated = operation.data.get("security", self.document.get("security"))
            if operation.key in self.reached and stated and {} not in stated:
                self._send(operation, "anonymous", *self.once_more(operation), anonymous=True)

    def once_more(self, operation: Operation) -> tuple[str, Any]:
        """The path and the body of a reached operation as they would be accepted now: what changes or ends an object gets
        a new one, what makes one new references of the merchant's own."""
        path, body, _ = self.reached[operation.key]
        if operation.method == "get":
            return path, body
        fresh = self.afresh(operation) if "{" in operation.path else None
        return fresh or (path, renewed(body, body, self.target.sign))


def confirm(target: Target) -> None:
    """Ask once more what was answered so only once: what a single answer shows may be noise."""
    counts = Counter((one.operation, one.status) for one in target.exchanges)
    for one in list(target.exchanges):
        alone = one.operation and counts[one.operation, one.status] == 1
        if alone and one.method == "GET" and 200 <= one.status < 500 and STRUCK not in one.url:
            parts = urlsplit(one.url)
            path = parts.path.removeprefix(target.base) + (f"?{parts.query}" if parts.query else "")
            target.send(one.operation, "confirm", "GET", path, anonymous=one.status == 401)


MOST_REPLAYED = 40  # findings


def replay(prober: Prober, operations: Sequence[Operation]) -> None:
    """Show every finding about one field of a request once more, with the least that the operation takes beside it.

    A wrong value that was taken once and is refused now is no finding. What is shown again stands beside the first: the
    report quotes the smaller one.
    """
    by_key = {operation.key: operation for operation in operations}
    shown = [one for one in prober.target.exchanges if one.operation in by_key and _shows(one, prober)]
    for one in shown[:MOST_REPLAYED]:
        path, body = prober.target.sent.get(one.id, ("", None))
        operation = by_key[one.operation]
        if not isinstance(body, dict) or ENDS.search(operation.path):
            continue
        field = one.intent.split(" ")[-1 if one.intent.startswith("omit") else 2].split("/")[2]
        least = {name: value for name, value in body.items() if name == field or prober.requires(one.operation, name)}
        again = [prober.again(operation, path, part, one.intent) for part in ([least] if least != body else [])]
        if not any(_same_class(one, other) for other in again):
            again.append(prober.again(operation, path, body, one.intent))
        if one.intent.startswith("finds input-unenforced") and not any(_same_class(one, other) for other in again):
            prober.target.mark(one, "not seen again")
        for other in again:
            if not _same_class(one, other):
                prober.target.mark(other, "baseline" if other.status < 300 else "refused")


def _shows(exchange: Exchange, prober: Prober) -> bool:
    """Whether an exchange is what a finding about a field of a request rests on."""
    words = exchange.intent.split(" ")
    accepted = 200 <= exchange.status < 300
    if words[0] == "omit" and words[-1].count("/") == 2:
        return accepted == prober.requires(exchange.operation, words[-1].rpartition("/")[2])
    named = len(words) > 2 and words[2].startswith("request/body/")
    return words[0] == "finds" and named and words[1] in ("input-unenforced", "value-refused", "bound-refused")


def _same_class(one: Exchange, other: Exchange) -> bool:
    return one.status // 100 == other.status // 100


def deletions(operations: Sequence[Operation]) -> list[tuple[Operation, re.Pattern[str]]]:
    """The operations that delete something, and the paths that they take: with the server's base path or without."""
    found = []
    for operation in operations:
        if operation.method == "delete":
            steps = ("[^/]+" if "{" in step else re.escape(step) for step in operation.path.split("/"))
            base = re.escape(urlsplit(operation.base).path.rstrip("/"))
            found.append((operation, re.compile(f"(?:{base})?{'/'.join(steps)}")))
    return found


def clean_up(target: Target, operations: Sequence[Operation]) -> int:
    """Delete what the run made, where the API can delete it; what is gone already is no matter.

    How much of it was not deleted: the time was over, or no answer came.
    """
    target.cleaning = True
    known = deletions(operations)
    paths = [(operation, path) for path in dict.fromkeys(reversed(target.made))
             for operation, pattern in known if pattern.fullmatch(path)]  # fmt: skip
    answered = 0
    for operation, path in paths:
        if not target.can_afford():
            break
        answered += target.send(operation.key, "clean up", "DELETE", path)[0].status > 0
    return len(paths) - answered


def _makes_for(maker: Operation, operation: Operation) -> bool:
    """Whether `maker` creates what `operation` works on: its path goes on where the maker's ends."""
    return maker.path.count("{") < operation.path.count("{") and operation.path.startswith(f"{maker.path}/{{")


def _makes_such(maker: Operation, operation: Operation) -> bool:
    """Whether `maker` adds to a collection of the same name under another path."""
    steps = operation.path.split("/")
    inner = [steps[n - 1] for n, step in enumerate(steps) if n and step.startswith("{")]
    return bool(inner) and maker.path.split("/")[-1] == inner[-1]


def _texts(value: Any) -> Iterator[str]:
    """Every text of a request that may be an id: the steps of its path, the scalars of its body."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield from (unquote(step) for step in value.split("/"))


def _closed_names(value: Any) -> Iterator[str]:
    """The names of fields that have a closed set of values somewhere in a document: none of them holds an id."""
    if isinstance(value, list):
        for item in value:
            yield from _closed_names(item)
    elif isinstance(value, Mapping):
        fields = value.get("properties")
        for name, field in fields.items() if isinstance(fields, Mapping) else ():
            if isinstance(field, Mapping) and "enum" in field:
                yield name
        for inner in value.values():
            yield from _closed_names(inner)


def _json(body: Any) -> dict[str, Any]:
    return {} if body is None else {"json": body}


MISSING = (
    r"(?:required|missing|mandatory|must (?:be )?(?:present|provided|set|sent|given)|(?:is|be) needed"
    r"|not (?:provided|present|found|set))"
)


def called_missing(name: str, told: str) -> bool:
    """Whether a refusal says of a field that it is not there."""
    near = "[^{}]{0,40}"
    pattern = rf"\b{re.escape(name)}\b{near}{MISSING}|{MISSING}{near}\b{re.escape(name)}\b"
    return len(told) < MAX_BODY and re.search(pattern, told[:4000], re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class Probed:
    """The exchanges of a run, how many operations there are and were reached, and why it ended early (if it did)."""

    exchanges: tuple[Exchange, ...]
    operations: int
    reached: int
    seconds: float
    ended: str = ""
    left_out: Mapping[str, str] = field(default_factory=dict)  # operations that were not to be asked, and why


def _turn(
    prober: Prober,
    group: Sequence[Operation],
    operations: Sequence[Operation],
    asked: Sequence[Operation],
    progress: Progress | None,
) -> None:
    """Reach the operations of a group, and try those of them that are `asked` for while their objects are there."""
    prober.reach(group, operations, progress)
    prober.measure_lag(operations)
    mine = [operation for operation in group if operation in asked]
    prober.credentials(mine, progress)
    prober.omissions(mine, progress)
    shown(prober, mine)
    experiment(prober, operations, prober.known_facts, progress, only={operation.key for operation in mine})


def probe(
    document: Mapping[str, Any],
    target: Target,
    *,
    known: Mapping[str, Any] | None = None,
    seed: int = 0,
    only: Iterable[str] = (),
    fuzz: bool = True,
    sequences: bool = True,
    declared: Facts | None = None,
    progress: Progress | None = None,
) -> Probed:
    """Baseline, credentials, omissions, experiments, then generated and stateful requests, within the target's budget.

    `declared` is what docs and spec declare (the spec alone where it is not given); `known` are values to use under
    their names (an account id); `only` are operation keys to keep to: the others are asked once each, for the ids that
    these need. Stateful requests (`sequences`) know no `only`.
    Raises SourceError where the target does not answer at all, or the document has no operation.
    """
    from driftline.fuzz import fuzz_operations, fuzz_sequences

    wanted = set(only)
    operations = in_order(document)
    asked = [o for o in operations if not wanted or o.key in wanted]
    if not asked:
        raise SourceError("the spec has no operation to probe", "Is it an OpenAPI 3 document with `paths`?")
    declared = declared if declared is not None else facts(read_spec(document, "spec")[:1])
    prober = Prober(document, target, known=known, declared=declared)
    ended = ""
    target.deleting = tuple(pattern for _, pattern in deletions(operations))
    try:
        for group in groups(operations):
            _turn(prober, group, operations, asked, progress)
        confirm(target)
        replay(prober, asked)
        if fuzz:
            fuzz_operations(document, target, prober.pool, asked, seed=seed, progress=progress)
        if fuzz and sequences:
            fuzz_sequences(document, target, seed=seed, progress=progress)
    except Spent:
        ended = f"the budget was spent: {len(target.exchanges)} requests, {target.seconds:.0f} s"
    except KeyboardInterrupt:
        ended = f"interrupted after {len(target.exchanges)} requests"
    left = clean_up(target, operations)
    if left:
        ended = f"{ended or 'the run ended'}; {left:,} of the objects that it made may still be there"
    for one in [
        one for one in target.exchanges if one.intent == "unreached" and wanted and one.operation not in wanted
    ]:
        target.mark(one, "baseline")  # nobody asked about it
    keys = {operation_key(o.method, o.path, o.base) for o in operations}
    return Probed(tuple(target.exchanges), len(keys), len(keys & prober.reached.keys()), target.seconds, ended)
