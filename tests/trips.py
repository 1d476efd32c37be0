"""A vendor for tests: boat trips, which go on sale once they have a fare, and whose guides lead a few of them at a time.

Ids are numbers, a trip is changed in the version that was read, and what a hold names belongs to its trip.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from depots import _media as media
from depots import _object as closed
from depots import _operation as operation

from driftline.emulator import Call, Emulator, Response, Route, Vendor, World, reply

ID: dict[str, Any] = {"type": "integer"}
NOTE = {"type": "string", "minLength": 1, "maxLength": 60}
STATES = {"type": "string", "enum": ["draft", "on_sale", "paused", "closed"]}
MOVES = {"draft": ["on_sale"], "on_sale": ["paused", "closed"], "paused": ["on_sale", "closed"], "closed": []}
SIZES = {"type": "integer", "minimum": 1, "maximum": 30, "default": 30}
LEVELS = {"type": "string", "enum": ["calm", "rough"], "default": "calm"}
BERTHS = ["brt_quay_1", "brt_quay_2"]
GUIDE_IN = {"name": NOTE, "email": {"type": "string", "maxLength": 80, "format": "email"}}
GUIDE = closed({"id": ID, **GUIDE_IN}, "id name email")
TRIP_IN = {
    "title": NOTE,
    "berth_token": NOTE,
    "leader_id": {**ID, "description": "The guide who leads it."},
    "level": LEVELS,
}
CHANGES = {"title": NOTE, "note": NOTE, "status": STATES}
TRIP = closed(
    {"id": ID, **TRIP_IN, "note": NOTE, "status": STATES, "held": {"type": "integer"}},
    "id title berth_token leader_id level note status held",
)
FARE_IN = {"price": {"type": "integer", "minimum": 1, "maximum": 900}}
FARE = closed({"id": ID, **FARE_IN}, "id price")
LINE = closed({"fare_id": ID, "seats": {"type": "integer", "minimum": 1, "maximum": 4}}, "fare_id seats")
HOLD_IN = {"lines": {"type": "array", "items": LINE, "minItems": 1, "maxItems": 3}, "label": NOTE}
HOLD = closed(
    {"id": ID, "ticket": {"type": "string"}, "label": NOTE, "status": {"type": "string", "enum": ["open", "released"]}},
    "id ticket label status",
)
BOARDING = closed({"id": ID, "ticket": {"type": "string"}}, "id ticket")
QUERY = {"status": {**STATES, "description": "Without it, closed trips are left out."}, "limit": SIZES}
LIST = closed({"items": {"type": "array", "items": TRIP}}, "items")
FIRST = {"title": "Round the isle", "berth_token": BERTHS[0], "leader_id": 1}
ITEM = "/trips/{trip_id}"
SPEC: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Trips", "version": "1"},
    "security": [{"key": []}],
    "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}},
    "paths": {
        "/guides": {"post": operation(GUIDE, "201", body=media(closed(GUIDE_IN, "name email"), {"name": "Ada", "email": "ada@trips.test"}))},
        "/guides/{guide_id}": {"get": operation(GUIDE, "200", "guide_id"), "delete": operation(None, "204", "guide_id")},
        "/trips": {
            "post": operation(TRIP, "201", body=media(closed(TRIP_IN, "title berth_token leader_id"), FIRST)),
            "get": operation(LIST, "200", query=QUERY),
        },
        ITEM: {
            "get": operation(TRIP, "200", "trip_id"),
            "patch": operation(TRIP, "200", "trip_id", body=media(closed(CHANGES), {"note": "Bring a hat"})),
        },
        f"{ITEM}/fares": {"post": operation(FARE, "201", "trip_id", body=media(closed(FARE_IN, "price")))},
        f"{ITEM}/holds": {"post": operation(HOLD, "201", "trip_id", body=media(closed(HOLD_IN, "lines")))},
        "/holds/{hold_id}": {"get": operation(HOLD, "200", "hold_id")},
        "/boardings": {"post": operation(BOARDING, "201", body=media(closed({"ticket": {"type": "string", "minLength": 1}}, "ticket")))},
    },
}  # fmt: skip
SPEC["paths"][ITEM]["patch"]["responses"] |= {one: {"description": "no"} for one in ("412", "428")}
for _path in ("/guides", "/trips"):
    _created = SPEC["paths"][_path]["post"]["responses"]["201"]
    _created["headers"] = {"Location": {"description": "Where it can be read.", "schema": {"type": "string"}}}
PAGES_OF = {
    "guides.md": """# Guides

`POST /guides` adds one, `DELETE /guides/{guide_id}` removes it.

E-mail addresses are stored in small letters whatever you send, and each can be used by one guide only. Capitals don't
matter there. Once a guide has been deleted, its email is free for another one.
""",
    "trips.md": """# Trips

`POST /trips` makes a draft. A guide leads ten trips at most. `PATCH /trips/{trip_id}` changes one; a refused call
changes nothing. Send the version that you read in `If-Match`.

**Closed trips are left out** of `GET /trips` unless you ask for them with `status=closed`.

| From | to `draft` | to `on_sale` | to `paused` | to `closed` |
|---|---|---|---|---|
| `draft` | no | yes | no | no |
| `on_sale` | no | no | yes | yes |
| `paused` | no | yes | no | yes |
| `closed` | no | no | no | no |

Closing ends the sale for good: all open holds of the trip are released on the spot.
""",
}


def trips(lies: Collection[str] = ()) -> Emulator:
    """Fresh trips that tell the named lies."""

    def gate(world: World, call: Call) -> Response | None:
        return None if call.request.headers.get("x-key") == "helm" else no("who", 401)

    def no(code: str, status: int = 422, told: str = "") -> Response:
        return reply(status, {"code": code, "told": told})

    def odd(value: Any, schema: Mapping[str, Any], name: str = "body") -> str | None:
        """The field of a value that its schema rules out, if one is."""
        kind = schema["type"]
        if kind == "object":
            if not isinstance(value, dict) or not value.keys() <= schema["properties"].keys():
                return name
            missing = next((one for one in schema["required"] if one not in value), None)
            parts = (odd(one, schema["properties"][key], key) for key, one in value.items())
            return missing or next(filter(None, parts), None)
        if kind == "array":
            fits = isinstance(value, list) and 1 <= len(value) <= schema["maxItems"]
            return next(filter(None, (odd(one, schema["items"], name) for one in value)), None) if fits else name
        if kind == "integer":
            most = 99 if "seats-any" in lies and name == "seats" else schema.get("maximum", 10**9)
            return None if type(value) is int and schema.get("minimum", 0) <= value <= most else name
        is_text = isinstance(value, str) and 1 <= len(value) <= schema.get("maxLength", 60)
        is_mail = is_text and ("format" not in schema or re.fullmatch(r"[^@\s]+@[^@\s]+\.[A-Za-z]+", value))
        return None if is_mail and value in schema.get("enum", [value]) else name

    def seen(kept: Mapping[str, Any]) -> dict[str, Any]:
        return {name: one for name, one in kept.items() if name not in ("trip", "sent")}

    def add(world: World, table: str, made: Mapping[str, Any]) -> dict[str, Any]:
        new = {"id": 1 + len(world.all(table)) + len(world.all(f"{table}-gone")), **made}  # every kind counts by itself
        return world.put(table, str(new["id"]), new)

    def enrol(world: World, call: Call) -> Response:
        body = call.request.json
        if name := odd(body, closed(GUIDE_IN, "name email")):
            return no("wrong", told=name)
        known = world.all("guides") + (world.all("guides-gone") if "email-stays" in lies else [])
        email = body["email"] if "case-kept" in lies else body["email"].lower()
        asked = body["email"] if "capitals" in lies else body["email"].lower()
        if any(asked in (one["sent"], one["email"].lower() if "capitals" not in lies else "") for one in known):
            return no("taken", 409, "email")
        made = add(world, "guides", {**body, "email": email, "sent": body["email"]})
        return reply(201, seen(made), {} if "nowhere" in lies else {"location": f"/guides/{made['id']}"})

    def drop(world: World, call: Call) -> Response:
        guide = world.get("guides", call.path["guide_id"])
        if guide is None:
            return no("none", 404)
        world.delete("guides", call.path["guide_id"])
        world.put("guides-gone", call.path["guide_id"], guide)
        return reply(204)

    def offer(world: World, call: Call) -> Response:
        body = call.request.json
        if name := odd(body, closed(TRIP_IN, "title berth_token leader_id")):
            return no("wrong", told=name)
        if body["berth_token"] not in BERTHS:
            return no("unknown", told="berth_token is none of ours")
        if world.get("guides", str(body["leader_id"])) is None:
            return no("unknown", told="leader_id is none of your guides")
        if sum(one["leader_id"] == body["leader_id"] for one in world.all("trips")) >= 10:
            return no("guide_full", 409)
        level = "rough" if "level-rough" in lies else "calm"
        made = add(world, "trips", {"level": level, **body, "note": "-", "status": "draft", "held": 0})
        return reply(201, made, {"location": f"/trips/{made['id']}"})

    def listed(world: World, call: Call) -> Response:
        size, status = call.request.query.get("limit", "30"), call.request.query.get("status")
        if not size.isdigit() or not 1 <= int(size) <= 30 or status not in (None, *MOVES):
            return no("wrong", told="limit or status")
        hidden = () if status or "closed-listed" in lies else ("closed",)
        found = [one for one in reversed(world.all("trips")) if one["status"] not in hidden]
        return reply(200, {"items": [one for one in found if status in (None, one["status"])][: int(size)]})

    def version(trip: Mapping[str, Any]) -> str:
        return f'"{trip["title"]}/{trip["note"]}/{trip["status"]}"'

    def shown(table: str, name: str) -> Any:
        def show(world: World, call: Call) -> Response:
            found = world.get(table, call.path[name])
            tag = {"etag": version(found)} if found and table == "trips" else {}
            return reply(200, seen(found), tag) if found else no("none", 404)

        return show

    def change(world: World, call: Call) -> Response:
        trip, body = world.get("trips", call.path["trip_id"]), call.request.json
        if trip is None:
            return no("none", 404)
        if "if-match" not in call.request.headers:
            return no("which_version", 428)
        if call.request.headers["if-match"] != version(trip):
            return no("changed", 412)
        if name := odd(body, closed(CHANGES)):
            return no("wrong", told=name)
        to = body.get("status", trip["status"])
        is_jump = "jump" in lies and (trip["status"], to) == ("draft", "paused")
        if to != trip["status"] and to not in MOVES[trip["status"]] and not is_jump:
            if "stuck-title" in lies and "title" in body:
                world.put("trips", str(trip["id"]), {**trip, "title": body["title"]})
            return no("no_way", 409)
        if to == "on_sale" and not [one for one in world.all("fares") if one["trip"] == trip["id"]]:
            return no("no_fare", 409)
        for hold in world.all("holds") if to == "closed" and "kept-holds" not in lies else ():
            if hold["trip"] == trip["id"]:
                world.put("holds", str(hold["id"]), {**hold, "status": "released"})
        new = world.put("trips", str(trip["id"]), {**trip, **body})
        return reply(200, new, {"etag": version(new)})

    def price(world: World, call: Call) -> Response:
        trip, body = world.get("trips", call.path["trip_id"]), call.request.json
        if trip is None:
            return no("none", 404)
        if name := odd(body, closed(FARE_IN, "price")):
            return no("wrong", told=name)
        made = add(world, "fares", {**body, "trip": trip["id"]})
        return reply(201, {"id": made["id"], "price": made["price"]})

    def hold(world: World, call: Call) -> Response:
        trip, body = world.get("trips", call.path["trip_id"]), call.request.json
        if trip is None:
            return no("none", 404)
        if name := odd(body, closed(HOLD_IN, "lines")):
            return no("wrong", told=name)
        if trip["status"] != "on_sale":
            return no("not_on_sale", 409)
        fares = {one["id"] for one in world.all("fares") if one["trip"] == trip["id"]}
        if any(one["fare_id"] not in fares for one in body["lines"]):
            return no("wrong", told="fare_id is no fare of this trip")
        label = "-" if "label-lost" in lies else body.get("label", "-")
        ticket = f"T{world.uuid()[:8]}"
        made = add(world, "holds", {"label": label, "ticket": ticket, "status": "open", "trip": trip["id"]})
        return reply(201, {**seen(made), "label": body.get("label", "-")})

    def held(world: World, call: Call) -> Response:
        found = world.get("holds", call.path["hold_id"])
        return reply(200, seen(found)) if found else no("none", 404)

    def board(world: World, call: Call) -> Response:
        body = call.request.json
        if name := odd(body, closed({"ticket": NOTE}, "ticket")):
            return no("wrong", told=name)
        if body["ticket"] not in {one["ticket"] for one in world.all("holds")}:
            return no("unknown", told="ticket is none of ours")
        return reply(201, add(world, "boardings", body))

    routes = [
        Route("POST", "/guides", enrol),
        Route("GET", "/guides/{guide_id}", shown("guides", "guide_id")),
        Route("DELETE", "/guides/{guide_id}", drop),
        Route("POST", "/trips", offer),
        Route("GET", "/trips", listed),
        Route("GET", "/trips/{trip_id}", shown("trips", "trip_id")),
        Route("PATCH", "/trips/{trip_id}", change),
        Route("POST", "/trips/{trip_id}/fares", price),
        Route("POST", "/trips/{trip_id}/holds", hold),
        Route("GET", "/holds/{hold_id}", held),
        Route("POST", "/boardings", board),
    ]
    return Emulator(Vendor("Trips", routes, gate, Response(404)))
