"""A vendor for tests: a newsletter whose readers only grow more awake, and whose issues go out to those who are.

An issue is sent to awake readers of its tag: a page walks through it. What is sent later needs a day that lies ahead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from depots import _media as media
from depots import _object as closed
from depots import _operation as operation

from driftline.emulator import Call, Emulator, Response, Route, Vendor, World, reply

ID: dict[str, Any] = {"type": "string"}
TIME = {"type": "string", "format": "date-time"}
STATES = ["waiting", "awake", "gone"]
MOODS = ["happy", "tired", "angry"]
STATUS, MOOD = ({"type": "string", "enum": members} for members in (STATES, MOODS))
PAGES = {"type": "integer", "minimum": 1, "maximum": 5000, "default": 3}
TAG = {"type": "string", "pattern": "^[a-z]{2,9}$"}
NOTE = {"type": "string", "minLength": 1, "maxLength": 60}
EMAIL = {"type": "string", "format": "email", "maxLength": 80}
TOWN = closed({"town": TAG}, "town")
CHANGES = {"mood": MOOD, "pages": PAGES, "note": NOTE, "status": STATUS}
READER_IN = {"email": EMAIL, "tag": TAG, "home": TOWN, **CHANGES}
READER = closed({"id": ID, **READER_IN, "created_at": TIME}, "id email tag home mood pages note status created_at")
LIST = closed({"items": {"type": "array", "items": READER}}, "items")
QUERY = {
    "status": STATUS,
    "home_town": TAG,
    "sort": {"type": "string", "enum": ["pages", "-pages"]},
    "limit": {"type": "integer", "minimum": 1, "maximum": 30, "default": 30},
}
ISSUE_IN = {"ref": {"type": "string", "pattern": "^[a-z0-9-]{3,30}$"}, "title": NOTE, "tag": TAG}
ISSUE_STATES = {"type": "string", "enum": ["draft", "planned", "sent", "stopped"]}
ISSUE = closed(
    {"id": ID, **ISSUE_IN, "status": ISSUE_STATES, "send_at": {"type": ["string", "null"], "format": "date-time"},
     "moves": {"type": "integer"}, "preview_seconds": {"type": "integer"}, "preview_until": TIME, "created_at": TIME},
    "id ref title tag status send_at moves preview_seconds preview_until created_at",
)  # fmt: skip
FORMS = {"email": r"[^@\s]+@[^@\s]+\.[A-Za-z]+"}
STAMP = closed({"id": ID, "worth": PAGES}, "id worth")
FIRST = {"email": "ada@letters.test", "tag": "news", "home": {"town": "oslo"}}
SEND = media(closed({"send_at": TIME}))
ITEM = "/issues/{issue_id}"
SPEC: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Letters", "version": "1"},
    "security": [{"key": []}],
    "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}},
    "paths": {
        "/readers": {
            "post": operation(READER, "201", body=media(closed(READER_IN, "email tag home"), FIRST)),
            "get": operation(LIST, "200", query=QUERY),
        },
        "/readers/{reader_id}": {
            "get": operation(READER, "200", "reader_id"),
            "patch": operation(READER, "200", "reader_id", body=media(closed(CHANGES), {"mood": "tired"})),
        },
        "/issues": {
            "post": operation(ISSUE, "201 200", body=media(closed(ISSUE_IN, "ref title tag"), {"ref": "may-1", "title": "May", "tag": "news"}))
        },
        ITEM: {"get": operation(ISSUE, "200", "issue_id")},
        f"{ITEM}/send": {"post": operation(ISSUE, "200", "issue_id", body=SEND)},
        f"{ITEM}/move": {"post": operation(ISSUE, "200", "issue_id")},
        f"{ITEM}/stop": {"post": operation(ISSUE, "200", "issue_id")},
        "/stamps": {"post": operation(STAMP, "201", body=media(closed({"worth": PAGES}, "worth"), {"worth": 2}))},
    },
}  # fmt: skip
KEY = {"name": "Idempotency-Key", "in": "header", "required": True, "schema": {"type": "string"}}
SPEC["paths"]["/stamps"]["post"]["parameters"].append(KEY)
PAGES_OF = {
    "start.md": """# From nothing to a letter

```bash
curl -X POST https://letters.test/readers -d '{"email": "bo@letters.test", "tag": "news", "home": {"town": "bergen"}, "status": "awake"}'
```

```bash
curl -X POST https://letters.test/issues -d '{"ref": "june-1", "title": "June", "tag": "news"}'
```

```bash
curl -X POST https://letters.test/issues/iss-1/send -d '{}'
```
""",
    "readers.md": """# Readers

`POST /readers` adds one. Addresses are unique, and we don't care about upper and lower case there.

- `note`: for yourself. We don't touch it: blanks and capitals come back just as you sent them.

Sleepers wake up, and their status only goes forward:

```
waiting ──▶ awake ──▶ gone
```

# Lists

`GET /readers` shows the newest first. A page holds up to 30; more in `limit` is not trimmed, it is refused with `422`.
""",
    "issues.md": """# Issues

`POST /issues` makes a draft. Send the very same content with the same ref again and no second issue is made: you get the
existing one. If the ref is known but the content differs, that's a `409`.

A preview works for one hour from creation. `preview_seconds` is that in seconds, and `preview_until` when it ends.

| From | send later | send at once | stop |
|---|---|---|---|
| `draft` | becomes `planned` | becomes `sent` | 409 |
| `planned` | 409 | 409 | becomes `stopped` |
| `sent` | 409 | 409 | 409 |
| `stopped` | 409 | 409 | 409 |

All of these 409s carry `wrong_state`.

## Moving

`POST /issues/{issue_id}/move` puts it off by a day. It can be moved twice. The third attempt is refused with `409` and
`moved_often`.

| Action | Issue must be |
|---|---|
| move | `draft` or `planned` |

# Stamps

`POST /stamps` buys one. It needs an `Idempotency-Key`; without one you get `400 key_needed`.
""",
}


def letters(lies: Collection[str] = ()) -> Emulator:
    """Fresh letters that tell the named lies."""

    def gate(world: World, call: Call) -> Response | None:
        return None if call.request.headers.get("x-key") == "pen" else no("who", 401)

    def no(code: str, status: int = 422, told: str = "") -> Response:
        return reply(status, {"code": code, "told": told})

    def odd(body: Any, schema: Mapping[str, Any], required: str = "", *, patched: bool = False) -> str | None:
        """The first field of a body that its schema rules out."""
        if not isinstance(body, dict) or not set(required.split()) <= body.keys() or not body.keys() <= schema.keys():
            return "body"
        for name, value in body.items():
            known, kind = schema[name], schema[name]["type"]
            if kind == "object":
                if odd(value, known["properties"], "town"):
                    return name
            elif kind == "integer":
                if type(value) is not int or not known["minimum"] <= value <= known["maximum"]:
                    return name
            elif not isinstance(value, str) or not 1 <= len(value) <= known.get("maxLength", 60):
                return name
            elif "enum" in known and value not in known["enum"]:
                if not (patched and "any-mood" in lies and name == "mood" and re.fullmatch("[a-z]{5}", value)):
                    return name
            elif not re.fullmatch(known.get("pattern", FORMS.get(known.get("format"), ".*")), value, re.DOTALL):
                return name
        return None

    def time(value: str) -> datetime | None:
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            return None

    def stamp(at: datetime) -> str:
        return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def subscribe(world: World, call: Call) -> Response:
        body = call.request.json
        if name := odd(body, READER_IN, "email tag home"):
            return no("wrong", told=name)
        folded = body["email"] if "capitals" in lies else body["email"].lower()
        if any(
            folded == (one["email"] if "capitals" in lies else one["email"].lower()) for one in world.all("readers")
        ):
            return no("taken", 409)
        usual = {"mood": "happy", "pages": 3, "note": "-", "status": "waiting"}
        made = {"id": f"rea-{world.uuid()[:8]}", **usual, **body, "created_at": world.timestamp()}
        made["note"] = made["note"].strip() if "note-cut" in lies else made["note"]
        world.put("readers", made["id"], made)
        return reply(201, made)

    def readers(world: World, call: Call) -> Response:
        asked = call.request.query
        size, sort, status, town = (asked.get(one) for one in ("limit", "sort", "status", "home_town"))
        if not (size or "30").isdigit() or not 1 <= int(size or 30) <= (500 if "larger" in lies else 30):
            return no("wrong", told="limit")
        if status not in (None, *STATES) or sort not in (None, "pages", "-pages"):
            return no("wrong", told="status or sort")
        found = [one for one in reversed(world.all("readers")) if status in (None, one["status"])]
        if not ("alone" in lies and status):
            found = [one for one in found if town in (None, one["home"]["town"])]
        if status and "turned" in lies:
            found.reverse()
        if sort:
            found.sort(key=lambda one: str(one["pages"]) if "texts" in lies else one["pages"], reverse=sort[0] == "-")
        return reply(200, {"items": found[: int(size or 30)]})

    def shown(table: str, name: str) -> Callable[[World, Call], Response]:
        def show(world: World, call: Call) -> Response:
            found = world.get(table, call.path[name])
            return reply(200, found) if found else no("none", 404)

        return show

    def change(world: World, call: Call) -> Response:
        found, body = world.get("readers", call.path["reader_id"]), call.request.json
        if found is None:
            return no("none", 404)
        if not body or (name := odd(body, CHANGES, patched=True)):
            return no("wrong", told=name if body else "nothing to change")
        to, now = body.get("status", found["status"]), found["status"]
        if STATES.index(to) < STATES.index(now) and "woken" not in lies:
            return no("backwards", 409)
        lost = {"pages": 3} if "reset" in lies and "status" in body else {}
        lost |= {"note": "-"} if "note-lost" in lies and body.keys() == {"mood"} else {}
        new = {**found, **lost, **body}
        world.put("readers", new["id"], new)
        return reply(200, new)

    def write(world: World, call: Call) -> Response:
        body = call.request.json
        if name := odd(body, ISSUE_IN, "ref title tag"):
            return no("wrong", told=name)
        known = next((one for one in world.all("issues") if one["ref"] == body["ref"]), None)
        if known is not None:
            is_same = all(known[name] == body[name] for name in body)
            return reply(200, known) if is_same or "reused" in lies else no("known", 409, "ref")
        seconds = 30 if "short" in lies else 3600
        ends = datetime.fromisoformat(world.timestamp()) + timedelta(seconds=seconds)
        made = {"id": f"iss-{world.uuid()[:8]}", **body, "status": "draft", "send_at": None, "moves": 0,
                "preview_seconds": 60 if "minutes" in lies else 3600, "preview_until": stamp(ends),
                "created_at": world.timestamp()}  # fmt: skip
        world.put("issues", made["id"], made)
        return reply(201, made)

    def send(world: World, call: Call) -> Response:
        issue, body = world.get("issues", call.path["issue_id"]), call.request.json
        if issue is None:
            return no("none", 404)
        if odd(body, {"send_at": {"type": "string"}}):
            return no("wrong", told="body")
        at = time(body["send_at"]) if "send_at" in body else None
        if "send_at" in body and (at is None or at.tzinfo is None):
            return no("wrong", told="send_at")
        if at is not None and not timedelta(0) < at - datetime.now(UTC) < timedelta(days=90):
            return no("wrong", told="send_at must lie within 90 days from now")
        if issue["status"] != "draft":
            return no("wrong_state", 409)
        if not any(one["status"] == "awake" and one["tag"] == issue["tag"] for one in world.all("readers")):
            return no("nobody", 409)
        moment = at.replace(tzinfo=UTC) if at is not None and "zone" in lies else at
        new = {**issue, "status": "planned" if at else "sent", "send_at": stamp(moment) if moment else None}
        world.put("issues", issue["id"], new)
        return reply(200, new)

    def stop(world: World, call: Call) -> Response:
        issue = world.get("issues", call.path["issue_id"])
        if issue is None:
            return no("none", 404)
        if issue["status"] != "planned" and not ("draft-stopped" in lies and issue["status"] == "draft"):
            return no("locked" if "other-code" in lies else "wrong_state", 409)
        world.put("issues", issue["id"], {**issue, "status": "stopped"})
        return reply(200, {**issue, "status": "stopped"})

    def move(world: World, call: Call) -> Response:
        issue = world.get("issues", call.path["issue_id"])
        if issue is None:
            return no("none", 404)
        if issue["status"] not in ("draft", "planned") or ("draft-unmoved" in lies and issue["status"] == "draft"):
            return no("wrong_state", 409)
        if issue["moves"] >= 2:
            return no("wrong_state" if "often-code" in lies else "moved_often", 409)
        world.put("issues", issue["id"], {**issue, "moves": issue["moves"] + 1})
        return reply(200, {**issue, "moves": issue["moves"] + 1})

    def stamp_sold(world: World, call: Call) -> Response:
        key, body = call.request.headers.get("idempotency-key", ""), call.request.json
        if not key:
            return no("wrong" if "unkeyed" in lies else "key_needed", 400)
        if name := odd(body, {"worth": PAGES}, "worth"):
            return no("wrong", told=name)
        known = world.get("stamps", key) or {"id": f"sta-{world.uuid()[:8]}", **body}
        world.put("stamps", key, known)
        return reply(201, known)

    routes = [
        Route("POST", "/stamps", stamp_sold),
        Route("POST", "/readers", subscribe),
        Route("GET", "/readers", readers),
        Route("GET", "/readers/{reader_id}", shown("readers", "reader_id")),
        Route("PATCH", "/readers/{reader_id}", change),
        Route("POST", "/issues", write),
        Route("GET", "/issues/{issue_id}", shown("issues", "issue_id")),
        Route("POST", "/issues/{issue_id}/send", send),
        Route("POST", "/issues/{issue_id}/stop", stop),
        Route("POST", "/issues/{issue_id}/move", move),
    ]
    return Emulator(Vendor("Letters", routes, gate, Response(404)))
