"""The offline check: compare what a snapshot says, and point at lines. Touches no file and no network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from driftline.cache import Cache, each_remembered
from driftline.claims import Evidence, Reading
from driftline.compare import compare
from driftline.errors import SourceError
from driftline.findings import Finding
from driftline.readers.document import lines_of
from driftline.readers.pages import read_page
from driftline.snapshot import Snapshot
from driftline.sources import Bindings, read_all


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, and the readings it rests on."""

    findings: tuple[Finding, ...]
    readings: tuple[Reading, ...]


def check(
    snapshot: Snapshot,
    extra: Sequence[Reading] = (),
    bindings: Bindings | None = None,
    cache: Cache | None = None,
) -> Checked:
    """Compare everything a snapshot says: pages, specs and examples, and the readings in `extra`.

    `bindings` bind object pages to answers by hand, in the place of what is inferred; `cache` keeps what was read.
    """
    return judge([*read_all(snapshot, bindings, cache=cache), *extra], snapshot, cache)


def judge(readings: Sequence[Reading], snapshot: Snapshot, cache: Cache | None = None) -> Checked:
    """Compare readings of a snapshot (and others); raises SourceError where they hold no claim at all."""
    if not any(reading.claims for reading in readings):
        files = ", ".join([*snapshot.specs, *snapshot.pages][:5])
        raise SourceError(f"nothing could be read in {files}", "Are these docs pages and OpenAPI 3 specs, as UTF-8?")
    return Checked(tuple(located(compare(readings), snapshot, cache)), tuple(readings))


def bound(readings: Iterable[Reading]) -> dict[str, list[str]]:
    """Which answers each object page was bound to: page -> `OPERATION PLACE`."""
    found: dict[str, list[str]] = defaultdict(list)
    for reading in readings:
        for subject, aspect, _, evidence in reading.claims:
            if aspect == "describes" and evidence.file:
                found[evidence.file].append(f"{subject.operation} {subject.place}")
    return dict(found)


def located(findings: Iterable[Finding], snapshot: Snapshot, cache: Cache | None = None) -> list[Finding]:
    """The findings with a line and a quote for every pointer."""
    findings = list(findings)
    wanted: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        for said in finding.said:
            if said.evidence.file and said.evidence.pointer and said.evidence.line is None:
                wanted[said.evidence.file].update(_upward(said.evidence.pointer))
    tables = _tables(snapshot, {file: sorted(pointers) for file, pointers in wanted.items()}, cache)
    return [replace(f, said=tuple(replace(s, evidence=_located(s.evidence, tables)) for s in f.said)) for f in findings]


def located_in_both(findings: Iterable[Finding], old: Snapshot, new: Snapshot) -> list[Finding]:
    """The findings of two releases with lines: what `old` said in the old snapshot, what `new` said in the new one."""
    findings = list(findings)
    before, after = located(findings, old), located(findings, new)
    return [
        replace(f, said=tuple((a if a.source == "old" else b) for a, b in zip(one.said, other.said, strict=True)))
        for f, one, other in zip(findings, before, after, strict=True)
    ]


def _upward(pointer: str) -> list[str]:
    """A pointer and the three above it: words that were merged from above stand higher up."""
    pointer = pointer.partition("#")[0]
    found = [pointer]
    for _ in range(3):
        pointer = pointer.rpartition("/")[0]
        found.append(pointer)
    return [one for one in found if one]


Lines = dict[str, tuple[int, str]]


def _tables(snapshot: Snapshot, wanted: dict[str, list[str]], cache: Cache | None) -> dict[str, Lines]:
    """Of each file the line and the text of the pointers that are wanted there."""
    items = [(file, ("lines", file, snapshot.text(file), *pointers)) for file, pointers in wanted.items()]
    tables = each_remembered(
        cache,
        items,
        lambda file: _lines(snapshot, file, wanted[file]),
        dict,
        lambda data: {pointer: (line, quote) for pointer, (line, quote) in data.items()},
    )
    return dict(zip(wanted, tables(), strict=True))


def _lines(snapshot: Snapshot, file: str, pointers: list[str]) -> Lines:
    """Line and text of each pointer; for a page, inside its OpenAPI block."""
    text, offset = snapshot.text(file), 0
    if file in snapshot.pages:
        block = read_page(text, file).block
        text, offset = (block.text, block.line - 1) if block else ("", 0)
    is_json = text.lstrip().startswith("{")
    rows = text.split("\n")
    found = lines_of(text, pointers, is_json=is_json)
    return {pointer: (line + offset, _quoted(rows, line)) for pointer, line in found.items()}


def _quoted(rows: list[str], line: int) -> str:
    """The text of a line, and of the next one where a bracket stands alone in it."""
    text = rows[line - 1].strip()
    return (f"{text} {rows[line].strip()}" if text in ("{", "[") and line < len(rows) else text)[:200]


def _located(evidence: Evidence, tables: dict[str, dict[str, tuple[int, str]]]) -> Evidence:
    if evidence.line is not None or not evidence.file or not evidence.pointer:
        return evidence
    table = tables.get(evidence.file, {})
    found = next((table[pointer] for pointer in _upward(evidence.pointer) if pointer in table), None)
    if found is None:
        return evidence
    return evidence._replace(line=found[0], quote=evidence.quote or found[1])
