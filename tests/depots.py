"""A vendor for tests: pallets below depots, pickups that take them, charges with a ceiling, and ways to go wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import Any

from driftline.emulator import Call, Emulator, Response, Route, Vendor, World, reply

EMAIL = {"type": ["string", "null"], "format": "email"}
CODE = {"type": "string", "pattern": "^[A-Z]{2}-[0-9]{2,6}$"}
CRATE = {
    "type": "object",
    "required": ["kind", "height"],
    "properties": {"kind": {"const": "crate"}, "height": {"type": "integer", "minimum": 1, "maximum": 9}},
}
SACK = {
    "type": "object",
    "required": ["kind", "cloth"],
    "properties": {"kind": {"const": "sack"}, "cloth": {"type": "string", "maxLength": 12}},
}
DEPOT_IN = {"code": CODE, "name": {"type": "string", "maxLength": 40}, "open": {"type": "boolean"}, "email": EMAIL}
PALLET_IN: dict[str, Any] = {
    "label": {"type": "string", "pattern": "^[A-Z]-[A-Z0-9]{1,5}$"},
    "weight": {"type": "number", "minimum": 0.5, "maximum": 40.5},
    "packing": {"oneOf": [CRATE, SACK]},
}
PICKUP_IN = {"pallet_id": {"type": "string"}, "day": {"type": "string", "format": "date"}, "days": {"type": "integer"}}
PICKUP_IN["amount"] = {"type": "integer", "minimum": 1}
CHARGE_IN = {"amount": {"type": "integer", "minimum": 1, "description": "At most what is not charged yet."}}
ERROR = {"type": "object", "properties": {"code": {"type": "string"}, "told": {"type": "string"}}}
ID = {"id": {"type": "string"}}


def _object(properties: dict[str, Any], required: str = "") -> dict[str, Any]:
    return {"type": "object", "required": required.split(), "properties": properties, "additionalProperties": False}


DEPOT = _object({**ID, **DEPOT_IN}, "id code name open")
STATES = {"type": "string", "enum": ["free", "reserved", "sealed", "gone"]}
PALLET = _object({**ID, "depot_id": {"type": "string"}, **PALLET_IN, "status": STATES}, "id label weight status")
DONE = {"type": "string", "enum": ["booked", "collected"]}
PICKUP = _object(
    {**ID, **PICKUP_IN, "back_on": {"type": "string", "format": "date"}, "status": DONE}, "id status back_on"
)
CHARGE = _object({**ID, **CHARGE_IN}, "id amount")


def _media(schema: Any, example: Any = None) -> dict[str, Any]:
    return {"application/json": {"schema": schema, **({} if example is None else {"example": example})}}


def _operation(answer: Any, status: str, *names: str, body: Any = None, query: Any = None) -> dict[str, Any]:
    refused = {code: {"description": "no", "content": _media(ERROR)} for code in ("400", "401", "404", "409", "422")}
    asked = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]
    asked += [{"name": name, "in": "query", "schema": schema} for name, schema in (query or {}).items()]
    content = {"content": _media(answer)} if answer else {}
    accepted = {one: {"description": "ok", **content} for one in status.split()}
    made: dict[str, Any] = {"parameters": asked, "responses": {**accepted, **refused}}
    return made | ({"requestBody": {"required": True, "content": body}} if body else {})


def _list(item: Any) -> dict[str, Any]:
    return _object({"items": {"type": "array", "items": item}}, "items")


DEPOT_BODY = {"code": "NO-12", "name": "North", "open": True, "email": "north@depots.test"}
PALLET_BODY = {"label": "A-12", "weight": 12.5, "packing": {"kind": "crate", "height": 3}}
PICKUP_BODY = {"pallet_id": "pallet-1", "day": "2027-06-18", "days": 3, "amount": 900}
SORTS = {"type": "string", "enum": ["name", "-name"], "default": "name"}
SPEC: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Depots", "version": "1"},
    "security": [{"bearer": []}],
    "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
    "paths": {
        "/depots": {
            "post": _operation(DEPOT, "201", body=_media(_object(DEPOT_IN, "code name"), DEPOT_BODY)),
            "get": _operation(
                _list(DEPOT), "200", query={"open": {"type": "boolean"}, "q": {"type": "string"}, "sort": SORTS}
            ),
        },
        "/depots/{depot_id}": {
            "get": _operation(DEPOT, "200", "depot_id"),
            "patch": _operation(DEPOT, "200", "depot_id", body=_media(_object(DEPOT_IN), {"name": "Far North"})),
            "delete": _operation(None, "204", "depot_id"),
        },
        "/depots/{depot_id}/restore": {"post": _operation(DEPOT, "200", "depot_id")},
        "/depots/{depot_id}/pallets": {
            "post": _operation(
                PALLET, "201", "depot_id", body=_media(_object(PALLET_IN, "label weight packing"), PALLET_BODY)
            ),
            "get": _operation(_list(PALLET), "200", "depot_id", query={"min_weight": {"type": "number"}}),
        },
        "/depots/{depot_id}/pallets/{pallet_id}": {"get": _operation(PALLET, "200", "depot_id", "pallet_id")},
        "/depots/{depot_id}/pallets/{pallet_id}/seal": {"post": _operation(PALLET, "200", "depot_id", "pallet_id")},
        "/pickups": {
            "post": _operation(PICKUP, "201", body=_media(_object(PICKUP_IN, "pallet_id day days amount"), PICKUP_BODY))
        },
        "/pickups/{pickup_id}": {"get": _operation(PICKUP, "200", "pickup_id")},
        "/pickups/{pickup_id}/collect": {"post": _operation(PICKUP, "200", "pickup_id")},
        "/pickups/{pickup_id}/charges": {
            "post": _operation(CHARGE, "201", "pickup_id", body=_media(_object(CHARGE_IN, "amount"), {"amount": 300}))
        },
    },
}
DOCS = """# Depots

`POST /depots` opens a depot. No two depots share a `code`; a second one is refused with `409`.

`POST /depots/{depot_id}/restore` brings a deleted depot back. A depot that is not `deleted` is refused with `409`.

# Pallets

`POST /depots/{depot_id}/pallets` puts a pallet into a depot. Within a depot each `label` is used once.

`POST /depots/{depot_id}/pallets/{pallet_id}/seal` closes it. The pallet becomes `sealed`. Only a `free` pallet can be
sealed; any other is answered with `409`.

# Pickups

`POST /pickups` takes a pallet. The pallet must be `free`, or you get `409`. Booking makes it `reserved`. `back_on` is `day`
plus `days`.

| Call | From | To | The pallet becomes |
|---|---|---|---|
| `POST /pickups/{pickup_id}/collect` | `booked` | `collected` | `gone` |
"""


def _is_packed(value: Any, lies: Collection[str]) -> bool:
    if not isinstance(value, dict):
        return False
    if value.get("kind") == "sack":
        cloth = value.get("cloth", "jute" if "cloth" in lies else None)
        return value.keys() <= {"kind", "cloth"} and isinstance(cloth, str) and len(cloth) <= 12
    height, most = value.get("height"), 99 if "height" in lies else 9
    return (
        value.keys() == {"kind", "height"} and value["kind"] == "crate" and type(height) is int and 1 <= height <= most
    )


def _is_depot(body: Any) -> bool:
    if not isinstance(body, dict) or not body.keys() <= DEPOT_IN.keys():
        return False
    code, name, email = body.get("code", "NO-12"), body.get("name", "North"), body.get("email")
    texts = (
        isinstance(code, str) and isinstance(name, str) and (email is None or (isinstance(email, str) and "@" in email))
    )
    fits = texts and re.fullmatch(r"[A-Z]{2}-[0-9]{2,6}", code) and len(name) <= 40
    return bool(fits) and isinstance(body.get("open", True), bool)


def depots(lies: Collection[str] = ()) -> Emulator:
    """Fresh depots that tell the named lies."""

    def gate(world: World, call: Call) -> Response | None:
        return None if call.request.headers.get("authorization") == "Bearer one" else refused("who", 401)

    def refused(code: str, status: int) -> Response:
        return reply(status, {"code": code})

    def depot_of(world: World, call: Call) -> dict[str, Any] | None:
        depot = world.get("depots", call.path["depot_id"])
        return None if depot is None or depot.get("deleted") else {k: v for k, v in depot.items() if k != "deleted"}

    def taken(world: World, code: Any, own: str = "") -> bool:
        return "code-twice" not in lies and any(one["code"] == code and one["id"] != own for one in world.all("depots"))

    def open_depot(world: World, call: Call) -> Response:
        body = call.request.json
        if not _is_depot(body) or not {"code", "name"} <= body.keys():
            return refused("wrong", 422)
        if taken(world, body["code"]):
            return refused("taken", 409)
        depot = {"open": True, "email": None, **body, "id": world.uuid()}
        world.put("depots", depot["id"], depot)
        return reply(201, depot)

    def list_depots(world: World, call: Call) -> Response:
        asked, found = call.request.query, [one for one in world.all("depots") if not one.get("deleted")]
        if asked.get("sort", "name") not in SORTS["enum"]:
            return refused("wrong", 422)
        if "open" in asked and not ("open" in lies and asked["open"] == "false"):
            found = [one for one in found if str(one["open"]).lower() == asked["open"]]
        if "q" in asked and "q" not in lies:
            found = [one for one in found if asked["q"].lower() in one["name"].lower()]
        down = (asked["sort"] == "-name") if "sort" in asked else "sort" in lies
        return reply(200, {"items": sorted(found, key=lambda one: str(one["name"]), reverse=down)})

    def show_depot(world: World, call: Call) -> Response:
        depot = depot_of(world, call)
        return reply(200, depot) if depot else refused("none", 404)

    def change(world: World, call: Call) -> Response:
        depot, body = depot_of(world, call), call.request.json
        if depot is None:
            return refused("none", 404)
        if not _is_depot(body):
            return refused("wrong", 422)
        if "code" in body and taken(world, body["code"], depot["id"]):
            return refused("taken", 409)
        new = {k: v for k, v in body.items() if not (v is None and "null-kept" in lies)}
        new = {k: v for k, v in new.items() if not (k == "email" and v is not None and "email-kept" in lies)}
        world.put("depots", depot["id"], {**depot, **new})
        return reply(200, {**depot, **new})

    def close(world: World, call: Call) -> Response:
        depot = depot_of(world, call)
        if depot is None:
            return refused("none", 404)
        world.put("depots", depot["id"], {**depot, "deleted": True})
        return Response(204)

    def restore(world: World, call: Call) -> Response:
        depot = world.get("depots", call.path["depot_id"])
        if depot is None:
            return refused("none", 404)
        if not depot.get("deleted") and "restore" not in lies:
            return refused("not_deleted", 409)
        world.put("depots", depot["id"], {k: v for k, v in depot.items() if k != "deleted"})
        return show_depot(world, call)

    def add(world: World, call: Call) -> Response:
        depot, body = depot_of(world, call), call.request.json
        if depot is None:
            return refused("none", 404)
        if not isinstance(body, dict) or body.keys() != PALLET_IN.keys() or not _is_packed(body["packing"], lies):
            return refused("wrong", 422)
        label, weight = body["label"], body["weight"]
        if not isinstance(label, str) or not re.fullmatch(r"[A-Z]-[A-Z0-9]{1,5}", label):
            return refused("wrong", 422)
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0.5 <= weight <= 40.5:
            return refused("wrong", 422)
        if any(one["label"] == label and one["depot_id"] == depot["id"] for one in world.all("pallets")):
            return refused("taken", 409)
        pallet = {**body, "id": world.uuid(), "depot_id": depot["id"], "status": "free"}
        world.put("pallets", pallet["id"], pallet)
        return reply(201, pallet)

    def list_pallets(world: World, call: Call) -> Response:
        depot, least = depot_of(world, call), call.request.query.get("min_weight", "0")
        if depot is None:
            return refused("none", 404)
        if not re.fullmatch(r"\d{1,6}(\.\d+)?", least):
            return refused("wrong", 422)
        bound = 0.0 if "min-weight" in lies else float(least)
        fits: Callable[[float], bool] = lambda one: one > bound if "more-than" in lies and bound else one >= bound  # noqa: E731
        found = [one for one in world.all("pallets") if one["depot_id"] == depot["id"] and fits(one["weight"])]
        return reply(200, {"items": found})

    def pallet_of(world: World, call: Call) -> dict[str, Any] | None:
        depot, pallet = depot_of(world, call), world.get("pallets", call.path["pallet_id"])
        own = depot is not None and pallet is not None and (pallet["depot_id"] == depot["id"] or "any-depot" in lies)
        return dict(pallet) if pallet is not None and own else None

    def show_pallet(world: World, call: Call) -> Response:
        pallet = pallet_of(world, call)
        return reply(200, pallet) if pallet else refused("none", 404)

    def seal(world: World, call: Call) -> Response:
        pallet = pallet_of(world, call)
        if pallet is None:
            return refused("none", 404)
        if pallet["status"] != "free" and not ("seal-reserved" in lies and pallet["status"] == "reserved"):
            return refused("not_free", 409)
        pallet |= {"status": "reserved" if "seal-state" in lies else "sealed"}
        world.put("pallets", pallet["id"], pallet)
        return reply(200, pallet)

    def book(world: World, call: Call) -> Response:
        body = call.request.json
        if not isinstance(body, dict) or body.keys() != PICKUP_IN.keys():
            return refused("wrong", 422)
        if type(body["days"]) is not int or type(body["amount"]) is not int or body["amount"] < 1:
            return refused("wrong", 422)
        try:
            until = date.fromisoformat(body["day"]) + timedelta(days=body["days"] + ("back-on" in lies))
        except (TypeError, ValueError, OverflowError):
            return refused("wrong", 422)
        pallet = world.get("pallets", body["pallet_id"]) if isinstance(body["pallet_id"], str) else None
        if pallet is None:
            return refused("none", 422)
        if pallet["status"] != "free":
            return refused("not_free", 409)
        world.put("pallets", pallet["id"], {**pallet, "status": "free" if "still-free" in lies else "reserved"})
        pickup = {**body, "id": world.uuid(), "back_on": until.isoformat(), "status": "booked"}
        world.put("pickups", pickup["id"], {**pickup, "charged": 0})
        return reply(201, pickup)

    def shown(pickup: dict[str, Any]) -> dict[str, Any]:
        return {k: v for k, v in pickup.items() if k != "charged"}

    def show(world: World, call: Call) -> Response:
        pickup = world.get("pickups", call.path["pickup_id"])
        return reply(200, shown(dict(pickup))) if pickup else refused("none", 404)

    def collect(world: World, call: Call) -> Response:
        pickup = world.get("pickups", call.path["pickup_id"])
        if pickup is None:
            return refused("none", 404)
        if pickup["status"] != "booked":
            return refused("collected", 409)
        pickup = {**pickup, "status": "collected"}
        world.put("pickups", pickup["id"], pickup)
        pallet = world.get("pallets", pickup["pallet_id"])
        assert pallet is not None
        world.put("pallets", pallet["id"], {**pallet, "status": "reserved" if "still-there" in lies else "gone"})
        return reply(200, shown(pickup))

    def charge(world: World, call: Call) -> Response:
        pickup, body = world.get("pickups", call.path["pickup_id"]), call.request.json
        if pickup is None:
            return refused("none", 404)
        amount = body.get("amount") if isinstance(body, dict) and body.keys() == {"amount"} else None
        if type(amount) is not int or amount < 1:
            return refused("wrong", 422)
        left = pickup["amount"] - (0 if "bit-by-bit" in lies else pickup["charged"])
        if amount > left + (50 if "over" in lies else 0):
            return refused("too_much", 422)
        world.put("pickups", pickup["id"], {**pickup, "charged": pickup["charged"] + amount})
        return reply(201, {"id": world.uuid(), "amount": amount})

    handlers: list[tuple[str, str, Callable[[World, Call], Response]]] = [
        ("POST", "/depots", open_depot),
        ("GET", "/depots", list_depots),
        ("GET", "/depots/{depot_id}", show_depot),
        ("PATCH", "/depots/{depot_id}", change),
        ("DELETE", "/depots/{depot_id}", close),
        ("POST", "/depots/{depot_id}/restore", restore),
        ("POST", "/depots/{depot_id}/pallets", add),
        ("GET", "/depots/{depot_id}/pallets", list_pallets),
        ("GET", "/depots/{depot_id}/pallets/{pallet_id}", show_pallet),
        ("POST", "/depots/{depot_id}/pallets/{pallet_id}/seal", seal),
        ("POST", "/pickups", book),
        ("GET", "/pickups/{pickup_id}", show),
        ("POST", "/pickups/{pickup_id}/collect", collect),
        ("POST", "/pickups/{pickup_id}/charges", charge),
    ]
    return Emulator(Vendor("Depots", [Route(*one) for one in handlers], gate, Response(404)))
