"""Damage done to real inputs, as hostile hosts and broken tools do it. Pure: the same randomness gives the same damage."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

LONGEST = 60_000  # characters of one damaged input
LETTERS = (
    "\x00",
    "\x1b[2J",
    "\x9b31m",
    "\x07",
    "\u202e",
    "\u2066",
    "\u2028",
    "\u0085",
    "\ufeff",
    "\ud800",
    "\udfff",
    "\U000e0041",
)
CODE = (
    '"""',
    "'''",
    "\\",
    "{{ 7*7 }}",
    "{% raw %}",
    "{#",
    "${HOME}",
    "$(id)",
    "`id`",
    "__import__('os')",
    "%s%n",
    "#{1}",
)
MARKUP = (
    "<script>alert(1)</script>", "<img src=x onerror=a>", "]]>", "<!--", "&lt;", "](javascript:a)", "![a](b)", "<a href=",
    "<ParamField body=\"a\" type=\"string\">", "</ParamField>", "<Expandable>", "<table><tr><td rowspan=99>", "</table>",
    "```json", "````yaml openapi/a.json GET /a", "~~~", "---", "| a | b |\n|---|---|\n", "# GET /a/{b}\n", "title: ",
)  # fmt: skip
NOTATION = (
    "1e999", "-0", "9" * 400, "9" * 5_000, "0x1F", ".inf", ".nan", "NaN", "-Infinity", "1_000", "12:30:45", "2001-01-01",
    "&a [*a, *a]", "*a", "<<: *a", "!!binary aGk=", "!!set {a, b}", "!!timestamp 2001-12-14t21:59:43.10-05:00",
    "!!python/name:os", "!!omap [a: 1]", "!!int x", "? ", "%YAML 9.9\n", "--- ", "...\n", "\t", '{"$ref": "#/a"}',
    "(a+)+$", "(?:a|aa)*b", "[[x]]\n",
    "x = 1e400\n", "until = 9999-99-99\n", '"\\ud800"', '"\\u0000\\u001b[0m"', "../../etc/passwd", "C:\\a", "//h/x",
    "null", "true",
)  # fmt: skip
OPENERS = (
    "[",
    "{",
    '{"a":',
    "- ",
    "? ",
    "(",
    "<a ",
    "`",
    "*",
    "> ",
    "|",
    "<Expandable>",
    "<table>",
    "[a](",
    '"',
    "'",
    "#",
    "&a [",
)
FRAGMENTS = (*LETTERS, *CODE, *MARKUP, *NOTATION)
REFERENCES = (
    "#",
    "#/",
    "#/components/schemas/A",
    "#/paths",
    "#/components/schemas/~2",
    "https://h/x#/a",
    "../../x.json",
    "",
)
PATTERNS = ("(a+)+$", "(?:a|aa)*b", "^(\\w+\\s?)*$", "[", "(?P<a>.)(?P=a)", "\\p{L}+", "a{1,99999}", "(?<=a+)b")
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**63, 10**400, 1.5, -0.0, float("inf"), float("nan"), "", "a", "null", [], {}, [[]], [None],
    {"": None}, {"$ref": 1}, ["a", 1, None, {}], {"type": ["object", 1]}, {"allOf": {}}, {"properties": []}, "x" * 3_000,
    {"oneOf": [{"$ref": "#"}] * 3}, {"enum": [[], {}, None]}, *LETTERS, *CODE, *MARKUP[:8], *PATTERNS,
)  # fmt: skip


def damaged(random: Random, seeds: Sequence[str], *, most: int = LONGEST) -> str:
    """One of the texts, damaged at up to six places."""
    text = random.choice(seeds)
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        text = random.choice(WAYS)(random, text, seeds)
    return text[:most]


def damaged_bytes(random: Random, seed: bytes) -> bytes:
    """Bytes of which some are flipped, missing, doubled or cut off."""
    made = bytearray(seed)
    for _ in range(random.choice((1, 1, 2, 8, 64))):
        at = random.randrange(len(made) + 1)
        end = min(len(made), at + random.choice((1, 1, 4, 100, 4096)))
        way = random.randrange(5)
        if way == 0 and at < len(made):
            made[at] ^= 1 << random.randrange(8)
        elif way == 1:
            del made[at:end]
        elif way == 2:
            made[at:at] = made[at:end]
        elif way == 3:
            made[at:end] = bytes(random.randrange(256) for _ in range(min(end - at, 8)))
        elif random.random() < 0.1:
            del made[at:]
    return bytes(made)


def damaged_value(random: Random, value: Any, others: Sequence[Any] = ()) -> Any:
    """A JSON value of which up to four nodes are something else: another node, nothing, or what nobody expects."""
    made = copy.deepcopy(value)
    for _ in range(random.choice((1, 1, 2, 4))):
        spots = list(_spots(made))
        if not spots:
            return _strange(random, value, others)
        holder, key = random.choice(spots)
        way = random.randrange(8)
        if way == 0:
            del holder[key]
        elif way == 1 and isinstance(holder, dict):
            holder[random.choice((*FRAGMENTS, "$ref", "type", "properties", "allOf"))] = holder[key]
        elif way == 2:
            holder[key] = _nested(random, holder[key])
        elif way == 3:
            holder[key] = {"$ref": random.choice(REFERENCES)}
        else:
            holder[key] = _strange(random, value, others)
    return made


def as_json(random: Random, value: Any) -> str:
    """The text of a value, once in a while in another style."""
    style = random.randrange(6)
    try:
        text = json.dumps(value, ensure_ascii=style != 0, indent=style if style in (1, 2) else None)
    except RecursionError:
        return "[" * 3_000 + "]" * 3_000
    return text.replace("\n", "\r\n") if style == 2 else text


def _spots(value: Any) -> Any:
    """Every node of a value, as what holds it and its key there."""
    stack = [value]
    while stack:
        holder = stack.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
        for key in keys:
            yield holder, key
            stack.append(holder[key])


def _strange(random: Random, value: Any, others: Sequence[Any]) -> Any:
    """Something that does not belong: a value from the list, or a part of this or another document."""
    if random.random() < 0.7:
        return copy.deepcopy(random.choice(VALUES))
    spots = list(_spots(random.choice((value, *others))))
    if not spots:
        return None
    holder, key = random.choice(spots)
    return copy.deepcopy(holder[key])


def _nested(random: Random, value: Any) -> Any:
    for _ in range(random.choice((3, 30, 150, 240))):
        value = random.choice(
            ([value], {"a": value}, {"properties": {"a": value}}, {"items": value}, {"allOf": [value]})
        )
    return value


def _span(random: Random, text: str) -> tuple[int, int]:
    start = random.randrange(len(text) + 1)
    return start, min(len(text), start + random.choice((1, 2, 5, 20, 100, 1000)))


def _cut_out(random: Random, text: str, seeds: Sequence[str]) -> str:
    start, end = _span(random, text)
    return text[:start] + text[end:]


def _doubled(random: Random, text: str, seeds: Sequence[str]) -> str:
    start, end = _span(random, text)
    return text[:end] + text[start:end] * random.choice((1, 1, 2, 50)) + text[end:]


def _cut_off(random: Random, text: str, seeds: Sequence[str]) -> str:
    return text[: random.randrange(len(text) + 1)]


def _flipped(random: Random, text: str, seeds: Sequence[str]) -> str:
    if not text:
        return "\x00"
    at = random.randrange(len(text))
    return text[:at] + chr((ord(text[at]) ^ (1 << random.randrange(8))) or 1) + text[at + 1 :]


def _planted(random: Random, text: str, seeds: Sequence[str]) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(FRAGMENTS) + text[at:]


def _swapped_in(random: Random, text: str, seeds: Sequence[str]) -> str:
    """A word gives way to something else."""
    words = list(re.finditer(r"[\w.$/-]+", text[:20_000]))
    if not words:
        return random.choice(FRAGMENTS)
    word = random.choice(words)
    return text[: word.start()] + random.choice(FRAGMENTS) + text[word.end() :]


def _spliced(random: Random, text: str, seeds: Sequence[str]) -> str:
    other = random.choice(seeds)
    start, end = _span(random, other)
    at = random.randrange(len(text) + 1)
    return text[:at] + (other[start:end] if random.random() < 0.7 else other[start:]) + text[at:]


def _opened(random: Random, text: str, seeds: Sequence[str]) -> str:
    """Something is opened again and again, and never closed."""
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(OPENERS) * random.choice((2, 10, 300, 3000)) + text[at:]


def _other_lines(random: Random, text: str, seeds: Sequence[str]) -> str:
    return text.replace("\n", random.choice(("\r\n", "\r", " ", "\u2028", "\n\n", "\n\x0b")))


def _shuffled(random: Random, text: str, seeds: Sequence[str]) -> str:
    lines = text.split("\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


Way = Callable[[Random, str, Sequence[str]], str]
WAYS: tuple[Way, ...] = (
    _cut_out, _doubled, _cut_off, _flipped, _flipped, _planted, _planted, _swapped_in, _swapped_in, _spliced, _opened,
    _other_lines, _shuffled,
)  # fmt: skip
