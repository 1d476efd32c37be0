"""A vendor for tests: a till, where baskets become orders, and vouchers are spent bit by bit or voided.

Its opening hours are every account's own from the beginning, and what is refused leaves nothing behind.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from depots import _media as media
from depots import _object as closed
from depots import _operation as operation

from driftline.emulator import Call, Emulator, Response, Route, Vendor, World, reply

KEYS = {"till-one": "one", "till-two": "two"}
TEXT = {"type": "string", "minLength": 1, "maxLength": 40}
AT = {"type": ["string", "null"], "format": "date-time"}
COUNT = {"type": "integer", "minimum": 1, "maximum": 50}
WORTH = {"type": "integer", "minimum": 20, "maximum": 900}
DAYS = ["monday", "tuesday"]
ARTICLE_IN = {"title": TEXT, "price": COUNT}
BASKET_IN = {"place": {"type": "string", "enum": ["here", "away"], "default": "here"}, "article_id": TEXT}
VOUCHER_IN = {"code": TEXT, "worth": WORTH, "note": TEXT}
HOURS_IN = {
    "closed": {"type": "boolean"},
    "opens": {"type": ["string", "null"], "enum": ["08:00", "09:00", None]},
}
ARTICLE = closed({"id": TEXT, **ARTICLE_IN}, "id title price")
LINE = closed({"article_id": TEXT, "quantity": COUNT}, "article_id quantity")
BASKET = closed(
    {"id": TEXT, "place": BASKET_IN["place"], "status": {"type": "string", "enum": ["draft", "ordered"]},
     "article_id": {"type": ["string", "null"]}, "lines": {"type": "array", "items": LINE}}, "id place status lines")  # fmt: skip
ORDER = closed(
    {
        "id": TEXT,
        "basket_id": TEXT,
        "status": {"type": "string", "enum": ["placed", "sent", "cancelled"]},
        "signed_name": TEXT,
    },
    "id basket_id status signed_name",
)
STATES = {"type": "string", "enum": ["fresh", "begun", "spent", "voided"]}
SPENT = closed({"amount": COUNT, "reason": TEXT}, "amount reason")
VOUCHER = closed({"id": TEXT, **VOUCHER_IN, "status": STATES, "left": {"type": "integer"}, "voided_at": AT,
                  "spends": {"type": "array", "items": SPENT}, "tries": {"type": "integer"}},
                 "id code worth note status left voided_at spends tries")  # fmt: skip
SPEND_IN = {"amount": {**COUNT, "description": "1 up to `left`"}, "reason": {**TEXT, "default": "gift"}}
HOURS = closed({"weekday": {"type": "string", "enum": DAYS}, **HOURS_IN}, "weekday closed opens")
KEY = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "minLength": 8}}


def keyed(one: dict[str, Any]) -> dict[str, Any]:
    """An operation that takes an idempotency key."""
    return {**one, "parameters": [*one["parameters"], KEY]}


def listed(item: Any) -> dict[str, Any]:
    """The answer of a list."""
    return closed({"items": {"type": "array", "items": item}}, "items")


SPEC: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Tills", "version": "1"},
    "security": [{"key": []}],
    "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}},
    "paths": {
        "/articles": {"post": operation(ARTICLE, "201", body=media(closed(ARTICLE_IN, "title price")))},
        "/articles/{article_id}": {"get": operation(ARTICLE, "200", "article_id"), "delete": operation(None, "204", "article_id")},
        "/baskets": {"post": operation(BASKET, "201", body=media(closed(BASKET_IN), {"place": "here"}))},
        "/baskets/{basket_id}": {"get": operation(BASKET, "200", "basket_id")},
        "/baskets/{basket_id}/lines/{article_id}": {"put": operation(BASKET, "200", "basket_id", "article_id", body=media(closed({"quantity": COUNT}, "quantity")))},
        "/baskets/{basket_id}/checkout": {"post": keyed(operation(ORDER, "201", "basket_id", body=media(closed({"signed_name": TEXT}, "signed_name"), {"signed_name": "here"})))},
        "/orders": {"get": operation(listed(ORDER), "200")},
        "/orders/{order_id}": {"get": operation(ORDER, "200", "order_id")},
        "/orders/{order_id}/send": {"post": operation(ORDER, "200", "order_id")},
        "/orders/{order_id}/cancel": {"post": operation(ORDER, "200", "order_id")},
        "/vouchers": {"post": operation(VOUCHER, "201", body=media(closed(VOUCHER_IN, "code worth note"), {"code": "Gift-1", "worth": 40, "note": "for you"})),
                      "get": operation(listed(VOUCHER), "200", query={"status": STATES})},
        "/vouchers/{voucher_id}": {"get": operation(VOUCHER, "200", "voucher_id")},
        "/vouchers/{voucher_id}/void": {"post": operation(VOUCHER, "200", "voucher_id")},
        "/vouchers/{voucher_id}/spend": {"post": keyed(operation(VOUCHER, "200", "voucher_id", body=media(closed(SPEND_IN, "amount"), {"amount": 10, "reason": "tea"})))},
        "/hours/{weekday}": {"put": operation(HOURS, "200", "weekday", body=media(closed(HOURS_IN, "closed opens"), {"closed": False, "opens": "08:00"}))},
    },
}  # fmt: skip
SPEC["paths"]["/hours/{weekday}"]["put"]["parameters"][0]["schema"] = {"type": "string", "enum": DAYS}
PAGES_OF = {
    "orders.md": """# Orders

`POST /baskets/{basket_id}/checkout` makes an order of a basket with lines. `signed_name` has to be the basket's place.

Send an `Idempotency-Key`, and a repeated request with the same key returns the first answer: nothing is done twice.

| From | Call | To |
|---|---|---|
| `placed` | `POST /orders/{order_id}/send` | `sent` |
| `placed` | `POST /orders/{order_id}/cancel` | `cancelled` |

`GET /orders` lists them newest first.

Everything else is a `409`, with one exception: cancelling an order that is already cancelled, which answers `200`.

**Can a sent order be cancelled?** No, it has to come back first.
""",
    "articles.md": """# Articles

`DELETE /articles/{article_id}` removes one.

As long as there is a draft that was made from the article, deletion is refused with `409`.
""",
    "vouchers.md": """# Vouchers

`POST /vouchers` makes one. You can't use the same code twice, and `Tea` and `TEA` are the same code.

## Spending

`POST /vouchers/{voucher_id}/spend` takes some of it. A voucher takes at most three spends; the fourth is refused with `409`.
A call that is refused changes nothing.

## Same key, other body

`409`. A call that we refused leaves its key unused.

## Voiding

`POST /vouchers/{voucher_id}/void` ends one. Voiding sets `voided_at` and `status`. A voucher that was voided gives its
code back.
""",
}


def tills(lies: Collection[str] = ()) -> Emulator:
    """A fresh till that tells the named lies."""
    answered: dict[tuple[str, str, str], tuple[str, Response]] = {}

    def whose(call: Call) -> str | None:
        return KEYS.get(call.request.headers.get("x-key") or "")

    def gate(world: World, call: Call) -> Response | None:
        return None if whose(call) else no("who", 401)

    def no(code: str, status: int = 422, told: str = "") -> Response:
        return reply(status, {"code": code, "told": told})

    def odd(body: Any, schema: Any) -> str | None:
        """The field of a body that its schema rules out, if one is."""
        if not isinstance(body, dict) or not body.keys() <= schema["properties"].keys():
            return "body"
        for name, one in schema["properties"].items():
            value, kinds = body.get(name), one["type"] if isinstance(one["type"], list) else [one["type"]]
            if name not in body:
                if name in schema["required"]:
                    return name
                continue
            kind = {bool: "boolean", int: "integer", str: "string", type(None): "null"}.get(type(value), "object")
            size = len(value) if isinstance(value, str) else value
            low, high = one.get("minimum", one.get("minLength")), one.get("maximum", one.get("maxLength"))
            outside = low is not None and isinstance(size, int) and not low <= size <= (high or size)
            if kind not in kinds or outside or value not in one.get("enum", [value]):
                return str(name)
        return None

    def add(world: World, call: Call, table: str, new: dict[str, Any]) -> dict[str, Any]:
        kept = {"id": f"{table[:3]}_{world.uuid()[:10]}7", **new}
        world.put(table, kept["id"], {**kept, "_of": whose(call)})
        return kept

    def own(world: World, call: Call, table: str, name: str) -> dict[str, Any] | None:
        found = world.get(table, call.path[name])
        return found if found is not None and found["_of"] == whose(call) else None

    def shown(found: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in found.items() if name != "_of"}

    def reader(table: str, name: str) -> Any:
        def read(world: World, call: Call) -> Response:
            found = own(world, call, table, name)
            lost = {"signed_name": "-"} if table == "orders" and "order-unsigned" in lies else {}
            return no("none", 404) if found is None else reply(200, {**shown(found), **lost})

        return read

    def once(act: Any) -> Any:
        """What is repeated under a key is answered as it was."""

        def keep(world: World, call: Call) -> Response:
            key, slot = call.request.headers.get("idempotency-key"), (str(whose(call)), call.request.path, "")
            slot = (*slot[:2], key or "")
            body = json.dumps(call.request.json, sort_keys=True)
            if key and slot in answered and "checkout-key" not in lies:
                first, answer = answered[slot]
                return answer if first == body else no("key_reused", 409)
            answer = act(world, call)
            if key and (answer.status < 300 or ("spend-burns-key" in lies and call.request.path.endswith("/spend"))):
                answered[slot] = (body, answer)
            return answer

        return keep

    def article(world: World, call: Call) -> Response:
        name = odd(call.request.json, closed(ARTICLE_IN, "title price"))
        return no("wrong", told=name) if name else reply(201, add(world, call, "articles", call.request.json))

    def remove(world: World, call: Call) -> Response:
        found = own(world, call, "articles", "article_id")
        if found is None:
            return no("none", 404)
        drafts = (one for one in world.all("baskets") if one["status"] == "draft")
        if any(one["article_id"] == found["id"] for one in drafts) and "draft-loses-article" not in lies:
            return no("article_in_use", 409)
        world.delete("articles", found["id"])
        return Response(204)

    def basket(world: World, call: Call) -> Response:
        body = call.request.json
        if name := odd(body, closed(BASKET_IN)):
            return no("wrong", told=name)
        if "article_id" in body and world.get("articles", body["article_id"]) is None:
            return no("unknown", told="article_id")
        new = {"place": "here", "article_id": None, **body, "status": "draft", "lines": []}
        return reply(201, add(world, call, "baskets", new))

    def line(world: World, call: Call) -> Response:
        found, article = own(world, call, "baskets", "basket_id"), own(world, call, "articles", "article_id")
        if found is None or article is None:
            return no("none", 404)
        if name := odd(call.request.json, closed({"quantity": COUNT}, "quantity")):
            return no("wrong", told=name)
        if found["status"] != "draft":
            return no("ordered_already", 409)
        lines = [one for one in found["lines"] if one["article_id"] != article["id"]]
        lines.append({"article_id": article["id"], "quantity": call.request.json["quantity"]})
        return reply(200, shown(world.put("baskets", found["id"], {**found, "lines": lines})))

    def checkout(world: World, call: Call) -> Response:
        found, body = own(world, call, "baskets", "basket_id"), call.request.json
        if found is None:
            return no("none", 404)
        if name := odd(body, closed({"signed_name": TEXT}, "signed_name")):
            return no("wrong", told=name)
        if found["status"] != "draft" or not found["lines"]:
            return no("basket_empty", 409)
        world.put("baskets", found["id"], {**found, "status": "ordered"})
        new = {"basket_id": found["id"], "status": "placed", "signed_name": body["signed_name"]}
        return reply(201, add(world, call, "orders", new))

    def orders(world: World, call: Call) -> Response:
        mine = [shown(one) for one in world.all("orders")[::-1] if one["_of"] == whose(call)]
        return reply(200, {"items": mine[::-1] if "orders-oldest" in lies else mine})

    def step(to: str) -> Any:
        def act(world: World, call: Call) -> Response:
            found = own(world, call, "orders", "order_id")
            if found is None:
                return no("none", 404)
            again = to == found["status"] == "cancelled"
            if found["status"] != "placed" and not again and f"{to}-late" not in lies:
                return no("wrong_status", 409)
            return reply(200, shown(world.put("orders", found["id"], {**found, "status": to})))

        return act

    def voucher(world: World, call: Call) -> Response:
        body = call.request.json
        if name := odd(body, closed(VOUCHER_IN, "code worth note")):
            return no("wrong", told=name)

        def alike(one: dict[str, Any]) -> bool:
            same = (
                one["code"] == body["code"] if "code-by-case" in lies else one["code"].lower() == body["code"].lower()
            )
            counts = one["worth"] == body["worth"] if "code-by-worth" in lies else True
            free = one["status"] == "voided" and "void-keeps-code" not in lies
            return same and counts and not free and one["_of"] == whose(call)

        if any(map(alike, world.all("vouchers"))):
            return no("code_taken", 409, "code")
        new = {**body, "status": "fresh", "left": body["worth"], "voided_at": None, "spends": [], "tries": 0}
        return reply(201, add(world, call, "vouchers", new))

    def vouchers(world: World, call: Call) -> Response:
        status = call.request.query.get("status")
        if status is not None and status not in STATES["enum"]:
            return no("wrong", told="status")
        wanted = ("begun", "spent") if status == "spent" and "status-loose" in lies else (status,)
        mine = [shown(one) for one in world.all("vouchers")[::-1] if one["_of"] == whose(call)]
        return reply(200, {"items": [one for one in mine if status is None or one["status"] in wanted][:20]})

    def void(world: World, call: Call) -> Response:
        found = own(world, call, "vouchers", "voucher_id")
        if found is None:
            return no("none", 404)
        if found["status"] == "voided":
            return no("voided_already", 409)
        new = {**found, "status": "voided", "voided_at": None if "void-undated" in lies else world.timestamp()}
        new |= {"note": ""} if "void-wipes-note" in lies else {}
        return reply(200, shown(world.put("vouchers", found["id"], new)))

    def spend(world: World, call: Call) -> Response:
        found, body = own(world, call, "vouchers", "voucher_id"), call.request.json
        if found is None:
            return no("none", 404)
        if name := odd(body, closed(SPEND_IN, "amount")):
            return no("wrong", told=name)
        if "refused-spend-counts" in lies:
            found = world.put("vouchers", found["id"], {**found, "tries": found["tries"] + 1})
        if found["status"] == "voided" or found["left"] < 1:
            return no("nothing_left", 409)
        if len(found["spends"]) >= 3 and "four-spends" not in lies:
            return no("spent_three_times", 409)
        if body["amount"] > found["left"]:
            return no("too_much", 409)
        left = found["left"] - body["amount"]
        spends = [*found["spends"], {"amount": body["amount"], "reason": body.get("reason", "gift")}]
        status = "begun" if left else "spent"
        new = {**found, "left": left, "spends": spends, "status": status, "tries": found["tries"]}
        return reply(200, shown(world.put("vouchers", found["id"], new)))

    def hours(world: World, call: Call) -> Response:
        body, day = call.request.json, call.path["weekday"]
        if day not in DAYS:
            return no("none", 404)
        name = odd(body, closed(HOURS_IN, "closed opens"))
        if name or body["closed"] != (body["opens"] is None):
            return no("wrong", told=name or "opens")
        return reply(200, {"weekday": day, **body})

    routes = [
        Route("POST", "/articles", article),
        Route("GET", "/articles/{article_id}", reader("articles", "article_id")),
        Route("DELETE", "/articles/{article_id}", remove),
        Route("POST", "/baskets", basket),
        Route("GET", "/baskets/{basket_id}", reader("baskets", "basket_id")),
        Route("PUT", "/baskets/{basket_id}/lines/{article_id}", line),
        Route("POST", "/baskets/{basket_id}/checkout", once(checkout)),
        Route("GET", "/orders", orders),
        Route("GET", "/orders/{order_id}", reader("orders", "order_id")),
        Route("POST", "/orders/{order_id}/send", step("sent")),
        Route("POST", "/orders/{order_id}/cancel", step("cancelled")),
        Route("POST", "/vouchers", voucher),
        Route("GET", "/vouchers", vouchers),
        Route("GET", "/vouchers/{voucher_id}", reader("vouchers", "voucher_id")),
        Route("POST", "/vouchers/{voucher_id}/void", void),
        Route("POST", "/vouchers/{voucher_id}/spend", once(spend)),
        Route("PUT", "/hours/{weekday}", hours),
    ]
    return Emulator(Vendor("Tills", routes, gate, Response(404)))
