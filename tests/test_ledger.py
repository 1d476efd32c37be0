"""The ledger: states over runs, decisions of people, and a file that survives being killed and being shared."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from driftline.accepted import Accepted, read_accepted, with_entry, without_entry
from driftline.claims import Subject
from driftline.errors import DriftError
from driftline.findings import Finding, Said
from driftline.history import State
from driftline.ledger import Ledger, Look, Recorded
from driftline.rules import Severity

ALL = tuple({"name": name, "claims": 10, "requests": 3, "seconds": 0.5} for name in ("spec", "docs", "live"))


def a_finding(number: int = 1, *, operation: str = "GET /a", witnesses: tuple[str, ...] = ("spec", "live")) -> Finding:
    said = tuple(Said(name, number) for name in witnesses)
    return Finding(
        "type",
        Severity.ERROR,
        Subject(operation, f"place/{number}"),
        said,
        "They differ.",
        fingerprint=f"{number:016x}",
    )


class Days:
    """A ledger and its runs, one a day, on the same inputs unless said otherwise."""

    def __init__(self, path: Path) -> None:
        self.book = Ledger(path)
        self.day = 0

    def run(self, *findings: Finding, sources: tuple[dict[str, object], ...] = ALL, inputs: str = "", untested: frozenset[str] = frozenset(), accepted: tuple[tuple[Finding, Accepted], ...] = ()) -> Recorded:  # fmt: skip
        self.day += 1
        look = Look(f"2026-11-{self.day:02d}T00:00:00Z", "https://t", inputs or f"day {self.day}", sources, untested)
        return self.book.record(look, findings, accepted)

    def states(self) -> list[str]:
        return [str(entry.state) for entry in sorted(self.book.entries(), key=lambda one: one.fingerprint)]


@pytest.fixture
def days(tmp_path: Path) -> Iterator[Days]:
    made = Days(tmp_path / "ledger.db")
    yield made
    made.book.db.close()


def test_a_finding_is_new_once_then_open_then_resolved_then_back(days: Days) -> None:
    seen = []
    for findings in ([a_finding()], [a_finding()], [], [], [a_finding()], [a_finding()]):
        done = days.run(*findings)
        seen.append((len(done.new), len(done.back), len(done.resolved), days.states()))
    assert seen == [
        (1, 0, 0, ["new"]),
        (0, 0, 0, ["open"]),
        (0, 0, 1, ["resolved"]),
        (0, 0, 0, ["resolved"]),
        (0, 1, 0, ["back"]),
        (0, 0, 0, ["open"]),
    ]
    entry = days.book.entries()[0]
    assert (entry.first_seen[:10], entry.last_seen[:10], entry.runs) == ("2026-11-01", "2026-11-06", 4)
    assert [str(event.state) for event in entry.events] == ["new", "open", "resolved", "back", "open"]


def test_what_comes_and_goes_on_the_same_inputs_is_flaky_until_it_stays_away(days: Days) -> None:
    for findings in ([a_finding()], [], [a_finding()]):
        days.run(*findings, inputs="same")
    assert days.states() == ["flaky"]
    assert [days.run(inputs="same") and days.states()[0] for _ in range(3)] == ["flaky", "flaky", "resolved"]


def test_a_run_without_the_witness_or_the_operation_resolves_nothing(days: Days) -> None:
    days.run(a_finding(1), a_finding(2, witnesses=("spec", "docs")))
    done = days.run(sources=ALL[:2])
    assert [entry.fingerprint[-1] for entry in done.resolved] == ["2"]
    assert days.run(untested=frozenset({"GET /a"})).resolved == ()
    assert [entry.fingerprint[-1] for entry in days.run().resolved] == ["1"]


def test_a_run_that_could_not_look_changes_no_state(days: Days) -> None:
    days.run(a_finding())
    days.book.could_not_look("2026-11-02T00:00:00Z", "https://t", "the target does not answer")
    assert days.states() == ["new"]
    assert [run.outcome for run in days.book.runs()] == ["looked", "the target does not answer"]


def test_an_accepted_finding_keeps_reason_and_name_and_hides_no_neighbour(days: Days) -> None:
    entry = Accepted(a_finding(1).fingerprint, "their next release", "ada", date(2027, 1, 1))
    done = days.run(a_finding(2), accepted=((a_finding(1), entry),))
    assert days.states() == ["accepted", "new"]
    assert [one.fingerprint[-1] for one in done.new] == ["2"]
    assert days.book.entry(a_finding(1).fingerprint).events[0].note == "ada: their next release"
    days.run(a_finding(1), a_finding(2))
    assert days.states() == ["open", "open"]


def test_what_a_person_resolved_is_back_when_it_is_seen_again(days: Days) -> None:
    days.run(a_finding())
    days.book.decide(a_finding().fingerprint[:16], State.RESOLVED, "ada: corrected", "2026-11-02T00:00:00Z")
    assert days.states() == ["resolved"]
    assert len(days.run(a_finding()).back) == 1


def test_a_fingerprint_that_is_unknown_or_too_short_is_said(days: Days) -> None:
    days.run(a_finding(1), a_finding(2))
    with pytest.raises(DriftError, match="2 findings begin with 0000"):
        days.book.entry("0000")
    with pytest.raises(DriftError, match="no finding in the ledger begins with"):
        days.book.entry("abc")


def test_a_file_that_is_no_ledger_is_said_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database at all, but long enough to be mistaken for one" * 20)
    with pytest.raises(DriftError, match="cannot be used as a ledger"):
        Ledger(tmp_path / "text.db")
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE mine (a)")
        other.commit()
    with pytest.raises(DriftError, match="another SQLite file"):
        Ledger(tmp_path / "other.db")
    with closing(sqlite3.connect(tmp_path / "newer.db")) as newer:
        newer.execute("PRAGMA user_version = 99")
    with pytest.raises(DriftError, match="version 99"):
        Ledger(tmp_path / "newer.db")


def _record(path: str, first: int, count: int) -> None:
    with Ledger(Path(path)) as book:
        for n in range(first, first + count):
            book.record(Look(f"2026-11-21T00:00:{n % 60:02d}Z", sources=ALL[:1]), [a_finding(n, operation=f"GET /{n}")])


def test_two_runs_at_once_lose_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_record, args=(path, first, 15)) for first in (100, 200)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with Ledger(Path(path)) as book:
        assert len(book.runs()) == len(book.entries()) == 30


FOREVER = """
import sys, itertools
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_ledger import a_finding, ALL
from driftline.ledger import Ledger, Look
book = Ledger(Path({path!r}))
print("ready", flush=True)
for n in itertools.count():
    found = [a_finding(n * 20 + k) for k in range(20)]
    book.record(Look("2026-11-21T00:00:00Z", inputs=str(n), sources=ALL), found)
"""


def test_a_ledger_that_is_killed_at_any_moment_holds_whole_runs(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    script = FOREVER.format(tests=str(Path(__file__).parent), path=str(path))
    for attempt in range(6):
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(0.03 + 0.017 * attempt)
            os.kill(process.pid, signal.SIGKILL)
        with Ledger(path) as book:
            entries, runs = book.entries(), book.runs()
            last = max((event.run for entry in entries for event in entry.events), default=0)
            assert last == len(runs)
            assert sum(entry.state in (State.NEW, State.BACK, State.OPEN, State.FLAKY) for entry in entries) in (0, 20)
            assert len(book.waiting("x")) % 20 == 0
        path.unlink()


def test_an_entry_of_accepted_toml_is_added_replaced_and_taken_out_without_touching_others(tmp_path: Path) -> None:
    path = tmp_path / "accepted.toml"
    one, two = "a" * 16, "b" * 16
    path.write_text(with_entry(path, one, 'a "reason"', "ada", "2027-01-31"))
    path.write_text("# why\n" + path.read_text())
    path.write_text(with_entry(path, two, "line\nbreak", "bob", "never"))
    path.write_text(with_entry(path, one, "another", "ada", "never"))
    assert [(e.fingerprint, e.reason, e.until) for e in read_accepted(path)] == [
        (two, "line\nbreak", None),
        (one, "another", None),
    ]
    path.write_text(without_entry(path, two))
    assert [entry.fingerprint for entry in read_accepted(path)] == [one]
    assert path.read_text().startswith("# why\n")
    with pytest.raises(DriftError, match="until"):
        with_entry(path, two, "r", "w", "tomorrow")


def test_a_file_that_is_damaged_is_said_and_never_a_traceback(tmp_path: Path) -> None:
    days = Days(tmp_path / "ledger.db")
    days.run(a_finding())
    days.book.db.close()
    whole = (tmp_path / "ledger.db").read_bytes()
    for start in range(100, len(whole), 4096):  # one page after the other, the head of the file left as it is
        (tmp_path / "ledger.db").write_bytes(whole[:start] + b"\xff" * 1_000 + whole[start + 1_000 :])
        with contextlib.suppress(DriftError), Ledger(tmp_path / "ledger.db") as book:
            book.entries()
            book.runs()
            book.waiting("one")
            book.record(Look("2026-11-09T00:00:00Z"), [a_finding(2)])


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("finding", "state", "odd"),
        ("finding", "severity", None),
        ("finding", "told", "{"),
        ("finding", "told", '{"fingerprint": 1}'),
        ("finding", "message", b"\xff"),
        ("run", "sources", "[1]"),
        ("run", "requests", "many"),
        ("event", "state", None),
        ("message", "kind", 7),
        ("message", "told", "null"),
    ],
)
def test_a_row_that_no_run_wrote_is_said(table: str, column: str, value: object, days: Days) -> None:
    days.run(a_finding())
    days.book.db.execute(f"UPDATE {table} SET {column} = ?", (value,))
    said = []
    for read in (
        days.book.entries,
        lambda: days.book.finding(f"{1:016x}"),
        days.book.runs,
        lambda: days.book.waiting("a"),
    ):
        try:
            read()
        except DriftError as error:
            said.append(error.message)
    assert any("is damaged" in message for message in said)
