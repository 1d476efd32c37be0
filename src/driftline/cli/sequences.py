"""Commands that are sequences of others: regenerate, nightly."""

from __future__ import annotations

import re
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from driftline.cli.base import ERR, OUT, app_option, cli, deviate_option, progress_bar, stepping
from driftline.errors import DriftError, Exit
from driftline.files import write
from driftline.renderers.words import plural


@cli.command()
@click.option(
    "--from", "sources", multiple=True, help="Pull from here first: a docs URL, a folder, a git checkout; repeatable."
)
@click.option("--snapshot", required=True, type=Path, help="The snapshot folder.")
@click.option("--before", type=Path, help="What the last release was made from, where nothing is pulled.")
@click.option("--overlays", type=Path, help="A folder of OpenAPI overlays to apply.")
@click.option("--bundle", "bundle_file", required=True, type=Path, help="Where the bundle is kept.")
@click.option("--names", required=True, type=Path, help="The table of names that is kept from release to release.")
@click.option("--into", required=True, type=Path, help="The folder that holds the client package.")
@click.option("--package", required=True, help="The package's name.")
@click.option("--config", required=True, type=Path, help="TOML of the client; its `version` is moved on.")
@click.option("--title", default="", help="The bundle's title.")
@click.option("--changelog", type=Path, help="Where the entry for users is added on top.")
@click.option("--body", "body_file", type=Path, help="Where to write the text of the pull request.")
@click.option("--uses", type=Path, help="Code written against the last release: it must still type-check.")
@click.option("--exchanges", type=Path, help="Recorded exchanges: which operations were really called.")
@click.option("--day", default="", metavar="YYYY-MM-DD", help="The day of the release; today where it is not given.")
@click.option("--no-types", is_flag=True, help="Leave the type checker out.")
@app_option
@deviate_option
def regenerate(**options: Any) -> None:
    """Pull, say what changed and whom it breaks, and make bundle, client, version, changelog and pull request anew.

    Where nothing changed, nothing is written. Exit code 1 where a gate failed.
    """
    from driftline.inputs import read_client_config
    from driftline.snapshot import Snapshot, read_snapshot

    started = time.monotonic()
    snapshot, config = options["snapshot"], read_client_config(options["config"])
    before = options["before"] or snapshot
    old = read_snapshot([before]) if before.exists() else Snapshot()
    missing = _pulled(options) if options["sources"] else ()
    new = read_snapshot([snapshot])
    release = _released(old, new, config, options, [f"missing: {url}" for url in missing])
    took = f"{time.monotonic() - started:.1f} s"
    if release is None:
        OUT.print(f"nothing changed: {config.version} stays ({took})", markup=False)
        sys.exit(Exit.AGREE)
    for gate in release.gates:
        said = {True: "passed", False: "FAILED", None: "left out"}[gate.passed]
        OUT.print(f"gate: {gate.name}: {said} ({gate.seen})", markup=False)
    for note in release.notes:
        OUT.print(note, markup=False)
    OUT.print(f"{release.old} becomes {release.new}: {plural(len(release.changes), 'change')} ({took})", markup=False)
    sys.exit(Exit.AGREE if release.passed else Exit.DRIFT)


def _pulled(options: dict[str, Any]) -> tuple[str, ...]:
    """Pull into the snapshot; what the index names and the host does not have."""
    from driftline.emulator import EmulatorTransport
    from driftline.inputs import load_app
    from driftline.pull import pull

    app = options["app"]
    transport = EmulatorTransport(load_app(app, deviate=options["deviate"])) if app else None
    with progress_bar("pull") as bar:
        done = pull(options["sources"], options["snapshot"], transport=transport, progress=stepping(bar, "pull"))
    OUT.print(f"pulled: {done.transferred:,} new, {done.unchanged:,} unchanged, {done.removed:,} removed")
    return tuple(done.missing)


def _released(old: Any, new: Any, config: Any, options: dict[str, Any], notes: list[str]) -> Any:
    """Everything after the pull; None where neither bundle nor client changed."""
    from driftline.changes import changes, sentences
    from driftline.check import located_in_both
    from driftline.generate import client_operations, generate
    from driftline.inputs import exchanges_of
    from driftline.release import Release, body, entry, gates, symbols, versioned, with_entry
    from driftline.sources import read_all, read_pages

    into, package = options["into"], options["package"]
    known = symbols(into / package)
    bundle, names, more = _bundled(new, options)
    is_same = options["bundle_file"].exists() and options["bundle_file"].read_text(encoding="utf-8") == bundle
    if (
        is_same
        and known
        and not generate(options["bundle_file"], into, package=package, config=config, check=True).changed
    ):
        return None
    found = []
    if old.specs:
        sides = [read_all(side, blocks=False) for side in (old, new)]
        both = changes(*sides) + sentences(read_pages(old), read_pages(new))
        found = located_in_both(both, old, new)
    write(options["bundle_file"], bundle)
    write(options["names"], names)
    made = generate(options["bundle_file"], into, package=package, config=config)
    left_out = [f"{claim.subject.operation}: {claim.value}" for claim in made.reading.claims]
    exchanges = exchanges_of(options["exchanges"]) if options["exchanges"] else []
    called = list(client_operations(into / package))
    checks = gates(known, into / package, left_out, exchanges, called, options["uses"], types=not options["no_types"])
    broken = any(gate.name == "no public name is gone" and gate.passed is False for gate in checks)
    version = versioned(config.version, found, broken) if known else config.version
    if version != config.version:
        _move(options["config"], config.version, version)
        generate(options["bundle_file"], into, package=package, config=replace(config, version=version))
    # a public name that is gone is told by the version: it stops nobody who reads it
    checks = tuple(
        replace(g, passed=None) if g.name == "no public name is gone" and g.passed is False else g for g in checks
    )
    release = Release(config.version, version, tuple(found), checks, bool(known), (*notes, *more))
    if options["changelog"]:
        before = options["changelog"].read_text(encoding="utf-8") if options["changelog"].exists() else ""
        write(options["changelog"], with_entry(before, entry(release, options["day"] or time.strftime("%Y-%m-%d"))))
    if options["body_file"]:
        write(options["body_file"], body(release))
    return release


def _bundled(new: Any, options: dict[str, Any]) -> tuple[str, str, list[str]]:
    """The bundle and the table of names as texts, and what there is to know: stale overlays, renamed models."""
    from driftline.bundle import bundle_of
    from driftline.inputs import read_names
    from driftline.naming import renamed
    from driftline.overlays import read_overlays
    from driftline.readers.document import parse
    from driftline.renderers.contract import names_text

    folder = options["overlays"]
    laid = read_overlays(folder) if folder and folder.exists() else ()
    made, _ = bundle_of(new, laid, title=options["title"], names=read_names(options["names"]))
    file = options["bundle_file"]
    before = parse(file.read_text(encoding="utf-8"), is_json=True).data if file.exists() else None
    stale = [
        f"stale overlay: {claim.evidence.file}: {claim.value} matches nothing any more"
        for reading in made.readings
        for claim in reading.claims
        if claim.aspect == "overlay-unused"
    ]
    return made.text(), names_text(made.names), [*stale, *renamed(before, made.document)]


def _move(config: Path, old: str, new: str) -> None:
    """The version in the client's configuration, moved on; the rest stays as it is written."""
    text = config.read_text(encoding="utf-8")
    moved, count = re.subn(rf'(?m)^(version\s*=\s*["\']){re.escape(old)}(["\'])', rf"\g<1>{new}\g<2>", text)
    if count != 1:
        raise DriftError(f'{config} has no line `version = "{old}"`', "Write one: it is moved on at each release.")
    write(config, moved)


@cli.command()
@click.option("--spec", required=True, type=Path, help="The OpenAPI document: the bundle.")
@click.option("--docs", required=True, multiple=True, type=Path, help="Docs, specs, snapshot; repeatable.")
@click.option("--ledger", required=True, type=Path, help="The ledger; made where it is not there.")
@click.option(
    "--reports",
    required=True,
    type=Path,
    help="The folder for findings.json, report.md, site/, drift.sarif, junit.xml, exchanges.jsonl.",
)
@click.option("--accepted", type=Path, help="accepted.toml.")
@click.option("--suite", type=Path, help="Contract tests to run on the target too.")
@click.option("--names", type=Path, help="The table of names, to show requests as calls of the client.")
@click.option("--overlays", type=Path, help="A folder of overlays: compare with the specs as they are corrected.")
@click.option("--to", multiple=True, metavar="URL", help="Alert here (Apprise); $VARIABLES are expanded. Repeatable.")
@click.option("--github", metavar="OWNER/NAME", help="Alert as issues of this repository.")
@click.option(
    "--time-limit", type=click.FloatRange(min=1), default=1800.0, show_default=True, help="Seconds for everything."
)
@click.option("--fail-on", type=click.Choice(("error", "warning", "note", "none")), default="error", show_default=True)
@click.argument("probe_options", nargs=-1, type=click.UNPROCESSED)
def nightly(**options: Any) -> None:
    """Probe, compare, keep, report and alert: one run for a scheduler, one at a time, within a time limit.

    \b
    driftline nightly --spec openapi/bundle.json --docs openapi/snapshot --ledger drift.db --reports reports \\
        -- --target https://sandbox.example.com --header 'authorization: Bearer $TOKEN'

    What stands after `--` goes to `driftline probe`. Exit codes: 0 no open drift, 1 drift, 3 could not look (nothing was
    proven, an alert could not be sent, the time is over, or another run is under way).
    """
    from driftline.nightly import run_nightly

    started = time.monotonic()
    done = run_nightly(say=lambda text: OUT.print(text, markup=False), **options)
    seconds = f"{time.monotonic() - started:.0f} s"
    (ERR if done.code == Exit.UNREADABLE else OUT).print(
        f"nightly: {done.summary} (exit {int(done.code)}, {seconds})", markup=False
    )
    sys.exit(done.code)
