"""Commands that make what this repository keeps: pull, bundle, generate."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from driftline.cli.base import (
    OUT,
    app_option,
    cli,
    deviate_option,
    progress_bar,
    report,
    report_options,
    stepping,
)
from driftline.errors import DriftError
from driftline.files import write


@cli.command()
@click.option(
    "--from", "sources", required=True, multiple=True, help="A docs URL, a folder, a git checkout, a page; repeatable."
)
@click.option("--into", required=True, type=Path, help="The snapshot folder; it is replaced whole or not at all.")
@app_option
@deviate_option
def pull(sources: tuple[str, ...], into: Path, app: str | None, deviate: tuple[str, ...]) -> None:
    """Copy what a vendor published into a snapshot, byte for byte.

    \b
    driftline pull --from https://docs.example.com --into openapi/snapshot
    driftline pull --from ../their-docs --into openapi/snapshot
    """
    from driftline.emulator import EmulatorTransport
    from driftline.inputs import load_app
    from driftline.pull import pull as run_pull
    from driftline.renderers.words import plural

    transport = EmulatorTransport(load_app(app, deviate=deviate)) if app else None
    with progress_bar("pull") as bar:
        done = run_pull(sources, into, transport=transport, progress=stepping(bar, "pull"))
    kept = f"{done.transferred:,} new, {done.unchanged:,} unchanged, {done.removed:,} removed"
    OUT.print(f"{into}: {plural(done.files, 'file')} ({kept}; {done.bytes_transferred:,} bytes)", markup=False)
    if done.repaired:
        OUT.print("The last pull was interrupted; its snapshot was restored first.")
    for url in done.missing:
        OUT.print(f"missing: {url}", markup=False)


@cli.command()
@click.option("--docs", required=True, multiple=True, type=Path, help="The snapshot, or single spec files; repeatable.")
@click.option("--overlays", type=Path, help="A folder of OpenAPI overlays (version 1.0) to apply.")
@click.option("--out", required=True, type=Path, help="Where to write the bundle (JSON).")
@click.option("--title", default="", help="The bundle's title.")
@click.option(
    "--names", type=Path, help="TOML: the table of model and call names; made where it is missing, kept in step."
)
@report_options
def bundle(
    docs: tuple[Path, ...], overlays: Path | None, out: Path, title: str, names: Path | None, **options: Any
) -> None:
    """Fold the specs of a snapshot into one OpenAPI 3.1 document.

    Every repair, every conflict and every overlay action that matches nothing is a finding. Models and calls get names
    that a person would choose; --names keeps them from release to release, and a changed one is said: it breaks callers.
    """
    from driftline.bundle import bundle_of
    from driftline.check import located
    from driftline.compare import compare as run_compare
    from driftline.inputs import read_names
    from driftline.naming import renamed
    from driftline.overlays import read_overlays
    from driftline.renderers.contract import names_text
    from driftline.renderers.words import plural
    from driftline.snapshot import read_snapshot

    laid = read_overlays(overlays) if overlays else ()
    before = read_names(names) if names else None
    made, snapshot = bundle_of(read_snapshot(docs), laid, title=title, names=before)
    broken = list(renamed(_old(out), made.document))
    write(out, made.text())
    if names:
        write(names, names_text(made.names))
    models = plural(len(made.document["components"]["schemas"]), "model")
    files = plural(len(set(made.origins.values())), "file")
    OUT.print(f"{out}: {plural(len(made.origins), 'operation')} from {files}, {models}")
    for line in broken:
        OUT.print(f"breaking: {line}", markup=False)
    findings = located(run_compare(made.readings), snapshot)
    if findings:
        sys.exit(report(findings, list(made.readings), **options))


def _old(out: Path) -> Any:
    """The bundle that is there already; nothing where there is none."""
    from driftline.readers.document import parse

    try:
        return parse(out.read_text(encoding="utf-8"), is_json=True).data
    except (OSError, UnicodeDecodeError):
        return None


@cli.command()
@click.option("--bundle", "bundle_file", required=True, type=Path, help="The OpenAPI document to generate from.")
@click.option("--into", required=True, type=Path, help="The folder that holds the package.")
@click.option("--package", required=True, help="The package's name, such as acme_client.")
@click.option(
    "--config", type=Path, help="TOML: class name, environments, webhook signatures, and what else no spec says."
)
@click.option("--check", is_flag=True, help="Write nothing; exit 2 where the package there differs.")
@report_options
def generate(bundle_file: Path, into: Path, package: str, config: Path | None, check: bool, **options: Any) -> None:
    """Make the Python client from a bundle, and say what the generator left out.

    \b
    driftline generate --bundle openapi/bundle.json --into generated --package acme_client
    """
    from driftline.compare import compare as run_compare
    from driftline.generate import generate as run_generate
    from driftline.inputs import read_client_config

    known = read_client_config(config) if config else None
    done = run_generate(bundle_file, into, package=package, check=check, config=known)
    OUT.print(
        f"{into / package}: {done.kept} of {done.operations} operations, {done.models:,} models, {done.files:,} files"
    )
    if done.repaired:
        OUT.print("The last run was interrupted; its client was restored first.")
    if check and done.changed:
        shown = "\n  ".join(done.changed[:10])
        raise DriftError(f"{into / package} is not what the bundle gives ({len(done.changed)} files differ):\n  {shown}",
                         "Run `driftline generate` and commit the result.")  # fmt: skip
    OUT.print("nothing changed" if not done.changed else f"{len(done.changed):,} files changed")
    if done.reading.claims:
        sys.exit(report(run_compare([done.reading]), [done.reading], **options))
