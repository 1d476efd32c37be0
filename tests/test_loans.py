"""What is asked of searches by POST, of actions that use their object up, and of lists inside of a body."""

from __future__ import annotations

import json

import pytest
from loans import DOCS, SPEC, loans

from driftline.check import check
from driftline.emulator import EmulatorTransport
from driftline.experiments.bench import facts
from driftline.probe import probe
from driftline.readers.exchanges import read_exchanges
from driftline.snapshot import Snapshot
from driftline.sources import read_all
from driftline.target import Budget, Target

SNAPSHOT = Snapshot({"loans.md": DOCS}, {"openapi.json": json.dumps(SPEC)})


def hits(*lies: str) -> set[tuple[str, str]]:
    """Rule and `OPERATION PLACE` of everything that a run finds on a library that tells these lies."""
    emulator = loans(lies)
    keys, others = {"authorization": "Bearer one"}, {"authorization": "Bearer two"}
    transport = EmulatorTransport(emulator)
    target = Target("https://loans.test", headers=keys, other=others, budget=Budget(requests=900), transport=transport)
    done = probe(SPEC, target, declared=facts(read_all(SNAPSHOT)), fuzz=False)
    assert not done.ended
    assert emulator.world.all("loans") == []
    return {
        (one.rule, place) for one in check(SNAPSHOT, [read_exchanges(done.exchanges)]).findings for place in one.places
    }


def test_a_library_that_tells_no_lie_gives_no_finding() -> None:
    assert hits() == set()


@pytest.mark.parametrize(
    ("lie", "rule", "place"),
    [
        ("tags-many", "input-unenforced", "POST /loans request/body/tags"),
        ("tags-none", "input-unenforced", "POST /loans request/body/tags"),
        ("tags-twice", "input-unenforced", "POST /loans request/body/tags"),
        ("any-day", "input-unenforced", "POST /loans request/body/due_on"),
        ("unknown-taken", "input-unenforced", "POST /loans request/body"),
        ("reason-open", "input-unenforced", "POST /loans/{}/close request/body/reason"),
        ("damaged-refused", "value-refused", "POST /loans/{}/close request/body/reason"),
        ("reason-lost", "echo", "POST /loans/{}/close response/200/body/close_reason"),
        ("closed-extended", "action-repeated", "POST /loans/{}/extend"),
        ("state-ignored", "filter-ignored", "POST /loans/search request/body/state"),
        ("min-ignored", "filter-ignored", "POST /loans/search request/body/min_days"),
        ("text-ignored", "filter-ignored", "POST /loans/search request/body/text"),
        ("sort-ignored", "list-order", "POST /loans/search request/body/sort"),
        ("total-page", "paging", "POST /loans/search request/body/limit"),
        ("paging", "paging", "POST /loans/search request/body/offset"),
        ("search-open", "tenant-leak", "POST /loans/search"),
    ],
)
def test_each_lie_of_the_library_gives_its_rule(lie: str, rule: str, place: str) -> None:
    assert (rule, place) in hits(lie)
