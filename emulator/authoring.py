"""The vendor's API in short form, unfolded to one OpenAPI document and one page for each operation. Does no I/O.

A source is one folder of the site. `api/README.md` beside this file says what may stand in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

SERVER = "https://api.emulator.test/v1"
INDEX = "> ## Documentation Index\n> Every page of this site is listed at https://docs.emulator.test/llms.txt\n"
SCHEMES = {
    "publicKey": {"type": "apiKey", "in": "header", "name": "public-api-key"},
    "privateKey": {"type": "apiKey", "in": "header", "name": "private-secret-key"},
}
COUNTRIES = ["AR", "BO", "BR", "CL", "CO", "CR", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "US", "UY"]
CURRENCIES = ["ARS", "BOB", "BRL", "CLP", "COP", "CRC", "GTQ", "HNL", "MXN", "NIO", "PAB", "PEN", "PYG", "USD", "UYU"]
REFUSED = {400: "Refused", 401: "Unknown credentials", 403: "Not allowed", 404: "Not found", 409: "Conflict"}

# What each kind of value is, beside the words about it.
KINDS: Mapping[str, Json] = {
    "text": {"type": "string"},
    "uuid": {"type": "string", "format": "uuid", "minLength": 36, "maxLength": 36},
    "time": {"type": "string", "format": "date-time"},
    "moment": {"type": "string", "format": "date-time", "minLength": 27, "maxLength": 27},
    "country": {"type": "string", "minLength": 2, "maxLength": 2, "enum": COUNTRIES},
    "currency": {"type": "string", "minLength": 3, "maxLength": 3, "enum": CURRENCIES},
    "enum": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "object": {"type": "object"},
    "list": {"type": "array"},
}
NORMS = {"time": "ISO 8601", "moment": "ISO 8601", "country": "ISO 3166-1", "currency": "ISO 4217"}
KEYWORDS = {"min": "minLength", "max": "maxLength", "least": "minimum", "most": "maximum", "items": "maxItems"}
PLAIN = ("pattern", "multipleOf", "default")


@dataclass(frozen=True)
class Source:
    """One folder of the site in short form, and the parts that it may name."""

    folder: str
    told: Mapping[str, Any]
    common: Mapping[str, Any]

    @property
    def parts(self) -> Mapping[str, Any]:
        return {**self.common, **self.told.get("parts", {})}

    def schema(self, short: Any, *, answer: bool) -> Json:
        """The JSON Schema of a short form; in an answer every field is required."""
        return _schema(self.parts, short, answer)

    def example(self, short: Any, given: Any = None) -> Any:
        """The example of a short form: that of its part, changed by `given`."""
        made = _example(self.parts, short)
        return _merged(made, given) if given is not None else made


def files_of(source: Source) -> Iterator[tuple[str, str, Json | None]]:
    """Every file of a folder: the path without its ending, the page's text, and the OpenAPI document, if it has one."""
    for name, told in source.told.get("operations", {}).items():
        path = f"{source.folder}/{name}"
        yield path, operation_page(path, told), document(source, name, told)
    for name, told in source.told.get("pages", {}).items():
        yield f"{source.folder}/{name}", object_page(source, told), None


def codes_of(source: Source) -> dict[tuple[int, str], str]:
    """What the codes of a folder mean, by status and code."""
    found = {}
    for key, meaning in source.told.get("codes", {}).items():
        status, _, code = key.partition(" ")
        found[int(status), code] = meaning
    return found


def document(source: Source, name: str, told: Mapping[str, Any]) -> Json:
    """The OpenAPI document of one operation."""
    method, path = told["call"].split()
    operation: Json = {"summary": told["title"], "description": told["about"], "operationId": name}
    parameters = list(_parameters(source, told))
    if parameters:
        operation["parameters"] = parameters
    if "body" in told:
        examples = {key: {"value": value} for key, value in told["examples"].items()}
        content = {"schema": source.schema(told["body"], answer=False), "examples": examples}
        operation["requestBody"] = {"required": True, "content": {"application/json": content}}
    operation["responses"] = dict(sorted(_responses(source, told)))
    return {
        "openapi": "3.1.0",
        "info": {"title": told["title"], "version": "1.0.0"},
        "servers": [{"url": SERVER}],
        "security": [{"publicKey": [], "privateKey": []}],
        "paths": {path: {method.lower(): operation}},
        "components": {"securitySchemes": SCHEMES},
    }


def operation_page(path: str, told: Mapping[str, Any]) -> str:
    """The page of one operation; its block is filled in from the document."""
    notes = f"\n{told['notes'].strip()}\n" if "notes" in told else ""
    fence = f"````yaml openapi/{path}.json {told['call']}\n````"
    return f"{INDEX}\n# {told['title']}\n\n{told['about']}\n{notes}\n## OpenAPI\n\n{fence}\n"


def object_page(source: Source, told: Mapping[str, Any]) -> str:
    """The page of an object: every attribute with its type, its words, its members and an example."""
    short = {"part": told["of"]}
    attributes = "\n\n".join(_attributes(source.schema(short, answer=True), _first_answer(source, short), ""))
    return f"{INDEX}\n# {told['title']}\n\n{told['about']}\n\n## Attributes\n\n{attributes}\n"


def _first_answer(source: Source, short: Json) -> Any:
    """The object in the first example of an operation that answers it."""
    for told in source.told.get("operations", {}).values():
        if told["answer"].get("is") == short:
            return source.example(short, next(iter(told["answer"]["examples"].values())))
    return source.example(short)


def _attributes(schema: Json, example: Any, margin: str) -> Iterator[str]:
    for name, part in schema["properties"].items():
        shown = example.get(name) if isinstance(example, dict) else None
        lines = [f'<ParamField body="{name}" type="{_kind(part)}">', f"  {part['description']}"]
        inner = part.get("items", part)
        if "enum" in part:
            members = [f"`{member}`" for member in part["enum"] if member is not None]
            several = f"{', '.join(members[:-1])} or {members[-1]}" if members[1:] else members[0]
            lines += ["", f"  Possible enum values: {several}"]
        elif "properties" in inner:
            below = shown[0] if isinstance(shown, list) and shown else shown
            nested = "\n\n".join(_attributes(inner, below, margin + "    ")).split("\n")
            lines += ["", '  <Expandable title="properties">', "", *nested, "", "  </Expandable>"]
        elif shown is not None and not isinstance(shown, (list, dict)):
            lines += ["", f"  Example: {str(shown).lower() if isinstance(shown, bool) else shown}"]
        lines.append("</ParamField>")
        yield "\n".join(line if not line or line.startswith(margin + "    ") else margin + line for line in lines)


def _kind(part: Json) -> str:
    kinds = [part["type"]] if isinstance(part["type"], str) else part["type"]
    word = "timestamp" if part.get("format") == "date-time" else "enum" if "enum" in part else kinds[0]
    if word == "array":
        word = "array of objects" if "properties" in part["items"] else "array of strings"
    return word + (" | null" if "null" in kinds else "")


def _parameters(source: Source, told: Mapping[str, Any]) -> Iterator[Json]:
    if told.get("keyed"):
        words = f"Makes a retry safe: the same key never creates a second {told['keyed']}"
        yield _parameter("header", "X-Idempotency-Key", False, source.schema({"uuid": words}, answer=False))
    for name, short in told.get("path", {}).items():
        yield _parameter("path", name, True, source.schema(short, answer=False))
    for name, short in told.get("query", {}).items():
        yield _parameter("query", name.rstrip("!"), name.endswith("!"), source.schema(short, answer=False))


def _parameter(where: str, name: str, required: bool, schema: Json) -> Json:
    rest = {key: value for key, value in schema.items() if key != "description"}
    return {"name": name, "in": where, "required": required, "description": schema["description"], "schema": rest}


def _responses(source: Source, told: Mapping[str, Any]) -> Iterator[tuple[str, Json]]:
    answer = told["answer"]
    if "is" in answer:
        examples = {key: {"value": source.example(answer["is"], given)} for key, given in answer["examples"].items()}
        content = {"schema": source.schema(answer["is"], answer=True), "examples": examples}
        yield str(answer["status"]), {"description": "Success", "content": {"application/json": content}}
    else:
        yield str(answer["status"]), {"description": "Success"}
    credentials = source.told.get("credentials", "INVALID_CREDENTIALS")
    unknown = {401: {credentials: "public-api-key and private-secret-key do not belong together"}}
    for status, codes in {**unknown, **told.get("refusals", {})}.items():
        yield str(status), _refusal(status, codes)


def _refusal(status: int, codes: Mapping[str, str]) -> Json:
    schema = {
        "type": "object",
        "required": ["code", "messages"],
        "properties": {
            "code": {"type": "string", "enum": list(codes), "description": "What is wrong, in one word."},
            "messages": {
                "type": "array",
                "items": {"type": "string"},
                "description": "What is wrong, in sentences.",
            },
        },
    }
    examples = {
        code.replace("_", " ").capitalize(): {"value": {"code": code, "messages": [message]}}
        for code, message in codes.items()
    }
    return {"description": REFUSED[status], "content": {"application/json": {"schema": schema, "examples": examples}}}


def _schema(parts: Mapping[str, Any], short: Mapping[str, Any], answer: bool) -> Json:
    if "part" in short:
        part = parts[short["part"]]
        kind = next(key for key in part if key in KINDS)
        return _schema(parts, {**part, kind: short.get("is", part[kind])}, answer)
    kind = next(key for key in short if key in KINDS)
    found = dict(KINDS[kind])
    if kind == "enum":
        found["enum"] = list(short["of"])
    found |= {KEYWORDS[key]: short[key] for key in KEYWORDS if key in short}
    found |= {key: short[key] for key in PLAIN if key in short}
    if kind == "object":
        fields = {name: _schema(parts, inner, answer) for name, inner in short["fields"].items()}
        needed = [_bare(name) for name in fields if answer or name.endswith("!")]
        found |= {"required": needed} if needed else {}
        found["properties"] = {
            _bare(name): _nullable(schema) if name.endswith("?") else schema for name, schema in fields.items()
        }
    if kind == "list":
        found["items"] = _schema(parts, short["of"], answer) if isinstance(short["of"], dict) else {"type": short["of"]}
    if short[kind]:
        found["description"] = f"{short[kind]}{_bounds(kind, found)}."
    return found


def _bare(name: str) -> str:
    return name.rstrip("!?")


def _nullable(schema: Json) -> Json:
    more = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [schema["type"], "null"], **more}


def _bounds(kind: str, schema: Json) -> str:
    """The bounds of a value in words, as pages of this field write them."""
    if kind == "uuid":
        return " (UUID, 36 chars)"
    said = [f"{word} {schema[key]}" for word, key in (("MAX", "maxLength"), ("MIN", "minLength")) if key in schema]
    said += [f"multiple of {schema['multipleOf']}"] if "multipleOf" in schema else []
    said += [NORMS[kind]] if kind in NORMS else []
    return f" ({'; '.join(said)})" if said else ""


def _example(parts: Mapping[str, Any], short: Any) -> Any:
    if "example" in short:
        return short["example"]
    if "part" in short:
        return _example(parts, parts[short["part"]])
    if "fields" in short:
        return {_bare(name): _example(parts, inner) for name, inner in short["fields"].items()}
    if "list" in short:
        return [_example(parts, short["of"])] if isinstance(short["of"], dict) and "part" in short["of"] else []
    return None


def _merged(value: Any, given: Any) -> Any:
    if isinstance(value, dict) and isinstance(given, dict):
        return {**value, **{key: _merged(value.get(key), inner) for key, inner in given.items()}}
    return given
