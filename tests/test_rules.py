"""The table of rules, tested by looping over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from driftline.bundle import bundle
from driftline.changes import changes, sentences
from driftline.check import check
from driftline.compare import compare
from driftline.exchange import from_lines
from driftline.faults import CLEAN, EXCHANGES_FILE, FAULTS, OVERLAY_FILE, Fault
from driftline.findings import Finding
from driftline.generate import generate
from driftline.overlays import apply_overlay, read_overlays
from driftline.readers.exchanges import read_exchanges, read_promises
from driftline.rules import RULES
from driftline.snapshot import Snapshot
from driftline.sources import read_all, read_pages, spec_texts


def snapshot(texts: dict[str, str]) -> Snapshot:
    pages = {name: text for name, text in texts.items() if name.endswith(".mdx")}
    specs = {name: text for name, text in texts.items() if name.startswith("openapi/")}
    return Snapshot(pages, specs)


def compared(texts: dict[str, str]) -> list[Finding]:
    exchanges = from_lines(texts[EXCHANGES_FILE])
    live = [read_promises(exchanges), read_exchanges(exchanges)]
    return list(check(snapshot(texts), live).findings)


def bundled(texts: dict[str, str], folder: Path) -> list[Finding]:
    (folder / OVERLAY_FILE).write_text(texts[OVERLAY_FILE])
    found = snapshot(texts)
    return compare(bundle(spec_texts(found, read_pages(found)), read_overlays(folder)).readings)


def generated(texts: dict[str, str], folder: Path) -> list[Finding]:
    found = snapshot(texts)
    (folder / "bundle.json").write_text(bundle(spec_texts(found, read_pages(found))).text())
    return compare([generate(folder / "bundle.json", folder, package="bikes").reading])


def changed(texts: dict[str, str]) -> list[Finding]:
    old, new = snapshot(dict(CLEAN)), snapshot(texts)
    return changes(read_all(old), read_all(new)) + sentences(read_pages(old), read_pages(new))


def test_three_voices_that_agree_give_no_finding(tmp_path: Path) -> None:
    assert compared(dict(CLEAN)) == []
    assert bundled(dict(CLEAN), tmp_path) == []
    assert changed(dict(CLEAN)) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.rule}-{fault.file.rpartition('/')[2]}")
def test_each_fault_gives_its_own_rule_and_nothing_else(fault: Fault, tmp_path: Path) -> None:
    texts = fault.told()
    assert texts != CLEAN
    found = {
        "compare": lambda: compared(texts),
        "bundle": lambda: bundled(texts, tmp_path),
        "generate": lambda: generated(texts, tmp_path),
        "diff": lambda: changed(texts),
    }[fault.stage]()
    assert {finding.rule for finding in found} == {fault.rule}, [f.message for f in found]
    assert len(found) == 1, [f.message for f in found]


def test_every_rule_has_a_fault() -> None:
    company = "it takes many operations: shown by tests/test_siblings.py"
    alone = "the page about the object would be the cause: shown by tests/test_same_object.py"
    slip = "it takes other operations of the resource: shown by tests/test_slips.py"
    waived = {
        "credentials": "an operation page of Markdown form has no list of credentials; the rendered form has",
        "sibling-case": company,
        "sibling-spelling": company,
        "sibling-format": company,
        "sibling-envelope": company,
        "sibling-unit": company,
        "sibling-member": slip,
        "sibling-header": slip,
        "sibling-bound": slip,
        "example-state": slip,
        "sibling-fields": alone,
        "sibling-type": alone,
    }
    assert {rule.name for rule in RULES} - {fault.rule for fault in FAULTS} == set(waived)


def test_every_rule_says_what_it_means_and_why_in_sentences() -> None:
    for rule in RULES:
        for text in (rule.title, rule.why, rule.fix):
            assert text[0].isupper(), rule.name
            assert text.endswith("."), rule.name
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_an_overlay_can_update_remove_and_append() -> None:
    from driftline.claims import Notebook
    from driftline.overlays import Overlay

    document = {"paths": {"/a": {"get": {"tags": ["x"], "summary": "old"}}, "/b": {}}}
    actions = (
        {"target": "$.paths['/a'].get", "update": {"summary": "new"}},
        {"target": "$.paths['/a'].get.tags", "update": "y"},
        {"target": "$.paths['/b']", "remove": True},
    )
    changed = apply_overlay(document, Overlay("o.yaml", actions), Notebook("o.yaml"))
    assert changed == {"paths": {"/a": {"get": {"tags": ["x", "y"], "summary": "new"}}}}
    assert document["paths"]["/a"]["get"]["summary"] == "old"
