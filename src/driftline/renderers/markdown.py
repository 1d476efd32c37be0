"""A report as Markdown, for a pull request or a step summary. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from driftline.accepted import Accepted
from driftline.coverage import Coverage
from driftline.findings import Finding
from driftline.renderers.covering import covered, kind_of
from driftline.renderers.words import by_rule, place, plural, safe, value, verdict, where

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&@])")
BARE = re.compile(r"www(?=\.)|:(?=//)", re.IGNORECASE)  # what GitHub makes a link of by itself (GFM 6.9)
BLOCK = re.compile(r"^(\d{0,9})([-+=.)])")  # what begins a list or underlines a heading (CommonMark 4.3 and 5.2)


def escaped(text: str, limit: int = 300) -> str:
    """Text that stays text in Markdown, wherever it stands: no markup, no HTML, no mentions, no links."""
    shown = SPECIAL.sub(r"\\\1", safe(text, limit))
    return BARE.sub(lambda match: f"{match.group()}\u200b", BLOCK.sub(r"\1\\\2", shown))


def code(text: str, limit: int = 200) -> str:
    """Text as inline code, whatever backticks it holds (CommonMark 6.1)."""
    shown = safe(text, limit).replace("|", "\\|") or " "
    fence = "`" * (max((len(run) for run in re.findall(r"`+", shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def to_markdown(
    findings: Sequence[Finding],
    sources: Sequence[dict[str, Any]],
    accepted: Sequence[tuple[Finding, Accepted]] = (),
    *,
    most: int = 200,
    coverage: Coverage | None = None,
) -> str:
    """The whole report: verdict, witnesses, causes, findings (the first `most`), accepted ones."""
    lines = [f"# {escaped(verdict(findings, len(accepted), sources))}", "", *_witnesses(sources), ""]
    if coverage:
        lines += ["## Coverage", "", *_covered(coverage), ""]
    if findings:
        lines += ["## Causes", "", "| level | rule | findings | places | what it means |", "|---|---|--:|--:|---|"]
        lines += [f"| {s} | {code(r)} | {n:,} | {p:,} | {escaped(t)} |" for s, r, n, p, t in by_rule(findings)]
        lines += ["", "## Findings", ""]
        for finding in findings[:most]:
            lines += finding_lines(finding)
        if len(findings) > most:
            lines += [f"... and {plural(len(findings) - most, 'more finding')} in the JSON report.", ""]
    if accepted:
        lines += ["## Accepted", ""]
        for finding, entry in accepted:
            until = "never" if entry.until is None else str(entry.until)
            lines += [
                f"Accepted by {escaped(entry.who)} until {until}: {escaped(entry.reason)}",
                "",
                *finding_lines(finding),
            ]
    return "\n".join(lines).rstrip() + "\n"


def _covered(coverage: Coverage) -> list[str]:
    """What was proven, broken and left untested; promises one by one."""
    lines = [f"- {escaped(line)}" for line in covered(coverage, most=20)]
    if coverage.promises:
        lines += ["", "| promise | operation | says | outcome |", "|---|---|---|---|"]
        for one in coverage.promises[:100]:
            said = one.evidence.quote or f"{one.place} {one.value}"
            reason = f": {escaped(one.reason)}" if one.reason else ""
            lines.append(
                f"| {escaped(kind_of(one))} | {code(one.operation)} | {escaped(said)} | {one.outcome}{reason} |"
            )
    return lines


def _witnesses(sources: Sequence[dict[str, Any]]) -> list[str]:
    rows = ["| witness | voice | claims | unread | requests |", "|---|---|--:|--:|--:|"]
    for row in sources:
        requests = f"{row['requests']:,}" if "requests" in row else ""
        name, voice = escaped(row["name"], 40), escaped(row["voice"], 40)
        rows.append(f"| {name} | {voice} | {row['claims']:,} | {row['unread']:,} | {requests} |")
    left = [f"- {escaped(one, 160)}" for row in sources for one in row.get("not_read", ())]
    return [*rows, *(["", "Not read, the first of each witness:", "", *left] if left else [])]


def finding_lines(finding: Finding) -> list[str]:
    """One finding: level, rule and place, who says what and where, how to see it, what would settle it."""
    odd = f", odd one out: **{escaped(finding.odd_one_out, 40)}**" if finding.odd_one_out else ""
    lines = [
        f"### {finding.severity} {code(finding.rule)} {code(place(finding))}",
        "",
        f"{escaped(finding.message)}{odd}",
        "",
    ]
    lines += ["| source | says | where | quote |", "|---|---|---|---|"]
    for said in finding.said[:20]:
        quote = code(said.evidence.quote) if said.evidence.quote else ""
        lines.append(
            f"| {escaped(said.source, 40)} | {code(value(said))} | {code(where(said)) if where(said) else ''} | {quote} |"
        )
    if len(finding.said) > 20:
        lines.append(f"| | ... and {len(finding.said) - 20} more | | |")
    if len(finding.places) > 1:
        shown = ", ".join(code(item) for item in finding.places[:20])
        lines += ["", f"{len(finding.places)} places: {shown}{' ...' if len(finding.places) > 20 else ''}"]
    if finding.request:
        lines += ["", f"Shown by: {code(finding.request, 600)}"]
    if finding.code:
        lines += ["", f"In Python: {code(finding.code, 600)}"]
    if finding.proposal:
        lines += ["", f"Proposal: {escaped(finding.proposal.text, 500)}"]
    return [*lines, "", f"<sub>{escaped(finding.fingerprint, 64)}</sub>", ""]
