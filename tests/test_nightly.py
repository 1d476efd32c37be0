"""A night for a scheduler: it looks, keeps, reports and tells, one at a time and in its time; blind is never green."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from bookshop import DOCS, PUBLISH, TEXT
from test_alert import Hook, hook
from tests_support import ROOT, Run

from driftline.ledger import Ledger

__all__ = ["hook"]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    docs = tmp_path / "docs"
    (docs / "openapi").mkdir(parents=True)
    (docs / "openapi" / "openapi.json").write_text(TEXT)
    (docs / "create-book.mdx").write_text(DOCS)
    (docs / "publishing.md").write_text(PUBLISH)
    return tmp_path


def words(shop: Path, *more: str, app: str = "shop") -> list[str]:
    kept = ["--ledger", str(shop / "ledger.db"), "--reports", str(shop / "reports")]
    head = [
        "nightly",
        "--spec",
        str(shop / "docs" / "openapi" / "openapi.json"),
        "--docs",
        str(shop / "docs"),
        *kept,
        *more,
    ]
    return [*head, "--", "--app", f"tests.bookshop:{app}", "--header", "authorization: Bearer one", "--no-fuzz"]


def runs(shop: Path) -> list[Any]:
    with Ledger(shop / "ledger.db") as book:
        return book.runs()


def test_a_quiet_night_is_green_and_leaves_every_report(shop: Path, run: Run) -> None:
    done = run(*words(shop))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nightly: 0 errors" in done.stdout
    assert "8 of 8 operations asked (exit 0" in done.stdout
    made = {path.name for path in (shop / "reports").iterdir()}
    assert {"findings.json", "report.md", "site", "drift.sarif", "junit.xml", "exchanges.jsonl"} <= made
    assert [one.outcome for one in runs(shop)] == ["looked"]


def test_a_night_after_which_nothing_could_be_affected_asks_nothing_and_compares_the_documents(
    shop: Path, run: Run
) -> None:
    spec = shop / "docs" / "openapi" / "openapi.json"
    done = run(*words(shop), "--since", str(spec))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nightly: 0 errors" in done.stdout
    assert (shop / "reports" / "exchanges.jsonl").read_text() == ""
    assert [one.outcome for one in runs(shop)] == ["looked"]


def test_a_drift_is_told_once_and_its_end_too(shop: Path, run: Run, hook: Hook) -> None:
    address = ("--to", hook.url)
    codes = [run(*words(shop, *address, app=app)).returncode for app in ("lying", "lying", "shop")]
    assert codes == [1, 1, 0]
    titles = [told["title"] for told in hook.taken]
    assert [title.split()[-1] for title in titles] == ["new", "resolved"], titles


def test_an_endpoint_that_is_down_is_no_green_night_and_loses_nothing(shop: Path, run: Run, hook: Hook) -> None:
    hook.mood = "fails"
    failed = run(*words(shop, "--to", hook.url, app="lying"))
    assert failed.returncode == 3
    assert "an alert could not be sent and waits" in failed.stderr
    hook.mood = "well"
    assert run(*words(shop, "--to", hook.url, app="lying")).returncode == 1
    assert len(hook.taken) == 1


def test_a_target_that_does_not_answer_is_written_down_and_is_not_green(shop: Path, run: Run) -> None:
    assert run(*words(shop, app="lying")).returncode == 1
    command = words(shop)
    command[command.index("--app") : command.index("--app") + 2] = ["--target", "http://127.0.0.1:9"]
    done = run(*command)
    assert done.returncode == 3
    assert "could not look" in done.stderr
    assert [one.outcome for one in runs(shop)] == ["looked", "the probe ended with exit code 3"]
    with Ledger(shop / "ledger.db") as book:
        assert {str(entry.state) for entry in book.entries()} == {"new"}  # nothing was resolved by not looking


def test_a_night_ends_when_its_time_is_over(shop: Path, run: Run) -> None:
    started = time.monotonic()
    done = run(*words(shop, "--time-limit", "1"))
    assert done.returncode == 3
    assert "the time limit of 1 s was over" in done.stderr
    assert time.monotonic() - started < 20
    assert runs(shop)[-1].outcome.startswith("the time limit")


def test_one_night_at_a_time(shop: Path, run: Run) -> None:
    command = [sys.executable, "-m", "driftline", *words(shop)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as first:
        lock = shop / "ledger.db.lock"
        while not (lock.exists() and lock.read_text()):
            time.sleep(0.02)
        second = run(*words(shop))
        out, err = first.communicate(timeout=120)
    assert second.returncode == 3
    assert "another run is under way (process" in second.stderr
    assert first.returncode == 0, out + err
    assert len(runs(shop)) == 1


def test_no_secret_is_in_anything_that_a_night_leaves(shop: Path, run: Run) -> None:
    canary = "Bearer one-canary-7f3a9c51"
    command = words(shop)
    command[command.index("--header") + 1] = "authorization: $CANARY"
    done = run(*command, CANARY=canary)
    text = done.stdout + done.stderr
    for path in shop.rglob("*"):
        if path.is_file():
            text += path.read_bytes().decode("utf-8", "replace")
    assert "canary-7f3a9c51" not in text
    assert "[struck out]" in text
    json.loads((shop / "reports" / "exchanges.jsonl").read_text().splitlines()[0])


FAILING = """
import pytest

def test_that_breaks_by_itself(live):
    raise KeyError("id")

@pytest.mark.promise("create-book.mdx", "A draft expires after 2 days.", operation="POST /books")
def test_a_promise_that_cannot_be_asked(live):
    assert live.send("GET", "/books").json()["nothing"]
"""


def test_a_contract_test_that_fails_by_whatever_is_no_green_night(shop: Path, run: Run) -> None:
    suite = shop / "suite"
    suite.mkdir()
    (suite / "conftest.py").write_text('pytest_plugins = ["driftline.pytest_plugin"]\n')
    (suite / "test_books.py").write_text(FAILING)
    done = run(*words(shop, "--suite", str(suite)))
    assert done.returncode == 1, done.stdout + done.stderr
    found = json.loads((shop / "reports" / "findings.json").read_text())["findings"]
    assert [one["rule"] for one in found] == ["contract-test", "contract-test"]
    assert {one["said"][0]["value"] for one in found} == {
        "test_that_breaks_by_itself",
        "test_a_promise_that_cannot_be_asked",
    }
    assert "KeyError" in found[0]["said"][0]["quote"]
