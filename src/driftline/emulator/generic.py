"""A pretend vendor made of nothing but an OpenAPI document: what is created can be retrieved, listed, updated, deleted.

Answers have the shape of their schemas. Objects are kept by the path of their collection; lists come in the dialect that
the query parameters and the answer's own fields show. Does no I/O.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from driftline.claims import METHODS
from driftline.emulator.core import Route, Vendor
from driftline.emulator.messages import Call, Response, reply
from driftline.emulator.world import Object, World
from driftline.naming import OFFSETS, PAGES, SIZES, first_page, list_of, singular, snake
from driftline.readers.document import resolved
from driftline.samples import MAX_DEPTH, Sampler, allows, json_media

DEFAULT_SIZE = 10  # objects on a page
MOST = 100
TOTALS = ("total", "total_elements", "total_items", "total_count", "total_records", "count")
MISSING = {"code": "NOT_FOUND", "messages": ["there is no such object"]}


def vendor_of(document: Mapping[str, Any], name: str = "") -> Vendor:
    """The pretend vendor of an OpenAPI 3 document: every operation answers."""
    title = name or str(document.get("info", {}).get("title", "API"))
    unknown = reply(404, {"code": "UNKNOWN_URL", "messages": []})
    return Vendor(title, tuple(_routes(document)), lambda world, call: None, unknown)


def extended(vendor: Vendor, document: Mapping[str, Any]) -> Vendor:
    """The vendor, and every operation of an OpenAPI 3 document that it has no behaviour for."""
    more = [route for route in _routes(document) if route.operation not in vendor.operations]
    return replace(vendor, routes=(*vendor.routes, *more))


def _routes(document: Mapping[str, Any]) -> Iterator[Route]:
    for path, item in document.get("paths", {}).items():
        for method, operation in item.items() if isinstance(item, Mapping) else ():
            if method in METHODS and isinstance(operation, Mapping):
                one = Generic(document, method.upper(), path, operation)
                template = re.sub(r"[^{}\w/.~:-]", "", _plain(path))
                yield Route(one.method, template, one.answer, "spec", generic=True)


def _plain(path: str) -> str:
    """The path with parameter names that a pattern can have."""
    return re.sub(r"\{([^}]*)\}", lambda match: "{" + _name(match.group(1)) + "}", path)


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

    def answer(self, world: World, call: Call) -> Response:
        """What the operation answers to a call."""
        if self.method == "GET":
            return self._list(world, call) if self.listed is not None else self._retrieve(world, call)
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
            if head == self.path.rstrip("/") and re.fullmatch(r"\{[^}]*\}", tail):
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

    def _identified(self, world: World, made: Any, sent: Mapping[str, Any]) -> str:
        """The id of a new object, written where its answer has a place for it: the caller's own, or a new one."""
        whole = made
        for name in ("data", "items", "result") if isinstance(made, dict) else ():
            inner = made.get(name)
            if not any(key in made for key in self._id_names) and inner:
                whole = inner[0] if isinstance(inner, list) else inner
        if not isinstance(whole, dict):
            return world.uuid()
        for name in self._id_names:
            if name in whole and isinstance(whole[name], str | int) and not isinstance(whole[name], bool):
                if name not in sent:
                    whole[name] = _new(world, whole[name])
                return str(whole[name])
        return world.uuid()

    def _create(self, world: World, call: Call) -> Response:
        status, schema = self.success
        made = self._shaped(schema, call.body)
        identity = self._identified(world, made, call.body)
        kept = made if isinstance(made, dict) else call.body
        world.put(self._table(call)[0], identity, {**call.body, **kept})
        return reply(status, made)

    def _found(self, world: World, call: Call) -> Object | None:
        table, key = self._table(call)
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
            return reply(status, self._sample(schema))
        found = self._found(world, call)
        if found is None and self._made_here():
            return self._missing()
        return reply(status, self._shaped(schema, found or {}))

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
        for status in ("404", "400", "422", "409", "4XX", "default"):
            response = self.operation.get("responses", {}).get(status)
            media = json_media(self.document, response) if response else None
            if media:
                number = int(status) if status.isdigit() else 404
                return reply(number, self._shaped(media.get("schema", {}), MISSING) or {})
        return reply(404, MISSING)

    def _update(self, world: World, call: Call) -> Response:
        status, schema = self.success
        found = self._found(world, call)
        if found is None and self._made_here():
            return self._missing()
        changed = {**(found or {}), **call.body}
        table, key = self._own(call) if self.is_action else self._table(call)
        if key:
            world.put(table, key, changed)
        return reply(status, self._shaped(schema, changed))

    def _delete(self, world: World, call: Call) -> Response:
        status, schema = self.success
        found = self._found(world, call)
        if found is None and self._made_here():
            return self._missing()
        _, key = self._table(call)
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
                table, key = self._table(call)
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
        objects = [self._shaped(item, one) for table in self._tables(world, call) for one in world.all(table)]
        at, size = self._window(call)
        page = objects[at : at + size]
        if not self.listed:
            return reply(status, page)
        made = self._sample(schema)
        whole = {key: self._counted(value, key, len(objects), at, size) for key, value in made.items()}
        return reply(status, {**whole, self.listed: page})

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
        size = next(
            (_number(query[name], DEFAULT_SIZE) for name in SIZES if name in names and name in query), DEFAULT_SIZE
        )
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
        return [overlaid(document, item, copy.deepcopy(blank.value(item)), one, depth + 1) for one in known]
    if isinstance(known, Mapping | list) or isinstance(made, dict | list):
        return made
    return known if allows(merged, known) else made


def _number(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else otherwise
