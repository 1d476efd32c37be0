"""A report for the terminal, the verdict first. Pure: gives renderables, prints nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from driftline.accepted import Accepted
from driftline.coverage import Coverage
from driftline.findings import Finding
from driftline.renderers.covering import covered
from driftline.renderers.words import by_rule, place, plural, safe, value, verdict, where

COLOURS = {"error": "bold red", "warning": "yellow", "note": "cyan"}


def to_terminal(
    findings: Sequence[Finding],
    sources: Sequence[dict[str, Any]],
    accepted: Sequence[tuple[Finding, Accepted]] = (),
    *,
    most: int = 10,
    coverage: Coverage | None = None,
) -> Iterator[RenderableType]:
    """Verdict, witnesses, what a run proved, causes, the `most` worst findings, and what is accepted."""
    yield Text(verdict(findings, len(accepted), sources), style="bold red" if findings else "bold green")
    yield witnesses(sources)
    yield from (Text(line, style="dim") for line in not_read(sources))
    if coverage:
        yield Text("\n".join(covered(coverage, most=most)))
    if findings:
        yield _causes(findings)
    for finding in findings[:most]:
        yield from _finding(finding)
    if len(findings) > most:
        yield Text(f"... and {plural(len(findings) - most, 'more finding')}: --json, --markdown or --most shows them.")
    for finding, entry in accepted[:most]:
        yield from _finding(finding, entry)


def witnesses(sources: Sequence[dict[str, Any]]) -> Table:
    """One row for each witness."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("witness")
    table.add_column("voice")
    for name in ("claims", "unread", "requests"):
        table.add_column(name, justify="right")
    for row in sources:
        requests = f"{row['requests']:,}" if "requests" in row else ""
        who = [Text(safe(row[key], 40)) for key in ("name", "voice")]
        table.add_row(*who, f"{row['claims']:,}", f"{row['unread']:,}", requests)
    return table


def not_read(sources: Sequence[Mapping[str, Any]]) -> list[str]:
    """What could not be read of each witness: the first pieces with file and line, and how many more there are."""
    lines = []
    for row in sources:
        shown = [safe(one, 160) for one in row.get("not_read", ())]
        lines += [f"not read: {one}" for one in shown]
        if shown and row["unread"] > len(shown):
            lines.append(f"not read: {row['unread'] - len(shown):,} more of {safe(row['name'], 40)}")
    return lines


def _causes(findings: Sequence[Finding]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("level")
    table.add_column("rule", no_wrap=True)
    table.add_column("findings", justify="right")
    table.add_column("places", justify="right")
    table.add_column("what it means")
    for severity, rule, count, places, title in by_rule(findings):
        table.add_row(Text(severity, COLOURS[severity]), Text(safe(rule)), f"{count:,}", f"{places:,}", title)
    return table


def _finding(finding: Finding, entry: Accepted | None = None) -> Iterator[RenderableType]:
    level = "accepted" if entry else str(finding.severity)
    yield Text.assemble(
        (f"{level} ", "green" if entry else COLOURS[level]),
        (f"{safe(finding.rule)} ", "bold"),
        place(finding),
        (f"  {safe(finding.fingerprint)}", "dim"),
    )
    lines = [safe(finding.message, 300)]
    if finding.odd_one_out:
        lines.append(f"odd one out: {safe(finding.odd_one_out)}")
    if entry:
        until = "never" if entry.until is None else str(entry.until)
        lines.append(f"accepted by {safe(entry.who)} until {until}: {safe(entry.reason, 300)}")
    for said in finding.said[:6]:
        quote = f"  “{safe(said.evidence.quote, 90)}”" if said.evidence.quote else ""
        lines.append(f"{safe(said.source, 40):<9}{value(said, 80)}  {where(said)}{quote}")
    if len(finding.said) > 6:
        lines.append(f"... and {len(finding.said) - 6} more quotes")
    if finding.request:
        lines.append(f"shown by: {safe(finding.request, 2000)}")
    if finding.proposal:
        lines.append(f"proposal: {safe(finding.proposal.text, 300)}")
    yield Padding(Text("\n".join(lines)), (0, 0, 0, 2))
