"""Sentences that promise, as docs write them: what is read out of each, and what is no promise."""

from __future__ import annotations

import pytest

from driftline.readers.promises import effects, promises
from driftline.snapshot import Snapshot
from driftline.sources import read_all

SPEC = """{"openapi": "3.1.0", "info": {"title": "Rooms", "version": "1"}, "paths": {
  "/rooms": {"post": {"responses": {"201": {"description": "made"}}}},
  "/rooms/{id}": {"get": {"responses": {"200": {"description": "one"}}}},
  "/rooms/{id}/close": {"post": {"responses": {"200": {"description": "closed"}}}}}}"""


def read(sentence: str) -> dict[str, object]:
    return {said.aspect: said.value for said in promises(sentence)}


@pytest.mark.parametrize(
    ("sentence", "promised"),
    [
        ("A quote ends three hours after it was created.", {"lives": 10_800}),
        ("The link is valid for an hour.", {"lives": 3600}),
        ("A token expires after 15 minutes.", {"lives": 900}),
        ("A room is booked once.", {"once": True}),
        ("Vouchers can only be redeemed once.", {"once": True}),
        ("A new order is `WAITING`.", {"begins": "WAITING"}),
        ("The order is created with the status `open`.", {"begins": "open"}),
        ("Its initial status is DRAFT.", {"begins": "DRAFT"}),
        ("Every transfer starts as `QUEUED`.", {"begins": "QUEUED"}),
        (
            "The status is always QUEUED: the export is ready two minutes later.",
            {"begins": "QUEUED", "ends-after": 120, "ends-as": "ready"},
        ),
        ("The export is done within 30 seconds.", {"ends-within": 30, "ends-as": "done"}),
        ("The order must be OPEN.", {"only-in": "OPEN"}),
        ("Only orders in `OPEN` status can be closed.", {"only-in": "OPEN"}),
        ("In any other status it is refused with 409.", {"only-in": "", "refused-with": 409}),
        ("It cancels an order that is `OPEN` or `HELD`.", {"only-in": "OPEN or HELD"}),
        ("Only open orders can be paid.", {"only-in": "open"}),
        ("Only a draft can be changed.", {"only-in": "draft"}),
        ("It starts its life as a\n`draft`.", {"begins": "draft"}),
        ("A canceled or closed order takes no more guests.", {"not-in": "canceled or closed"}),
        ("It takes the order to `sold`. This works once.", {"leaves": "order sold", "leads-to": "sold", "once": True}),
        ("A hold lives for 2 seconds.", {"lives": 2}),
        ("After that its `status` turns from `held` to `free`.", {"ends-as": "free"}),
        ("The list begins with the most recent order.", {"order": "newest first"}),
        ("The same key with `Shop-Request-Key` does not create another order.", {"keyed": "shop-request-key"}),
        ("An order that is not a draft is refused with `409`.", {"only-in": "draft", "refused-with": 409}),
        ("An order can be finalized once; then it is open.", {"once": True}),
        ("Turns a `draft` into an `open` order.", {"leads-to": "open"}),
        ("`expiresAt` is 30 minutes after `quotedAt`.", {"lives": 1800}),
        ("Drafts and paid orders cannot be voided: `409`.", {"not-in": "draft or paid", "refused-with": 409}),
        ("A deleted customer cannot be updated.", {"not-in": "deleted"}),
        ("An order in any other state cannot be deleted.", {"only-in": ""}),
        ("Only open orders can be paid, and only once.", {"only-in": "open", "once": True}),
        ("An order can be paid, and only once.", {"once": True}),
        ("`PUT` replaces everything that you can write.", {"replaces": True}),
        ("A field that you leave out goes back to its default.", {"replaces": True}),
        ("Rooms are ordered by `number`.", {"order": "by number"}),
        ("Guests are sorted by their `arrival`, descending.", {"order": "by arrival, descending"}),
    ],
)
def test_a_plain_sentence_is_a_promise(sentence: str, promised: dict[str, object]) -> None:
    assert read(sentence) == promised


@pytest.mark.parametrize(
    "sentence",
    [
        "A room is booked once it is paid.",
        "The value is returned as `null`.",
        "Your request ends here.",
        "The amount must be positive.",
        "See you later.",
        "If it is suspicious, the order is created as `REVIEW`.",
        "It is available in two variants.",
        "A house that is not yours is answered with 404.",
        "This makes it easy to test.",
        "The currency of an order cannot be changed.",
        "Orders cannot be deleted.",
    ],
)
def test_other_sentences_promise_nothing(sentence: str) -> None:
    assert read(sentence) == {}


def claims(page: str) -> set[tuple[str, str, str]]:
    """Operation, place and aspect of what a page promises."""
    readings = read_all(Snapshot({"guide.md": page}, {"rooms.json": SPEC}))
    wanted = {"once", "only-in", "begins", "ends-after", "unique", "sets", "keyed-refuses"}
    docs = [claim for reading in readings if reading.source == "docs" for claim in reading.claims]
    return {(c.subject.operation, c.subject.place, c.aspect) for c in docs if c.aspect in wanted}


def test_a_paragraph_speaks_of_the_one_operation_that_it_names() -> None:
    page = "# Rooms\n\n`POST /rooms/{id}/close` closes a room.\nA room is closed once.\n"
    assert claims(page) == {("POST /rooms/{}/close", "", "once")}


def test_a_line_below_a_heading_that_is_an_operation_names_that_of_its_part() -> None:
    for opening in (
        "`POST /rooms/{id}/close`",
        "**`POST /rooms/{id}/close`**",
        "```http\nPOST /rooms/{id}/close HTTP/1.1\n```",
    ):
        page = f"# Rooms\n\n## Close a room\n\n{opening}\n\nA room is closed once.\n\n## Other\n\nA bed is made once.\n"
        assert claims(page) == {("POST /rooms/{}/close", "", "once")}, opening


def test_a_part_whose_paragraphs_begin_with_two_operations_is_of_neither() -> None:
    page = "# Rooms\n\n## Change\n\n`POST /rooms` makes one.\n\n`POST /rooms/{id}/close` closes it.\n\nA room is booked once.\n"
    assert claims(page) == set()


def test_a_paragraph_that_names_two_operations_promises_of_neither() -> None:
    page = "# Rooms\n\n`POST /rooms` and `POST /rooms/{id}/close` exist. A room is closed once.\n"
    assert claims(page) == set()


def test_no_two_of_a_kind_is_a_unique_value_of_what_makes_them() -> None:
    page = "# Rooms\n\nNo two rooms of a house have the same `number`.\n"
    assert claims(page) == {("POST /rooms", "request/body/number", "unique")}


def test_what_a_field_must_be_is_no_promise_of_the_operation() -> None:
    page = "# Close\n\n## `POST /rooms/{id}/close`\n\n<ParamField body='key' type='string'>Must be `ACTIVE`.</ParamField>\n"
    assert claims(page) == set()


def test_a_step_of_a_list_speaks_of_the_operation_that_a_step_before_it_names() -> None:
    page = "# Rooms\n\n1. `POST /rooms` makes a room.\n2. Wait.\n3. Two minutes later it is ready.\n\nA room is booked once.\n"
    assert claims(page) == {("POST /rooms", "", "ends-after")}


@pytest.mark.parametrize(
    ("sentence", "effect"),
    [
        ("`due` becomes 0 and `paid_at` is set.", {"due": "0", "paid_at": "*"}),
        ("`number`, `due_on` and `closed_at` are set.", {"number": "*", "due_on": "*", "closed_at": "*"}),
        ("`paid` is its `total`, and it has a `receipt`.", {"paid": "@total", "receipt": "*"}),
        ("If it is late, `fee` becomes 5.", {}),
        ("`fee` is set to the value of the day.", {}),
        ("The room then has a `key`.", {}),
    ],
)
def test_a_sentence_says_what_an_action_sets(sentence: str, effect: dict[str, str]) -> None:
    assert effects(sentence) == effect


def test_what_is_said_of_every_post_is_said_of_each() -> None:
    page = "# Keys\n\nEvery `POST` takes a key. The same key with another body is refused with 409.\n"
    assert claims(page) == {("POST /rooms", "", "keyed-refuses"), ("POST /rooms/{}/close", "", "keyed-refuses")}


def test_a_state_said_before_several_operations_counts_for_each_of_them() -> None:
    page = (
        "# Rooms\n\n## Change\n\nOnly a free room can be changed. A room is booked once.\n\n"
        "`POST /rooms` makes one.\n\n`POST /rooms/{id}/close` closes it.\n"
    )
    assert claims(page) == {("POST /rooms", "", "only-in"), ("POST /rooms/{}/close", "", "only-in")}
