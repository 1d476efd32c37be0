"""Folders that are replaced whole or not at all, by one run at a time. Leaves nothing beside them but while it works."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from driftline.errors import DriftError


def _beside(into: Path, what: str) -> Path:
    return into.with_name(f".{into.name}.{what}")


@contextmanager
def locked(into: Path, verb: str) -> Iterator[None]:
    """Hold the lock file of a folder; the lock of a dead process is taken over.

    Raises DriftError where another run holds it: `verb` names what is run.
    """
    lock = _beside(into, "lock")
    try:
        _write_lock(lock)
    except FileExistsError:
        _discard_stale(lock, verb)
        try:
            _write_lock(lock)
        except FileExistsError:
            raise _busy(lock, verb) from None
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _write_lock(lock: Path) -> None:
    with os.fdopen(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644), "w") as file:
        file.write(str(os.getpid()))


def _discard_stale(lock: Path, verb: str) -> None:
    """Remove the lock of a dead process. It is moved aside first, so that of two runs only one can discard it."""
    if _held(lock):
        raise _busy(lock, verb)
    aside = lock.with_name(f"{lock.name}-{os.getpid()}")
    try:
        lock.rename(aside)
    except FileNotFoundError:
        return
    if _held(aside):  # another run had just taken it over: give it back
        aside.rename(lock)
        raise _busy(lock, verb)
    aside.unlink()


def _held(lock: Path) -> bool:
    """Whether the process named in a lock file lives; a half-written lock counts as held for ten seconds."""
    try:
        text, age = lock.read_text(), datetime.now(UTC).timestamp() - lock.stat().st_mtime
    except FileNotFoundError:
        return False
    if not (text.isascii() and text.isdigit()):
        return age < 10
    if os.name == "nt":  # there is no asking without harm
        return True
    try:
        os.kill(int(text), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _busy(lock: Path, verb: str) -> DriftError:
    return DriftError(f"another {verb} is writing there ({lock})", "Wait for it; if none runs, delete that file.")


def draft_beside(into: Path) -> Path:
    """An empty folder beside `into` for what is to take its place; `recovered` removes it where a run was killed."""
    folder = _beside(into, f"next-{os.getpid()}")
    folder.mkdir()
    return folder


def recovered(into: Path) -> bool:
    """Undo what a killed run left behind; whether the last folder had to be put back. For who holds the lock."""
    old, prefix = _beside(into, "old"), _beside(into, "next-").name
    for left in [path for path in into.parent.iterdir() if path.name.startswith(prefix)]:
        shutil.rmtree(left)
    repaired = old.is_dir() and not into.exists()
    if repaired:
        old.rename(into)
    elif old.exists():
        shutil.rmtree(old)
    return repaired


def swap(folder: Path, into: Path) -> None:
    """Put `folder` in the place of `into`; a run killed between the two renames is undone by `recovered`."""
    old = _beside(into, "old")
    if into.exists():
        into.rename(old)
    try:
        folder.rename(into)
    except OSError:
        if old.exists():
            old.rename(into)
        raise
    sync(into.parent)
    shutil.rmtree(old, ignore_errors=True)


def sync(path: Path) -> None:
    """Have the disk keep what was written to a file or folder."""
    if os.name == "nt" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
