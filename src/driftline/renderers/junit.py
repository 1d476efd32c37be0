"""Findings as JUnit XML, which Jenkins, GitLab and the reporters of GitHub read: a test suite for each operation. Pure.

There is no one JUnit schema. This is what all of them take: `testsuites`, `testsuite`, `testcase`, and in it `failure`,
`skipped` or `system-out`. GitLab keeps only the first of the test cases that share class and name, so names are unique.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.etree import ElementTree

from driftline.accepted import Accepted
from driftline.findings import Finding
from driftline.renderers.words import plural, safe, value, where
from driftline.rules import Severity

MOST_QUOTES = 20
LONG = 2_000
DOCUMENTS = "documents"
# Everything outside of the production Char of XML 1.0 (section 2.2).
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_junit(
    findings: Sequence[Finding],
    sources: Sequence[dict[str, Any]],
    accepted: Sequence[tuple[Finding, Accepted]] = (),
    *,
    operations: Iterable[str] = (),
) -> str:
    """The whole report as JUnit XML; each of `operations` without a finding is a test that passes.

    Errors and warnings are failures. A note passes and tells its story in `system-out`: JUnit knows no third outcome,
    and a note that failed would turn a build red that `--fail-on warning` leaves green. What is accepted is skipped.
    """
    suites: dict[str, list[tuple[Finding, Accepted | None]]] = {operation: [] for operation in operations if operation}
    for finding in findings:
        suites.setdefault(finding.subject.operation, []).append((finding, None))
    for finding, entry in accepted:
        suites.setdefault(finding.subject.operation, []).append((finding, entry))
    witnesses = ", ".join(str(row["name"]) for row in sources)
    root = ElementTree.Element("testsuites", name=_text(f"driftline: {witnesses}" if witnesses else "driftline"))
    for operation in sorted(suites):
        root.append(_suite(operation, suites[operation]))
    _count(root)
    ElementTree.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _suite(operation: str, found: Sequence[tuple[Finding, Accepted | None]]) -> ElementTree.Element:
    """The tests of one operation; the empty one is the documents themselves."""
    name = _text(operation or DOCUMENTS)
    suite = ElementTree.Element("testsuite", name=name)
    taken: set[str] = set()
    for finding, entry in found:
        case = _case(suite, name, _unique(finding, taken))
        if entry:
            ElementTree.SubElement(case, "skipped", message=_text(f"accepted: {entry.reason}"))
        elif finding.severity is Severity.NOTE:
            ElementTree.SubElement(case, "system-out").text = _story(finding)
        else:
            failure = ElementTree.SubElement(case, "failure", type=_text(finding.rule), message=_text(finding.message))
            failure.text = _story(finding)
    if not found:
        _case(suite, name, "no finding")
    _count(suite)
    return suite


def _case(suite: ElementTree.Element, classname: str, name: str) -> ElementTree.Element:
    """One test; it took no time, and some readers want to be told."""
    return ElementTree.SubElement(suite, "testcase", classname=classname, name=name, time="0")


def _unique(finding: Finding, taken: set[str]) -> str:
    """Rule and place; where another finding has both, the fingerprint too, and a number where even that is shared."""
    plain = _text(f"{finding.rule} {finding.subject.place}")
    name = plain if plain not in taken else _text(f"{plain} {finding.fingerprint}")
    number = 2
    while name in taken:
        name, number = f"{plain} ({number})", number + 1
    taken.add(name)
    return name


def _story(finding: Finding) -> str:
    """The message again (not every reader shows the attribute), then who says what and where."""
    return "\n".join(_text(line) for line in _lines(finding))


def _lines(finding: Finding) -> Iterator[str]:
    yield f"{finding.severity}: {finding.message}"
    if finding.odd_one_out:
        yield f"odd one out: {finding.odd_one_out}"
    for said in finding.said[:MOST_QUOTES]:
        quote = f": {said.evidence.quote}" if said.evidence.quote else ""
        yield (
            f"{said.source} says {value(said)}, {where(said)}{quote}"
            if where(said)
            else f"{said.source} says {value(said)}"
        )
    if len(finding.said) > MOST_QUOTES:
        yield f"... and {plural(len(finding.said) - MOST_QUOTES, 'more quote')}"
    if len(finding.places) > 1:
        yield f"{len(finding.places)} places: {', '.join(finding.places[:MOST_QUOTES])}"
    if finding.request:
        yield f"shown by: {finding.request}"
    yield f"fingerprint: {finding.fingerprint}"


def _count(element: ElementTree.Element) -> None:
    """Write down how many tests an element holds and how they ended."""
    cases = list(element.iter("testcase"))
    element.set("tests", str(len(cases)))
    for name, child in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(name, str(sum(case.find(child) is not None for case in cases)))
    element.set("time", "0")


def _text(text: str) -> str:
    """One line of text that XML 1.0 allows: every other character is shown as `\\u....`."""
    return FORBIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", safe(text, LONG))
