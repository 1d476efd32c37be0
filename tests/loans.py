"""A vendor for tests: loans that are searched by POST and closed by an action with a body, and ways to go wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

from driftline.emulator import Call, Emulator, Response, Route, Vendor, World, reply

REASONS = ["returned", "lost", "damaged"]
TAGS = {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 3, "uniqueItems": True}
WRITTEN: dict[str, Any] = {
    "reference": {"type": "string", "pattern": "^[A-Z]{2}-[0-9]{4}$"},
    "days": {"type": "integer", "minimum": 1, "maximum": 90},
    "due_on": {"type": "string", "format": "date"},
    "tags": TAGS,
}
LOAN: dict[str, Any] = {
    "type": "object",
    "required": ["id", "reference", "days", "state"],
    "properties": {
        "id": {"type": "string"},
        **WRITTEN,
        "state": {"type": "string", "enum": ["open", "extended", "closed"]},
        "close_reason": {"type": ["string", "null"], "enum": [*REASONS, None]},
        "created_at": {"type": "string", "format": "date-time"},
    },
}
SEARCH: dict[str, Any] = {
    "state": {"type": "array", "items": {"type": "string", "enum": ["open", "extended", "closed"]}},
    "min_days": {"type": "integer"},
    "text": {"type": "string", "description": "Only loans whose reference holds this."},
    "sort": {"type": "string", "enum": ["reference", "-reference"]},
    "limit": {"type": "integer", "minimum": 1, "maximum": 50, "default": 20},
    "offset": {"type": "integer", "minimum": 0},
}
FOUND = {
    "type": "object",
    "properties": {"items": {"type": "array", "items": LOAN}, "total": {"type": "integer"}},
}


def _media(schema: Any, example: Any = None) -> dict[str, Any]:
    return {"application/json": {"schema": schema, **({} if example is None else {"example": example})}}


def _asks(properties: Any, required: list[str], example: Any) -> dict[str, Any]:
    schema = {"type": "object", "required": required, "properties": properties, "additionalProperties": False}
    return {"required": True, "content": _media(schema, example)}


def _answers(schema: Any, status: str = "200") -> dict[str, Any]:
    errors = {code: {"description": "refused"} for code in ("400", "401", "404", "409")}
    return {status: {"description": "ok", "content": _media(schema)}, **errors}


ID = {"name": "loan_id", "in": "path", "required": True, "schema": {"type": "string"}}
EXAMPLE = {"reference": "QA-0076", "days": 14, "due_on": "2026-03-01", "tags": ["reference", "loaned"]}
SPEC: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Loans", "version": "1"},
    "security": [{"bearer": []}],
    "paths": {
        "/loans": {"post": {"requestBody": _asks(WRITTEN, ["reference", "days"], EXAMPLE), "responses": _answers(LOAN, "201")}},
        "/loans/search": {"post": {"requestBody": _asks(SEARCH, [], {"limit": 5}), "responses": _answers(FOUND)}},
        "/loans/{loan_id}": {
            "get": {"parameters": [ID], "responses": _answers(LOAN)},
            "delete": {"parameters": [ID], "responses": {**_answers(LOAN), "204": {"description": "gone"}}},
        },
        "/loans/{loan_id}/extend": {"post": {"parameters": [ID], "responses": _answers(LOAN)}},
        "/loans/{loan_id}/close": {
            "post": {
                "parameters": [ID],
                "requestBody": _asks(
                    {"reason": {"type": "string", "enum": REASONS}, "comment": {"type": "string", "maxLength": 20}},
                    ["reason"],
                    {"reason": "returned", "comment": "on time"},
                ),
                "responses": _answers(LOAN),
            }
        },
    },
    "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
}  # fmt: skip
DOCS = """# Loans

## Extend

`POST /loans/{loan_id}/extend`

Closed loans cannot be extended: `409`.

## Close

`POST /loans/{loan_id}/close`

A loan can be closed only once.

| Field | Required | Rules |
|---|---|---|
| `reason` | yes | `returned`, `lost` or `damaged` |
| `comment` | no | Up to 20 characters |
"""


def _problems(body: Any, lies: Collection[str]) -> list[str]:
    """What is wrong with a loan, as far as the service still checks it."""
    if not isinstance(body, dict):
        return ["the body is no object"]
    found = [f"{name} is not known" for name in body.keys() - WRITTEN.keys() if "unknown-taken" not in lies]
    found += [f"{name} is missing" for name in ("reference", "days") if name not in body]
    mark, days, day, tags = (body.get(name) for name in WRITTEN)
    if mark is not None and not (isinstance(mark, str) and re.fullmatch(r"[A-Z]{2}-\d{4}", mark)):
        found.append("reference is no reference")
    if days is not None and not (isinstance(days, int) and not isinstance(days, bool) and 1 <= days <= 90):
        found.append("days must be from 1 to 90")
    if day is not None and not (isinstance(day, str) and (re.fullmatch(r"\d{4}-\d\d-\d\d", day) or "any-day" in lies)):
        found.append("due_on is no day")
    most, least = 100 if "tags-many" in lies else 3, 0 if "tags-none" in lies else 1
    if tags is not None and not (isinstance(tags, list) and least <= len(tags) <= most):
        found.append("tags must have 1 to 3 items")
    elif tags and not all(isinstance(tag, str) for tag in tags):
        found.append("tags must be texts")
    elif tags and len(set(map(str, tags))) < len(tags) and "tags-twice" not in lies:
        found.append("tags must be different")
    return found


def _closing(body: Any, lies: Collection[str]) -> list[str]:
    if not isinstance(body, dict) or body.keys() - {"reason", "comment"}:
        return ["the body is wrong"]
    reason, comment = body.get("reason"), body.get("comment", "")
    found = [] if isinstance(reason, str) and (reason in REASONS or "reason-open" in lies) else ["reason is wrong"]
    if "damaged-refused" in lies and reason == "damaged":
        found.append("reason is wrong")
    good = isinstance(comment, str) and len(comment) <= 20
    return found if good else [*found, "comment is too long"]


def loans(lies: Collection[str] = ()) -> Emulator:
    """A fresh library that tells the named lies."""

    def owner(call: Call) -> str:
        return call.request.headers.get("authorization", "").removeprefix("Bearer ")

    def gate(world: World, call: Call) -> Response | None:
        return None if owner(call) in ("one", "two") else reply(401, {"errors": []})

    def refused(problems: list[str]) -> Response:
        return reply(400, {"errors": problems})

    def found(world: World, call: Call) -> dict[str, Any] | None:
        loan = world.get("loans", call.path["loan_id"])
        return dict(loan) if loan and loan["_owner"] == owner(call) else None

    def shown(loan: Any) -> dict[str, Any]:
        return {name: value for name, value in loan.items() if not name.startswith("_")}

    def create(world: World, call: Call) -> Response:
        problems = _problems(call.request.json, lies)
        if problems:
            return refused(problems)
        known = {name: value for name, value in call.request.json.items() if name in WRITTEN}
        loan = {**known, "id": world.uuid(), "_owner": owner(call), "state": "open", "close_reason": None}
        world.put("loans", loan["id"], {**loan, "created_at": world.timestamp()})
        return reply(201, shown(world.get("loans", loan["id"])))

    def read(world: World, call: Call) -> Response:
        loan = found(world, call)
        return reply(200, shown(loan)) if loan else reply(404, {"errors": []})

    def delete(world: World, call: Call) -> Response:
        if found(world, call) is None:
            return reply(404, {"errors": []})
        world.delete("loans", call.path["loan_id"])
        return reply(204)

    def extend(world: World, call: Call) -> Response:
        loan = found(world, call)
        if loan is None:
            return reply(404, {"errors": []})
        if loan["state"] == "closed" and "closed-extended" not in lies:
            return reply(409, {"errors": ["it is closed"]})
        world.put("loans", loan["id"], {**loan, "state": "extended"})
        return reply(200, {**shown(loan), "state": "extended"})

    def close(world: World, call: Call) -> Response:
        loan, body = found(world, call), call.request.json
        if loan is None:
            return reply(404, {"errors": []})
        if problems := _closing(body, lies):
            return refused(problems)
        if loan["state"] == "closed":
            return reply(409, {"errors": ["it is closed"]})
        kept = {**loan, "state": "closed", "close_reason": None if "reason-lost" in lies else body["reason"]}
        world.put("loans", loan["id"], kept)
        return reply(200, shown(kept))

    def search(world: World, call: Call) -> Response:
        body = call.request.json
        limit, offset = (body.get("limit", 20), body.get("offset", 0)) if isinstance(body, dict) else (0, 0)
        kinds = {"state": list, "min_days": int, "text": str, "sort": str, "limit": int, "offset": int}
        wrong = not isinstance(body, dict) or any(
            name not in kinds or not isinstance(one, kinds[name]) or isinstance(one, bool) for name, one in body.items()
        )
        if wrong or not 1 <= limit <= 50 or offset < 0:
            return refused(["the search is wrong"])
        if not set(body.get("state", ())) <= {"open", "extended", "closed"} or body.get("sort", "reference") not in (
            "reference",
            "-reference",
        ):
            return refused(["the search is wrong"])
        mine = [one for one in world.all("loans") if one["_owner"] == owner(call) or "search-open" in lies]
        if "state" in body and "state-ignored" not in lies:
            mine = [one for one in mine if one["state"] in body["state"]]
        if "min-ignored" not in lies:
            mine = [one for one in mine if one["days"] >= body.get("min_days", 0)]
        if "text-ignored" not in lies:
            mine = [one for one in mine if body.get("text", "").upper() in one["reference"]]
        if "sort" in body:
            down = body["sort"].startswith("-") and "sort-ignored" not in lies
            mine = sorted(mine, key=lambda one: str(one["reference"]), reverse=down)
        start = 0 if "paging" in lies else offset
        page = mine[start : start + limit]
        total = len(page) if "total-page" in lies else len(mine)
        return reply(200, {"items": [shown(one) for one in page], "total": total})

    handlers: list[tuple[str, str, Callable[[World, Call], Response]]] = [
        ("POST", "/loans", create),
        ("POST", "/loans/search", search),
        ("GET", "/loans/{loan_id}", read),
        ("DELETE", "/loans/{loan_id}", delete),
        ("POST", "/loans/{loan_id}/extend", extend),
        ("POST", "/loans/{loan_id}/close", close),
    ]
    routes = [Route(method, template, handler) for method, template, handler in handlers]
    return Emulator(Vendor("Loans", routes, gate, Response(404)))
