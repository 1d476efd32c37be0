"""Findings over time in one SQLite file: runs, states, history, and the messages that are still to be sent.

Every change is one transaction: a process killed at any moment leaves the file as before or as after.
"""

from __future__ import annotations

import contextlib
import functools
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, TypeVar

from driftline.accepted import Accepted
from driftline.errors import DriftError
from driftline.findings import Finding
from driftline.history import LIVING, Entry, Event, Run, State
from driftline.renderers.contract import as_dict, from_dict

VERSION = 1
WAIT = 30.0  # seconds for another process that is writing
FORGET = 3  # runs without a flaky finding after which it counts as resolved
SCHEMA = """
CREATE TABLE run (id INTEGER PRIMARY KEY, at TEXT, target TEXT, sources TEXT, requests INTEGER, seconds REAL,
                  errors INTEGER, warnings INTEGER, notes INTEGER, outcome TEXT, inputs TEXT);
CREATE TABLE finding (fingerprint TEXT PRIMARY KEY, state TEXT, rule TEXT, severity TEXT, operation TEXT, place TEXT,
                      message TEXT, first_seen TEXT, last_seen TEXT, runs INTEGER, missed INTEGER, witnesses TEXT, told TEXT,
                      absent_inputs TEXT);
CREATE TABLE event (id INTEGER PRIMARY KEY, fingerprint TEXT, run INTEGER, at TEXT, state TEXT, note TEXT);
CREATE INDEX event_of ON event (fingerprint);
CREATE TABLE message (id INTEGER PRIMARY KEY, run INTEGER, at TEXT, kind TEXT, fingerprint TEXT, told TEXT);
CREATE TABLE sent (message INTEGER, channel TEXT, state TEXT, at TEXT, PRIMARY KEY (message, channel));
"""


@dataclass(frozen=True, slots=True)
class Look:
    """What a run looked at: when (UTC), where, with which inputs (a hash), which witnesses spoke, what it could not ask."""

    at: str
    target: str = ""
    inputs: str = ""
    sources: tuple[Mapping[str, Any], ...] = ()
    untested: frozenset[str] = frozenset()  # operations that no answer came from


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a run changed: its row, and the findings that became new, came back, were resolved or proved flaky."""

    run: Run
    new: tuple[Entry, ...]
    back: tuple[Entry, ...]
    resolved: tuple[Entry, ...]
    flaky: tuple[Entry, ...]
    open: int


@dataclass(frozen=True, slots=True)
class Message:
    """Something to tell people: a finding that is new, back or resolved."""

    id: int
    kind: State
    finding: Finding
    at: str


def now() -> str:
    """This second, UTC, as RFC 3339 writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


P = ParamSpec("P")
R = TypeVar("R")


def _guarded(method: Callable[Concatenate[Ledger, P], R]) -> Callable[Concatenate[Ledger, P], R]:
    """A method of a ledger, after which a file that cannot be read or written is said as such."""

    @functools.wraps(method)
    def guarded(book: Ledger, /, *args: P.args, **words: P.kwargs) -> R:
        path = book.path
        try:
            return method(book, *args, **words)
        except sqlite3.OperationalError as error:
            raise DriftError(f"{path} could not be used: {error}", "Is the disk full, or read-only?") from None
        except (sqlite3.Error, ValueError, TypeError, LookupError, OverflowError, RecursionError) as error:
            raise DriftError(f"{path} is damaged: {error}", "Put a copy of it back, or move it away.") from None

    return guarded


class Ledger:
    """A ledger file, opened; made where it is not there. Use it in a `with`.

    Raises DriftError where the file is no ledger, is of a newer version, or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.db = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
        except sqlite3.Error as error:
            raise DriftError(f"{path} cannot be used as a ledger: {error}", "Is it a ledger, and writable?") from None
        except OSError as error:
            raise DriftError(f"{path} cannot be made: {error.strerror}", "Is its folder writable?") from None
        try:
            self.db.row_factory = sqlite3.Row
            self.db.execute("PRAGMA synchronous = FULL")
            self._prepare()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            self.db.close()
            raise DriftError(f"{path} cannot be used as a ledger: {error}", "Is it a ledger, and writable?") from None
        except DriftError:
            self.db.close()
            raise

    def _prepare(self) -> None:
        with self._writing():
            version = self.db.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION:
                raise DriftError(f"{self.path} is a ledger of version {version}", "A newer driftline made it.")
            if version == 0:
                if self.db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                    raise DriftError(f"{self.path} is another SQLite file", "Name a file of its own for the ledger.")
                for statement in SCHEMA.split(";"):
                    self.db.execute(statement)
                self.db.execute(f"PRAGMA user_version = {VERSION}")

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.db.close()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction, alone: what happens in it happens whole or not at all."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.db.execute("COMMIT")
        except BaseException:
            if self.db.in_transaction:  # a full disk has ended it already
                self.db.execute("ROLLBACK")
            raise

    @_guarded
    def record(
        self, look: Look, findings: Sequence[Finding], accepted: Sequence[tuple[Finding, Accepted]] = ()
    ) -> Recorded:
        """Write a run down: the state of every finding, its events, and a message for each that people should hear of.

        A finding that was not seen is resolved only where all of its witnesses spoke and its operation was asked.
        Raises DriftError where the file cannot be written.
        """
        with self._writing():
            return self._record(look, findings, accepted)

    def _record(
        self, look: Look, findings: Sequence[Finding], accepted: Sequence[tuple[Finding, Accepted]]
    ) -> Recorded:
        run = self._run(look, findings, "looked")
        known = {row["fingerprint"]: row for row in self.db.execute("SELECT * FROM finding")}
        became: dict[State, list[str]] = {state: [] for state in State}
        for finding in findings:
            became[self._seen(run, look, finding, known.get(finding.fingerprint))].append(finding.fingerprint)
        for finding, entry in accepted:
            self._write(
                run, look, finding, known.get(finding.fingerprint), State.ACCEPTED, f"{entry.who}: {entry.reason}"
            )
        present = {one.fingerprint for one in findings} | {one.fingerprint for one, _ in accepted}
        for fingerprint, row in known.items():
            if fingerprint not in present and self._missed(run, look, row):
                became[State.RESOLVED].append(fingerprint)
        for kind in (State.NEW, State.BACK, State.RESOLVED):
            for fingerprint in became[kind]:
                self._tell(run, kind, fingerprint)
        entries = {one.fingerprint: one for one in self.entries()}
        changed = {state: tuple(entries[key] for key in keys) for state, keys in became.items()}
        count = sum(one.state in LIVING for one in entries.values())
        return Recorded(
            run, changed[State.NEW], changed[State.BACK], changed[State.RESOLVED], changed[State.FLAKY], count
        )

    @_guarded
    def could_not_look(self, at: str, target: str, why: str) -> Run:
        """Write down a run that could not look: no state changes, and it is never green."""
        with self._writing():
            return self._run(Look(at, target), (), why)

    def _run(self, look: Look, findings: Sequence[Finding], outcome: str) -> Run:
        counts = [sum(one.severity == level for one in findings) for level in ("error", "warning", "note")]
        sources = tuple((str(row["name"]), int(row["claims"])) for row in look.sources)
        live = [row for row in look.sources if row["name"] == "live"]
        requests, seconds = sum(row.get("requests", 0) for row in live), sum(row.get("seconds", 0.0) for row in live)
        cursor = self.db.execute(
            "INSERT INTO run VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (look.at, look.target, json.dumps(sources), requests, seconds, *counts, outcome, look.inputs),
        )
        errors, warnings, notes = counts
        number = int(cursor.lastrowid or 0)
        return Run(number, look.at, look.target, sources, requests, seconds, errors, warnings, notes, outcome)

    def _seen(self, run: Run, look: Look, finding: Finding, row: sqlite3.Row | None) -> State:
        """The state that a finding comes into by being seen."""
        before = State(row["state"]) if row else None
        same_inputs = row is not None and row["absent_inputs"] == look.inputs != ""
        state = (
            State.NEW
            if before is None
            else State.FLAKY
            if before is State.FLAKY or (before is State.RESOLVED and same_inputs)
            else State.BACK
            if before is State.RESOLVED
            else State.OPEN
        )
        self._write(run, look, finding, row, state)
        return state if state is not before else State.OPEN

    def _write(
        self, run: Run, look: Look, finding: Finding, row: sqlite3.Row | None, state: State, note: str = ""
    ) -> None:
        witnesses = json.dumps(sorted({said.source for said in finding.said}))
        told = json.dumps(as_dict(finding))
        self.db.execute(
            """INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0, ?, ?, '') ON CONFLICT (fingerprint) DO UPDATE SET
               state = excluded.state, severity = excluded.severity, message = excluded.message, told = excluded.told,
               last_seen = excluded.last_seen, runs = runs + 1, missed = 0, witnesses = excluded.witnesses""",
            (
                finding.fingerprint,
                state,
                finding.rule,
                str(finding.severity),
                *finding.subject,
                finding.message,
                look.at,
                look.at,
                witnesses,
                told,
            ),
        )
        if row is None or row["state"] != state:
            self._event(finding.fingerprint, run.id, look.at, state, note)

    def _missed(self, run: Run, look: Look, row: sqlite3.Row) -> bool:
        """Whether a finding that was not seen is resolved by that."""
        spoke = {str(source["name"]) for source in look.sources}
        asked = row["operation"] not in look.untested
        if row["state"] == State.RESOLVED or not set(json.loads(row["witnesses"])) <= spoke or not asked:
            return False
        missed = row["missed"] + 1
        self.db.execute(
            "UPDATE finding SET missed = ?, absent_inputs = ? WHERE fingerprint = ?",
            (missed, look.inputs, row["fingerprint"]),
        )
        if row["state"] == State.FLAKY and missed < FORGET:
            return False
        self._move(row["fingerprint"], run.id, look.at, State.RESOLVED)
        return True

    def _move(self, fingerprint: str, run: int, at: str, state: State, note: str = "") -> None:
        self.db.execute("UPDATE finding SET state = ? WHERE fingerprint = ?", (state, fingerprint))
        self._event(fingerprint, run, at, state, note)

    def _event(self, fingerprint: str, run: int, at: str, state: State, note: str) -> None:
        self.db.execute("INSERT INTO event VALUES (NULL, ?, ?, ?, ?, ?)", (fingerprint, run, at, state, note))

    def _tell(self, run: Run, kind: State, fingerprint: str) -> None:
        self.db.execute(
            "INSERT INTO message SELECT NULL, ?, ?, ?, fingerprint, told FROM finding WHERE fingerprint = ?",
            (run.id, run.at, kind, fingerprint),
        )

    @_guarded
    def decide(self, fingerprint: str, state: State, note: str, at: str) -> Entry:
        """A person accepts or resolves a finding; raises DriftError where it is not there or not unique."""
        entry = self.entry(fingerprint)
        with self._writing():
            self._move(entry.fingerprint, 0, at, state, note)
        return self.entry(entry.fingerprint)

    @_guarded
    def entries(self, states: Iterable[State] = ()) -> list[Entry]:
        """What is known of every finding (in one of the states), worst and newest first."""
        events: dict[str, list[Event]] = {}
        for row in self.db.execute("SELECT * FROM event ORDER BY id"):
            event = Event(int(row["run"]), str(row["at"]), State(row["state"]), str(row["note"] or ""))
            events.setdefault(row["fingerprint"], []).append(event)
        wanted = set(states)
        rows = [r for r in self.db.execute("SELECT * FROM finding") if not wanted or State(r["state"]) in wanted]
        found = [_entry(row, tuple(events.get(row["fingerprint"], ()))) for row in rows]
        order = [*LIVING, State.ACCEPTED, State.RESOLVED]
        levels = ("error", "warning", "note")
        return sorted(found, key=lambda e: (order.index(e.state), levels.index(e.severity), e.operation, e.fingerprint))

    def entry(self, prefix: str) -> Entry:
        """The finding whose fingerprint begins so; raises DriftError where there is none or more than one."""
        hits = [one for one in self.entries() if len(prefix) >= 4 and one.fingerprint.startswith(prefix)]
        if len(hits) != 1:
            seen = f"{len(hits)} findings begin with" if hits else "no finding in the ledger begins with"
            raise DriftError(f"{seen} {prefix}", "`driftline ledger list` shows them.")
        return hits[0]

    @_guarded
    def finding(self, fingerprint: str) -> Finding:
        """A finding as it was last told."""
        row = self.db.execute("SELECT told FROM finding WHERE fingerprint = ?", (fingerprint,)).fetchone()
        if row is None:
            raise DriftError(f"no finding in the ledger is {fingerprint}", "`driftline ledger list` shows them.")
        return from_dict(json.loads(row["told"]))

    @_guarded
    def runs(self, most: int = 200) -> list[Run]:
        """The last runs, oldest first."""
        rows = self.db.execute("SELECT * FROM run ORDER BY id DESC LIMIT ?", (most,)).fetchall()
        return [_run(row) for row in reversed(rows)]

    @_guarded
    def waiting(self, channel: str) -> list[Message]:
        """The messages that a channel has not been given; those of findings that no longer are so are left out."""
        rows = self.db.execute(
            """SELECT message.*, finding.state AS now FROM message JOIN finding USING (fingerprint)
               WHERE NOT EXISTS (SELECT 1 FROM sent WHERE sent.message = message.id AND sent.channel = ?)
               ORDER BY message.id""",
            (channel,),
        ).fetchall()
        return [Message(r["id"], State(r["kind"]), from_dict(json.loads(r["told"])), r["at"]) for r in rows]

    @_guarded
    def mark(self, messages: Iterable[Message], channel: str, state: str, at: str) -> None:
        """Write down that messages are being sent (`sending`) or were (`sent`); `waiting` takes that back."""
        with self._writing():
            for one in messages:
                if state == "waiting":
                    self.db.execute("DELETE FROM sent WHERE message = ? AND channel = ?", (one.id, channel))
                else:
                    self.db.execute("INSERT OR REPLACE INTO sent VALUES (?, ?, ?, ?)", (one.id, channel, state, at))

    @_guarded
    def interrupted(self, channel: str) -> list[Message]:
        """The messages of which nobody knows whether they were sent: the process ended in between."""
        rows = self.db.execute(
            "SELECT message.* FROM message JOIN sent ON sent.message = message.id WHERE channel = ? AND state = 'sending'",
            (channel,),
        ).fetchall()
        return [Message(r["id"], State(r["kind"]), from_dict(json.loads(r["told"])), r["at"]) for r in rows]


def _entry(row: sqlite3.Row, events: tuple[Event, ...]) -> Entry:
    """What a row says of a finding; raises ValueError where it is none of ours."""
    texts = ("fingerprint", "rule", "operation", "place", "message", "first_seen", "last_seen")
    if not all(isinstance(row[name], str) for name in texts) or not isinstance(row["runs"], int):
        raise ValueError(f"a row of findings that no run wrote: {row['fingerprint']!r}")
    return Entry(
        row["fingerprint"],
        State(row["state"]),
        row["rule"],
        row["severity"],
        row["operation"],
        row["place"],
        row["message"],
        row["first_seen"],
        row["last_seen"],
        row["runs"],
        events,
    )


def _run(row: sqlite3.Row) -> Run:
    sources = tuple((str(name), int(claims)) for name, claims in json.loads(row["sources"]))
    kept = ("requests", "seconds", "errors", "warnings", "notes", "outcome")
    if not all(isinstance(row[name], int | float) for name in kept[:-1]) or not isinstance(row["at"], str):
        raise ValueError(f"a row of runs that no run wrote: {row['id']!r}")
    return Run(row["id"], row["at"], row["target"], sources, *(row[name] for name in kept))


def as_json(entries: Iterable[Entry]) -> str:
    """Entries of the ledger as JSON text."""
    return json.dumps([asdict(one) for one in entries], indent=1, ensure_ascii=True) + "\n"
