"""Give every object schema of a document a place under `components/schemas`, one for each structure. Pure.

Two schemas are one shape when they are equal but for words (descriptions, examples, titles). Every use becomes a
reference that keeps its own description. Who is called what is decided in `naming`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from driftline.claims import METHODS, Subject, canonical, operation_key

WORDS = frozenset({"description", "title", "example", "examples", "externalDocs", "$comment"})
INNER = ("items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames")
LISTED = ("oneOf", "anyOf", "allOf", "prefixItems")
NAMED = ("properties", "patternProperties", "$defs", "dependentSchemas")
REFERENCE = "#/components/schemas/"
MAX_DEPTH = 100


@dataclass(slots=True)
class Shape:
    """One structure: its schema (children already references), and every subject where it stands.

    `said` are the names that the documents themselves gave it.
    """

    key: str
    schema: dict[str, Any]
    places: list[Subject] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    depth: int = 0


Namer = Callable[[Mapping[str, Shape], Collection[str]], Mapping[str, str]]  # shapes by key, and names that are taken


def hoist(document: Mapping[str, Any], name: Namer) -> dict[str, Any]:
    """The document with its object schemas hoisted; `name` gives each shape (by key) the name of its component."""
    shapes = _Shapes(document)
    rewritten = shapes.document()
    used = _used(rewritten, shapes)
    shapes.found = {key: shape for key, shape in shapes.found.items() if key in used}
    shapes.kept = {key: schema for key, schema in shapes.kept.items() if key in used}
    names = dict(name(shapes.found, frozenset(shapes.kept)))
    schemas = {names[key]: _named(shape.schema, names) for key, shape in shapes.found.items()}
    kept = {names.get(key, key): _named(schema, names) for key, schema in shapes.kept.items()}
    components = {**rewritten.get("components", {}), "schemas": dict(sorted({**kept, **schemas}.items()))}
    return {**_named({k: v for k, v in rewritten.items() if k != "components"}, names), "components": {
        section: parts if section == "schemas" else _named(parts, names) for section, parts in components.items() if parts
    }}  # fmt: skip


def _used(document: Mapping[str, Any], shapes: _Shapes) -> set[str]:
    """The keys of shapes and components that anything outside `components/schemas` leads to."""
    outside = {**document, "components": {k: v for k, v in document.get("components", {}).items() if k != "schemas"}}
    found: set[str] = set()
    open_ = list(_references(outside))
    while open_:
        key = open_.pop()
        if key not in found:
            found.add(key)
            open_ += _references(shapes.found[key].schema if key in shapes.found else shapes.kept.get(key))
    return found


def _references(value: Any) -> Iterator[str]:
    """The keys that references anywhere in a value lead to."""
    level = [value]
    while level:
        below: list[Any] = []
        for inner in level:
            if isinstance(inner, Mapping):
                target = inner.get("$ref")
                if isinstance(target, str) and target.startswith(REFERENCE):
                    yield target.removeprefix(REFERENCE)
                below.extend(inner.values())
            elif isinstance(inner, list):
                below.extend(inner)
        level = below


def _named(value: Any, names: Mapping[str, str]) -> Any:
    """The value with every reference to a shape pointing at its name."""
    if isinstance(value, list):
        return [_named(inner, names) for inner in value]
    if not isinstance(value, dict):
        return value
    target = value.get("$ref")
    if isinstance(target, str) and target.startswith(REFERENCE):
        key = target.removeprefix(REFERENCE)
        return {**value, "$ref": REFERENCE + names.get(key, key)}
    if isinstance(value.get("discriminator"), dict) and isinstance(value["discriminator"].get("mapping"), dict):
        mapping = {text: _mapped(to, names) for text, to in value["discriminator"]["mapping"].items()}
        value = {**value, "discriminator": {**value["discriminator"], "mapping": mapping}}
    return {
        key: _named(inner, names) for key, inner in value.items()
    }  # keys of shapes are hashes: no text is one by chance


def _mapped(target: Any, names: Mapping[str, str]) -> Any:
    """The target of a discriminator: a reference, or the bare name of a component (OpenAPI 3.1.1, section 4.8.25)."""
    key = str(target).removeprefix(REFERENCE)
    return REFERENCE + names[key] if key in names else target


class _Shapes:
    """The walk over one document: shapes found so far, by key."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.source = document
        self.found: dict[str, Shape] = {}
        self.kept: dict[str, Any] = {}  # components that are no object shape: texts, lists, recursive ones
        self.aliases: dict[str, str] = {}  # component name -> key of its shape
        parts = document.get("components")
        schemas = parts.get("schemas") if isinstance(parts, Mapping) else None
        self.schemas: Mapping[str, Any] = schemas if isinstance(schemas, Mapping) else {}
        self.open: list[str] = []

    def document(self) -> dict[str, Any]:
        """The whole document with references in the place of shapes."""
        made = dict(self.source)
        made["paths"] = {path: self._item(path, item) for path, item in self.source.get("paths", {}).items()}
        if isinstance(self.source.get("webhooks"), Mapping):
            made["webhooks"] = {
                name: self._item(name, item, "WEBHOOK") for name, item in self.source["webhooks"].items()
            }
        components = dict(self.source.get("components", {}))
        for section in ("responses", "requestBodies", "headers"):
            if isinstance(components.get(section), Mapping):
                components[section] = {
                    name: self._contents(part, Subject("", f"{section}/{name}"))
                    for name, part in components[section].items()
                }
        for name in sorted(self.schemas):
            self._component(name)
        return {**made, "components": components}

    def _item(self, path: str, item: Mapping[str, Any], method: str = "") -> dict[str, Any]:
        return {
            key: self._operation(operation, operation_key(method or key, path)) if key in METHODS else operation
            for key, operation in item.items()
        }

    def _operation(self, operation: Mapping[str, Any], key: str) -> dict[str, Any]:
        made = dict(operation)
        if isinstance(made.get("requestBody"), Mapping):
            made["requestBody"] = self._contents(made["requestBody"], Subject(key, "request/body"))
        if isinstance(made.get("responses"), Mapping):
            made["responses"] = {
                status: self._contents(response, Subject(key, f"response/{status}/body"))
                for status, response in made["responses"].items()
            }
        if isinstance(made.get("x-also"), list):
            made["x-also"] = [
                {**self._operation(other, f"{key} {other.get('operationId', '')}".strip())} for other in made["x-also"]
            ]
        return made

    def _contents(self, holder: Any, subject: Subject) -> Any:
        """A request body, response or header with the schemas of its contents hoisted."""
        if not isinstance(holder, Mapping) or not isinstance(holder.get("content"), Mapping):
            return holder
        content = {
            kind: {**media, "schema": self._hoisted(media["schema"], subject, 0)}
            if isinstance(media, Mapping) and "schema" in media
            else media
            for kind, media in holder["content"].items()
        }
        return {**holder, "content": content}

    def _component(self, name: str) -> str:
        """The key of a component: its shape's, or its own name where it is no shape or holds itself."""
        if name in self.aliases:
            return self.aliases[name]
        if name in self.open:
            self.aliases[name] = name  # it holds itself: it stays under its own name
            return name
        self.open.append(name)
        made = self._hoisted(self.schemas[name], Subject("", f"components/{name}"), 0, said=name)
        self.open.pop()
        target = made.get("$ref") if isinstance(made, dict) and set(made) <= {"$ref", "description"} else None
        if self.aliases.get(name) == name:
            shape = self.found.get(target.removeprefix(REFERENCE)) if target else None
            self.kept[name] = shape.schema if shape else made
        elif target and target.removeprefix(REFERENCE) in self.found:
            self.aliases[name] = target.removeprefix(REFERENCE)
        else:
            self.aliases[name] = name
            self.kept[name] = made
        return self.aliases[name]

    def _hoisted(self, schema: Any, subject: Subject, depth: int, said: str = "") -> Any:
        """The schema, or the reference to its shape where it is an object with properties."""
        if not isinstance(schema, dict) or depth > MAX_DEPTH:
            return schema
        target = schema.get("$ref")
        if isinstance(target, str):
            return self._referred(schema, target, subject)
        inside = self._inside(schema, subject, depth)
        if not isinstance(inside.get("properties"), dict) or not inside["properties"]:
            return inside
        types = inside.get("type")
        nullable = isinstance(types, list) and "null" in types
        if isinstance(types, list) and set(types) - {"object", "null"}:
            return inside  # an object or something else: no one shape
        key = self._note({**inside, "type": "object"}, subject, depth, said)
        return _use(REFERENCE + key, schema.get("description"), nullable=nullable)

    def _referred(self, schema: Mapping[str, Any], target: str, subject: Subject) -> dict[str, Any]:
        name = target.removeprefix(REFERENCE)
        if not target.startswith(REFERENCE) or name not in self.schemas:
            return dict(schema)
        key = self._component(name)
        if key in self.found:
            self.found[key].places.append(subject)
        return {**schema, "$ref": REFERENCE + key}

    def _inside(self, schema: Mapping[str, Any], subject: Subject, depth: int) -> dict[str, Any]:
        """A copy whose children are hoisted."""
        made = dict(schema)
        if isinstance(made.get("discriminator"), dict) and isinstance(made["discriminator"].get("mapping"), dict):
            mapping = made["discriminator"]["mapping"]
            keys = {text: str(to).removeprefix(REFERENCE) for text, to in mapping.items()}
            mapping = {
                text: REFERENCE + self._component(key) if key in self.schemas else mapping[text]
                for text, key in keys.items()
            }
            made["discriminator"] = {**made["discriminator"], "mapping": mapping}
        for key in NAMED:
            if isinstance(made.get(key), dict):
                made[key] = {
                    name: self._hoisted(inner, subject.child(name), depth + 1) for name, inner in made[key].items()
                }
        for key in INNER:
            if isinstance(made.get(key), dict):
                made[key] = self._hoisted(made[key], subject.child("[]" if key == "items" else "*"), depth + 1)
        for key in LISTED:
            if isinstance(made.get(key), list):
                made[key] = [self._hoisted(inner, subject, depth + 1) for inner in made[key]]
        return made

    def _note(self, schema: dict[str, Any], subject: Subject, depth: int, said: str) -> str:
        key = hashlib.sha256(canonical(_structure(schema)).encode()).hexdigest()[:20]
        shape = self.found.setdefault(key, Shape(key, schema, depth=depth))
        shape.depth = min(shape.depth, depth)
        if said:
            shape.said.append(said)
        else:
            shape.places.append(subject)
        return key


def _use(target: str, description: Any, *, nullable: bool) -> dict[str, Any]:
    words = {"description": description} if isinstance(description, str) and description else {}
    if nullable:
        return {"anyOf": [{"$ref": target}, {"type": "null"}], **words}
    return {"$ref": target, **words}


def _structure(schema: Any) -> Any:
    """A schema without its words; members and required names in an order of their own."""
    if isinstance(schema, list):
        return [_structure(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    made: dict[str, Any] = {}
    for key, value in schema.items():
        if key in WORDS or str(key).startswith("x-"):
            continue
        if key in NAMED and isinstance(value, dict):
            made[key] = {name: _structure(inner) for name, inner in value.items()}
        elif key in ("required", "enum") and isinstance(value, list):
            made[key] = sorted(map(canonical, value))
        else:
            made[key] = _structure(value)
    return made


def places(shape: Shape) -> Iterator[Subject]:
    """Where a shape stands, each place once, in an order of their own."""
    yield from sorted(set(shape.places))
