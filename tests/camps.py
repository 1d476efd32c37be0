"""A vendor for tests: camps with pitches, bookings of them with what is paid, and ways to go wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime, timedelta
from typing import Any

from depots import _list as listed
from depots import _media as media
from depots import _object as closed
from depots import _operation as operation

from driftline.emulator import Call, Emulator, Response, Route, Vendor, World, reply

ID = {"id": {"type": "string"}}
TIME = {"type": "string", "format": "date-time"}
CODE = {"type": "string", "pattern": "^(?=.*[A-Z])[A-Z0-9 .-]{3,12}$"}
CURRENCY = {"type": "string", "enum": ["EUR", "NOK", "SEK"], "default": "EUR"}
NOTES = {"type": "object", "additionalProperties": {"type": "string"}}
CAMP_IN: dict[str, Any] = {
    "name": {"type": "string", "maxLength": 40},
    "sign": CODE,
    "most_nights": {"type": "integer", "minimum": 1, "maximum": 60},
    "notes": NOTES,
    "currency": CURRENCY,
    "tags": {"type": "array", "items": {"type": "string", "maxLength": 20}, "maxItems": 4},
    "address": closed({"street": {"type": "string"}, "city": {"type": "string"}}),
}
SHOWN = {"pitch_count": {"type": "integer"}, "created_at": TIME}
CAMP = closed({**ID, **CAMP_IN, **SHOWN}, "id name sign most_nights currency pitch_count created_at")
PITCH_IN = {"label": {"type": "string", "maxLength": 10}, "length_m": {"type": "number", "multipleOf": 0.5}}
PITCH = closed({**ID, "camp_id": {"type": "string"}, **PITCH_IN}, "id camp_id label length_m")
REASON = closed({"reason": {"type": ["string", "null"], "maxLength": 40}})
BOOKING_IN: dict[str, Any] = {
    "camp_id": {"type": "string"},
    "from_day": {"type": "string", "format": "date", "description": "Must lie in the future."},
    "nights": {"type": "integer", "minimum": 1},
    "guest": {"type": "string", "maxLength": 40},
    "amount": {"type": "integer", "minimum": 1},
    "token": {"type": "string", "minLength": 8, "maxLength": 40},
}
BOOKING = closed(
    {
        **ID,
        **BOOKING_IN,
        **{name: {"type": "integer"} for name in ("paid", "fee")},
        **dict.fromkeys(("made_at", "held_until"), TIME),
        "currency": CURRENCY,
        "status": {"type": "string", "enum": ["open", "settled", "cancelled"]},
        "cancellation": {"anyOf": [REASON, {"type": "null"}]},
    },
    "id camp_id from_day nights paid fee made_at held_until currency status cancellation",
)
PAYMENT_IN = {"amount": {"type": "integer", "minimum": 1}}
PAYMENT = closed({**ID, **PAYMENT_IN}, "id amount")
WAYS = {"type": "string", "enum": ["asc", "desc"], "default": "desc"}
CAMP_BODY: dict[str, Any] = {"name": "By the lake", "sign": "LAKE SIDE", "most_nights": 14, "notes": {"gate": "north"}}
CAMP_BODY |= {"tags": ["quiet", "lake"], "address": {"street": "Shore 1", "city": "Bled"}}
PITCH_BODY = {"label": "P1", "length_m": 7.5}
BOOKING_BODY = {
    "camp_id": "camp-1",
    "from_day": "2027-06-18",
    "nights": 3,
    "guest": "Ada",
    "amount": 900,
    "token": "web-2027-000417",
}
DAY = {"type": "string", "format": "date"}
SPEC: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Camps", "version": "1"},
    "security": [{"bearer": []}],
    "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
    "paths": {
        "/camps": {
            "post": operation(CAMP, "201", body=media(closed(CAMP_IN, "name sign most_nights"), CAMP_BODY)),
            "get": operation(
                listed(CAMP), "200", query={"q": {"type": "string"}, "tag": {"type": "string"}, "order": WAYS}
            ),
        },
        "/camps/{camp_id}": {
            "get": operation(CAMP, "200", "camp_id"),
            "patch": operation(CAMP, "200", "camp_id", body=media(closed(CAMP_IN), {"name": "By the sea"})),
            "delete": operation(None, "204", "camp_id"),
        },
        "/camps/{camp_id}/restore": {"post": operation(CAMP, "200", "camp_id")},
        "/camps/{camp_id}/pitches": {
            "post": operation(PITCH, "201", "camp_id", body=media(closed(PITCH_IN, "label length_m"), PITCH_BODY)),
            "get": operation(listed(PITCH), "200", "camp_id"),
        },
        "/bookings": {
            "post": operation(
                BOOKING, "201 200", body=media(closed(BOOKING_IN, "camp_id from_day nights guest amount"), BOOKING_BODY)
            ),
            "get": operation(listed(BOOKING), "200", query={"from_day_to": DAY}),
        },
        "/bookings/{booking_id}": {"get": operation(BOOKING, "200", "booking_id")},
        "/bookings/{booking_id}/cancel": {
            "post": operation(BOOKING, "200", "booking_id", body=media(REASON, {"reason": "It rains"}))
        },
        "/bookings/{booking_id}/payments": {
            "post": operation(PAYMENT, "201", "booking_id", body=media(closed(PAYMENT_IN, "amount"), {"amount": 100}))
        },
    },
}
DOCS = """# Camps

A body that is no JSON is refused with `400`; fields that are missing or invalid are refused with `422`.

`POST /camps` opens a camp. `pitch_count` is the number of pitches of the camp.

`GET /camps` lists them. `q` finds a text in the name or the sign, whether in capitals or not.

`PATCH /camps/{camp_id}` changes what you send. `currency` cannot be changed. `address` is merged. `notes` is merged: keys that you do not send are kept.

`DELETE /camps/{camp_id}` closes one. A camp with bookings that are still to come cannot be deleted (`409`).

`POST /camps/{camp_id}/restore` brings a deleted camp back with everything it had.

`POST /camps/{camp_id}/pitches` adds a pitch. A camp has room for 4 pitches; a fifth is refused with `409`.

# Bookings

`POST /bookings` books nights. If you already booked with a `token`, you get `200` and the booking made back then. `nights` must not exceed the camp's `most_nights`. `held_until` is 2 days after `made_at`.
The `fee` is 2.5 % of the `amount`, rounded to the cent, plus 30. A booking takes its `currency` from the camp.

`GET /bookings` lists bookings, earliest `from_day` first. Ask for some with `from_day_to`; that day is included.

`POST /bookings/{booking_id}/payments` pays a part. Each payment is added to the `paid` of the booking. When it
reaches `amount`, the booking becomes `settled`.
"""


def _is_camp(body: Any, lies: Collection[str]) -> bool:
    if not isinstance(body, dict) or not body.keys() <= CAMP_IN.keys():
        return False
    if body.get("currency", "EUR") not in CURRENCY["enum"]:
        return False
    address, tags = body.get("address", {}), body.get("tags", [])
    if not isinstance(address, dict) or not address.keys() <= {"street", "city"} or not isinstance(tags, list):
        return False
    if len(tags) > 4 or not all(isinstance(one, str) and len(one) <= 20 for one in [*tags, *address.values()]):
        return False
    name, sign, most, notes = (body.get(key, CAMP_BODY[key]) for key in ("name", "sign", "most_nights", "notes"))
    if not isinstance(name, str) or len(name) > 40 or not isinstance(sign, str) or not isinstance(notes, dict):
        return False
    allowed = r"[A-Z0-9 -]{3,12}" if "no-dots" in lies else r"[A-Z0-9 .-]{3,12}"
    is_sign = re.fullmatch(allowed, sign) and ("digits-alone" in lies or re.search("[A-Z]", sign))
    texts = all(isinstance(one, str) for one in notes.values())
    return bool(is_sign) and texts and type(most) is int and 1 <= most <= 60


def camps(lies: Collection[str] = ()) -> Emulator:
    """Fresh camps that tell the named lies."""

    def gate(world: World, call: Call) -> Response | None:
        return None if call.request.headers.get("authorization") == "Bearer one" else refused("who", 401)

    def refused(code: str, status: int) -> Response:
        return reply(status, {"code": code})

    def wrong(call: Call) -> Response:
        if call.request.json is None:
            return refused("no_json", 422 if "malformed-422" in lies else 400)
        return refused("wrong", 400 if "invalid-400" in lies else 422)

    def camp_of(world: World, named: Any) -> dict[str, Any] | None:
        camp = world.get("camps", named) if isinstance(named, str) else None
        return None if camp is None or camp.get("deleted") else dict(camp)

    def shown(world: World, camp: dict[str, Any]) -> dict[str, Any]:
        count = sum(one["camp_id"] == camp["id"] for one in world.all("pitches"))
        plain = {name: value for name, value in camp.items() if name != "deleted"}
        return {**plain, "pitch_count": 0 if "count" in lies else count}

    def open_camp(world: World, call: Call) -> Response:
        body = call.request.json
        if not _is_camp(body, lies) or not {"name", "sign", "most_nights"} <= body.keys():
            return wrong(call)
        camp = {
            "notes": {},
            "tags": [],
            "address": {},
            "currency": "EUR",
            **body,
            "created_at": datetime.now(UTC).isoformat(),
            "id": world.uuid(),
        }
        world.put("camps", camp["id"], camp)
        return reply(201, shown(world, camp))

    def list_camps(world: World, call: Call) -> Response:
        asked, found = call.request.query.get("q", ""), [one for one in world.all("camps") if not one.get("deleted")]
        if call.request.query.get("order", "asc") not in WAYS["enum"]:
            return refused("wrong", 422)
        if "q-case" not in lies:
            asked = asked.lower()
        tag, way = call.request.query.get("tag"), call.request.query.get("order", "asc" if "asc" in lies else "desc")
        if tag is not None:
            part = "tag-part" in lies
            found = [one for one in found if any(tag == of or (part and tag in of) for of in one["tags"])]
        found.sort(key=lambda one: str(one["created_at"]), reverse=way == "desc")
        texts = {one["id"]: [one["name"]] + ([] if "q-name" in lies else [one["sign"]]) for one in found}
        if "q-case" not in lies:
            texts = {own: [text.lower() for text in several] for own, several in texts.items()}
        fits = [one for one in found if any(asked in text for text in texts[one["id"]])]
        return reply(200, {"items": [shown(world, one) for one in fits]})

    def show_camp(world: World, call: Call) -> Response:
        camp = camp_of(world, call.path["camp_id"])
        return reply(200, shown(world, camp)) if camp else refused("none", 404)

    def change(world: World, call: Call) -> Response:
        camp, body = camp_of(world, call.path["camp_id"]), call.request.json
        if camp is None:
            return refused("none", 404)
        if not _is_camp(body, lies):
            return wrong(call)
        if "currency" in body and body["currency"] != camp["currency"] and "moved" not in lies:
            return refused("fixed", 422)
        notes = (
            body.get("notes", {}) if "notes" in body and "replaced" in lies else camp["notes"] | body.get("notes", {})
        )
        address = (
            body.get("address", {})
            if "address" in body and "moved-in" in lies
            else camp["address"] | body.get("address", {})
        )
        camp |= {**body, "notes": notes, "address": address}
        world.put("camps", camp["id"], camp)
        return reply(200, shown(world, camp))

    def close(world: World, call: Call) -> Response:
        camp = camp_of(world, call.path["camp_id"])
        if camp is None:
            return refused("none", 404)
        if "in-use" not in lies and any(one["camp_id"] == camp["id"] for one in world.all("bookings")):
            return refused("in_use", 409)
        world.put("camps", camp["id"], {**camp, "deleted": True})
        return Response(204)

    def restore(world: World, call: Call) -> Response:
        camp = world.get("camps", call.path["camp_id"])
        if camp is None or not camp.get("deleted"):
            return refused("none", 404 if camp is None else 409)
        notes = {} if "bare" in lies else camp["notes"]
        world.put(
            "camps", camp["id"], {name: value for name, value in camp.items() if name != "deleted"} | {"notes": notes}
        )
        return show_camp(world, call)

    def add(world: World, call: Call) -> Response:
        camp, body = camp_of(world, call.path["camp_id"]), call.request.json
        if camp is None:
            return refused("none", 404)
        if not isinstance(body, dict) or body.keys() != PITCH_IN.keys() or not isinstance(body["label"], str):
            return wrong(call)
        length = body["length_m"]
        is_number = isinstance(length, int | float) and not isinstance(length, bool)
        if not is_number or (length % 0.5 and "any-length" not in lies) or len(body["label"]) > 10:
            return wrong(call)
        if sum(one["camp_id"] == camp["id"] for one in world.all("pitches")) >= 4 and "crowded" not in lies:
            return refused("full", 409)
        pitch = {**body, "id": world.uuid(), "camp_id": camp["id"]}
        world.put("pitches", pitch["id"], pitch)
        return reply(201, pitch)

    def list_pitches(world: World, call: Call) -> Response:
        camp = camp_of(world, call.path["camp_id"])
        found = [one for one in world.all("pitches") if camp and one["camp_id"] == camp["id"]]
        return reply(200, {"items": found}) if camp else refused("none", 404)

    def book(world: World, call: Call) -> Response:
        body = call.request.json
        if not isinstance(body, dict) or body.keys() | {"token"} != BOOKING_IN.keys():
            return wrong(call)
        token = body.get("token", "none-given")
        if not isinstance(token, str) or not 8 <= len(token) <= 40:
            return wrong(call)
        earlier = next((one for one in world.all("bookings") if "token" in body and one.get("token") == token), None)
        if earlier is not None:
            return reply(200, dict(earlier))
        nights, amount, guest = body["nights"], body["amount"], body["guest"]
        if type(nights) is not int or nights < 1 or type(amount) is not int or amount < 1 or not isinstance(guest, str):
            return wrong(call)
        try:
            if date.fromisoformat(body["from_day"]) <= date.today() and "past" not in lies:
                return wrong(call)
        except (TypeError, ValueError):
            return wrong(call)
        camp = camp_of(world, body["camp_id"])
        if camp is None or len(guest) > 40:
            return wrong(call)
        if nights > camp["most_nights"] and "too-long" not in lies:
            return refused("too_long", 422)
        made = datetime.now(UTC).replace(microsecond=0)
        held = made + timedelta(days=1 if "one-day" in lies else 2)
        times = {
            "made_at": made.isoformat().replace("+00:00", "Z"),
            "held_until": held.isoformat().replace("+00:00", "Z"),
        }
        fee = round(amount * 0.025) + (0 if "no-30" in lies else 30)
        currency = "EUR" if "euros" in lies else camp["currency"]
        booking = {**body, "id": world.uuid(), "paid": 0, "fee": fee, "currency": currency, **times}
        booking |= {"status": "open", "cancellation": None}
        world.put("bookings", booking["id"], booking)
        return reply(201, booking)

    def list_bookings(world: World, call: Call) -> Response:
        last = call.request.query.get("from_day_to", "9999-12-31")
        fits: Callable[[str], bool] = lambda day: day < last if "before" in lies else day <= last  # noqa: E731
        found = [one for one in world.all("bookings") if fits(one["from_day"])]
        return reply(200, {"items": sorted(found, key=lambda one: str(one["from_day"]), reverse="latest" in lies)})

    def show(world: World, call: Call) -> Response:
        booking = world.get("bookings", call.path["booking_id"])
        return reply(200, dict(booking)) if booking else refused("none", 404)

    def cancel(world: World, call: Call) -> Response:
        booking, body = world.get("bookings", call.path["booking_id"]), call.request.json
        if booking is None:
            return refused("none", 404)
        reason = body.get("reason") if isinstance(body, dict) and body.keys() <= {"reason"} else 0
        if not (reason is None or (isinstance(reason, str) and len(reason) <= 40)):
            return wrong(call)
        told = {"reason": None if "silent" in lies else reason}
        world.put("bookings", booking["id"], {**booking, "status": "cancelled", "cancellation": told})
        return show(world, call)

    def pay(world: World, call: Call) -> Response:
        booking, body = world.get("bookings", call.path["booking_id"]), call.request.json
        if booking is None:
            return refused("none", 404)
        amount = body.get("amount") if isinstance(body, dict) and body.keys() == {"amount"} else None
        if type(amount) is not int or amount < 1:
            return wrong(call)
        paid = booking["paid"] + (0 if "unpaid" in lies else amount)
        is_settled = paid >= booking["amount"] and "unsettled" not in lies
        world.put("bookings", booking["id"], {**booking, "paid": paid, "status": "settled" if is_settled else "open"})
        return reply(201, {"id": world.uuid(), "amount": amount})

    handlers: list[tuple[str, str, Callable[[World, Call], Response]]] = [
        ("POST", "/camps", open_camp),
        ("GET", "/camps", list_camps),
        ("GET", "/camps/{camp_id}", show_camp),
        ("PATCH", "/camps/{camp_id}", change),
        ("DELETE", "/camps/{camp_id}", close),
        ("POST", "/camps/{camp_id}/restore", restore),
        ("POST", "/camps/{camp_id}/pitches", add),
        ("GET", "/camps/{camp_id}/pitches", list_pitches),
        ("POST", "/bookings", book),
        ("GET", "/bookings", list_bookings),
        ("GET", "/bookings/{booking_id}", show),
        ("POST", "/bookings/{booking_id}/cancel", cancel),
        ("POST", "/bookings/{booking_id}/payments", pay),
    ]
    return Emulator(Vendor("Camps", [Route(*one) for one in handlers], gate, Response(404)))
