"""Findings as JSON: the contract that other programs rely on, version 1. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from driftline.claims import Reading
from driftline.findings import Finding, Said
from driftline.naming import Names


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


def to_json(findings: Sequence[Finding], readings: Iterable[Reading], accepted: Sequence[Finding] = ()) -> str:
    """The whole report as JSON text; `accepted` findings are listed apart."""
    report = {
        "version": 1,
        "sources": witnesses(readings),
        "findings": [_finding(finding) for finding in findings],
        "accepted": [_finding(finding) for finding in accepted],
    }
    return json.dumps(report, indent=1, ensure_ascii=True) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
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
        "message": finding.message,
    }


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
