"""Text that strangers wrote, made safe to show: no control sequences, no tricks of direction. Pure."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from driftline.findings import Finding, Said
from driftline.rules import BY_NAME, Severity


def safe(text: str, limit: int = 200) -> str:
    """One line of printable text: control, format and surrogate characters become `\\u....`; cut at `limit`."""
    flat = " ".join(str(text)[: limit * 4].split())
    shown = "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co") else f"\\u{ord(c):04x}" for c in flat)
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def where(said: Said) -> str:
    """File and line, or the exchange."""
    evidence = said.evidence
    if evidence.exchange:
        return safe(f"exchange {evidence.exchange}")
    if not evidence.file:
        return ""
    return safe(f"{evidence.file}:{evidence.line}" if evidence.line else evidence.file, 400)


def value(said: Said, limit: int = 120) -> str:
    """What was said, as JSON; true and false about existence in words."""
    if said.value is True:
        return "yes"
    if said.value is False:
        return "no"
    return safe(
        said.value if isinstance(said.value, str) else json.dumps(said.value, ensure_ascii=False, default=str), limit
    )


def place(finding: Finding) -> str:
    return safe(" ".join(part for part in finding.subject if part) or "the document", 160)


def verdict(findings: Sequence[Finding], accepted: int, sources: Sequence[dict[str, Any]]) -> str:
    """The first line of every report."""
    names = [safe(row["name"], 40) for row in sources]
    seen = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
    tail = f" ({plural(accepted, 'accepted finding')} aside)" if accepted else ""
    if not findings:
        return f"{seen} agree{tail}."
    counts = Counter(str(finding.severity) for finding in findings)
    listed = ", ".join(plural(counts[level], level) for level in ("error", "warning", "note") if counts[level])
    return f"{plural(len(findings), 'finding')} between {seen}: {listed}{tail}."


def plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def by_rule(findings: Iterable[Finding]) -> list[tuple[str, str, int, int, str]]:
    """The causes in short: severity, rule, findings, places and what the rule means; worst and widest first.

    A rule of another version has no meaning here, and the severity that its findings have.
    """
    counts: Counter[str] = Counter()
    places: Counter[str] = Counter()
    levels: dict[str, Severity] = {}
    for finding in findings:
        counts[finding.rule] += 1
        places[finding.rule] += max(1, len(finding.places))
        levels[finding.rule] = finding.severity
    order = sorted(counts, key=lambda name: (-levels[name].rank, -places[name], name))
    titles = {name: BY_NAME[name].title if name in BY_NAME else "" for name in order}
    return [(str(levels[name]), name, counts[name], places[name], titles[name]) for name in order]
