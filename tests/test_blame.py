"""Which of several wrong fields a refusal names: only those can be left alone."""

from __future__ import annotations

from typing import Any

import pytest

from driftline.blame import blamed

SENT = {
    "name": 12345,
    "card": {"number": 12345, "holder": 12345},
    "ship": {"holder": 12345},
    "note": "a very wrong note",
}
PLACES = [
    "request/body/name",
    "request/body/card/number",
    "request/body/card/holder",
    "request/body/ship/holder",
    "request/body/note",
]


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        ({"errors": ["name must be text", "card.number must be text"]}, {"name", "card/number"}),
        ({"errors": {"name": ["is wrong"], "note": ["is too long"]}}, {"name", "note"}),
        ({"detail": [{"loc": ["body", "card", "holder"], "msg": "no text"}]}, {"card/holder"}),
        ({"errors": [{"pointer": "/ship/holder", "title": "Wrong"}]}, {"ship/holder"}),
        ({"message": "holder is wrong"}, set()),  # of which of the two?
        ({"message": "the body is wrong"}, set()),
        ({"message": "username and card_number are wrong"}, set()),
        ({"name": "ValidationError", "message": "wrong"}, set()),  # the name of the error, not of a field
        ({"detail": "wrong", "input": SENT}, set()),  # it repeats what was sent
        ({"error": "a very wrong note"}, set()),
        ("name is missing", {"name"}),
        (None, set()),
        ([], set()),
        ({"errors": [[[{"a": 1}]]]}, set()),
    ],
)
def test_a_field_is_blamed_where_the_answer_names_it(answer: Any, named: set[str]) -> None:
    assert blamed(answer, SENT, PLACES) == {f"request/body/{one}" for one in named}


def test_an_item_of_a_list_is_named_by_its_number() -> None:
    places = ["request/body/rows/[]/key", "request/body/other/[]/key"]
    assert blamed({"errors": ["rows[0].key is wrong"]}, {"rows": [{"key": 1}]}, places) == {places[0]}
