"""Where the parts of a large run are worked on: processes of this machine, or the workers of a dask scheduler.

An engine takes a function and tasks (both are sent to other processes, so they are plain values) and gives every task's
number with what became of it, as it is done. A worker that dies costs time, no task.
"""

from __future__ import annotations

import importlib
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any

from driftline.errors import DriftError, SourceError

MOST_TRIES = 3  # of a task whose worker dies
TASKS_OF_A_POOL = 50  # for each process; then all end, and what they kept in memory with them


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task: its value, or the problem."""

    value: Any = None
    problem: str = ""


Engine = Callable[[Callable[[Any], Any], Sequence[Any]], Iterator[tuple[int, Done]]]


def guarded(work: Callable[[Any], Any], task: Any) -> Done:
    """The value of a task; what goes wrong in it is a problem of that task alone."""
    try:
        return Done(work(task))
    except DriftError as error:
        return Done(problem=error.message)
    except Exception as error:
        return Done(problem=f"internal error: {type(error).__name__}")


def engine_of(where: str, jobs: int) -> Engine:
    """The engine that `--on` names: `processes`, or `dask://HOST:PORT`.

    Raises DriftError where it is neither, or dask is not installed.
    """
    if where == "processes":
        return _processes(jobs)
    if where.startswith("dask://"):
        return _dask(f"tcp://{where.removeprefix('dask://')}")
    raise DriftError(f"--on {where} is not known", "Write processes, or dask://HOST:PORT.")


def _processes(jobs: int) -> Engine:
    def pool(workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))

    def alone(work: Callable[[Any], Any], task: Any) -> Done:
        """A task that may have killed its worker, in a process of its own."""
        for _ in range(MOST_TRIES - 1):
            with pool(1) as own:
                try:
                    return own.submit(guarded, work, task).result()
                except BrokenProcessPool:
                    continue
        return Done(problem=f"its worker died {MOST_TRIES} times")

    def run(work: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[tuple[int, Done]]:
        for first in range(0, len(tasks), jobs * TASKS_OF_A_POOL):
            yield from some(work, tasks, range(first, min(first + jobs * TASKS_OF_A_POOL, len(tasks))))

    def some(work: Callable[[Any], Any], tasks: Sequence[Any], numbers: range) -> Iterator[tuple[int, Done]]:
        left: list[int] = []
        with pool(min(jobs, len(numbers))) as workers:
            futures = {workers.submit(guarded, work, tasks[number]): number for number in numbers}
            for future in as_completed(futures):
                try:
                    yield futures[future], future.result()
                except BrokenProcessPool:
                    left.append(futures[future])
        for number in sorted(left):  # when one worker dies, the pool gives up the tasks of all
            yield number, alone(work, tasks[number])

    return run


def _dask(address: str) -> Engine:
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError:
        raise DriftError("dask is not installed", "pip install 'driftline[dask]'") from None

    def run(work: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[tuple[int, Done]]:
        try:
            client = distributed.Client(address, timeout="5s", set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise SourceError(
                f"no scheduler answers at {address}: {type(error).__name__}", "Is `dask scheduler` running there?"
            ) from None
        with client:
            futures = [client.submit(guarded, work, task, pure=False) for task in tasks]
            numbers = {future.key: number for number, future in enumerate(futures)}
            for future in distributed.as_completed(futures, loop=client.loop):
                problem = f"its worker was lost too often ({future.status})"
                yield numbers[future.key], future.result() if future.status == "finished" else Done(problem=problem)

    return run
