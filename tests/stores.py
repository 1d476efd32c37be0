"""A vendor for tests: storerooms, where goods can be moved once they were received, and a bill comes with a subscription.

Goods and bays go by codes of their own, and a second key of the account may only read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from depots import _media as media
from depots import _object as closed
from depots import _operation as operation

from driftline.emulator import Call, Emulator, Response, Route, Vendor, World, reply

FULL, READING = "stk_full_4711", "stk_read_0815"
TEXT = {"type": "string", "minLength": 1, "maxLength": 40}
AT = {"type": "string", "format": "date-time"}
COUNT = {"type": "integer", "minimum": 1, "maximum": 500}
NOTE = {"type": "string", "minLength": 1, "maxLength": 200}
GOODS_IN = {"sku": TEXT, "name": TEXT, "note": NOTE}
BAY_IN = {"code": TEXT, "zone": {"type": "string", "enum": ["dry", "cold"]}}
DELIVERY_IN = {"sku": TEXT, "quantity": COUNT, "supplier": TEXT, "reference": TEXT}
DISCOUNT_IN = {"title": TEXT, "percent": COUNT, "amount": COUNT, "expires_in_hours": {**COUNT, "default": 72}}
MOVE_IN = {"sku": TEXT, "from_bay": TEXT, "to_bay": TEXT, "quantity": COUNT}
PLAN_IN = {"title": TEXT, "kind": {"type": "string", "enum": ["flat", "metered"]}}
PAYER_IN = {"plan_id": TEXT, "email": TEXT}
USE_IN = {"quantity": COUNT}
GOODS, BAY = closed(GOODS_IN, "sku name"), closed(BAY_IN, "code zone")
DISCOUNT = closed({"id": TEXT, **DISCOUNT_IN, "created_at": AT, "expires_at": AT}, "id title created_at expires_at")
STOCK = closed(
    {"bay": TEXT, "unit": {"type": "string", "enum": ["piece", "case"]}, "quantity": {"type": "integer"}},
    "bay unit quantity",
)
DELIVERY = closed(
    {"id": TEXT, **DELIVERY_IN, "status": {"type": "string", "enum": ["announced", "received"]}},
    "id sku quantity supplier reference status",
)
MOVE = closed({"id": TEXT, **MOVE_IN}, "id sku from_bay to_bay quantity")
PLAN = closed({"id": TEXT, **PLAN_IN}, "id title kind")
PAYER = closed(
    {"id": TEXT, "plan_id": TEXT, "email": {"type": ["string", "null"]}, "created_at": AT},
    "id plan_id email created_at",
)
USE = closed({"id": TEXT, **USE_IN}, "id quantity")
BILL = closed(
    {"id": TEXT, "subscription_id": TEXT, "status": {"type": "string", "enum": ["open", "paid"]}, "created_at": AT},
    "id subscription_id status created_at",
)
BILLS = closed({"items": {"type": "array", "items": BILL}}, "items")


def made(answer: dict[str, Any], sent: dict[str, Any], *ids: str) -> dict[str, Any]:
    """A creation that requires all that it takes."""
    return operation(answer, "201", *ids, body=media(closed(sent, " ".join(sent))))


SPEC: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Stores", "version": "1"},
    "security": [{"key": []}],
    "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}},
    "paths": {
        "/goods": {"post": made(GOODS, GOODS_IN)},
        "/goods/{sku}": {"get": operation(GOODS, "200", "sku")},
        "/bays": {"post": made(BAY, BAY_IN)},
        "/bays/{code}": {"get": operation(BAY, "200", "code")},
        "/deliveries": {"post": made(DELIVERY, DELIVERY_IN)},
        "/deliveries/{delivery_id}/receive": {"post": operation(DELIVERY, "200", "delivery_id", body=media(closed({"bay": TEXT}, "bay")))},
        "/moves": {"post": made(MOVE, MOVE_IN)},
        "/stock": {"get": operation(STOCK, "200", query={"bay": TEXT, "unit": STOCK["properties"]["unit"]})},
        "/discounts": {"post": operation(DISCOUNT, "201", body=media(closed(DISCOUNT_IN, "title"), {"title": "Spring", "percent": 10}))},
        "/plans": {"post": made(PLAN, PLAN_IN)},
        "/subscriptions": {"post": made(PAYER, PAYER_IN)},
        "/subscriptions/{subscription_id}": {"get": operation(PAYER, "200", "subscription_id")},
        "/subscriptions/{subscription_id}/usage": {"post": made(USE, USE_IN, "subscription_id")},
        "/bills": {"get": operation(BILLS, "200")},
        "/bills/{bill_id}": {"get": operation(BILL, "200", "bill_id")},
        "/bills/{bill_id}/pay": {"post": operation(BILL, "200", "bill_id")},
    },
}  # fmt: skip
SPEC["paths"]["/stock"]["get"]["parameters"][0]["required"] = True
PAGES_OF = {
    "start.md": f"""# Getting started

| Shop | Key | May |
|---|---|---|
| Quay | `{FULL}` | everything |
| Quay | `{READING}` | read only |

A reading key sees all of its shop, but any call other than a `GET` is turned away with `403` and `key_reads`. A
subscription that is read with a reading key always has `null` for `email`.

Put goods on a shelf with

```sh
curl $BASE/goods -H "$AUTH" -d '{{"sku": "TEA-GREEN-250", "name": "Green tea", "note": "First flush"}}'

# then somewhere to keep them
curl $BASE/bays -H "$AUTH" -d '{{"code": "A-01-03", "zone": "dry"}}'
```
""",
    "moves.md": """# Moving goods

`POST /moves` moves goods from one bay to another. Goods are in a bay once a delivery of them was received there.
""",
    "deliveries.md": """# Deliveries

`POST /deliveries` announces one. A `reference` may be used once per supplier: a second one is refused with `409`.
""",
}


def stores(lies: Collection[str] = ()) -> Emulator:
    """Fresh storerooms that tell the named lies."""

    def gate(world: World, call: Call) -> Response | None:
        key = call.request.headers.get("x-key")
        if key not in (FULL, READING):
            return no("who", 401)
        writes = call.request.method != "GET" and not ("reader-writes" in lies and call.request.path.endswith("/pay"))
        return no("key_reads", 403) if key == READING and writes else None

    def no(code: str, status: int = 422, told: str = "") -> Response:
        return reply(status, {"code": code, "told": told})

    def odd(body: Any, wanted: Mapping[str, Any]) -> str | None:
        """The field of a body that its schema rules out, if one is."""
        if not isinstance(body, dict) or not body.keys() <= wanted.keys():
            return "body"
        for name, schema in wanted.items():
            one = body.get(name)
            fits = (
                type(one) is int and 1 <= one <= 500
                if schema is COUNT
                else isinstance(one, str) and 1 <= len(one) <= 40
            )
            if name in ("percent", "amount", "expires_in_hours") and one is None:
                continue
            if name == "note" and isinstance(one, str) and 1 <= len(one) <= 200:
                continue
            if not fits or one not in schema.get("enum", [one]):
                return name
        return None

    def add(world: World, table: str, new: Mapping[str, Any]) -> dict[str, Any]:
        kept = {"id": f"{table[:3]}_{world.uuid()[:10]}7", **new}
        return world.put(table, kept["id"], kept)

    def coded(table: str, key: str, wanted: Mapping[str, Any]) -> Any:
        def make(world: World, call: Call) -> Response:
            body = call.request.json
            if name := odd(body, wanted):
                return no("wrong", told=name)
            if world.get(table, body[key]):
                return no("taken", 409, key)
            if body.get("zone") == "cold" and not body["code"].startswith("C"):
                return no("wrong", told="code must begin with a C")
            return reply(201, world.put(table, body[key], body))

        return make

    def shown(table: str, name: str) -> Any:
        def show(world: World, call: Call) -> Response:
            found = world.get(table, call.path[name])
            if found is None:
                return no("none", 404)
            if table == "goods" and "note-cut" in lies:
                found = {**found, "note": found["note"][:60]}
            reads = call.request.headers.get("x-key") == READING and "reader-sees" not in lies
            return reply(200, {**found, "email": None} if reads and "email" in found else found)

        return show

    def announce(world: World, call: Call) -> Response:
        body = call.request.json
        if name := odd(body, DELIVERY_IN):
            return no("wrong", told=name)
        if world.get("goods", body["sku"]) is None:
            return no("unknown", told="sku is none of yours")
        is_known = any(
            all(one[name] == body[name] for name in ("supplier", "reference")) for one in world.all("deliveries")
        )
        if is_known and "reference-twice" not in lies:
            return no("reference_taken", 409)
        return reply(201, add(world, "deliveries", {**body, "status": "announced"}))

    def receive(world: World, call: Call) -> Response:
        found, body = world.get("deliveries", call.path["delivery_id"]), call.request.json
        if found is None:
            return no("none", 404)
        if name := odd(body, {"bay": TEXT}):
            return no("wrong", told=name)
        if world.get("bays", body["bay"]) is None:
            return no("unknown", told="bay is none of yours")
        if found["status"] != "announced":
            return no("received_already", 409)
        stock(world, found["sku"], body["bay"], found["quantity"])
        return reply(200, world.put("deliveries", found["id"], {**found, "status": "received"}))

    def stock(world: World, sku: str, bay: str, more: int = 0) -> int:
        """What there is of goods in a bay, so much more from now on."""
        there = world.get("stock", f"{sku}@{bay}") or {"quantity": 0}
        if more:
            world.put("stock", f"{sku}@{bay}", {"quantity": there["quantity"] + more})
        return int(there["quantity"])

    def move(world: World, call: Call) -> Response:
        body = call.request.json
        if name := odd(body, MOVE_IN):
            return no("wrong", told=name)
        if world.get("goods", body["sku"]) is None or None in (
            world.get("bays", body["from_bay"]),
            world.get("bays", body["to_bay"]),
        ):
            return no("unknown", told="sku, from_bay or to_bay is none of yours")
        if body["from_bay"] == body["to_bay"]:
            return no("wrong", told="to_bay is from_bay")
        if stock(world, body["sku"], body["from_bay"]) < body["quantity"]:
            return no("short", 409)
        stock(world, body["sku"], body["from_bay"], -body["quantity"])
        stock(world, body["sku"], body["to_bay"], body["quantity"])
        new = add(world, "moves", body)
        return reply(201, {**new, "quantity": str(new["quantity"])} if "move-text" in lies else new)

    def discount(world: World, call: Call) -> Response:
        body = call.request.json
        if name := odd(body, DISCOUNT_IN):
            return no("wrong", told=name)
        if ("percent" in body) == ("amount" in body):
            return no("discount", told="Give either percent or amount.")
        hours = body.get("expires_in_hours", 24 if "a-day" in lies else 72)
        times = {"created_at": world.timestamp(), "expires_at": world.timestamp(after=hours * 3600)}
        return reply(201, add(world, "discounts", {**body, **times}))

    def level(world: World, call: Call) -> Response:
        asked = call.request.query
        bay = asked.get("bay") or ("A-01-03" if "bay-optional" in lies else "")
        if not bay or (asked.get("unit", "piece") not in ("piece", "case") and "unit-any" not in lies):
            return no("wrong", told="bay or unit")
        unit = "case" if asked.get("unit") == "case" else "piece"
        return reply(200, {"bay": bay, "unit": unit, "quantity": 0})

    def plan(world: World, call: Call) -> Response:
        name = odd(call.request.json, PLAN_IN)
        return no("wrong", told=name) if name else reply(201, add(world, "plans", call.request.json))

    def subscribe(world: World, call: Call) -> Response:
        body = call.request.json
        if name := odd(body, PAYER_IN):
            return no("wrong", told=name)
        if world.get("plans", body["plan_id"]) is None:
            return no("unknown", told="plan_id is none of yours")
        new = add(world, "subscriptions", {**body, "created_at": world.timestamp()})
        add(world, "bills", {"subscription_id": new["id"], "status": "open", "created_at": world.timestamp()})
        return reply(201, new)

    def use(world: World, call: Call) -> Response:
        found, body = world.get("subscriptions", call.path["subscription_id"]), call.request.json
        if found is None:
            return no("none", 404)
        if name := odd(body, USE_IN):
            return no("wrong", told=name)
        if (world.get("plans", found["plan_id"]) or {})["kind"] != "metered":
            return no("plan_not_metered", 409)
        new = add(world, "usage", body)
        return reply(201, {**new, "quantity": str(new["quantity"])} if "use-text" in lies else new)

    def bills(world: World, call: Call) -> Response:
        return reply(200, {"items": world.all("bills")[::-1][:20]})

    def pay(world: World, call: Call) -> Response:
        found = world.get("bills", call.path["bill_id"])
        if found is None:
            return no("none", 404)
        if found["status"] == "paid":
            return no("paid_already", 409)
        world.put("bills", found["id"], {**found, "status": "paid"})
        return reply(200, {**found, "status": "settled" if "pay-settled" in lies else "paid"})

    routes = [
        Route("POST", "/goods", coded("goods", "sku", GOODS_IN)),
        Route("GET", "/goods/{sku}", shown("goods", "sku")),
        Route("POST", "/bays", coded("bays", "code", BAY_IN)),
        Route("GET", "/bays/{code}", shown("bays", "code")),
        Route("POST", "/deliveries", announce),
        Route("POST", "/deliveries/{delivery_id}/receive", receive),
        Route("POST", "/moves", move),
        Route("GET", "/stock", level),
        Route("POST", "/discounts", discount),
        Route("POST", "/plans", plan),
        Route("POST", "/subscriptions", subscribe),
        Route("GET", "/subscriptions/{subscription_id}", shown("subscriptions", "subscription_id")),
        Route("POST", "/subscriptions/{subscription_id}/usage", use),
        Route("GET", "/bills", bills),
        Route("GET", "/bills/{bill_id}", shown("bills", "bill_id")),
        Route("POST", "/bills/{bill_id}/pay", pay),
    ]
    return Emulator(Vendor("Stores", routes, gate, Response(404)))
