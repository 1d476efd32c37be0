"""Hold JSON values against the part of JSON Schema that the specs of `site/openapi` use. Does no I/O."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

Schema = Mapping[str, Any]


def complaints(schema: Schema, value: Any, name: str) -> Iterator[str]:
    """What is wrong with `value`, each complaint naming the field; nothing where it is valid."""
    allowed = kinds(schema)
    if not any(_KINDS[kind](value) for kind in allowed):
        yield f"{name} must be {' or '.join(allowed)}"
        return
    if value is None:
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{name} must be one of {', '.join(map(str, schema['enum']))}"
        return
    for kind, check in _CHECKS.items():
        if isinstance(value, kind) and not isinstance(value, bool):
            yield from check(schema, value, name)


def fill(schema: Schema, value: Any) -> Any:
    """`value` with every field the schema names and no other; what is absent is null, or an empty list."""
    allowed = kinds(schema)
    if value is None and "null" in allowed:
        return None
    if "object" in allowed:
        return {name: fill(part, (value or {}).get(name)) for name, part in schema["properties"].items()}
    if "array" in allowed:
        return [fill(schema["items"], item) for item in value or ()]
    return value


def kinds(schema: Schema) -> list[str]:
    """The types a schema allows."""
    kind = schema["type"]
    return [kind] if isinstance(kind, str) else list(kind)


def _is_number(value: Any) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _is_integer(value: Any) -> bool:
    return _is_number(value) and value == int(value)


_KINDS: Mapping[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "number": _is_number,
    "integer": _is_integer,
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}


def _check_object(schema: Schema, value: dict[str, Any], name: str) -> Iterator[str]:
    below = "" if name == "body" else f"{name}."
    for required in schema.get("required", ()):
        if required not in value:
            yield f"{below}{required} is required"
    for field, part in schema.get("properties", {}).items():
        if field in value:
            yield from complaints(part, value[field], f"{below}{field}")


def _check_array(schema: Schema, value: list[Any], name: str) -> Iterator[str]:
    most = schema.get("maxItems", math.inf)
    if len(value) > most:
        yield f"{name} may have at most {most} items"
        return
    for index, item in enumerate(value):
        yield from complaints(schema["items"], item, f"{name}[{index}]")


def _check_string(schema: Schema, value: str, name: str) -> Iterator[str]:
    least, most = schema.get("minLength", 0), schema.get("maxLength", math.inf)
    if not least <= len(value) <= most:
        yield f"{name} must have {least} to {most} characters"
    # Every pattern of the specs is anchored; fullmatch keeps a trailing line feed out.
    if "pattern" in schema and not re.fullmatch(schema["pattern"], value):
        yield f"{name} must match {schema['pattern']}"
    if "format" in schema and not _FORMATS[schema["format"]](value):
        yield f"{name} must be a {schema['format']}"


def _check_number(schema: Schema, value: float, name: str) -> Iterator[str]:
    least, most = schema.get("minimum", -math.inf), schema.get("maximum", math.inf)
    if not least <= value <= most:
        yield f"{name} must be from {least} to {most}"
    elif "multipleOf" in schema and (Fraction(str(value)) / Fraction(str(schema["multipleOf"]))).denominator != 1:
        yield f"{name} must be a multiple of {schema['multipleOf']}"


_CHECKS: Mapping[type, Callable[..., Iterator[str]]] = {
    dict: _check_object,
    list: _check_array,
    str: _check_string,
    int: _check_number,
    float: _check_number,
}

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?"
    r"([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"
)


def _is_moment(value: str) -> bool:
    match = _MOMENT.fullmatch(value)
    if not match:
        return False
    try:
        datetime.strptime(match[1], "%Y-%m-%d")
    except ValueError:
        return False
    return True


_FORMATS: Mapping[str, Callable[[str], bool]] = {
    "uuid": lambda value: _UUID.fullmatch(value) is not None,
    "date-time": _is_moment,
}
