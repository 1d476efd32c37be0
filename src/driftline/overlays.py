"""OpenAPI overlays: corrections of ours to what a vendor published (OpenAPI Overlay Specification 1.0.0)."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import jsonpath_rfc9535

from driftline.claims import Notebook, Reading, Subject, Voice
from driftline.errors import DriftError
from driftline.readers.document import parse
from driftline.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Overlay:
    """One overlay file: its name and its actions (OpenAPI Overlay Specification 1.0.0, section 4.4.3)."""

    file: str
    actions: tuple[Mapping[str, Any], ...]
    extends: str = ""  # the spec file that it corrects; empty for the bundle


def read_overlays(folder: Path) -> list[Overlay]:
    """The overlays of a folder, in the order of their names.

    Raises DriftError where it is no folder, or a file in it no overlay: they are ours, so it is our mistake.
    """
    if not folder.is_dir():
        raise DriftError(f"{folder} is no folder", "Name the folder that holds your overlays.")
    files = sorted(p for p in folder.glob("*") if p.suffix in (".yaml", ".yml", ".json"))
    return [_overlay(path) for path in files]


def _overlay(path: Path) -> Overlay:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DriftError(f"{path} could not be read: {error}", "Name a folder of overlays, as UTF-8.") from None
    document = parse(text, is_json=path.suffix == ".json")
    data = document.data
    good = isinstance(data, dict) and str(data.get("overlay", "")).startswith("1.")
    actions = data.get("actions") if good else None
    if not isinstance(actions, list) or not all(
        isinstance(a, dict) and isinstance(a.get("target"), str) for a in actions
    ):
        reason = document.problem or "`overlay: 1.0.0` and a list of `actions` with a `target` each are needed"
        raise DriftError(f"{path} is no overlay: {reason}", "See the OpenAPI Overlay Specification 1.0.0.")
    return Overlay(path.name, tuple(actions), str(data.get("extends", "")))


def apply_overlay(document: dict[str, Any], overlay: Overlay, book: Notebook) -> dict[str, Any]:
    """The document with every action of an overlay applied in order; an action that matches nothing is said.

    Source: OpenAPI Overlay Specification 1.0.0, section 4.4.3.
    """
    result = copy.deepcopy(document)
    for number, action in enumerate(overlay.actions, 1):
        target = str(action["target"])
        try:
            nodes = list(jsonpath_rfc9535.find(target, result))
        except (jsonpath_rfc9535.JSONPathError, RecursionError, ValueError, ArithmeticError) as error:
            hint = "Targets are JSONPath (RFC 9535), such as $.paths['/v1/payments'].post."
            raise DriftError(f"{overlay.file}: action {number}: {target!r} is no JSONPath: {error}", hint) from None
        if not nodes:
            book.say(
                Subject("", f"actions/{number}"), "overlay-unused", target, pointer=f"/actions/{number - 1}/target"
            )
        for node in sorted((tuple(node.location) for node in nodes), key=len, reverse=True):
            _act(result, node, action)
    return result


def _act(document: dict[str, Any], location: tuple[Any, ...], action: Mapping[str, Any]) -> None:
    parent: Any = None
    value: Any = document
    for step in location:
        parent, value = value, value[step]
    if action.get("remove") is True:
        if parent is not None:
            del parent[location[-1]]
    elif isinstance(value, list):
        update = action.get("update")
        value.extend(update if isinstance(update, list) else [update])
    elif isinstance(value, dict) and isinstance(action.get("update"), dict):
        _merge(value, action["update"])
    elif parent is not None and "update" in action:
        parent[location[-1]] = copy.deepcopy(action["update"])


def _merge(value: dict[str, Any], update: Mapping[str, Any]) -> None:
    for key, new in update.items():
        old = value.get(key)
        if isinstance(old, dict) and isinstance(new, dict):
            _merge(old, new)
        elif isinstance(old, list) and isinstance(new, list):
            old.extend(copy.deepcopy(new))
        else:
            value[key] = copy.deepcopy(new)


def corrected(
    snapshot: Snapshot, overlays: Sequence[Overlay]
) -> tuple[Snapshot, tuple[Overlay, ...], tuple[Reading, ...]]:
    """The snapshot with every overlay applied that extends one of its spec files; the other overlays; what is unused.

    A corrected spec is JSON, whatever it was.
    """
    specs, left, readings = dict(snapshot.specs), [], []
    for overlay in overlays:
        if overlay.extends not in specs:
            left.append(overlay)
            continue
        text = specs[overlay.extends]
        document = parse(text, is_json=overlay.extends.lower().endswith(".json")).data
        book = Notebook(overlay.file)
        if isinstance(document, dict):
            specs[overlay.extends] = json.dumps(apply_overlay(document, overlay, book), indent=2, default=str)
        readings.append(book.reading("overlays", Voice.DECLARES))
    return replace(snapshot, specs=specs), tuple(left), tuple(readings)
