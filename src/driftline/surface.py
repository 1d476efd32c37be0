"""The surface of a client: its models, fields, resources and calls, from a bundle. Pure: values for templates.

Everything that comes from the bundle is a name that was checked, a literal that Python itself wrote, or words that were
made harmless; nothing else reaches a template.
"""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from driftline.claims import METHODS, operation_key
from driftline.naming import OFFSETS, PAGES, SIZES, first_page, list_of, pascal, snake
from driftline.readers.document import point, resolved
from driftline.readers.spec import credential

SCALARS = {"string": "str", "integer": "int", "number": "Decimal", "boolean": "bool"}
TAKEN = frozenset({"meta", "of", "to_dict", "to_json", "list", "dict", "str", "int", "bool", "self", "options", "body"})
OPTIONS = frozenset(
    {"timeout", "deadline", "max_retries", "idempotency_key", "extra_headers", "extra_query", "extra_body"}
)
LONGEST_DOC = 300  # characters
MOST_MEMBERS = 400


@dataclass(frozen=True, slots=True)
class ClientConfig:
    """What no spec says: class name, variable prefix, environments, webhook signatures, where the docs stand."""

    name: str = ""
    version: str = "0.1.0"
    prefix: str = ""
    docs: str = ""
    environments: Mapping[str, str] = field(default_factory=dict)
    signing: tuple[str, str, str] = ("x-signature", "sha256", "base64")
    readme: str = ""


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of a model, or one argument of a call. `wire` is its name on the wire, as a Python literal."""

    name: str
    wire: str
    annotation: str
    doc: str
    required: bool


@dataclass(frozen=True, slots=True)
class ModelView:
    """One model class and the module it stands in."""

    name: str
    module: str
    doc: str
    fields: tuple[FieldView, ...]
    models: tuple[str, ...]

    @property
    def wires(self) -> tuple[FieldView, ...]:
        """The fields whose name in Python is not the one on the wire."""
        return tuple(one for one in self.fields if ascii(one.name) != one.wire)

    def uses(self, word: str) -> bool:
        """Whether an annotation uses a name."""
        return any(word in WORD.findall(one.annotation) for one in self.fields)


@dataclass(frozen=True, slots=True)
class CallView:
    """One method of a resource."""

    key: str
    name: str
    constant: str
    operation: str
    gives: str
    item: str
    doc: str
    path: tuple[FieldView, ...] = ()
    query: tuple[FieldView, ...] = ()
    headers: tuple[FieldView, ...] = ()
    body: tuple[FieldView, ...] = ()
    whole: FieldView | None = None
    pages: bool = False

    @property
    def arguments(self) -> tuple[FieldView, ...]:
        """All arguments, required ones first."""
        every = (*self.path, *self.query, *self.headers, *self.body, *((self.whole,) if self.whole else ()))
        return tuple(sorted(every, key=lambda one: not one.required))


@dataclass(frozen=True, slots=True)
class ResourceView:
    """One resource: the attribute of the client, its class, its calls."""

    name: str
    title: str
    calls: tuple[CallView, ...]
    models: tuple[str, ...]


def words(text: Any, most: int = LONGEST_DOC) -> str:
    """Words that can stand in a docstring: one line, nothing that ends a string, starts an escape or hides."""
    if not isinstance(text, str):
        return ""
    plain = "".join(
        c if c.isprintable() else " " for c in re.sub(r"\[([^\]]*)\]\([^)]*\)|<[^<>]{1,200}>", r"\1", text[:5000])
    )
    line = " ".join(plain.replace("\\", "/").replace('"', "'").replace("*", "").split())
    if len(line) <= most:
        return line
    cut = line[:most].rpartition(". ")[0] or line[: most - 3].rpartition(" ")[0] or line[: most - 3]
    return cut + ("." if line[len(cut) : len(cut) + 1] == "." else "...")


def identifier(name: str, taken: Iterable[str]) -> str:
    """A Python name for a name on the wire that no other has."""
    plain = snake(re.sub(r"[^A-Za-z0-9]+", "_", name)) if not name.isidentifier() or not name.islower() else name
    plain = plain.strip("_") or "field"
    plain = f"field_{plain}" if not plain.isidentifier() or plain[0] == "_" else plain
    plain = (
        f"{plain}_"
        if keyword.iskeyword(plain) or (keyword.issoftkeyword(plain) and plain != "type") or plain in TAKEN
        else plain
    )
    used = set(taken)
    return plain if plain not in used else next(n for n in (f"{plain}_{i}" for i in range(2, 100_000)) if n not in used)


WORD = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|[A-Za-z_]\w*")  # a literal is one word, and no name


class Types:
    """Annotations for schemas of one bundle."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        schemas = point(document, "#/components/schemas")
        self.schemas: Mapping[str, Any] = schemas if isinstance(schemas, Mapping) else {}
        self.models = {name: class_name(name) for name, schema in self.schemas.items() if is_model(schema)}

        self.classes = frozenset(self.models.values())

    def named(self, annotation: str) -> set[str]:
        """The models that an annotation names."""
        return {word for word in WORD.findall(annotation) if word in self.classes}

    def annotation(self, schema: Any, depth: int = 0) -> str:
        """The annotation of a schema, its null as `Null`."""
        parts = list(dict.fromkeys(self._parts(schema, depth)))
        if "Any" in parts:
            return "Any"
        return " | ".join(sorted(parts, key=lambda part: part == "Null")) or "Any"

    def _parts(self, schema: Any, depth: int) -> Iterator[str]:
        if not isinstance(schema, Mapping) or depth > 20:
            yield "Any"
            return
        target = schema.get("$ref")
        if isinstance(target, str):
            name = target.rpartition("/")[2]
            if name in self.models:
                yield self.models[name]
            else:
                yield from self._parts(point(self.document, target), depth + 1)
            return
        for key in ("anyOf", "oneOf"):
            if isinstance(schema.get(key), list):
                for one in schema[key]:
                    yield from self._parts(one, depth + 1)
                return
        stated = schema.get("type")
        kinds = stated if isinstance(stated, list) else [stated] if isinstance(stated, str) else []
        members = schema.get("enum", [schema["const"]] if "const" in schema else None)
        if isinstance(members, list):
            yield from _members(members, kinds)
        for kind in kinds:
            if kind in SCALARS:
                yield SCALARS[kind]
            elif kind == "array":
                yield f"list[{self.annotation(schema.get('items'), depth + 1)}]"
            elif kind == "object":
                yield from self._object(schema, depth)
            elif kind == "null":
                yield "Null"
        if not kinds and not isinstance(members, list):
            yield "Any"

    def _object(self, schema: Mapping[str, Any], depth: int) -> Iterator[str]:
        values = schema.get("additionalProperties")
        inner = self.annotation(values, depth + 1) if isinstance(values, Mapping) and values else "Any"
        yield f"dict[str, {inner}]"


def _members(members: Sequence[Any], kinds: Sequence[str]) -> Iterator[str]:
    """A closed list as literals, and the open type beside it: a client must take what is added later."""
    good = [member for member in members if isinstance(member, str | bool | int)][:MOST_MEMBERS]
    distinct = list({ascii(member): member for member in good}.values())
    if distinct:
        yield f"Literal[{', '.join(map(ascii, distinct))}]"
    if not kinds:
        yield from dict.fromkeys(
            "str" if isinstance(m, str) else "bool" if isinstance(m, bool) else "int" for m in good
        )
        if not good:
            yield "Any"
    if any(member is None for member in members):
        yield "Null"


def is_model(schema: Any) -> bool:
    """Whether a component becomes a class: an object with properties."""
    return isinstance(schema, Mapping) and (
        isinstance(schema.get("properties"), Mapping) or (schema.get("type") == "object" and "allOf" in schema)
    )


def class_name(name: str) -> str:
    """A component's name as a class name."""
    made = name if name.isidentifier() and name[0].isupper() and name.isascii() else pascal(name)
    made = made if made.isidentifier() else f"Model{made}"
    return f"{made}Model" if hasattr(builtins, made) or keyword.iskeyword(made) else made


def module_name(cls: str) -> str:
    """The module that a model stands in; the client's `lazy.load` makes the same name of it."""
    name = snake(cls)
    return f"{name}_" if keyword.iskeyword(name) else name


def flattened(document: Mapping[str, Any], schema: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
    """A schema with what it inherits (`allOf`) written into it."""
    made = dict(schema)
    properties: dict[str, Any] = {}
    required: list[str] = []
    for part in [*(schema.get("allOf") or []), schema] if depth < 20 else [schema]:
        whole = resolved(document, part)
        if isinstance(whole, Mapping):
            inner = flattened(document, whole, depth + 1) if whole is not schema and "allOf" in whole else whole
            properties.update(inner.get("properties") or {})
            required += [name for name in inner.get("required") or [] if isinstance(name, str)]
    return {**made, "properties": properties, "required": required}


def models(document: Mapping[str, Any]) -> list[ModelView]:
    """Every model of a bundle, by name."""
    types = Types(document)
    found = []
    for name, cls in sorted(types.models.items()):
        schema = flattened(document, types.schemas[name])
        fields = tuple(_fields(schema, types))
        used = {model for one in fields for model in types.named(one.annotation)} - {cls}
        doc = words(schema.get("description")) or f"Stands at `{words(schema.get('x-at'), 150) or name}`."
        found.append(ModelView(cls, module_name(cls), doc, fields, tuple(sorted(used))))
    return found


def _fields(schema: Mapping[str, Any], types: Types) -> Iterator[FieldView]:
    taken: list[str] = []
    for wire, inner in schema["properties"].items():
        name = identifier(str(wire), taken)
        taken.append(name)
        required = wire in schema["required"]
        annotation = types.annotation(inner)
        annotation = annotation if required or annotation == "Any" else f"{annotation} | None"
        annotation = f"{annotation} | None" if annotation == "Any" and not required else annotation
        doc = words(inner.get("description") if isinstance(inner, Mapping) else "")
        yield FieldView(name, ascii(str(wire)), annotation, doc, required)


# Calls.


def resources(document: Mapping[str, Any], kept: Iterable[str], config: ClientConfig) -> list[ResourceView]:
    """Every resource with its calls; `kept` are the operations (by key) that the generator could read."""
    types = Types(document)
    known = set(kept)
    found: dict[str, list[CallView]] = {}
    for path, item in document.get("paths", {}).items():
        for method, operation in item.items():
            key = operation_key(method, path)
            if method not in METHODS or key not in known:
                continue
            for one in (operation, *({**operation, **other} for other in operation.get("x-also", []))):
                resource, _, name = str(
                    one.get("x-call") or f"api.{identifier(str(one.get('operationId')), ())}"
                ).partition(".")
                found.setdefault(resource, []).append(_call(name, method.upper(), path, one, types, config))
    views = []
    for name, calls in sorted(found.items()):
        text = " ".join(one.annotation for call in calls for one in call.arguments)
        text += " " + " ".join(f"{call.gives} {call.item}" for call in calls)
        used = sorted(types.named(text))
        views.append(ResourceView(name, pascal(name), tuple(sorted(calls, key=lambda call: call.name)), tuple(used)))
    return views


def _call(
    name: str, method: str, path: str, operation: Mapping[str, Any], types: Types, config: ClientConfig
) -> CallView:
    taken: list[str] = [*OPTIONS]
    parameters = [one for one in operation.get("parameters", []) if isinstance(one, Mapping)]
    key_header = idempotency_header(types.document, operation)
    known = credentials(types.document)
    hidden = {key_header.lower(), *(spelled.lower() for _, spelled, _ in known.values())}
    sides: dict[str, list[FieldView]] = {"path": [], "query": [], "header": []}
    for one in sorted(parameters, key=lambda one: path.find(f"{{{one.get('name')}}}")):
        where, wire = str(one.get("in")), str(one.get("name"))
        if where in sides and not (where == "header" and wire.lower() in hidden):
            sides[where].append(
                _argument(wire, one, one.get("schema"), types, taken, required=bool(one.get("required")))
            )
    body, whole = _body(operation, types, taken)
    gives, item, paging = _answer(operation, types, parameters)
    security = operation.get("security", types.document.get("security"))
    return CallView(
        key=operation_key(method, path),
        name=f"{name}_" if keyword.iskeyword(name) else name,
        constant=name.upper().strip("_"),
        operation=_operation(method, path, gives, key_header, _alternatives(security, known), paging),
        gives=gives if paging is None else f"Page[{item}]",
        item=item,
        doc=_doc(method, path, operation, config),
        path=tuple(sides["path"]),
        query=tuple(sides["query"]),
        headers=tuple(sides["header"]),
        body=tuple(body),
        whole=whole,
        pages=paging is not None,
    )


def _alternatives(security: Any, known: Mapping[str, Any]) -> tuple[tuple[str, ...], ...] | None:
    """The credentials that each alternative wants; None where the description says nothing."""
    if not isinstance(security, list):
        return None
    return tuple(
        tuple(sorted(str(name) for name in one if name in known)) for one in security if isinstance(one, Mapping)
    )


def _operation(
    method: str, path: str, gives: str, key: str, security: tuple[tuple[str, ...], ...] | None, paging: str | None
) -> str:
    """The constant that describes an operation, as Python source."""
    parts = [ascii(method), ascii(path), ascii(gives)]
    parts += [f"key={key!a}"] if key else []
    parts += [f"security={security!a}"] if security is not None else []
    parts += [f"paging={paging}"] if paging is not None else []
    return f"Operation({', '.join(parts)})"


def given(annotation: str) -> str:
    """The annotation of an argument: what callers may pass where an answer would have `annotation`."""
    text = re.sub(r"\bNull\b", "None", annotation)
    text = re.sub(r"\bDecimal\b", "Decimal | int", text)
    text = re.sub(r"\blist\[", "Sequence[", text)
    return re.sub(r"\bdict\[", "Mapping[", text)


def _argument(
    wire: str, holder: Mapping[str, Any], schema: Any, types: Types, taken: list[str], *, required: bool
) -> FieldView:
    name = identifier(wire, taken)
    taken.append(name)
    loose = given(types.annotation(schema))
    loose = WORD.sub(lambda match: f"{match[0]} | Mapping[str, Any]" if match[0] in types.classes else match[0], loose)
    doc = words(holder.get("description") or (schema.get("description") if isinstance(schema, Mapping) else ""), 200)
    return FieldView(name, ascii(wire), loose, doc, required)


def _body(operation: Mapping[str, Any], types: Types, taken: list[str]) -> tuple[list[FieldView], FieldView | None]:
    """The fields of a JSON body as arguments; one argument for a body that is no object."""
    holder = resolved(types.document, operation.get("requestBody"))
    content = holder.get("content") if isinstance(holder, Mapping) else None
    media = next(iter(content.values()), None) if isinstance(content, Mapping) else None
    schema = media.get("schema") if isinstance(media, Mapping) else None
    if not isinstance(schema, Mapping):
        return [], None
    whole = resolved(types.document, schema)
    if is_model(whole):
        flat = flattened(types.document, whole)
        return [
            _argument(str(wire), {}, inner, types, taken, required=wire in flat["required"])
            for wire, inner in flat["properties"].items()
        ], None
    required = bool(holder.get("required")) if isinstance(holder, Mapping) else False
    return [], _argument("json", {}, schema, types, taken, required=required)


def _answer(
    operation: Mapping[str, Any], types: Types, parameters: Sequence[Mapping[str, Any]]
) -> tuple[str, str, str | None]:
    """What a success gives: annotation, the item of a list, and the source of its paging."""
    for status, response in sorted(operation.get("responses", {}).items()):
        whole = resolved(types.document, response)
        content = whole.get("content") if isinstance(whole, Mapping) and str(status).startswith("2") else None
        media = next(iter(content.values()), None) if isinstance(content, Mapping) else None
        schema = media.get("schema") if isinstance(media, Mapping) else None
        if not isinstance(schema, Mapping) or not schema:
            continue
        held = list_of(types.document, schema)
        if held is not None:
            return _list(schema, held, types, parameters)
        annotation = types.annotation(schema).replace(" | Null", "")
        return (annotation, "", None) if _plain_models(annotation, types) else ("Object", "", None)
    return "Object", "", None


def _plain_models(annotation: str, types: Types) -> bool:
    return set(annotation.split(" | ")) <= set(types.models.values())


def _list(
    schema: Mapping[str, Any], held: str, types: Types, parameters: Sequence[Mapping[str, Any]]
) -> tuple[str, str, str]:
    """What a list gives: annotation, its item, and the source of its paging."""
    whole = resolved(types.document, schema)
    inner = whole["properties"][held] if held else whole
    item = types.annotation(inner.get("items"))
    item = item if item != "Any" else "Object"
    stated = {str(one.get("name")): one.get("schema") for one in parameters if one.get("in") == "query"}
    at = next((name for name in (*PAGES, *OFFSETS) if name in stated), "")
    size = next((name for name in SIZES if name in stated), "")
    by = "offset" if at in OFFSETS else "page" if at else ""
    parts = [f"{name}={value!a}" for name, value in (("data", held), ("by", by), ("at", at), ("size", size)) if value]
    parts += ["first=0"] if by == "page" and first_page(stated[at]) == 0 else []
    return f"list[{item}]", item.replace(" | Null", " | None"), f"Paging({', '.join(parts)})"


def idempotency_header(document: Mapping[str, Any], operation: Mapping[str, Any]) -> str:
    """The header that carries an operation's idempotency key: a parameter, or a scheme that stands for one."""
    for one in operation.get("parameters", []):
        if isinstance(one, Mapping) and one.get("in") == "header" and "idempot" in str(one.get("name")).lower():
            return str(one["name"])
    schemes = point(document, "#/components/securitySchemes")
    stated = operation.get("security", document.get("security"))
    names = [
        str(name) for one in (stated if isinstance(stated, list) else []) if isinstance(one, Mapping) for name in one
    ]
    for name in names:
        scheme = schemes.get(name) if isinstance(schemes, Mapping) else None
        if isinstance(scheme, Mapping) and "idempot" in f"{name} {scheme.get('name')}".lower():
            return str(scheme.get("name") or name)
    return ""


def credentials(document: Mapping[str, Any]) -> dict[str, tuple[str, str, str]]:
    """Where each credential goes, by scheme: header or query, its name, and what stands before it. Idempotency keys are none."""
    schemes = point(document, "#/components/securitySchemes")
    found: dict[str, tuple[str, str, str]] = {}
    for name, scheme in sorted(schemes.items()) if isinstance(schemes, Mapping) else ():
        if isinstance(scheme, Mapping) and "idempot" not in f"{name} {scheme.get('name')}".lower():
            where, _, spelled = credential(scheme).partition(" ")
            if where in ("header", "query") and spelled:
                scheme_of = str(scheme.get("scheme", "bearer")).lower() if scheme.get("type") != "apiKey" else ""
                before = {"": "", "basic": "Basic "}.get(scheme_of, "Bearer ")
                found[str(name)] = (where, spelled, before)
    return found


def _doc(method: str, path: str, operation: Mapping[str, Any], config: ClientConfig) -> str:
    """The first lines of a method's docstring: title, path, what it does, its page."""
    title = words(operation.get("summary"), 100) or words(f"{method} {path}", 200)
    lines = [title if title.endswith(".") else f"{title}.", "", f"`{method} {words(path, 200)}`"]
    about = words(operation.get("description"))
    if about and about != title:
        lines += ["", about]
    page = words(operation.get("x-page"), 200)
    if page and config.docs:
        lines += [
            "",
            f"Documented at {words(config.docs, 200).rstrip('/')}/{page.removesuffix('.mdx').removesuffix('.md')}",
        ]
    return "\n".join(lines)
