"""Commands that read files only: check, diff, explain, rules."""

from __future__ import annotations

import gc
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from driftline.cli.base import (
    OUT,
    cached,
    cli,
    report,
    report_options,
)
from driftline.errors import DriftError


@cli.command()
@click.option(
    "--docs", required=True, multiple=True, type=Path, help="A folder of docs, a spec or a saved page; repeatable."
)
@click.option("--overlays", type=Path, help="A folder of overlays: read the specs as those that extend one correct it.")
@click.option(
    "--bindings", type=Path, help="TOML: object pages bound to answers by hand, where the inferred ones are wrong."
)
@click.option("--show-bindings", is_flag=True, help="Show which answers each object page was taken to describe.")
@cached
@report_options
def check(
    docs: tuple[Path, ...],
    overlays: Path | None,
    bindings: Path | None,
    show_bindings: bool,
    cache: Any,
    **options: Any,
) -> None:
    """Compare docs, spec and examples, offline.

    \b
    driftline check --docs openapi/snapshot
    driftline check --docs ~/their-docs-repository --json findings.json --fail-on warning
    """
    from driftline.check import bound
    from driftline.check import check as run_check
    from driftline.snapshot import read_snapshot

    gc.disable()  # a check makes some hundred thousand small values and no cycles
    snapshot, bound_by_hand = read_snapshot(docs), None
    unused: tuple[Any, ...] = ()
    if overlays:
        from driftline.overlays import corrected, read_overlays

        snapshot, _, unused = corrected(snapshot, read_overlays(overlays))
    if bindings:
        from driftline.inputs import read_bindings

        bound_by_hand = read_bindings(bindings)
    result = run_check(snapshot, unused, bound_by_hand, cache)
    for page, places in sorted(bound(result.readings).items()) if show_bindings else ():
        OUT.print(f"{page} describes\n  " + "\n  ".join(sorted(places)), markup=False)
    sys.exit(report(list(result.findings), list(result.readings), snapshot=snapshot, **options))


@cli.command()
@click.argument("old")
@click.argument("new")
@click.option("--repo", type=Path, help="A git repository: OLD and NEW are its revisions. Else they are folders.")
@click.option(
    "--version", "version", metavar="X.Y.Z", help="The client's version at OLD: also say which one NEW makes it."
)
@cached
@report_options
def diff(old: str, new: str, repo: Path | None, version: str | None, cache: Any, **options: Any) -> None:
    """Say what changed between two releases of docs and specs, and whom it breaks.

    \b
    driftline diff snapshot-may snapshot-june
    driftline diff v1.4 HEAD --repo ../their-docs --fail-on error
    """
    from driftline.changes import changes, next_version, sentences
    from driftline.check import located_in_both
    from driftline.claims import Voice
    from driftline.snapshot import read_revision, read_snapshot
    from driftline.sources import read_all, read_pages

    before, after = (read_revision(repo, name) if repo else read_snapshot([Path(name)]) for name in (old, new))
    sides = {"old": read_all(before, blocks=False, cache=cache), "new": read_all(after, blocks=False, cache=cache)}
    found = changes(*sides.values()) + sentences(read_pages(before), read_pages(after))
    named = [replace(r, source=name) for name, side in sides.items() for r in side if r.voice is Voice.DECLARES]
    if version:
        OUT.print(f"version {version} becomes {next_version(version, found)}", markup=False)
    sys.exit(report(located_in_both(found, before, after), named, **options))


@cli.command()
@click.argument("what", metavar="RULE|FINGERPRINT")
@click.option(
    "--json",
    "json_file",
    type=Path,
    default=Path("reports/findings.json"),
    show_default=True,
    help="The report to look in.",
)
def explain(what: str, json_file: Path) -> None:
    """Say what a rule or one finding means, why it matters and how to fix it."""

    from driftline.renderers.contract import as_dict, from_json
    from driftline.renderers.rulespage import explained, told
    from driftline.rules import BY_NAME

    if what in BY_NAME:
        OUT.print("\n".join([f"# {what}", "", *explained(BY_NAME[what])]), markup=False)
        return
    try:
        kept = from_json(json_file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, DriftError) as error:
        raise DriftError(
            f"{what} is no rule, and {json_file} holds no findings: {str(error).splitlines()[0]}",
            "`driftline rules` lists the rules.",
        ) from None
    known = {found.fingerprint: found for found in (*kept.findings, *kept.accepted)}
    hits = [found for key, found in known.items() if len(what) >= 4 and key.startswith(what)]
    if len(hits) != 1:
        seen = "no rule and no finding is called" if not hits else f"{len(hits)} findings begin with"
        raise DriftError(f"{seen} {what}", f"Fingerprints are in {json_file}; `driftline rules` lists the rules.")
    OUT.print("\n".join(told(as_dict(hits[0]))), markup=False)


@cli.command()
@click.argument("name", required=False)
def rules(name: str | None) -> None:
    """List the rules, or say what one of them means."""
    from driftline.rules import BY_NAME, RULES

    if name is None:
        for rule in RULES:
            OUT.print(f"{rule.severity:<8} {rule.name:<22} {rule.title}", markup=False)
        return
    if name not in BY_NAME:
        raise DriftError(f"no rule is called {name}", "`driftline rules` lists them.")
    from driftline.renderers.rulespage import explained

    OUT.print("\n".join([f"# {name}", "", *explained(BY_NAME[name])]), markup=False)
