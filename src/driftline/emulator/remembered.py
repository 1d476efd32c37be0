"""Lies about what is remembered: answers are as documented, and what follows from them is not. Does no I/O."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from driftline.emulator import deliveries
from driftline.emulator.asked import LIES, REFUSED, changed, without_header
from driftline.emulator.messages import Behaviour, Call, Response
from driftline.emulator.places import Place, Wrap, json_in, parents, with_json
from driftline.emulator.world import TIMERS, Object, Point, World


def _forget(place: Place, answer: Behaviour, world: World, call: Call) -> Response:
    point = world.checkpoint()
    response = answer(world, call)
    world.rollback(point)
    return response


def _update_lost(place: Place, answer: Behaviour, world: World, call: Call) -> Response:
    """The answer to the whole update; kept is the update without the field that the place names, or nothing."""
    response = _forget(place, answer, world, call)
    if place.path and response.status < 300:
        answer(world, changed(call, place, lambda parent, name: parent.pop(name, None)))
    return response


def _emptied(place: Place, answer: Behaviour, world: World, call: Call) -> Response:
    """The field that the place names goes where an update leaves it out."""
    point = world.checkpoint()
    response = answer(world, call)
    if response.status >= 300 or place.name in call.body:
        return response
    for _, table, key, value in _changes(world, point):
        if place.name in value:
            world.put(table, key, {name: inner for name, inner in value.items() if name != place.name})
    shown = json_in(response)
    for parent in parents(shown, (place.name,)):
        parent[place.name] = None
    return response if shown is None else with_json(response, shown)


def _changes(world: World, point: Point) -> list[tuple[bool, str, str, Object]]:
    """What is there and was changed since: whether it is new, its table, its key, and itself."""
    was = {(one.table, one.key): one.before for one in reversed(world.log[point.length :])}
    found = ((before is None, table, key, world.get(table, key)) for (table, key), before in reversed(was.items()))
    return [(new, table, key, value) for new, table, key, value in found if value is not None]


def _made(table: str, change: Callable[[World, str, Object], Any]) -> Wrap:
    """A lie about everything that an operation put into a table of the vendor's machinery."""

    def wrap(place: Place, answer: Behaviour, world: World, call: Call) -> Response:
        point = world.checkpoint()
        response = answer(world, call)
        for new, where, key, value in _changes(world, point):
            if new and where == table:
                change(world, key, value)
        return response

    return wrap


def _twice(world: World, key: str, delivery: Object) -> None:
    another = f"{key}-again"
    world.put(deliveries.TABLE, another, {**delivery, "id": another})


def _unsigned(world: World, key: str, delivery: Object) -> None:
    world.put(deliveries.TABLE, key, {**delivery, "unsigned": True})


def _renamed(world: World, key: str, delivery: Object) -> None:
    world.put(deliveries.TABLE, key, {**delivery, "event": f"{delivery['event']}_v2"})


def _at_once(world: World, key: str, timer: Object) -> None:
    world.put(TIMERS, key, {**timer, "at": world.timestamp()})


def _carried_out_again(keep: bool) -> Wrap:
    """A lie about a repeated idempotency key: the request is carried out again; kept, or only answered.

    A success that changed nothing is a repetition.
    """

    def wrap(place: Place, answer: Behaviour, world: World, call: Call) -> Response:
        point = world.checkpoint()
        response = answer(world, call)
        if place.name.lower() not in call.request.headers or response.status >= 300 or len(world.log) > point.length:
            return response
        again = answer(world, without_header(call, place.name))
        if not keep:
            world.rollback(point)
        return again

    return wrap


def _taken_twice(place: Place, answer: Behaviour, world: World, call: Call) -> Response:
    """A value that was taken before is taken as a new one, and then shown and kept as it was sent."""
    point = world.checkpoint()
    response = answer(world, call)
    taken = json.dumps(["taken", call.request.path, call.body.get(place.name)])
    if response.status < 300:
        world.put(LIES, taken, {})
    if response.status not in REFUSED or not call.body.get(place.name) or world.get(LIES, taken) is None:
        return response
    world.rollback(point)
    new = f"{call.body[place.name]}{world.uuid()[:8]}"
    other = changed(call, place, lambda parent, name: parent.update({name: new}))
    another = answer(world, other)
    if another.status >= 300:
        return response
    sent = {place.name: call.body[place.name]}
    for _, table, key, value in _changes(world, point):
        if value.get(place.name) == new:
            world.put(table, key, {**value, **sent})
    shown = json_in(another)
    return with_json(another, {**shown, **sent}) if isinstance(shown, dict) and place.name in shown else another


def _done_again(place: Place, answer: Behaviour, world: World, call: Call) -> Response:
    """The same request to the same object is answered as the first time, where it is refused by now."""
    response = answer(world, call)
    key = json.dumps(["done", call.request.method, call.request.path, call.request.json], sort_keys=True)
    if response.status < 300:
        world.put(LIES, key, response.as_json())
    seen = world.get(LIES, key)
    return Response.of_json(seen) if seen is not None and response.status in REFUSED else response


REMEMBERED: Mapping[str, tuple[str, Wrap]] = {
    "not_stored": ("what was created is not kept", _forget),
    "update_lost": ("an update, or one field of it, is answered and not kept", _update_lost),
    "patch_as_put": ("a field that an update leaves out is emptied", _emptied),
    "delete_lost": ("what was deleted is still there", _forget),
    "state_lost": ("what an action did is answered and not kept", _forget),
    "action_repeated": ("an action is answered with success once more, where it is refused by now", _done_again),
    "taken_twice": ("a value that must be unique is taken twice", _taken_twice),
    "key_ignored": ("a repeated idempotency key is carried out again", _carried_out_again(keep=True)),
    "key_other_body": ("a repeated idempotency key gets another answer", _carried_out_again(keep=False)),
    "webhook_missing": (
        "a delivery is never posted",
        _made(deliveries.TABLE, lambda w, key, _: deliveries.drop(w, key)),
    ),
    "webhook_twice": ("a delivery is posted twice", _made(deliveries.TABLE, _twice)),
    "webhook_unsigned": ("a delivery lacks the headers that the vendor gives it", _made(deliveries.TABLE, _unsigned)),
    "webhook_renamed": ("a delivery has another event", _made(deliveries.TABLE, _renamed)),
    "time_never": ("what is due later never happens", _made(TIMERS, lambda world, key, _: world.delete(TIMERS, key))),
    "time_early": ("what is due later happens at once", _made(TIMERS, _at_once)),
}
