"""A report as a site of static pages that work from a folder, without a server and without a network.

Pure, but for reading its own templates once. Every text of a finding was written by strangers: each template escapes
all it prints, and what is no printable character is shown as `\\u....` whether or not the template thought of it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from driftline.accepted import Accepted
from driftline.findings import Finding, Said
from driftline.history import Entry, Run, State
from driftline.renderers import words
from driftline.renderers.pictures import LEVELS, bars, tallies, trend
from driftline.rules import BY_NAME

FINGERPRINT = re.compile(r"[0-9a-f]{12,64}")
VERSION = re.compile(r"v\d+(\.\d+)*", re.IGNORECASE)
WITNESSES = ("spec", "docs", "examples", "live")  # the order of columns
FRESH = (State.NEW, State.BACK)
QUOTES = 5  # of a witness that are shown at once
FIRST = 25  # rows that the first page holds without a script
RESOURCES = 10  # with a bar of their own
STEPS = 4  # of what to do


@dataclass(frozen=True, slots=True)
class Row:
    """A finding in the list, and the page it has: `path` is empty where its fingerprint cannot name a file."""

    finding: Finding
    path: str
    resource: str
    entry: Entry | None = None
    accepted: Accepted | None = None

    @property
    def state(self) -> str:
        return str(self.entry.state) if self.entry else ""

    @property
    def level(self) -> str:
        return str(self.finding.severity)


@dataclass(frozen=True, slots=True)
class Quote:
    """What one source says at one place; `members` are those of a list, with whether another list lacks them."""

    value: str
    members: tuple[tuple[str, bool], ...]
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """One witness: the quotes to show at once, and the others."""

    source: str
    odd: bool
    shown: tuple[Quote, ...]
    rest: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: what, how, and where it leads (a page, or a filter of the list)."""

    level: str
    what: str
    how: str
    path: str = ""
    filter: str = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """A rule that was broken: how often, at how many places, and what it means."""

    level: str
    rule: str
    findings: int
    places: int
    title: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different since the run before; `known` is false where no ledger was given."""

    known: bool
    run: Run | None
    counts: tuple[tuple[str, int], ...]
    resolved: tuple[Entry, ...]
    earlier: int  # resolved in runs before the last


def site(
    findings: Sequence[Finding],
    sources: Sequence[dict[str, Any]],
    *,
    accepted: Sequence[tuple[Finding, Accepted]] = (),
    entries: Mapping[str, Entry] | None = None,
    runs: Sequence[Run] = (),
    title: str = "Driftline",
) -> dict[str, str]:
    """Relative path -> text of every file of the site; `index.html` is the first page."""
    known = entries or {}
    taken: set[str] = set()
    rows = sorted((_row(finding, known, taken) for finding in findings), key=_order)
    aside = [_row(finding, known, taken, entry) for finding, entry in accepted]
    shared = {
        "title": title,
        "sources": [_witness(source) for source in sources],
        "rows": rows,
        "accepted": aside,
        "changes": _changes(rows, known, runs),
        "verdict": words.verdict(findings, len(accepted), sources),
    }
    files = {
        "index.html": _page("index", root="", **shared, **_overview(rows, runs)),
        "all.html": _page("all", root="", **shared),
        "findings.js": _data(rows),
        "site.css": _raw("site.css"),
        "site.js": _raw("site.js"),
    }
    for chain in (rows, aside):
        files.update(_pages([row for row in chain if row.path], title))
    return files


@dataclass(frozen=True, slots=True)
class Standing:
    """One vendor of a fleet: findings by level (none where it could not be looked at), requests, its page, the problem."""

    name: str
    levels: Mapping[str, int]
    requests: int
    page: str
    problem: str


def fleet_page(rows: Sequence[Standing], verdict: str, title: str = "Driftline fleet") -> dict[str, str]:
    """The first page of many reports, worst vendor first: its texts by file name."""
    order = sorted(rows, key=lambda row: (not row.problem, *(-row.levels.get(level, 0) for level in LEVELS), row.name))
    page = _page("fleet", root="", title=title, rows=order, verdict=verdict)
    return {"index.html": page, "site.css": _raw("site.css"), "site.js": _raw("site.js")}


def _row(finding: Finding, entries: Mapping[str, Entry], taken: set[str], accepted: Accepted | None = None) -> Row:
    """The row of a finding; of two with one fingerprint, the first has the page."""
    name = finding.fingerprint
    path = f"findings/{name}.html" if FINGERPRINT.fullmatch(name) and name not in taken else ""
    taken.add(name)
    return Row(finding, path, resource(finding.subject.operation), entries.get(name), accepted)


def _order(row: Row) -> tuple[int, int]:
    """Worst first, new ones first among equals; else the order of the report."""
    return -row.finding.severity.rank, FRESH.index(State(row.state)) if row.state in FRESH else len(FRESH)


def resource(operation: str) -> str:
    """What an operation is about: the first fixed step of its path, after the version.

    >>> resource("POST /api/v1/payments/{}/cancel")
    'payments'
    """
    steps = [step for step in operation.partition(" ")[2].split("/") if step]
    versions = [number for number, step in enumerate(steps) if VERSION.fullmatch(step)]
    after = steps[versions[0] + 1 :] if versions else steps
    return words.safe(next((step for step in after if "{" not in step), "the document"), 60)


def _witness(source: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": "", "voice": "", "claims": 0, "unread": 0, "requests": None, **source}


# The first page


def _overview(rows: Sequence[Row], runs: Sequence[Run]) -> dict[str, Any]:
    by_resource = tallies((row.resource, row.level) for row in rows)
    levels, odd = Counter(row.level for row in rows), Counter(row.finding.odd_one_out for row in rows)
    causes = _causes(rows)
    return {
        "first": rows[:FIRST],
        "levels": [(level, levels[level]) for level in LEVELS],
        "odd": sorted(((name, count) for name, count in odd.items() if name), key=lambda one: (-one[1], one[0])),
        "resources": by_resource,
        "bars": bars(by_resource, RESOURCES),
        "causes": causes,
        "steps": _steps(rows, causes),
        "widest": _widest(rows),
        "trend": trend(runs),
        "runs": sorted(runs, key=lambda run: -run.id)[:20],
    }


def _causes(rows: Sequence[Row]) -> list[Cause]:
    """The rules that were broken; those of another version come last."""
    found = [row.finding for row in rows]
    made = [Cause(*cause) for cause in words.by_rule(one for one in found if one.rule in BY_NAME)]
    strange = Counter(one.rule for one in found if one.rule not in BY_NAME)
    levels = {one.rule: str(one.severity) for one in found}
    title = "A rule that this version does not know."
    return [*made, *(Cause(levels[name], name, count, count, title) for name, count in sorted(strange.items()))]


def _steps(rows: Sequence[Row], causes: Sequence[Cause]) -> list[Step]:
    """What to do first: what is new or back, then the widest causes; notes can wait."""
    fresh = [row for row in rows if row.state in FRESH and row.level != "note"]
    first = fresh[: STEPS - 1]
    steps = [Step(row.level, _named(row.finding), _remedy(row.finding), row.path) for row in first]
    dealt = Counter(row.finding.rule for row in first)
    wide = [one for one in causes if one.level != "note" and one.rule in BY_NAME and dealt[one.rule] < one.findings]
    steps += [_step(one, next(row for row in rows if row.finding.rule == one.rule)) for one in wide[:STEPS]]
    return steps[:STEPS]


def _step(cause: Cause, first: Row) -> Step:
    """A cause as a thing to do; a single finding speaks for itself."""
    if cause.findings == 1:
        return Step(cause.level, _named(first.finding), _remedy(first.finding), first.path)
    many = f"{words.plural(cause.findings, 'finding')} at {words.plural(cause.places, 'place')}"
    return Step(cause.level, f"{cause.rule}: {many}", BY_NAME[cause.rule].fix, filter=cause.rule)


def _widest(rows: Sequence[Row]) -> list[Row]:
    """The findings of the worst level there is that stand at most places."""
    return sorted((row for row in rows if row.level == rows[0].level), key=lambda row: -len(row.finding.places))[:3]


def _named(finding: Finding) -> str:
    return f"{words.place(finding)}: {words.safe(finding.message)}"


def _remedy(finding: Finding) -> str:
    if finding.proposal:
        return finding.proposal.text
    return BY_NAME[finding.rule].fix if finding.rule in BY_NAME else ""


def _changes(rows: Sequence[Row], entries: Mapping[str, Entry], runs: Sequence[Run]) -> Changes:
    last = max(runs, key=lambda run: run.id, default=None)
    looked = [run.id for run in runs if run.outcome == "looked"] or [
        event.run for entry in entries.values() for event in entry.events
    ]
    gone = [entry for entry in entries.values() if entry.state == State.RESOLVED]
    gone.sort(key=lambda entry: (LEVELS.index(_level(entry.severity)), entry.operation, entry.place, entry.fingerprint))
    resolved = tuple(e for e in gone if e.events and looked and e.events[-1].run == max(looked))
    states = Counter(row.state for row in rows)
    counts = [(str(state), states[state]) for state in (State.NEW, State.BACK)]
    counts.append((str(State.RESOLVED), len(resolved)))
    counts += [(str(State.FLAKY), states[State.FLAKY])] if states[State.FLAKY] else []
    return Changes(bool(entries or runs), last, tuple(counts), resolved, len(gone) - len(resolved))


def _level(text: str) -> str:
    """A level that has a colour."""
    return text if text in LEVELS else "note"


def _data(rows: Sequence[Row]) -> str:
    """The list as a script: texts that come again stand once. No text in it can end the script."""
    tables: dict[str, dict[str, int]] = {
        name: {} for name in ("level", "state", "rule", "resource", "odd", "operation")
    }

    def number(table: str, text: str) -> int:
        return tables[table].setdefault(text, len(tables[table]))

    made = []
    for row in rows:
        one = row.finding
        others = {" ".join(place.split(" ")[:2]) for place in one.places} - {one.subject.operation}
        made.append(
            [
                one.fingerprint if row.path else "",
                number("level", row.level),
                number("state", row.state),
                number("rule", words.safe(one.rule, 60)),
                number("resource", row.resource),
                number("odd", words.safe(one.odd_one_out or "", 60)),
                number("operation", words.safe(one.subject.operation, 160)),
                words.safe(one.subject.place, 160),
                words.safe(one.message, 240),
                max(1, len(one.places)),
                [number("operation", words.safe(other, 160)) for other in sorted(others)],
            ]
        )
    data = {**{name: list(table) for name, table in tables.items()}, "rows": made}
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return f"globalThis.FINDINGS = {text.replace('<', chr(92) + 'u003c')};\n"


# The page of a finding


def _pages(rows: Sequence[Row], title: str) -> Iterable[tuple[str, str]]:
    for number, row in enumerate(rows):
        facts = {
            "title": title,
            "row": row,
            "rule": BY_NAME.get(row.finding.rule),
            "columns": columns(row.finding),
            "marks": _common(row.finding) is not None,
            "action": _pretty(row.finding.proposal.action) if row.finding.proposal else "",
            "open_for": _lasted(row.entry.first_seen, row.entry.last_seen) if row.entry else "",
            "before": rows[number - 1].finding.fingerprint if number else "",
            "after": rows[number + 1].finding.fingerprint if number + 1 < len(rows) else "",
            "number": number + 1,
            "of": len(rows),
        }
        yield row.path, _page("finding", root="../", **facts)


def columns(finding: Finding) -> list[Column]:
    """One column for each witness; one for each value where a single witness contradicts itself."""
    groups: dict[tuple[str, str], list[Said]] = {}
    values = {words.value(said, 2000) for said in finding.said}
    alone = len({said.source for said in finding.said}) == 1 and 2 <= len(values) <= len(WITNESSES)
    for said in finding.said:
        groups.setdefault((said.source, words.value(said, 2000) if alone else ""), []).append(said)
    common = _common(finding)
    rank = {name: number for number, name in enumerate(WITNESSES)}
    made = []
    for source, value in sorted(groups, key=lambda key: rank.get(key[0], len(rank))):
        shown, rest = _parted([_quote(said, common) for said in groups[source, value]])
        made.append(Column(source, source == finding.odd_one_out, shown, rest))
    return made


def _common(finding: Finding) -> set[str] | None:
    """What all lists of a finding have; None where there are no two lists to compare."""
    lists = {tuple(said.value) for said in finding.said if _is_list(said.value)}
    return set.intersection(*map(set, lists)) if len(lists) > 1 else None


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(item, str) for item in value)


def _quote(said: Said, common: set[str] | None) -> Quote:
    """One quote; a list of one member, with no other list to compare, reads as that member."""
    members: tuple[tuple[str, bool], ...] = ()
    value = words.value(said, 2000)
    if _is_list(said.value) and (len(said.value) > 1 or common is not None):
        members = tuple((item, common is not None and item not in common) for item in said.value)
    elif _is_list(said.value):
        value = words.safe(said.value[0], 2000)
    return Quote(value, members, words.where(said), said.evidence.quote or "")


def _parted(quotes: list[Quote]) -> tuple[tuple[Quote, ...], tuple[Quote, ...]]:
    """The quotes to show at once, and the rest: no value hides behind many quotes of another."""
    quotes = sorted(quotes, key=lambda quote: [one.value for one in quotes].index(quote.value))
    firsts = [n for n, quote in enumerate(quotes) if quote.value not in {one.value for one in quotes[:n]}]
    others = [n for n in range(len(quotes)) if n not in firsts]
    shown = sorted([*firsts, *others][:QUOTES])
    return tuple(quotes[n] for n in shown), tuple(quotes[n] for n in range(len(quotes)) if n not in shown)


def _pretty(action: str) -> str:
    try:
        return json.dumps(json.loads(action), indent=2, ensure_ascii=False) if action else ""
    except (ValueError, RecursionError):
        return action


def _lasted(first: str, last: str) -> str:
    """How long something was open, in words; empty where the times cannot be read."""
    try:
        passed = datetime.fromisoformat(last) - datetime.fromisoformat(first)
    except (ValueError, TypeError):
        return ""
    if passed >= timedelta(days=1):
        return words.plural(passed.days, "day")
    hours = int(passed.total_seconds() // 3600)
    return words.plural(hours, "hour") if hours > 0 else "less than an hour"


# Templates


def scrub(value: Any) -> Any:
    """What a template prints, without control characters and tricks of direction; lines stay lines."""
    if not isinstance(value, str) or hasattr(value, "__html__") or value.isprintable():
        return value
    lines = value.replace("\r\n", "\n").expandtabs(4).split("\n")
    return "\n".join("".join(map(_shown, line)) for line in lines)


def _shown(character: str) -> str:
    return character if character.isprintable() or (character.isspace() and character in SPACES) else _code(character)


SPACES = "\u00a0\u2003\u2009\u202f\u3000"  # that are common in texts and deceive nobody


def _code(character: str) -> str:
    return f"\\u{ord(character):04x}"


def _moment(text: str) -> str:
    """A time to the minute, as people read it."""
    try:
        return datetime.fromisoformat(text).strftime("%Y-%m-%d %H:%M")
    except (ValueError, TypeError):
        return words.safe(text, 40)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("driftline.renderers", "site"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=scrub,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(line=words.safe, moment=_moment, place=words.place, level=_level, plural=words.plural)
    return made


def _page(name: str, **facts: Any) -> str:
    return _environment().get_template(f"{name}.html.jinja").render(facts)


@cache
def _raw(name: str) -> str:
    made = _environment()
    return made.loader.get_source(made, name)[0] if made.loader else ""
