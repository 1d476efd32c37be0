"""The values that a run sends: what a schema or its words allow, and references that are new, written as the example is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftline.formats import has_format
from driftline.samples import LONGEST, Sampler, bodies, has_date, renewed


def test_a_value_is_what_the_schema_shows_also_in_a_list_of_examples() -> None:
    plain = {"type": "string", "examples": ["none of them", 5, "GB-12"], "pattern": "^[A-Z]{2}-[0-9]+$"}
    whole = {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}, "b": {"type": "integer"}},
             "examples": [{"a": "shown", "b": "no number"}]}  # fmt: skip
    assert Sampler({}, full=True).value(plain) == "GB-12"
    assert Sampler({}, full=True).value(whole) == {"a": "shown", "b": 1}
    assert Sampler({}, full=False).value(whole) == {"a": "shown"}


@pytest.mark.parametrize("pattern", ["^[0-9]{12,19}$", "^[a-z]{2}_[A-Z0-9]{10}$", r"^(\+[1-9])?[0-9]{7}$", "^x{3}$"])
def test_a_text_is_made_that_its_pattern_matches(pattern: str) -> None:
    assert re.search(pattern, str(Sampler({}, full=False).value({"type": "string", "pattern": pattern})))


@pytest.mark.parametrize("pattern", ["(", r"^\p{L}{900}$", "a" * 2000, "^(a+)+$"])
def test_a_pattern_that_nobody_can_fill_is_no_trouble(pattern: str) -> None:
    assert isinstance(Sampler({}, full=False).value({"type": "string", "pattern": pattern}), str)


def test_a_body_of_the_pages_comes_after_those_of_the_spec_and_before_those_that_are_made() -> None:
    schema = {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}
    holder = {"requestBody": {"content": {"application/json": {"schema": schema, "example": {"a": "spec"}}}}}
    assert bodies({}, holder, more=[{"a": "page"}])[:3] == [{"a": "spec"}, {"a": "page"}, {"a": "text"}]
    assert bodies({}, {}, more=[{"a": "page"}]) == [{"a": "page"}]


def new(text: str, mark: str) -> str:
    body = {"reference": text}
    return str(renewed(body, body, mark)["reference"])


@pytest.mark.parametrize(
    ("example", "pattern"),
    [
        ("ORDER-20931", r"ORDER-\d{5}"),
        ("SPRING25", r"[A-Z0-9_-]{3,20}"),
        ("inv_8f3a", r"inv_[0-9a-z]{4}"),
        ("0001", r"\d{4}"),
        ("A-12", r"A-[0-9A-F]{3}"),
        ("Ines Kowalski", r"[A-Za-z ]+"),
        ("someone@example.com", r"[\w.]+@example\.com"),
    ],
)
def test_a_new_reference_has_the_form_of_the_example(example: str, pattern: str) -> None:
    made = [new(example, f"{number:03x}") for number in range(2, 302)]
    assert all(re.fullmatch(pattern, one) for one in made)
    assert len(set(made)) == 300
    assert example not in made


@given(st.text(min_size=1, max_size=30), st.from_regex(r"[0-9a-f]{3,7}", fullmatch=True))
def test_any_text_keeps_its_kinds_of_characters_or_is_short(text: str, mark: str) -> None:
    made = new(text, mark)
    if mark not in made.lower() and "@" not in text:
        for before, after in zip(text, made, strict=True):
            assert before == after or (before.isdigit(), before.isupper()) == (after.isdigit(), after.isupper())
    assert made != text


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The session (UUID, 36 chars).", "uuid"),
        ("When it ends, ISO 8601.", "iso-8601"),
        ("ISO 4217 code.", "currency-code"),
        ("ISO 3166-1 code.", "country-code"),
    ],
)
def test_a_text_has_the_format_that_its_words_alone_name(words: str, name: str) -> None:
    made = Sampler({}, full=True).value({"type": "string", "description": words})
    assert has_format(made, name)


def test_a_text_is_one_of_the_values_and_has_the_length_that_its_words_name() -> None:
    sampler = Sampler({}, full=True)
    assert sampler.value({"type": "string", "description": "Possible values: `NEW`, `OLD`"}) in {"NEW", "OLD"}
    assert len(sampler.value({"type": "string", "description": "(MAX 20; MIN 8)"})) == 8
    assert len(sampler.value({"type": "string", "minLength": 10**12})) == LONGEST


@pytest.mark.parametrize(
    ("mark", "start", "end"),
    [("000", "2027-03-01", "2027-03-03"), ("001", "2027-03-04", "2027-03-06"), ("002", "2027-03-07", "2027-03-09")],
)
def test_days_that_are_taken_are_moved_together_and_no_two_marks_share_one(mark: str, start: str, end: str) -> None:
    body = {"starts_on": "2027-03-01", "ends_on": "2027-03-03", "made_on": "2020-01-01"}
    found = renewed(body, body, mark, {"starts_on", "ends_on"})
    assert found == {"starts_on": start, "ends_on": end, "made_on": "2020-01-01"}


@pytest.mark.parametrize("text", ["9999-12-31", "2027-13-01", "0000-00-00", "20270301", "2027-03-01x"])
def test_what_is_no_day_or_the_last_one_stays(text: str) -> None:
    assert renewed({"day": text, "name": "a"}, {}, "004", {"day"})["name"] == "a"
    assert has_date(text) is (text == "9999-12-31")
