"""What belongs together: counts, ceilings and formulas across objects, maps, searches, deletion, statuses of what is wrong."""

from __future__ import annotations

import json

import pytest
from asking import places_found
from camps import DOCS, SPEC, camps

from driftline.emulator import EmulatorTransport
from driftline.experiments.bench import same
from driftline.experiments.filters import runs
from driftline.readers.promises import effects, moved_by, no_two, promises
from driftline.readers.relations import (
    ceilings,
    filled,
    fixed,
    kept_by,
    kept_itself,
    merges,
    taken_from,
    wrong_statuses,
)
from driftline.readers.words import EXCLUSIVE, INCLUSIVE, constraints
from driftline.snapshot import Snapshot
from driftline.sources import read_all


def hits(*lies: str) -> set[tuple[str, str]]:
    """Rule and `OPERATION PLACE` of everything that a run finds at camps that tell these lies."""
    transport = EmulatorTransport(camps(lies))
    return places_found(SPEC, {"camps.md": DOCS}, transport, requests=2000, headers={"authorization": "Bearer one"})


def test_camps_that_tell_no_lie_give_no_finding() -> None:
    assert hits() == set()


@pytest.mark.parametrize(
    ("lie", "rule", "place"),
    [
        ("no-dots", "bound-refused", "POST /camps request/body/sign"),
        ("digits-alone", "input-unenforced", "POST /camps request/body/sign"),
        ("malformed-422", "refusal-status", "POST /camps"),
        ("invalid-400", "refusal-status", "POST /camps"),
        ("count", "formula", "GET /camps/{} response/200/body/pitch_count"),
        ("q-case", "filter-ignored", "GET /camps request/query/q"),
        ("q-name", "filter-ignored", "GET /camps request/query/q"),
        ("replaced", "update-lost", "PATCH /camps/{} request/body/notes"),
        ("in-use", "action-repeated", "DELETE /camps/{}"),
        ("bare", "state-after", "POST /camps/{}/restore response/200/body/notes"),
        ("too-long", "over-limit", "POST /bookings request/body/nights"),
        ("one-day", "formula", "POST /bookings response/201/body/held_until"),
        ("no-30", "formula", "POST /bookings response/201/body/fee"),
        ("before", "filter-ignored", "GET /bookings request/query/from_day_to"),
        ("latest", "list-order", "GET /bookings"),
        ("asc", "list-order", "GET /camps request/query/order"),
        ("tag-part", "filter-ignored", "GET /camps request/query/tag"),
        ("moved-in", "update-lost", "PATCH /camps/{} request/body/address/city"),
        ("any-length", "input-unenforced", "POST /camps/{}/pitches request/body/length_m"),
        ("moved", "fixed-changed", "PATCH /camps/{} request/body/currency"),
        ("crowded", "action-repeated", "POST /camps/{}/pitches"),
        ("past", "input-unenforced", "POST /bookings request/body/from_day"),
        ("euros", "formula", "POST /bookings response/201/body/currency"),
        ("unsettled", "state-after", "POST /bookings/{}/payments"),
        ("silent", "echo", "POST /bookings/{}/cancel response/200/body/cancellation/reason"),
        ("unpaid", "state-after", "POST /bookings/{}/payments response/201/body/paid"),
    ],
)
def test_each_lie_of_the_camps_gives_its_rule(lie: str, rule: str, place: str) -> None:
    assert (rule, place) in hits(lie)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A shelf with books that are lent cannot be deleted (`409`).", [("shelf", "books")]),
        ("No shelf that still has books can be removed.", [("shelf", "books")]),
        ("A shelf with lent or reserved books cannot be removed.", [("shelf", "books")]),
        ("A shelf cannot be deleted while it has open loans.", [("shelf", "loans")]),
        ("A shelf with a number can be moved.", []),
    ],
)
def test_a_sentence_says_what_keeps_an_object(text: str, said: list[tuple[str, str]]) -> None:
    assert [one[:2] for one in kept_by(text)] == said


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Trying to change `code` or `zone` gets a `422`.", ["code", "zone"]),
        ("- `role`: `nurse` or `doctor`. Can't be changed later.", ["role"]),
        ("`code`, `zone` and `name` are fixed once the camp is open.", ["code", "zone", "name"]),
        ("Orders cannot be changed once they are paid.", []),
        ("Changing `name` takes a while.", []),
    ],
)
def test_a_sentence_says_which_fields_stay(text: str, names: list[str]) -> None:
    assert [one[0] for one in fixed(text)] == names


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Must lie after today.", "future"),
        ("The birthday; must not lie in the future.", "past"),
        ("When it must be paid.", None),
        ("Must not be before the start.", None),
    ],
)
def test_a_description_says_on_which_side_of_now_a_day_lies(text: str, side: str | None) -> None:
    assert {one.value for one in constraints(text, "string") if one.aspect == "when"} == ({side} if side else set())


def test_a_sentence_says_how_many_there_may_be() -> None:
    told = promises("A voucher has at most three open holds; the fourth is refused with `409`.")
    assert ("times", 3) in {(one.aspect, one.value) for one in told}
    assert "times" not in {one.aspect for one in promises("A camp has at most three rivers; two are cold.")}
    told = promises("You cannot take more than the `available_amount`.")
    assert ("at-most", "`available_amount`") in {(one.aspect, one.value) for one in told}


def test_a_sentence_says_what_comes_from_another_object() -> None:
    assert [one[:2] for one in taken_from("A stay inherits the `currency` of its camp.")] == [("camp", "currency")]
    assert [one[:2] for one in taken_from("`zone` is that of the camp.")] == [("camp", "zone")]
    assert list(taken_from("If you send none, it takes its `zone` from the camp.")) == []


def test_a_sentence_bounds_a_field_by_that_of_another_object() -> None:
    assert [one[:2] for one in ceilings("The boat must not be longer than the berth's `max_length`.")] == [
        ("boat", "berth.max_length")
    ]
    assert list(ceilings("The sum never exceeds the `amount`.")) == []


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("When `paid` reaches `total`, the bill becomes `settled`.", ["settled"]),
        ("Once everything is refunded, the payment is `refunded`.", ["refunded"]),
        ("It becomes `closed` as soon as `left` is 0.", ["closed"]),
        ("When it rains, the camp becomes `wet`.", []),
    ],
)
def test_a_sentence_says_how_an_object_is_left_when_all_is_taken(text: str, states: list[str]) -> None:
    assert [one[0] for one in filled(text)] == states


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("`notes` is merged key by key.", [(True, ["notes"])]),
        ("You may send `notes`. Keys that are not named stay as they are.", [(True, ["notes"])]),
        ("Lists such as `tags` are replaced as a whole.", [(False, ["tags"])]),
        ("Fields that you do not send are kept.", []),
    ],
)
def test_a_sentence_says_whether_keys_are_merged(text: str, said: list[tuple[bool, list[str]]]) -> None:
    assert [one[:2] for one in merges(text)] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Bodies that are no JSON get `400`, values that are missing get `422`.",
            [("malformed", 400), ("invalid", 422)],
        ),
        ("Any field that is missing or of the wrong type leads to a 400.", [("invalid", 400)]),
        ("Invalid JSON is answered with 400.", [("malformed", 400)]),
        ("If `camp_id` is unknown you get `422`.", []),
        ("The name is taken: `409`.", []),
        ("An unknown key gets `401`.", []),
    ],
)
def test_a_sentence_says_with_which_status_what_is_wrong_is_refused(text: str, said: list[tuple[str, int]]) -> None:
    assert [one[:2] for one in wrong_statuses(text)] == said


def test_sentences_of_orders_and_of_what_is_added() -> None:
    orders = [[one.value for one in promises(text) if one.aspect == "order"] for text in (
        "Lists bookings, earliest `day` first.", "Sorted by `size`, largest first.", "Highest `price` first.")]  # fmt: skip
    assert orders == [["by day"], ["by size, descending"], ["by price, descending"]]
    assert [one[:2] for one in moved_by("Each payment is added to the `paid` of the booking.")] == [("paid", "raises")]


def test_what_a_verb_moves_stands_behind_it_or_before_it() -> None:
    told = "A hold leaves the `balance` alone, but counts towards `held` and so lowers `available`."
    assert [one[:2] for one in moved_by(told)] == [("available", "lowers")]
    told = "`balance` goes down, and `count` goes up by one."
    assert [one[:2] for one in moved_by(told)] == [("balance", "lowers"), ("count", "raises")]


def test_what_can_no_longer_be_done_in_a_state_is_not_for_that_state_alone() -> None:
    told = promises("A voucher that is `spent` can no longer be edited and answers `409`.")
    assert {(one.aspect, one.value) for one in told} == {("not-in", "spent"), ("refused-with", 409)}


@pytest.mark.parametrize(
    ("sent", "got", "is_same"),
    [
        ("2031-05-06T10:00:00+02:00", "2031-05-06T08:00:00Z", True),
        ("2031-05-06T10:00:00+02:00", "2031-05-06T10:00:00Z", False),
        ("2031-05-06T10:00:00", "2031-05-06T08:00:00Z", False),
        (1800, -1800, True),
        (-1800, 1800, False),
        (True, -1, False),
    ],
)
def test_an_instant_and_what_is_written_off_are_the_same_in_another_form(
    sent: object, got: object, is_same: bool
) -> None:
    assert same(sent, got) is is_same


def test_money_in_texts_is_in_the_order_of_its_numbers() -> None:
    assert runs(["9.50", "96.00", "100.00"], down=False)
    assert not runs(["100.00", "9.50", "96.00"], down=False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Visits that are not `booked` any more can't be changed: **409** `NOT_BOOKED`.", ("only-in", "booked")),
        ("The visit is `booked` and the slot is `taken`.", ("leaves", "slot taken")),
        ("The slot stays `taken`.", ("leaves", "slot taken")),
        ("In the order of `starts_at`, earliest first.", ("order", "by starts_at")),
        ("The list starts with the voucher issued last.", ("order", "newest first")),
    ],
)
def test_more_sentences_are_promises(text: str, said: tuple[str, str]) -> None:
    assert said in {(one.aspect, one.value) for one in promises(text)}


def test_what_is_no_state_of_another_is_none() -> None:
    for text in ("If the slot is `taken`, you get `409`.", "A list where the slot is `taken` is longer."):
        assert "leaves" not in {one.aspect for one in promises(text)}


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("5 to 120, in steps of 5.", "integer", ("multiple", 5)),
        ("Two nurses of a clinic can't share one.", "string", ("unique", True)),
        ("What the customer shows. Always in capitals.", "string", ("stored", "upper")),
        ("Stored in small letters.", "string", ("stored", "lower")),
    ],
)
def test_more_descriptions_are_constraints(text: str, kind: str, said: tuple[str, object]) -> None:
    assert said in {(one.aspect, one.value) for one in constraints(text, kind)}


def test_fields_may_be_cleared_and_others_kept_in_more_words() -> None:
    assert effects("`reason` and `blocked_at` go back to `null`.") == {"reason": "null", "blocked_at": "null"}
    assert [one[0] for one in kept_itself("As long as they have visits that are `booked`, you get `409` instead.")] == [
        "visits"
    ]
    assert [one[:2] for one in no_two("No two vouchers of your shop have the same code.")] == [("vouchers", "code")]
    assert [one[0] for one in filled("A voucher whose balance reaches `0` becomes `spent`.")] == ["spent"]


@pytest.mark.parametrize(
    ("text", "is_in"),
    [("Issued at that time or later.", True), ("Both days are included.", True),
     ("Before that; one of that very moment is left out.", False), ("Not those that start exactly then.", False), ("From it on.", None)],
)  # fmt: skip
def test_words_say_whether_a_bound_is_in(text: str, is_in: bool | None) -> None:
    assert (INCLUSIVE.search(text) is not None, EXCLUSIVE.search(text) is not None) == (is_in is True, is_in is False)


def test_items_of_a_list_in_a_request_are_no_times() -> None:
    items = {"type": "object", "properties": {"guests": {"type": "array", "items": {"type": "string"}}}}
    posted = {"requestBody": {"content": {"application/json": {"schema": items}}}}
    spec = json.dumps(
        {
            "openapi": "3.1.0",
            "info": {"title": "Camps", "version": "1"},
            "paths": {"/camps/{id}/stays": {"post": posted}},
        }
    )
    for told, times in (("A stay has at most four guests; more are refused with `422`.", False),
                        ("A camp has at most four stays; more are refused with `409`.", True)):  # fmt: skip
        page = f"# Stays\n\n## Stay\n\n`POST /camps/{{id}}/stays`\n\n{told}\n"
        readings = read_all(Snapshot({"stays.md": page}, {"openapi.json": spec}))
        assert any(one.aspect == "times" for r in readings for one in r.claims) is times


PAGE = """# Camps

A camp is a place to sleep.

{fields}

## Open a camp

`POST /camps`

## Show a camp

`GET /camps/{{camp_id}}`

## Retries

A request with an `Idempotency-Key` that comes again is answered as it was. The same key with a different body is refused
with `409`.
"""


@pytest.mark.parametrize(
    "fields",
    [
        "| Field | Type | Notes |\n|---|---|---|\n| `id` | string | Its id. |\n| `name` | string | Up to 40 characters. |\n"
        "| `sign` | string | |\n| `size` | integer | |\n",
        "We set these:\n\n* `id` - its id\n* `name` - up to 40 characters\n* `sign` - what it is called\n* `size` - how large it is\n",
    ],
)
def test_fields_that_stand_below_no_operation_are_those_of_what_the_page_is_about(fields: str) -> None:
    shown = {"type": "object", "properties": {name: {"type": "string"} for name in ("id", "name", "sign", "size")}}
    answer = {"responses": {"200": {"content": {"application/json": {"schema": shown}}}}}
    header = {"parameters": [{"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}}]}
    paths = {"/camps": {"post": {**answer, **header}}, "/camps/{camp_id}": {"get": answer}}
    spec = json.dumps({"openapi": "3.1.0", "info": {"title": "Camps", "version": "1"}, "paths": paths})
    readings = read_all(Snapshot({"camps.md": PAGE.format(fields=fields)}, {"openapi.json": spec}))
    said = {(*one.subject, one.aspect): one.value for r in readings if r.source == "docs" for one in r.claims}
    assert said["GET /camps/{}", "response/200/body/name", "exists"] is True
    assert said["POST /camps", "", "keyed-refuses"] is True
