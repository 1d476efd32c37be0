"""Commands that bring findings to people: report, ledger, alert, propose."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from driftline.cli.base import ERR, OUT, Reported, cli, render, report_options, verdict_of
from driftline.errors import DriftError, Exit
from driftline.files import write
from driftline.renderers.words import plural, safe


def _reported(path: Path) -> Any:
    from driftline.renderers.contract import from_json

    try:
        return from_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DriftError(f"{path} could not be read: {error}", "Name what --json wrote.") from None
    except DriftError as error:
        raise DriftError(f"{path}: {error.message}", error.hint) from None


@cli.command()
@click.argument("source", metavar="FINDINGS.json", type=Path)
@report_options
def report(source: Path, **options: Any) -> None:
    """Make reports again from findings that --json wrote: terminal, Markdown, site, SARIF, JUnit.

    \b
    driftline report reports/findings.json --html reports/site --sarif reports/drift.sarif
    """
    from datetime import UTC, datetime

    from driftline.accepted import part, read_accepted

    found, to = _reported(source), Reported(**options)
    entries = read_accepted(to.accepted) if to.accepted else []
    parted = part([*found.findings, *found.accepted], entries, datetime.now(UTC).date())
    render(parted.open, found.sources, parted.accepted, to)
    sys.exit(verdict_of(parted.open, to.fail_on))


@cli.group()
def ledger() -> None:
    """Look at the findings over time, and decide about them."""


def _ledger_option(command: Any) -> Any:
    return click.option(
        "--ledger",
        "file",
        type=Path,
        default=Path("ledger.db"),
        show_default=True,
        help="The ledger that --ledger of other commands keeps.",
    )(command)


def _open(file: Path) -> Any:
    from driftline.ledger import Ledger

    if not file.exists():
        raise DriftError(f"there is no ledger at {file}", "`driftline compare ... --ledger FILE` makes one.")
    return Ledger(file)


@ledger.command("list")
@_ledger_option
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice(["new", "open", "back", "flaky", "accepted", "resolved"]),
    help="Only those; repeatable.",
)
@click.option("--json", "as_text", is_flag=True, help="As JSON, with the whole history.")
def ledger_list(file: Path, states: tuple[str, ...], as_text: bool) -> None:
    """List the findings with their states, those that need somebody first."""
    from driftline.history import State
    from driftline.ledger import as_json

    with _open(file) as book:
        entries, runs = book.entries(map(State, states)), book.runs()
    if as_text:
        OUT.print(as_json(entries), markup=False, soft_wrap=True, end="")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("fingerprint", "state", "level", "rule", "where", "first seen", "runs"):
        table.add_column(name, no_wrap=name != "where")
    for one in entries:
        where = safe(f"{one.operation} {one.place}".strip() or one.message, 100)
        shown = [Text(safe(text, 64)) for text in (one.fingerprint, one.state, one.severity, one.rule)]
        table.add_row(*shown, Text(where), Text(safe(one.first_seen[:10])), str(one.runs))
    OUT.print(table)
    OUT.print(f"{plural(len(entries), 'finding')}, {plural(len(runs), 'run')}")


@ledger.command("show")
@click.argument("fingerprint")
@_ledger_option
def ledger_show(fingerprint: str, file: Path) -> None:
    """Show one finding: what was said, and its history."""
    from driftline.renderers.contract import as_dict
    from driftline.renderers.rulespage import told

    with _open(file) as book:
        entry = book.entry(fingerprint)
        finding = book.finding(entry.fingerprint)
    OUT.print("\n".join(told(as_dict(finding))), markup=False)
    OUT.print(
        f"\n{entry.state}, first seen {entry.first_seen}, last seen {entry.last_seen}, in {plural(entry.runs, 'run')}"
    )
    for event in entry.events:
        run = f"run {event.run}" if event.run else "by hand"
        OUT.print(f"  {event.at}  {event.state:<9} {run}  {safe(event.note)}", markup=False)


@ledger.command("accept")
@click.argument("fingerprint")
@_ledger_option
@click.option("--reason", required=True, help="Why it can stay.")
@click.option("--who", required=True, help="Who decided.")
@click.option(
    "--until", required=True, metavar="DAY|never", help="The day on which it is looked at again, such as 2027-01-31."
)
@click.option("--accepted", type=Path, default=Path("accepted.toml"), show_default=True, help="The file that keeps it.")
def ledger_accept(fingerprint: str, file: Path, reason: str, who: str, until: str, accepted: Path) -> None:
    """Accept a finding: it is written to accepted.toml too, and no longer counted as drift."""
    from driftline.accepted import with_entry
    from driftline.history import State
    from driftline.ledger import now

    with _open(file) as book:
        entry = book.entry(fingerprint)
        write(accepted, with_entry(accepted, entry.fingerprint, reason, who, until))
        book.decide(entry.fingerprint, State.ACCEPTED, f"{who}: {reason}", now())
    OUT.print(f"{entry.fingerprint} is accepted until {until}, and stands in {accepted}", markup=False)


@ledger.command("resolve")
@click.argument("fingerprint")
@_ledger_option
@click.option("--reason", required=True, help="What was done.")
@click.option("--who", required=True, help="Who did it.")
@click.option("--accepted", type=Path, default=Path("accepted.toml"), show_default=True, help="Taken out of there too.")
def ledger_resolve(fingerprint: str, file: Path, reason: str, who: str, accepted: Path) -> None:
    """Say that a finding is settled: seen again, it is told as back again."""
    from driftline.accepted import without_entry
    from driftline.history import State
    from driftline.ledger import now

    with _open(file) as book:
        entry = book.entry(fingerprint)
        if accepted.exists():
            write(accepted, without_entry(accepted, entry.fingerprint))
        book.decide(entry.fingerprint, State.RESOLVED, f"{who}: {reason}", now())
    OUT.print(f"{entry.fingerprint} is resolved", markup=False)


@cli.command()
@_ledger_option
@click.option(
    "--to",
    multiple=True,
    metavar="URL",
    help="An Apprise address (slack://, mailto://, json:// ...); $VARIABLES are expanded. Repeatable.",
)
@click.option(
    "--github", metavar="OWNER/NAME", help="One issue for each finding of this repository; GITHUB_TOKEN must be set."
)
@click.option("--again", is_flag=True, help="Also send what an earlier run was interrupted in: it may come twice.")
@click.option("--dry-run", is_flag=True, help="Print what would be sent.")
def alert(file: Path, to: tuple[str, ...], github: str | None, again: bool, dry_run: bool) -> None:
    """Tell people what is new, back or resolved: once, and only when there is something.

    \b
    driftline alert --ledger ledger.db --to '$DRIFTLINE_ALERT_URL' --github acme/sdk

    What could not be sent waits in the ledger for the next time (exit code 3).
    """
    from driftline.alert import AppriseChannel, Channel, GitHubChannel, body, settled, title
    from driftline.alert import alert as send
    from driftline.inputs import expanded

    urls = [url for n, one in enumerate(to, 1) for url in expanded([f"{n}={one}"], "=", "--to").values()]
    if not urls and not github:
        raise DriftError("no channel was given", "Give --to URL or --github OWNER/NAME.")
    channels: list[Channel] = [AppriseChannel(url) for url in urls] + ([GitHubChannel(github)] if github else [])
    failed = False
    with _open(file) as book:
        for channel in channels:
            if dry_run:
                waiting = settled(book.waiting(channel.name))
                OUT.print(
                    f"{channel.name}: {title(waiting)}\n\n{body(waiting)}" if waiting else f"{channel.name}: nothing",
                    markup=False,
                )
                continue
            done = send(book, channel, again=again)
            OUT.print(f"{done.channel}: {plural(done.sent, 'finding')} told, {done.waiting:,} waiting", markup=False)
            if done.interrupted:
                ERR.print(
                    f"{done.interrupted:,} of an interrupted run may not have arrived: --again sends them", markup=False
                )
            if done.problem:
                failed = True
                ERR.print(f"error: {done.channel}: {done.problem}", markup=False)
    sys.exit(Exit.UNREADABLE if failed else Exit.AGREE)


@cli.command()
@click.argument("source", metavar="FINDINGS.json", type=Path)
@click.option(
    "--docs", required=True, multiple=True, type=Path, help="The docs and specs that the findings speak of; repeatable."
)
@click.option("--into", required=True, type=Path, help="The folder for overlays/ and docs.patch.")
def propose(source: Path, docs: tuple[Path, ...], into: Path) -> None:
    """Write what would settle the findings: overlays for the spec, a patch for the docs.

    \b
    driftline propose reports/findings.json --docs openapi/snapshot --into proposals
    mv proposals/overlays/* openapi/overlays/     # those you agree with: the next bundle applies them
    """
    from driftline.propose import as_files, with_proposals
    from driftline.snapshot import read_snapshot

    snapshot, found = read_snapshot(docs), _reported(source)
    findings = with_proposals(found.findings, snapshot)
    made = as_files(findings, snapshot)
    for file, text in made.overlays.items():
        write(into / "overlays" / f"{file.replace('/', '__')}.overlay.json", text)
    if made.patch:
        write(into / "docs.patch", made.patch)
    words = [one for one in findings if one.proposal and not one.proposal.action]
    lines = [f"- `{one.fingerprint}` {one.proposal.text}" for one in words if one.proposal]
    if lines:
        write(into / "by-hand.md", "# To be written by hand\n\n" + "\n".join(lines) + "\n")
    OUT.print(
        f"{into}: {plural(made.count, 'proposal')} for {plural(len(findings), 'finding')}: {plural(len(made.overlays), 'overlay')}, "
        f"{made.patch.count(chr(10) + '@@')} edits of docs; {len(words):,} more in words"
    )
