"""Keep an emulator's log in an SQLite file: what was answered is there after a crash. Talks to one file, held alone."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from driftline.emulator.world import WRITTEN, Change, World, moment
from driftline.errors import DriftError

FORM = "1"  # of the file
TABLES = """
CREATE TABLE IF NOT EXISTS log (n INTEGER PRIMARY KEY, place TEXT NOT NULL, key TEXT NOT NULL, value TEXT);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class Store:
    """An append-only log in a file, in WAL mode, one transaction for each request that changed something.

    Raises DriftError where the file is no such store, belongs to another vendor, or another emulator holds it.
    Source: https://www.sqlite.org/wal.html
    """

    def __init__(self, path: Path, vendor: str) -> None:
        self.path = path
        file: sqlite3.Connection | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=0.2)
            file.execute("PRAGMA locking_mode=EXCLUSIVE")
            file.execute("PRAGMA journal_mode=WAL")
            file.execute("PRAGMA synchronous=NORMAL")
            file.executescript("BEGIN IMMEDIATE;" + TABLES + "COMMIT;")
            known = dict(file.execute("SELECT name, value FROM facts").fetchall())
        except (sqlite3.Error, OSError) as error:
            if file is not None:
                file.close()
            raise DriftError(f"{path} cannot be used as a store: {error}", _hint(str(error))) from None
        if known and (known.get("form"), known.get("vendor")) != (FORM, vendor):
            file.close()
            seen = f"form {known.get('form')} of {known.get('vendor')}"
            raise DriftError(f"{path} holds {seen}, not form {FORM} of {vendor}", "Choose another --db file.")
        self._file = file
        self._facts = {"form": FORM, "vendor": vendor}
        self.known = known

    def load(self, world: World) -> None:
        """Bring a fresh world to where the file left it: objects, timers, clock, seed."""
        if not self.known:
            self.save(world)
            return
        world.reseed(int(self.known["seed"]), int(self.known["drawn"]))
        rows = self._file.execute("SELECT place, key, value FROM log ORDER BY n")
        world.apply([Change(table, key, None, _read(value)) for table, key, value in rows])
        world.clock.now = moment(self.known["now"])
        world.settled = len(world.log)

    def save(self, world: World) -> None:
        """Write what changed since the last time, in one transaction; raises DriftError where the disk refuses."""
        start = world.settled
        rows = [
            (n, change.table, change.key, None if change.after is None else json.dumps(change.after))
            for n, change in enumerate(world.log[start:], start)
        ]
        facts = self._facts | {
            "seed": str(world.seed),
            "drawn": str(world.drawn),
            "now": world.clock.now.strftime(WRITTEN),
        }
        try:
            self._file.execute("BEGIN IMMEDIATE")
            self._file.execute("DELETE FROM log WHERE n >= ?", (start,))
            self._file.executemany("INSERT INTO log VALUES (?, ?, ?, ?)", rows)
            self._file.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())
            self._file.execute("COMMIT")
        except sqlite3.Error as error:
            if self._file.in_transaction:
                self._file.execute("ROLLBACK")
            raise DriftError(f"{self.path} could not be written: {error}", "Is the disk full?") from None
        world.settled = len(world.log)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _read(value: str | None) -> Any:
    return None if value is None else json.loads(value)


def _hint(problem: str) -> str:
    if "locked" in problem:
        return "Another emulator is using it: stop that one, or choose another --db file."
    return "Name a file that `driftline emulate --db` made, or one that is not there yet."
