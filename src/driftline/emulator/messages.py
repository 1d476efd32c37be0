"""Requests and answers as a pretend vendor sees them. Does no I/O."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from driftline.emulator.world import World

MAX_BODY = 1_000_000  # bytes


@dataclass(frozen=True)
class Request:
    """One request as the vendor sees it: header names in lower case, the body as bytes."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @cached_property
    def json(self) -> Any:
        """The body as JSON; None where it is empty or not JSON (see `is_json`)."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    @property
    def is_json(self) -> bool:
        """Whether the body is JSON at all."""
        return self.json is not None or self.body.strip() == b"null"


@dataclass(frozen=True, slots=True)
class Response:
    """One answer: status, headers with lower-case names, body bytes, and the seconds that it is held back."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """As a JSON object that a world can keep: `status`, `body` as text, `headers`."""
        return {"status": self.status, "body": self.body.decode(), "headers": dict(self.headers)}

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> Response:
        """The answer that `as_json` wrote."""
        return cls(kept["status"], kept["body"].encode(), kept["headers"])


def reply(status: int, value: Any = None, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON answer; `value` None gives an empty body."""
    if value is None:
        return Response(status, b"", dict(headers or {}))
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(status, body, {"content-type": "application/json", **(headers or {})})


@dataclass(frozen=True, slots=True)
class Call:
    """A request that found its route, with the values of the path's parameters."""

    request: Request
    path: Mapping[str, str]

    @property
    def body(self) -> Mapping[str, Any]:
        """The JSON object sent; empty where the body is no JSON object."""
        value = self.request.json
        return value if isinstance(value, dict) else {}


Behaviour = Callable[[World, Call], Response]


def parse_target(target: str) -> tuple[str, dict[str, str]]:
    """Split a request target into its path and its query (last value of a name wins)."""
    path, _, query = target.partition("?")
    return path, dict(parse_qsl(query, keep_blank_values=True))


def with_body(call: Call, value: Any) -> Call:
    """The same call with another JSON body."""
    return replace(call, request=replace(call.request, body=json.dumps(value).encode()))
