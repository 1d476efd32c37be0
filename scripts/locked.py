"""Read requirements.lock: every locked version with its marker, its hashes and who wants it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scripts import ROOT

LOCK = ROOT / "requirements.lock"
PROJECT = "driftline"  # what wants the dependencies that pyproject.toml declares
_HEAD = re.compile(r"([A-Za-z0-9][\w.-]*)==([\w.!+-]+)(?: ; ([^\\]+?))?\s*(?:\\)?")
_HASH = re.compile(r"\s+--hash=sha256:([0-9a-f]{64})\s*(?:\\)?")
_VIA = re.compile(r"\s+#\s+(?:via\s*)?(\S+)?.*")


@dataclass(frozen=True, slots=True)
class Pin:
    """One locked version: SHA-256 of every file that may be installed, and the packages that want it."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    wanted_by: tuple[str, ...]


def pins(text: str) -> tuple[Pin, ...]:
    """Every version of a lock in its order; a line of an unknown form is a ValueError with its number."""
    found: list[Pin] = []
    for number, line in enumerate(text.splitlines(), 1):
        if head := _HEAD.fullmatch(line):
            found.append(Pin(head[1], head[2], head[3] or "", (), ()))
        elif found and (digest := _HASH.fullmatch(line)):
            found[-1] = _with(found[-1], hashes=(digest[1],))
        elif found and (via := _VIA.fullmatch(line)):
            found[-1] = _with(found[-1], wanted_by=(via[1],) if via[1] else ())
        elif line.strip():
            raise ValueError(f"line {number} is neither a version with hashes nor a comment: {line!r}")
    return tuple(found)


def _with(pin: Pin, hashes: tuple[str, ...] = (), wanted_by: tuple[str, ...] = ()) -> Pin:
    return Pin(pin.name, pin.version, pin.marker, pin.hashes + hashes, pin.wanted_by + wanted_by)
