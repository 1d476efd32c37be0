"""The values everything is made of: subjects, evidence, claims, readings. Pure: imports no I/O, clock or randomness."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

LISTS = ("data", "items", "results", "content", "records")  # under which an answer holds its list
ENVELOPES = ("data", "item", "result", "payload", "resource", "response")  # under which an answer holds its object
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class Voice(StrEnum):
    """Whether a source states what is so, or shows what once was."""

    DECLARES = "declares"
    OBSERVES = "observes"


class Subject(NamedTuple):
    """An operation (`POST /v1/payments/{}`) and a place in it (`request/body/amount/currency`).

    The empty operation is the whole API, the empty place the operation itself.
    """

    operation: str
    place: str = ""

    def child(self, name: str) -> Subject:
        """The place one step down."""
        return Subject(self.operation, f"{self.place}/{name}" if self.place else name)

    @property
    def parent(self) -> Subject:
        return Subject(self.operation, self.place.rpartition("/")[0])

    @property
    def name(self) -> str:
        """The last step of the place."""
        return self.place.rpartition("/")[2]


class Evidence(NamedTuple):
    """Where a claim stands: file and line (or JSON pointer, from which the line follows), or a recorded exchange."""

    file: str | None = None
    line: int | None = None
    quote: str | None = None
    pointer: str | None = None
    exchange: str | None = None


class Claim(NamedTuple):
    """What one source says about one aspect of one subject. `value` is hashable."""

    subject: Subject
    aspect: str
    value: Any
    evidence: Evidence


class Seen(NamedTuple):
    """One observed JSON value, the value of the aspect `seen`.

    `type` is a JSON type or `placeholder`; `value` the scalar, the sorted keys of an object, or an array's length.
    """

    type: str
    value: Any


@dataclass(frozen=True, slots=True)
class Unread:
    """A piece of a source that its reader could not read, and why."""

    file: str
    line: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All the claims one reader got from one document, and what it could not read.

    `source` is the witness (spec, docs, examples, live); several documents may speak for one witness.
    """

    source: str
    voice: Voice
    claims: tuple[Claim, ...] = ()
    unread: tuple[Unread, ...] = ()
    document: str = ""
    requests: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Notebook:
    """Where a reader writes while it reads one document; `reading()` gives the frozen result."""

    file: str
    claims: list[Claim] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def say(
        self,
        subject: Subject,
        aspect: str,
        value: Any,
        *,
        line: int | None = None,
        pointer: str | None = None,
        quote: str | None = None,
    ) -> None:
        """Write one claim down."""
        self.claims.append(Claim(subject, aspect, value, Evidence(self.file, line, quote, pointer)))

    def skip(self, reason: str, line: int | None = None) -> None:
        """Write down that something could not be read."""
        self.unread.append(Unread(self.file, line, reason))

    def reading(self, source: str, voice: Voice) -> Reading:
        return Reading(source, voice, tuple(self.claims), tuple(self.unread), self.file)


PARAMETER = re.compile(r"(?<!\{)\{+[^{}/]*\}+|<[^<>/]*>|:[A-Za-z_]\w*")


def operation_key(method: str, path: str, base: str = "") -> str:
    """Name an operation: upper-case method, path with parameter names erased and the base path folded in.

    >>> operation_key("post", "/payments/{payment_id}/cancel", "https://api.example.test/v1")
    'POST /v1/payments/{}/cancel'
    """
    path = path.partition("?")[0].partition("#")[0]
    folded = re.sub(r"/{2,}", "/", f"{base_path(base)}/{path}").rstrip("/") or "/"
    return f"{method.upper()} {PARAMETER.sub('{}', folded)}"


def base_path(server: str) -> str:
    """The path of a server URL without its trailing slash; `/v1` for `https://host/v1/`."""
    if server.startswith(("http://", "https://", "//")) or "://" in server:
        rest = server.split("//", 1)[1]
        return "/" + rest.split("/", 1)[1].rstrip("/") if "/" in rest.rstrip("/") else ""
    return server.rstrip("/")


def host_of(server: str) -> str:
    """The host of a URL in lower case; empty where it has none or is broken."""
    try:
        return (urlsplit(server).hostname or "").lower()
    except ValueError:
        return ""


ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=True, default=str, separators=(",", ":"))


def canonical(value: Any) -> str:
    """One text for one value, whatever the order of keys: what fingerprints and groupings rest on."""
    return ENCODER.encode(value)


def toml_text(text: str) -> str:
    """A text as a TOML string on one line (TOML 1.0, section String): JSON's escapes go beyond ASCII in pairs, and TOML's
    do not; half of a pair is no character in either."""
    escaped = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
    return escaped.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=4_096)
def underscored(name: str) -> str:
    """A name of a field as most write it: `shipmentId` and `shipment-id` are `shipment_id`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).replace("-", "_").lower()


def freeze(value: Any) -> Any:
    """A hashable copy of a JSON value: objects and arrays become tuples."""
    if isinstance(value, Mapping):
        return tuple((str(k), freeze(v)) for k, v in value.items())
    if isinstance(value, list | tuple):
        return tuple(freeze(v) for v in value)
    return value


def operations(readings: Iterable[Reading], source: str = "spec") -> frozenset[str]:
    """Every operation that a source declares."""
    return frozenset(
        claim.subject.operation
        for reading in readings
        if reading.source == source
        for claim in reading.claims
        if claim.aspect == "exists" and not claim.subject.place and claim.subject.operation
    )
