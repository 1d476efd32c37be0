"""The command line: takes paths and URLs, prints, and returns an exit code. Knows no vendor and no repository."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from driftline import __version__
from driftline.errors import DriftError, Exit

WIDTH = None if sys.stdout.isatty() else 140
OUT = Console(highlight=False, width=WIDTH)
ERR = Console(stderr=True, highlight=False, soft_wrap=True)
LEVELS = ("error", "warning", "note", "none")


class Commands(click.Group):
    """A group that lists its commands in the order of a run and turns a DriftError into a message."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DriftError as error:
            ERR.print(f"[bold red]error:[/] {_plain(error.message)}", markup=True)
            if error.hint:
                ERR.print(f"  {error.hint}", markup=False)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            ctx.exit(Exit.AGREE)


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(text)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="driftline")
def cli() -> None:
    """Lay an API's docs, spec and live behaviour side by side.

    Exit codes: 0 agree, 1 drift at or above --fail-on, 2 usage, 3 a source could not be had or read.
    """


def main() -> None:
    """Run the command line."""
    cli(prog_name="driftline")


def report_options(command: Any) -> Any:
    """The options of every command that reports findings."""
    for option in (
        click.option("--most", default=10, show_default=True, help="How many findings to show in the terminal."),
        click.option("--accepted", type=Path, help="accepted.toml: findings you decided to live with."),
        click.option(
            "--fail-on",
            type=click.Choice(LEVELS),
            default="error",
            show_default=True,
            help="Exit 1 from this level on.",
        ),
        click.option("--markdown", "markdown_file", type=Path, help="Also write the report as Markdown."),
        click.option("--json", "json_file", type=Path, help="Also write the findings as JSON (the contract)."),
    ):
        command = option(command)
    return command


@cli.command()
@click.option(
    "--docs", required=True, multiple=True, type=Path, help="A folder of docs, a spec or a saved page; repeatable."
)
@report_options
def check(docs: tuple[Path, ...], **options: Any) -> None:
    """Compare docs, spec and examples, offline.

    \b
    driftline check --docs openapi/snapshot
    driftline check --docs ~/their-docs-repository --json findings.json --fail-on warning
    """
    from driftline.check import check as run_check
    from driftline.snapshot import read_snapshot

    result = run_check(read_snapshot(docs))
    sys.exit(_report(list(result.findings), list(result.readings), **options))


def _report(
    findings: list[Any],
    readings: list[Any],
    *,
    json_file: Path | None,
    markdown_file: Path | None,
    fail_on: str,
    accepted: Path | None,
    most: int,
) -> Exit:
    """Part, write, print; the exit code."""
    from driftline.accepted import part, read_accepted
    from driftline.renderers.contract import to_json, witnesses
    from driftline.renderers.markdown import to_markdown
    from driftline.renderers.terminal import to_terminal
    from driftline.rules import Severity

    parted = part(findings, read_accepted(accepted) if accepted else [], datetime.now(UTC).date())
    rows = witnesses(readings)
    if json_file:
        write(json_file, to_json(parted.open, readings, [finding for finding, _ in parted.accepted]))
    if markdown_file:
        write(markdown_file, to_markdown(parted.open, rows, parted.accepted))
    for part_of in to_terminal(parted.open, rows, parted.accepted, most=most):
        OUT.print(part_of)
    for complaint in parted.complaints:
        ERR.print(f"error: {accepted}: {complaint}", markup=False)
    if parted.complaints:
        return Exit.DRIFT
    if fail_on == "none":
        return Exit.AGREE
    worst = max((finding.severity.rank for finding in parted.open), default=-1)
    return Exit.DRIFT if worst >= Severity(fail_on).rank else Exit.AGREE


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    import os

    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise DriftError(
            f"{path} could not be written: {error.strerror}", "Is the folder there, and writable?"
        ) from None


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
    rule = BY_NAME[name]
    OUT.print(f"{rule.name} ({rule.severity})\n{rule.title}\n\nWhy: {rule.why}\nFix: {rule.fix}", markup=False)
