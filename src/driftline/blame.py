"""Which places of a request an answer names as wrong, where it was refused for several at once. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

RECORD = frozenset({"message", "msg", "detail", "code", "title", "type", "reason", "description"})
MOST_TEXT = 20_000  # characters


def blamed(answer: Any, sent: Any, places: Collection[str]) -> set[str]:
    """The places (`request/body/card/number`) of a refused request that the answer names.

    A place is named by its last step, where no other of the places ends so, else by its last two: `card.number`,
    `/card/number`, `["body", "card", "number"]`. What only repeats a part of what was sent names nothing.
    """
    told = "\n".join(_texts(answer, set(_spelt(sent)), 0))[:MOST_TEXT]
    steps = {place: _steps(place) for place in places}
    ends = Counter(one[-1] for one in steps.values())
    return {place for place, one in steps.items() if re.search(_pattern(one, alone=ends[one[-1]] == 1), told)}


def _steps(place: str) -> list[str]:
    return [step for step in place.split("/")[2:] if step != "[]"] or [place]


def _pattern(steps: list[str], *, alone: bool) -> str:
    """The name of a field as a word of its own; with the field around it where the name alone may be another's."""
    last = rf"(?<![\w-]){re.escape(steps[-1])}(?![\w-])"
    if len(steps) < 2 and not alone:
        return rf"(?<![\w\]]\.)(?<!\w/){last}"  # not `card.number`
    return last if alone else rf"(?<![\w-]){re.escape(steps[-2])}\W{{1,4}}(?:\d+\W{{1,3}})?{last}"


def _spelt(value: Any) -> Iterator[str]:
    """Every text and every object of what was sent, as it would be repeated."""
    if isinstance(value, dict | list):
        yield repr(value)
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _spelt(inner)
    elif isinstance(value, str):
        yield repr(value)


def _texts(answer: Any, sent: Collection[str], depth: int) -> Iterator[str]:
    """What an answer says in words, with the names under which it says it; not what it only repeats."""
    if isinstance(answer, dict | list | str) and answer and repr(answer) in sent:
        return
    if isinstance(answer, dict):
        is_record = depth == 0 or not RECORD.isdisjoint(answer)
        for name, inner in answer.items():
            if not is_record and not (isinstance(inner, dict | list | str) and repr(inner) in sent):
                yield name
            yield from _texts(inner, sent, depth + 1)
    elif isinstance(answer, list) and answer and all(isinstance(one, str | int) for one in answer):
        yield ".".join(map(str, answer)) if len(answer) < 12 else ""
        yield from (one for one in answer if isinstance(one, str))
    elif isinstance(answer, list):
        for one in answer[:200]:
            yield from _texts(one, sent, depth + 1)
    elif isinstance(answer, str):
        yield answer
