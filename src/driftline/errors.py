"""The one exception of Driftline and its exit codes; imports nothing.

Problems in *their* documents are values (findings, unread). Problems in *our* use are a DriftError.
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What every command ends with."""

    AGREE = 0
    DRIFT = 1
    USAGE = 2
    UNREADABLE = 3
    INTERNAL = 70
    INTERRUPTED = 130


class DriftError(Exception):
    """A mistake in our use: what was seen, what was expected, and in `hint` what to do next."""

    exit_code = Exit.USAGE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n  {self.hint}" if self.hint else self.message


class SourceError(DriftError):
    """A source could not be had or read: exit code 3."""

    exit_code = Exit.UNREADABLE
