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
        "created_at": {"type": "string", "format": "date-time"},
        "expires_at": {"type": "string", "format": "date-time"},
        "discount": {"type": "number"},
    },
}
FIELDS = {name: BOOK["properties"][name] for name in ("title", "price", "currency", "state", "note")}  # type: ignore[index]


def _json(schema: Any, description: str = "ok") -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


ERRORS = {str(status): {"description": "refused"} for status in (400, 401, 404, 409)}
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
LIST = {
    "type": "object",
    "required": ["items"],
    "properties": {"items": {"type": "array", "items": BOOK}, "next_cursor": {"type": ["string", "null"]}},
}
DISCOUNT = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {"type": "object", "required": ["amount"], "properties": {"amount": {"type": "number"}}},
            "example": {"amount": 1.5},
        }
    },
}

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
        "/shelf": {
            "get": {
                "parameters": [QUERY[0], {"name": "cursor", "in": "query", "schema": {"type": "string"}}],
                "responses": {"200": _json(LIST), **ERRORS},
            },
        },
        "/books/{book_id}/discount": {
            "post": {
                "parameters": [ID],
                "requestBody": DISCOUNT,
                "responses": {"200": _json(BOOK), **ERRORS},
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

Puts the book into `ON_SALE`. Publishing is for drafts: a book can be published only once.

## `POST /books/{book_id}/discount`

The amount must not exceed the original price.
"""

DOCS = """---
title: "Create Book"
openapi: "POST /books"
---

A draft expires after 2 days. A request with the same `Idempotency-Key` returns the original book; with another body
under the same key it is refused with 409.

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

    def times(world: World) -> dict[str, str]:
        hours = 24 if "short-lived" in lies else 48
        return {"created_at": world.timestamp(), "expires_at": world.timestamp(after=hours * 3600)}

    def create(world: World, call: Call) -> Response:
        body = call.request.json
        key = call.request.headers.get("idempotency-key")
        if key and "keys-ignored" not in lies and (old := world.get("keys", f"{owner(call)} {key}")):
            if old["body"] != body and "key-reused" not in lies:
                return reply(409, {"code": "KEY"})
            return reply(201, shown(world.get("books", old["id"]) or old["book"]))
        if isinstance(body, dict) and "title-renamed" in lies:
            body = {name: value for name, value in body.items() if name != "title"}
            if "title" not in body and "name" not in body:
                return reply(400, {"code": "INVALID", "detail": "title is required"})
        if body is None and "malformed-taken" in lies:
            body = {"title": "half", "price": 1}
        if wrong(body, lies, partial=False):
            if "refused-kept" in lies and isinstance(body, dict) and isinstance(body.get("title"), str):
                kept = {name: body[name] for name in ("title", "note") if name in body}
                stored = {"price": 1, "currency": "EUR", "state": "DRAFT", "note": None, **kept, **times(world)}
                id_ = world.uuid()
                world.put("books", id_, {**stored, "id": id_, "_owner": owner(call)})
            return reply(400, {"code": "INVALID"})
        book = {"currency": "USD" if "default" in lies else "EUR", "state": "DRAFT", "note": None}
        book |= {name: body[name] for name in FIELDS if name in body}
        book |= {"id": world.uuid(), "_owner": owner(call), **times(world)}
        stored = {**book, "note": None} if "field-lost" in lies else book
        if "vanishes" not in lies:
            world.put("books", book["id"], stored)
        if key:
            world.put("keys", f"{owner(call)} {key}", {"id": book["id"], "book": book, "body": call.request.json})
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
        if book.get("_published") and "published-twice" not in lies:
            return reply(409, {"code": "PUBLISHED"})
        state = "DRAFT" if "state-stays" in lies else "ON_SALE"
        world.put("books", book["id"], {**book, "state": state, "_published": True})
        return reply(200, shown({**book, "state": state}))

    def discount(world: World, call: Call) -> Response:
        book, body = found(world, call), call.request.json
        if book is None:
            return reply(404, {"code": "NONE"})
        amount = body.get("amount") if isinstance(body, dict) else None
        good = isinstance(amount, int | float) and not isinstance(amount, bool)
        if not good or (amount > book["price"] and "over-discount" not in lies):
            return reply(400, {"code": "INVALID"})
        return reply(200, {**shown(book), "discount": amount})

    def shelf(world: World, call: Call) -> Response:
        mine = [b for b in world.all("books") if b["_owner"] == owner(call) or "tenant-list" in lies][::-1]
        after, limit = call.request.query.get("cursor"), call.request.query.get("limit", "5")
        if not limit.isdigit() or not 1 <= int(limit) <= 10:
            return reply(400, {"code": "INVALID"})
        at = next((n + 1 for n, b in enumerate(mine) if b["id"] == after), 0)
        at += 1 if after and "cursor-skips" in lies else 0
        page = mine[at : at + int(limit)]
        more = at + int(limit) < len(mine)
        return reply(200, {"items": [shown(b) for b in page], "next_cursor": page[-1]["id"] if more and page else None})

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
        ("POST", "/books/{book_id}/discount", discount),
        ("GET", "/shelf", shelf),
        ("GET", "/books/{book_id}", read),
        ("PATCH", "/books/{book_id}", update),
        ("DELETE", "/books/{book_id}", delete),
    ]
    routes = [Route(method, template, handler) for method, template, handler in handlers]
    return Emulator(Vendor("Bookshop", routes, gate, Response(404)))


TEXT = json.dumps(SPEC)


def lying() -> Emulator:
    """A bookshop that answers prices in cents."""
    return shop(["cents"])
