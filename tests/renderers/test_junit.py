"""A JUnit report holds every finding once, counts right, and is XML whatever strangers wrote."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rendering import ENTRIES, ENTRY, HOSTILE, SOURCES, TEXT, finding, of_every_fault

from driftline.accepted import Accepted
from driftline.claims import Evidence, Subject
from driftline.findings import Finding, Said
from driftline.renderers.contract import Report
from driftline.renderers.junit import MOST_QUOTES, to_junit
from driftline.rules import Severity


def parsed(text: str) -> ElementTree.Element:
    """The report, whose counts are held against what it holds."""
    root = ElementTree.fromstring(text.encode())
    assert root.tag == "testsuites"
    for element in [root, *root]:
        cases = list(element.iter("testcase"))
        assert element.get("tests") == str(len(cases))
        assert element.get("failures") == str(len(list(element.iter("failure"))))
        assert element.get("skipped") == str(len(list(element.iter("skipped"))))
        assert element.get("errors") == "0"
    names = [(case.get("classname"), case.get("name")) for suite in root for case in suite]
    if len({suite.get("name") for suite in root}) == len(root):
        assert len(set(names)) == len(names)
    return root


def only_case(root: ElementTree.Element) -> ElementTree.Element:
    [case] = root.iter("testcase")
    return case


def test_no_finding_and_no_operation_is_an_empty_report() -> None:
    root = parsed(to_junit([], SOURCES))
    assert list(root) == []
    assert root.get("name") == "driftline: spec, docs, live"


def test_an_operation_without_a_finding_is_a_test_that_passes() -> None:
    root = parsed(to_junit([finding()], SOURCES, operations=["POST /v1/a", "GET /v1/b"]))
    assert [(suite.get("name"), suite.get("failures")) for suite in root] == [("GET /v1/b", "0"), ("POST /v1/a", "1")]
    [passing] = root[0]
    assert (passing.get("name"), list(passing)) == ("no finding", [])


def test_the_findings_of_no_operation_are_those_of_the_documents() -> None:
    case = only_case(parsed(to_junit([replace(finding(), subject=Subject("", "schema"))], SOURCES)))
    assert (case.get("classname"), case.get("name")) == ("documents", "type schema")


@pytest.mark.parametrize("severity", [Severity.ERROR, Severity.WARNING])
def test_an_error_and_a_warning_fail_and_quote_their_witnesses(severity: Severity) -> None:
    said = Said("spec", "string", Evidence("a.json", 3, '"type": "string"'))
    case = only_case(parsed(to_junit([replace(finding("type", said), severity=severity)], SOURCES)))
    assert (case.get("classname"), case.get("name")) == ("POST /v1/a", "type request/body/a")
    [failure] = case
    assert (failure.tag, failure.get("type"), failure.get("message")) == ("failure", "type", "they differ")
    assert (failure.text or "").splitlines() == [
        f"{severity}: they differ",
        'spec says string, a.json:3: "type": "string"',
        "fingerprint: f00d",
    ]


def test_a_note_passes_and_still_tells_its_story() -> None:
    case = only_case(parsed(to_junit([replace(finding(), severity=Severity.NOTE)], SOURCES)))
    [told] = case
    assert told.tag == "system-out"
    assert (told.text or "").startswith("note: they differ")


def test_what_is_accepted_is_skipped_and_says_why() -> None:
    [skipped] = only_case(parsed(to_junit([], SOURCES, [(finding(), ENTRY)], operations=["POST /v1/a"])))
    assert (skipped.tag, skipped.get("message")) == ("skipped", "accepted: they will mend it")


def test_findings_with_the_same_rule_and_place_have_names_of_their_own() -> None:
    twins = [finding(), replace(finding(), fingerprint="beef"), replace(finding(), fingerprint="beef")]
    names = [case.get("name") for case in parsed(to_junit(twins, SOURCES)).iter("testcase")]
    assert names == ["type request/body/a", "type request/body/a beef", "type request/body/a (2)"]


def test_characters_that_xml_does_not_allow_are_shown() -> None:
    [failure] = only_case(
        parsed(to_junit([finding(message="\x00 \x1b[31m \ud800 \ufffe\uffff \u202e ]]> <&")], SOURCES))
    )
    assert failure.get("message") == "\\u0000 \\u001b[31m \\ud800 \\ufffe\\uffff \\u202e ]]> <&"


def test_a_finding_quotes_so_many_witnesses_and_no_more() -> None:
    said = [Said("spec", number, Evidence("a.json", number + 1)) for number in range(MOST_QUOTES + 5)]
    [failure] = only_case(parsed(to_junit([finding("type", *said)], SOURCES)))
    assert (failure.text or "").count("spec says") == MOST_QUOTES
    assert "... and 5 more quotes" in (failure.text or "")


def test_every_fault_is_told_and_the_same_findings_give_the_same_text() -> None:
    findings = of_every_fault()
    root = parsed(to_junit(findings, SOURCES))
    assert len(list(root.iter("testcase"))) == len(findings)
    assert int(root.get("failures") or 0) == sum(found.severity is not Severity.NOTE for found in findings)
    assert to_junit(findings, SOURCES) == to_junit(findings, SOURCES)


def test_the_real_docs_are_told_whole(report: Report) -> None:
    accepted = [(found, ENTRY) for found in report.findings[:9]]
    root = parsed(to_junit(report.findings[9:], report.sources, accepted))
    assert root.get("tests") == str(len(report.findings))
    assert root.get("skipped") == "9"


@given(st.lists(HOSTILE, max_size=3), st.lists(st.tuples(HOSTILE, ENTRIES), max_size=2), st.lists(TEXT, max_size=2))
@settings(max_examples=200, deadline=None)
def test_whatever_a_finding_says_the_report_is_xml(
    findings: list[Finding], accepted: list[tuple[Finding, Accepted]], operations: list[str]
) -> None:
    root = parsed(to_junit(findings, [{"name": text} for text in operations], accepted, operations=operations))
    assert len([case for case in root.iter("testcase") if case.get("name") != "no finding"]) == len(findings + accepted)
