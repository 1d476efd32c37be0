"""Findings as SARIF 2.1.0, which code scanning reads: one run, one result for each finding. Pure.

GitHub refuses a whole file when one result has no physical location, so a finding that no file shows (only the live
service does) needs `fallback`. It also shows results with `suppressions` as open: accepted findings are told apart in
viewers that follow section 3.27.23.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from driftline import __version__
from driftline.accepted import Accepted
from driftline.findings import Finding, Said
from driftline.renderers.words import safe, value
from driftline.rules import BY_NAME

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
BASE = "SRCROOT"
MOST_LOCATIONS = 100  # of one result; code scanning shows no more
LONG = 2_000


def to_sarif(
    findings: Sequence[Finding],
    accepted: Sequence[tuple[Finding, Accepted]] = (),
    *,
    root: str = "",
    fallback: str = "",
) -> str:
    """The whole report as a SARIF log file (SARIF 2.1.0 section 3.13).

    `root` is the folder of the documents, and `fallback` the file of findings that no file shows, both seen from the
    root of the repository.
    """
    rules = sorted({finding.rule for finding in findings} | {finding.rule for finding, _ in accepted})
    driver = {"name": "Driftline", "version": __version__, "rules": [_rule(name) for name in rules]}
    results = [_result(finding, rules, root, fallback) for finding in findings]
    if accepted:  # either all results of a run say whether they are suppressed or none does: section 3.27.23
        results = [{**result, "suppressions": []} for result in results]
    for finding, entry in accepted:
        results.append({**_result(finding, rules, root, fallback), "suppressions": [_suppression(entry)]})
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    return json.dumps(log, indent=1, ensure_ascii=True) + "\n"


def _rule(name: str) -> dict[str, Any]:
    """A reportingDescriptor (section 3.49); a rule that this version does not know has its name alone."""
    known: dict[str, Any] = {"id": safe(name)}
    rule = BY_NAME.get(name)
    if rule:
        known["shortDescription"] = {"text": rule.title}
        known["fullDescription"] = {"text": rule.why}
        known["help"] = {"text": rule.fix, "markdown": f"**How to fix it**: {rule.fix}"}
        known["defaultConfiguration"] = {"level": str(rule.severity)}
    return known


def _result(finding: Finding, rules: Sequence[str], root: str, fallback: str) -> dict[str, Any]:
    """One result (section 3.27): the first quote is where it stands, the others are related."""
    quotes = [said for said in finding.said if said.evidence.file and _uri(root, said.evidence.file)]
    first, *others = [_quoted(said, root) for said in quotes[:MOST_LOCATIONS]] or [_unquoted(fallback)]
    first["logicalLocations"] = [{"fullyQualifiedName": _name(finding)}]
    result: dict[str, Any] = {
        "ruleId": safe(finding.rule),
        "ruleIndex": rules.index(finding.rule),
        "level": str(finding.severity),
        "message": _message(finding.message or finding.rule),
        "locations": [first],
    }
    if others:
        result["relatedLocations"] = [{"id": number, **other} for number, other in enumerate(others, 1)]
    if finding.fingerprint:
        result["partialFingerprints"] = {"driftline/v1": safe(finding.fingerprint)}
    return {**result, "properties": _properties(finding)}


def _quoted(said: Said, root: str) -> dict[str, Any]:
    """The location of a quote (section 3.28), with a message that says which source says what.

    Where the line is not known, it is the first: code scanning wants one.
    """
    evidence = said.evidence
    region: dict[str, Any] = {"startLine": max(1, evidence.line or 1)}
    if evidence.line and evidence.quote:
        region["snippet"] = {"text": safe(evidence.quote, LONG)}
    place = {"artifactLocation": {"uri": _uri(root, evidence.file or ""), "uriBaseId": BASE}, "region": region}
    return {"physicalLocation": place, "message": _message(f"{said.source} says {value(said)}")}


def _unquoted(fallback: str) -> dict[str, Any]:
    """The location of a finding that no file shows."""
    uri = _uri("", fallback)
    if not uri:
        return {}
    return {"physicalLocation": {"artifactLocation": {"uri": uri, "uriBaseId": BASE}, "region": {"startLine": 1}}}


def _uri(root: str, file: str) -> str:
    """A relative reference (section 3.4.3, RFC 3986 section 4.2): no scheme, no leading slash, not above the root."""
    steps: list[str] = []
    for step in f"{root}/{file}".replace("\\", "/").split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(quote(step, safe="", errors="backslashreplace"))
    return "/".join(steps)


def _name(finding: Finding) -> str:
    """Operation and place, as the name of a logical location (section 3.33.5)."""
    return safe(" ".join(part for part in finding.subject if part), LONG) or "the document"


def _message(text: str) -> dict[str, str]:
    """A plain text message: no placeholders (section 3.11.5), no links (3.11.6), and never empty (3.11.8)."""
    shown = safe(text, LONG).replace("](", "] (").replace("{", "{{").replace("}", "}}")
    return {"text": shown or "(no message)"}


def _suppression(entry: Accepted) -> dict[str, str]:
    """What somebody accepted (section 3.35)."""
    return {"kind": "external", "status": "accepted", "justification": safe(entry.reason, LONG)}


def _properties(finding: Finding) -> dict[str, Any]:
    """What SARIF has no place for (section 3.8)."""
    bag: dict[str, Any] = {
        "operation": safe(finding.subject.operation, LONG),
        "place": safe(finding.subject.place, LONG),
        "places": _all_safe(finding.places),
    }
    if finding.odd_one_out:
        bag["odd_one_out"] = safe(finding.odd_one_out)
    return bag


def _all_safe(texts: Iterable[str]) -> list[str]:
    return [safe(text, LONG) for text in texts]
