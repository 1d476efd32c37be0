"""A vendor for tests, as a WSGI application: routes, travellers, bookings with bills, hooks, and ways to go wrong.

Its spec shows no request for a booking: the pages do. A booking takes a route and a traveller of one currency, and is
confirmed once its bill is settled.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import re
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

import httpx
from depots import _media as media
from depots import _object as closed
from depots import _operation as operation

TEXT: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": 40}
TIME = {"type": "string", "format": "date-time"}
CURRENCY = {"type": "string", "enum": ["EUR", "SEK"]}
STATES = ["pending", "confirmed", "boarded", "cancelled"]
EVENTS = ["booking.created", "booking.boarded", "booking.cancelled"]
NOTES = {"type": "object", "additionalProperties": {"type": "string"}}
ID = {"type": "string"}
ROUTE_IN = {"name": TEXT, "currency": CURRENCY}
ROUTE = closed({"id": ID, **ROUTE_IN}, "id name currency")
TRAVELLER_IN = {"email": {"type": "string", "format": "email"}, "name": TEXT, "currency": CURRENCY, "notes": NOTES}
TRAVELLER = closed(
    {"id": ID, **TRAVELLER_IN, "pending_bookings": {"type": "integer"}, "last_booking": {"type": ["string", "null"]}},
    "id email name currency notes pending_bookings last_booking",
)
CARD = closed({"number": {"type": "string", "pattern": "^[0-9]{12,19}$"}}, "number")
BOOKING_IN = {
    "traveller_id": ID,
    "route_id": ID,
    "card": CARD,
    "seats": {"type": "integer", "minimum": 1, "maximum": 9},
}
BOOKING: dict[str, Any] = closed(
    {"id": ID, "traveller_id": ID, "route_id": ID, "seats": {"type": "integer"}, "fare": {"type": "integer"},
     "status": {"type": "string", "enum": STATES}, "latest_bill_id": ID, "card": {"type": "object"},
     "created_at": TIME, "updated_at": TIME, "boarded_at": {**TIME, "type": ["string", "null"]}},
    "id traveller_id route_id seats fare status latest_bill_id card created_at updated_at boarded_at",
)  # fmt: skip
BILL = closed(
    {"id": ID, "booking_id": ID, "status": {"type": "string", "enum": ["open", "settled"]}}, "id booking_id status"
)
HOOK_IN = {"url": {"type": "string", "minLength": 8}, "events": {"type": "array", "items": {"type": "string", "enum": EVENTS}},
           "enabled": {"type": "boolean", "default": True}}  # fmt: skip
HOOK = closed({"id": ID, **HOOK_IN, "secret": {"type": "string"}}, "id url events enabled")
PAGED = closed(
    {"items": {"type": "array", "items": BOOKING}, "total": {"type": "integer"}, "has_more": {"type": "boolean"},
     "next_cursor": {"type": ["string", "null"]}}, "items total has_more next_cursor",
)  # fmt: skip
QUERY = {"status": {"type": "string", "enum": STATES}, "traveller_id": ID, "cursor": ID,
         "limit": {"type": "integer", "minimum": 1, "maximum": 200, "default": 20}}  # fmt: skip
EVENT = closed({"id": ID, "type": {"type": "string"}, "created_at": TIME, "data": closed({"booking": BOOKING}, "booking")},
               "id type created_at data")  # fmt: skip
REFUSAL = closed({"code": ID, "wrong": {"type": "array", "items": ID}}, "code")
SIGNED = {"name": "Ferry-Signature", "in": "header", "required": True, "schema": {"type": "string"}}


def _sent(event: str) -> dict[str, Any]:
    taken = {"200": {"description": "taken"}}
    content = {"required": True, "content": media(EVENT)}
    return {
        "post": {
            "operationId": event,
            "security": [],
            "parameters": [SIGNED],
            "requestBody": content,
            "responses": taken,
        }
    }


SPEC: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Ferries", "version": "1"},
    "security": [{"bearer": []}],
    "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
    "paths": {
        "/routes": {"post": operation(ROUTE, "201", body=media(closed(ROUTE_IN, "name currency"), {"name": "North", "currency": "SEK"}))},
        "/travellers": {"post": operation(TRAVELLER, "201", body=media({
            **closed(TRAVELLER_IN, "email name currency"),
            "examples": [{"email": "mia@hav.example", "name": "Mia", "currency": "EUR", "notes": {"seat": "aisle"}}]}))},
        "/travellers/{traveller_id}": {
            "get": operation(TRAVELLER, "200", "traveller_id"),
            "patch": operation(TRAVELLER, "200", "traveller_id", body=media(closed({"name": TEXT, "notes": NOTES}), {"name": "Mia Hav"})),
        },
        "/bookings": {
            "post": operation(BOOKING, "201", body=media(closed(BOOKING_IN, "traveller_id route_id card seats"))),
            "get": operation(PAGED, "200", query=QUERY),
        },
        "/bookings/{booking_id}": {"get": operation(BOOKING, "200", "booking_id")},
        "/bookings/{booking_id}/board": {"post": operation(BOOKING, "200", "booking_id")},
        "/bookings/{booking_id}/cancel": {"post": operation(BOOKING, "200", "booking_id")},
        "/bills/{bill_id}": {"get": operation(BILL, "200", "bill_id")},
        "/bills/{bill_id}/settle": {"post": operation(BILL, "200", "bill_id")},
        "/hooks": {"post": operation(HOOK, "201", body=media(closed(HOOK_IN, "url events"), {"url": "https://quay.example/in", "events": EVENTS[:1]}))},
        "/hooks/{hook_id}": {"delete": operation(None, "204", "hook_id")},
    },
    "webhooks": {event: _sent(event) for event in EVENTS},
}  # fmt: skip
for _path in SPEC["paths"].values():
    for _made in _path.values():
        for _status in ("400", "401", "402", "404", "409", "415", "422"):
            _made["responses"][_status] = {"description": "no", "content": media(REFUSAL)}
KEY = {"name": "Idempotency-Key", "in": "header", "required": False, "schema": {"type": "string"}}
SPEC["paths"]["/travellers"]["post"]["parameters"] = [KEY]
DOCS = """# Ferries

Each of these steps moves the booking's `updated_at`. All fields that are wrong are reported together in `wrong`. Every
answer has a `Trace-Id` header: send one yourself and we will use yours in the response. A `cursor` that we did not give
is refused with `400` and the code `bad_cursor`.

Repeat a `POST` safely with the `Idempotency-Key` header: the same key gives the original answer. If a key comes back with
a different body, we do not guess. You get a `409`.

## Travellers

`GET /travellers/{traveller_id}` shows one. `pending_bookings` counts bookings whose status is `pending`.

## Bookings

`POST /bookings` books seats.

```bash
curl -X POST https://api.ferries.test/bookings -H 'Authorization: Bearer one' \\
  -d '{"traveller_id": "tra-100001", "route_id": "rou-100002", "card": {"number": "4242424242424242"}, "seats": 2}'
```

```http
HTTP/1.1 201 Created
Content-Type: application/json

{"id": "boo-100003", "traveller_id": "tra-100001", "route_id": "rou-100002", "seats": 2, "fare": 2500,
 "status": "pending", "latest_bill_id": "bil-100004", "card": {"last4": "4242"},
 "created_at": "2026-03-04T09:10:00.000Z", "updated_at": "2026-03-04T09:10:00.000Z", "boarded_at": null}
```

| Card | Outcome |
|---|---|
| `4242424242424242` | Approved. |
| `4000000000000002` | 402, `declined`. |

| Action | Request | Allowed from | New status |
|---|---|---|---|
| Board | `POST /bookings/{booking_id}/board` | `confirmed` | `boarded` |
| Cancel | `POST /bookings/{booking_id}/cancel` | `pending`, `confirmed` | `cancelled` |

## Hooks

| Type | Sent when |
|---|---|
| `booking.created` | a booking was made |
| `booking.boarded` | a booking was boarded |
| `booking.cancelled` | a booking was cancelled |

The header `Ferry-Signature` is `t=SECONDS,v1=SIGNATURE`: the HMAC-SHA256, in hex, of the timestamp `t`, a full stop and the
raw body of the event.
"""
FIRST = """# Before the first booking

```bash
curl -X POST https://api.ferries.test/travellers -d '{"email": "mia@hav.example", "name": "Mia", "currency": "SEK"}'
```

```json
{"id": "tra-100001", "email": "mia@hav.example", "name": "Mia", "currency": "SEK", "notes": {}, "pending_bookings": 0,
 "last_booking": null}
```

```bash
curl -X POST https://api.ferries.test/routes -d '{"name": "North", "currency": "SEK"}'
```

```json
{"id": "rou-100002", "name": "North", "currency": "SEK"}
```
"""
PAGES = {"bookings.md": DOCS, "start.md": FIRST}  # the first names what only the second makes
CODES = {"wrong": 422, "none": 404, "route": 404, "broken": 500, "declined": 402, "unknown": 422, "state": 409, "currency": 409, "taken": 409, "reused": 409, "who": 401, "bad_cursor": 400,
         "media": 415, "json": 400}  # fmt: skip


POSTING = httpx.Client(timeout=2, trust_env=False)


class Refused(Exception):  # noqa: N818 - an answer
    """A refusal, by its code, with the fields that are wrong."""


class Ferries:
    """Fresh ferries that tell the named lies: a WSGI application (PEP 3333)."""

    def __init__(self, lies: Collection[str] = ()) -> None:
        self.lies = frozenset(lies)
        self.tables: dict[str, dict[str, dict[str, Any]]] = {
            name: {} for name in ("routes", "travellers", "bookings", "bills", "hooks")
        }
        self.keys: dict[tuple[str, str], tuple[Any, dict[str, Any]]] = {}
        self.count, self.now, self.due = 0, datetime.now(UTC), list[tuple[str, dict[str, Any]]]()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.count += 1
        self.now = max(datetime.now(UTC), self.now + timedelta(milliseconds=1))
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        status, answer = 500, {"code": "broken"}
        try:
            status, answer = self.answer(method, path, environ)
        except Refused as refused:
            code, *wrong = refused.args
            status, answer = (
                CODES[code],
                {"code": code, **({"wrong": wrong[:1] if "first-only" in self.lies else wrong} if wrong else {})},
            )
        trace = environ.get("HTTP_TRACE_ID") if "own-trace" not in self.lies else None
        left = 5000 if "stuck" in self.lies else 10_000 - self.count
        headers = [("content-type", "application/json"), ("trace-id", trace or f"tr-{self.count}"),
                   ("ratelimit-remaining", str(left)), ("ratelimit-reset", "3000")]  # fmt: skip
        start_response(f"{status} Told", headers)
        self.deliver()
        return [json.dumps(answer).encode() if status != 204 else b""]

    def answer(self, method: str, path: str, environ: dict[str, Any]) -> tuple[int, Any]:
        owner = environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ")
        if owner not in ("one", "two"):
            raise Refused("who")
        body = self.body(method, environ)
        steps = path.strip("/").split("/")
        if not any(method.lower() in item and re.fullmatch(re.sub(r"{\w+}", "[^/]+", template), path)
                   for template, item in SPEC["paths"].items()):  # fmt: skip
            raise Refused("route")
        if len(steps) == 1:
            return self.collection(method, steps[0], body, owner, environ)
        return self.one(method, steps, body, owner)

    def body(self, method: str, environ: dict[str, Any]) -> Any:
        raw = environ.get("wsgi.input", io.BytesIO()).read(int(environ.get("CONTENT_LENGTH") or 0))
        if not raw or method == "GET":
            return {}
        if "json" not in environ.get("CONTENT_TYPE", "") and "media" not in self.lies:
            raise Refused("media")
        try:
            return json.loads(raw)
        except ValueError:
            raise Refused("json") from None

    def new(self, table: str, values: dict[str, Any], owner: str) -> dict[str, Any]:
        made = {
            "id": f"{table[:3]}-{100_000 + self.count * 10 + len(self.tables[table]) % 10}",
            **values,
            "owner": owner,
        }
        self.tables[table][made["id"]] = made
        return made

    def stamp(self) -> str:
        return self.now.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def checked(self, body: Any, fields: dict[str, Any], required: str) -> dict[str, Any]:
        wrong = [] if isinstance(body, dict) else ["body"]
        for name in sorted(required.split()) + sorted(body) if isinstance(body, dict) else ():
            if name not in fields or name not in body or not _fits(fields[name], body[name]):
                wrong.append(name)
        if wrong:
            raise Refused("wrong", *dict.fromkeys(wrong))
        return dict(body)

    def collection(self, method: str, table: str, body: Any, owner: str, environ: dict[str, Any]) -> tuple[int, Any]:
        if method == "GET":
            return 200, self.listed(dict(parse_qsl(environ.get("QUERY_STRING", ""))), owner)
        key = (owner if "key-shared" not in self.lies else "", environ.get("HTTP_IDEMPOTENCY_KEY", ""))
        if table == "travellers" and key[1] and key in self.keys:
            if self.keys[key][0] != body and "key-reused" not in self.lies:
                raise Refused("reused")
            return 201, self.keys[key][1]
        made = getattr(self, f"make_{table}")(body, owner)
        if key[1]:
            self.keys[key] = (body, made)
        return 201, made

    def make_routes(self, body: Any, owner: str) -> dict[str, Any]:
        return self.shown("routes", self.new("routes", self.checked(body, ROUTE_IN, "name currency"), owner))

    def make_travellers(self, body: Any, owner: str) -> dict[str, Any]:
        values = self.checked(body, TRAVELLER_IN, "email name currency")
        return self.shown(
            "travellers", self.new("travellers", {"notes": {}, "last_booking": None, **values}, owner), is_new=True
        )

    def make_hooks(self, body: Any, owner: str) -> dict[str, Any]:
        values = self.checked(body, HOOK_IN, "url events")
        secret = hashlib.sha256(str(self.count).encode()).hexdigest()[:32]
        return self.shown("hooks", self.new("hooks", {"enabled": True, **values, "secret": secret}, owner))

    def make_bookings(self, body: Any, owner: str) -> dict[str, Any]:
        values = self.checked(body, BOOKING_IN, "traveller_id route_id card seats")
        try:
            traveller, route = (
                self.get(table, values[f"{table[:-1]}_id"], owner) for table in ("travellers", "routes")
            )
        except Refused:
            raise Refused("unknown") from None
        if traveller["currency"] != route["currency"]:
            raise Refused("currency")
        number = values.pop("card")["number"]
        if number == "4000000000000002" and "declined-taken" not in self.lies:
            if "declined-kept" in self.lies:
                self.new("bookings", {**values, "status": "pending", "card": {}, "fare": 0, "updated_at": "", "created_at": "",
                                      "boarded_at": None, "latest_bill_id": ""}, owner)  # fmt: skip
            raise Refused("declined")
        values["fare"] = values["seats"] * (1300 if "dearer" in self.lies else 1250)
        card = {"number": number} if "leak" in self.lies else {"last4": number[-4:]}
        at = {"created_at": self.stamp(), "updated_at": self.stamp(), "boarded_at": None}
        booking = self.new("bookings", {**values, "status": "pending", "card": card, **at}, owner)
        booking["latest_bill_id"] = self.new("bills", {"booking_id": booking["id"], "status": "open"}, owner)["id"]
        if "pointer" not in self.lies or traveller["last_booking"] is None:
            traveller["last_booking"] = booking["id"]
        self.due.append(("booking.created", booking))
        return self.shown("bookings", booking)

    def get(self, table: str, key: str, owner: str) -> dict[str, Any]:
        found = self.tables[table].get(key)
        if found is None or found["owner"] != owner:
            raise Refused("none")
        return found

    def shown(self, table: str, one: dict[str, Any], *, is_new: bool = False) -> dict[str, Any]:
        shown = {name: value for name, value in one.items() if name != "owner"}
        if table == "travellers":
            mine = [b for b in self.tables["bookings"].values() if b["traveller_id"] == one["id"]]
            shown["pending_bookings"] = sum(b["status"] == "pending" or "count" in self.lies for b in mine)
            shown["notes"] = {} if "notes" in self.lies and not is_new else one["notes"]
        return shown

    def listed(self, query: dict[str, str], owner: str) -> dict[str, Any]:
        limit = query.get("limit", "20")
        if not limit.isdigit() or not 0 < int(limit) <= 200 or query.get("status", "pending") not in STATES:
            raise Refused("wrong", "limit")
        every = [one for one in self.tables["bookings"].values() if one["owner"] == owner]
        if "by-filter" in self.lies and "traveller_id" in query:
            every = list(self.tables["bookings"].values())
        asked = {name: query[name] for name in ("status", "traveller_id") if name in query}
        fits = any if "either" in self.lies and len(asked) > 1 else all
        every = [one for one in every if fits(one[name] == value for name, value in asked.items())] if asked else every
        start = 0
        if "cursor" in query:
            if not re.fullmatch(r"c\d+", query["cursor"]):
                raise Refused("broken" if "cursor-breaks" in self.lies else "bad_cursor")
            start = int(query["cursor"][1:])
        end = start + int(limit)
        more = len(every) > end or ("always-more" in self.lies and len(every) == end)
        page = [self.shown("bookings", one) for one in every[start:end]]
        return {"items": page, "total": len(every), "has_more": more, "next_cursor": f"c{end}" if more else None}

    def one(self, method: str, steps: list[str], body: Any, owner: str) -> tuple[int, Any]:
        table, key = steps[:2]
        found = self.get(table, key, owner)
        if method == "DELETE":
            if "after-delete" not in self.lies:
                del self.tables[table][key]
            else:
                found["owner"] = f"gone {owner}"
            return 204, None
        if method == "PATCH":
            if "half" in self.lies and isinstance(body, dict) and isinstance(body.get("name"), str):
                found["name"] = body["name"]
            found.update(self.checked(body, {"name": TEXT, "notes": NOTES}, ""))
        elif len(steps) == 3:
            self.act(table, steps[2], found)
        return 200, self.shown(table, found)

    def act(self, table: str, action: str, found: dict[str, Any]) -> None:
        if table == "bills":
            if found["status"] != "open":
                raise Refused("state")
            found["status"] = "settled"
            booking = self.tables["bookings"][found["booking_id"]]
            booking["status"] = "confirmed" if booking["status"] == "pending" else booking["status"]
            return
        allowed = ["confirmed"] if action == "board" else ["pending", "confirmed"]
        if found["status"] not in [*allowed, *(["boarded"] if "late" in self.lies else [])]:
            if "on-refusal" in self.lies:
                self.due.append((f"booking.{action}{'ed' if action == 'board' else 'led'}", found))
            raise Refused("state")
        found["status"] = "boarded" if action == "board" else "cancelled"
        if "still" not in self.lies:
            found["updated_at"] = self.stamp()
        found["boarded_at"] = self.stamp() if action == "board" else found["boarded_at"]
        self.due.append((f"booking.{found['status']}", found))

    def deliver(self) -> None:
        """Post what is due to the hooks that want it."""
        due, self.due = self.due, []
        for event, booking in due:
            for hook in list(self.tables["hooks"].values()):
                is_for = hook["owner"] == booking["owner"] or "to-others" in self.lies or "after-delete" in self.lies
                wants = event in hook["events"] or "unasked" in self.lies
                is_on = hook["enabled"] or "switched-off" in self.lies
                if (
                    is_for
                    and wants
                    and is_on
                    and "127.0.0.1" in hook["url"]
                    and not ("missing" in self.lies and "board" in event)
                ):
                    for _ in range(2 if "twice" in self.lies else 1):
                        self.post(hook, event, booking)

    def post(self, hook: dict[str, Any], event: str, booking: dict[str, Any]) -> None:
        shown = self.shown("bookings", booking)
        shown["seats"] = shown["seats"] + 1 if "seats" in self.lies else shown["seats"]
        value = {
            "id": f"evt-{event}-{booking['id']}",
            "type": event,
            "created_at": self.stamp(),
            "data": {"booking": shown},
        }
        raw, at = json.dumps(value).encode(), str(int(self.now.timestamp()))
        secret = "another" if "wrong-key" in self.lies else hook["secret"]
        signature = hmac.new(secret.encode(), f"{at}.".encode() + raw, hashlib.sha256).hexdigest()
        headers = {"content-type": "application/json", "ferry-signature": f"t={at},v1={signature}"}
        if "unsigned" in self.lies:
            del headers["ferry-signature"]
        POSTING.post(hook["url"], content=raw, headers=headers)


def _fits(schema: dict[str, Any], value: Any) -> bool:
    """Whether a value fits one of the schemas above."""
    kinds = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}
    if not isinstance(value, kinds[schema["type"]]) or (schema["type"] == "integer" and isinstance(value, bool)):
        return False
    if isinstance(value, str):
        is_long = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 500)
        is_mail = schema.get("format") != "email" or re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]+", value) is not None
        return (
            is_long
            and is_mail
            and value in schema.get("enum", [value])
            and bool(re.search(schema.get("pattern", ""), value))
        )
    if isinstance(value, list):
        return all(_fits(schema["items"], one) for one in value)
    if isinstance(value, dict) and "properties" in schema:
        return value.keys() == schema["properties"].keys() and all(
            _fits(schema["properties"][n], v) for n, v in value.items()
        )
    if isinstance(value, dict):
        return all(isinstance(one, str) for one in value.values())
    return bool(schema.get("minimum", value) <= value <= schema.get("maximum", value))
