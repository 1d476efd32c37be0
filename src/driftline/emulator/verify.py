"""Replay recorded exchanges on an emulator and tell every difference: emulator drift. Does no I/O.

Ids and times are references: the first time that a recorded one stands where the emulator has another, the two are bound,
and from then on one stands for the other, in later requests and in later answers. Nothing is left out of the comparison.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from driftline.emulator.core import Emulator
from driftline.emulator.messages import Request, Response
from driftline.exchange import STRUCK, Exchange, luhn

TIME = re.compile(r"\d{4}-\d\d-\d\d(?:[Tt ][\d:.]+(?:[Zz]|[+-]\d\d:?\d\d)?)?")
ID = re.compile(r"(?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{8,}")
CARRIED = frozenset(  # what the wire adds, not the service
    "connection content-encoding content-length date keep-alive server transfer-encoding vary via x-request-id".split()  # noqa: SIM905
)
ABSENT = "(absent)"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the emulator answers otherwise than the record; `exchanges` are the records that show it."""

    operation: str
    place: str
    recorded: Any
    emulated: Any
    exchanges: tuple[str, ...]

    def line(self) -> str:
        """The difference for people."""
        more = f" (and {len(self.exchanges) - 1} more)" if len(self.exchanges) > 1 else ""
        shown = [json.dumps(value, ensure_ascii=False)[:100] for value in (self.recorded, self.emulated)]
        return f"{self.operation} {self.place}: recorded {shown[0]}, emulated {shown[1]}  [{self.exchanges[0]}{more}]"


@dataclass(frozen=True, slots=True)
class Verified:
    """What a replay showed: differences by operation and place, and what could not be replayed, by reason."""

    replayed: int
    differences: tuple[Difference, ...]
    left_out: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        """As JSON: `replayed`, `differences`, `left_out`."""
        return asdict(self)


@dataclass(slots=True)
class _Bound:
    """Which value of the emulator a recorded one stands for."""

    values: dict[str, str] = field(default_factory=dict)

    def in_text(self, text: str) -> str:
        return self.values.get(text, text)

    def in_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self.in_value(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.in_value(item) for item in value]
        return self.in_text(value) if isinstance(value, str) else value

    def in_path(self, path: str) -> str:
        return "/".join(self.in_text(unquote(step)) for step in path.split("/"))


def verify(emulator: Emulator, exchanges: Iterable[Exchange], headers: Mapping[str, str] | None = None) -> Verified:
    """Send what was recorded, in its order, and compare the answers.

    `headers` are the credentials of the emulator, in the place of those that were struck out of the record.
    """
    bound = _Bound()
    found: dict[tuple[str, str, str], tuple[Any, Any, list[str]]] = {}
    left: dict[str, int] = {}
    replayed = 0
    for exchange in exchanges:
        request = _request(exchange, bound, {name.lower(): value for name, value in (headers or {}).items()})
        if isinstance(request, str):
            left[request] = left.get(request, 0) + 1
            continue
        replayed += 1
        response = emulator.handle(request)
        for place, recorded, emulated in _differences(exchange, response, bound):
            key = (exchange.operation, place, json.dumps([recorded, emulated], sort_keys=True))
            found.setdefault(key, (recorded, emulated, []))[2].append(exchange.id)
    rows = (Difference(key[0], key[1], was, now, tuple(ids)) for key, (was, now, ids) in sorted(found.items()))
    return Verified(replayed, tuple(rows), left)


def _request(exchange: Exchange, bound: _Bound, headers: Mapping[str, str]) -> Request | str:
    """The request as the emulator is to get it; why it cannot be sent, where it cannot."""
    if exchange.method == "PROMISE" or exchange.problem or not exchange.status:
        return "no answer was recorded"
    parts = urlsplit(exchange.url)
    sent = {}
    for name, value in exchange.request_headers.items():
        if value != STRUCK:
            sent[name] = bound.in_text(value)
        elif name in headers:
            sent[name] = headers[name]
    if exchange.status in (401, 403) and any(exchange.request_headers.get(name) == STRUCK for name in headers):
        return "credentials that were refused and struck out"
    body = _filled(bound.in_value(exchange.request_body))
    query = {name: bound.in_text(value) for name, value in parse_qsl(parts.query, keep_blank_values=True)}
    path = bound.in_path(parts.path)
    if STRUCK in f"{path} {query} {json.dumps(body)}":
        return "a value that was struck out of the record"
    raw = b"" if body is None else body.encode() if isinstance(body, str) else json.dumps(body).encode()
    return Request(exchange.method, path, query, sent, raw)


def _filled(value: Any, name: str = "") -> Any:
    """A recorded body with card data that stands for what was struck out: any number with the same last four digits."""
    if isinstance(value, dict):
        return {key: _filled(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(item, name) for item in value]
    if isinstance(value, str) and (match := re.fullmatch(re.escape(STRUCK) + r"(\d{4})", value)):
        return next(number for n in range(10) if luhn(number := f"4507{n}0000000{match[1]}"))
    if value == STRUCK and re.search(r"(?i)cvv|cvc|security_?code", name):
        return "123"
    return value


def _differences(exchange: Exchange, response: Response, bound: _Bound) -> Iterator[tuple[str, Any, Any]]:
    if response.status != exchange.status:
        yield "status", exchange.status, response.status
        return
    place = f"response/{response.status}"
    for name in sorted(exchange.response_headers.keys() | response.headers.keys()):
        was, now = exchange.response_headers.get(name), response.headers.get(name)
        if name not in CARRIED and was != STRUCK and was != now:
            yield f"{place}/header/{name}", was or ABSENT, now or ABSENT
    own = _texts(exchange.request_body) | set(unquote(urlsplit(exchange.url).path).split("/"))
    yield from _apart(exchange.response_body, _body(response, exchange), f"{place}/body", bound, own)


def _body(response: Response, exchange: Exchange) -> Any:
    text = response.body.decode("utf-8", "replace")
    if not text:
        return None
    try:
        return json.loads(text) if exchange.body_is_json or "json" in response.headers.get("content-type", "") else text
    except ValueError:
        return text


def _apart(was: Any, now: Any, place: str, bound: _Bound, own: set[str]) -> Iterator[tuple[str, Any, Any]]:
    """Where two answers differ; binds ids and times on the way. `own` are texts that the request itself had."""
    if isinstance(was, dict) and isinstance(now, dict):
        for name in [*was, *(name for name in now if name not in was)]:
            yield from _apart(was.get(name, ABSENT), now.get(name, ABSENT), f"{place}/{name}", bound, own)
    elif isinstance(was, list) and isinstance(now, list):
        if len(was) != len(now):
            yield place, f"{len(was)} items", f"{len(now)} items"
        for one, other in zip(was, now, strict=False):
            yield from _apart(one, other, f"{place}/[]", bound, own)
    elif isinstance(was, str) and STRUCK in was:
        if not isinstance(now, str):
            yield place, was, now
    elif not _same(was, now, bound, own):
        yield place, was, now


def _same(was: Any, now: Any, bound: _Bound, own: set[str]) -> bool:
    if isinstance(was, str) and was in bound.values:
        return bool(bound.values[was] == now)
    if was == now and isinstance(was, bool) == isinstance(now, bool):
        return True
    if not isinstance(was, str) or not isinstance(now, str) or was in own:
        return False
    if any(_is(form, was) and _is(form, now) for form in (TIME, ID)):
        bound.values[was] = now
        return True
    return False


def _is(form: re.Pattern[str], text: str) -> bool:
    return form.fullmatch(text) is not None


def _texts(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set().union(*(_texts(inner) for inner in value.values()), set())
    if isinstance(value, list):
        return set().union(*(_texts(item) for item in value), set())
    return {value} if isinstance(value, str) else set()
