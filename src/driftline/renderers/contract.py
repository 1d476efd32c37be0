"""Findings as JSON: the contract that other programs rely on, version 1. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from driftline.claims import Evidence, Reading, Subject
from driftline.coverage import Coverage
from driftline.errors import DriftError
from driftline.findings import Finding, Proposal, Said
from driftline.naming import Names
from driftline.rules import Severity


def witnesses(readings: Iterable[Reading]) -> list[dict[str, Any]]:
    """One row for each source: claims and unread added up over its documents, requests and seconds for a live one."""
    rows: dict[str, dict[str, Any]] = {}
    for reading in readings:
        row = rows.setdefault(
            reading.source, {"name": reading.source, "voice": str(reading.voice), "claims": 0, "unread": 0}
        )
        row["claims"] += len(reading.claims)
        row["unread"] += len(reading.unread)
        if reading.source == "live":
            row["requests"] = row.get("requests", 0) + reading.requests
            row["seconds"] = round(row.get("seconds", 0.0) + reading.seconds, 3)
    order = {"spec": 0, "docs": 1, "examples": 2, "live": 3}
    return sorted(rows.values(), key=lambda row: (order.get(row["name"], 9), row["name"]))


def to_json(
    findings: Sequence[Finding],
    sources: Sequence[Mapping[str, Any]],
    accepted: Sequence[Finding] = (),
    coverage: Coverage | None = None,
) -> str:
    """The whole report as JSON text; `accepted` findings are listed apart."""
    report = {
        "version": 1,
        "sources": list(sources),
        "findings": [as_dict(finding) for finding in findings],
        "accepted": [as_dict(finding) for finding in accepted],
        **({"coverage": _coverage(coverage)} if coverage else {}),
    }
    return json.dumps(report, indent=1, ensure_ascii=True) + "\n"


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "operations": [{"operation": o, "outcome": str(out), "reason": why} for o, out, why in coverage.operations],
        "claims": {str(outcome): count for outcome, count in coverage.claims.items()},
        "promises": [
            {
                "operation": one.operation,
                "place": one.place,
                "aspect": one.aspect,
                "value": one.value,
                "file": one.evidence.file,
                "line": one.evidence.line,
                "quote": one.evidence.quote,
                "outcome": str(one.outcome),
                "reason": one.reason,
            }
            for one in coverage.promises
        ],
    }


def as_dict(finding: Finding) -> dict[str, Any]:
    """A finding as the contract writes it."""
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "severity": str(finding.severity),
        "operation": finding.subject.operation,
        "place": finding.subject.place,
        "odd_one_out": finding.odd_one_out,
        "said": [_said(said) for said in finding.said],
        "places": list(finding.places),
        "request": finding.request,
        "code": finding.code,
        "proposal": _proposal(finding.proposal),
        "observed": finding.observed,
        "message": finding.message,
    }


def _proposal(proposal: Proposal | None) -> dict[str, Any] | None:
    if proposal is None:
        return None
    action = json.loads(proposal.action) if proposal.action else None
    return {
        "kind": proposal.kind,
        "file": proposal.file,
        "line": proposal.line,
        "text": proposal.text,
        "action": action,
    }


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it was written: witnesses, findings, and the accepted ones apart."""

    sources: tuple[dict[str, Any], ...]
    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...] = ()


def from_json(text: str) -> Report:
    """The report in a JSON text of version 1.

    Raises DriftError where it is none: another version, no list of findings, or a finding that lacks what it needs.
    """
    try:
        data = json.loads(text)
        if data["version"] != 1:
            raise DriftError(f"a report of version {data['version']!r}", "This driftline reads version 1.")
        found, aside = ([from_dict(one) for one in data.get(key) or ()] for key in ("findings", "accepted"))
        return Report(tuple(dict(row) for row in data["sources"]), tuple(found), tuple(aside))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DriftError(f"no report: {type(error).__name__} {error}", "Is it what --json wrote?") from None


def from_dict(data: dict[str, Any]) -> Finding:
    """The finding that the contract's form describes."""
    said = tuple(
        Said(
            str(one["source"]),
            one["value"],
            Evidence(one.get("file"), one.get("line"), one.get("quote"), None, one.get("exchange")),
        )
        for one in data["said"]
    )
    proposed = data.get("proposal")
    return Finding(
        str(data["rule"]),
        Severity(data["severity"]),
        Subject(str(data["operation"]), str(data["place"])),
        said,
        str(data["message"]),
        data.get("odd_one_out"),
        tuple(map(str, data.get("places") or ())),
        str(data["fingerprint"]),
        data.get("request"),
        bool(data.get("observed")),
        data.get("code"),
        proposed
        and Proposal(
            str(proposed["kind"]),
            str(proposed["file"]),
            proposed.get("line"),
            str(proposed["text"]),
            json.dumps(proposed["action"]) if proposed.get("action") else "",
        ),
    )


def _said(said: Said) -> dict[str, Any]:
    where = said.evidence
    return {
        "source": said.source,
        "value": said.value,
        "file": where.file,
        "line": where.line,
        "quote": where.quote,
        "exchange": where.exchange,
    }


def names_text(names: Names) -> str:
    """The table of names as TOML, in an order of its own."""
    lines = [
        "# Names of models and calls, made by `driftline bundle`, yours to edit: a name that stands here is kept.",
        "# Changing one breaks callers of the client; the next `driftline bundle` says so.",
        "",
        "[calls]",
        *(f"{_quoted(key)} = {_quoted(call)}" for key, call in names.calls.items()),
        "",
        "[models]",
        *(f"{name} = [{', '.join(map(_quoted, kept))}]" for name, kept in names.models.items()),
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=True)
