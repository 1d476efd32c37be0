"""The request that shows a finding, to be run by a person: as curl, as a call of the client, as Python. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, unquote, urlsplit

from driftline.exchange import STRUCK, Exchange, curl
from driftline.findings import Finding
from driftline.surface import identifier

Calls = Mapping[str, tuple[str, str]]  # operation -> the call's name (payments.create) and the path's template
UNSENT = ("accept", "accept-encoding", "connection", "user-agent", "content-length", "content-type", "host")


def with_requests(
    findings: Iterable[Finding], exchanges: Sequence[Exchange], calls: Calls | None = None
) -> list[Finding]:
    """The findings, those with a live witness with the request that shows them: the shortest of those quoted."""
    by_id = {one.id: one for one in exchanges}
    return [_with_request(one, by_id, calls or {}) for one in findings]


def _with_request(finding: Finding, exchanges: Mapping[str, Exchange], calls: Calls) -> Finding:
    ids = [said.evidence.exchange or "" for said in finding.said]
    quoted = [exchanges[one] for one in ids if one in exchanges]
    sent = [one for one in quoted if one.method != "PROMISE"]
    if not sent:
        return finding
    shortest = min(sent, key=lambda one: (len(json.dumps(one.request_body, default=str)), one.id))
    return replace(finding, request=curl(shortest), code=code(shortest, calls.get(shortest.operation)))


def code(exchange: Exchange, call: tuple[str, str] | None = None) -> str:
    """The request in Python: a call of the generated client where it has one, else httpx."""
    return _call(exchange, *call) if call and _fits(exchange) else _httpx(exchange)


def _fits(exchange: Exchange) -> bool:
    """Whether the client can send it: an object of fields, or nothing."""
    return exchange.request_body is None or isinstance(exchange.request_body, dict)


def _call(exchange: Exchange, name: str, template: str) -> str:
    parts = urlsplit(exchange.url)
    steps, wanted = parts.path.split("/")[::-1], template.split("/")[::-1]
    fields: dict[str, object] = {}
    for step, want in list(zip(steps, wanted, strict=False))[::-1]:
        if want.startswith("{"):
            fields[want.strip("{}")] = unquote(step)
    fields |= dict(parse_qsl(parts.query))
    fields |= exchange.request_body or {}
    taken: list[str] = []
    words = []
    for field, value in fields.items():
        taken.append(identifier(field, taken))
        words.append(f"{taken[-1]}={_python(value, field)}")
    return _laid(f"client.{name}", words)


def _httpx(exchange: Exchange) -> str:
    headers = ", ".join(
        f"{name!r}: {_python(value, name)}" for name, value in exchange.request_headers.items() if name not in UNSENT
    )
    words = [repr(exchange.method), repr(exchange.url), *([f"headers={{{headers}}}"] if headers else [])]
    body = exchange.request_body
    if body is not None:
        words.append(f"content={body!r}" if isinstance(body, str) else f"json={_python(body)}")
    return _laid("httpx.request", words)


def _laid(call: str, words: Sequence[str]) -> str:
    """A call on one line, or one line for each argument where that is long."""
    line = f"{call}({', '.join(words)})"
    return line if len(line) <= 100 else f"{call}(\n" + "".join(f"    {word},\n" for word in words) + ")"


def _python(value: object, name: str = "") -> str:
    """A JSON value as Python writes it; a secret that was struck out is read from the environment."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {_python(inner, key)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_python(inner, name) for inner in value) + "]"
    if isinstance(value, str) and STRUCK in value:
        return f"os.environ[{re.sub(r'[^A-Za-z0-9]+', '_', name).upper()!r}]"
    return repr(value)
