"""A vendor for tests: boards with cards and what is written on them; versions, accounts, headers, and ways to go wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from depots import _media as media
from depots import _object as closed
from depots import _operation as operation

from driftline.emulator import Call, Emulator, Response, Route, Vendor, World, reply

ID = {"id": {"type": "string"}}
TIME = {"type": "string", "format": "date-time"}
BOARD_IN: dict[str, Any] = {
    "name": {"type": "string", "maxLength": 40},
    "note": {"type": ["string", "null"], "maxLength": 60},
    "slots": {"type": "integer", "minimum": 1, "maximum": 50, "default": 10},
    "archived": {"type": "boolean", "default": False},
}
SHOWN: dict[str, Any] = {
    "card_count": {"type": "integer"},
    "version": {"type": "integer"},
    "is_full": {"type": "boolean"},
}
BOARD = closed(
    {**ID, **BOARD_IN, **SHOWN, "created_at": TIME}, "id name note slots archived card_count version created_at"
)
CARD_IN: dict[str, Any] = {"title": {"type": "string", "maxLength": 40}, "points": {"type": "integer", "minimum": 1}}
CARD_IN |= {"labels": {"type": "array", "items": {"type": "string"}}}
CARD_OUT: dict[str, Any] = {"board_id": {"type": "string"}, "price": {"type": "integer"}, "due_on": {"type": "string"}}
CARD = closed(
    {**ID, **CARD_IN, **CARD_OUT, "created_at": TIME}, "id board_id title points labels price due_on created_at"
)
TEXT = closed(
    {"language": {"type": "string"}, "text": {"type": "string"}, "status": {"type": "string"}}, "language text"
)
REVIEWED = closed(
    {**TEXT["properties"], "status": {"type": "string", "enum": ["draft", "approved"]}}, "language text status"
)
PAGED = closed({"items": {"type": "array", "items": BOARD}, "total": {"type": "integer"}}, "items total")
BOARD_BODY = {"name": "Launch", "note": "For the spring", "slots": 12}
CARD_BODY = {"title": "Write it down", "points": 3, "labels": ["text", "early"]}
SIZE = {"type": "integer", "minimum": 1, "maximum": 5, "default": 2}
LEFT = {"description": "Seconds until the window ends.", "schema": {"type": "integer", "minimum": 1, "maximum": 60}}
LANGUAGE = {"type": "string", "example": "de"}


def _with_headers(made: dict[str, Any], status: str, headers: dict[str, Any]) -> dict[str, Any]:
    made["responses"][status]["headers"] = headers
    return made


def _asking(made: dict[str, Any], name: str, *, required: bool) -> dict[str, Any]:
    made["parameters"].append({"name": name, "in": "header", "required": required, "schema": {"type": "string"}})
    made["responses"] |= {status: {"description": "no"} for status in ("304", "412", "428")}
    return made


SPEC: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Boards", "version": "1"},
    "security": [{"bearer": []}],
    "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
    "paths": {
        "/boards": {
            "post": operation(BOARD, "201", body=media(closed(BOARD_IN, "name"), BOARD_BODY)),
            "get": _with_headers(
                operation(PAGED, "200", query={"limit": SIZE, "full": {"type": "boolean"}}),
                "200",
                {"X-Total-Count": {"schema": {"type": "integer"}}, "X-Reset": LEFT},
            ),
        },
        "/boards/{board_id}": {
            "get": _asking(operation(BOARD, "200", "board_id"), "If-None-Match", required=False),
            "patch": _asking(
                operation(BOARD, "200", "board_id", body=media(closed(BOARD_IN), {"name": "Landing"})),
                "If-Match",
                required=True,
            ),
        },
        "/boards/{board_id}/cards": {
            "post": operation(CARD, "201", "board_id", body=media(closed(CARD_IN, "title points"), CARD_BODY)),
            "get": operation(
                closed({"items": {"type": "array", "items": CARD}}, "items"), "200", "board_id",
            ),
        },
        "/cards/{card_id}": {"get": operation(CARD, "200", "card_id"), "delete": operation(None, "204", "card_id")},
        "/cards/{card_id}/texts/{language}": {
            "put": operation(REVIEWED, "200", "card_id", "language", body=media(closed({"text": {"type": "string"}}, "text"), {"text": "Hallo"})),
        },
        "/cards/{card_id}/texts/{language}/approve": {"post": operation(REVIEWED, "200", "card_id", "language")},
    },
}  # fmt: skip
for _path in ("/cards/{card_id}/texts/{language}", "/cards/{card_id}/texts/{language}/approve"):
    for _made in SPEC["paths"][_path].values():
        _made["parameters"][1]["schema"] = LANGUAGE
DOCS = """# Boards

We do not turn `"40"` into `40`: such values are refused. The header `X-Total-Count` repeats `total`.

`POST /boards` opens a board.

No two boards of an account have the same `name`, and capitals make no difference here.

```bash
curl -X POST https://api.boards.test/boards -d '{"name": "Launch", "note": "For the spring", "slots": 12}'
```

```json
{"id": "brd-1f2e3d", "name": "Launch", "note": "For the spring", "slots": 12, "archived": false, "card_count": 0,
 "version": 1, "is_full": false, "created_at": "2026-03-04T09:12:44Z"}
```

`GET /boards` lists them, in pages of `limit`. A `limit` above 5 is not cut, it is refused with `422`.

`PATCH /boards/{board_id}` changes what you send. One that alters nothing leaves the `version` alone.

`{"archived": true}` closes a board: no new cards are taken then (`409`).

# Cards

`POST /boards/{board_id}/cards` adds a card.

```bash
curl -X POST https://api.boards.test/boards/brd-1f2e3d/cards -d '{"title": "Write it down", "points": 3}'
```

The answer, `201`, tells:

| Field | Type | Meaning |
|---|---|---|
| `price` | integer | What it costs. |
| `due_on` | string | The day. |

```json
{"id": "crd-77aa01", "board_id": "brd-1f2e3d", "title": "Write it down", "points": 3, "labels": [], "price": 825,
 "due_on": "2026-03-18", "created_at": "2026-03-04T10:00:00Z"}
```

A title may not be empty:

```bash
curl -X POST https://api.boards.test/boards/brd-1f2e3d/cards -d '{"title": 5, "points": "none"}'
```

`422 Unprocessable Content`

```json
{"code": "wrong"}
```
"""
Handler = Callable[[World, Call], Response]


def _is_board(body: Any, lies: Collection[str]) -> bool:
    if not isinstance(body, dict) or not body.keys() <= BOARD_IN.keys():
        return False
    name, note, slots = body.get("name", "x"), body.get("note"), body.get("slots", 1)
    if "coerced" in lies and isinstance(slots, str) and slots.isdigit():
        slots = int(slots)
    texts = isinstance(name, str) and len(name) <= 40 and (note is None or (isinstance(note, str) and len(note) <= 60))
    return texts and type(slots) is int and 1 <= slots <= 50 and type(body.get("archived", False)) is bool


def boards(lies: Collection[str] = ()) -> Emulator:
    """Fresh boards that tell the named lies."""

    def gate(world: World, call: Call) -> Response | None:
        known = call.request.headers.get("authorization") in ("Bearer one", "Bearer two")
        return None if known else refused("who", 401)

    def refused(code: str, status: int) -> Response:
        return reply(status, {"code": code})

    def owner(call: Call) -> str:
        return str(call.request.headers.get("authorization"))

    def mine(world: World, call: Call) -> list[dict[str, Any]]:
        return [dict(one) for one in world.all("boards") if one["owner"] == owner(call)]

    def board_of(world: World, call: Call, named: str) -> dict[str, Any] | None:
        return next((one for one in mine(world, call) if one["id"] == named), None)

    def shown(world: World, board: dict[str, Any]) -> dict[str, Any]:
        count = sum(one["board_id"] == board["id"] for one in world.all("cards"))
        plain = {name: value for name, value in board.items() if name != "owner"}
        return {**plain, "card_count": 0 if "count" in lies else count, "is_full": count >= int(board["slots"])}

    def tagged(status: int, board: dict[str, Any], version: int) -> Response:
        return reply(status, board, {"etag": f'"{version}"'})

    def is_taken(world: World, call: Call, name: str, but: str = "") -> bool:
        among = list(map(dict, world.all("boards"))) if "global" in lies else mine(world, call)
        names = [one["name"] for one in among if one["id"] != but]
        return name in names if "capitals" in lies else name.lower() in [one.lower() for one in names]

    def open_board(world: World, call: Call) -> Response:
        body = call.request.json
        if not _is_board(body, lies) or "name" not in body:
            return refused("wrong", 422)
        if is_taken(world, call, body["name"]):
            return refused("name_taken", 409)
        plain = {"note": None, "archived": False, **body, "slots": int(body.get("slots", 10))}
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        board = {**plain, "id": world.uuid(), "version": 1, "owner": owner(call), "created_at": now}
        world.put("boards", board["id"], board)
        return tagged(201, shown(world, board), 1)

    def list_boards(world: World, call: Call) -> Response:
        limit, full = call.request.query.get("limit", "2"), call.request.query.get("full")
        if not re.fullmatch(r"\d+", limit) or int(limit) < 1 or (int(limit) > 5 and "cut" not in lies):
            return refused("wrong", 422)
        every = [shown(world, one) for one in mine(world, call)]
        if full is not None and "unfiltered" not in lies:
            every = [one for one in every if one["is_full"] == (full == "true")]
        page = every[: min(int(limit), 5)]
        left = "1795367579" if "epoch" in lies else "42"
        total = len(page) if "page-total" in lies else len(every)
        return reply(200, {"items": page, "total": len(every)}, {"x-total-count": str(total), "x-reset": left})

    def show_board(world: World, call: Call) -> Response:
        board = board_of(world, call, call.path["board_id"])
        if board is None:
            return refused("none", 404)
        if call.request.headers.get("if-none-match") == f'"{board["version"]}"' and "always" not in lies:
            return Response(304, b"", {"etag": f'"{board["version"]}"'})
        return tagged(200, shown(world, board), board["version"])

    def change(world: World, call: Call) -> Response:
        board, body = board_of(world, call, call.path["board_id"]), call.request.json
        if board is None:
            return refused("none", 404)
        wanted = call.request.headers.get("if-match")
        if wanted is None:
            return refused("which", 428)
        if wanted not in ("*", f'"{board["version"]}"'):
            return refused("changed", 412)
        if not _is_board(body, lies):
            return refused("wrong", 422)
        if "name" in body and is_taken(world, call, body["name"], board["id"]):
            return refused("name_taken", 409)
        if board["archived"] and body.get("archived") is not False:
            return refused("archived", 409)
        before = board["version"]
        lost = {"note": None} if "put" in lies else {}
        changed = {**board, **lost, **body}
        if changed != board or "busy" in lies:
            changed["version"] += 1
        world.put("boards", board["id"], changed)
        return tagged(200, shown(world, changed), before if "old-tag" in lies else changed["version"])

    def add(world: World, call: Call) -> Response:
        board, body = board_of(world, call, call.path["board_id"]), call.request.json
        if board is None:
            return refused("none", 404)
        if board["archived"] and "late" not in lies:
            return refused("archived", 409)
        points = body.get("points") if isinstance(body, dict) and body.keys() <= CARD_IN.keys() else None
        title = body.get("title") if isinstance(body, dict) else None
        labels = body.get("labels", []) if isinstance(body, dict) else None
        is_text = isinstance(title, str) and 0 < len(title) <= 40 and isinstance(labels, list)
        if not is_text or type(points) is not int or points < 1 or not all(isinstance(one, str) for one in labels):
            return refused("wrong", 422)
        now = datetime.now(UTC)
        price = points * 275 + (1 if "dearer" in lies else 0)
        due = (now + timedelta(days=7 if "sooner" in lies else 14)).date().isoformat()
        card = {"id": world.uuid(), "board_id": board["id"], "title": title, "points": points, "labels": sorted(labels)}
        card |= {"price": price, "due_on": due, "created_at": now.isoformat(timespec="seconds").replace("+00:00", "Z")}
        world.put("cards", card["id"], card)
        return reply(201, card)

    def list_cards(world: World, call: Call) -> Response:
        board = board_of(world, call, call.path["board_id"])
        found = [dict(one) for one in world.all("cards") if board and one["board_id"] == board["id"]]
        return reply(200, {"items": found}) if board else refused("none", 404)

    def card_of(world: World, call: Call) -> dict[str, Any] | None:
        card = world.get("cards", call.path["card_id"])
        return dict(card) if card is not None and board_of(world, call, card["board_id"]) else None

    def show_card(world: World, call: Call) -> Response:
        card = card_of(world, call)
        gone = world.get("gone", call.path["card_id"]) if "stays" in lies else None
        return reply(200, card or dict(gone or {})) if card or gone else refused("none", 404)

    def remove(world: World, call: Call) -> Response:
        card = card_of(world, call)
        if card is None:
            return refused("none", 404)
        world.put("gone", card["id"], card)
        world.delete("cards", card["id"])
        return Response(204)

    def write(world: World, call: Call) -> Response:
        body, card = call.request.json, card_of(world, call)
        if card is None:
            return refused("none", 404)
        if not isinstance(body, dict) or body.keys() != {"text"} or not isinstance(body["text"], str):
            return refused("wrong", 422)
        text = {"language": call.path["language"], "text": body["text"], "status": "draft"}
        world.put("texts", f"{card['id']}/{call.path['language']}", text)
        return reply(200, text)

    def approve(world: World, call: Call) -> Response:
        key = f"{call.path['card_id']}/{call.path['language']}"
        text = world.get("texts", key) if card_of(world, call) else None
        if text is None:
            return refused("none", 404)
        if text["status"] != "draft":
            return refused("approved", 409)
        approved = {**text, "status": "approved"}
        world.put("texts", key, approved)
        return reply(200, {**approved, "status": "APPROVED"} if "loud" in lies else approved)

    handlers: list[tuple[str, str, Handler]] = [
        ("POST", "/boards", open_board),
        ("GET", "/boards", list_boards),
        ("GET", "/boards/{board_id}", show_board),
        ("PATCH", "/boards/{board_id}", change),
        ("POST", "/boards/{board_id}/cards", add),
        ("GET", "/boards/{board_id}/cards", list_cards),
        ("GET", "/cards/{card_id}", show_card),
        ("DELETE", "/cards/{card_id}", remove),
        ("PUT", "/cards/{card_id}/texts/{language}", write),
        ("POST", "/cards/{card_id}/texts/{language}/approve", approve),
    ]
    return Emulator(Vendor("Boards", [Route(*one) for one in handlers], gate, Response(404)))
