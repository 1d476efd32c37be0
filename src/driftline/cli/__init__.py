"""The command line: takes paths and URLs, prints, and returns an exit code. Knows no vendor and no repository."""

from __future__ import annotations

import io
import sys

from driftline.cli import emulate, fleet, live, made, offline, people, sequences, start
from driftline.cli.base import cli

__all__ = ["cli", "emulate", "fleet", "live", "made", "main", "offline", "people", "sequences", "start"]


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    cli(prog_name="driftline")
