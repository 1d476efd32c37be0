"""What people name on a command line: pretend vendors, headers with secrets, OpenAPI files. Reads them, writes nothing."""

from __future__ import annotations

import importlib
import os
import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from driftline.claims import Subject
from driftline.emulator import Emulator, parse_deviation
from driftline.errors import DriftError, SourceError
from driftline.readers.document import parse


def load_app(reference: str, *, seed: int = 0, deviate: Sequence[str] = ()) -> Emulator:
    """The emulator that `MODULE:NAME` makes, with the named lies switched on."""
    module, _, name = reference.partition(":")
    sys.path.insert(0, str(Path.cwd()))
    try:
        create = getattr(importlib.import_module(module), name or "create")
    except (ImportError, AttributeError) as error:
        raise DriftError(
            f"{reference} could not be loaded: {error}", "Name it MODULE:NAME, as seen from here."
        ) from None
    finally:
        sys.path.pop(0)
    planted = [text.removeprefix("docs:") for text in deviate if text.startswith("docs:")]
    live = [parse_deviation(text) for text in deviate if not text.startswith("docs:")]
    try:
        emulator = create(seed=seed, deviations=live, planted=planted)
    except TypeError as error:
        raise DriftError(f"{reference} makes no emulator: {error}", "It takes seed, deviations and planted.") from None
    if not isinstance(emulator, Emulator):
        raise DriftError(
            f"{reference} gives a {type(emulator).__name__}", "It must give a driftline.emulator.Emulator."
        )
    return emulator


def expanded(pairs: Sequence[str], separator: str, what: str) -> dict[str, str]:
    """`NAME: $VALUE` pairs, variables read from the environment; a missing variable is said by its name."""
    found: dict[str, str] = {}
    for pair in pairs:
        name, split, value = pair.partition(separator)
        if not split or not name.strip():
            raise DriftError(f"{what} {name!r} has no {separator!r}", f"Write it as NAME{separator}VALUE.")
        found[name.strip()] = _from_environment(value.strip(), f"{what} {name.strip()}")
        if what.endswith("header") and not (
            name.strip().isascii() and found[name.strip()].isascii() and found[name.strip()].isprintable()
        ):
            raise DriftError(f"{what} {name.strip()!r} has characters that no header may have", "Use printable ASCII.")
    return found


def _from_environment(text: str, what: str) -> str:
    def variable(match: re.Match[str]) -> str:
        key = match.group(1) or match.group(2)
        if key not in os.environ:
            raise DriftError(f"the environment variable {key} is not set", f"{what} needs it.")
        return os.environ[key]

    return re.sub(r"\$(?:\{(\w+)\}|([A-Z_][A-Z0-9_]*))", variable, text)


def read_bindings(path: Path) -> dict[str, tuple[Subject, ...]]:
    """Object pages bound to answers by hand: a TOML file of `"page" = ["METHOD /path response/200/body", ...]`.

    Raises DriftError where the file is no TOML or an entry has another form.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DriftError(f"{path} could not be read: {error}", "It is a TOML file.") from None
    found = {}
    for page, places in data.items():
        words = [str(place).split() for place in places] if isinstance(places, list) else [[]]
        if any(len(parts) != 3 for parts in words):
            raise DriftError(
                f"{path}: {page!r} is bound to {places!r}", 'Write "page.md" = ["GET /a/{} response/200/body"].'
            )
        found[page] = tuple(Subject(f"{method} {where}", place) for method, where, place in words)
    return found


def document_of(path: Path) -> Mapping[str, Any]:
    """The OpenAPI 3 document in a file; raises SourceError where there is none."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} could not be read: {error}", "Name an OpenAPI document.") from None
    found = parse(text, is_json=path.suffix == ".json")
    if not isinstance(found.data, dict) or not str(found.data.get("openapi", "")).startswith("3."):
        raise SourceError(
            f"{path} is no OpenAPI 3 document: {found.problem or 'no `openapi: 3...`'}", "Is it the right file?"
        )
    return found.data
