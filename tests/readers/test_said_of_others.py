"""What sentences say of other objects, of lists that leave something out, and of what is done once more."""

from __future__ import annotations

import pytest

from driftline.readers.acts import Acts, ruled
from driftline.readers.arithmetic import equations
from driftline.readers.promises import effects, freed, kept_so, moved_by, no_two, once_only, promises
from driftline.readers.relations import wrong_statuses
from driftline.readers.spreads import done, spreads
from driftline.readers.words import CASELESS, constraints, hides, stored

STATES = {"hold": frozenset({"open", "released"}), "payment": frozenset({"authorized", "cancelled"})}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("All open holds of the event are released on the spot.", [("hold", "open", "released")]),
        ("At once, every payment that is `authorized` is cancelled.", [("payment", "authorized", "cancelled")]),
        ("The hold is released when it ends.", []),  # that very one
        ("All holds can be released by hand.", []),
        ("All holds of a draft are lost.", []),  # no state of theirs
    ],
)
def test_what_becomes_of_other_objects_is_read_where_all_of_them_are_meant(
    text: str, told: list[tuple[str, ...]]
) -> None:
    assert [one[:3] for one in spreads(text, STATES)] == told


def test_a_paragraph_is_about_its_first_words_its_code_and_its_heading() -> None:
    assert {"clos", "block", "fre"} <= done("*Closing* ends the sale, and sets `blocked`.", "Freeing")
    assert "end" not in done("One two three four five six seven eight, and then it ends.", "")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Closed tickets are left out of the queue unless you ask for them.", "closed"),
        ("Without it, declined payments are left out.", "declined"),
        ("Left out: all but closed.", "closed"),
        ("They are left out unless you ask for them.", None),
        ("Closed tickets are left out.", None),
    ],
)
def test_what_a_list_leaves_out_is_read_where_it_can_be_asked_for(text: str, state: str | None) -> None:
    assert hides(text) == state


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Once a plan has been deleted its code is free to be used again.", ["code"]),
        ("Otherwise the title is gone at once, and its ISBN may be used again.", ["isbn"]),
        ("Deleting it sets the slot free.", []),
        ("A removed copy stays. The number is free.", []),
    ],
)
def test_what_is_free_once_its_object_is_gone(text: str, fields: list[str]) -> None:
    assert [name for name, _ in freed(text)] == fields


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("They are turned into small letters.", "lower"),
        ("Lower case.", "lower"),
        ("email addresses are put into lower case", "lower"),
        ("A tag is made of 1 to 24 lower-case letters.", None),
        ("You may change its capitals.", None),
    ],
)
def test_how_texts_are_kept_is_no_matter_of_what_they_are_made_of(text: str, how: str | None) -> None:
    assert next((one.value for one in stored(text)), None) == how


def test_they_are_what_the_sentence_before_spoke_of() -> None:
    assert "tags" in [name for name, _ in kept_so("Tags are tidied. They are turned into small letters.")]
    assert "tags" not in [name for name, _ in kept_so("Tags are tidied. Names are turned into small letters.")]


@pytest.mark.parametrize(
    "text",
    [
        "Capitals don't make a difference there",
        "case makes no difference",
        "`A@b.c` and `a@b.c` are one address",
        "whatever the case",
    ],
)
def test_capitals_make_no_difference_in_many_words(text: str) -> None:
    assert CASELESS.search(text)
    assert not CASELESS.search("Two accounts are one sign of trouble.")


def test_what_occurs_once_is_read_of_people_and_of_addresses() -> None:
    assert [
        one[0] for one in once_only("E-mail addresses are stored as sent, and each can be used by one member only.")
    ]
    assert next(iter(no_two("No two of your agents can share an email address.")))[:2] == ("agents", "email")


def test_several_states_of_one_sentence_are_all_read() -> None:
    acts = Acts.of({"POST /payments/{}/capture", "DELETE /tickets/{}"})
    told = ["Only `authorized` and `partly_captured` payments can be captured.",
            "Only tickets that are still `new`, or already `closed`, can be deleted."]  # fmt: skip
    assert [(one.aspect, one.states) for one in ruled(told, acts)] == [
        ("only-in", "authorized or partly_captured"),
        ("only-in", "new or closed"),
    ]


@pytest.mark.parametrize(
    ("text", "aspect", "value"),
    [
        ("Cancelling a `cancelled` payment again does no harm.", "repeatable", "cancelled"),
        ("`PUT /agents/{agent_id}` replaces the record.", "replaces", True),
        ("If you use a key again for something different, we refuse with 409.", "keyed-refuses", True),
    ],
)
def test_a_sentence_promises_it(text: str, aspect: str, value: object) -> None:
    assert (aspect, value) in {(one.aspect, one.value) for one in promises(text)}


def test_an_order_of_ties_is_no_order_of_a_list() -> None:
    assert not [
        one
        for one in promises("Where two loans sort equal, they are in ascending order of `id`.")
        if one.aspect == "order"
    ]


def test_a_refusal_of_the_query_is_none_of_bodies() -> None:
    assert not list(
        wrong_statuses("A value we cannot use, such as `limit=0`, an unknown status, is refused with `400`.")
    )
    assert list(wrong_statuses("Values that are missing get `422`."))


def test_what_happens_in_a_case_or_on_request_is_no_effect() -> None:
    assert effects("*Late* means less than six hours: `late` becomes `true`.") == {}
    assert not list(moved_by("To sell to groups, raise `max_per_hold`."))
    assert list(moved_by("An order raises the `held` of its trip."))


def test_a_text_of_several_parts_has_no_length_of_one_of_them() -> None:
    assert not [
        one for one in constraints("international form, `+` and 7 to 15 digits", "string") if one.aspect == "length"
    ]
    assert [one for one in constraints("7 to 15 digits", "string") if one.aspect == "length"]


def test_a_time_plus_days_in_letters_is_an_equation() -> None:
    told = "`expires_at` is `created_at` plus seven days and does not change."
    assert [one[:2] for one in equations(told)] == [("expires_at", "created_at + 7d")]
