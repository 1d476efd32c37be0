"""Walk JSON Schema as OpenAPI 3.0 and 3.1 write it, and say what it claims. Pure.

Precision may be lost (alternatives merge, recursion stops); truth may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from driftline.claims import Notebook, Subject, canonical, underscored
from driftline.readers.arithmetic import NUMERIC, computed
from driftline.readers.document import escape, point
from driftline.readers.words import constraints

MAX_DEPTH = 24
MAX_ALTERNATIVES = 40
TYPES = frozenset({"string", "number", "integer", "boolean", "object", "array", "null"})
Located = tuple[Mapping[str, Any], str]
Alternative = tuple[Located, ...]
FORMAT_NAMES = {"datetime": "date-time", "iso8601": "iso-8601", "url": "uri", "UUID": "uuid"}
OPAQUE = re.compile(r"(?:^|/)(?:raw_\w+|\w+_raw)(?:/|$)")  # what somebody else answered, passed through
ELSEWHERE = re.compile(
    r"\bsame (?:structure|shape|fields|schema|format)\b|\bstructure (?:of|as|from|defined|used)\b", re.IGNORECASE
)
SAYS_NOTHING = frozenset({"description", "title", "example", "examples", "nullable", "deprecated", "readOnly"})
PLAIN_FORMATS = frozenset({"float", "double", "int32", "int64", "byte", "binary", "password", "string", "decimal"})


@dataclass(frozen=True, slots=True)
class Spec:
    """One OpenAPI document while it is read: its data, and the notebook that is written."""

    data: Mapping[str, Any]
    book: Notebook
    examples: Notebook
    seen_flaws: set[str] = field(default_factory=set)

    def flaw(self, rule: str, subject: Subject, value: Any, pointer: str) -> None:
        """Write down something wrong with the document itself, once for each place in it."""
        if f"{rule} {pointer}" not in self.seen_flaws:
            self.seen_flaws.add(f"{rule} {pointer}")
            self.book.say(subject, rule, value, pointer=pointer)

    def follow(self, value: Any, pointer: str, subject: Subject) -> tuple[Any, str]:
        """`value`, or what its chain of `$ref`s leads to; an unresolved one is a flaw and gives None."""
        for _ in range(10):
            if not isinstance(value, dict) or not isinstance(value.get("$ref"), str):
                return value, pointer
            target = value["$ref"]
            inner = point(self.data, target)
            if inner is None:
                rule = "unresolved-name" if target.startswith("#") else "external-reference"
                self.flaw(rule, subject, target, f"{pointer}/$ref")
                return None, pointer
            siblings = {k: v for k, v in value.items() if k in ("description", "nullable", "example")}
            value, pointer = ({**inner, **siblings} if siblings and isinstance(inner, dict) else inner), target[1:]
        return None, pointer


def alternatives(spec: Spec, schema: Any, pointer: str, subject: Subject, depth: int = 0) -> list[Alternative]:
    """The ways in which a value may satisfy `schema`: each a set of schemas that hold together.

    `[]` says nothing is known (no schema, `true`, recursion, or more alternatives than are followed).
    """
    schema, pointer = spec.follow(schema, pointer, subject)
    if not isinstance(schema, dict):
        if schema is not None and not isinstance(schema, bool):
            spec.flaw("not-a-schema", subject, canonical(schema)[:80], pointer)
        return []
    if not any(key in schema for key in ("allOf", "oneOf", "anyOf")):
        return [((schema, pointer),)]
    if depth > 8:
        return []
    found: list[Alternative] = [((schema, pointer),)]
    for index, part in enumerate(_list(schema.get("allOf"))):
        inner = alternatives(spec, part, f"{pointer}/allOf/{index}", subject, depth + 1)
        if inner:
            found = [a + b for a in found for b in inner][: MAX_ALTERNATIVES + 1]
    for keyword in ("oneOf", "anyOf"):
        if keyword in schema:
            choices = [
                choice
                for index, part in enumerate(_list(schema[keyword]))
                for choice in (alternatives(spec, part, f"{pointer}/{keyword}/{index}", subject, depth + 1) or [()])
            ]
            found = [a + b for a in found for b in choices][: MAX_ALTERNATIVES + 1] if choices else found
    return found


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def walk(
    spec: Spec,
    subject: Subject,
    ways: list[Alternative],
    *,
    direction: str,
    depth: int = 0,
    whole: bool = True,
    above: frozenset[str] = frozenset(),
) -> None:
    """Say what the alternatives `ways` claim about `subject` and everything below it.

    `whole` is False where words send the reader elsewhere for the rest of the structure.
    """
    fresh = [way for way in ways if not any(pointer in above for _, pointer in way)]
    if len(fresh) < len(ways):
        spec.book.skip("a schema that holds itself is read once")
        return
    if not ways:
        return
    above = above | {pointer for way in ways for _, pointer in way}
    if depth > MAX_DEPTH:
        spec.book.skip(f"schema nested deeper than {MAX_DEPTH} levels")
        return
    if len(ways) > MAX_ALTERNATIVES:
        spec.book.skip(f"more than {MAX_ALTERNATIVES} alternatives in one schema")
        ways = ways[:MAX_ALTERNATIVES]
        complete = False
    else:
        complete = whole
    kinds = [_types(spec, subject, way) for way in ways]
    _say_types(spec, subject, ways, kinds)
    _say_values(spec, subject, ways)
    _say_constraints(spec, subject, ways, kinds)
    _say_examples(spec, subject, ways)
    if OPAQUE.search(subject.place):
        return
    _walk_properties(spec, subject, ways, kinds, complete=complete, direction=direction, depth=depth, above=above)
    _walk_items(spec, subject, ways, direction=direction, depth=depth, above=above)


def _types(spec: Spec, subject: Subject, way: Alternative) -> frozenset[str] | None:
    """The JSON types that one alternative allows, null among them; None where it does not say."""
    result: frozenset[str] | None = None
    nullable = False
    for schema, pointer in way:
        stated = schema.get("type")
        names = frozenset(t for t in (stated if isinstance(stated, list) else [stated]) if isinstance(t, str))
        if names - TYPES:
            spec.flaw("unknown-type", subject, ", ".join(sorted(names - TYPES)), f"{pointer}/type")
            continue
        if not names and isinstance(schema.get("properties"), dict):
            names = frozenset({"object"})
        if not names and "items" in schema:
            names = frozenset({"array"})
        if names:
            result = names if result is None else (result & names or result)
        nullable = nullable or schema.get("nullable") is True or None in _list(schema.get("enum"))
    return result | {"null"} if result is not None and nullable else result


def _say_types(spec: Spec, subject: Subject, ways: list[Alternative], kinds: list[frozenset[str] | None]) -> None:
    known = [kind for kind in kinds if kind is not None]
    if not known or len(known) < len(kinds):
        return
    union = frozenset[str]().union(*known)
    pointer = ways[0][-1][1] if ways[0] else ""
    if union - {"null"}:
        spec.book.say(subject, "type", tuple(sorted(union - {"null"})), pointer=pointer)
    spec.book.say(subject, "nullable", "null" in union, pointer=pointer)


def _say_values(spec: Spec, subject: Subject, ways: list[Alternative]) -> None:
    """The union of the members, where every alternative names its own."""
    members: set[str] = set()
    where = ""
    for way in ways:
        for schema, pointer in way:
            stated = schema.get("enum") if isinstance(schema.get("enum"), list) else None
            stated = [schema["const"]] if stated is None and "const" in schema else stated
            if stated is not None:
                if "" in stated:
                    spec.flaw("empty-member", subject, "", f"{pointer}/enum")
                members.update(m if isinstance(m, str) else canonical(m) for m in stated if m is not None and m != "")
                where = f"{pointer}/enum" if "enum" in schema else f"{pointer}/const"
                break
        else:
            return
    if members:
        spec.book.say(subject, "values", tuple(sorted(members)), pointer=where)


BOUNDS = (
    ("length", "minLength", "maxLength"),
    ("range", "minimum", "maximum"),
    ("count", "minItems", "maxItems"),
    ("count", "minProperties", "maxProperties"),
)


def schema_constraints(schema: Mapping[str, Any], kind: str) -> Iterator[tuple[str, Any, str]]:
    """The constraints one schema states in its keywords: aspect, value, keyword."""
    name = schema.get("format")
    if isinstance(name, str) and name not in PLAIN_FORMATS:
        yield "format", FORMAT_NAMES.get(name, name), "format"
    for aspect, low, high in BOUNDS:
        bounds = (_number(schema.get(low)), _number(schema.get(high)))
        if bounds != (None, None):
            yield aspect, bounds, high if bounds[1] is not None else low
    if isinstance(schema.get("pattern"), str):
        yield "pattern", schema["pattern"], "pattern"
    if schema.get("uniqueItems") is True:
        yield "distinct", True, "uniqueItems"
    if _number(schema.get("multipleOf")) is not None:
        yield "multiple", schema["multipleOf"], "multipleOf"
    if schema.get("default") is not None and isinstance(schema["default"], str | int | float | bool):
        yield "default", schema["default"], "default"
    if schema.get("deprecated") is True:
        yield "deprecated", True, "deprecated"


def _number(value: Any) -> int | float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _say_constraints(spec: Spec, subject: Subject, ways: list[Alternative], kinds: list[frozenset[str] | None]) -> None:
    """Where there is one way to satisfy the schema; of several what all of them state: precision is lost, never truth."""
    real = [way for way, kind in zip(ways, kinds, strict=True) if kind != frozenset({"null"})]
    if len(real) > 1:
        _say_common(spec, subject, real)
    if len(real) != 1:
        return
    kind = kinds[ways.index(real[0])] or frozenset()
    single = next(iter(kind - {"null"})) if len(kind - {"null"}) == 1 else ""
    stated: set[str] = set()
    for schema, pointer in real[0]:
        for aspect, value, keyword in schema_constraints(schema, single):
            stated.add(aspect)
            spec.book.say(subject, aspect, value, pointer=f"{pointer}/{keyword}")
    if any("enum" in schema or "const" in schema for schema, _ in real[0]):
        stated |= {"values", "length", "format", "pattern"}
    if "pattern" in stated:
        stated.add("format")
    for schema, pointer in real[0]:
        text = schema.get("description")
        if isinstance(text, str):
            _say_words(spec, subject, text, single, stated, f"{pointer}/description")


def _say_common(spec: Spec, subject: Subject, ways: Sequence[Alternative]) -> None:
    """The constraints that every way to satisfy a schema states alike."""
    stated = [{(aspect, canonical(value)): (value, f"{pointer}/{keyword}") for schema, pointer in way
               for aspect, value, keyword in schema_constraints(schema, "")} for way in ways]  # fmt: skip
    for key, (value, pointer) in stated[0].items():
        if all(key in one for one in stated[1:]):
            spec.book.say(subject, key[0], value, pointer=pointer)


WEAK = frozenset(
    {
        "default",
        "deprecated",
        "required",
        "conditional",
        "unit",
        "unique",
        "caseless",
        "hides",
        "stored",
        "at-most",
        "when",
    }
)


def _say_words(spec: Spec, subject: Subject, text: str, kind: str, stated: set[str], pointer: str) -> None:
    for said in computed(text) if kind in NUMERIC and subject.place.startswith("response/2") else ():
        spec.book.say(subject, said.aspect, said.value, pointer=pointer, quote=said.quote)
    for said in constraints(text, kind):
        if said.aspect in ("required", "conditional") and not subject.place.startswith("request"):
            continue
        spec.book.say(subject, said.aspect, said.value, pointer=pointer, quote=said.quote)
        if said.aspect not in stated | WEAK:
            spec.flaw("only-in-words", subject, (said.aspect, said.value), pointer + f"#{said.aspect}")


def _say_examples(spec: Spec, subject: Subject, ways: list[Alternative]) -> None:
    from driftline.readers.values import observe

    for way in ways:
        for schema, pointer in way:
            if "example" in schema and schema["example"] is not None:
                observe(spec.examples, subject, schema["example"], pointer=f"{pointer}/example")
            if isinstance(schema.get("default"), str | int | float) and schema["default"] != "":
                observe(spec.examples, subject, schema["default"], pointer=f"{pointer}/default")
            stated = schema.get("examples")
            if isinstance(stated, list):
                for index, value in enumerate(stated):
                    observe(spec.examples, subject, value, pointer=f"{pointer}/examples/{index}")


def _walk_properties(
    spec: Spec,
    subject: Subject,
    ways: list[Alternative],
    kinds: list[frozenset[str] | None],
    *,
    complete: bool,
    direction: str,
    depth: int,
    above: frozenset[str],
) -> None:
    children: dict[str, list[Alternative]] = {}
    required: list[frozenset[str]] = []
    where = ""
    for way, kind in zip(ways, kinds, strict=True):
        if kind is not None and "object" not in kind:
            continue
        names: set[str] = set()
        needed: set[str] = set()
        for schema, pointer in way:
            properties = schema.get("properties")
            needed.update(name for name in _list(schema.get("required")) if isinstance(name, str))
            if isinstance(properties, dict):
                where = where or pointer
                _check_copies(spec, subject, properties, pointer)
                for name, inner in properties.items():
                    names.add(name)
                    spot = f"{pointer}/properties/{escape(name)}"
                    if isinstance(inner, dict) and not inner.keys() - SAYS_NOTHING:
                        spec.flaw("untyped", subject.child(escape(name)), name, spot)
                    children.setdefault(name, []).extend(alternatives(spec, inner, spot, subject.child(escape(name))))
            elif isinstance(schema.get("additionalProperties"), dict):
                inner = schema["additionalProperties"]
                walked = alternatives(spec, inner, f"{pointer}/additionalProperties", subject.child("{}"))
                walk(spec, subject.child("{}"), walked, direction=direction, depth=depth + 1, above=above)
            if schema.get("additionalProperties") is False and direction == "request":
                spec.book.say(subject, "closed", True, pointer=pointer)
            if schema.get("additionalProperties") or schema.get("patternProperties"):
                complete = False
        required.append(frozenset(needed))
        complete = complete and bool(names)
        for name in sorted(needed - names) if names else ():
            spec.flaw("required-undeclared", subject.child(escape(name)), name, f"{where}/required")
    if not children:
        return
    if complete:
        spec.book.say(subject, "complete", tuple(sorted(escape(name) for name in children)), pointer=where)
    everywhere = frozenset.intersection(*required) if required else frozenset()
    says_required = direction == "request" or any(required)
    for name, inner_ways in children.items():
        child = subject.child(escape(name))
        spot = inner_ways[0][0][1] if inner_ways and inner_ways[0] else f"{where}/properties/{escape(name)}"
        spec.book.say(child, "exists", True, pointer=spot)
        if says_required and (name in everywhere or len(required) == 1):
            spec.book.say(child, "required", name in everywhere, pointer=f"{where}/required" if any(required) else spot)
        walk(spec, child, _distinct(inner_ways), direction=direction, depth=depth + 1, above=above)


LEAST = 15  # characters of a description, below which two fields may well have the same


def _check_copies(spec: Spec, subject: Subject, properties: Mapping[str, Any], pointer: str) -> None:
    """A field whose description is that of a field beside it, which alone the words name: "The first name" of `last_name`."""
    told: dict[str, list[str]] = {}
    for name, schema in properties.items():
        text = schema.get("description") if isinstance(schema, dict) else None
        if isinstance(text, str) and len(text) >= LEAST:
            told.setdefault(text, []).append(name)
    for text, names in told.items():
        words = set(re.findall(r"[a-z0-9]+", text.lower())) if len(names) > 1 else set()
        named = [name for name in names if set(underscored(name).split("_")) <= words]
        for name in names if len(named) == 1 and "_" in underscored(named[0]) else ():
            if name != named[0]:
                spot = f"{pointer}/properties/{escape(name)}/description"
                spec.flaw("copied-description", subject.child(escape(name)), text[:120], spot)


def _distinct(ways: list[Alternative]) -> list[Alternative]:
    """The alternatives with repeats of the same schema taken out."""
    seen: dict[tuple[str, ...], Alternative] = {}
    for way in ways:
        seen.setdefault(tuple(pointer for _, pointer in way), way)
    return list(seen.values())


def _walk_items(
    spec: Spec, subject: Subject, ways: list[Alternative], *, direction: str, depth: int, above: frozenset[str]
) -> None:
    inner: list[Alternative] = []
    whole = True
    for way in ways:
        for schema, pointer in way:
            if ELSEWHERE.search(str(schema.get("description", ""))):
                whole = False
            if "items" in schema:
                inner.extend(alternatives(spec, schema["items"], f"{pointer}/items", subject.child("[]")))
    walk(spec, subject.child("[]"), _distinct(inner), direction=direction, depth=depth + 1, whole=whole, above=above)
