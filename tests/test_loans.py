"""What is asked of searches by POST, of actions that use their object up, and of lists inside of a body."""

from __future__ import annotations

import pytest
from asking import places_found
from loans import DOCS, SPEC, loans

from driftline.emulator import EmulatorTransport

KEYS, OTHERS = {"authorization": "Bearer one"}, {"authorization": "Bearer two"}


def hits(*lies: str) -> set[tuple[str, str]]:
    """Rule and `OPERATION PLACE` of everything that a run finds on a library that tells these lies."""
    emulator = loans(lies)
    transport = EmulatorTransport(emulator)
    found = places_found(SPEC, {"loans.md": DOCS}, transport, requests=900, headers=KEYS, other=OTHERS)
    assert emulator.world.all("loans") == []
    return found


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
