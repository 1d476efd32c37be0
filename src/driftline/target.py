"""A live service within a budget, and the record of every exchange with it. Talks to the one host it was given.

No redirect is followed, no secret enters an exchange, and nothing that this run did not make is changed.
"""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import httpx

from driftline.answers import Client
from driftline.claims import ENVELOPES, LISTS, underscored
from driftline.emulator.courier import is_local
from driftline.errors import DriftError
from driftline.exchange import MAX_BODY, Exchange, body_of, recorded, secrets_of, strike_text, strike_url
from driftline.formats import instant
from driftline.inbox import Delivery, Inbox

SETTLING = "settling"
CURRENT = "*current*"  # in the place of an `If-Match`: the version of the object as it is
CREATED, CONFLICT, PRECONDITION_FAILED, PRECONDITION_REQUIRED = 201, 409, 412, 428
BRIEF = 3.0  # seconds that are waited for whatever the patience, where docs promise that something ends then
LATEST = 9_000  # year, up to which a service's clock is taken for one
MOST_TOLD = 20  # of the last answers, that are looked through for the time
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
        limited: Mapping[str, str] | None = None,
        inbox: Inbox | None = None,
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise DriftError(f"{url!r} is no target", "Give a URL such as https://api-sandbox.example.com")
        self.origin = f"{parts.scheme}://{parts.netloc}"
        self.base = parts.path.rstrip("/")
        self.headers = dict(headers)
        self.other = dict(other or {})  # another account's credentials
        self.limited = dict(limited or {})  # of the same account, a key that may only read
        known = (*headers.values(), *self.other.values(), *self.limited.values())
        self.secrets = secrets_of(*known, unquote(parts.password or ""))
        self.budget = budget
        self.transport = transport
        self.exchanges: list[Exchange] = []
        self.sent: dict[
            str, tuple[str, Any]
        ] = {}  # path and JSON body of what was sent, as it was: never written anywhere
        self.cleaning = False
        self.lag: int | None = None  # how many reads after a change show what was there before it
        self.versions: dict[str, str] = {}  # the entity tag (RFC 9110, 8.8.3) that each path was last answered with
        self.changed = -1  # the number of the last exchange that may have changed something
        self.own: set[str] = set()  # ids of what this run made
        self.seen: set[str] = set()  # ids that lists and answers showed
        self.made: list[str] = []  # paths of what this run made
        self.began: float | None = None  # when the first of it was made, by the service's clock
        self.deleting: tuple[re.Pattern[str], ...] = ()  # the paths of what the API can delete
        self.spent = 0  # requests, repeated ones included
        self.held_back = 0  # requests for deleting what the run made
        self.started = time.monotonic()
        self.run = "" if transport is not None else uuid.uuid4().hex[:4]
        self.client = Client(transport)
        is_near = transport is not None or is_local(parts.hostname)
        self.inbox = inbox or (Inbox() if is_near else None)  # others do not reach this machine

    def close(self) -> None:
        """Let go of all connections."""
        self.client.close()
        if self.inbox is not None:
            self.inbox.close()

    def take(self, inbox: Inbox) -> None:
        """Let an inbox take what the service delivers from now on: over HTTP, or from an emulator in this process by hand."""
        emulator = getattr(self.transport, "emulator", None)
        if emulator is None:
            inbox.listen()
        else:
            emulator.receiver = lambda one: inbox.take(one.url or "", one.headers, one.body)

    def received(self, operation: str, intent: str, url: str, one: Delivery, value: Any) -> Exchange:
        """Record a delivery: a request that the service sent, answered with 200."""
        body = value if value is not None else one.body.decode("utf-8", "replace")[:MAX_BODY]
        asked, key = (one.headers, body), f"x{len(self.exchanges) + 1:05d}"
        exchange = recorded(
            key, operation, intent, "POST", url, request=asked, answer=(200, {}, None, False), secrets=self.secrets
        )
        self.exchanges.append(exchange)
        return exchange

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

        Where `If-Match` is to be that of the object as it is (`CURRENT`), it is what the path was last answered with; that is
        read anew, and the request sent again, where the object has changed since.

        Raises Spent when the budget is used up.
        """
        name = next((one for one, value in (headers or {}).items() if value == CURRENT), None)
        if name is not None:
            return self._on_current(operation, intent, method, path, name, headers or {}, anonymous, content)
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
        if response is not None and response.is_success and "etag" in response.headers:
            self.versions[_plain(path, self.origin)] = response.headers["etag"]
        if response is not None and response.is_success and exchange.body_is_json:
            self._remember(method, path, response.json(), is_new=response.status_code == 201)
        return exchange, response

    def _on_current(
        self,
        operation: str,
        intent: str,
        method: str,
        path: str,
        name: str,
        headers: Mapping[str, str],
        anonymous: bool,
        content: Mapping[str, Any],
    ) -> tuple[Exchange, httpx.Response | None]:
        """Send a request under the condition that the object is still as it was seen last."""
        for is_last in (False, True):
            if is_last or _plain(path, self.origin) not in self.versions:
                self.settle(operation, path, 0)
            version = self.versions.get(_plain(path, self.origin), "*")
            sent = {**headers, name: version}
            exchange, response = self.send(
                operation, intent, method, path, anonymous=anonymous, headers=sent, **content
            )
            if exchange.status != PRECONDITION_FAILED or is_last:
                break
            self.mark(exchange, SETTLING)
        return exchange, response

    def hide(self, *values: str) -> None:
        """Know more secrets, that are in no exchange from now on."""
        self.secrets = tuple(sorted({*self.secrets, *secrets_of(*values)}, key=len, reverse=True))

    def settle(self, operation: str, path: str, attempt: int, **content: Any) -> Exchange:
        """Read something whose answer does not count yet, a little later each time on a real service."""
        if self.transport is None and attempt > 1:
            time.sleep(max(0.0, min(0.05 * 2**attempt, self.budget.seconds - self.seconds)))
        return self.send(operation, SETTLING, "GET", path, **content)[0]

    def _is_foreign(self, method: str, url: str) -> bool:
        """Whether a request would change an object that is there and that this run did not make."""
        if method in ("GET", "HEAD", "OPTIONS"):
            return False
        steps = [unquote(step) for step in urlsplit(url).path.split("/") if step]
        named = {known_by(before, step) for before, step in zip(["", *steps], steps, strict=False)}
        return any(one in self.seen and one not in self.own for one in named)

    def _remember(self, method: str, path: str, value: Any, *, is_new: bool) -> None:
        """Take the ids out of an answer: what a POST made is ours, what a GET or a search shows is there.

        A list is what a POST made where the status says so (201 Created, RFC 9110, 15.3.2).
        """
        if method == "POST" and (is_new or not _is_list(value)):
            self.own.update(
                one for one in _named(path, value) if one not in self.seen
            )  # a request may name what was there
            new = unwrapped(value)[0]
            own, self.began = own_id(new), born_at(new) if self.began is None else self.began
            if own is not None:
                made = f"{path.removeprefix(self.origin).partition('?')[0]}/{quote(str(own), safe='')}"
                self.made.append(made)
                self.held_back += any(pattern.fullmatch(made) for pattern in self.deleting)
        elif method in ("GET", "POST"):
            self.own.update(self._followed(value))
            self.seen.update(_named(path, value))

    def _followed(self, value: Any) -> Iterator[str]:
        """The ids of objects that follow from what this run made: they name it, are younger, and were not seen before."""
        items = value if isinstance(value, list) else [value, *value.values()] if isinstance(value, dict) else []
        objects = [
            one for item in items for one in (item if isinstance(item, list) else [item]) if isinstance(one, dict)
        ]
        for one in objects:
            own, born = own_id(one), born_at(one)
            is_young = born is not None and self.began is not None and born >= self.began
            if own is None or not is_young or str(own) in self.seen or str(own) in self.own:
                continue
            named = {
                inner
                for name, inner in one.items()
                if isinstance(inner, str) and (names_id(name) or _is_telling(inner))
            }
            if not named.isdisjoint(unquote(path.rpartition("/")[2]) for path in self.made):
                yield str(own)

    @contextmanager
    def of_other(self) -> Iterator[list[str]]:
        """What is made meanwhile is another account's, and not this run's; its paths are known in the end."""
        theirs: list[str] = []
        before = set(self.own), list(self.made)
        try:
            yield theirs
        finally:
            theirs += [path for path in self.made if path not in before[1]]
            self.own, self.made = before

    def delete_of_other(self, operation: str, paths: Iterable[str]) -> None:
        """Delete what another account made, with its own credentials, where the API can delete it."""
        for path in [path for path in paths if any(one.fullmatch(path) for one in self.deleting)]:
            self.send(operation, "clean up", "DELETE", path, anonymous=True, headers=self.other)

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
        """Let so many seconds pass, on a pretend vendor's clock, or where they are few or within the budget's patience; whether
        they did."""
        emulator = getattr(self.transport, "emulator", None)
        if emulator is not None:
            emulator.advance(seconds=seconds)
        elif seconds > 0 and self.can_wait(seconds):
            time.sleep(max(0.0, min(seconds, self.budget.seconds - self.seconds)))
        else:
            return False
        self.changed = len(self.exchanges)  # what time changes is read late too
        return True

    def can_wait(self, seconds: float) -> bool:
        """Whether so many seconds may pass: on a pretend vendor's clock, or where they are few or within the patience."""
        return self.is_pretend or seconds <= max(BRIEF, self.budget.patience)

    def now(self) -> datetime:
        """The time of the service, as its last answer tells it, else of this machine; in UTC."""
        told = next((one.response_headers["date"] for one in reversed(self.exchanges[-MOST_TOLD:])
                     if "date" in one.response_headers), "")  # fmt: skip
        try:
            stated = parsedate_to_datetime(told).astimezone(UTC)
        except (ValueError, OverflowError):
            return datetime.now(UTC)
        return stated if stated.year < LATEST else datetime.now(UTC)

    def rest(self, seconds: float) -> None:
        """Let so many seconds pass, whatever the patience."""
        if not (self.is_pretend and self.wait(seconds)):
            time.sleep(max(0.0, min(seconds, self.budget.seconds - self.seconds)))

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


def _plain(path: str, origin: str) -> str:
    return path.removeprefix(origin).partition("?")[0]


def _with_query(url: str, query: Any) -> str:
    try:
        return str(httpx.URL(url, params=query)) if query else url
    except (httpx.InvalidURL, ValueError):
        return url  # nobody can write it, and nobody was asked


ID_NAMES = ("id", "uuid", "code")


def own_id(value: Any) -> str | int | None:
    """By what name an object calls itself; None for what is no object."""
    held = (value.get(name) for name in ID_NAMES) if isinstance(value, dict) else ()
    return next((one for one in held if isinstance(one, str | int) and not isinstance(one, bool)), None)


def _is_telling(text: str) -> bool:
    """Whether a text can be taken for an id wherever it stands: `cus_8f3kQ`, under `customer`."""
    return len(text) > 7 and not text.isdigit()


BORN = re.compile(r"^(?:created?|creation|issued|quoted|started|made|opened|requested)(?:_(?:at|on|date|time))?$")


def born_at(value: Any) -> float | None:
    """When an object was made, in seconds since 1970, as it says; None where it says nothing of it."""
    told = (one for name, one in value.items() if BORN.match(underscored(name))) if isinstance(value, dict) else ()
    return next((at for one in told if (at := instant(one)) is not None), None)


def unwrapped(answer: Any) -> tuple[Any, str]:
    """The object of an answer, and the name under which its envelope holds it: empty where there is no envelope.

    An envelope has no id of its own, and its object under one of the usual names, or nothing else.
    """
    if isinstance(answer, dict) and own_id(answer) is None:
        for name, inner in answer.items():
            if isinstance(inner, dict) and (name in ENVELOPES or (len(answer) == 1 and own_id(inner) is not None)):
                return inner, name
    return answer, ""


def known_by(kind: str, own: str) -> str:
    """By what an object is known: its id, and where that is a number, its kind too, since each kind counts by itself."""
    return f"{kind} {own}" if own.isdigit() else own


def _named(path: str, value: Any) -> Iterator[str]:
    """By what the objects that an answer of a path names are known."""
    steps = [unquote(step) for step in urlsplit(path).path.split("/") if step]
    own = next((step for step in reversed(steps) if not step.isdigit()), "")
    for place, one in ids_in(value):
        *outer, name = [step for step in place.split("/") if step not in ("", "[]", *ENVELOPES, *LISTS)]
        yield one
        if one.isdigit() and name in ID_NAMES and not outer:
            yield known_by(own, one)
        elif one.isdigit():
            stem = outer[-1] if name in ID_NAMES else re.sub(r"_?[iI]d$", "", name)
            yield from (known_by(called, one) for called in (stem, f"{stem}s"))


def _is_list(answer: Any) -> bool:
    """Whether an answer shows many objects: a list, or what holds one under a usual name and has no id of its own."""
    inner, _ = unwrapped(answer)
    held = [inner.get(name) for name in LISTS] if isinstance(inner, dict) and own_id(inner) is None else [inner]
    return any(isinstance(one, list) for one in held)


def names_id(name: str) -> bool:
    """Whether a field of this name holds an id, its object's own or another's."""
    return name in ID_NAMES or underscored(name).endswith(("_id", "_session", "_token"))


def names_other(name: str) -> bool:
    """Whether a field of this name holds an id, or a code by which something else goes."""
    return names_id(name) or underscored(name).endswith("_code")


def ids_in(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Everything in an answer that may name an object, with its place."""
    if isinstance(value, list):
        for inner in value[:500]:
            yield from ids_in(inner, f"{place}/[]")
    elif isinstance(value, dict) and place.count("/") < 8:
        for name, inner in value.items():
            if isinstance(inner, str | int) and not isinstance(inner, bool):
                if names_id(name):
                    yield f"{place}/{name}", str(inner)
            else:
                yield from ids_in(inner, f"{place}/{name}")
