"""The command that runs many vendors from one file: fleet."""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from driftline.cli.base import ERR, LEVELS, OUT, cli, progress_bar, stepping
from driftline.errors import Exit
from driftline.files import write, write_folder
from driftline.renderers.words import plural


@cli.command()
@click.argument("file", metavar="FLEET.toml", type=Path)
@click.option(
    "--reports", required=True, type=Path, help="A folder of reports for each vendor, and a first page for all."
)
@click.option(
    "--on",
    "where",
    default="processes",
    show_default=True,
    metavar="processes|dask://HOST:PORT",
    help="Where the parts are worked on.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default=True,
    help="Processes of this machine.",
)
@click.option(
    "--cache",
    type=Path,
    metavar="FOLDER",
    help="Keep readings and verdicts here, by what they rest on: what did not change is not read or compared again.",
)
@click.option("--html", is_flag=True, help="Also write a site for each vendor.")
@click.option(
    "--fail-on", type=click.Choice(LEVELS), default="error", show_default=True, help="Exit 1 from this level on."
)
def fleet(file: Path, reports: Path, where: str, jobs: int, cache: Path | None, html: bool, fail_on: str) -> None:
    """Check and probe many vendors, within one budget, over processes or a dask cluster.

    \b
    [fleet]
    requests = 20000
    [vendors.acme]
    docs = ["acme/docs"]
    [vendors.bolt]
    docs = ["bolt/docs"]
    spec = "bolt/openapi.yaml"
    target = "https://sandbox.bolt.example"
    header = ["authorization: Bearer $BOLT_TOKEN"]
    shards = 4

    \b
    driftline fleet fleet.toml --reports reports --cache .driftline/cache

    Exit codes: 0 agree, 1 drift at or above --fail-on, 3 a vendor could not be looked at (the others are reported).
    """
    from driftline.engines import engine_of
    from driftline.fleet import Case, ask, joined, judge, parts, read_fleet

    read = read_fleet(file)
    engine = engine_of(where, jobs)
    records: dict[str, list[str]] = defaultdict(list)
    problems: dict[str, str] = {}
    asked = parts(read)
    for number, done in _worked("ask", engine, ask, asked):
        name = asked[number].vendor.name
        problems |= {name: done.problem} if done.problem else {}
        records[name].append(done.value or "")
    cases = [Case(one, joined(records[one.name]), str(cache or "")) for one in read.vendors if one.name not in problems]
    verdicts = []
    for number, done in _worked("compare", engine, judge, cases):
        if done.problem:
            problems[cases[number].vendor.name] = done.problem
        else:
            verdicts.append(done.value)
            _written(reports, done.value, cases[number].exchanges, html)
    sys.exit(_told(reports, sorted(verdicts, key=lambda one: one.name), problems, html, fail_on))


def _worked(title: str, engine: Any, work: Any, tasks: Sequence[Any]) -> Any:
    """What an engine gives, with a bar on a terminal."""
    if not tasks:
        return
    with progress_bar(title) as bar:
        step = stepping(bar, title)
        for count, (number, done) in enumerate(engine(work, tasks), 1):
            step(count, len(tasks), tasks[number].vendor.name)
            yield number, done


def _written(reports: Path, verdict: Any, exchanges: str, html: bool) -> None:
    """The report of one vendor, in a folder of its own."""
    folder = reports / verdict.name
    write(folder / "findings.json", verdict.report)
    if exchanges:
        write(folder / "exchanges.jsonl", exchanges)
    if html:
        from driftline.renderers.contract import from_json
        from driftline.renderers.site import site

        found = from_json(verdict.report)
        write_folder(folder, site(found.findings, found.sources, title=verdict.name))


def _told(reports: Path, verdicts: Sequence[Any], problems: dict[str, str], html: bool, fail_on: str) -> Exit:
    """The page and the table of all vendors, and what to end with."""
    from driftline.renderers.site import Standing, fleet_page

    page = "index.html" if html else "findings.json"
    rows = [Standing(one.name, one.levels, one.requests, f"{one.name}/{page}", "") for one in verdicts]
    rows += [Standing(name, {}, 0, "", problem) for name, problem in problems.items()]
    count = sum(sum(one.levels.values()) for one in verdicts)
    line = f"{plural(len(rows), 'vendor')}, {plural(count, 'finding')}"
    line += f", {len(problems):,} could not be looked at" if problems else ""
    write_folder(reports, fleet_page(rows, line))
    summary = [{"name": r.name, "levels": dict(r.levels), "requests": r.requests, "problem": r.problem} for r in rows]
    write(reports / "fleet.json", json.dumps({"version": 1, "vendors": summary}, indent=1) + "\n")
    for row in sorted(rows, key=lambda row: row.name):
        told = ", ".join(plural(number, level) for level, number in row.levels.items()) or "nothing known"
        OUT.print(f"  {row.name:<24} {told}", markup=False, soft_wrap=True)
    for name, problem in sorted(problems.items()):
        ERR.print(f"error: {name} could not be looked at: {problem}", markup=False)
    seen = sum(one.known for one in verdicts)
    known = f"; {seen:,} had not changed" if seen else ""
    OUT.print(f"fleet: {line}{known}: {reports / 'index.html'}", markup=False, soft_wrap=True)
    bad = LEVELS[: LEVELS.index(fail_on) + 1] if fail_on != "none" else ()
    drift = any(one.levels[level] for one in verdicts for level in bad)
    return Exit.UNREADABLE if problems else Exit.DRIFT if drift else Exit.AGREE
