"""A vendor for tests: books with lists, filters, pages, updates, deletion, keys and two accounts, and ways to go wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from typing import Any

from driftline.emulator import Call, Emulator, Response, Route, Vendor, World, reply

BOOK = {
    "type": "object",
    "required": ["id", "title", "price", "state"],
    "properties": {
        "id": {"type": "string"},
        "title": {"type": "string", "minLength": 2, "maxLength": 40},
        "price": {"type": "number", "minimum": 1, "maximum": 500},
        "currency": {"type": "string", "enum": ["EUR", "USD", "GBP"], "default": "EUR"},
        "state": {"type": "string", "enum": ["DRAFT", "ON_SALE"]},
        "note": {"type": ["string", "null"]},
    },
}
FIELDS = {name: BOOK["properties"][name] for name in ("title", "price", "currency", "state", "note")}  # type: ignore[index]


def _json(schema: Any, description: str = "ok") -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


ERRORS = {str(status): {"description": "refused"} for status in (400, 401, 404)}
ID = {"name": "book_id", "in": "path", "required": True, "schema": {"type": "string"}}
EXAMPLE = {"title": "Moby Dick", "price": 20.5, "currency": "USD", "state": "DRAFT", "note": "first edition"}
BODY = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {"type": "object", "required": ["title", "price"], "properties": FIELDS},
            "example": EXAMPLE,
        }
    },
}
PATCH = {
    "content": {
        "application/json": {"schema": {"type": "object", "properties": FIELDS}, "example": {"note": "second edition"}}
    }
}
QUERY = [
    {"name": "limit", "in": "query", "schema": {"type": "integer", "default": 5, "minimum": 1, "maximum": 10}},
    {"name": "offset", "in": "query", "schema": {"type": "integer", "minimum": 0}},
    {"name": "state", "in": "query", "schema": {"type": "string", "enum": ["DRAFT", "ON_SALE"]}},
]
KEY = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}}
LIST = {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": BOOK}}}

SPEC: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Bookshop", "version": "1"},
    "security": [{"bearer": []}],
    "paths": {
        "/books": {
            "post": {"parameters": [KEY], "requestBody": BODY, "responses": {"201": _json(BOOK), **ERRORS}},
            "get": {
                "description": "Every book of the caller, the newest book first.",
                "parameters": QUERY,
                "responses": {"200": _json(LIST), **ERRORS},
            },
        },
        "/books/{book_id}/publish": {
            "post": {"parameters": [ID], "responses": {"200": _json(BOOK), **ERRORS}},
        },
        "/books/{book_id}": {
            "get": {"parameters": [ID], "responses": {"200": _json(BOOK), **ERRORS}},
            "patch": {"parameters": [ID], "requestBody": PATCH, "responses": {"200": _json(BOOK), **ERRORS}},
            "delete": {"parameters": [ID], "responses": {"204": {"description": "gone"}, **ERRORS}},
        },
    },
    "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
}

PUBLISH = """# Publishing

## `POST /books/{book_id}/publish`

Puts the book into `ON_SALE`. Publishing is for drafts.
"""

DOCS = """---
title: "Create Book"
openapi: "POST /books"
---

<ParamField body="title" type="string" required>The title (MAX 40; MIN 2).</ParamField>
<ParamField body="price" type="number" required>What it costs.</ParamField>
<ParamField body="currency" type="string">Possible values: `EUR`, `USD`, `GBP`. Defaults to `EUR`.</ParamField>
<ParamField body="state" type="string">Possible values: `DRAFT`, `ON_SALE`.</ParamField>
<ParamField body="note" type="string">A note.</ParamField>
"""


def wrong(body: Any, lies: Collection[str], *, partial: bool) -> bool:
    """Whether a body breaks the rules, as far as the shop still checks them."""
    if not isinstance(body, dict):
        return True
    if not partial and not {"title", "price"} <= body.keys():
        return True
    title, price = body.get("title", "ok"), body.get("price", 1)
    longest = 30 if "cap-lowered" in lies else 10_000 if "cap-ignored" in lies else 40
    good = isinstance(title, str) and 2 <= len(title) <= longest
    good = good and isinstance(price, int | float) and not isinstance(price, bool) and 1 <= price <= 500
    currencies = ["EUR", "USD"] if "member-refused" in lies else ["EUR", "USD", "GBP"]
    good = good and ("enum-ignored" in lies or body.get("currency", "EUR") in currencies)
    good = good and body.get("state", "DRAFT") in ("DRAFT", "ON_SALE")
    return not (good and (body.get("note") is None or isinstance(body["note"], str)))


def shop(lies: Collection[str] = ()) -> Emulator:
    """A fresh bookshop that tells the named lies."""

    def owner(call: Call) -> str:
        return call.request.headers.get("authorization", "").removeprefix("Bearer ")

    def gate(world: World, call: Call) -> Response | None:
        known = owner(call) in ("one", "two") or ("any-token" in lies and owner(call))
        return None if known else reply(401, {"code": "TOKEN"})

    def found(world: World, call: Call) -> dict[str, Any] | None:
        book = world.get("books", call.path["book_id"])
        visible = book and (book["_owner"] == owner(call) or "tenant" in lies)
        return dict(book) if book and visible else None

    def shown(book: Any) -> dict[str, Any]:
        answer = {name: value for name, value in book.items() if not name.startswith("_")}
        return {**answer, "price": answer["price"] * 100} if "cents" in lies else answer

    def create(world: World, call: Call) -> Response:
        body = call.request.json
        key = call.request.headers.get("idempotency-key")
        if key and "keys-ignored" not in lies and (old := world.get("keys", f"{owner(call)} {key}")):
            return reply(201, shown(world.get("books", old["id"]) or old))
        if body is None and "malformed-taken" in lies:
            body = {"title": "half", "price": 1}
        if wrong(body, lies, partial=False):
            return reply(400, {"code": "INVALID"})
        book = {"currency": "USD" if "default" in lies else "EUR", "state": "DRAFT", "note": None}
        book |= {name: body[name] for name in FIELDS if name in body}
        book |= {"id": world.uuid(), "_owner": owner(call)}
        stored = {**book, "note": None} if "field-lost" in lies else book
        if "vanishes" not in lies:
            world.put("books", book["id"], stored)
        if key:
            world.put("keys", f"{owner(call)} {key}", book)
        return reply(201, shown(book))

    def read(world: World, call: Call) -> Response:
        book = found(world, call)
        return reply(200, shown(book)) if book else reply(404, {"code": "NONE"})

    def update(world: World, call: Call) -> Response:
        book = found(world, call)
        if book is None:
            return reply(404, {"code": "NONE"})
        if wrong(call.request.json, lies, partial=True):
            return reply(400, {"code": "INVALID"})
        changes = {name: value for name, value in call.request.json.items() if name in FIELDS}
        kept = {**book, "note": None} if "patch-as-put" in lies else book
        if "update-lost" not in lies:
            world.put("books", book["id"], {**kept, **changes})
        return reply(200, shown({**book, **changes}))

    def publish(world: World, call: Call) -> Response:
        book = found(world, call)
        if book is None:
            return reply(404, {"code": "NONE"})
        state = "DRAFT" if "state-stays" in lies else "ON_SALE"
        world.put("books", book["id"], {**book, "state": state})
        return reply(200, shown({**book, "state": state}))

    def delete(world: World, call: Call) -> Response:
        if found(world, call) is None:
            return reply(404, {"code": "NONE"})
        if "delete-lost" not in lies:
            world.delete("books", call.path["book_id"])
        return reply(204)

    def listed(world: World, call: Call) -> Response:
        query = call.request.query
        usual = 7 if "list-default" in lies else 5
        most = 100 if "list-cap" in lies else 10
        try:
            limit, offset = int(query.get("limit", usual)), int(query.get("offset", 0))
        except ValueError:
            return reply(400, {"code": "INVALID"})
        if limit < 1 or limit > most or offset < 0 or query.get("state", "DRAFT") not in ("DRAFT", "ON_SALE"):
            return reply(400, {"code": "INVALID"})
        books = [b for b in world.all("books") if b["_owner"] == owner(call)]
        if "state" in query and "filter" not in lies:
            books = [book for book in books if book["state"] == query["state"]]
        books = books if "oldest-first" in lies else books[::-1]
        start = 0 if "paging" in lies else offset
        return reply(200, {"items": [shown(book) for book in books[start : start + limit]]})

    handlers: list[tuple[str, str, Callable[[World, Call], Response]]] = [
        ("POST", "/books", create),
        ("GET", "/books", listed),
        ("POST", "/books/{book_id}/publish", publish),
        ("GET", "/books/{book_id}", read),
        ("PATCH", "/books/{book_id}", update),
        ("DELETE", "/books/{book_id}", delete),
    ]
    routes = [Route(method, template, handler) for method, template, handler in handlers]
    return Emulator(Vendor("Bookshop", routes, gate, Response(404)))


TEXT = json.dumps(SPEC)
