"""Files that people read and write: written whole or not at all, and TOML with errors that say where it is none."""

from __future__ import annotations

import contextlib
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from driftline.errors import DriftError


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    if not path.name:
        raise DriftError("an output file has no name", "Give its path.")
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(text.encode("utf-8", "backslashreplace"))
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise DriftError(
            f"{path} could not be written: {error.strerror}", "Is there room, and is its folder writable?"
        ) from None


def read_toml(path: Path, hint: str) -> dict[str, Any]:
    """What a TOML file holds; raises DriftError, with the hint, where it cannot be read or is none (TOML 1.0)."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DriftError(f"{path} could not be read: {error.strerror}", hint) from None
    except (ValueError, RecursionError) as error:
        raise DriftError(f"{path} is not TOML: {error}", hint) from None


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Write files below a folder; pages of an earlier report that are no longer among them are removed.

    Only what a report made is removed: `findings/<hex digits>.html`.
    """
    for name, text in files.items():
        write(folder / name, text)
    for old in (folder / "findings").glob("*.html"):
        if re.fullmatch(r"[0-9a-f]{12,64}", old.stem) and f"findings/{old.name}" not in files:
            old.unlink(missing_ok=True)
