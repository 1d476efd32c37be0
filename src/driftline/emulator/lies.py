"""What a pretend vendor lies about: names read, on three sides (live, docs site, served spec). Does no I/O."""

from __future__ import annotations

import copy
import difflib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from driftline.claims import METHODS
from driftline.emulator.deviations import Deviation, parse_deviation
from driftline.errors import DriftError

Schema = dict[str, Any]
SPEC_EXAMPLE = "spec:required:POST /v1/payments request/body/callback_url"


@dataclass(frozen=True, slots=True)
class Planted:
    """A lie that the docs site can tell: on `page`, `new` stands in the place of `old`; `why` says what it imitates."""

    page: str
    old: str
    new: str
    why: str


@dataclass(frozen=True, slots=True)
class Lies:
    """What was switched on: the lies of the live side, and the docs site with those of docs and spec in it."""

    names: tuple[str, ...]
    live: tuple[Deviation, ...]
    pages: Mapping[str, str]


def told(
    names: Sequence[str], operations: Sequence[str], pages: Mapping[str, str], planted: Mapping[str, Planted]
) -> Lies:
    """Read the names of lies: `docs:NAME`, `spec:KIND:METHOD /path PLACE`, or `KIND:METHOD /path PLACE` of the live side.

    Raises DriftError for a name, an operation, a place or a text that is not there, saying what was probably meant.
    """
    site = dict(pages)
    live = []
    for name in names:
        if name.startswith("docs:"):
            _plant(name.removeprefix("docs:"), site, planted)
        elif name.startswith("spec:"):
            _misdescribe(parse_deviation(name.removeprefix("spec:"), SPEC_KINDS, "spec:"), site)
        else:
            live.append(_of_known(parse_deviation(name), operations))
    return Lies(tuple(names), tuple(live), site)


def _of_known(deviation: Deviation, operations: Sequence[str]) -> Deviation:
    if deviation.operation not in operations:
        near = difflib.get_close_matches(deviation.operation, operations, n=1)
        meant = f": did you mean {near[0]}?" if near else ""
        seen = f"deviation {deviation.name}: no operation {deviation.operation}{meant}"
        raise DriftError(seen, f"There are: {', '.join(sorted(operations))}.")
    return deviation


def _plant(name: str, site: dict[str, str], planted: Mapping[str, Planted]) -> None:
    lie = planted.get(name)
    if lie is None:
        near = difflib.get_close_matches(name, planted, n=1)
        meant = f": did you mean docs:{near[0]}?" if near else ""
        raise DriftError(f"unknown deviation docs:{name}{meant}", f"There are: {', '.join(sorted(planted))}.")
    if lie.old not in site.get(lie.page, ""):
        raise DriftError(f"docs:{name} is stale: {lie.page} has no {lie.old!r}", "Correct the planted lie.")
    site[lie.page] = site[lie.page].replace(lie.old, lie.new)


def _misdescribe(deviation: Deviation, site: dict[str, str]) -> None:
    """Change the served specs that describe the operation; pages keep what they say."""
    changed = 0
    for file, text in site.items():
        if file.endswith(".json"):
            document = json.loads(text)
            for operation in _described(document, deviation.operation):
                parent, name = _at(operation, deviation.place)
                if parent is not None and SPEC_KINDS[deviation.kind][1](parent, name):
                    changed += 1
                    site[file] = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    if not changed:
        seen = f"spec:{deviation.name}: no served spec has that to change"
        raise DriftError(seen, f"Name an operation and a place in it, for example {SPEC_EXAMPLE}")


def _described(document: Any, wanted: str) -> list[Schema]:
    """The descriptions of an operation in a document."""
    servers = document.get("servers") or [{}]
    base = urlsplit(str(servers[0].get("url", ""))).path.rstrip("/")
    return [
        operation
        for path, item in document.get("paths", {}).items()
        for method, operation in item.items()
        if method in METHODS and f"{method.upper()} {re.sub(r'{[^{}]*}', '{}', base + path)}" == wanted
    ]


def _at(operation: Schema, place: str) -> tuple[Schema | None, str]:
    """The object schema that holds the last name of a place, and that name."""
    side, _, rest = place.partition("/")
    status, _, rest = rest.partition("/") if side == "response" else ("", "", rest)
    _, _, inside = rest.partition("/")
    holder = operation.get("responses", {}).get(status) if side == "response" else operation.get("requestBody")
    media = (holder or {}).get("content", {}).get("application/json", {})
    schema, steps = media.get("schema"), inside.split("/")
    for step in steps[:-1]:
        schema = (schema or {}).get("items") if step == "[]" else (schema or {}).get("properties", {}).get(step)
    known = isinstance(schema, dict) and steps[-1] in schema.get("properties", {})
    return (schema if known else None), steps[-1]


def _dropped(parent: Schema, name: str) -> bool:
    del parent["properties"][name]
    parent["required"] = [one for one in parent.get("required", []) if one != name]
    return True


def _required(parent: Schema, name: str) -> bool:
    needed = parent.get("required", [])
    parent["required"] = [one for one in needed if one != name] if name in needed else [*needed, name]
    return True


def _retyped(parent: Schema, name: str) -> bool:
    known = parent["properties"][name]
    words = {"description": known["description"]} if "description" in known else {}
    parent["properties"][name] = {"type": "boolean" if known.get("type") != "boolean" else "string", **words}
    return True


def _member(parent: Schema, name: str) -> bool:
    members = parent["properties"][name].get("enum")
    if members and len(members) > 1:
        parent["properties"][name] = {**parent["properties"][name], "enum": members[:-1]}
    return bool(members and len(members) > 1)


def _length(parent: Schema, name: str) -> bool:
    known = parent["properties"][name]
    if "maxLength" in known:
        parent["properties"][name] = copy.deepcopy(known) | {"maxLength": known["maxLength"] + 1}
    return "maxLength" in known


SPEC_KINDS: Mapping[str, tuple[str, Callable[[Schema, str], bool]]] = {
    "dropped": ("the served spec lacks a field", _dropped),
    "required": ("the served spec requires a field that is optional, or the other way round", _required),
    "retyped": ("the served spec gives a field another type", _retyped),
    "member": ("the served spec lacks the last member of an enum", _member),
    "length": ("the served spec allows one character more", _length),
}
