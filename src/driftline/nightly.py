"""One run for a scheduler: probe, compare, keep, report, alert. Each step is a process of its own, so none outlives the limit."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from driftline.errors import DriftError, Exit
from driftline.ledger import Ledger, now
from driftline.published import public
from driftline.renderers.words import plural


@dataclass(frozen=True, slots=True)
class Night:
    """How a run ended: its exit code and one line for people."""

    code: Exit
    summary: str


class Overtime(Exception):  # noqa: N818 - not an error of ours: the time is over
    """The time limit is over."""


@contextlib.contextmanager
def locked(path: Path) -> Iterator[int]:
    """One run at a time; the lock goes with the processes that hold it: this one and those it gives the number to.

    Raises DriftError where another run is under way.
    """
    import fcntl

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8", errors="replace") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            raise DriftError(
                f"another run is under way ({lock.read().strip() or path})", "Wait for it to end."
            ) from None
        lock.truncate(0)
        lock.write(f"process {os.getpid()} since {now()}")
        lock.flush()
        yield lock.fileno()


def run_nightly(
    *,
    spec: Path,
    docs: Sequence[Path],
    ledger: Path,
    reports: Path,
    accepted: Path | None,
    suite: Path | None,
    names: Path | None,
    overlays: Path | None,
    to: Sequence[str],
    github: str | None,
    time_limit: float,
    fail_on: str,
    probe_options: Sequence[str],
    say: Callable[[str], None] = print,
) -> Night:
    """Everything, in order; what went wrong is in the ledger and in the summary, and is never green."""
    ends = time.monotonic() + time_limit
    exchanges, seen = reports / "exchanges.jsonl", reports / ".exchanges.jsonl.new"
    lock = -1

    def step(title: str, *words: object) -> int:
        say(f"==> nightly: {title}")
        return _step([sys.executable, "-c", TIED, *map(str, words)], ends, lock)

    def could_not_look(why: str) -> Night:
        try:
            with Ledger(ledger) as book:
                book.could_not_look(now(), _target(probe_options), why)
        except DriftError as error:
            why = f"{why}; {error.message}"
        return Night(Exit.UNREADABLE, f"could not look: {why}")

    try:
        with locked(ledger.with_name(f"{ledger.name}.lock")) as lock:
            seen.unlink(missing_ok=True)
            suite_words = ["--suite", suite] if suite else []
            code = step("probe", "probe", "--spec", spec, "--record", seen, *suite_words, *probe_options)
            if is_seen := seen.exists():
                seen.replace(exchanges)
            if code != Exit.AGREE or not is_seen:
                return could_not_look(f"the probe ended with exit code {code}")
            words = _compare(docs, exchanges, ledger, reports, accepted, names, fail_on)
            code = step("compare, keep and report", "compare", *words, *(["--overlays", overlays] if overlays else []))
            if code not in (Exit.AGREE, Exit.DRIFT):
                return could_not_look(f"the comparison ended with exit code {code}")
            summary = _summary(reports / "findings.json", ledger)
            channels = [word for url in to for word in ("--to", url)] + (["--github", github] if github else [])
            if channels and step("alert", "alert", "--ledger", ledger, *channels) != Exit.AGREE:
                return Night(Exit.UNREADABLE, f"{summary}; an alert could not be sent and waits")
            return Night(Exit(code), summary)
    except Overtime:
        return could_not_look(f"the time limit of {time_limit:g} s was over")
    except DriftError as error:
        return Night(Exit.UNREADABLE, f"could not look: {error.message}")
    except OSError as error:
        return Night(Exit.UNREADABLE, f"could not look: {error.filename or reports}: {error.strerror or error}")


def _compare(
    docs: Sequence[Path],
    exchanges: Path,
    ledger: Path,
    reports: Path,
    accepted: Path | None,
    names: Path | None,
    fail_on: str,
) -> list[object]:
    words: list[object] = [word for path in docs for word in ("--docs", path)]
    words += ["--exchanges", exchanges] if exchanges.stat().st_size else []  # nothing to ask: nothing else had changed
    words += ["--ledger", ledger, "--fail-on", fail_on, "--most", 5]
    words += ["--json", reports / "findings.json", "--markdown", reports / "report.md", "--html", reports / "site"]
    words += ["--sarif", reports / "drift.sarif", "--junit", reports / "junit.xml"]
    words += ["--accepted", accepted] if accepted else []
    return words + (["--names", names] if names else [])


TIED = """\
import runpy
from driftline.nightly import tie
tie()
runpy.run_module("driftline", run_name="__main__", alter_sys=True)
"""


def tie() -> None:
    """End this process and all it started as soon as the one that holds the other end of its input is gone."""

    def watch() -> None:
        while os.read(0, 1):
            pass
        os.killpg(0, signal.SIGKILL)

    threading.Thread(target=watch, daemon=True).start()


def _step(words: Sequence[str], ends: float, lock: int) -> int:
    """One command, killed with all it started when the time is over, or when this process is killed.

    It holds the lock too: until it is gone no other run begins.
    """
    left = ends - time.monotonic()
    if left <= 0:
        raise Overtime
    with subprocess.Popen(words, start_new_session=True, stdin=subprocess.PIPE, pass_fds=(lock,)) as process:
        try:
            return process.wait(left)
        except (subprocess.TimeoutExpired, KeyboardInterrupt) as error:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            raise (Overtime if isinstance(error, subprocess.TimeoutExpired) else KeyboardInterrupt) from None


def _target(options: Sequence[str]) -> str:
    """The target among the options of a probe."""
    words = list(options)
    return public(next((words[n + 1] for n, word in enumerate(words[:-1]) if word in ("--target", "--app")), ""))


def _summary(findings: Path, ledger: Path) -> str:
    """One line: what is open, what changed, how much was looked at."""
    try:
        report = json.loads(findings.read_text(encoding="utf-8"))
        covered = report.get("coverage", {}).get("operations", [])
        asked = sum(row["outcome"] != "untested" for row in covered)
    except (OSError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise DriftError(
            f"{findings} holds no report: {error}", "The comparison writes it: is the disk full?"
        ) from None
    with Ledger(ledger) as book:
        run = book.runs(1)[-1]
        events = [str(e.state) for entry in book.entries() for e in entry.events if e.run == run.id]
    changed = ", ".join(
        f"{events.count(state):,} {state}" for state in ("new", "back", "resolved", "flaky") if state in events
    )
    return (
        f"{plural(run.errors, 'error')}, {plural(run.warnings, 'warning')}, {plural(run.notes, 'note')} open; "
        f"{changed or 'nothing new'}; "
        f"{asked:,} of {len(covered):,} operations asked"
    )
