"""Findings that people decided to live with: `accepted.toml` in, findings parted. Reads one file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from driftline.claims import toml_text
from driftline.errors import DriftError
from driftline.files import read_toml
from driftline.findings import Finding


@dataclass(frozen=True, slots=True)
class Accepted:
    """One entry: which finding, why, who decided, and until when (None is never)."""

    fingerprint: str
    reason: str
    who: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Parted:
    """Findings that are open, findings that are accepted, and the complaints about the entries themselves."""

    open: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, Accepted], ...]
    complaints: tuple[str, ...]


def read_accepted(path: Path) -> list[Accepted]:
    """The entries of an `accepted.toml`.

    Raises DriftError where the file cannot be read, is no TOML, or an entry lacks fingerprint, reason, who or until.
    """
    data = read_toml(path, "Is it your accepted.toml? `driftline ledger accept` writes one.")
    strange = set(data) - {"accepted"}
    if strange or not isinstance(data.get("accepted", []), list):
        raise DriftError(f"{path} holds {', '.join(sorted(strange)) or 'no list'}", "Write entries as [[accepted]].")
    return [_entry(path, number, raw) for number, raw in enumerate(data.get("accepted", []), 1)]


def _entry(path: Path, number: int, raw: Any) -> Accepted:
    needed = ("fingerprint", "reason", "who", "until")
    lacking = [key for key in needed if not isinstance(raw, dict) or not raw.get(key)]
    if lacking:
        raise DriftError(f"{path}: entry {number} lacks {', '.join(lacking)}", f"Each entry needs {', '.join(needed)}.")
    until = raw["until"]
    try:
        day = (
            None if until == "never" else date.fromisoformat(str(until)[:10] if isinstance(until, date) else str(until))
        )
    except ValueError:
        raise DriftError(
            f"{path}: entry {number}: until is {until!r}", 'Write a day (2027-01-31) or "never".'
        ) from None
    return Accepted(str(raw["fingerprint"]), str(raw["reason"]), str(raw["who"]), day)


def part(findings: Sequence[Finding], entries: Sequence[Accepted], today: date) -> Parted:
    """Part the findings into open and accepted; stale, expired and double entries are complaints."""
    by_fingerprint = {entry.fingerprint: entry for entry in entries}
    present = {finding.fingerprint for finding in findings}
    complaints = [
        f"{e.fingerprint} is stale: no finding has it any more ({e.reason})"
        for e in entries
        if e.fingerprint not in present
    ]
    expired = {e.fingerprint for e in entries if e.until is not None and e.until < today}
    complaints += [f"{e.fingerprint} expired on {e.until} ({e.reason})" for e in entries if e.fingerprint in expired]
    if len(by_fingerprint) < len(entries):
        complaints.append("a fingerprint stands twice")
    taken = {key for key in by_fingerprint if key not in expired}
    return Parted(
        tuple(f for f in findings if f.fingerprint not in taken),
        tuple((f, by_fingerprint[f.fingerprint]) for f in findings if f.fingerprint in taken),
        tuple(complaints),
    )


def with_entry(path: Path, fingerprint: str, reason: str, who: str, until: str) -> str:
    """The text of an `accepted.toml` with one more entry, the rest as it stands; an older entry of it is replaced.

    Raises DriftError where the file is none, or `until` is neither a day nor "never".
    """
    before = without_entry(path, fingerprint) if path.exists() else ""
    lines = [f"{key} = {toml_text(value)}" for key, value in (
        ("fingerprint", fingerprint), ("reason", reason), ("who", who), ("until", until))]  # fmt: skip
    text = "\n".join([*([before.rstrip(), ""] if before.strip() else []), "[[accepted]]", *lines]) + "\n"
    _entry(path, 1, {"fingerprint": fingerprint, "reason": reason, "who": who, "until": until})
    return text


def without_entry(path: Path, fingerprint: str) -> str:
    """The text of an `accepted.toml` without the entry of a finding; comments above other entries stay."""
    read_accepted(path)
    parts = re.split(r"(?m)^(?=\[\[accepted\]\])", path.read_text(encoding="utf-8"))
    wanted = re.compile(rf'(?m)^fingerprint\s*=\s*["\']{re.escape(fingerprint)}["\']')
    return "".join(part for part in parts if not wanted.search(part))
