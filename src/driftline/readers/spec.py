"""Read an OpenAPI 3.0 or 3.1 document: what it declares, and what its examples show. Pure.

Source: OpenAPI Specification 3.1.1, sections 4.8.8 to 4.8.27.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from driftline.claims import METHODS, Notebook, Reading, Subject, Voice, canonical, host_of, operation_key
from driftline.readers.document import escape, point
from driftline.readers.promises import promises
from driftline.readers.schemas import Spec, alternatives, walk
from driftline.readers.values import observe


def read_spec(data: Any, file: str) -> tuple[Reading, Reading]:
    """What one OpenAPI document declares, and what its examples show: two readings.

    A document that is no OpenAPI gives two readings whose `unread` says so.
    """
    spec = Spec(data if isinstance(data, dict) else {}, Notebook(file), Notebook(file))
    version = str(spec.data.get("openapi", ""))
    if not version.startswith("3."):
        _unreadable(spec, file, f"no OpenAPI 3 document: {_kind(data, version)}")
    elif not isinstance(spec.data.get("paths", {}), dict):
        _unreadable(spec, file, "`paths` is not an object")
    else:
        operations = list(read_operations(spec.data))
        if not operations and "paths" in spec.data:
            spec.book.say(Subject("", file), "empty-spec", "paths is empty", pointer="/paths", quote="no operation")
        for operation in operations:
            _read_operation(spec, operation, version)
        for path, item in spec.data.get("paths", {}).items():
            if isinstance(item, dict) and isinstance(item.get("$ref"), str):
                spec.flaw("external-reference", Subject("", file), item["$ref"], f"/paths/{escape(path)}/$ref")
        if version.startswith("3.1"):
            _flag_nullable(spec)
    return spec.book.reading("spec", Voice.DECLARES), spec.examples.reading("examples", Voice.OBSERVES)


def _unreadable(spec: Spec, file: str, reason: str) -> None:
    spec.book.skip(reason)
    spec.book.say(Subject("", file), "unreadable", reason, line=1, quote=reason)


def _kind(data: Any, version: str) -> str:
    """What a document is that is no OpenAPI 3."""
    if isinstance(data, dict) and "swagger" in data:
        return f"it is Swagger {data['swagger']}, which is not read"
    return f"`openapi` is {version or 'missing'}" if isinstance(data, dict) else "it holds no object"


class Operation:
    """One operation as it stands in a document: its key, its parts and the pointer to it."""

    __slots__ = (
        "base",
        "data",
        "is_callback",
        "is_webhook",
        "item",
        "item_pointer",
        "key",
        "method",
        "path",
        "pointer",
    )

    def __init__(
        self, document: Mapping[str, Any], path: str, method: str, item: Mapping[str, Any], *, is_webhook: bool = False
    ) -> None:
        self.path = path
        self.is_webhook = is_webhook
        self.method = method
        self.item = item
        self.data: Mapping[str, Any] = item[method]
        self.base = server_of(document, item, self.data)
        self.is_callback = not is_webhook and bool(re.match(r"(?:https?:)?//[^/]*\{", self.base))
        at_us = is_webhook or self.is_callback  # the vendor calls, on a host that each merchant has for himself
        self.key = f"{method.upper()} webhook:{path}" if at_us else operation_key(method, path, self.base)
        self.item_pointer = f"/{'webhooks' if is_webhook else 'paths'}/{escape(path)}"
        self.pointer = f"{self.item_pointer}/{method}"


def read_operations(document: Mapping[str, Any]) -> Iterator[Operation]:
    """Every operation of a document, webhooks last, in its own order."""
    for section in ("paths", "webhooks"):
        paths = document.get(section)
        for path, item in paths.items() if isinstance(paths, dict) else ():
            if isinstance(item, dict):
                for method in METHODS:
                    if isinstance(item.get(method), dict):
                        yield Operation(document, str(path), method, item, is_webhook=section == "webhooks")


def server_of(document: Mapping[str, Any], *nearer: Mapping[str, Any]) -> str:
    """The URL of the first server that counts for an operation, its variables at their defaults."""
    for holder in (*reversed(nearer), document):
        servers = holder.get("servers")
        if isinstance(servers, list) and servers and isinstance(servers[0], dict):
            url = str(servers[0].get("url", ""))
            variables = servers[0].get("variables")
            for name, variable in variables.items() if isinstance(variables, dict) else ():
                if isinstance(variable, dict):
                    url = url.replace("{" + str(name) + "}", str(variable.get("default", "")))
            return url
    return ""


def _read_operation(spec: Spec, operation: Operation, version: str) -> None:
    subject = Subject(operation.key)
    quote = operation.data.get("summary")
    spec.book.say(subject, "exists", True, pointer=operation.pointer, quote=quote if isinstance(quote, str) else None)
    spec.book.say(subject, "server", host_of(operation.base), pointer=operation.pointer)
    name = operation.data.get("operationId")
    if isinstance(name, str) and name:
        spec.book.say(subject, "unique-id", name, pointer=f"{operation.pointer}/operationId")
    if operation.data.get("deprecated") is True:
        spec.book.say(subject, "deprecated", True, pointer=f"{operation.pointer}/deprecated")
    if "?" in operation.path or "#" in operation.path:
        spec.flaw("query-in-path", subject, operation.path, operation.item_pointer)
    for key in ("summary", "description"):
        text = operation.data.get(key)
        for said in promises(text) if isinstance(text, str) else ():
            pointer = f"{operation.pointer}/{key}"
            spec.book.say(subject, said.aspect, said.value, pointer=pointer, quote=said.quote)
    _read_parameters(spec, operation)
    _read_security(spec, operation)
    _read_request(spec, operation)
    _read_responses(spec, operation)


PLACES = {"query": "request/query", "header": "request/header", "cookie": "request/cookie"}


def _read_parameters(spec: Spec, operation: Operation) -> None:
    names = re.findall(r"\{([^{}]*)\}", operation.path)
    found: dict[tuple[str, str], tuple[Mapping[str, Any], str]] = {}
    for holder, base in ((operation.item, operation.item_pointer), (operation.data, operation.pointer)):
        listed = holder.get("parameters")
        for index, raw in enumerate(listed if isinstance(listed, list) else ()):
            pointer = f"{base}/parameters/{index}"
            parameter, at = spec.follow(raw, pointer, Subject(operation.key, "request"))
            if isinstance(parameter, dict) and isinstance(parameter.get("name"), str):
                found[(str(parameter.get("in")), parameter["name"])] = (parameter, at)
    for (kind, name), (parameter, pointer) in found.items():
        if kind == "path":
            if name not in names:
                continue
            subject = Subject(operation.key, f"request/path/{names.index(name) + 1}")
        elif kind in PLACES:
            subject = Subject(operation.key, f"{PLACES[kind]}/{escape(name.lower() if kind == 'header' else name)}")
        else:
            continue
        _read_parameter(spec, subject, parameter, pointer, required=kind == "path")
    strange = [name for kind, name in found if kind == "path" and name not in names]
    lacking = [f"{{{name}}}" for name in names if ("path", name) not in found]
    if strange or lacking:
        subject = Subject(operation.key, "request/path")
        spec.flaw("parameter-mismatch", subject, tuple(sorted(strange + lacking)), operation.item_pointer)
    queries = tuple(sorted(escape(name) for kind, name in found if kind == "query"))
    spec.book.say(Subject(operation.key, "request/query"), "complete", queries, pointer=operation.pointer)


def _read_parameter(
    spec: Spec, subject: Subject, parameter: Mapping[str, Any], pointer: str, *, required: bool
) -> None:
    spec.book.say(subject, "exists", True, pointer=pointer)
    if not required:
        spec.book.say(subject, "required", parameter.get("required") is True, pointer=pointer)
    if parameter.get("in") == "header":
        spec.book.say(subject, "spelling", parameter["name"], pointer=f"{pointer}/name")
    schema = parameter.get("schema")
    if isinstance(schema, dict):
        described = {**schema, "description": parameter["description"]} if "description" in parameter else schema
        ways = alternatives(spec, described if "$ref" not in schema else schema, f"{pointer}/schema", subject)
        walk(spec, subject, ways, direction="request")
    if parameter.get("example") is not None:
        observe(spec.examples, subject, parameter["example"], pointer=f"{pointer}/example")


def schemes_of(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """The security schemes by name; empty where there are none."""
    components = document.get("components")
    schemes = components.get("securitySchemes") if isinstance(components, dict) else None
    return schemes if isinstance(schemes, dict) else {}


def credential(scheme: Any) -> str:
    """Where a security scheme's credential goes on the wire: `header public-api-key`, `query key`."""
    if isinstance(scheme, dict) and scheme.get("type") == "apiKey":
        name = str(scheme.get("name", ""))
        return f"{scheme.get('in')} {name.lower() if scheme.get('in') == 'header' else name}"
    return "header authorization"


def _read_security(spec: Spec, operation: Operation) -> None:
    """What every alternative asks for, as the union of its credentials."""
    stated = operation.data.get("security", spec.data.get("security"))
    pointer = f"{operation.pointer}/security" if "security" in operation.data else "/security"
    if not isinstance(stated, list):
        return
    schemes = schemes_of(spec.data)
    subject = Subject(operation.key, "security")
    wanted: set[str] = set()
    for alternative in stated:
        for name in alternative if isinstance(alternative, dict) else ():
            if name not in schemes:
                spec.flaw("unresolved-name", subject, name, pointer)
                return
            if (
                "idempot" not in f"{name} {credential(schemes[name])}".lower()
            ):  # that is the key of a call, not of a caller
                wanted.add(credential(schemes[name]))
            _spell(spec, operation, schemes[name], name)
    spec.book.say(subject, "credentials", tuple(sorted(wanted)), pointer=pointer)
    if any(alternative == {} for alternative in stated):
        spec.book.say(subject, "anonymous", True, pointer=pointer)


def _spell(spec: Spec, operation: Operation, scheme: Any, name: str) -> None:
    """How a security scheme writes the header that it sends."""
    if isinstance(scheme, dict) and scheme.get("in") == "header" and isinstance(scheme.get("name"), str):
        subject = Subject(operation.key, f"request/header/{escape(scheme['name'].lower())}")
        spec.book.say(subject, "spelling", scheme["name"], pointer=f"/components/securitySchemes/{escape(name)}/name")


def content_of(spec: Spec, holder: Any, pointer: str, subject: Subject) -> tuple[Mapping[str, Any], str] | None:
    """The JSON-like media type of a body, or its only one, with the pointer to it."""
    content = holder.get("content") if isinstance(holder, dict) else None
    if not isinstance(content, dict) or not content:
        return None
    chosen = next((kind for kind in content if "json" in str(kind)), next(iter(content)))
    media = content[chosen]
    return (media, f"{pointer}/content/{escape(chosen)}") if isinstance(media, dict) else None


def _read_request(spec: Spec, operation: Operation) -> None:
    subject = Subject(operation.key, "request/body")
    body, pointer = spec.follow(operation.data.get("requestBody"), f"{operation.pointer}/requestBody", subject)
    if not isinstance(body, dict):
        return
    spec.book.say(subject, "exists", True, pointer=pointer)
    _read_media(spec, subject, body, pointer, "request")


def _read_responses(spec: Spec, operation: Operation) -> None:
    responses = operation.data.get("responses")
    if not isinstance(responses, dict) or not responses:
        return
    subject = Subject(operation.key, "response")
    statuses = [str(status) for status in responses if not str(status).startswith("x-")]
    if "default" not in statuses and not any("X" in status.upper() for status in statuses):
        spec.book.say(subject, "complete", tuple(sorted(statuses)), pointer=f"{operation.pointer}/responses")
    for status in statuses:
        here = subject.child(status)
        response, pointer = spec.follow(responses[status], f"{operation.pointer}/responses/{status}", here)
        if isinstance(response, dict):
            spec.book.say(here, "exists", True, pointer=pointer)
            _check_phrase(spec, here, responses[status], response, pointer)
            _read_headers(spec, here, response, pointer)
            _read_media(spec, here.child("body"), response, pointer, "response")


PHRASES = {one.phrase.lower(): str(one.value) for one in HTTPStatus if one >= HTTPStatus.BAD_REQUEST}


def _check_phrase(spec: Spec, here: Subject, named: Any, response: Mapping[str, Any], pointer: str) -> None:
    """A response that is described as one of another status, by the phrase or the number of that one (RFC 9110, 15)."""
    component = str(named.get("$ref", "")).rpartition("/")[2] if isinstance(named, dict) else ""
    for text in (str(response.get("description", "")), re.sub(r"(?<=[a-z])(?=[A-Z])", " ", component)):
        number, phrase = re.fullmatch(r"\s*([1-5]\d\d)?[\s.:–-]*(.*?)\.?\s*", text[:100], re.DOTALL).groups()  # type: ignore[union-attr]
        told = number or (PHRASES.get(phrase.lower()) if here.name[:1] in "45" else None)  # a success may be "Gone"
        if told and here.name.isdigit() and told != here.name:
            spec.flaw("status-phrase", here, text.strip(), f"{pointer}/description")
            return


SOMETIMES = re.compile(
    r"\b(?:only|if|when|unless|on (?:a )?(?:repl|repea|retr))|(?<=[a-z,] )where\b", re.IGNORECASE
)  # a header is there: "Where it can be read" says what it is


def _read_headers(spec: Spec, here: Subject, response: Mapping[str, Any], pointer: str) -> None:
    """The headers and the content types that an answer is documented to have."""
    headers = response.get("headers")
    for name in headers if isinstance(headers, dict) else ():
        subject = here.child("header").child(escape(str(name).lower()))
        spec.book.say(subject, "exists", True, pointer=f"{pointer}/headers/{escape(name)}")
        written = headers[name] if isinstance(headers, dict) else None
        header, at = spec.follow(written, f"{pointer}/headers/{escape(name)}", subject)
        is_optional = isinstance(header, dict) and header.get("required") is not True
        if isinstance(header, dict) and header.get("required") is True:
            spec.book.say(
                here.child("header"), "always", str(name).lower(), pointer=f"{pointer}/headers/{escape(name)}"
            )
        if not (is_optional and SOMETIMES.search(str(header.get("description", "")))):
            spec.book.say(here.child("header"), "has", str(name).lower(), pointer=f"{pointer}/headers/{escape(name)}")
        schema = header.get("schema") if isinstance(header, dict) else None
        if isinstance(schema, dict) and str(name).lower() != "content-type":
            walk(spec, subject, alternatives(spec, schema, f"{at}/schema", subject), direction="response")
    content = response.get("content")
    kinds = sorted(str(kind).partition(";")[0].strip().lower() for kind in content) if isinstance(content, dict) else []
    if kinds:
        spec.book.say(here.child("content-type"), "content", tuple(kinds), pointer=f"{pointer}/content")


def _read_media(spec: Spec, subject: Subject, holder: Mapping[str, Any], pointer: str, direction: str) -> None:
    found = content_of(spec, holder, pointer, subject)
    if found is None:
        return
    media, at = found
    if direction == "response":
        spec.book.say(subject, "exists", True, pointer=at)
    if "schema" in media:
        walk(spec, subject, alternatives(spec, media["schema"], f"{at}/schema", subject), direction=direction)
    if "example" in media:
        observe(spec.examples, subject, media["example"], pointer=f"{at}/example")
    named = media.get("examples")
    for name, example in named.items() if isinstance(named, dict) else ():
        spot = f"{at}/examples/{escape(name)}"
        example, spot = spec.follow(example, spot, subject)
        if isinstance(example, dict) and "value" in example:
            observe(spec.examples, subject, example["value"], pointer=f"{spot}/value")


def _flag_nullable(spec: Spec) -> None:
    """`nullable` means nothing in OpenAPI 3.1: a strict reader takes the field as never null."""
    stack: list[tuple[Any, str]] = [(spec.data, "")]
    while stack:
        value, pointer = stack.pop()
        if isinstance(value, dict):
            if value.get("nullable") is True and not pointer.endswith("/properties"):
                spec.flaw("nullable-keyword", Subject("", "schema"), True, f"{pointer}/nullable")
            stack.extend((inner, f"{pointer}/{escape(key)}") for key, inner in value.items() if key != "example")
        elif isinstance(value, list):
            stack.extend((inner, f"{pointer}/{index}") for index, inner in enumerate(value))


def affected(old: Mapping[str, Any], new: Mapping[str, Any]) -> set[str]:
    """The operations of `new` that are not word for word as in `old`: they, what they refer to, servers or security."""
    before, after = (_texts(document) for document in (old, new))
    return {key for key, text in after.items() if before.get(key) != text}


def _texts(document: Mapping[str, Any]) -> dict[str, str]:
    """Every operation with all that it refers to, as one text."""
    schemas: dict[str, set[str]] = {}
    found = {}
    common = canonical([document.get("servers"), document.get("security"), schemes_of(document)])
    for operation in read_operations(document):
        whole = [operation.data, {key: value for key, value in operation.item.items() if key not in METHODS}]
        names = _reached(document, whole, schemas)
        used = {name: point(document, name) for name in sorted(names)}
        found[operation.key] = canonical([whole, used, common])
    return found


def _reached(document: Mapping[str, Any], value: Any, known: dict[str, set[str]]) -> set[str]:
    """Every reference that a value leads to, however far."""
    found: set[str] = set()
    left = list(_references(value))
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            if name not in known:
                known[name] = set(_references(point(document, name)))
            left.extend(known[name])
    return found


def _references(value: Any) -> Iterator[str]:
    stack = [value]
    while stack:
        inner = stack.pop()
        if isinstance(inner, Mapping):
            if isinstance(inner.get("$ref"), str):
                yield inner["$ref"]
            stack.extend(inner.values())
        elif isinstance(inner, list):
            stack.extend(inner)
