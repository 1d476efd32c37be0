"""Work shared with other processes: the same outcome in the same order, whatever becomes of them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

from driftline.forks import PAYS, begun

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
BEGINNING = """
import os, sys, time
os.sched_getaffinity = lambda _: {0, 1, 2}
from driftline.forks import PAYS, begun
first = os.getpid()
"""


def printed(script: str) -> list[str]:
    """The lines that a script prints in an interpreter of its own, which has one thread as the command line has."""
    run = subprocess.run([sys.executable, "-c", BEGINNING + script], capture_output=True, text=True, timeout=60)
    return [*run.stdout.splitlines(), *run.stderr.splitlines()[-1:]]


@LINUX
def test_several_processes_do_the_work_and_its_order_stays() -> None:
    script = """
def work(n):
    time.sleep(0.01)
    return n, os.getpid()
outcome = begun(work, range(60), PAYS)()
print([n for n, _ in outcome] == list(range(60)), len({pid for _, pid in outcome}))
"""
    assert printed(script) == ["True 3"]


@LINUX
def test_more_items_than_a_pipe_has_room_for_are_all_done() -> None:
    assert printed("print(begun(str, range(50_000), PAYS)() == [str(n) for n in range(50_000)])") == ["True"]


@LINUX
def test_what_a_process_that_died_had_taken_is_done_here() -> None:
    script = """
def work(n):
    time.sleep(0.01)
    if os.getpid() != first:
        os._exit(9)
    return n
print(begun(work, range(20), PAYS)() == list(range(20)))
"""
    assert printed(script) == ["True"]


@LINUX
def test_an_error_is_raised_as_if_nothing_had_been_shared() -> None:
    script = """
def work(n):
    time.sleep(0.01)
    return 1 // (n - 7)
try:
    begun(work, range(20), PAYS)()
except ZeroDivisionError:
    print("raised once, in", os.getpid() == first)
"""
    assert printed(script) == ["raised once, in True"]


@LINUX
def test_nothing_is_left_running_or_open_afterwards() -> None:
    script = """
before = os.listdir("/proc/self/fd")
begun(str, range(100), PAYS)()
print(os.listdir("/proc/self/fd") == before)
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("no child")
"""
    assert printed(script) == ["True", "no child"]


def test_little_work_is_done_here() -> None:
    assert set(begun(lambda _: os.getpid(), range(100), PAYS - 1)()) == {os.getpid()}


def test_beside_other_threads_the_work_is_done_here() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert set(begun(lambda _: os.getpid(), range(100), PAYS)()) == {os.getpid()}
    finally:
        done.set()
        thread.join()
