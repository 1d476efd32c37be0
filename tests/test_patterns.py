"""Texts that a pattern allows with all its characters, and texts that break one of its conditions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftline.experiments.patterns import breaking, with_every_sign
from driftline.formats import matches


@pytest.mark.parametrize(
    ("pattern", "text", "other"),
    [
        (r"^[A-Z .*]{3,9}$", "SHOES", " .*ES"),
        (r"^[a-z0-9_-]{1,40}$", "order", "7_-er"),
        (r"^[\w.-]+$", "order", ".-der"),
        (r"^[A-Z]{3}-[0-9]{2}$", "ABC-12", None),
        (r"^[^<>]{1,20}$", "order", None),
        (r"^.{1,20}$", "order", None),
        ("", "order", None),
    ],
)
def test_a_text_with_every_character_that_a_pattern_names(pattern: str, text: str, other: str | None) -> None:
    assert with_every_sign(pattern, text) == other


@pytest.mark.parametrize(
    ("pattern", "text", "other"),
    [
        (r"^(?=.*[A-Z])[A-Z0-9 ]{5,22}$", "OLD SHOES", "777 77777"),
        (r"^(?=.*\d)\w{4,}$", "abc1", "abcQ"),
        (r"^(?!0)[0-9]{3}$", "123", None),
        (r"^[A-Z0-9 ]{5,22}$", "OLD SHOES", None),
    ],
)
def test_a_text_that_breaks_the_condition_of_a_pattern_alone(pattern: str, text: str, other: str | None) -> None:
    assert breaking(pattern, text) == other


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_may_stand_where_a_pattern_is_expected(pattern: str, text: str) -> None:
    other = with_every_sign(pattern, text)
    assert other is None or matches(pattern, other)
    breaking(pattern, text)
