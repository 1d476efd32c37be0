"""Deliveries: what a pretend vendor posts to its customers, each attempt written down. Does no I/O: somebody else posts.

A delivery is due until somebody reports what became of it; then it is delivered, waits for its next attempt, or is given up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, NamedTuple

from driftline.emulator.world import Object, World, moment

TABLE = "_deliveries"
TIMER = "_delivery"


class Message(NamedTuple):
    """One attempt: where it goes (None: nobody registered), its headers, and the exact bytes that were signed."""

    delivery: str
    attempt: int
    event: str
    url: str | None
    headers: Mapping[str, str]
    body: bytes


Write = Callable[[Object, int], tuple[bytes, Mapping[str, str]]]


@dataclass(frozen=True)
class Posting:
    """How a vendor posts: `write` gives the bytes and headers of an attempt (counted from 0) of what was announced.

    `retries` are the seconds after the first attempt at which it is tried again; `accepts` are the statuses that end it.
    """

    write: Write
    retries: Sequence[float] = ()
    accepts: frozenset[int] = field(default_factory=lambda: frozenset({200}))


def announce(world: World, event: str, told: Object, urls: Sequence[str | None] = (None,)) -> list[Object]:
    """Make one delivery of an event due for each URL; `told` is what the vendor's `write` makes its bytes of."""
    return [_announced(world, event, told, url) for url in urls]


def _announced(world: World, event: str, told: Object, url: str | None) -> Object:
    key = world.uuid()
    delivery: Object = {"id": key, "event": event, "url": url, "told": told, "attempts": []}
    state = "unaddressed" if url is None else "due"
    return world.put(TABLE, key, {**delivery, "state": state, "announced_at": world.timestamp()})


def due(world: World, posting: Posting, unaddressed: bool = False) -> Iterator[Message]:
    """The attempts that wait to be posted, oldest first; with those that have no URL where they are wanted too."""
    for state in ("due", "unaddressed") if unaddressed else ("due",):
        for delivery in world.where(TABLE, "state", state):
            yield message_of(delivery, posting)


def message_of(delivery: Object, posting: Posting) -> Message:
    """The attempt that comes next."""
    number = len(delivery["attempts"])
    body, headers = posting.write(delivery, number)
    if delivery.get("unsigned"):  # a lie: see `webhook_unsigned`
        headers = {name: value for name, value in headers.items() if name == "content-type"}
    return Message(delivery["id"], number, delivery["event"], delivery["url"], headers, body)


def attempted(world: World, posting: Posting, key: str, status: int, problem: str = "") -> Object | None:
    """Write down how an attempt ended (`status` 0: there was no answer), and when the next one is, if there is one."""
    delivery = world.get(TABLE, key)
    if delivery is None or delivery["state"] not in ("due", "unaddressed"):
        return None
    attempts = [*delivery["attempts"], {"at": world.timestamp(), "status": status, "problem": problem}]
    done = {**delivery, "attempts": attempts}
    if status in posting.accepts:
        return world.put(TABLE, key, {**done, "state": "delivered"})
    if len(attempts) > len(posting.retries):
        return world.put(TABLE, key, {**done, "state": "given up"})
    planned = moment(attempts[0]["at"]) + timedelta(seconds=posting.retries[len(attempts) - 1])
    world.later(max(0.0, (planned - world.clock.now).total_seconds()), TIMER, {"id": key})
    return world.put(TABLE, key, {**done, "state": "waiting"})


def try_again(world: World, told: Object) -> None:
    """The timer of a retry: a waiting delivery is due once more."""
    delivery = world.get(TABLE, told["id"])
    if delivery is not None and delivery["state"] == "waiting":
        world.put(TABLE, told["id"], {**delivery, "state": "due"})


def redeliver(world: World, key: str) -> Object | None:
    """Make a delivery due again, whatever became of it; None where there is none."""
    delivery = world.get(TABLE, key)
    if delivery is None:
        return None
    return world.put(TABLE, key, {**delivery, "state": "due" if delivery["url"] else "unaddressed"})


def drop(world: World, key: str) -> Object | None:
    """Lose a delivery: it is never posted again; None where there is none."""
    delivery = world.get(TABLE, key)
    return world.put(TABLE, key, {**delivery, "state": "dropped"}) if delivery else None


def shown(world: World) -> list[dict[str, Any]]:
    """Every delivery with its attempts, oldest first."""
    return [dict(delivery) for delivery in world.all(TABLE)]
