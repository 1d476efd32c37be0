"""What a run proved is part of its verdict: operations, claims and promises, each proven, broken or untested with a reason."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from test_experiments import SNAPSHOT, SPEC, shop
from tests_support import CONTRACT, Run

from driftline.check import judge
from driftline.coverage import Coverage, Outcome, cover
from driftline.emulator import EmulatorTransport
from driftline.experiments.bench import facts
from driftline.probe import probe
from driftline.readers.exchanges import read_exchanges
from driftline.renderers.covering import covered
from driftline.sources import read_all
from driftline.target import Budget, Target


def covering(*lies: str, requests: int = 2000) -> Coverage:
    keys = {"authorization": "Bearer one"}
    target = Target(
        "https://books.test", headers=keys, budget=Budget(requests=requests), transport=EmulatorTransport(shop(lies))
    )
    readings = read_all(SNAPSHOT)
    done = probe(SPEC, target, declared=facts(readings), fuzz=False)
    result = judge([*readings, read_exchanges(done.exchanges)], SNAPSHOT)
    return cover(readings, result.findings, done.exchanges)


@pytest.fixture(scope="module")
def honest() -> Coverage:
    return covering()


def outcome(coverage: Coverage, operation: str, aspect: str) -> Outcome:
    [found] = {one.outcome for one in coverage.promises if (one.operation, one.aspect) == (operation, aspect)}
    return found


PROMISES = {
    "oldest-first": ("GET /books", "order"),
    "state-stays": ("POST /books/{}/publish", "leads-to"),
    "published-twice": ("POST /books/{}/publish", "once"),
    "over-discount": ("POST /books/{}/discount", "at-most"),
    "short-lived": ("POST /books", "lives"),
    "keys-ignored": ("POST /books", "keyed"),
    "key-reused": ("POST /books", "keyed-refuses"),
    "default": ("POST /books", "default"),
}


@pytest.mark.parametrize(("operation", "aspect"), PROMISES.values(), ids=PROMISES)
def test_a_promise_that_an_honest_service_keeps_is_proven(operation: str, aspect: str, honest: Coverage) -> None:
    assert outcome(honest, operation, aspect) is Outcome.PROVEN


def test_the_cap_of_a_list_is_proven(honest: Coverage) -> None:
    caps = {
        one.operation: one.outcome
        for one in honest.promises
        if (one.aspect, one.place) == ("range", "request/query/limit")
    }
    # nothing is put on the shelf by itself: too few stand on it to see its cap
    assert caps == {"GET /books": Outcome.PROVEN, "GET /shelf": Outcome.UNTESTED}


@pytest.mark.parametrize("lie", PROMISES)
def test_a_promise_that_a_lying_service_breaks_is_broken(lie: str) -> None:
    assert outcome(covering(lie), *PROMISES[lie]) is Outcome.BROKEN


def test_an_honest_service_has_every_operation_proven_and_no_claim_broken(honest: Coverage) -> None:
    assert {outcome for _, outcome, _ in honest.operations} == {Outcome.PROVEN}
    assert honest.claims[Outcome.BROKEN] == 0
    assert honest.claims[Outcome.PROVEN] > 100


def test_what_the_budget_did_not_reach_is_untested_with_the_reason() -> None:
    short = covering(requests=4)
    left = {operation: why for operation, outcome, why in short.operations if outcome is Outcome.UNTESTED}
    assert left
    assert all("budget" in why or "answered" in why for why in left.values())


def test_the_report_counts_all_three_and_names_the_untested(honest: Coverage) -> None:
    lines = covered(honest, most=3)
    assert lines[0] == "operations: 8 proven, 0 broken, 0 untested"
    assert lines[1].startswith("claims: ")
    assert lines[2].startswith("promises: ")


def test_the_json_report_holds_the_promises_with_their_sentences(tmp_path: Path, run: Run) -> None:
    (tmp_path / "openapi.json").write_text(json.dumps(SPEC))
    words = ("--app", "tests.bookshop:shop", "--header", "authorization: Bearer one", "--no-fuzz")
    done = run(
        "run",
        "--spec",
        tmp_path / "openapi.json",
        *words,
        "--json",
        tmp_path / "f.json",
        "--markdown",
        tmp_path / "r.md",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads((tmp_path / "f.json").read_text())
    jsonschema.validate(report, CONTRACT)
    promises = report["coverage"]["promises"]
    order = next(one for one in promises if one["aspect"] == "order")
    assert (order["outcome"], order["quote"]) == ("proven", "Every book of the caller, the newest book first.")
    assert "## Coverage" in (tmp_path / "r.md").read_text()
