"""A vendor for tests: stays that are led through their states, on days and at hooks that can be taken, and purses that pay.

A stay goes from asked to left, which takes a confirmation, an entry at a free hook, and a bill that is paid. A move needs
two purses, the first of them filled.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Collection
from datetime import date
from hashlib import sha256
from typing import Any

from depots import _media as media
from depots import _object as closed
from depots import _operation as operation

from driftline.emulator import Call, Emulator, Response, Route, Vendor, World, reply

ID: dict[str, Any] = {"type": "string"}
NAME: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": 40}
COUNT = {"type": "integer", "minimum": 0}
DAY = {"type": "string", "format": "date"}
TIME = {"type": "string", "format": "date-time"}
MONEY = {"type": "string", "pattern": "^[0-9]{1,6}\\.[0-9]{2}$"}
STATES = {"type": "string", "enum": ["asked", "confirmed", "inside", "left", "cancelled"]}
OPEN = {"type": "string", "enum": ["open", "closed"]}
BATHER_IN = {"name": NAME, "motto": NAME}
BATHER = closed({"id": ID, **BATHER_IN, "status": OPEN, "visits": COUNT}, "id name motto status visits")
SAUNA_IN = {"name": NAME, "seats": {"type": "integer", "minimum": 1, "maximum": 4}}
SAUNA = closed({"id": ID, **SAUNA_IN}, "id name seats")
PEOPLE = {
    "adults": {"type": "integer", "minimum": 1, "maximum": 8},
    "children": {"type": "integer", "minimum": 0, "maximum": 8},
}
STAY_IN = {"sauna_id": ID, "bather_id": ID, "starts_on": DAY, "ends_on": DAY, **PEOPLE}
STAY = closed(
    {"id": ID, **STAY_IN, "status": STATES, "hook": {"type": ["string", "null"]}, "balance": COUNT, "created_at": TIME},
    "id sauna_id bather_id starts_on ends_on adults children status hook balance created_at",
)
PAYMENT = closed({"id": ID, "amount": COUNT}, "id amount")
SWEEP = closed({"id": ID, "stay_id": ID, "done": {"type": "boolean"}, "created_at": TIME}, "id stay_id done created_at")
PURSE = closed({"id": ID, "bather_id": ID, "balance": MONEY}, "id bather_id balance")
MOVE_IN = {"from_purse_id": ID, "to_purse_id": ID, "amount": MONEY}
MOVE = closed({"id": ID, **MOVE_IN}, "id from_purse_id to_purse_id amount")
MATCH = {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string"}}
LIMIT = {"type": "integer", "minimum": 1, "maximum": 5, "default": 5}
PAGED = closed({"items": {"type": "array", "items": STAY}, "has_more": {"type": "boolean"}}, "items has_more")
SWEEPS = closed({"items": {"type": "array", "items": SWEEP}}, "items")
STAY_BODY = {
    "sauna_id": "sau-1",
    "bather_id": "bat-1",
    "starts_on": "2027-03-01",
    "ends_on": "2027-03-03",
    "adults": 1,
    "children": 1,
}
MOVE_BODY = {"from_purse_id": "pur-1", "to_purse_id": "pur-2", "amount": "40.00"}


def _stay(name: str, body: Any = None) -> dict[str, Any]:
    return {f"/stays/{{stay_id}}/{name}": {"post": operation(STAY, "200", "stay_id", body=body)}}


SPEC: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Saunas", "version": "1"},
    "security": [{"basic": []}],
    "components": {"securitySchemes": {"basic": {"type": "http", "scheme": "basic"}}},
    "paths": {
        "/bathers": {"post": operation(BATHER, "201", body=media(closed(BATHER_IN, "name motto"), {"name": "Aino", "motto": "Hot"}))},
        "/bathers/{bather_id}": {
            "get": operation(BATHER, "200", "bather_id"),
            "patch": operation(BATHER, "200", "bather_id", body=media(closed({**BATHER_IN, "status": OPEN}), {"name": "Aino H"})),
        },
        "/saunas": {"post": operation(SAUNA, "201", body=media(closed(SAUNA_IN, "name seats"), {"name": "Lake", "seats": 3}))},
        "/saunas/{sauna_id}": {"get": operation(SAUNA, "200", "sauna_id")},
        "/stays": {
            "post": operation(STAY, "201", body=media(closed(STAY_IN, " ".join(STAY_IN)), STAY_BODY)),
            "get": operation(PAGED, "200", query={"bather_id": ID, "limit": LIMIT}),
        },
        "/stays/{stay_id}": {"get": operation(STAY, "200", "stay_id")},
        **_stay("confirm"),
        **_stay("enter", media(closed({"hook": {"type": "string", "pattern": "^[0-9]{3}$"}}, "hook"), {"hook": "104"})),
        "/stays/{stay_id}/payments": {
            "post": operation(PAYMENT, "201", "stay_id", body=media(closed({"amount": {"type": "integer", "minimum": 1}}, "amount"), {"amount": 25}))
        },
        **_stay("leave"),
        **_stay("cancel"),
        "/sweeps": {"get": operation(SWEEPS, "200")},
        "/sweeps/{sweep_id}": {"patch": operation(SWEEP, "200", "sweep_id", body=media(closed({"done": {"type": "boolean"}}, "done"), {"done": True}))},
        "/purses": {"post": operation(PURSE, "201", body=media(closed({"bather_id": ID}, "bather_id"), {"bather_id": "bat-1"}))},
        "/purses/{purse_id}": {"get": operation(PURSE, "200", "purse_id")},
        "/purses/{purse_id}/fill": {"post": operation(PURSE, "200", "purse_id", body=media(closed({"amount": MONEY}, "amount"), {"amount": "90.00"}))},
        "/moves": {"post": operation(MOVE, "201", body=media(closed(MOVE_IN, " ".join(MOVE_IN)), MOVE_BODY))},
        "/moves/{move_id}": {"get": operation(MOVE, "200", "move_id")},
    },
}  # fmt: skip
SPEC["paths"]["/bathers/{bather_id}"]["patch"]["parameters"].append(MATCH)
SPEC["paths"]["/bathers/{bather_id}"]["patch"]["responses"]["412"] = {"description": "no"}
MOVES = SPEC["paths"]["/moves"]["post"]
MOVES["parameters"].append({"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}})
MOVES["responses"]["201"]["headers"] = {"Idempotent-Replayed": {"schema": {"type": "string"}}}
DOCS = """# Stays

```
 asked ──confirm──▶ confirmed ──enter──▶ inside ──leave──▶ left
   │                    │
 cancel               cancel
   ▼                    ▼
 cancelled          cancelled
```

Any other attempt is refused with `409`.

`POST /stays` asks for one. Adults and children together may not exceed the sauna's `seats`.

# Bathers

`visits` goes up by one each time a stay of the bather is left.

# Moves and idempotency

`POST /moves` takes an `Idempotency-Key`. If any value differs, the key is used for something else, and it is refused with `422`.
"""


def saunas(lies: Collection[str] = ()) -> Emulator:
    """Fresh saunas that tell the named lies."""

    def gate(world: World, call: Call) -> Response | None:
        told = base64.b64decode(call.request.headers.get("authorization", "").partition(" ")[2] or b"")
        is_known = told == b"kiosk:warm" or ("half" in lies and told.startswith(b"kiosk:"))
        return None if is_known else no("who", 401)

    def no(code: str, status: int = 409) -> Response:
        return reply(status, {"code": code})

    def added(world: World, table: str, value: dict[str, Any]) -> Response:
        made = {"id": f"{table[:3]}-{world.uuid()[:8]}", **value}
        world.put(table, made["id"], made)
        return reply(201, made)

    def is_text(value: Any) -> bool:
        return isinstance(value, str) and 1 <= len(value) <= 40

    def is_int(value: Any, least: int, most: int) -> bool:
        return type(value) is int and least <= value <= most

    def body_of(call: Call, names: Collection[str]) -> dict[str, Any] | None:
        body = call.request.json
        return body if isinstance(body, dict) and body.keys() == set(names) else None

    def tagged(bather: dict[str, Any]) -> Response:
        tag = bather["name"] if "same-tag" in lies else json.dumps(bather, sort_keys=True)
        return reply(200, bather, {"etag": f'"{sha256(tag.encode()).hexdigest()[:12]}"'})

    def greet(world: World, call: Call) -> Response:
        body = body_of(call, BATHER_IN)
        if body is None or not all(map(is_text, body.values())):
            return no("wrong", 422)
        return added(world, "bathers", {**body, "status": "open", "visits": 0})

    def bather(world: World, call: Call) -> Response:
        found = world.get("bathers", call.path["bather_id"])
        return tagged(found) if found else no("none", 404)

    def change(world: World, call: Call) -> Response:
        found, body = world.get("bathers", call.path["bather_id"]), call.request.json
        if found is None:
            return no("none", 404)
        if not isinstance(body, dict) or not body.keys() <= {*BATHER_IN, "status"}:
            return no("wrong", 422)
        if (
            not all(is_text(one) for name, one in body.items() if name != "status")
            or body.get("status", "open") not in OPEN["enum"]
        ):
            return no("wrong", 422)
        known = [found, *(world.get("old", found["id"]) or {}).values()] if "old-tag" in lies else [found]
        if call.request.headers.get("if-match") not in {tagged(one).headers["etag"] for one in known}:
            return no("stale", 412)
        if found["status"] == "closed":
            return no("closed")
        world.put("old", found["id"], {"last": found})
        world.put("bathers", found["id"], {**found, **body})
        return tagged({**found, **body})

    def build(world: World, call: Call) -> Response:
        body = body_of(call, SAUNA_IN)
        is_good = body is not None and is_text(body["name"]) and is_int(body["seats"], 1, 4)
        return added(world, "saunas", body) if is_good and body else no("wrong", 422)

    def shown(table: str, name: str) -> Callable[[World, Call], Response]:
        def show(world: World, call: Call) -> Response:
            found = world.get(table, call.path[name])
            return reply(200, found) if found else no("none", 404)

        return show

    def days(stay: dict[str, Any]) -> tuple[date, date]:
        return date.fromisoformat(stay["starts_on"]), date.fromisoformat(stay["ends_on"])

    def ask(world: World, call: Call) -> Response:
        body = body_of(call, STAY_IN)
        try:
            is_good = body is not None and is_int(body["adults"], 1, 8) and is_int(body["children"], 0, 8)
            first, last = days(body) if body and is_good else (date.max, date.min)
        except (ValueError, TypeError):
            return no("wrong", 422)
        if body is None or not is_good or first >= last:
            return no("wrong", 422)
        sauna, who = world.get("saunas", str(body["sauna_id"])), world.get("bathers", str(body["bather_id"]))
        if sauna is None or who is None:
            return no("none", 404)
        if body["adults"] + (0 if "crowd" in lies else body["children"]) > sauna["seats"]:
            return no("crowd", 422)
        for other in world.all("stays"):
            begins, ends = days(other)
            if other["sauna_id"] == sauna["id"] and other["status"] != "cancelled" and begins < last and first < ends:
                return reply(409, {"code": "full", "told": f"nothing is free on {body['starts_on']}"})
        more = {"status": "asked", "hook": None, "balance": 25, "created_at": world.timestamp()}
        return added(world, "stays", {**body, **more})

    def stays(world: World, call: Call) -> Response:
        asked = call.request.query
        if not asked.get("limit", "5").isdigit() or not 1 <= int(asked.get("limit", "5")) <= 5:
            return no("wrong", 422)
        found = [one for one in world.all("stays") if asked.get("bather_id") in (None, one["bather_id"])]
        size = int(asked.get("limit", "5"))
        more = len(found) >= size if "always-more" in lies else len(found) > size
        return reply(200, {"items": found[:size], "has_more": more})

    def led(name: str, before: Collection[str], after: str) -> Callable[[World, Call], Response]:
        def lead(world: World, call: Call) -> Response:
            stay = world.get("stays", call.path["stay_id"])
            if stay is None:
                return no("none", 404)
            if stay["status"] not in before and not (name == "enter" and "early" in lies):
                return no("state")
            new = {**stay, "status": after}
            if name == "enter":
                body = body_of(call, ["hook"])
                hook = body["hook"] if body else None
                if not isinstance(hook, str) or len(hook) != 3 or not hook.isdigit():
                    return no("wrong", 422)
                if any(one["hook"] == hook and one["status"] == "inside" for one in world.all("stays")):
                    return reply(409, {"code": "taken", "told": f"hook {hook} is taken"})
                new["hook"] = hook
            if name == "leave":
                if stay["balance"]:
                    return no("unpaid")
                who = world.get("bathers", stay["bather_id"])
                assert who is not None
                world.put("bathers", who["id"], {**who, "visits": who["visits"] + ("visits" not in lies)})
                added(world, "sweeps", {"stay_id": stay["id"], "done": False, "created_at": world.timestamp()})
            if not (name == "cancel" and "undone" in lies):
                world.put(
                    "stays",
                    stay["id"],
                    {**new, "status": "left" if name == "cancel" and "elsewhere" in lies else after},
                )
            return reply(200, new)

        return lead

    def pay(world: World, call: Call) -> Response:
        stay, body = world.get("stays", call.path["stay_id"]), body_of(call, ["amount"])
        if stay is None:
            return no("none", 404)
        if body is None or not is_int(body["amount"], 1, 10**9):
            return no("wrong", 422)
        if stay["status"] != "inside" or body["amount"] > stay["balance"]:
            return no("state")
        world.put("stays", stay["id"], {**stay, "balance": stay["balance"] - body["amount"]})
        return added(world, "payments", body)

    def sweep(world: World, call: Call) -> Response:
        found, body = world.get("sweeps", call.path["sweep_id"]), body_of(call, ["done"])
        if found is None:
            return no("none", 404)
        if body is None or not isinstance(body["done"], bool):
            return no("wrong", 422)
        world.put("sweeps", found["id"], {**found, **body})
        return reply(200, {**found, **body})

    def purse(world: World, call: Call) -> Response:
        body = body_of(call, ["bather_id"])
        if body is None or not isinstance(body["bather_id"], str):
            return no("wrong", 422)
        if world.get("bathers", body["bather_id"]) is None:
            return no("none", 404)
        return added(world, "purses", {**body, "balance": "0.00"})

    def cents(value: Any) -> int | None:
        whole, dot, rest = value.partition(".") if isinstance(value, str) else ("", "", "")
        return (
            int(whole + rest)
            if dot and whole.isdigit() and len(whole) < 7 and rest.isdigit() and len(rest) == 2
            else None
        )

    def paid(world: World, held: dict[str, Any], by: int) -> dict[str, Any]:
        now = (cents(held["balance"]) or 0) + by
        new = {**held, "balance": f"{now // 100}.{now % 100:02}"}
        world.put("purses", held["id"], new)
        return new

    def fill(world: World, call: Call) -> Response:
        held, body = world.get("purses", call.path["purse_id"]), body_of(call, ["amount"])
        if held is None:
            return no("none", 404)
        amount = cents(body["amount"]) if body else None
        return no("wrong", 422) if amount is None else reply(200, paid(world, held, amount))

    def move(world: World, call: Call) -> Response:
        body = body_of(call, MOVE_IN)
        amount = cents(body["amount"]) if body else None
        key = call.request.headers.get("idempotency-key", "")
        known = world.get("keys", key)
        if known is not None:
            if known["body"] != body and "key-body" not in lies:
                return no("key_reused", 422)
            return reply(201, known["answer"], {"idempotent-replayed": "false" if "unflagged" in lies else "true"})
        if body is None or amount is None or body["from_purse_id"] == body["to_purse_id"]:
            return no("wrong", 422)
        one, other = (world.get("purses", str(body[name])) for name in ("from_purse_id", "to_purse_id"))
        if one is None or other is None:
            return no("none", 404)
        if (cents(one["balance"]) or 0) < amount:
            return no("not_enough")
        paid(world, one, -amount)
        paid(world, other, amount)
        made = added(world, "moves", body)
        if key:
            world.put("keys", key, {"body": body, "answer": json.loads(made.body)})
        return made

    handlers: list[tuple[str, str, Callable[[World, Call], Response]]] = [
        ("POST", "/bathers", greet),
        ("GET", "/bathers/{bather_id}", bather),
        ("PATCH", "/bathers/{bather_id}", change),
        ("POST", "/saunas", build),
        ("GET", "/saunas/{sauna_id}", shown("saunas", "sauna_id")),
        ("POST", "/stays", ask),
        ("GET", "/stays", stays),
        ("GET", "/stays/{stay_id}", shown("stays", "stay_id")),
        ("POST", "/stays/{stay_id}/confirm", led("confirm", ["asked"], "confirmed")),
        ("POST", "/stays/{stay_id}/enter", led("enter", ["confirmed"], "inside")),
        ("POST", "/stays/{stay_id}/payments", pay),
        ("POST", "/stays/{stay_id}/leave", led("leave", ["inside"], "left")),
        ("POST", "/stays/{stay_id}/cancel", led("cancel", ["asked", "confirmed"], "cancelled")),
        ("GET", "/sweeps", lambda world, call: reply(200, {"items": list(world.all("sweeps"))})),
        ("PATCH", "/sweeps/{sweep_id}", sweep),
        ("POST", "/purses", purse),
        ("GET", "/purses/{purse_id}", shown("purses", "purse_id")),
        ("POST", "/purses/{purse_id}/fill", fill),
        ("POST", "/moves", move),
        ("GET", "/moves/{move_id}", shown("moves", "move_id")),
    ]
    return Emulator(Vendor("Saunas", [Route(*one) for one in handlers], gate, Response(404)))
