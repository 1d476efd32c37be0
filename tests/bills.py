"""A vendor for tests: bills whose totals follow from their lines, with a number that is unique, and ways to go wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from driftline.emulator import Call, Emulator, Response, Route, Vendor, World, reply

LINE = {
    "type": "object",
    "required": ["quantity", "unit_price"],
    "properties": {
        "quantity": {"type": "integer", "minimum": 1},
        "unit_price": {"type": "integer", "minimum": 0},
        "amount": {"type": "integer", "readOnly": True, "description": "quantity times unit_price"},
    },
}
WRITTEN: dict[str, Any] = {
    "number": {"type": "string", "description": "Must be unique among your bills."},
    "lines": {"type": "array", "items": LINE, "minItems": 1},
}
BILL: dict[str, Any] = {
    "type": "object",
    "required": ["id", "number", "lines", "net", "tax", "gross", "state"],
    "properties": {
        "id": {"type": "string"},
        **WRITTEN,
        "net": {"type": "integer", "description": "The sum of the amounts of all lines."},
        "tax": {"type": "integer", "description": "20 % of `net`, rounded."},
        "gross": {"type": "integer"},
        "state": {"type": "string", "enum": ["open", "paid"]},
    },
}
EXAMPLE = {"number": "B-1001", "lines": [{"quantity": 2, "unit_price": 150}]}
ID = {"name": "bill_id", "in": "path", "required": True, "schema": {"type": "string"}}
ERROR = {"type": "object", "properties": {"code": {"type": "string"}}}


def _media(schema: Any, example: Any = None) -> dict[str, Any]:
    return {"application/json": {"schema": schema, **({} if example is None else {"example": example})}}


def _answers(status: str = "200") -> dict[str, Any]:
    refused = {code: {"description": "refused", "content": _media(ERROR)} for code in ("400", "401", "404", "409")}
    return {status: {"description": "ok", "content": _media(BILL)}, **refused}


def _asks(required: list[str], example: Any) -> dict[str, Any]:
    schema = {"type": "object", "required": required, "properties": WRITTEN, "additionalProperties": False}
    return {"required": True, "content": _media(schema, example)}


SPEC: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Bills", "version": "1"},
    "security": [{"bearer": []}],
    "paths": {
        "/bills": {"post": {"requestBody": _asks(["number", "lines"], EXAMPLE), "responses": _answers("201")}},
        "/bills/{bill_id}": {
            "get": {"parameters": [ID], "responses": _answers()},
            "patch": {"parameters": [ID], "requestBody": _asks([], {"number": "B-1002"}), "responses": _answers()},
        },
        "/bills/{bill_id}/pay": {"post": {"parameters": [ID], "responses": _answers()}},
    },
    "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
}
DOCS = """# Bills

The `gross` is `net` plus `tax`. See `POST /bills` and `GET /bills/{bill_id}`.

A number that another bill has is refused with `409` and the code `number_taken`.

## Pay

`POST /bills/{bill_id}/pay`

Only an open bill can be paid. In any other state it is refused with `409`.
"""


def _is_line(value: Any) -> bool:
    whole = isinstance(value, dict) and value.keys() <= LINE["properties"].keys()
    numbers = [value.get("quantity"), value.get("unit_price")] if whole else [None]
    return all(type(one) is int for one in numbers) and numbers[0] >= 1 and numbers[1] >= 0


def _is_bill(body: Any, required: Collection[str]) -> bool:
    if not isinstance(body, dict) or not set(required) <= body.keys() <= WRITTEN.keys():
        return False
    lines = body.get("lines", [EXAMPLE["lines"][0]])
    number = body.get("number", "x")
    return isinstance(number, str) and isinstance(lines, list) and bool(lines) and all(map(_is_line, lines))


def bills(lies: Collection[str] = ()) -> Emulator:
    """A fresh office that tells the named lies."""

    def gate(world: World, call: Call) -> Response | None:
        return None if call.request.headers.get("authorization") == "Bearer one" else reply(401, {"code": "who"})

    def worked_out(bill: Any) -> dict[str, Any]:
        each = [one["quantity"] * one["unit_price"] for one in bill["lines"]]
        shown = [1 if "line" in lies else 0, *each]
        lines = [{**line, "amount": amount + shown[0]} for line, amount in zip(bill["lines"], each, strict=True)]
        net = each[0] if "first-line" in lies else sum(one["amount"] for one in lines)
        tax = round(net * (0.25 if "tax" in lies else 0.2))
        return {**bill, "lines": lines, "net": net, "tax": tax, "gross": net if "gross" in lies else net + tax}

    def is_taken(world: World, number: str, own: str = "") -> bool:
        return any(one["number"] == number and one["id"] != own for one in world.all("bills"))

    def refused(code: str, status: int = 409) -> Response:
        return reply(status, {"code": code})

    def create(world: World, call: Call) -> Response:
        body = call.request.json
        if not _is_bill(body, ("number", "lines")):
            return refused("wrong", 400)
        if is_taken(world, body["number"]):
            return refused("conflict" if "says-little" in lies else "number_taken", 400 if "taken-400" in lies else 409)
        bill = {**body, "id": world.uuid(), "state": "open"}
        world.put("bills", bill["id"], bill)
        return reply(201, worked_out(bill))

    def found(world: World, call: Call) -> Any:
        return world.get("bills", call.path["bill_id"])

    def read(world: World, call: Call) -> Response:
        return reply(200, worked_out(found(world, call))) if found(world, call) else refused("none", 404)

    def update(world: World, call: Call) -> Response:
        bill, body = found(world, call), call.request.json
        if not bill:
            return refused("none", 404)
        if not _is_bill(body, ()):
            return refused("wrong", 400)
        if is_taken(world, body.get("number", ""), bill["id"]) and "given-twice" not in lies:
            return refused("number_taken")
        world.put("bills", bill["id"], {**bill, **body})
        return reply(200, worked_out(found(world, call)))

    def pay(world: World, call: Call) -> Response:
        bill = found(world, call)
        if not bill:
            return refused("none", 404)
        if bill["state"] == "paid":
            return refused("not_open", 400 if "paid-400" in lies else 409)
        world.put("bills", bill["id"], {**bill, "state": "paid"})
        return reply(200, worked_out(found(world, call)))

    handlers: list[tuple[str, str, Callable[[World, Call], Response]]] = [
        ("POST", "/bills", create),
        ("GET", "/bills/{bill_id}", read),
        ("PATCH", "/bills/{bill_id}", update),
        ("POST", "/bills/{bill_id}/pay", pay),
    ]
    routes = [Route(method, template, handler) for method, template, handler in handlers]
    return Emulator(Vendor("Bills", routes, gate, Response(404)))
