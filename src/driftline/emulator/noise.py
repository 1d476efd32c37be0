"""Noise: what a real service does to everybody and a suite must survive. Each kind changes an answer, never its meaning.

Deviations are the other list: drift that a suite must catch. Does no I/O.
"""

from __future__ import annotations

import difflib
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from driftline.emulator.messages import Request, Response, reply
from driftline.emulator.world import Point, World
from driftline.errors import DriftError

Answer = Callable[[Request], Response]
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
CHARS = "0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Noise:
    """One kind of noise, how much of it, and its own source of randomness. Written `KIND` or `KIND=AMOUNT`."""

    kind: str
    amount: float
    random: random.Random

    @property
    def name(self) -> str:
        return f"{self.kind}={self.amount:g}"

    def around(self, answer: Answer, world: World, past: Callable[[int], Point]) -> Answer:
        """`answer`, with this noise; `past` gives the world as it was so many requests ago."""
        wrap = NOISES[self.kind].wrap
        return lambda request: wrap(self, answer, request, world, past)


Wrap = Callable[[Noise, Answer, Request, World, Callable[[int], Point]], Response]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of noise does, and the amount of it where nobody says one."""

    what: str
    usual: float
    wrap: Wrap


def parse_noise(text: str, seed: int = 0) -> Noise:
    """Read `KIND` or `KIND=AMOUNT`; an unknown kind says which one was probably meant."""
    kind, _, amount = text.partition("=")
    if kind not in NOISES:
        near = difflib.get_close_matches(kind, NOISES, n=1)
        meant = f": did you mean {near[0]!r}?" if near else ""
        raise DriftError(f"unknown noise {kind!r}{meant}", f"There are: {', '.join(NOISES)}.")
    if amount and not re.fullmatch(r"\d{1,6}(\.\d+)?", amount):
        raise DriftError(f"noise {text!r}: {amount!r} is no amount", f"for example {kind}={NOISES[kind].usual:g}")
    source = random.Random(f"{seed} {kind}")  # noqa: S311 - repeatable on purpose
    return Noise(kind, float(amount) if amount else NOISES[kind].usual, source)


def _latency(noise: Noise, answer: Answer, request: Request, world: World, past: Any) -> Response:
    response = answer(request)
    return replace(response, delay=response.delay + noise.random.uniform(0, 2 * noise.amount))


def _errors(noise: Noise, answer: Answer, request: Request, world: World, past: Any) -> Response:
    if noise.random.random() >= noise.amount:
        return answer(request)
    status = noise.random.choice((502, 503, 504))
    return Response(status, b"upstream connect error", {"content-type": "text/plain", "retry-after": "0"})


def _rate_limit(noise: Noise, answer: Answer, request: Request, world: World, past: Any) -> Response:
    if noise.random.random() >= noise.amount:
        return answer(request)
    body = {"code": "TOO_MANY_REQUESTS", "messages": ["slow down"]}
    return reply(429, body, {"retry-after": "0"})


def _lag(noise: Noise, answer: Answer, request: Request, world: World, past: Callable[[int], Point]) -> Response:
    if request.method != "GET":
        return answer(request)
    with world.as_of(past(int(noise.amount))):
        return answer(request)


def _changed(change: Callable[[Noise, Any], Any]) -> Wrap:
    def wrap(noise: Noise, answer: Answer, request: Request, world: World, past: Any) -> Response:
        response = answer(request)
        if not response.headers.get("content-type", "").startswith("application/json"):
            return response
        value = change(noise, json.loads(response.body))
        return replace(response, body=json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())

    return wrap


def _more_fields(noise: Noise, value: Any) -> Any:
    if isinstance(value, dict):
        name = "x_" + "".join(noise.random.choices(CHARS, k=6))
        return {**value, name: noise.random.randrange(1000)}
    return [_more_fields(noise, item) for item in value] if isinstance(value, list) else value


def _shuffled(noise: Noise, value: Any) -> Any:
    if isinstance(value, dict):
        items = [(name, _shuffled(noise, inner)) for name, inner in value.items()]
        noise.random.shuffle(items)
        return dict(items)
    return [_shuffled(noise, item) for item in value] if isinstance(value, list) else value


def _respelled(noise: Noise, value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _respelled(noise, inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_respelled(noise, item) for item in value]
    if isinstance(value, str) and MOMENT.fullmatch(value):
        return value.lower()  # RFC 3339, 5.6: T and Z may be written in lower case
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 53:
        return float(value)  # 1.0 is an integer (JSON Schema, validation, 6.1.1)
    return value


def _reworded(noise: Noise, value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: _words(inner) if name in ("message", "messages") else _reworded(noise, inner)
            for name, inner in value.items()
        }
    return [_reworded(noise, item) for item in value] if isinstance(value, list) else value


def _words(value: Any) -> Any:
    if isinstance(value, list):
        return [_words(item) for item in value]
    return f"{value} (see the documentation)" if isinstance(value, str) else value


NOISES: Mapping[str, Kind] = {
    "latency": Kind("answers take AMOUNT seconds at the mean", 0.02, _latency),
    "errors": Kind("502, 503 or 504 for a share AMOUNT of requests, before anything is done", 0.03, _errors),
    "rate-limit": Kind("429 with Retry-After for a share AMOUNT of requests", 0.03, _rate_limit),
    "lag": Kind("reads see what was there AMOUNT requests ago", 2, _lag),
    "extra-fields": Kind("objects have one more field, named anew each time", 1, _changed(_more_fields)),
    "key-order": Kind("fields come in another order each time", 1, _changed(_shuffled)),
    "spelling": Kind("numbers as 1.0 and timestamps with t and z", 1, _changed(_respelled)),
    "messages": Kind("sentences for people have other words", 1, _changed(_reworded)),
}


def lines() -> Iterator[str]:
    """A line of help for each kind."""
    for name, kind in NOISES.items():
        yield f"{name:<16}{kind.what} ({kind.usual:g})"
