"""Objects below others, what they are taken by, ceilings, other forms of a value, filters, what is restored."""

from __future__ import annotations

import copy
import json

import pytest
from asking import places_found
from depots import DOCS, SPEC, depots

from driftline.claims import Subject
from driftline.emulator import EmulatorTransport
from driftline.readers.promises import no_two, once_only, promises
from driftline.readers.words import constraints
from driftline.snapshot import Snapshot
from driftline.sources import read_all


def hits(*lies: str) -> set[tuple[str, str]]:
    """Rule and `OPERATION PLACE` of everything that a run finds at depots that tell these lies."""
    transport = EmulatorTransport(depots(lies))
    return places_found(SPEC, {"depots.md": DOCS}, transport, requests=2000, headers={"authorization": "Bearer one"})


def test_depots_that_tell_no_lie_give_no_finding() -> None:
    assert hits() == set()


@pytest.mark.parametrize(
    ("lie", "rule", "place"),
    [
        ("code-twice", "uniqueness", "POST /depots request/body/code"),
        ("open", "filter-ignored", "GET /depots request/query/open"),
        ("q", "filter-ignored", "GET /depots request/query/q"),
        ("sort", "list-order", "GET /depots request/query/sort"),
        ("null-kept", "update-lost", "PATCH /depots/{} request/body/email"),
        ("email-kept", "update-lost", "PATCH /depots/{} request/body/email"),
        ("restore", "action-repeated", "POST /depots/{}/restore"),
        ("min-weight", "filter-ignored", "GET /depots/{}/pallets request/query/min_weight"),
        ("more-than", "filter-ignored", "GET /depots/{}/pallets request/query/min_weight"),
        ("any-depot", "missing-found", "GET /depots/{}/pallets/{}"),
        ("cloth", "input-unenforced", "POST /depots/{}/pallets request/body/packing/cloth"),
        ("height", "input-unenforced", "POST /depots/{}/pallets request/body/packing/height"),
        ("seal-state", "state-after", "POST /depots/{}/pallets/{}/seal"),
        ("seal-reserved", "action-repeated", "POST /depots/{}/pallets/{}/seal"),
        ("still-free", "state-after", "POST /pickups response/pallet"),
        ("back-on", "formula", "POST /pickups response/201/body/back_on"),
        ("still-there", "state-after", "POST /pickups/{}/collect response/pallet"),
        ("over", "over-limit", "POST /pickups/{}/charges request/body/amount"),
        ("bit-by-bit", "over-limit", "POST /pickups/{}/charges request/body/amount"),
    ],
)
def test_each_lie_of_the_depots_gives_its_rule(lie: str, rule: str, place: str) -> None:
    assert (rule, place) in hits(lie)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("How much to capture, at most what was authorized; all if left out.", "what was authorized"),
        ("Up to the remaining amount.", "the remaining amount"),
        ("Cannot exceed `amount_open`.", "`amount_open`"),
        ("Not more than what is left.", "what is left"),
    ],
)
def test_a_description_names_a_ceiling_that_is_no_number(text: str, words: str) -> None:
    assert ("at-most", words) in [(one.aspect, one.value) for one in constraints(text, "integer")]


@pytest.mark.parametrize(
    "text", ["At most 40 characters.", "Up to the minute.", "Rounded up to the cent.", "Up to 5 items."]
)
def test_a_number_is_no_ceiling_in_words(text: str) -> None:
    assert "at-most" not in [one.aspect for one in constraints(text, "integer")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Only orders that are `open` or `held` can be shipped; others get `409`.", ("only-in", "open or held")),
        ("One that is reserved or taken stays: `409`.", ("not-in", "reserved or taken")),
        ("The sum of the charges never exceeds the amount.", ("at-most", "amount")),
        ("The order becomes `shipped`.", ("leaves", "order shipped")),
    ],
)
def test_a_sentence_is_a_promise(text: str, said: tuple[str, object]) -> None:
    assert said in [(one.aspect, one.value) for one in promises(text)]


def test_what_holds_later_or_under_a_condition_is_no_promise_of_a_state() -> None:
    later = "When it reaches the total, the order becomes `paid`. After that the order becomes `closed`."
    assert "leaves" not in {one.aspect for one in promises(later)}


def test_sentences_name_the_fields_that_are_unique() -> None:
    assert [one[0] for one in once_only("Within a depot each `label` is used once.")] == ["label"]
    assert [one[0] for one in once_only("The `code` is unique among your depots.")] == ["code"]
    assert [one[:2] for one in no_two("No two customers of an account share an `external_id`.")] == [
        ("customers", "external_id")
    ]
    assert "once" not in {one.aspect for one in promises("Within a depot each `label` is used once.")}


def claims(page: str) -> dict[tuple[str, str, str], object]:
    """What docs say beside the depots' spec, by operation, place and aspect."""
    readings = read_all(Snapshot({"more.md": page}, {"openapi.json": json.dumps(SPEC)}))
    return {(*one.subject, one.aspect): one.value for r in readings if r.source == "docs" for one in r.claims}


def test_a_table_of_states_says_what_is_possible_in_each() -> None:
    table = (
        "# Pickups\n\n`POST /pickups` books.\n\n| Status | Meaning | What is possible |\n|---|---|---|\n"
        "| `booked` | Waiting | Collect |\n| `collected` | Over | Nothing |\n"
    )
    assert claims(table)[("POST /pickups/{}/collect", "", "only-in")] == "booked"


def test_a_table_of_page_sizes_names_its_lists_by_nouns() -> None:
    spec = json_spec_with_limit()
    page = "# Lists\n\n| List | Items on a page, if you do not say | Most |\n|---|---|---|\n| Depots | 20 | 100 |\n"
    readings = read_all(Snapshot({"more.md": page}, {"openapi.json": spec}))
    said = {(one.aspect, one.value) for r in readings if r.source == "docs" for one in r.claims
            if one.subject == Subject("GET /depots", "request/query/limit")}  # fmt: skip
    assert {("default", "20"), ("range", (None, 100))} <= said


def json_spec_with_limit() -> str:
    """The depots' spec, their list with a `limit`."""
    spec = copy.deepcopy(SPEC)
    spec["paths"]["/depots"]["get"]["parameters"].append(
        {"name": "limit", "in": "query", "schema": {"type": "integer"}}
    )
    return json.dumps(spec)
