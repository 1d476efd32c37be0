"""Findings as JSON: the contract that other programs rely on, version 1. Pure."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from driftline.claims import Evidence, Reading, Subject, toml_text
from driftline.coverage import Coverage
from driftline.errors import DriftError
from driftline.exchange import NUMBERS
from driftline.findings import Finding, Proposal, Said
from driftline.naming import Names
from driftline.rules import Severity

MOST_UNREAD = 5  # pieces of a source that are shown of those that could not be read


def witnesses(readings: Iterable[Reading]) -> list[dict[str, Any]]:
    """One row for each source: claims and unread added up over its documents, requests and seconds for a live one.

    `not_read` shows the first pieces that could not be read, as `FILE:LINE REASON`.
    """
    rows: dict[str, dict[str, Any]] = {}
    for reading in readings:
        row = rows.setdefault(
            reading.source, {"name": reading.source, "voice": str(reading.voice), "claims": 0, "unread": 0}
        )
        row["claims"] += len(reading.claims)
        row["unread"] += len(reading.unread)
        if reading.unread and reading.source != "live":  # of exchanges it is those that say nothing
            shown = [f"{one.file}{f':{one.line}' if one.line else ''} {one.reason}" for one in reading.unread]
            row["not_read"] = [*row.get("not_read", ()), *shown][:MOST_UNREAD]
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
    try:
        return json.dumps(report, indent=1, ensure_ascii=True, allow_nan=False) + "\n"
    except ValueError:  # a number without end: no JSON can hold it, its name can
        return json.dumps(_named(report), indent=1, ensure_ascii=True) + "\n"


def _named(value: Any) -> Any:
    """The value, numbers that JSON has not as texts."""
    if isinstance(value, dict):
        return {key: _named(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_named(inner) for inner in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


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
        data = json.loads(text, **NUMBERS)
        if data["version"] != 1:
            raise DriftError(f"a report of version {data['version']!r}", "This driftline reads version 1.")
        found, aside = ([from_dict(one) for one in data.get(key) or ()] for key in ("findings", "accepted"))
        return Report(tuple(_witness(row) for row in data["sources"]), tuple(found), tuple(aside))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise DriftError(f"no report: {type(error).__name__} {error}", "Is it what --json wrote?") from None


def _witness(row: Mapping[str, Any]) -> dict[str, Any]:
    """One row of the witnesses; raises ValueError where a name or a number is none."""
    numbers = {name: row[name] for name in ("claims", "unread", "requests", "seconds") if name in row}
    if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in numbers.values()):
        raise ValueError(f"a witness whose numbers are {numbers!r}")
    if not all(isinstance(row[name], str) for name in ("name", "voice")):
        raise ValueError("a witness without a name or a voice")
    left = row.get("not_read", [])
    if not isinstance(left, list) or not all(isinstance(one, str) for one in left):
        raise ValueError("what was not read is no list of texts")
    return {**row, "claims": row["claims"], "unread": row["unread"]}


def from_dict(data: Mapping[str, Any]) -> Finding:
    """The finding that the contract's form describes; raises ValueError, TypeError or LookupError where it is none."""
    return Finding(
        str(data["rule"]),
        Severity(data["severity"]),
        Subject(str(data["operation"]), str(data["place"])),
        tuple(_heard(one) for one in data["said"]),
        str(data["message"]),
        _text(data, "odd_one_out"),
        tuple(map(str, data.get("places") or ())),
        str(data["fingerprint"]),
        _text(data, "request"),
        bool(data.get("observed")),
        _text(data, "code"),
        _proposed(data["proposal"]) if data.get("proposal") else None,
    )


def _heard(one: Mapping[str, Any]) -> Said:
    """What one source said, as `_said` writes it."""
    evidence = Evidence(_text(one, "file"), _line(one), _text(one, "quote"), None, _text(one, "exchange"))
    return Said(str(one["source"]), one["value"], evidence)


def _proposed(one: Mapping[str, Any]) -> Proposal:
    action = json.dumps(one["action"]) if one.get("action") else ""
    return Proposal(str(one["kind"]), str(one["file"]), _line(one), str(one["text"]), action)


def _text(holder: Mapping[str, Any], name: str) -> str | None:
    """A text that may be missing."""
    found = holder.get(name)
    if found is not None and not isinstance(found, str):
        raise ValueError(f"{name} is no text")
    return found


def _line(holder: Mapping[str, Any]) -> int | None:
    """The number of a line, which may be missing."""
    found = holder.get("line")
    if found is not None and (isinstance(found, bool) or not isinstance(found, int)):
        raise ValueError("line is no whole number")
    return found


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
        *(f"{toml_text(key)} = {toml_text(call)}" for key, call in names.calls.items()),
        "",
        "[models]",
        *(f"{name} = [{', '.join(map(toml_text, kept))}]" for name, kept in names.models.items()),
    ]
    return "\n".join(lines) + "\n"
