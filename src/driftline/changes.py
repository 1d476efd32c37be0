"""What changed between two releases of the same docs and specs, and whom it breaks. Pure: readings in, findings out.

Direction decides: what narrows a request breaks callers, what widens a response surprises readers, the rest only adds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from driftline.claims import Evidence, Reading, Subject, Voice, canonical, operations
from driftline.compare import one_for_each_cause
from driftline.findings import Finding, Said, Told, brief, finding
from driftline.readers.page import Page
from driftline.rules import Severity

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE
Table = dict[Subject, dict[str, list[Told]]]


def changes(old: Sequence[Reading], new: Sequence[Reading]) -> list[Finding]:
    """Every change of what specs declare and what docs declare, one finding for each cause, worst first.

    A change is told under its witness (spec or docs): a default that moved in prose only is a change of the docs.
    """
    found: list[Finding] = []
    old = _in_step(old, new)
    moved = operations(old) ^ operations(new)
    for source in ("spec", "docs"):
        before, after = _table(old, source), _table(new, source)
        if before and after:
            found.extend(
                one for one in _presence(before, after) if not one.subject.place or one.subject.operation not in moved
            )
            for subject in sorted(before.keys() & after.keys()):
                found.extend(_aspects(subject, before[subject], after[subject]))
    return one_for_each_cause(found)


VERSION = re.compile(r"^(\w+ /)(v\d+)(?=/)")


def _in_step(old: Sequence[Reading], new: Sequence[Reading]) -> Sequence[Reading]:
    """The old readings under the new version, where the whole API moved from one version step to another."""
    steps = [{m.group(2) for op in operations(side) if (m := VERSION.match(op))} for side in (old, new)]
    if not all(len(step) == 1 for step in steps) or steps[0] == steps[1]:
        return old
    version = next(iter(steps[1]))

    def moved(subject: Subject) -> Subject:
        return Subject(VERSION.sub(rf"\g<1>{version}", subject.operation), subject.place)

    return [replace(r, claims=tuple(claim._replace(subject=moved(claim.subject)) for claim in r.claims)) for r in old]


def _table(readings: Iterable[Reading], source: str) -> Table:
    found: Table = {}
    for reading in readings:
        if reading.source == source and reading.voice is Voice.DECLARES:
            for claim in reading.claims:
                found.setdefault(claim.subject, {}).setdefault(claim.aspect, []).append(Told(source, claim))
    return found


def _told(
    rule: str, severity: Severity, subject: Subject, before: list[Told], after: list[Told], message: str
) -> Finding:
    said = [Said("old", _value(before), before[0].claim.evidence)] if before else [Said("old", None)]
    said += [Said("new", _value(after), after[0].claim.evidence)] if after else [Said("new", None)]
    return replace(finding(rule, subject, said, message), severity=severity)


def _value(told: list[Told]) -> Any:
    return told[0].said().value


def _presence(before: Table, after: Table) -> Iterator[Finding]:
    """Operations, fields and statuses that went or came; below one that went or came nothing is listed."""
    for rule, one, other, word in (("removed", before, after, "is gone"), ("added", after, before, "is new")):
        for subject in sorted(one):
            told = one[subject].get("exists")
            if not told or "exists" in other.get(subject, {}) or _above_too(subject, one, other):
                continue
            what = "operation" if not subject.place else "status" if subject.parent.place == "response" else "field"
            severity = _presence_severity(rule, what, subject, one)
            parts = (told, []) if rule == "removed" else ([], told)
            name = subject.operation if what == "operation" else subject.name
            yield _told(f"{what}-{rule}", severity, subject, *parts, f"{name} {word}")


def _above_too(subject: Subject, one: Table, other: Table) -> bool:
    """Whether something above went or came as well."""
    while subject.place:
        subject = subject.parent
        if "exists" in one.get(subject, {}) and "exists" not in other.get(subject, {}):
            return True
    return False


def _presence_severity(rule: str, what: str, subject: Subject, table: Table) -> Severity:
    if what == "status":
        return W if rule == "removed" or subject.name.startswith("2") else N
    if rule == "removed":
        return E
    required = any(told.claim.value is True for told in table[subject].get("required", ()))
    return E if what == "field" and subject.place.startswith("request") and required else N


def _aspects(subject: Subject, before: Mapping[str, list[Told]], after: Mapping[str, list[Told]]) -> Iterator[Finding]:
    request = not subject.place.startswith("response")
    for aspect, (rule, judge) in JUDGES.items():
        old, new = before.get(aspect, []), after.get(aspect, [])
        values = [{canonical(told.claim.value) for told in side} for side in (old, new)]
        if values[0] == values[1] or not (old or new):
            continue
        if not (old and new) and aspect in BOTH_NEEDED:
            continue
        one, other = (side[0].claim.value if side else None for side in (old, new))
        severity = judge(one, other, request)
        if severity is not None:
            message = f"{subject.name or subject.operation} {aspect}: {_shown(one)} became {_shown(other)}"
            yield _told(rule, severity, subject, old, new, message)


def _shown(value: Any) -> str:
    return "nothing" if value is None else brief(value)


Judge = Callable[[Any, Any, bool], Severity | None]
BOTH_NEEDED = frozenset({"required", "type", "nullable", "values", "credentials"})


def _required(old: Any, new: Any, request: bool) -> Severity | None:
    if new:
        return E if request else N
    return N if request else W


def _nullable(old: Any, new: Any, request: bool) -> Severity | None:
    if new:
        return N if request else W
    return E if request else N


def _values(old: Any, new: Any, request: bool) -> Severity | None:
    gone, come = set(old) - set(new), set(new) - set(old)
    if request:
        return E if gone else N
    return W if come else N


def _bounds(old: Any, new: Any, request: bool) -> Severity | None:
    tighter = old is None or (new is not None and _tighter(old, new))
    if request:
        return E if tighter and new is not None else N
    return N if tighter else W


def _tighter(old: Sequence[Any], new: Sequence[Any]) -> bool:
    raised = new[0] is not None and (old[0] is None or new[0] > old[0])
    lowered = new[1] is not None and (old[1] is None or new[1] < old[1])
    return raised or lowered


def _always(severity: Severity) -> Judge:
    return lambda old, new, request: severity


JUDGES: Mapping[str, tuple[str, Judge]] = {
    "required": ("requirement-changed", _required),
    "type": ("type-changed", _always(E)),
    "nullable": ("requirement-changed", _nullable),
    "values": ("values-changed", _values),
    "length": ("bounds-changed", _bounds),
    "range": ("bounds-changed", _bounds),
    "count": ("bounds-changed", _bounds),
    "multiple": ("bounds-changed", _always(W)),
    "pattern": ("bounds-changed", _always(W)),
    "format": ("bounds-changed", _always(W)),
    "default": ("default-changed", _always(W)),
    "credentials": ("credentials-changed", _always(E)),
    "deprecated": ("deprecation-changed", _always(N)),
}

PROMISE = re.compile(
    r"\b(?:expires?|valid for|at most|at least|maximum|minimum|up to|within|idempoten|retr(?:y|ies|ied)|default|only once"
    r"|unique|always|never|must|no longer|guarante\w+|per (?:second|minute|hour|day)|\d+ (?:seconds|minutes|hours|days))\b",
    re.IGNORECASE,
)


def promises(page: Page) -> dict[str, int]:
    """The sentences of a page's prose that bind somebody, without markup, and their lines."""
    found: dict[str, int] = {}
    for line, text in page.prose:
        if not text.lstrip().startswith(("|", "<", "#")):
            for sentence in re.split(r"(?<=[.!?])\s+", re.sub(r"\[([^\]]*)\]\([^)]*\)|[`*_>]", r"\1", text)):
                words = " ".join(sentence.split())
                if 25 < len(words) < 400 and PROMISE.search(words):
                    found.setdefault(words, line)
    return found


def sentences(old: Iterable[Page], new: Iterable[Page]) -> list[Finding]:
    """Promises in prose that went or came, page by page; a page that moved as a whole says nothing."""
    found = []
    before = {page.file: page for page in old}
    for page in new:
        if page.file not in before:
            continue
        gone, come = promises(before[page.file]), promises(page)
        for text in sorted(gone.keys() ^ come.keys()):
            side, other, line = ("old", "new", gone[text]) if text in gone else ("new", "old", come[text])
            said = [Said(side, text, Evidence(page.file, line, text[:200])), Said(other, None, Evidence(page.file))]
            word = "is gone" if side == "old" else "is new"
            found.append(finding("sentence-changed", Subject("", page.file), said, f"a promise {word}: {text[:140]}"))
    return one_for_each_cause(found)


def next_version(version: str, found: Iterable[Finding]) -> str:
    """The version of a client after these changes: what breaks somebody is major, what adds is minor, prose is a patch.

    Before 1.0.0 a break is minor and the rest a patch (Semantic Versioning 2.0.0, items 4 and 7 to 9).
    """
    match = re.match(r"(\d+)\.(\d+)\.(\d+)", version)
    major, minor, patch = map(int, match.groups()) if match else (0, 0, 0)
    rules = {(one.severity, one.rule == "sentence-changed") for one in found}
    if not rules:
        return f"{major}.{minor}.{patch}"
    breaks = any(severity is E for severity, _ in rules)
    adds = any(not prose for _, prose in rules)
    if major == 0:
        return f"0.{minor + 1}.0" if breaks else f"0.{minor}.{patch + 1}"
    return f"{major + 1}.0.0" if breaks else f"{major}.{minor + 1}.0" if adds else f"{major}.{minor}.{patch + 1}"
