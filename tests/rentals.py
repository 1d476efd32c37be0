"""A vendor for tests: tools that a rental uses up, texts that are kept in a form, and ways to go wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from driftline.emulator import Call, Emulator, Response, Route, Vendor, World, reply

TIME = {"type": "string", "format": "date-time"}
TEXT = {"type": "string", "minLength": 1, "maxLength": 40}
WRITTEN: dict[str, Any] = {
    "name": TEXT,
    "serial": {"type": "string", "minLength": 4, "maxLength": 20},
    "owner_email": {"type": "string", "format": "email"},
    "labels": {"type": "array", "items": {"type": "string"}, "maxItems": 4},
    "deposit": {"type": "integer", "minimum": 0},
}
TOOL: dict[str, Any] = {
    "type": "object",
    "required": ["id", "name", "serial", "status", "version", "created_at"],
    "properties": {
        "id": {"type": "string"},
        **WRITTEN,
        "status": {"type": "string", "enum": ["available", "rented", "retired"]},
        "version": {"type": "integer"},
        "rented_out": {"type": "integer"},
        "created_at": TIME,
    },
}
RENTAL: dict[str, Any] = {
    "type": "object",
    "required": ["id", "tool_id", "days", "status", "extensions", "due_at"],
    "properties": {
        "id": {"type": "string"},
        "tool_id": {"type": "string"},
        "tool": TOOL,
        "days": {"type": "integer"},
        "note": {"type": ["string", "null"]},
        "status": {"type": "string", "enum": ["open", "returned"]},
        "extensions": {"type": "integer"},
        "due_at": TIME,
    },
}
MADE = {
    "type": "object",
    "properties": {
        "accepted": {"type": "integer"},
        "results": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"outcome": {"type": "string"}, "id": {"type": "string"}, "error": {"type": "string"}},
            },
        },
    },
}
ERROR = {"type": "object", "properties": {"code": {"type": "string"}}}
EXAMPLE = {"name": "Drill", "serial": "DR-10001", "owner_email": "Ann@example.com", "labels": ["loud"], "deposit": 5}
RENTS = {"tool_id": {"type": "string"}, "days": {"type": "integer", "minimum": 1, "maximum": 28}, "note": TEXT}


def _media(schema: Any, example: Any = None) -> dict[str, Any]:
    return {"application/json": {"schema": schema, **({} if example is None else {"example": example})}}


def _answers(schema: Any, status: str = "200") -> dict[str, Any]:
    codes = ("400", "401", "403", "404", "409", "412")
    refused = {code: {"description": "refused", "content": _media(ERROR)} for code in codes}
    return {status: {"description": "ok", "content": _media(schema)}, **refused}


def _asks(properties: Any, required: list[str], example: Any) -> dict[str, Any]:
    schema = {"type": "object", "required": required, "properties": properties, "additionalProperties": False}
    return {"required": True, "content": _media(schema, example)}


def _id(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _in(where: str, name: str, schema: Any) -> dict[str, Any]:
    return {"name": name, "in": where, "schema": schema}


LIST = {"type": "object", "properties": {"data": {"type": "array", "items": TOOL}}}
SOME = {"tools": {"type": "array", "maxItems": 3, "items": _asks(WRITTEN, ["name", "serial"], None)["content"]}}
SOME["tools"]["items"] = {"type": "object", "required": ["name", "serial"], "properties": WRITTEN}
SPEC: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Tools", "version": "1"},
    "security": [{"bearer": []}],
    "paths": {
        "/tools": {
            "post": {"requestBody": _asks(WRITTEN, ["name", "serial"], EXAMPLE), "responses": _answers(TOOL, "201")},
            "get": {"parameters": [_in("query", "limit", {"type": "integer"})], "responses": _answers(LIST)},
        },
        "/tools/bulk": {
            "post": {"requestBody": _asks(SOME, ["tools"], {"tools": [EXAMPLE]}), "responses": _answers(MADE)}
        },
        "/tools/{tool_id}": {
            "get": {"parameters": [_id("tool_id")], "responses": _answers(TOOL)},
            "put": {
                "parameters": [_id("tool_id"), _in("header", "If-Match", {"type": "string"})],
                "requestBody": _asks(WRITTEN, ["name", "serial"], EXAMPLE),
                "responses": _answers(TOOL),
            },
            "delete": {"parameters": [_id("tool_id")], "responses": _answers(TOOL)},
        },
        "/rentals": {
            "post": {
                "parameters": [_in("header", "Idempotency-Key", {"type": "string"})],
                "requestBody": _asks(RENTS, ["tool_id"], {"tool_id": "tool-1", "days": 3}),
                "responses": _answers(RENTAL, "201"),
            }
        },
        "/rentals/{rental_id}": {
            "get": {
                "parameters": [_id("rental_id"), _in("query", "expand", {"type": "string", "enum": ["tool"]})],
                "responses": _answers(RENTAL),
            }
        },
        "/rentals/{rental_id}/extend": {"post": {"parameters": [_id("rental_id")], "responses": _answers(RENTAL)}},
        "/rentals/{rental_id}/return": {"post": {"parameters": [_id("rental_id")], "responses": _answers(RENTAL)}},
    },
    "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
}
DOCS = """# Tools

All times are in UTC and look like `2026-03-04T10:15:00Z`. Without a key the answer is `401`, with one
that we do not know `403`.

## Fields

| Field | Type | |
|---|---|---|
| `name` | string, required | Blanks around it are removed. |
| `serial` | string, required | Kept exactly as you send it. |
| `owner_email` | string | Stored in lower case. |
| `deposit` | integer | 20 if omitted. |

## Requests

`POST /tools` makes a tool, `PUT /tools/{tool_id}` writes it anew.

`POST /tools/bulk` takes up to 3 tools.

## Writing

`PUT /tools/{tool_id}` raises `version` by one.

## Lists

Tools come in pages of 5. Ask for more with `limit`; it is lowered to 8 where it is larger.

# Rentals

## Renting

`POST /rentals` rents a tool; the tool becomes `rented`. The tool must be `available`, else the answer is `409`.
Its `rented_out` goes up by one when a rental is made.

### Twice

Send an `Idempotency-Key`: a second request with the same key returns the first rental. With another body the same key is
refused with `409`.

## Keeping it longer

`POST /rentals/{rental_id}/extend`

Moves `due_at` seven days further and counts `extensions` up by one. A rental can be extended twice.
Rentals that were returned cannot be extended: `409`.

## Bringing it back

`POST /rentals/{rental_id}/return`

Sets the rental to `returned` and makes the tool `available`.
"""
NOW = datetime(2026, 3, 4, 10, 15, tzinfo=UTC)


def _is_tool(body: Any) -> bool:
    if not isinstance(body, dict) or not {"name", "serial"} <= body.keys() <= WRITTEN.keys():
        return False
    texts = [body.get(name, "some") for name in ("name", "serial", "owner_email")]
    if not all(isinstance(one, str) for one in texts) or not isinstance(body.get("labels", []), list):
        return False
    labels, deposit = body.get("labels", []), body.get("deposit", 0)
    whole = 1 <= len(texts[0]) <= 40 and 4 <= len(texts[1]) <= 20 and ("@" in texts[2] or "owner_email" not in body)
    return (
        whole
        and len(labels) <= 4
        and all(isinstance(one, str) for one in labels)
        and type(deposit) is int
        and deposit >= 0
    )


def rentals(lies: Collection[str] = ()) -> Emulator:
    """A fresh counter that tells the named lies."""

    def gate(world: World, call: Call) -> Response | None:
        sent = call.request.headers.get("authorization", "")
        return None if sent == "Bearer one" else refused("who", 403 if sent and "who" not in lies else 401)

    def refused(code: str, status: int) -> Response:
        return reply(status, {"code": code})

    def written(at: datetime) -> str:
        return at.strftime("%Y-%m-%dT%H:%M:%S") + ("+01:00" if "zone" in lies else "Z")

    def kept(body: Any) -> dict[str, Any]:
        name, serial, email = body["name"].strip(), body["serial"], body.get("owner_email", "")
        return {
            **body,
            "name": body["name"] if "blanks" in lies else name,
            "serial": serial.strip() if "trims" in lies else serial,
            "deposit": body.get("deposit", 25 if "deposit" in lies else 20),
            **({"owner_email": email if "case" in lies else email.lower()} if email else {}),
        }

    def new_tool(world: World, body: Any) -> dict[str, Any]:
        tool = {**kept(body), "id": world.uuid(), "status": "available", "version": 1}
        tool |= {"rented_out": 0, "created_at": written(NOW)}
        world.put("tools", tool["id"], tool)
        return tool

    def create(world: World, call: Call) -> Response:
        body = call.request.json
        return reply(201, new_tool(world, body)) if _is_tool(body) else refused("wrong", 400)

    def bulk(world: World, call: Call) -> Response:
        body = call.request.json
        tools = body.get("tools") if isinstance(body, dict) and body.keys() == {"tools"} else None
        if not isinstance(tools, list) or len(tools) > 3:
            return refused("wrong", 400)
        results = [
            {"outcome": "created", "id": new_tool(world, one)["id"]}
            if _is_tool(one)
            else {"outcome": "rejected", "error": "wrong"}
            for one in tools
        ]
        return reply(200, {"accepted": sum("id" in one for one in results), "results": results})

    def listed(world: World, call: Call) -> Response:
        asked = call.request.query.get("limit", "")
        size = min(int(asked), 6 if "cap" in lies else 8) if asked.isdigit() else 5
        return reply(200, {"data": list(world.all("tools"))[:size]})

    def read(world: World, call: Call) -> Response:
        tool = world.get("tools", call.path["tool_id"])
        return reply(200, tool) if tool else refused("none", 404)

    def write(world: World, call: Call) -> Response:
        tool, body = world.get("tools", call.path["tool_id"]), call.request.json
        wanted = call.request.headers.get("if-match")
        if not tool:
            return refused("none", 404)
        if wanted and wanted != f'"{tool["version"]}"' and "if-match" not in lies:
            return refused("moved", 412)
        if not _is_tool(body):
            return refused("wrong", 400)
        rest = {name: tool[name] for name in ("id", "status", "rented_out", "created_at")}
        version = tool["version"] + (0 if "version" in lies else 1)
        world.put("tools", tool["id"], {**kept(body), **rest, "version": version})
        return reply(200, world.get("tools", tool["id"]))

    def retire(world: World, call: Call) -> Response:
        tool = world.get("tools", call.path["tool_id"])
        if not tool:
            return refused("none", 404)
        world.put("tools", tool["id"], tool if "retire" in lies else {**tool, "status": "retired"})
        return reply(200, {**tool, "status": "retired"})

    def rent(world: World, call: Call) -> Response:
        body, key = call.request.json, call.request.headers.get("idempotency-key", "")
        if not isinstance(body, dict) or not body.keys() <= RENTS.keys() or not isinstance(body.get("tool_id"), str):
            return refused("wrong", 400)
        days, note = body.get("days", 7), body.get("note", "x")
        if type(days) is not int or not 1 <= days <= (40 if "days" in lies else 28):
            return refused("wrong", 400)
        if not isinstance(note, str) or not 1 <= len(note) <= 40:
            return refused("wrong", 400)
        known = world.get("keys", key) if key and "key" not in lies else None
        if known:
            return reply(201, known["answer"]) if known["body"] == body else refused("other_body", 409)
        tool = world.get("tools", body["tool_id"])
        if not tool:
            return refused("none", 404)
        if tool["status"] != "available" and "any-state" not in lies:
            return refused("not_available", 409)
        count = tool["rented_out"] + (0 if "count" in lies else 1)
        status = "available" if "still-there" in lies else "rented"
        world.put("tools", tool["id"], {**tool, "status": status, "rented_out": count})
        due = NOW + timedelta(days=days)
        rental = {"note": None, **body, "id": world.uuid(), "days": days, "status": "open", "extensions": 0}
        rental["due_at"] = written(due)
        world.put("rentals", rental["id"], rental)
        world.put("keys", key or rental["id"], {"id": key or rental["id"], "body": body, "answer": rental})
        return reply(201, rental)

    def show(world: World, call: Call) -> Response:
        rental = world.get("rentals", call.path["rental_id"])
        if not rental:
            return refused("none", 404)
        whole = call.request.query.get("expand") == "tool" and "expand" not in lies
        return reply(200, {**rental, **({"tool": world.get("tools", rental["tool_id"])} if whole else {})})

    def extend(world: World, call: Call) -> Response:
        rental = world.get("rentals", call.path["rental_id"])
        if not rental:
            return refused("none", 404)
        most = 9 if "thrice" in lies else 2
        if (rental["status"] != "open" and "extend-returned" not in lies) or rental["extensions"] >= most:
            return refused("no_more", 409)
        due = datetime.fromisoformat(rental["due_at"]) + timedelta(days=3 if "three-days" in lies else 7)
        rental = {**rental, "due_at": written(due), "extensions": rental["extensions"] + 1}
        world.put("rentals", rental["id"], rental)
        return reply(200, rental)

    def give_back(world: World, call: Call) -> Response:
        rental = world.get("rentals", call.path["rental_id"])
        if not rental:
            return refused("none", 404)
        if rental["status"] != "open":
            return refused("returned", 409)
        rental = {**rental, "status": "returned"}
        world.put("rentals", rental["id"], rental)
        tool = world.get("tools", rental["tool_id"])
        assert tool is not None
        world.put("tools", tool["id"], tool if "stays-out" in lies else {**tool, "status": "available"})
        return reply(200, rental)

    handlers: list[tuple[str, str, Callable[[World, Call], Response]]] = [
        ("POST", "/tools/bulk", bulk),
        ("POST", "/tools", create),
        ("GET", "/tools", listed),
        ("GET", "/tools/{tool_id}", read),
        ("PUT", "/tools/{tool_id}", write),
        ("DELETE", "/tools/{tool_id}", retire),
        ("POST", "/rentals", rent),
        ("GET", "/rentals/{rental_id}", show),
        ("POST", "/rentals/{rental_id}/extend", extend),
        ("POST", "/rentals/{rental_id}/return", give_back),
    ]
    routes = [Route(method, template, handler) for method, template, handler in handlers]
    return Emulator(Vendor("Tools", routes, gate, Response(404)))
