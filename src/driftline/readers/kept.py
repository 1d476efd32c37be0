"""Readings as plain JSON values, and back: each subject, value and quote stands once, claims name them by number. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from driftline.claims import Claim, Evidence, Reading, Seen, Subject, Unread, Voice


def packed(readings: Iterable[Reading]) -> list[dict[str, Any]]:
    """Readings as JSON values: an object for each.

    Values keep their types (`Seen` is an object, a tuple is a list); requests, seconds and exchanges are not kept, since
    documents have none.
    """
    return [_packed(one) for one in readings]


def unpacked(values: Iterable[dict[str, Any]]) -> list[Reading]:
    """The readings that `packed` gave."""
    return [_unpacked(one) for one in values]


class _Numbered:
    """Values in the order of their coming, each once."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._numbers: dict[Hashable, int] = {}

    def number(self, key: Hashable, value: Any) -> int:
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self.values)
            self.values.append(value)
        return found


def _packed(reading: Reading) -> dict[str, Any]:
    subjects, texts, values, rows = _Numbered(), _Numbered(), _Numbered(), []
    for subject, aspect, value, (file, line, quote, pointer, _) in reading.claims:
        rows += [
            subjects.number(subject, subject),
            texts.number(aspect, aspect),
            values.number(repr(value), _plain(value)),  # 1, 1.0 and true are equal and not the same
            texts.number(file, file),
            line,
            texts.number(quote, quote),
            texts.number(pointer, pointer),
        ]
    return {
        "source": reading.source,
        "voice": str(reading.voice),
        "document": reading.document,
        "unread": [[one.file, one.line, one.reason] for one in reading.unread],
        "subjects": subjects.values,
        "texts": texts.values,
        "values": values.values,
        "claims": rows,
    }


def _unpacked(data: dict[str, Any]) -> Reading:
    subjects = [Subject(operation, place) for operation, place in data["subjects"]]
    texts, values = data["texts"], [_frozen(value) for value in data["values"]]
    cells = iter(data["claims"])
    claims = tuple(
        [
            Claim(
                subjects[subject], texts[aspect], values[value], Evidence(texts[file], line, texts[quote], texts[point])
            )
            for subject, aspect, value, file, line, quote, point in zip(*[cells] * 7, strict=True)
        ]
    )
    unread = tuple(Unread(*one) for one in data["unread"])
    return Reading(data["source"], Voice(data["voice"]), claims, unread, data["document"])


def _plain(value: Any) -> Any:
    if isinstance(value, Seen):
        return {"type": value.type, "value": _plain(value.value)}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _frozen(value: Any) -> Any:
    if type(value) is dict:
        return Seen(value["type"], _frozen(value["value"]))
    return tuple([_frozen(one) for one in value]) if type(value) is list else value
