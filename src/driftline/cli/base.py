"""What all commands share: the group, its errors, options, reports and progress. Prints, and returns exit codes."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import sys
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from driftline import __version__
from driftline.errors import DriftError, Exit
from driftline.files import write

WIDTH = None if sys.stdout.isatty() else 140
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Shown(Console):
    """A console on which text cannot steer the terminal: control characters are spelled out, whoever wrote them.

    Styles are put in by the console itself; names of files, messages of exceptions and words of strangers are texts.
    """

    def print(self, *objects: Any, **options: Any) -> None:
        """Print, the control characters of texts as `\\u....`."""
        super().print(*(_spelled(one) if isinstance(one, str) else one for one in objects), **options)


def _spelled(text: str) -> str:
    return HIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


OUT = Shown(highlight=False, width=WIDTH)
ERR = Shown(stderr=True, highlight=False, soft_wrap=True)
ORDER = (
    *("init", "pull", "bundle", "check", "diff", "generate", "emulate", "probe", "merge", "compare", "run", "observe"),
    *("report", "ledger", "alert", "propose", "regenerate", "nightly", "fleet", "explain", "rules"),
)
LEVELS = ("error", "warning", "note", "none")


class Commands(click.Group):
    """A group that lists its commands in the order of a run and turns a DriftError into a message."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        known = [name for name in ORDER if name in self.commands]
        return [*known, *(name for name in self.commands if name not in known)]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[WORDS] = list(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DriftError as error:
            ctx.exit(_told(ctx, error))
        except BrokenPipeError:
            ctx.exit(Exit.AGREE)
        except KeyboardInterrupt:
            ERR.print("interrupted")
            ctx.exit(Exit.INTERRUPTED)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except Exception as error:
            if _is_refusal(error):
                seen = f"{getattr(error, 'filename', None) or 'a file'}: {getattr(error, 'strerror', None) or error}"
                ctx.exit(_told(ctx, DriftError(seen, "Make room or give permission, then run it again.")))
            ERR.print(_hidden(ctx, "".join(traceback.format_exception(error, limit=-4))), markup=False)
            ERR.print(
                f"internal error: {type(error).__name__}. This is a bug of driftline: please report it.", markup=False
            )
            ctx.exit(Exit.INTERNAL)


WORDS = "driftline.words"
REFUSALS = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.ENOTDIR,
     errno.EISDIR, errno.ENAMETOOLONG, errno.EMFILE, errno.ENFILE}
)  # fmt: skip


def _is_refusal(error: Exception) -> bool:
    """Whether it is the disk that refused, in a file or in SQLite: no bug of ours."""
    damaged = isinstance(error, sqlite3.OperationalError) or type(error) is sqlite3.DatabaseError
    return damaged or (isinstance(error, OSError) and error.errno in REFUSALS)


def _told(ctx: click.Context, error: DriftError) -> Exit:
    ERR.print(f"[bold red]error:[/] {plain_text(_hidden(ctx, error.message))}", markup=True)
    if error.hint:
        ERR.print(f"  {_hidden(ctx, error.hint)}", markup=False)
    return error.exit_code


def _hidden(ctx: click.Context, text: str) -> str:
    """The text without what the command line took from the environment: it may be a key."""
    from driftline.exchange import secrets_of, strike_text

    names = {name for word in ctx.meta.get(WORDS, ()) for pair in VARIABLE.findall(word) for name in pair if name}
    values = (os.environ.get(name, "") for name in (*names, "GITHUB_TOKEN"))
    return strike_text(text, secrets_of(*(value for value in values if len(value) >= 8)))


VARIABLE = re.compile(r"\$(?:\{(\w+)\}|([A-Z_][A-Z0-9_]*))")


def plain_text(text: str) -> str:
    from rich.markup import escape

    return escape(text)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="driftline")
def cli() -> None:
    """Lay an API's docs, spec and live behaviour side by side.

    Exit codes: 0 agree, 1 drift at or above --fail-on, 2 usage, 3 a source could not be had or read.
    """


def report_options(command: Any) -> Any:
    """The options of every command that reports findings."""
    for option in (
        click.option(
            "--most",
            type=click.IntRange(min=0),
            default=10,
            show_default=True,
            help="How many findings to show in the terminal.",
        ),
        click.option("--accepted", type=Path, help="accepted.toml: findings you decided to live with."),
        click.option(
            "--fail-on",
            type=click.Choice(LEVELS),
            default="error",
            show_default=True,
            help="Exit 1 from this level on.",
        ),
        click.option("--ledger", type=Path, metavar="FILE", help="Keep the findings over time in this file (SQLite)."),
        click.option("--html", type=Path, metavar="FOLDER", help="Also write a site to read in a browser."),
        click.option("--sarif", type=Path, metavar="FILE", help="Also write SARIF 2.1.0, for code scanning."),
        click.option("--junit", type=Path, metavar="FILE", help="Also write JUnit XML, for CI servers."),
        click.option("--markdown", "markdown_file", type=Path, help="Also write the report as Markdown."),
        click.option("--json", "json_file", type=Path, help="Also write the findings as JSON (the contract)."),
    ):
        command = option(command)
    return command


def cached(command: Any) -> Any:
    """Options for where readings are kept; the command gets them as `cache`, None with --no-cache."""

    @click.option("--no-cache", is_flag=True, help="Read every document anew, and keep nothing.")
    @click.option(
        "--cache",
        "folder",
        type=Path,
        metavar="FOLDER",
        envvar="DRIFTLINE_CACHE",
        help="Keep what was read of each document here, for the next run or another machine; "
        "$DRIFTLINE_CACHE, or a folder of your user's caches.",
    )
    @wraps(command)
    def with_cache(*, folder: Path | None, no_cache: bool, **options: Any) -> Any:
        from platformdirs import user_cache_path

        from driftline.cache import CacheFolder

        cache = None if no_cache else CacheFolder(folder or user_cache_path("driftline", appauthor=False))
        try:
            return command(cache=cache, **options)
        finally:
            if cache and cache.problem:
                ERR.print(f"note: {cache.problem} (--no-cache says nothing)", markup=False)

    return with_cache


@dataclass(frozen=True, slots=True)
class Reported:
    """Where a report is to go: the options of `report_options`."""

    most: int
    accepted: Path | None
    fail_on: str
    ledger: Path | None
    html: Path | None
    sarif: Path | None
    junit: Path | None
    markdown_file: Path | None
    json_file: Path | None


def report(
    findings: Sequence[Any],
    readings: Sequence[Any],
    *,
    coverage: Any = None,
    snapshot: Any = None,
    target: str = "",
    **options: Any,
) -> Exit:
    """Part, propose, keep, write, print; the exit code.

    `coverage` is what a run proved, `snapshot` what docs and specs were, `target` where the live voice came from.
    """
    from driftline.accepted import part, read_accepted
    from driftline.propose import with_proposals
    from driftline.renderers.contract import to_json, witnesses

    to = Reported(**options)
    found = with_proposals(findings, snapshot) if snapshot else list(findings)
    parted = part(found, read_accepted(to.accepted) if to.accepted else [], datetime.now(UTC).date())
    rows = witnesses(readings)
    if to.json_file:
        write(to.json_file, to_json(parted.open, rows, [finding for finding, _ in parted.accepted], coverage))
    kept = _keep(to.ledger, parted, rows, coverage, snapshot, target) if to.ledger else None
    render(parted.open, rows, parted.accepted, to, coverage)
    if kept:
        OUT.print(_kept_words(kept), markup=False)
    for complaint in parted.complaints:
        ERR.print(f"error: {to.accepted}: {complaint}", markup=False)
    return Exit.DRIFT if parted.complaints else verdict_of(parted.open, to.fail_on)


def verdict_of(findings: Iterable[Any], fail_on: str) -> Exit:
    """Whether the open findings are drift, from a level on."""
    from driftline.rules import Severity

    if fail_on == "none":
        return Exit.AGREE
    worst = max((finding.severity.rank for finding in findings), default=-1)
    return Exit.DRIFT if worst >= Severity(fail_on).rank else Exit.AGREE


def render(findings: Sequence[Any], rows: Any, accepted: Sequence[Any], to: Reported, coverage: Any = None) -> None:
    """Write and print the reports that were asked for."""
    from driftline.renderers.terminal import to_terminal

    if to.markdown_file:
        from driftline.renderers.markdown import to_markdown

        write(to.markdown_file, to_markdown(findings, rows, accepted, coverage=coverage))
    if to.sarif:
        from driftline.renderers.sarif import to_sarif

        files = (said.evidence.file for finding in findings for said in finding.said if said.evidence.file)
        write(to.sarif, to_sarif(findings, accepted, fallback=next(files, "README.md")))
    if to.junit:
        from driftline.renderers.junit import to_junit

        asked = [operation for operation, _, _ in coverage.operations] if coverage else []
        write(to.junit, to_junit(findings, rows, accepted, operations=asked))
    if to.html:
        _site(to.html, findings, rows, accepted, to.ledger)
    for part_of in to_terminal(findings, rows, accepted, most=to.most, coverage=coverage):
        OUT.print(part_of)


def _site(folder: Path, findings: Sequence[Any], rows: Any, accepted: Sequence[Any], ledger: Path | None) -> None:
    from driftline.files import write_folder
    from driftline.ledger import Ledger
    from driftline.renderers.site import site

    entries, runs = {}, []
    if ledger and ledger.exists():
        with Ledger(ledger) as book:
            entries, runs = {one.fingerprint: one for one in book.entries()}, book.runs()
    write_folder(folder, site(findings, rows, accepted=accepted, entries=entries or None, runs=runs))


def _keep(ledger: Path, parted: Any, rows: Any, coverage: Any, snapshot: Any, target: str) -> Any:
    """Write the run into the ledger."""
    from driftline.ledger import Ledger, Look, now
    from driftline.published import public

    untested = {o for o, outcome, _ in coverage.operations if outcome == "untested"} if coverage else set()
    look = Look(now(), public(target), snapshot.digest() if snapshot else "", tuple(rows), frozenset(untested))
    with Ledger(ledger) as book:
        return book.record(look, parted.open, parted.accepted)


def _kept_words(kept: Any) -> str:
    counts = {"new": kept.new, "back": kept.back, "resolved": kept.resolved, "flaky": kept.flaky}
    said = ", ".join(f"{len(entries):,} {name}" for name, entries in counts.items() if entries)
    return f"ledger: {said or 'nothing new'}; {kept.open:,} open"


def app_option(command: Any) -> Any:
    return click.option(
        "--app",
        metavar="MODULE:NAME",
        help="Answer in this process: an ASGI or WSGI application, or what makes a pretend vendor (gives an Emulator).",
    )(command)


def deviate_option(command: Any) -> Any:
    return click.option(
        "--deviate",
        multiple=True,
        metavar="NAME",
        help="Switch a lie on: KIND:METHOD /path PLACE for the live side, docs:NAME for the docs. Repeatable.",
    )(command)


def progress_bar(title: str) -> Any:
    """A context that gives `(done, total, name)` a bar on a terminal, and nothing elsewhere."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("[bold]{task.fields[title]}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())


def stepping(bar: Any, title: str) -> Any:
    task = bar.add_task("", total=None, title=title)

    def step(done: int, total: int, name: str) -> None:
        bar.update(task, completed=done, total=total, description=plain_text(name[-60:]))

    return step
