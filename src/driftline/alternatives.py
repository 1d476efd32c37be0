"""Make one schema of alternatives that describe the same object in several states. Pure.

Docs often write one `oneOf` branch for each example of an answer. Nothing tells such branches apart, most answers match
several of them, and no client gains by a choice between near-equal classes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from driftline.claims import canonical

ALIKE = 0.5  # of 1: how many of its names an alternative shares with the largest one to be the same object
MOST = 0.75  # of 1: how many of the alternatives must be that
MAX_DEPTH = 60
BOUNDS = (
    ("minLength", min),
    ("maxLength", max),
    ("minimum", min),
    ("maximum", max),
    ("minItems", min),
    ("maxItems", max),
)
DROPPED = frozenset({"pattern", "const", "multipleOf", "exclusiveMinimum", "exclusiveMaximum", "uniqueItems"})


def alike(alternatives: Any) -> bool:
    """Whether alternatives are one object (or lists of one object) described several times."""
    if not isinstance(alternatives, list) or len(alternatives) < 2:
        return False
    if not all(isinstance(one, Mapping) and "$ref" not in one for one in alternatives):
        return False
    if all(one.get("type") == "array" and isinstance(one.get("items"), Mapping) for one in alternatives):
        return alike([one["items"] for one in alternatives])
    names = [set(one["properties"]) for one in alternatives if isinstance(one.get("properties"), Mapping)]
    if len(names) < len(alternatives) or any(one.get("discriminator") for one in alternatives):
        return False
    largest = max(names, key=len)
    near = [one for one in names if len(one & largest) >= ALIKE * max(1, len(one))]
    return len(near) >= MOST * len(names)


def merged(schemas: Sequence[Mapping[str, Any]], depth: int = 0) -> dict[str, Any]:
    """One schema that allows whatever any of `schemas` allows; words come from the first that has them."""
    if len({canonical(schema) for schema in schemas}) == 1 or depth > MAX_DEPTH:
        return dict(schemas[0])
    made: dict[str, Any] = {}
    for schema in reversed(schemas):
        made.update({key: value for key, value in schema.items() if key not in DROPPED})
    _types(made, schemas)
    _bounds(made, schemas)
    _members(made, schemas)
    if any(isinstance(schema.get("properties"), Mapping) for schema in schemas):
        _properties(made, schemas, depth)
    items = [schema["items"] for schema in schemas if isinstance(schema.get("items"), Mapping)]
    if items:
        made["items"] = merged(items, depth + 1)
    made.pop("title", None)
    return made


def _types(made: dict[str, Any], schemas: Sequence[Mapping[str, Any]]) -> None:
    stated = [schema["type"] for schema in schemas if "type" in schema]
    names = list(dict.fromkeys(name for one in stated for name in (one if isinstance(one, list) else [one])))
    if names == ["integer", "number"] or names == ["number", "integer"]:
        names = ["number"]
    if len(stated) < len(schemas) and any(
        not schema.get("type") and not schema.get("properties") for schema in schemas
    ):
        made.pop("type", None)  # one of them allows anything
    elif names:
        made["type"] = names[0] if len(names) == 1 else names


def _bounds(made: dict[str, Any], schemas: Sequence[Mapping[str, Any]]) -> None:
    """The widest bounds; none where one of them has none."""
    for key, widest in BOUNDS:
        stated = [schema[key] for schema in schemas if isinstance(schema.get(key), int | float)]
        if len(stated) == len(schemas):
            made[key] = widest(stated)
        else:
            made.pop(key, None)
    if len({schema.get("format") for schema in schemas}) > 1:
        made.pop("format", None)


def _members(made: dict[str, Any], schemas: Sequence[Mapping[str, Any]]) -> None:
    lists = [schema["enum"] for schema in schemas if isinstance(schema.get("enum"), list)]
    if len(lists) < len(schemas):
        made.pop("enum", None)
    elif lists:
        made["enum"] = list({canonical(member): member for one in lists for member in one}.values())


def _properties(made: dict[str, Any], schemas: Sequence[Mapping[str, Any]], depth: int) -> None:
    """Every property of any of them; required is what all of them require."""
    objects = [schema for schema in schemas if isinstance(schema.get("properties"), Mapping)]
    names = list(dict.fromkeys(name for one in objects for name in one["properties"]))
    made["properties"] = {
        name: merged(
            [one["properties"][name] for one in objects if isinstance(one["properties"].get(name), Mapping)] or [{}],
            depth + 1,
        )
        for name in names
    }
    required = [set(schema["required"]) if isinstance(schema.get("required"), list) else set() for schema in schemas]
    shared = set.intersection(*required) if len(objects) == len(schemas) else set()
    made.pop("required", None)
    if shared:
        made["required"] = [name for name in names if name in shared]
    if any(schema.get("additionalProperties") is not False for schema in objects):
        made.pop("additionalProperties", None)
