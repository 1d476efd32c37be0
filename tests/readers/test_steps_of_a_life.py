"""What pages say of the life of an object: tables of steps, states that are reached at an amount, lists by a time."""

from __future__ import annotations

import json

import pytest

from driftline.readers.promises import promises
from driftline.snapshot import Snapshot
from driftline.sources import read_all

SHOWN = {
    "content": {
        "application/json": {"schema": {"properties": {"status": {"enum": ["pending", "captured", "released"]}}}}
    }
}
ACT = {"post": {"responses": {"200": {"description": "", **SHOWN}}}}
SPEC = {
    "openapi": "3.1.0",
    "info": {"title": "Holds", "version": "1"},
    "paths": {
        "/holds/{id}": {"get": {"responses": {"200": {"description": "", **SHOWN}}}},
        "/holds/{id}/capture": ACT,
        "/holds/{id}/release": ACT,
    },
}


def told(page: str) -> set[tuple[str, str, str]]:
    """Operation, aspect and value of what a page says of states."""
    readings = read_all(Snapshot({"holds.md": page}, {"holds.json": json.dumps(SPEC)}))
    claims = (one for reading in readings for one in reading.claims)
    return {(one.subject.operation, one.aspect, one.value) for one in claims if one.aspect in ("only-in", "leads-to")}


@pytest.mark.parametrize("by", ["capture", "`POST /holds/{id}/capture`"])
def test_a_row_for_each_step_says_in_which_state_an_action_is_possible(by: str) -> None:
    page = f"# Holds\n\n| From | By | To |\n|---|---|---|\n| pending | {by} | captured |\n| pending | release | released |\n| captured | release | released |\n"
    assert told(page) == {
        ("POST /holds/{}/capture", "only-in", "pending"),
        ("POST /holds/{}/capture", "leads-to", "captured"),
        ("POST /holds/{}/release", "only-in", "pending or captured"),
        ("POST /holds/{}/release", "leads-to", "released"),
    }


def test_a_table_of_other_places_says_nothing_of_states() -> None:
    assert told("# Trains\n\n| From | By | To |\n|---|---|---|\n| Turku | train | Tampere |\n") == set()


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("The status becomes `refunded`.", [("leads-to", "refunded")]),
        ("When it reaches the amount, the status becomes `refunded`; until then it stays.", []),
        ("`GET /holds` lists them, latest first.", [("order", "newest first")]),
        ("`GET /holds` lists them, latest start first.", []),
    ],
)
def test_a_sentence_promises_no_more_than_it_says(sentence: str, said: list[tuple[str, str]]) -> None:
    assert [(one.aspect, one.value) for one in promises(sentence)] == said
