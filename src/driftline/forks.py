"""Work on many values, shared with forked processes where that is safe and pays. Touches processes and temporary files."""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
PAYS = 300_000  # characters to read, from which on one more process (10 ms, and what it made comes back) is worth it
MOST = 4  # processes: what they made is put together by one
TICKETS = 8000  # numbers of 4 bytes: what a pipe holds while nobody reads it


def begun(work: Callable[[T], R], items: Sequence[T], chars: int) -> Callable[[], list[R]]:
    """Begin `work` on each of the items in other processes; the result does its share here and gives all, in their order.

    `work` must depend on its argument alone and give what can be pickled; `chars` is how much there is to read. With one
    processor, with little to do, off Linux, beside other threads or in a child of multiprocessing everything is done here.
    What a process that died leaves undone is done here too: so an error is raised here, as if nothing had been shared.
    """
    count = min(_processors(), MOST, len(items)) if chars >= PAYS else 1
    if count < 2:
        return lambda: [work(item) for item in items]
    step = 1 + len(items) // TICKETS
    queue, ticket = os.pipe()
    os.write(ticket, b"".join(first.to_bytes(4, "big") for first in range(0, len(items), step)))
    os.close(ticket)

    def taken() -> Iterator[tuple[int, R]]:
        while number := os.read(queue, 4):
            first = int.from_bytes(number, "big")
            for place, item in enumerate(items[first : first + step], first):
                yield place, work(item)

    children = [_forked(taken) for _ in range(count - 1)]

    def rest() -> list[R]:
        done = dict(taken())
        os.close(queue)
        for child in children:
            done.update(_ended(*child))
        return [done[place] if place in done else work(item) for place, item in enumerate(items)]

    return rest


def _processors() -> int:
    """How many processes may work at once; 1 where a fork is not safe, or where somebody else has shared the work out."""
    if sys.platform != "linux" or len(os.listdir("/proc/self/task")) > 1:
        return 1
    loaded = sys.modules.get("multiprocessing.process")
    return 1 if loaded and loaded.parent_process() else len(os.sched_getaffinity(0))


def _forked(taken: Callable[[], Iterator[tuple[int, Any]]]) -> tuple[int, IO[bytes]]:
    """The number of a process that takes its share, and the file that it leaves the outcomes in."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - `_ended` closes it
    pid = os.fork()
    if pid:
        return pid, file
    status = 1
    try:
        for outcome in taken():  # each at once: who takes what balances what it costs
            pickle.dump(outcome, file, pickle.HIGHEST_PROTOCOL)
        file.flush()
        status = 0
    finally:  # whatever happens, this process must not go on as if it were the first one
        os._exit(status)


def _ended(pid: int, file: IO[bytes]) -> Iterator[tuple[int, Any]]:
    """What a process made; nothing where it failed."""
    _, status = os.waitpid(pid, 0)
    with file:
        size = file.seek(0, os.SEEK_END) if status == 0 else 0
        file.seek(0)
        while file.tell() < size:
            yield pickle.load(file)  # noqa: S301 - a nameless file that our own child wrote
