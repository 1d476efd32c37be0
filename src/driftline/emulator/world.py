"""What a pretend vendor remembers: objects, a clock and one seeded source of randomness. Does no I/O."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

Object = Mapping[str, Any]
Tables = dict[str, dict[str, Object]]


@dataclass(slots=True)
class Clock:
    """A clock that only moves when it is told to, and by one millisecond for each request."""

    now: datetime = datetime(2026, 1, 1, 12, 0, 0, tzinfo=UTC)

    def advance(self, *, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class World:
    """The state of one pretend vendor. Objects are replaced, never changed in place: a checkpoint is shallow."""

    def __init__(self, *, seed: int = 0) -> None:
        self.seed = seed
        self.clock = Clock()
        self.random = random.Random(seed)  # noqa: S311 - repeatable on purpose
        self.tables: Tables = {}

    def get(self, table: str, key: str) -> Object | None:
        """The object stored under `key`, or None."""
        return self.tables.get(table, {}).get(key)

    def put(self, table: str, key: str, value: Object) -> Object:
        """Store `value` under `key`, replacing what was there, and return it."""
        self.tables.setdefault(table, {})[key] = value
        return value

    def delete(self, table: str, key: str) -> None:
        """Forget the object under `key`; a missing one is no error."""
        self.tables.get(table, {}).pop(key, None)

    def all(self, table: str) -> list[Object]:
        """Every object of a table, oldest first."""
        return list(self.tables.get(table, {}).values())

    def uuid(self) -> str:
        """A version 4 UUID from the seeded source."""
        return str(UUID(int=self.random.getrandbits(128), version=4))

    def timestamp(self, *, after: float = 0.0) -> str:
        """The virtual time, `after` seconds from now: 27 characters, microseconds and Z."""
        return (self.clock.now + timedelta(seconds=after)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def checkpoint(self) -> tuple[Tables, datetime]:
        """A copy to roll back to."""
        return {name: dict(rows) for name, rows in self.tables.items()}, self.clock.now

    def rollback(self, point: tuple[Tables, datetime]) -> None:
        """Go back to a checkpoint; the seeded source goes on, so new ids stay new."""
        tables, self.clock.now = point
        self.tables = {name: dict(rows) for name, rows in tables.items()}
