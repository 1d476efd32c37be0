"""What a spec asks of requests, enforced: credentials, parameters, bodies, idempotency keys. Does no I/O."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import jsonschema_rs

from driftline.emulator.messages import Call, Response, reply
from driftline.emulator.world import World
from driftline.formats import has_format
from driftline.readers.document import resolved
from driftline.readers.spec import credential, schemes_of
from driftline.samples import json_media

KEYS = "_keys"
CREDENTIALS = "_credentials"
MAX_MESSAGES = 10
# Documentation rarely minds the zone of a timestamp: what every reader of ours takes is taken here.
FORMATS = {"date-time": lambda text: has_format(text, "date-time")}
Shape = Callable[[Any, Mapping[str, Any]], Any]


@dataclass(frozen=True)
class Requests:
    """What one operation of a document asks of its requests; `shape` writes a refusal as its schema has it."""

    document: Mapping[str, Any]
    item: Mapping[str, Any]
    operation: Mapping[str, Any]
    shape: Shape

    def refusal(self, world: World, call: Call) -> Response | None:
        """The documented refusal of a call that is not as the spec asks; None for one that is.

        No spec says which credentials are right: the first that come are, until a reset.
        """
        given = [several for several in self.credentials if all(_value(call, one) for one in several)]
        if not given:
            return self.refused(("401", "403"), 401, "UNAUTHORIZED", ["credentials are missing"])
        for place in given[0]:
            known = world.get(CREDENTIALS, place)
            if known is None:
                world.put(CREDENTIALS, place, {"value": _value(call, place)})
            elif known["value"] != _value(call, place):
                other = f"{place} is another than the first that came: reset the emulator to change it"
                return self.refused(("401", "403"), 401, "UNAUTHORIZED", [other])
        messages = [*self._parameters(call), *self._body(call)]
        if messages:
            return self.refused(("400", "422"), 400, "INVALID_REQUEST", messages[:MAX_MESSAGES])
        return None

    def refused(self, documented: tuple[str, ...], otherwise: int, code: str, messages: list[str]) -> Response:
        """A refusal with the first of these statuses that is documented, in its schema; a plain one where none is."""
        known = {"code": code, "messages": messages, "message": messages[0]}
        for status in documented:
            response = resolved(self.document, self.operation.get("responses", {}).get(status))
            media = json_media(self.document, response) if response else None
            if response:
                return reply(int(status), self.shape(media.get("schema", {}), known) if media else None)
        return reply(otherwise, {"code": code, "messages": messages})

    @cached_property
    def credentials(self) -> list[list[str]]:
        """Alternatives of credentials, each the places that must be filled; one empty alternative where none is asked for."""
        stated = self.operation.get("security", self.document.get("security"))
        schemes = schemes_of(self.document)
        if not isinstance(stated, list) or not stated:
            return [[]]
        return [
            [
                credential(schemes[name])
                for name in one
                if name in schemes and "idempotency" not in str(schemes[name]).lower()
            ]
            for one in stated
            if isinstance(one, Mapping)
        ]

    @cached_property
    def parameters(self) -> list[tuple[str, str, bool, Any]]:
        """Header and query parameters: where, name, whether required, and what judges the value."""
        found = []
        for raw in (*self.item.get("parameters", ()), *self.operation.get("parameters", ())):
            one = resolved(self.document, raw)
            if isinstance(one, Mapping) and one.get("in") in ("header", "query"):
                judge = _judge(self.document, one.get("schema"))
                found.append((str(one["in"]), str(one.get("name", "")), one.get("required") is True, judge))
        return found

    def _parameters(self, call: Call) -> Iterator[str]:
        for where, name, required, judge in self.parameters:
            value = call.request.headers.get(name.lower()) if where == "header" else call.request.query.get(name)
            if value is None:
                if required:
                    yield f"{name} is required"
            elif judge is not None and not any(judge.is_valid(read) for read in _readings(value)):
                yield f"{name} has a value that is not as described"

    @cached_property
    def body(self) -> tuple[bool, Any] | None:
        """Whether a JSON body is required, and what judges it; None where the operation takes no JSON."""
        stated = resolved(self.document, self.operation.get("requestBody"))
        media = json_media(self.document, stated) if stated else None
        if media is None or not isinstance(stated, Mapping):
            return None
        return stated.get("required") is True, _judge(self.document, media.get("schema"))

    def _body(self, call: Call) -> Iterator[str]:
        if self.body is None:
            return
        required, judge = self.body
        request = call.request
        if not request.body.strip():
            if required:
                yield "a body is required"
        elif not request.is_json:
            yield "the body is not JSON"
        elif judge is not None:
            for error in judge.iter_errors(request.json):
                yield f"{'/'.join(map(str, error.instance_path)) or 'body'}: {error.message[:200]}"

    @cached_property
    def key_header(self) -> str:
        """The header in which the operation takes an idempotency key, in lower case; empty where it takes none."""
        names = [name for where, name, _, _ in self.parameters if where == "header"]
        names += [credential(scheme).partition(" ")[2] for scheme in schemes_of(self.document).values()]
        asked = json.dumps([self.operation.get("parameters"), self.operation.get("security")]).lower()
        return next((n.lower() for n in names if "idempotency" in n.lower() and "idempotency" in asked), "")

    @cached_property
    def defaults(self) -> Mapping[str, Any]:
        """What the fields of a body are where nothing is sent."""
        stated = resolved(self.document, self.operation.get("requestBody"))
        media = json_media(self.document, stated) if stated else None
        schema = resolved(self.document, media.get("schema")) if media else None
        fields = schema.get("properties") if isinstance(schema, Mapping) else None
        found = {name: resolved(self.document, field) for name, field in (fields or {}).items()}
        return {n: s["default"] for n, s in found.items() if isinstance(s, Mapping) and s.get("default") is not None}

    def once(self, world: World, call: Call, answer: Callable[[World, Call], Response]) -> Response:
        """The answer; for an idempotency key that led to a success before, the one it led to."""
        key = call.request.headers.get(self.key_header, "") if self.key_header else ""
        if not key or call.request.method != "POST":
            return answer(world, call)
        name = f"{call.request.method} {call.request.path} {key}"
        seen = world.get(KEYS, name)
        if seen is not None:
            return Response.of_json(seen)
        response = answer(world, call)
        if response.status < 300:
            world.put(KEYS, name, response.as_json())
        return response


def _value(call: Call, place: str) -> str:
    """What stands in the place of a credential; empty where nothing does."""
    where, _, name = place.partition(" ")
    if where == "cookie":
        match = re.search(rf"(?:^|; ?){re.escape(name)}=([^;]*)", call.request.headers.get("cookie", ""))
        return match[1] if match else ""
    return (call.request.query if where == "query" else call.request.headers).get(name, "")


def _readings(value: str) -> Iterator[Any]:
    """What a text on the wire may be as JSON: the text, a number, a boolean, a list."""
    yield value
    if re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", value):
        yield json.loads(value) if not re.match(r"-?0\d", value) else value
    if value in ("true", "false"):
        yield value == "true"
    yield value.split(",")


def _judge(document: Mapping[str, Any], schema: Any) -> Any:
    """What tells whether a value is as a schema says; None where the schema cannot be used."""
    if not isinstance(schema, Mapping):
        return None
    whole = {**schema, "components": document.get("components", {})}
    if str(document.get("openapi", "")).startswith("3.0"):
        whole = _with_null(whole)
    try:
        return jsonschema_rs.Draft202012Validator(whole, validate_formats=True, formats=FORMATS)
    except (ValueError, RecursionError, jsonschema_rs.ReferencingError):
        return None


def _with_null(value: Any) -> Any:
    """OpenAPI 3.0's `nullable` as a type of JSON Schema."""
    if isinstance(value, list):
        return [_with_null(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    made = {key: _with_null(inner) for key, inner in value.items()}
    if made.get("nullable") is True and isinstance(made.get("type"), str):
        made["type"] = [made["type"], "null"]
        made.update({"enum": [*made["enum"], None]} if isinstance(made.get("enum"), list) else {})
    return made
