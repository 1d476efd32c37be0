"""Mechanical repairs that make a published schema one that OpenAPI 3.1 allows; each is written down. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from driftline.alternatives import alike, merged
from driftline.formats import has_format, matches
from driftline.readers.document import escape
from driftline.readers.schemas import TYPES

Repair = Callable[[str, str], None]  # what was done, at which pointer
ASIDE = "x-driftline-set-aside"
MAX_DEPTH = 100
COUNTS = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")
NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
TEXTS = ("description", "title", "format", "pattern", "$ref")


def mend(schema: Any, pointer: str, done: Repair, depth: int = 0) -> Any:
    """A copy of `schema` that is a valid OpenAPI 3.1 schema object; `done` hears of every repair."""
    if isinstance(schema, bool):
        return schema
    if not isinstance(schema, dict) or depth > MAX_DEPTH:
        done("something that is no schema taken out" if depth <= MAX_DEPTH else "nesting cut", pointer)
        return {}
    mended = dict(schema)
    for step in (_texts, _type, _numbers, _nullable, _enum, _default, _required, _examples, _legacy):
        step(mended, pointer, done)
    _children(mended, pointer, done, depth)
    return _alternatives(mended, pointer, done)


def _alternatives(schema: dict[str, Any], pointer: str, done: Repair) -> dict[str, Any]:
    """One object where alternatives describe the same one and nothing tells them apart."""
    for key in ("oneOf", "anyOf"):
        if alike(schema.get(key)) and "discriminator" not in schema and "properties" not in schema:
            done(f"{len(schema[key])} alternatives that nothing tells apart made one", f"{pointer}/{key}")
            return {**merged(schema[key]), **{name: value for name, value in schema.items() if name != key}}
    return schema


def _aside(schema: dict[str, Any], key: str) -> None:
    schema[ASIDE] = {**schema.get(ASIDE, {}), key: schema.pop(key)}


def _texts(schema: dict[str, Any], pointer: str, done: Repair) -> None:
    for key in TEXTS:
        if key in schema and not isinstance(schema[key], str):
            done(f"{key} that is no text set aside", f"{pointer}/{key}")
            _aside(schema, key)


def _type(schema: dict[str, Any], pointer: str, done: Repair) -> None:
    stated = schema.get("type")
    names = stated if isinstance(stated, list) else [stated] if "type" in schema else []
    known = [name for name in dict.fromkeys(map(str, names)) if name in TYPES]
    if "type" in schema and len(known) < len(names):
        done("unknown type taken out", f"{pointer}/type")
    if not known:
        schema.pop("type", None)
    elif isinstance(stated, list) or known != names:
        schema["type"] = known if len(known) > 1 else known[0]
    if "array" in known and "items" not in schema and "prefixItems" not in schema:
        done("items added to an array", pointer)
        schema["items"] = {}


def _numbers(schema: dict[str, Any], pointer: str, done: Repair) -> None:
    for low, high in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if isinstance(schema.get(high), bool):
            if schema.pop(high) and low in schema:
                schema[high] = schema.pop(low)
            done(f"{high} written as a number", f"{pointer}/{high}")
    for key in (*COUNTS, *NUMBERS):
        value = schema.get(key)
        if key in schema and not _counts(key, value):
            done(f"{key} that is no such number set aside", f"{pointer}/{key}")
            _aside(schema, key)


def _counts(key: str, value: Any) -> bool:
    """Whether `value` may stand under a numeric keyword."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    if key in COUNTS:
        return value >= 0 and value == int(value)
    return key != "multipleOf" or value > 0


def _nullable(schema: dict[str, Any], pointer: str, done: Repair) -> None:
    if "nullable" not in schema:
        return
    if schema.pop("nullable") is not True:
        return
    done("nullable written as a type", f"{pointer}/nullable")
    if "$ref" in schema:
        schema["anyOf"] = [{"$ref": schema.pop("$ref")}, {"type": "null"}]
        return
    stated = schema.get("type")
    if stated is not None:
        names = stated if isinstance(stated, list) else [stated]
        schema["type"] = [*names, "null"] if "null" not in names else names
    if isinstance(schema.get("enum"), list) and None not in schema["enum"]:
        schema["enum"] = [*schema["enum"], None]


def _enum(schema: dict[str, Any], pointer: str, done: Repair) -> None:
    stated = schema.get("enum")
    if "enum" not in schema:
        return
    if not isinstance(stated, list) or not stated:
        done("enum without members set aside", f"{pointer}/enum")
        _aside(schema, "enum")
        return
    distinct = [member for index, member in enumerate(stated) if member not in stated[:index]]
    if len(distinct) < len(stated):
        done("repeated members taken out", f"{pointer}/enum")
        schema["enum"] = distinct


KINDS: Mapping[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "array": (list,), "object": (dict,),
}  # fmt: skip


def fits(value: Any, kinds: list[str]) -> bool:
    """Whether a value has one of the JSON types."""
    if value is None:
        return "null" in kinds
    if isinstance(value, bool):
        return "boolean" in kinds
    return any(isinstance(value, KINDS[kind]) for kind in kinds if kind in KINDS)


def _default(schema: dict[str, Any], pointer: str, done: Repair) -> None:
    stated = schema.get("type")
    kinds = stated if isinstance(stated, list) else [stated] if isinstance(stated, str) else []
    if "default" not in schema:
        return
    default = schema["default"]
    if kinds and not fits(default, kinds):
        done("default of another type set aside", f"{pointer}/default")
        _aside(schema, "default")
    elif isinstance(default, str) and not _allows(schema, default):
        done("default that its own schema refuses set aside", f"{pointer}/default")
        _aside(schema, "default")


def _allows(schema: Mapping[str, Any], text: str) -> bool:
    members = schema.get("enum")
    return (
        has_format(text, str(schema.get("format", "")))
        and matches(str(schema.get("pattern", "")), text)
        and (not isinstance(members, list) or text in members)
        and len(text) >= schema.get("minLength", 0)
        and len(text) <= schema.get("maxLength", len(text))
    )


def _required(schema: dict[str, Any], pointer: str, done: Repair) -> None:
    stated = schema.get("required")
    if "required" not in schema:
        return
    if not isinstance(stated, list) or not all(isinstance(name, str) for name in stated):
        done("required that is no list of names set aside", f"{pointer}/required")
        _aside(schema, "required")
    elif len(set(stated)) < len(stated):
        schema["required"] = list(dict.fromkeys(stated))


def _examples(schema: dict[str, Any], pointer: str, done: Repair) -> None:
    if "examples" in schema and not isinstance(schema["examples"], list):
        done("examples that are no list set aside", f"{pointer}/examples")
        _aside(schema, "examples")


def _legacy(schema: dict[str, Any], pointer: str, done: Repair) -> None:
    for key in ("readOnly", "writeOnly", "deprecated", "uniqueItems"):
        if key in schema and not isinstance(schema[key], bool):
            done(f"{key} that is neither true nor false set aside", f"{pointer}/{key}")
            _aside(schema, key)
    for key in ("discriminator", "xml", "externalDocs"):
        if key in schema and not isinstance(schema[key], dict):
            _aside(schema, key)


def _children(schema: dict[str, Any], pointer: str, done: Repair, depth: int) -> None:
    for key in ("properties", "patternProperties", "$defs"):
        if key not in schema:
            continue
        if not isinstance(schema[key], dict):
            done(f"{key} that is no object set aside", f"{pointer}/{key}")
            _aside(schema, key)
            continue
        good = {}
        for name, inner in schema[key].items():
            spot = f"{pointer}/{key}/{escape(name)}"
            if isinstance(inner, dict | bool):
                good[name] = mend(inner, spot, done, depth + 1)
            else:
                done("a property that is no schema set aside", spot)
                schema[ASIDE] = {**schema.get(ASIDE, {}), name: inner}
        schema[key] = good
    for key in ("items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames"):
        if key in schema:
            inner = schema[key]
            if key == "items" and isinstance(inner, list):
                done("items that are a list written as prefixItems", f"{pointer}/items")
                schema["prefixItems"] = [
                    mend(part, f"{pointer}/items/{i}", done, depth + 1) for i, part in enumerate(inner)
                ]
                schema.pop("items")
            else:
                schema[key] = mend(inner, f"{pointer}/{key}", done, depth + 1)
    for key in ("allOf", "oneOf", "anyOf", "prefixItems"):
        if key in schema:
            if isinstance(schema[key], list) and schema[key]:
                spots = enumerate(schema[key])
                schema[key] = [mend(part, f"{pointer}/{key}/{i}", done, depth + 1) for i, part in spots]
            else:
                done(f"{key} that is no list of schemas set aside", f"{pointer}/{key}")
                _aside(schema, key)
