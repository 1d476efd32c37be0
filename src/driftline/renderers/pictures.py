"""The numbers behind the pictures of a site: bars for each resource, lines over runs. Pure; templates draw them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from driftline.history import Run

LEVELS = ("error", "warning", "note")
FULL = 100.0  # pictures are drawn in percent of their width, so that their letters keep their size on a phone
LEAST = 0.6  # what is there is seen, however little it is


class Tally(NamedTuple):
    """How many findings of each level one resource has."""

    name: str
    error: int
    warning: int
    note: int

    @property
    def total(self) -> int:
        return self.error + self.warning + self.note


class Span(NamedTuple):
    """One coloured part of a bar, in percent."""

    level: str
    start: float
    width: float


class Bar(NamedTuple):
    """One resource of the picture; `links` is false for the row that sums up the rest."""

    tally: Tally
    spans: tuple[Span, ...]
    links: bool = True


class Line(NamedTuple):
    """One level over runs: points for a polyline, the last count, and what it gained since the run before."""

    level: str
    points: str
    last: int
    gained: int


@dataclass(frozen=True, slots=True)
class Trend:
    """The runs that looked, oldest first, and a line for each level; `top` is the count at the upper edge."""

    runs: tuple[Run, ...]
    top: int
    lines: tuple[Line, ...]
    blind: int  # runs that could not look


def tallies(levels: Iterable[tuple[str, str]]) -> list[Tally]:
    """The levels of findings by resource: most errors first, then warnings, then notes."""
    counts: dict[str, Counter[str]] = {}
    for name, level in levels:
        counts.setdefault(name, Counter())[level] += 1
    rows = [Tally(name, *(count[level] for level in LEVELS)) for name, count in counts.items()]
    return sorted(rows, key=lambda row: (-row.error, -row.warning, -row.note, row.name))


def bars(rows: Sequence[Tally], most: int) -> list[Bar]:
    """A bar for each of the first `most` resources and one for all others, on one scale."""
    shown, rest = (rows, rows[:0]) if len(rows) <= most + 1 else (rows[:most], rows[most:])
    sums = [sum(column) for column in zip(*(row[1:] for row in rest), strict=True)]
    others = [Tally(f"{len(rest)} others", *sums)] if rest else []
    widest = max((row.total for row in (*shown, *others)), default=0)
    made = [Bar(row, _spans(row, widest)) for row in shown]
    return made + [Bar(row, _spans(row, widest), links=False) for row in others]


def _spans(row: Tally, widest: int) -> tuple[Span, ...]:
    spans: list[Span] = []
    start = 0.0
    for level, count in zip(LEVELS, row[1:], strict=True):
        if count:
            width = max(LEAST, round(count / widest * (FULL - 3 * LEAST), 2))
            spans.append(Span(level, round(start, 2), width))
            start += width
    return tuple(spans)


def trend(runs: Iterable[Run], most: int = 60) -> Trend | None:
    """The last `most` runs as lines; None where fewer than two looked."""
    ordered = sorted(runs, key=lambda run: run.id)
    looked = tuple(run for run in ordered if run.outcome == "looked")[-most:]
    if len(looked) < 2:
        return None
    counts = {"error": [r.errors for r in looked], "warning": [r.warnings for r in looked]}
    counts["note"] = [r.notes for r in looked]
    top = _round_up(max(max(series) for series in counts.values()))
    lines = tuple(Line(level, _points(counts[level], top), *_end(counts[level])) for level in LEVELS)
    return Trend(looked, top, lines, sum(run.outcome != "looked" for run in ordered))


def _points(series: Sequence[int], top: int) -> str:
    step = FULL / (len(series) - 1)
    return " ".join(f"{n * step:.2f},{FULL - count / top * FULL:.2f}" for n, count in enumerate(series))


def _end(series: Sequence[int]) -> tuple[int, int]:
    return series[-1], series[-1] - series[-2]


def _round_up(count: int) -> int:
    """The next of 1, 2, 5, 10, 20, 50 and so on: an even number of lines below it is easy to read."""
    size = 1
    while True:
        for step in (1, 2, 5):
            if step * size >= count:
                return step * size
        size *= 10
