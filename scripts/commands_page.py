"""docs/reference/commands.md, made from the commands themselves: nothing in it can be out of date."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from driftline.cli import cli

INTRODUCTION = """# Commands

Every command with its options, as `driftline COMMAND --help` gives them. Made from the commands by
`python -m scripts.made`: edit the help there, not this page.

Exit codes of every command: 0 agree, 1 drift at or above `--fail-on`, 2 wrong use or nothing proven, 3 a source could not
be had or read. 130 is an interruption, 70 a bug of Driftline.

A value in capitals is yours to give. "Repeatable" means that the option may stand more than once.
"""
NEXT = """## Where to go next

- [The files that these commands read and write](files.md)
- [The rules that findings break](../rules.md)
- [The table of contents](../README.md)
"""
# Pages that show a command at work, by its name.
SHOWN = {
    "init": ("Set up another vendor", "../how-to/another-vendor.md"),
    "pull": ("Set up another vendor", "../how-to/another-vendor.md"),
    "bundle": ("Regenerate the client", "../how-to/regenerate.md"),
    "check": ("The tutorial", "../tutorial.md"),
    "diff": ("After a change", "../how-to/after-a-change.md"),
    "generate": ("Regenerate the client", "../how-to/regenerate.md"),
    "emulate": ("The emulator", "../emulator.md"),
    "probe": ("The tutorial", "../tutorial.md"),
    "compare": ("The tutorial", "../tutorial.md"),
    "run": ("After a change", "../how-to/after-a-change.md"),
    "observe": ("Observe traffic", "../how-to/observe.md"),
    "report": ("Read a finding", "../how-to/read-a-finding.md"),
    "ledger": ("Accept a drift", "../how-to/accept-a-drift.md"),
    "alert": ("A run every night", "../how-to/nightly.md"),
    "propose": ("The tutorial", "../tutorial.md"),
    "regenerate": ("Regenerate the client", "../how-to/regenerate.md"),
    "nightly": ("A run every night", "../how-to/nightly.md"),
    "explain": ("Read a finding", "../how-to/read-a-finding.md"),
    "rules": ("The rules", "../rules.md"),
}


def commands_page() -> str:
    """The whole page."""
    top = click.Context(cli, info_name="driftline", **cli.context_settings)
    names = cli.list_commands(top)
    listed = [f"| [`{name}`](#driftline-{name}) | {_first(cli.commands[name])} |" for name in names]
    parts = [INTRODUCTION, "| command | what it does |\n|---|---|\n" + "\n".join(listed) + "\n"]
    parts += [part for name in names for part in _told(cli.commands[name], top, name)]
    return "\n".join([*parts, NEXT])


def _told(command: click.Command, parent: click.Context, name: str, depth: int = 2) -> Iterator[str]:
    """A command's section, then those of its own commands."""
    ctx = click.Context(command, parent=parent, info_name=name)
    usage = " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])
    yield f"{'#' * depth} {ctx.command_path}\n\n```text\n{usage}\n```\n"
    yield from _help(command)
    if depth == 2 and name in SHOWN:
        yield "At work: [{}]({})\n".format(*SHOWN[name])
    options = (one for one in command.get_params(ctx) if isinstance(one, click.Option))
    rows = [_row(*record) for one in options if (record := one.get_help_record(ctx))]
    yield "| option | what it does |\n|---|---|\n" + "\n".join(rows) + "\n"
    if isinstance(command, click.Group):
        for inner in command.list_commands(ctx):
            yield from _told(command.commands[inner], ctx, inner, depth + 1)


def _help(command: click.Command) -> Iterator[str]:
    """The help of a command: its paragraphs on one line each, its examples as they are written."""
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        if paragraph.startswith("\b"):
            yield f"```sh\n{paragraph.removeprefix(chr(8)).strip(chr(10))}\n```\n"
        else:
            yield _text(paragraph) + "\n"


def _first(command: click.Command) -> str:
    """The first sentence of a command's help."""
    return _text(inspect.cleandoc(command.help or "").split("\n\n")[0])


def _row(option: str, what: str) -> str:
    return "| `{}` | {} |".format(*(text.replace("|", "\\|") for text in (option, _text(what))))


def _text(text: str) -> str:
    """Text of a help as one line of Markdown."""
    return " ".join(text.split()).replace("<", "&lt;")
