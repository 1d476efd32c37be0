"""What a pretend vendor remembers: objects, timers, a clock and one seeded source of randomness. Does no I/O."""

from __future__ import annotations

import hashlib
import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

Object = Mapping[str, Any]

TIMERS = "_timers"
START = datetime(2026, 1, 1, 12, 0, 0, tzinfo=UTC)
WRITTEN = "%Y-%m-%dT%H:%M:%S.%fZ"


@dataclass(slots=True)
class Clock:
    """A clock that only moves when it is told to, and by one millisecond for each request unless it is frozen."""

    now: datetime = START
    frozen: bool = False

    def advance(self, *, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Change(NamedTuple):
    """One event: what stood under a key of a table, and what stands there now; None where nothing does."""

    table: str
    key: str
    before: Object | None
    after: Object | None


class Point(NamedTuple):
    """A place in the log to go back to, and the time it was."""

    length: int
    now: datetime


class World:
    """The state of one pretend vendor: a log of changes, and the tables that they add up to.

    Objects are JSON values that are replaced and never changed in place. So a checkpoint is a position in the log, and
    going back costs as much as was changed since. A deleted key keeps its place: order survives going back.
    """

    def __init__(self, *, seed: int = 0) -> None:
        self.clock = Clock()
        self.log: list[Change] = []
        self.settled = 0  # how much of the log, at least, is as it was when it was last saved
        self.tables: dict[str, dict[str, Object | None]] = {}
        self._indexes: dict[str, dict[str, dict[Any, dict[str, None]]]] = {}
        self._timers: list[tuple[str, str]] = []
        self.reseed(seed)

    def reseed(self, seed: int, drawn: int = 0) -> None:
        """Start the source of randomness anew, as if it had been drawn from `drawn` times."""
        self.seed, self.drawn = seed, drawn
        self._source = hashlib.blake2b(str(seed).encode(), digest_size=16)

    def get(self, table: str, key: str) -> Object | None:
        """The object stored under `key`, or None."""
        return self.tables.get(table, {}).get(key)

    def put(self, table: str, key: str, value: Object) -> Object:
        """Store the JSON object `value` under `key`, replacing what was there, and return it."""
        self._change(table, key, value)
        return value

    def delete(self, table: str, key: str) -> None:
        """Forget the object under `key`; a missing one is no error."""
        if self.get(table, key) is not None:
            self._change(table, key, None)

    def all(self, table: str) -> list[Object]:
        """Every object of a table, oldest first."""
        return [value for value in self.tables.get(table, {}).values() if value is not None]

    def where(self, table: str, field: str, value: Any) -> list[Object]:
        """The objects of a table whose `field` (a name at the top) is `value`, oldest first, without looking at others."""
        rows, known = self.tables.get(table, {}), self._indexes.setdefault(table, {})
        if field not in known:
            known[field] = defaultdict(dict)
            for key in rows:
                self._index(table, key, None, rows[key])
        return [found for key in known[field].get(value, ()) if (found := rows.get(key)) is not None]

    def uuid(self) -> str:
        """A version 4 UUID from the seeded source."""
        return str(UUID(bytes=self._draw(), version=4))

    def number(self) -> float:
        """A number from the seeded source, 0 or more and less than 1."""
        return int.from_bytes(self._draw()[:6], "big") / (1 << 48)

    def timestamp(self, *, after: float = 0.0) -> str:
        """The virtual time, `after` seconds from now: 27 characters, microseconds and Z."""
        return (self.clock.now + timedelta(seconds=after)).strftime(WRITTEN)

    def later(self, seconds: float, name: str, told: Object) -> str:
        """Have the vendor's timer `name` called with the JSON object `told`, so many seconds from now; the timer's id."""
        timer = self.uuid()
        self.put(TIMERS, timer, {"id": timer, "at": self.timestamp(after=seconds), "name": name, "told": told})
        return timer

    def due(self, until: datetime) -> Object | None:
        """The next timer that goes off until then, taken out; None where there is none."""
        while self._timers and self._timers[0][0] <= until.strftime(WRITTEN):
            at, key = heapq.heappop(self._timers)
            timer = self.get(TIMERS, key)
            if timer is not None and timer["at"] == at:
                self.delete(TIMERS, key)
                return timer
        return None

    def checkpoint(self) -> Point:
        """A point to roll back to."""
        return Point(len(self.log), self.clock.now)

    def rollback(self, point: Point) -> None:
        """Go back to a checkpoint; the seeded source goes on, so new ids stay new."""
        self._undo(point.length)
        self.clock.now = point.now

    @contextmanager
    def as_of(self, point: Point) -> Iterator[None]:
        """The world as it was at a checkpoint, to be read only; it goes on afterwards where it was."""
        undone, now, settled = self.log[point.length :], self.clock.now, self.settled
        self._undo(point.length)
        try:
            yield
        finally:
            self._undo(point.length)
            for change in undone:
                self._change(change.table, change.key, change.after)
            self.clock.now, self.settled = now, settled

    def apply(self, changes: list[Change]) -> None:
        """Make changes that were made before, in another process or at another time."""
        for change in changes:
            self._change(change.table, change.key, change.after)

    def _draw(self) -> bytes:
        self.drawn += 1
        source = self._source.copy()
        source.update(self.drawn.to_bytes(8, "big"))
        return source.digest()

    def _undo(self, length: int) -> None:
        self.settled = min(self.settled, length)
        while len(self.log) > length:
            table, key, before, after = self.log.pop()
            rows = self.tables[table]
            rows[key] = before
            if before is None and next(reversed(rows)) == key:
                del rows[key]  # it was new: nothing is left of it
            self._follow(table, key, after, before)

    def _change(self, table: str, key: str, value: Object | None) -> None:
        rows = self.tables.setdefault(table, {})
        before = rows.get(key)
        rows[key] = value
        self.log.append(Change(table, key, before, value))
        self._follow(table, key, before, value)

    def _follow(self, table: str, key: str, before: Object | None, after: Object | None) -> None:
        """Keep timers and indexes in step with a change."""
        if table == TIMERS and after is not None:
            heapq.heappush(self._timers, (after["at"], key))
        if table in self._indexes:
            self._index(table, key, before, after)

    def _index(self, table: str, key: str, before: Object | None, after: Object | None) -> None:
        for field, known in self._indexes[table].items():
            was, is_now = ([] if value is None else [_plain(value.get(field))] for value in (before, after))
            if was != is_now:
                for value in was:
                    known[value].pop(key, None)
                for value in is_now:
                    known[value][key] = None


def _plain(value: Any) -> Any:
    """A value that can be looked up; objects and lists cannot."""
    return value if isinstance(value, str | int | float | bool | None) else None


def moment(text: str) -> datetime:
    """The time that `World.timestamp` wrote."""
    return datetime.strptime(text, WRITTEN).replace(tzinfo=UTC)
