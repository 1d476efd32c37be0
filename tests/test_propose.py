"""Proposals are tested by applying them and checking again: the finding is gone, and nothing new came."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_rules import compared, snapshot

from driftline.check import check
from driftline.exchange import from_lines
from driftline.faults import CLEAN, EXCHANGES_FILE, FAULTS, SPEC, SPEC_FILE, Fault
from driftline.findings import Finding
from driftline.overlays import corrected, read_overlays
from driftline.propose import as_files, edited, pointer_path, with_proposals
from driftline.readers.exchanges import read_exchanges, read_promises

ANSWER = SPEC[SPEC.index('"201"') : SPEC.index('"400"')]


def proposed(texts: dict[str, str]) -> list[Finding]:
    return with_proposals(compared(texts), snapshot(texts))


def settled(texts: dict[str, str], findings: list[Finding], folder: Path) -> list[Finding]:
    """What is found after every proposal was applied: overlays to the specs, edits to the pages."""
    pages = dict(texts)
    for file in {one.proposal.file for one in findings if one.proposal and one.proposal.kind == "docs"}:
        mine = [one.proposal for one in findings if one.proposal and one.proposal.file == file]
        pages[file] = edited(pages[file], [json.loads(one.action) for one in mine if one.action])
    for file, text in as_files(findings, snapshot(texts)).overlays.items():
        (folder / f"{file.replace('/', '_')}.json").write_text(text)
    fixed, left, unused = corrected(snapshot(pages), read_overlays(folder))
    assert left == ()
    assert [reading.claims for reading in unused] == [()] * len(unused)
    exchanges = from_lines(texts[EXCHANGES_FILE])
    return list(check(fixed, [read_promises(exchanges), read_exchanges(exchanges)]).findings)


SETTLED_IN_DOCS = {"type", "values", "pattern", "length", "range", "multiple", "default", "required", "field-missing"}


@pytest.mark.parametrize(
    "fault",
    [one for one in FAULTS if one.rule in SETTLED_IN_DOCS and one.file.endswith(".mdx")],
    ids=lambda fault: fault.rule,
)
def test_an_edit_of_the_docs_makes_the_finding_go_away(fault: Fault, tmp_path: Path) -> None:
    texts = fault.told()
    found = proposed(texts)
    assert [one.proposal.kind for one in found if one.proposal and one.proposal.action] == ["docs"]
    assert settled(texts, found, tmp_path) == []


# A spec that lies where docs and service agree: what stands in it, what is written instead, and the rule.
LIES = {
    "members": (ANSWER, ANSWER.replace("enum: [OPEN, DONE]", "enum: [DONE, LOST]"), "values"),
    "a type": (ANSWER, ANSWER.replace("type: number", "type: boolean"), "type"),
    "a format": (ANSWER, ANSWER.replace("format: uuid", "format: date-time"), "format"),
    "a field that is not there": (ANSWER, ANSWER.replace("price:\n                    type: number", "").replace("                price: 4.25\n", ""), "field-missing"),
    "a required field": ("required: [bike_id, city]", "required: [bike_id, city, seats]", "required"),
    "a status": ('        "201":\n', '        "202":\n', "status-missing"),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_an_overlay_makes_the_finding_go_away(lie: str, tmp_path: Path) -> None:
    old, new, rule = LIES[lie]
    assert SPEC.count(old) == 1
    texts = {**CLEAN, SPEC_FILE: SPEC.replace(old, new)}
    found = [one for one in proposed(texts) if one.proposal and one.proposal.kind == "spec"]
    assert rule in {one.rule for one in found}, [(f.rule, f.message, f.proposal) for f in proposed(texts)]
    after = {one.fingerprint for one in settled(texts, found, tmp_path)}
    assert not {one.fingerprint for one in found} & after
    assert after <= {one.fingerprint for one in proposed(texts)}


def test_a_service_that_lies_gets_no_proposal_for_documents_that_agree() -> None:
    lies = [one for one in FAULTS if one.file == EXCHANGES_FILE and one.rule in ("type", "values", "null", "format")]
    assert lies
    for fault in lies:
        assert [one.proposal for one in proposed(fault.told())] == [None]


def test_a_path_in_a_target_may_hold_any_character() -> None:
    import jsonpath_rfc9535

    strange = '/it\'s {a} \\ "b"/~'
    document = {"paths": {strange: {"get": 1}}}
    pointer = "/paths/" + strange.replace("~", "~0").replace("/", "~1") + "/get"
    assert [node.value for node in jsonpath_rfc9535.find(pointer_path(pointer), document)] == [1]


def test_an_edit_whose_lines_have_moved_changes_nothing() -> None:
    assert edited("a\nb\n", [{"line": 1, "old": "b", "new": "c"}]) == "a\nb\n"
    assert edited("a\nb\n", [{"line": 2, "old": "b", "new": None}]) == "a\n"
