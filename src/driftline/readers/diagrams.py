"""Diagrams of states: drawn with lines and arrows, or as Mermaid's `a --> b: action`. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from driftline.claims import Subject
from driftline.readers.known import Notes
from driftline.readers.states import LEAST_STATES, actions_of, collections_of

LINE, HEAD = r"[─—=-]", "[▶►>→]"
STATE = r"[A-Za-z][A-Za-z_]*[A-Za-z]"
ACROSS = re.compile(
    rf"(?:(?P<source>{STATE}) *{LINE}+|(?P<corner>[└╰`+]){LINE}+) *(?P<action>[a-z][a-z _-]*?[a-z])"
    rf" *{LINE}+{HEAD}+ *(?=(?P<target>{STATE}))"
)
BACK = re.compile(
    rf"(?=(?P<target>{STATE})) *(?:{STATE}) *[◀◄<←]{LINE}+ *(?P<action>[a-z][a-z _-]*?[a-z]) *{LINE}+ *(?P<source>{STATE})"
)
HEADS = re.compile("[▶►→▼▾▲▴◀◄←]")
MERMAID = re.compile(rf"[ \t]*({STATE}) *-{{2,9}}> *({STATE}) *: *`?([a-z][a-z _-]*[a-z])`?[ \t;]*")
WORD = re.compile(r"[A-Za-z][A-Za-z_-]*[A-Za-z]")
DOWN, STEM = "▼▾↓vV", "│|┃┬├┼"
ASKEW = 2  # columns by which a drawing may be out of line
MOST_LINES, MOST_COLUMNS = 60, 200  # of a diagram


class Arrow(NamedTuple):
    """What leads from one state to another; no source where the drawing shows none."""

    source: str
    action: str
    target: str


def arrows(text: str) -> list[Arrow]:
    """The arrows of a diagram of states that have the name of an action, in their order.

    >>> arrows("open --pay--> paid")
    [Arrow(source='open', action='pay', target='paid')]
    """
    lines = text.split("\n", MOST_LINES)
    if len(lines) > MOST_LINES or any(len(line) > MOST_COLUMNS for line in lines):
        return []
    found = [Arrow(match[1], match[3], match[2]) for match in map(MERMAID.fullmatch, lines) if match]
    return found or [*_across(lines), *_upright(lines)]


def _across(lines: Sequence[str]) -> Iterator[Arrow]:
    """Arrows that lie within a line, from a state before them, or from the one above their corner."""
    for row, line in enumerate(lines):
        for match in ACROSS.finditer(line):
            source = match["source"] or _above(lines, row, match.start("corner"), match.start("corner") + 1)
            yield Arrow(source, match["action"], match["target"])
        for match in BACK.finditer(line):
            yield Arrow(match["source"], match["action"], match["target"])


def _upright(lines: Sequence[str]) -> Iterator[Arrow]:
    """Words that stand by themselves on a line that comes down from one state and points to another."""
    for row, line in enumerate(lines[1:-1], 1):
        lying = [(match.start(), match.end()) for match in ACROSS.finditer(line)]
        for word in WORD.finditer(line):
            start, end = word.span()
            inside = any(first <= start < last for first, last in lying)
            source = "" if inside else _above(lines, row, start, end)
            target = _below(lines, row, start, end) if source else ""
            if target:
                yield Arrow(source, word.group(), target)


def _above(lines: Sequence[str], row: int, start: int, end: int) -> str:
    """The word that a line comes down from to a place; empty where there is none."""
    near = range(max(0, start - ASKEW), min(end + ASKEW, len(lines[row - 1]))) if row else ()
    at = min((n for n in near if lines[row - 1][n] in STEM), key=lambda n: abs(2 * n - start - end), default=None)
    while at is not None and row and at < len(lines[row - 1]):
        row -= 1
        word = _word_at(lines[row], at)
        if word or lines[row][at] not in STEM:
            return word
    return ""


def _below(lines: Sequence[str], row: int, start: int, end: int) -> str:
    """The word that the head of an arrow below a place points to; empty where there is none."""
    for line_number in range(row + 1, len(lines) - 1):
        line = lines[line_number]
        heads = [n for n in range(start, min(end, len(line))) if line[n] in DOWN and not _word_at(line, n)[1:]]
        if heads:
            return _word_at(lines[line_number + 1], heads[0])
        if not any(line[n] in STEM for n in range(start, min(end, len(line)))):
            return ""
    return ""


def _word_at(line: str, at: int) -> str:
    return next((word.group() for word in WORD.finditer(line) if word.start() <= at < word.end()), "")


def read_diagrams(notes: Notes) -> None:
    """What the diagrams of a page say of the states that an action leads from and to; where one shows all ways into all
    states but the first, it is possible in no others."""
    for code in notes.page.codes if notes.known.acts.known else ():
        found = arrows(code.text)
        states = {one.source for one in found if one.source} | {one.target for one in found}
        roots = states - {one.target for one in found}
        is_whole = len(roots) == 1 and all(one.source for one in found) and len(HEADS.findall(code.text)) <= len(found)
        for collection in collections_of(notes, {state.lower() for state in states}) if len(found) > 1 else ():
            for action in dict.fromkeys(one.action for one in found):
                mine = [one for one in found if one.action == action]
                for key in actions_of(notes, collection, action):
                    _say(notes, key, mine, code.line, is_whole=is_whole)


PLAIN = re.compile(rf"[ \t]*({STATE}(?: *{LINE}+{HEAD}+ *{STATE})+)[ \t]*")
ONE_WAY = re.compile(
    r"\bonly (?:goes|moves|runs|changes) (?:forward|one way|in one direction)\b|\bnever (?:goes|moves|comes) back\b"
    r"|\bno (?:way|going) back\b|\bback to `\w+`[^.]{0,60}\b(?:refused|rejected|4\d\d)\b",
    re.IGNORECASE,
)
NEAR = 8  # lines between a drawing and the sentence that there is no way back


def read_ways(notes: Notes) -> None:
    """States in a row that an update leads through in one direction: drawn with plain arrows, where a sentence says so."""
    for code in notes.page.codes:
        lines = [line[:MOST_COLUMNS] for line in code.text.split("\n", MOST_LINES)[:MOST_LINES]]
        chains = [match[1] for match in map(PLAIN.fullmatch, lines) if match]
        states = re.findall(STATE, chains[0]) if len(chains) == 1 else []
        if len(states) < LEAST_STATES or len(set(states)) < len(states):
            continue
        last = code.line + code.text.count("\n")
        near = [(line, text) for line, text in notes.page.prose if code.line - NEAR <= line <= last + NEAR]
        told = next(((line, text) for line, text in near if ONE_WAY.search(text)), None)
        for collection in collections_of(notes, set(states)) if told else ():
            spot = Subject(f"PATCH {collection}/{{}}", "request/body/status")
            if spot in notes.known.kinds and told:
                notes.book.say(spot, "one-way", " ".join(states), line=told[0], quote=" ".join(told[1].split())[:200])


def _say(notes: Notes, key: str, found: Sequence[Arrow], line: int, *, is_whole: bool) -> None:
    quote = ", ".join(f"{one.source} {one.action} {one.target}".strip() for one in found)[:200]
    targets, sources = {one.target for one in found}, dict.fromkeys(one.source for one in found)
    if len(targets) == 1:
        notes.book.say(Subject(key), "leads-to", targets.pop(), line=line, quote=quote)
    if all(sources):
        notes.book.say(Subject(key), "taken-in", " or ".join(sources), line=line, quote=quote)
    if is_whole:
        notes.book.say(Subject(key), "only-in", " or ".join(sources), line=line, quote=quote)
