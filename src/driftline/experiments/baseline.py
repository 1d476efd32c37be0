"""One accepted request for each operation: what its spec shows, what its pages show, then what is made of its schemas."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from driftline.errors import SourceError
from driftline.exchange import MAX_BODY, Exchange, strike_url
from driftline.readers.spec import Operation
from driftline.samples import fields

if TYPE_CHECKING:
    from driftline.prober import Prober


MOST_REFUSALS = 4  # refused requests that are tried once more with the field that the answer asks for
VARIANTS = 12  # written examples of one request that are tried to bring an object into the right state


def reach_now(prober: Prober, operation: Operation) -> bool:
    """Whether nothing is left to reach of an operation, now: it is accepted on what there is, or its route is gone."""
    is_settled = settled(prober, operation, final=False)
    if is_settled:
        forgive(prober, operation)
    return is_settled


def settled(prober: Prober, operation: Operation, *, final: bool) -> bool:
    """Whether nothing is left to try of an operation: it is accepted, or in the end (`final`) it is not, which is marked."""
    path = prober.path(operation)
    is_guess = path is None
    if is_guess and not final:
        return False
    path = path or prober.path(operation, guess=True) or operation.path
    last: Exchange | None = None
    refusals: list[tuple[Exchange, str, Any]] = []
    for tried, filled in _attempts(prober, operation, path, final):
        last = take(prober, operation, tried, filled)
        if operation.key in prober.reached or any(
            200 <= take(prober, operation, tried, prober.renewed(filled, filled)).status < 300
            for _ in prober.taken(operation, filled, last)
        ):
            return True
        later = prober.sooner(filled, last)
        if later is not None and 200 <= take(prober, operation, tried, later).status < 300:
            return True
        refusals.append((last, tried, filled))
        if last.status in (401, 403, 405) or (last.status == 404 and not final):
            break
    gone = last is not None and not is_guess and _is_gone(prober, last)  # nothing is at an address that was made up
    if last is not None and (final or gone):
        prober.target.mark(last, "gone" if gone else "unreached")
        if not gone and isinstance(filled, dict):
            _blame_field(prober, operation, tried, filled, last)
            for exchange, at, body in refusals[:MOST_REFUSALS]:
                if operation.key not in prober.reached and isinstance(body, dict):
                    _complete(prober, operation, at, body, exchange)
        return True
    return False


def take(prober: Prober, operation: Operation, path: str, body: Any) -> Exchange:
    """Ask an operation; what is accepted is its baseline, and what it answers is known from now on."""
    body = prober.as_own(operation, path, prober.referring(operation, body))
    exchange, response = prober.send(operation, "baseline", path, body)
    if response is not None and response.is_success:
        if exchange.body_is_json:
            prober.learn(operation, response.json(), body, path)
        prober.reached[operation.key] = (path, body, prober.extras(operation))
    return exchange


def _attempts(prober: Prober, operation: Operation, path: str, final: bool) -> Iterator[tuple[str, Any]]:
    """Paths and bodies to try; in the end also with older ids: the newest object may be in the wrong state."""
    quiet = operation.method in ("get", "delete", "head")
    first = [None] if quiet else prober.bodies(operation) or [None]
    for filled in [prober.filled(body) for body in first]:
        yield from ((one, filled) for one in dict.fromkeys([prober.beside(operation, path, filled), path]))
    if operation.method in ("put", "patch"):  # its references may be those of another object, and its days
        yield from ((path, prober.renewed(prober.filled(body), prober.filled(body))) for body in first)
        yield from ((path, in_time) for body in first if (in_time := prober.in_time(operation, body)) != body)
    for age in (1, 2, 3) if final else ():
        with prober.pool.aged(age):
            older, filled = prober.path(operation) or path, prober.filled(first[0])
        if older != path or filled != prober.filled(first[0]):
            yield older, filled


def _complete(prober: Prober, operation: Operation, path: str, body: Mapping[str, Any], refused: Exchange) -> None:
    """Where an answer asks for a field that nobody calls required: whether the request with it is accepted."""
    told = json.dumps(refused.response_body) if refused.status in (400, 422) else ""
    whole = next((one for one in prober.bodies(operation, VARIANTS)[::-1] if isinstance(one, dict)), {})
    for name in fields(prober.document, operation.data):
        if name not in body and name in whole and called_missing(name, told):
            extra, sent = prober.extras(operation), {**body, name: prober.filled(whole[name], name)}
            method = operation.method.upper()
            exchange, _ = prober.target.send(operation.key, "baseline", method, path, json=sent, **extra)
            if 200 <= exchange.status < 300:
                prober.target.mark(refused, f"omit request/body/{name}")
                prober.reached[operation.key] = (path, sent, extra)
                return


def _blame_field(prober: Prober, operation: Operation, path: str, body: Mapping[str, Any], refused: Exchange) -> None:
    """Where an answer calls a field missing that was sent: whether the request without it is answered just so."""
    told = json.dumps(refused.response_body) if refused.status in (400, 422) else ""
    for name in fields(prober.document, operation.data):
        if body.get(name) is not None and called_missing(name, told):
            rest = {key: value for key, value in body.items() if key != name}
            again, _ = prober.send(operation, "baseline", path, rest)
            if (again.status, again.response_body) == (refused.status, refused.response_body):
                what = f"finds input-ignored request/body/{name} it was sent, and the answer calls it missing"
                prober.target.mark(refused, what)
            return


def forgive(prober: Prober, operation: Operation) -> None:
    """The operation was reached after all: earlier failures to reach it say nothing."""
    for exchange in list(prober.target.exchanges):
        if exchange.operation == operation.key and exchange.intent == "unreached":
            prober.target.mark(exchange, "baseline")


def _is_gone(prober: Prober, exchange: Exchange) -> bool:
    assert prober.unknown is not None
    same = (exchange.status, exchange.response_body) == prober.unknown
    return exchange.status in (404, 405, 501) and same


def unknown_route(prober: Prober) -> tuple[int, Any]:
    """How the service answers a path that cannot exist."""
    exchange, _ = prober.target.send("", "unknown route", "GET", f"/{uuid.uuid4().hex}/none")
    if exchange.problem:
        hint = "Is it running, and is the URL right?"
        raise SourceError(f"{strike_url(prober.target.origin)} does not answer: {exchange.problem}", hint)
    return exchange.status, exchange.response_body


MISSING = (
    r"(?:required|missing|mandatory|must (?:be )?(?:present|provided|set|sent|given)|(?:is|be) needed"
    r"|not (?:provided|present|found|set))"
)


def called_missing(name: str, told: str) -> bool:
    """Whether a refusal says of a field that it is not there."""
    near = "[^{}]{0,40}"
    pattern = rf"\b{re.escape(name)}\b{near}{MISSING}|{MISSING}{near}\b{re.escape(name)}\b"
    return len(told) < MAX_BODY and re.search(pattern, told[:4000], re.IGNORECASE) is not None
