"""Recorded exchanges as a file has them, whoever wrote it: what is none, or says nothing, is unread."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

import pytest

from driftline.claims import Voice
from driftline.compare import compare
from driftline.exchange import Exchange, body_of, from_line, strike_url, to_line
from driftline.readers.exchanges import read_exchanges, read_promises

ONE = Exchange(
    "e1", "POST /a", "baseline", "POST", "https://a.test/a", {"accept": "*/*"}, {"a": 1}, 201, {}, {"id": 1}, True
)


def test_an_exchange_comes_back_from_its_line() -> None:
    assert from_line(to_line(ONE)) == ONE


@pytest.mark.parametrize("name", ["id", "operation", "intent", "method", "url", "problem", "status", "seconds"])
@pytest.mark.parametrize("value", [None, [], {"a": 1}])
def test_a_line_whose_parts_have_other_types_is_no_exchange(name: str, value: Any) -> None:
    assert from_line(json.dumps({**asdict(ONE), name: value})) is None


@pytest.mark.parametrize("headers", [None, [], "a", {"accept": 1}, {"accept": None}])
def test_headers_that_are_none_are_no_exchange(headers: Any) -> None:
    for side in ("request_headers", "response_headers"):
        assert from_line(json.dumps({**asdict(ONE), side: headers})) is None


def test_a_body_nested_without_end_is_no_exchange() -> None:
    line = to_line(replace(ONE, response_body=None)).replace(
        '"response_body":null', f'"response_body":{"[" * 150}{"]" * 150}'
    )
    assert from_line(line) is None


@pytest.mark.parametrize("number", ["NaN", "1e999", "9" * 400])
def test_a_number_that_cannot_be_written_again_is_no_json(number: str) -> None:
    text = f'{{"a": {number}}}'
    assert body_of(text.encode()) == (text, False)


@pytest.mark.parametrize(
    "intent",
    ["promise-kept", "promise-broken a.md", "promise-gone", "shows", "shows default", "shows default a {", "shows type a 1",
     "shows default a [1]"],
)  # fmt: skip
def test_an_intent_that_lacks_a_part_is_unread(intent: str) -> None:
    exchange = replace(ONE, intent=intent)
    live, docs = read_exchanges([exchange]), read_promises([exchange])
    assert (live.voice, live.claims, docs.claims) == (Voice.OBSERVES, (), ())
    assert "an intent that cannot be read" in live.unread[0].reason
    compare([live, docs])


def test_an_intent_that_points_into_another_kind_of_body_plants_nothing() -> None:
    assert read_exchanges([replace(ONE, intent="outside request/body/[]/a")]).claims


def test_a_url_with_half_a_character_is_struck_out_as_any() -> None:
    assert "\ud800" not in strike_url("https://a.test/?token=x&b=\ud800")
