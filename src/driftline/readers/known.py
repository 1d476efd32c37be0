"""What the specs let a page reader know: operations, base paths, response shapes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from driftline.claims import Reading, Subject, base_path, host_of, operation_key

Template = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Known:
    """The operations that specs (and operation pages) declare, indexed for pages.

    `bodies` maps an operation to its success responses: status -> names of the body's fields (of its items, for a list).
    """

    operations: frozenset[str] = frozenset()
    bases: tuple[str, ...] = ()
    hosts: frozenset[str] = frozenset()
    titles: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    requests: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sets: tuple[tuple[Subject, frozenset[str]], ...] = ()

    def resolve(self, method: str, path: str) -> str | None:
        """The known operation that a page means: its path may be a template or an example, with a base or without."""
        for base in ("", *self.bases):
            key = operation_key(method, path, base)
            if key in self.operations:
                return key
        for base in ("", *self.bases):
            wanted = operation_key(method, path, base).split("/")
            fits = [key for key in self.operations if _fits(wanted, key.split("/"))]
            if len(fits) == 1:
                return fits[0]
        return None

    def is_field(self, resource: str, name: str) -> bool:
        """Whether answers about a resource have a field of this name (or its plural)."""
        about = (op for op in self.bodies if f"/{resource}s" in op or f"/{resource}" in op)
        fields = {field for op in about for names in self.bodies[op].values() for field in names}
        return name in fields or f"{name}s" in fields

    def alike(self, key: str) -> list[str]:
        """Known operations with the same method and fixed steps: what a wrong path was probably meant to be."""
        return sorted(other for other in self.operations if _fixed(other) == _fixed(key))

    def is_ours(self, key: str, host: str) -> bool:
        """Whether a mention speaks of this API: its host, or its first step after the base path, is known."""
        if host:
            return host in self.hosts
        first = _first_step(key, self.bases)
        return any(_first_step(other, self.bases) == first for other in self.operations)


def _fits(wanted: list[str], known: list[str]) -> bool:
    return len(wanted) == len(known) and all(a == b or b == "{}" for a, b in zip(wanted, known, strict=True))


def _fixed(key: str) -> tuple[str, ...]:
    return tuple(step for step in key.split("/") if step != "{}")


def _first_step(key: str, bases: tuple[str, ...]) -> str:
    path = key.partition(" ")[2]
    for base in bases:
        if base and path.startswith(base + "/"):
            path = path.removeprefix(base)
    return path.strip("/").partition("/")[0]


def know(readings: Iterable[Reading], servers: Iterable[str] = ()) -> Known:
    """Index the readings of specs (and of operation pages)."""
    operations: set[str] = set()
    titles: dict[str, str] = {}
    bodies: dict[str, dict[str, set[str]]] = {}
    hosts: set[str] = set()
    requests: dict[str, set[str]] = {}
    sets: list[tuple[Subject, frozenset[str]]] = []
    for reading in readings:
        for (operation, place), aspect, value, evidence in reading.claims:
            if aspect == "exists" and not place and operation:
                operations.add(operation)
                if evidence.quote:
                    titles.setdefault(operation, evidence.quote)
            elif aspect == "server" and value:
                hosts.add(value)
            elif aspect == "exists" and (match := FIELD.fullmatch(place)):
                bodies.setdefault(operation, {}).setdefault(match.group(1), set()).add(match.group(2))
            elif aspect == "exists" and place.startswith("request/body/") and place.count("/") == 2:
                requests.setdefault(operation, set()).add(place.rpartition("/")[2])
            elif aspect == "values":
                sets.append((Subject(operation, place), frozenset(value)))
    urls = tuple(servers)
    return Known(
        frozenset(operations),
        tuple(sorted({base for base in map(base_path, urls) if base})),
        frozenset(hosts | {host_of(url) for url in urls} - {""}),
        titles,
        {op: {status: frozenset(names) for status, names in found.items()} for op, found in bodies.items()},
        {op: frozenset(names) for op, names in requests.items()},
        tuple(sets),
    )


FIELD = re.compile(r"response/(2\d\d)/body/(?:\[\]/)?([^/\[\]]+)")
