"""A pretend vendor made of nothing but an OpenAPI document: what is created can be retrieved, listed, updated, deleted.

Answers have the shape of their schemas. Objects are kept by the path of their collection; lists come in the dialect that
the query parameters and the answer's own fields show. Does no I/O.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from driftline.claims import ENVELOPES, METHODS
from driftline.emulator.core import Route, Vendor
from driftline.emulator.messages import Call, Response, reply
from driftline.emulator.requests import Requests
from driftline.emulator.world import Object, World
from driftline.naming import OFFSETS, PAGES, SIZES, first_page, list_of, singular, snake
from driftline.readers.document import enclosed, resolved
from driftline.readers.spec import read_operations
from driftline.samples import MAX_DEPTH, Sampler, allows, json_media

DEFAULT_SIZE = 10  # objects on a page
MOST = 100
TOTALS = ("total", "total_elements", "total_items", "total_count", "total_records", "count")


def vendor_of(document: Mapping[str, Any], name: str = "") -> Vendor:
    """The pretend vendor of an OpenAPI 3 document: every operation answers."""
    title = name or str(document.get("info", {}).get("title", "API"))
    unknown = reply(404, {"code": "UNKNOWN_URL", "messages": []})
    return Vendor(title, tuple(_routes(document)), lambda world, call: None, unknown, left=_left(document))


def extended(vendor: Vendor, document: Mapping[str, Any]) -> Vendor:
    """The vendor, and every operation of an OpenAPI 3 document that it has no behaviour for."""
    more = [route for route in _routes(document) if route.operation not in vendor.operations]
    return replace(vendor, routes=(*vendor.routes, *more), left={**vendor.left, **_left(document)})


def _left(document: Mapping[str, Any]) -> dict[str, str]:
    """What a document describes and nobody can ask for, and why."""
    hooks = {f"WEBHOOK {name}": "the vendor sends it: see the webhook log" for name in document.get("webhooks", {})}
    strange = {
        f"{str(method).upper()} {path}": "not a method that OpenAPI 3 knows"
        for path, item in document.get("paths", {}).items()
        for method, operation in (item.items() if isinstance(item, Mapping) else ())
        if isinstance(operation, Mapping) and "responses" in operation and method not in METHODS
    }
    return hooks | strange


def _routes(document: Mapping[str, Any]) -> Iterator[Route]:
    document = enclosed(document)
    for operation in read_operations(document):
        if not operation.is_webhook and not operation.is_callback:
            path = urlsplit(operation.base).path.rstrip("/") + operation.path
            one = Generic(document, operation.method.upper(), path, operation.data, operation.item)
            template = re.sub(r"[^{}\w/.~:-]", "", _plain(path))
            yield Route(one.method, template, one.answer, "spec", generic=True)


def _plain(path: str) -> str:
    """The path with parameter names that a pattern can have."""
    return re.sub(r"\{([^{}]*)\}", lambda match: "{" + _name(match.group(1)) + "}", path)


def _name(parameter: str) -> str:
    text = re.sub(r"\W", "_", parameter)
    return text if text.isidentifier() else f"p_{text}"


@dataclass(frozen=True)
class Generic:
    """One operation of a document, and how it answers."""

    document: Mapping[str, Any]
    method: str
    path: str
    operation: Mapping[str, Any]
    item: Mapping[str, Any]

    @cached_property
    def success(self) -> tuple[int, Any]:
        """Status and schema of the success, one with a schema before one without; the schema is None where there is none."""
        found = []
        for status, response in self.operation.get("responses", {}).items():
            if re.fullmatch(r"2\d\d", str(status)):
                media = json_media(self.document, response)
                found.append((int(status), media.get("schema", {}) if media else None))
        usual = 201 if self.method == "POST" else 200
        return min(found, key=lambda one: (one[1] is None, one[0] != usual, one[0]), default=(200, None))

    @cached_property
    def steps(self) -> list[str]:
        return self.path.strip("/").split("/")

    @cached_property
    def listed(self) -> str | None:
        """Under which name the answer holds its list; None where it is no list."""
        schema = self.success[1]
        return list_of(self.document, schema) if isinstance(schema, Mapping) and self.method == "GET" else None

    @property
    def ends_in_parameter(self) -> bool:
        return self.steps[-1].startswith("{")

    @cached_property
    def is_action(self) -> bool:
        """A verb at the end of an object's path, such as `/payments/{id}/cancel`."""
        last = snake(self.steps[-1])
        return not self.ends_in_parameter and any(s.startswith("{") for s in self.steps) and singular(last) == last

    @cached_property
    def asks(self) -> Requests:
        """What the operation asks of its requests."""
        return Requests(self.document, self.item, self.operation, self._shaped)

    def answer(self, world: World, call: Call) -> Response:
        """What the operation answers to a call."""
        return self.asks.refusal(world, call) or self.asks.once(world, call, self._done)

    def _done(self, world: World, call: Call) -> Response:
        if self.method == "GET":
            one = self.listed is None or (self.listed == "" and self.ends_in_parameter)
            return self._retrieve(world, call) if one else self._list(world, call)
        if self.method == "POST":
            return self._act(world, call) if self.is_action or self.ends_in_parameter else self._create(world, call)
        if self.method in ("PUT", "PATCH"):
            return self._update(world, call)
        if self.method == "DELETE":
            return self._delete(world, call)
        return Response(self.success[0])

    def _table(self, call: Call) -> tuple[str, str]:
        """The collection that the path names, and the id in it: the last parameter, where the path has one at its end."""
        steps = [s if not s.startswith("{") else call.path.get(_name(s[1:-1]), "") for s in self.steps]
        cut = len(steps)
        if self.ends_in_parameter:
            return "/".join(steps[: cut - 1]), steps[-1]
        if self.is_action:
            inner = max(n for n, step in enumerate(self.steps) if step.startswith("{"))
            return "/".join(steps[:inner]), steps[inner]
        return "/".join(steps), ""

    def _own(self, call: Call) -> tuple[str, str]:
        """Where what an action made is kept: a dispute of a transaction, which may be updated under the same path."""
        return f"{'/'.join(self._table(call))}/{self.steps[-1]}", "own" if self.is_action else ""

    def _sample(self, schema: Any) -> Any:
        """A value of a schema of this operation; made once, copied each time."""
        if schema is None:
            return None
        key = id(schema)
        if key not in self._samples:
            self._samples[key] = json.dumps(Sampler(self.document, full=True, answer=True).value(schema))
        return json.loads(self._samples[key])

    @cached_property
    def _samples(self) -> dict[int, str]:
        return {}

    def _shaped(self, schema: Any, known: Any) -> Any:
        """A value of the schema's shape with what is known of the object in it, where the schema allows it there."""
        return overlaid(self.document, schema, self._sample(schema), known)

    @cached_property
    def _key(self) -> str:
        """The name by which the path of one object calls its id; empty where no path does."""
        for path in self.document.get("paths", {}):
            head, _, tail = path.rstrip("/").rpartition("/")
            if head and self.path.rstrip("/").endswith(head) and re.fullmatch(r"\{[^{}]*\}", tail):
                return str(tail[1:-1])
        return ""

    @cached_property
    def _id_names(self) -> list[str]:
        """The fields that may hold an object's id, likeliest first."""
        nouns = [
            singular(snake(step)) for step in self.steps if not step.startswith("{") and not VERSION.fullmatch(step)
        ]
        noun, joined = (nouns[-1], "_".join(nouns[-2:])) if nouns else ("", "")
        names = [self._key, "id", f"{noun}_id", f"{joined}_id", noun, joined, "code", "uuid", f"{noun}_code"]
        return [name for name in dict.fromkeys(names) if name]

    def _identified(self, world: World, made: Any, sent: Mapping[str, Any]) -> list[str]:
        """The ids of a new object, written where it has a place for them: the caller's own, or new ones; the first leads."""
        names = [name for name in self._id_names if isinstance(made, dict) and _is_id(made.get(name))]
        for name in names:
            if name not in sent:
                made[name] = _new(world, made[name])
        leading = sorted(names[:2], key=lambda name: name != "id")
        return [str(made[name]) for name in leading] or [world.uuid()]

    def _create(self, world: World, call: Call) -> Response:
        status, schema = self.success
        sent = {**self.asks.defaults, **call.body}
        made = self._shaped(schema, self._enveloped(schema, sent))
        one = _inside(made)
        keys = self._identified(world, one, call.body)
        table = self._table(call)[0]
        world.put(table, keys[0], {**sent, **(one if isinstance(one, dict) else {})})
        for key in keys[1:]:
            world.put(f"{ALIAS}{table}", key, {"key": keys[0]})
        return reply(status, made)

    def _enveloped(self, schema: Any, known: Mapping[str, Any]) -> Mapping[str, Any]:
        """What is known of an object, also under the name of the envelope that the answer has it in."""
        whole = resolved(self.document, schema)
        fields = whole.get("properties", {}) if isinstance(whole, Mapping) else {}
        return {**known, **{name: known for name in ENVELOPES if name in fields and name not in known}}

    def _kept(self, world: World, call: Call) -> tuple[str, str]:
        """Where the object of a path is kept: it may have been asked for by another of its ids."""
        table, key = self._table(call)
        alias = world.get(f"{ALIAS}{table}", key)
        return table, alias["key"] if alias else key

    def _found(self, world: World, call: Call) -> Object | None:
        table, key = self._kept(world, call)
        found = world.get(*self._own(call)) or world.get(table, key)
        if found is not None or not key:
            return found
        # an object is also known under other paths: /payments/{id} for what /customers/{id}/payments made
        tail = table.rpartition("/")[2]
        return next(
            (rows[key] for name, rows in world.tables.items() if rows.get(key) and name.rpartition("/")[2] == tail),
            None,
        )

    def _retrieve(self, world: World, call: Call) -> Response:
        status, schema = self.success
        if not self.ends_in_parameter and not self.is_action:
            return self._looked_up(world, call)
        found = self._found(world, call)
        if found is None and self._made_here():
            return self._missing()
        if self.listed == "":
            return reply(status, self._shaped(schema, [found or {}]))
        return reply(status, self._shaped(schema, self._enveloped(schema, found or {})))

    def _looked_up(self, world: World, call: Call) -> Response:
        """The object of a collection that the query asks for by one of its fields; a sample where it asks for none."""
        status, schema = self.success
        wanted = self._filters(schema, call)
        if not wanted or not self._made_here():
            return reply(status, self._sample(schema))
        found = self._wanted(world, self._table(call)[0], schema, call)
        return reply(status, self._shaped(schema, self._enveloped(schema, found[0]))) if found else self._missing()

    def _made_here(self) -> bool:
        """Whether the document has an operation that makes such objects: else nothing could ever be found."""
        noun = next(
            (s for s in reversed(self.steps[:-1] if self.ends_in_parameter else self.steps) if not s.startswith("{")),
            "",
        )
        return any(
            "post" in item and path.strip("/").split("/")[-1] == noun
            for path, item in self.document.get("paths", {}).items()
        )

    def _missing(self) -> Response:
        """The documented refusal that is nearest to "not found"; a plain 404 where none is documented."""
        return self.asks.refused(("404", "400", "422", "409"), 404, "NOT_FOUND", ["there is no such object"])

    def _update(self, world: World, call: Call) -> Response:
        status, schema = self.success
        found = self._found(world, call)
        if found is None and self._made_here():
            return self._missing()
        changed = {**(found or {}), **call.body}
        table, key = self._own(call) if self.is_action else self._kept(world, call)
        if key:
            world.put(table, key, changed)
        return reply(status, self._shaped(schema, self._enveloped(schema, changed)))

    def _delete(self, world: World, call: Call) -> Response:
        status, schema = self.success
        found = self._found(world, call)
        if found is None and self._made_here():
            return self._missing()
        _, key = self._kept(world, call)
        for name in [name for name, rows in world.tables.items() if key in rows]:
            world.delete(name, key)
        return reply(status, self._shaped(schema, found or {}) if status != 204 else None)

    def _act(self, world: World, call: Call) -> Response:
        status, schema = self.success
        found = self._found(world, call)
        made = self._shaped(schema, {**(found or {}), **call.body})
        if isinstance(made, dict):
            world.put(*self._own(call), {**call.body, **made})
        if isinstance(made, dict) and isinstance(made.get("status"), str):
            moved = self._status(schema)
            made = {**made, "status": moved} if moved else made
            if found is not None:
                table, key = self._kept(world, call)
                world.put(table, key, {**found, "status": made["status"]})
        return reply(status, made)

    def _status(self, schema: Any) -> str | None:
        """The member of the status's closed list that the action's name leads to: cancel, CANCELED."""
        stem = re.sub(r"e$", "", snake(self.steps[-1]).partition("_")[0])[:6].upper()
        whole = Sampler(self.document, full=False).resolved(schema)
        fields = whole.get("properties", {}) if isinstance(whole, Mapping) else {}
        members = fields.get("status", {}).get("enum") if isinstance(fields.get("status"), Mapping) else None
        return next((m for m in members or [] if isinstance(m, str) and m.upper().startswith(stem)), None)

    def _list(self, world: World, call: Call) -> Response:
        status, schema = self.success
        whole = resolved(self.document, schema)
        item = whole["properties"][self.listed].get("items") if self.listed else whole.get("items")
        found = [one for table in self._tables(world, call) for one in self._wanted(world, table, item, call)]
        at, size = self._window(call)
        page = [self._shaped(item, one) for one in found[at : at + size]]
        if not self.listed:
            return reply(status, page)
        made = self._sample(schema)
        whole = {key: self._counted(value, key, len(found), at, size) for key, value in made.items()}
        return reply(status, {**whole, self.listed: page})

    def _wanted(self, world: World, table: str, item: Any, call: Call) -> list[Object]:
        """The objects that the query asks for: a parameter that has the name of a field is a filter."""
        filters = self._filters(item, call)
        if not filters:
            return world.all(table)
        (name, value), *others = filters.items()
        return [one for one in world.where(table, name, value) if all(one.get(n) == v for n, v in others)]

    def _filters(self, item: Any, call: Call) -> dict[str, str]:
        """What the query says under the names of an object's fields."""
        described = resolved(self.document, item)
        fields = described.get("properties", {}) if isinstance(described, Mapping) else {}
        return {name: value for name, value in call.request.query.items() if name in fields}

    def _tables(self, world: World, call: Call) -> list[str]:
        """The tables that a list shows: its own, and those of the same name further down that other paths made."""
        own = self._table(call)[0]
        above, _, tail = own.rpartition("/")
        return [own, *(n for n in world.tables if n != own and n.startswith(f"{above}/") and n.endswith(f"/{tail}"))]

    def _window(self, call: Call) -> tuple[int, int]:
        """Where the page starts, and how many objects it holds."""
        query = call.request.query
        stated = [
            one for one in self.operation.get("parameters", []) if isinstance(one, Mapping) and one.get("in") == "query"
        ]
        names = [str(one.get("name")) for one in stated]
        usual = next((_default(one) for one in stated if one.get("name") in SIZES and _default(one)), DEFAULT_SIZE)
        size = next((_number(query[name], usual) for name in SIZES if name in names and name in query), usual)
        size = max(1, min(size, MOST)) if any(name in names for name in (*SIZES, *PAGES, *OFFSETS)) else 100_000
        offset = next((_number(query[name], 0) for name in OFFSETS if name in names and name in query), 0)
        for name in PAGES:
            if name in names:
                schema = next(one.get("schema") for one in stated if one.get("name") == name)
                first = first_page(schema)
                offset = (max(first, _number(query.get(name, str(first)), first)) - first) * size
        return max(0, offset), size

    def _counted(self, value: Any, key: str, total: int, at: int, size: int) -> Any:
        """A field beside the list, with the counts of this page in it."""
        if isinstance(value, dict):
            return {name: self._counted(inner, name, total, at, size) for name, inner in value.items()}
        known = {"offset": at, "total_pages": -(-total // size), "totalPages": -(-total // size)}
        known |= dict.fromkeys(SIZES, size) | dict.fromkeys(TOTALS, total)
        known |= dict.fromkeys(("page", "page_number", "current_page", "number"), at // size + self._first_page())
        if key in ("has_more", "has_next", "hasMore", "hasNext"):
            return at + size < total
        if key in ("has_previous", "hasPrevious"):
            return at > 0
        return known[key] if key in known and isinstance(value, int) and not isinstance(value, bool) else value

    def _first_page(self) -> int:
        for one in self.operation.get("parameters", []):
            if isinstance(one, Mapping) and one.get("name") in PAGES:
                return first_page(one.get("schema"))
        return 1


VERSION = re.compile(r"v\d+")
ALIAS = "_alias/"


def _inside(made: Any) -> Any:
    """The object in an answer: the answer itself, or what its envelope holds."""
    for name in ENVELOPES if isinstance(made, dict) and "id" not in made else ():
        inner = made.get(name)
        if isinstance(inner, list) and inner:
            inner = inner[0]
        if isinstance(inner, dict):
            return inner
    return made


def _is_id(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _default(parameter: Mapping[str, Any]) -> int:
    """The default of a whole-numbered parameter; 0 where it has none."""
    schema = parameter.get("schema")
    value = schema.get("default") if isinstance(schema, Mapping) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def _new(world: World, like: str | int) -> str | int:
    """A new id that looks like the example: a number for a number, no longer than it is."""
    if isinstance(like, int):
        return int(world.number() * 1_000_000_000) + 1
    made = world.uuid()
    return (
        made if len(like) >= 36 or like in ("", "text") or " " in like else made.replace("-", "")[: max(len(like), 12)]
    )


def overlaid(document: Mapping[str, Any], schema: Any, made: Any, known: Any, depth: int = 0) -> Any:
    """`made`, a value of the schema, with `known` in it wherever the schema allows that."""
    sampler = Sampler(document, full=False, answer=True)
    whole = sampler.resolved(schema)
    if not isinstance(whole, Mapping) or depth > MAX_DEPTH:
        return made
    merged = sampler.merged(whole, 0)
    if isinstance(made, dict) and isinstance(known, Mapping):
        fields = merged.get("properties", {})
        if not fields:
            return {**made, **known} if merged.get("additionalProperties") is not False else made
        named = {name: fields[name] for name in fields if name in known}
        return {**made, **{n: overlaid(document, s, made.get(n), known[n], depth + 1) for n, s in named.items()}}
    if isinstance(made, list) and isinstance(known, list) and known:
        item = merged.get("items", {})
        blank = Sampler(document, full=True, answer=True)
        return [overlaid(document, item, blank.value(item), one, depth + 1) for one in known]
    if isinstance(known, Mapping | list) or isinstance(made, dict | list):
        return made
    return known if allows(merged, known) else made


def _number(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else otherwise
