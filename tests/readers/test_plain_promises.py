"""What plain sentences promise of keys, of values that are free again, of bounds that depend, and of questions answered."""

from __future__ import annotations

import json

import pytest

from driftline.readers.acts import Acts, ruled
from driftline.readers.promises import effects, kept_so, promises
from driftline.readers.relations import kept_by, kept_itself, keyed_by
from driftline.readers.words import constraints, same_but_case
from driftline.snapshot import Snapshot
from driftline.sources import read_all


@pytest.mark.parametrize(
    "sentence",
    [
        "Only successes are remembered, so the key of a failed try is as good as new.",
        "Refused calls never use up a key.",
        "After a refusal the key is still free.",
        "Requests that were rejected are not stored, and you may send the key again.",
        "A call that fails with any 4xx leaves its key unused.",
    ],
)
def test_a_refused_call_is_said_to_leave_its_key_free(sentence: str) -> None:
    assert "keyed-spares" in {one.aspect for one in promises(sentence)}


@pytest.mark.parametrize(
    "sentence",
    ["A refused call is logged with its key.", "Only successful calls are billed.", "The key is free of charge."],
)
def test_other_sentences_say_nothing_of_the_key_of_a_refused_call(sentence: str) -> None:
    assert "keyed-spares" not in {one.aspect for one in promises(sentence)}


def test_a_list_by_a_field_with_the_earliest_first_is_in_the_order_of_that_field() -> None:
    told = promises(
        "The list is by `starts_at`, the earliest first, and equal ones in the order in which they were made."
    )
    assert [one.value for one in told if one.aspect == "order"] == ["by starts_at"]


def test_an_action_sets_the_fields_that_a_sentence_lists() -> None:
    assert effects("Sealing sets `sealed_at`, the weight and `seal`.") == {"sealed_at": "*", "seal": "*"}


@pytest.mark.parametrize(
    ("text", "kind", "aspect"),
    [
        ("share: 1 to 90; fixed: 1 to 5000 cents", "integer", "range"),
        ("Percent (1 to 90) or cents, depending on kind.", "integer", "range"),
        ("At most 1,000 pages together.", "array", "count"),
        ("At most 40 pages together.", "array", "count"),
        ("Required when creating.", "string", "conditional"),
    ],
)
def test_what_depends_on_something_else_is_no_bound_of_the_field_itself(text: str, kind: str, aspect: str) -> None:
    assert aspect not in {one.aspect for one in constraints(text, kind)}


def test_a_bound_in_capitals_counts_whatever_else_a_description_lists() -> None:
    assert ("length", (1, 2)) in {
        (one.aspect, one.value) for one in constraints("(MAX 2; MIN 1). A: 1 seat; B: 2 seats", "string")
    }


def test_a_remark_that_begins_with_note_names_no_field() -> None:
    assert "note" not in {name for name, _ in kept_so("Note what becomes of the address: we keep it in lower case.")}


def test_questions_and_exceptions_say_in_which_states_something_can_be_done() -> None:
    acts = Acts.of({"POST /rentals/{}/cancel", "POST /rentals/{}/start"})
    told = [
        "Can a started rental be cancelled?",
        "No.",
        "Any other step is a `409`, except cancelling a rental that is already cancelled.",
    ]
    told += ["Can I start twice?", "You can, and nothing happens."]
    assert {(one.operation[-6:], one.aspect, one.states) for one in ruled(told, acts)} == {
        ("cancel", "not-in", "started"),
        ("cancel", "repeatable", "cancelled"),
        ("/start", "repeatable", ""),
    }


def test_what_has_others_of_a_state_or_made_of_it_cannot_go() -> None:
    assert [one[:2] for one in kept_by("A shelf with a `sealed` crate can't go.")] == [("shelf", "crate")]
    told = "As long as there is a draft that was made from the form, deletion is refused with `409`."
    assert [one[0] for one in kept_itself(told)] == ["draft"]


def test_what_cannot_be_used_twice_is_no_key_of_a_retry() -> None:
    assert list(keyed_by("You can't use the same label twice, and the second one never counts.")) == []
    assert [one[0] for one in keyed_by("Send the same label again and you get the existing crate.")] == ["label"]


def test_two_spellings_that_are_one_differ_in_capitals_alone() -> None:
    assert same_but_case('We don\'t think "b7" and "B7" are different.')
    assert not same_but_case("`B-7` and `b-7` are two labels.")
    assert not same_but_case("`north` and `south` are the same price.")


CRATE = {"type": "object", "properties": {"id": {"type": "string"}, "label": {"type": "string"}}}
OK = {"responses": {"200": {"description": "", "content": {"application/json": {"schema": CRATE}}}}}
MAKE = {**OK, "requestBody": {"content": {"application/json": {"schema": CRATE}}}}
SPEC = {
    "openapi": "3.1.0",
    "info": {"title": "Crates", "version": "1"},
    "paths": {"/crates": {"post": MAKE}, "/crates/{id}": {"get": OK, "delete": OK}, "/crates/{id}/void": {"post": OK}, "/crates/{id}/seal": {"post": OK}},
}  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "freed"),
    [
        ("Once a crate is deleted its label is free again.", {"DELETE /crates/{}"}),
        ("A crate that was voided gives its label back.", {"POST /crates/{}/void"}),
        ("Deleting a crate frees its label, and so does voiding one.", {"DELETE /crates/{}", "POST /crates/{}/void"}),
        ("A sealed crate keeps its label.", set()),
    ],
)
def test_a_value_is_free_again_after_what_a_sentence_says(sentence: str, freed: set[str]) -> None:
    page = f"# Crates\n\n`POST /crates` makes one.\n\n## Labels\n\n{sentence}\n"
    readings = read_all(Snapshot({"crates.md": page}, {"crates.json": json.dumps(SPEC)}))
    told = {one.subject.operation for reading in readings for one in reading.claims if one.aspect == "frees"}
    assert told == freed
