"""What sentences promise: the state after an action, how often and up to what it is possible, how long something lives."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from driftline.claims import underscored
from driftline.experiments.bench import (
    AMOUNT,
    FARTHEST,
    QUARTER,
    REFUSED,
    Bench,
    code_of,
    differs,
    facts_of,
    is_secret,
    is_volatile,
    leaves,
    maker_of,
    on,
    own_path,
    same,
)
from driftline.experiments.listing import items_of
from driftline.formats import instant
from driftline.formulas import number
from driftline.readers.acts import stem
from driftline.readers.spec import Operation
from driftline.samples import fields
from driftline.target import CONFLICT, born_at, names_id, own_id, unwrapped

if TYPE_CHECKING:
    from driftline.exchange import Exchange
    from driftline.prober import Prober


PROMISES = frozenset({"leads-to", "sets", "steps", "raises", "lowers"})  # of what an action changes


def after(bench: Bench, operations: Sequence[Operation]) -> None:
    """After an action on a new object, the object is in the state that is promised, and as the action's answer showed it."""
    promised = bench.declared.get("", {})
    parent, _, action = bench.operation.path.rpartition("/")
    collection, _, last = parent.rpartition("/")
    reader = next((o for o in operations if o.method == "get" and o.path == parent), None)
    is_promised = bool(PROMISES & promised.keys())
    is_action = bench.operation.method == "post" and last.startswith("{") and not action.startswith("{")
    if (
        not is_action
        or not (is_promised or reader is not None)
        or maker_of(bench.prober, operations, collection) is None
    ):
        return
    acted = _acted(bench, reader)
    if acted is not None:
        _as_promised(bench, promised, acted)
        name = _forgotten(acted)
        if name and (again := _acted(bench, reader)) is not None and _forgotten(again) == name:
            told = f"{json.dumps(acted.answer[name])}, and {json.dumps(acted.after[name])} when it is read, as before"
            bench.find(acted.exchange, "state-after", f"{bench.place(acted.exchange.status)}/{name}", told)
    if reader is not None:
        _left_alone(bench, reader)


TOO_MUCH = 10**9


def _left_alone(bench: Bench, reader: Operation) -> None:
    """An action that is refused, since it asks for too much, leaves its object as it was; shown on two objects."""
    names = [name for name in fields(bench.prober.document, bench.operation.data) if AMOUNT.search(name)
             and {"integer", "number"} & {*bench.declared.get(f"request/body/{name}", {}).get("type", ())}]  # fmt: skip
    changed: list[str] = []
    for _ in range(2 if names else 0):
        fresh = bench.prober.afresh(bench.operation)
        if fresh is None:
            return
        path, body = fresh
        most = bench.declared.get(f"request/body/{names[0]}", {}).get("range", (None, None))[1]
        own = path.rpartition("/")[0]
        before = on(bench, reader, own).send("read before")[1]
        sent = {**(body if isinstance(body, dict) else {}), names[0]: int(most or TOO_MUCH)}
        exchange, _, status = bench.send("refused", sent, path=path)
        read = on(bench, reader, own).send("read after")[1] if status in REFUSED else None
        if not isinstance(before, dict) or not isinstance(read, dict):
            return
        changed = [name for name, value in before.items() if name in read and not same(value, read[name])
                   and not is_volatile(name) and (not changed or name in changed)]  # fmt: skip
        if not changed:
            return
    if changed:
        told = f"{changed[0]} is another after a request that was refused"
        bench.find(exchange, "refused-kept", "response", told)


class Acted(NamedTuple):
    """An accepted action on a new object: its exchange and answer, and the object as it was read before it and after it."""

    exchange: Exchange
    answer: Any
    before: Any
    after: Any


def _acted(bench: Bench, reader: Operation | None) -> Acted | None:
    """Take an action on a new object; None where it is refused."""
    fresh = bench.prober.afresh(bench.operation)
    if fresh is None:
        return None
    path, body = fresh
    own = path.rpartition("/")[0]
    before = on(bench, reader, own).send("read before")[1] if reader is not None else None
    exchange, answer, status = bench.send("action", body, path=path)
    if not 200 <= status < 300:
        return None
    return Acted(exchange, answer, before, on(bench, reader, own).send("read after")[1] if reader is not None else None)


def _forgotten(acted: Acted) -> str | None:
    """A field that the answer to an action showed changed, and that is as before when the object is read."""
    _, answer, before, after = acted
    if not isinstance(answer, dict) or own_id(answer) is None or not own_id(answer) == own_id(before) == own_id(after):
        return None
    changed = (name for name, value in answer.items() if name in before and not same(value, before[name]))
    return next((name for name in changed if name in after and same(after[name], before[name])
                 and not isinstance(before[name], dict | list)), None)  # fmt: skip


def _as_promised(bench: Bench, promised: Mapping[str, Any], acted: Acted) -> None:
    """An object is in the state, and has the fields, that are promised to follow from an action."""
    exchange, answer, before, read = acted
    wanted, effects = promised.get("leads-to"), dict(one.split("=", 1) for one in str(promised.get("sets", "")).split())
    states = [s for s in (state_of(read), state_of(answer)) if s is not None]
    holder = read if isinstance(read, dict) else answer
    shown = [one for one in (read, answer) if isinstance(one, dict)]
    missed = next((one for value in shown for one in _missed(value, effects)), None)
    stamp = f"{wanted}_at".lower()
    is_there = wanted and isinstance(holder, dict) and state_of(holder) == wanted
    if is_there and missed is None and holder.get(stamp, "") is None:
        missed = (stamp, f"null where the state is {wanted}")
    stepped(bench, exchange, promised, before, holder)
    counted(bench, exchange, promised, before, read)
    if wanted and states and states[0].lower() != str(wanted).lower():
        bench.find(exchange, "state-after", "response", f"{states[0]} where {wanted} is promised")
    elif missed:
        bench.find(exchange, "state-after", f"{bench.place(exchange.status)}/{missed[0]}", missed[1])
    else:
        for aspect in [*(["leads-to"] if wanted and states else []), *(["sets"] if effects else [])]:
            bench.prove(exchange, aspect)


def stepped(bench: Bench, exchange: Exchange, declared: Mapping[str, Any], before: Any, after: Any) -> None:
    """Fields change by what is promised: a counter by one, a time by a week."""
    promised = dict(one.split("=", 1) for one in str(declared.get("steps", "")).split())
    if not promised or not isinstance(before, dict) or not isinstance(after, dict):
        return
    for name, step in promised.items():
        moved = [instant(holder.get(name)) if step.endswith("s") else holder.get(name) for holder in (before, after)]
        if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in moved):
            return
        wanted, got = float(step.rstrip("s")), float(moved[1] or 0) - float(moved[0] or 0)
        if abs(got - wanted) > (abs(wanted) / 50 if step.endswith("s") else 0):
            told = f"changed by {got:g} where {step} is promised"
            bench.find(exchange, "state-after", f"{bench.place(exchange.status)}/{name}", told)
            return
    bench.prove(exchange, "steps")


def counted(
    bench: Bench, exchange: Exchange, promised: Mapping[str, Any], before: Any, after: Any, *, noun: str = ""
) -> None:
    """A field of an object goes up, or down, with what is done: the refunded amount of a payment with each refund.

    The object is the operation's own, or another one, by its `noun`.
    """
    for aspect, sign in (("raises", 1), ("lowers", -1)):
        name = promised.get(aspect)
        values = [number(one.get(name)) if isinstance(one, dict) and name else None for one in (before, after)]
        if values[0] is None or values[1] is None:
            continue
        if values[0] == values[1] and isinstance(after.get(name), str) and instant(after[name]) is not None:
            continue  # within one second no time is later
        if (values[1] - values[0]) * sign <= 0:
            told = f"{name}{f' of the {noun}' if noun else ''} was {values[0]} and is {values[1]}"
            place = f"response/{noun}" if noun else bench.place(exchange.status)
            bench.find(exchange, "state-after", f"{place}/{name}", told)
        else:
            bench.prove(exchange, aspect, f"other/{noun}" if noun else "")


def _missed(after: Mapping[str, Any], effects: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The fields of an object that are not what an action was promised to make them, and how they are."""
    for name, wanted in effects.items():
        if name not in after:
            continue
        got, other = after[name], after.get(wanted[1:]) if wanted.startswith("@") else None
        if wanted == "*" and got is None:
            yield name, "null where it is promised to be set"
        elif wanted.startswith("@") and wanted[1:] in after and not same(got, other):
            yield name, f"{json.dumps(got)} where {wanted[1:]} is {json.dumps(other)}"
        elif wanted != "*" and not wanted.startswith("@") and json.dumps(got).lower() != wanted:
            yield name, f"{json.dumps(got)} where {wanted} is promised"


def settled(bench: Bench, operations: Sequence[Operation]) -> None:
    """What an action answers of its object is what the object shows when it is read."""
    steps = bench.operation.path.split("/")
    inner = max((n for n, step in enumerate(steps) if step.startswith("{")), default=0)
    if bench.operation.method != "post" or not inner or inner == len(steps) - 1:
        return
    if _reader(bench, bench.path, operations)[0] is None or (fresh := bench.prober.afresh(bench.operation)) is None:
        return
    path, body = fresh
    reader, own = _reader(bench, path, operations)
    assert reader is not None
    before = on(bench, reader, own).send("read before")[1]
    exchange, answer, status = bench.send("action", body, path=path)
    if not 200 <= status < 300:
        return
    reading, after, _ = on(bench, reader, own).send("read after")
    for told in _of_same(answer, before):
        for name in ("status", "state", "sub_status"):
            states = [value.get(name) if isinstance(value, dict) else None for value in (before, told, after)]
            if isinstance(states[1], str) and states[0] == states[2] != states[1] and isinstance(states[2], str):
                bench.find(exchange, "state-after", "response", f"{states[2]} where the answer said {states[1]}")
                return
        differs(bench, reading, told, after, reading.status)
        _just_now(bench, exchange, before, told)
        _left_behind(bench, exchange, before, told)
    _wiped(bench, reading, before, after)
    if isinstance(before, dict) and isinstance(after, dict) and state_of(before) != state_of(after):
        _unmoved(bench, exchange, before, after)


def _wiped(bench: Bench, exchange: Exchange, before: Any, after: Any) -> None:
    """What an object was made with, and an action does not speak of, is not emptied by it."""
    maker = next(iter(bench.prober.makers(bench.operation)), None)
    made = bench.prober.refusals.get(maker.key) if maker is not None else None
    sent = bench.prober.target.sent[made.id][1] if made is not None else None
    if maker is None or not isinstance(sent, dict) or not isinstance(before, dict) or not isinstance(after, dict):
        return
    known = {place.rpartition("/")[2] for place in bench.declared if place.startswith("request/")}
    told = str(bench.declared.get("", {}).get("sets", ""))
    for name, value in sent.items():
        is_theirs = isinstance(value, dict | list) or (isinstance(value, str) and len(value) > 1)
        is_other = names_id(name) or name in known or f"{name}=" in told or is_secret(name)
        members = bench.prober.known_facts.get(maker.key, {}).get(f"request/body/{name}", {}).get("values")
        is_empty = name in after and after[name] in (None, "", [], {})
        if is_theirs and value and not is_other and not members and before.get(name) == value and is_empty:
            shown = f"{json.dumps(value)[:80]} before the action, {json.dumps(after[name])} after it"
            bench.find(exchange, "update-lost", f"{bench.place(exchange.status)}/{name}", shown)
            return


DONE_AT = re.compile(r"^(?!expect|estimat|schedul|plann)\w+ed_(?:at|on|date|time)$")
NOW = 60.0  # seconds that a service's clock may be off, or an answer take


def _just_now(bench: Bench, exchange: Exchange, before: Any, told: Mapping[str, Any]) -> None:
    """A time that an action sets, of what is done with it, is now: it is not off by whole quarters of an hour."""
    now = time.time()
    for name, value in told.items() if isinstance(before, dict) and not bench.prober.target.is_pretend else ():
        at = instant(value) if isinstance(value, str) and before.get(name, "") is None else None
        if at is None or not DONE_AT.match(underscored(name)):
            continue
        if off := hours_off(at, now):
            bench.find(
                exchange, "read-back", f"{bench.place(exchange.status)}/{name}", f"{name} is {value}, {off} from now"
            )
            return


CHANGED_AT = re.compile(r"^(?:updated|modified|changed|last_(?:updated|modified|changed))(?:_(?:at|on|date|time))?$")


def _left_behind(bench: Bench, exchange: Exchange, before: Any, told: Mapping[str, Any]) -> None:
    """The time of the last change is not before the time of the action that the object was just changed by."""
    changed = next((name for name in told if CHANGED_AT.match(underscored(name))), None)
    if not bench.prober.known_facts.get("", {}).get("updates", {}).get("touch"):
        return
    at = instant(told.get(changed)) if changed and isinstance(told.get(changed), str) else None
    action = stem(bench.operation.path.rpartition("/")[2])
    if at is None or not isinstance(before, dict):
        return
    for name, value in told.items():
        is_new = isinstance(value, str) and before.get(name, "") is None and DONE_AT.match(underscored(name))
        done = instant(value) if is_new else None
        if done is not None and done > at and stem(re.sub(r"_(?:at|on|date|time)$", "", name)) == action:
            what = f"{changed} is {told[str(changed)]}, where {name} is {value}"
            bench.find(exchange, "state-after", f"{bench.place(exchange.status)}/{changed}", what)
            return


def _unmoved(bench: Bench, exchange: Exchange, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """The time of the last change moves with a change of state, where every change is said to move it."""
    is_said = bench.prober.known_facts.get("", {}).get("updates", {}).get("touch")
    for name, value in after.items() if is_said and not bench.prober.target.is_pretend else ():
        if CHANGED_AT.match(underscored(name)) and _is_fine(value) and before.get(name) == value:
            told = f"{name} is {value} before and after the state became {state_of(after)}"
            bench.find(exchange, "state-after", f"response/{exchange.status}/body/{name}", told)
            return


def hours_off(at: float, now: float) -> str:
    """How far a time is from now, where it is so by whole quarters of an hour, as another zone is; else nothing."""
    between = abs(at - now)
    is_zone = QUARTER - NOW < between <= FARTHEST and min(between % QUARTER, QUARTER - between % QUARTER) < NOW
    return f"{round((at - now) / QUARTER) / 4:+g} hours" if is_zone else ""


STAMPS = re.compile(r"^(?:created|updated|modified)(?:_(?:at|on|date|time))?$")


def stamped_now(bench: Bench, exchange: Exchange, answer: Mapping[str, Any]) -> None:
    """The time of what was made or changed just now is now, and not that of another zone."""
    for name, value in answer.items() if not bench.prober.target.is_pretend else ():
        at = instant(value) if isinstance(value, str) and STAMPS.match(underscored(name)) else None
        if at is not None and name not in (bench.body or ()) and (off := hours_off(at, time.time())):
            bench.find(
                exchange, "read-back", f"{bench.place(exchange.status)}/{name}", f"{name} is {value}, {off} from now"
            )
            return


def _of_same(answer: Any, known: Any) -> Iterator[Mapping[str, Any]]:
    """Where an answer speaks of an object that is known: itself, or one level down."""
    own = own_id(known)
    for holder in (answer, *answer.values()) if isinstance(answer, dict) else ():
        if own is not None and own_id(holder) == own:
            yield holder


def state_of(value: Any, sent: Any = None) -> str | None:
    """The state of an object: its field `status` or `state`, here or one level down; not one that the request holds."""
    known = sent if isinstance(sent, dict) else {}
    for holder in (value, *value.values()) if isinstance(value, dict) else ():
        for name in ("status", "state"):
            if isinstance(holder, dict) and isinstance(holder.get(name), str) and name not in known:
                return str(holder[name])
    return None


def _once(bench: Bench, operations: Sequence[Operation], declared: Mapping[str, Any]) -> None:
    """The second time an action is refused, where it is promised once, or only in a state that it has left."""
    fresh = bench.prober.afresh(bench.operation)
    if fresh is None:
        return
    path, body = fresh
    reader, own = _reader(bench, path, operations)
    before = state_of(on(bench, reader, own).send("read before")[1]) if reader is not None else _last_state(bench, path)
    first, answer, status = bench.send("action", body, path=path)
    if not 200 <= status < 300:
        return
    after = state_of(on(bench, reader, own).send("read after")[1] if reader is not None else answer)
    only = declared.get("only-in")
    states = [before or "", ""] if only == "" else str(only).split(" or ")
    left = only is not None and before in states and after is not None and after not in _repeatable(bench, states)
    if not declared.get("once") and not left:
        return
    same = bench.prober.target.sent[first.id][1]
    exchange, _, status = replace(bench, renew=False).send("action again", same, path=path)
    if 200 <= status < 300:
        told = "taken twice" if declared.get("once") else f"taken in the state {after} too"
        bench.find(exchange, "action-repeated", "response", told)
    elif status in REFUSED:
        _refused(bench, exchange, ("once", "only-in"))


def _repeatable(bench: Bench, states: Sequence[str]) -> list[str]:
    """The states in which an action is promised to be possible, with those in which it is said to do nothing once more: the
    one that it leads to, where none is named."""
    declared = bench.declared.get("", {})
    again = declared.get("repeatable")
    more = str(again or declared.get("leads-to", "")).lower().split(" or ") if again is not None and any(states) else []
    return [*states, *more]


def _last_state(bench: Bench, path: str) -> str | None:
    """The state of the object of a path in the latest answer that showed it: of one that nothing reads."""
    for exchange in reversed(bench.prober.target.exchanges):
        answer, _ = unwrapped(exchange.response_body)
        if isinstance(answer, dict) and str(own_id(answer) or "/") in path.split("/"):
            return state_of(answer)
    return None


MOST_TIMES = 12  # that an action is repeated


def _times(bench: Bench, times: int) -> None:
    """An action that is promised to be possible so often is refused after that."""
    fresh = bench.prober.afresh(bench.operation) if times <= MOST_TIMES else None
    if fresh is None:
        return
    path, body = fresh
    once = replace(bench, renew=False, single=False, fresh=None)
    body = _least(bench, body)
    bodies = [bench.prober.renewed(body, body, str(turn)) for turn in range(times + 1)]
    answered = [once.send("action again", one, path=path) for one in bodies]
    exchange, _, status = answered[-1]
    if all(200 <= one < 300 for _, _, one in answered):
        bench.find(exchange, "action-repeated", "response", f"taken {times + 1} times where {times} are promised")
    elif status in REFUSED and all(200 <= one < 300 for _, _, one in answered[:-1]):
        _refused(bench, exchange, ("times",))


def _least(bench: Bench, body: Any) -> Any:
    """A body with the least of each amount, so that it can be taken as often as possible."""
    if not isinstance(body, dict):
        return body
    ranges = {name: bench.declared.get(f"request/body/{name}", {}).get("range", (None,))[0] for name in body}
    return {
        name: ranges[name] or 1 if type(one) is int and AMOUNT.search(name) and one > (ranges[name] or 1) else one
        for name, one in body.items()
    }


def _refused(bench: Bench, exchange: Exchange, aspects: Collection[str]) -> None:
    """What is refused as it is promised proves that, and the status, or breaks that."""
    declared = bench.declared.get("", {})
    code, of_code = code_of(exchange.response_body), "times-code" if "times" in aspects else "refused-code"
    # another code that is documented may well be that of another reason, which was looked at first
    is_other = of_code == "refused-code" and f"error-code/{code}" in bench.prober.known_facts.get("", {})
    got = {"refused-with": exchange.status, **({of_code: code} if code and not is_other else {})}
    for aspect, value in got.items():
        if declared.get(aspect, value) != value:
            bench.find(exchange, "refusal-status", "response", f"{value} where {declared[aspect]} is promised")
            return
    for aspect in (*aspects, *got):
        if aspect in declared:
            bench.prove(exchange, aspect)


MOST_STATES = 3  # other states in which an action is tried


def _elsewhere(bench: Bench, operations: Sequence[Operation]) -> None:
    """What is promised in some states alone, or not in some, is refused there: for a new object, and after other actions."""
    prober, operation, declared = bench.prober, bench.operation, bench.declared.get("", {})
    only, never = (str(declared.get(name, "")).lower().split(" or ") for name in ("only-in", "not-in"))
    maker = next(iter(prober.makers(operation)), None)
    reader, _ = _reader(bench, bench.path, operations)
    if "follows" in declared and not any((*only, *never)) and reader is not None:
        only = _left_for(bench, json.loads(declared["follows"]), operations)
    if reader is None:
        return
    taken = [*only, *str(declared.get("taken-in", "")).lower().split(" or ")]
    only = _repeatable(bench, only)
    only, never, taken = ([one for one in told if one == DELETED or _is_state(on_facts(bench, reader), one)]
                          for told in (only, never, taken))  # fmt: skip
    if not only and not never and not taken:
        return
    refused: list[tuple[str, Exchange]] = []  # in states in which it is promised to be possible
    item = f"{maker.path}/{{" if maker is not None else ""
    ways = [o for o in operations if maker is not None and o is not operation and o.path.startswith(item) and
            (o.method == "post" or (o.method == "delete" and o.path.endswith("}")))]  # fmt: skip
    tried: set[str] = set()
    for way in (None, *ways) if maker is not None else ():
        if len(tried) >= MOST_STATES:
            break
        assert maker is not None
        is_known = way is not None and way.key in prober.reached
        made = (prober.afresh(way if is_known else operation) if way is not None else None) or prober.make(maker)
        if not made or (way is not None and not prober.done(way)):
            continue
        path, body = prober.ready(operation)
        state = state_of(on(bench, reader, _reader(bench, path, operations)[1]).send("read before")[1])
        state = (state or (DELETED if way is not None and way.method == "delete" else "")).lower()
        if not state and way is None and only == [DELETED]:
            state = "of what is not deleted"
        if state in tried or not (_is_ruled_out(state, only, never) or state in taken):
            continue
        tried.add(state)
        if not _is_ruled_out(state, only, never):
            exchange, _, status = bench.send("action", body, path=path)
            if status == CONFLICT:
                refused.append((state, exchange))
        elif _is_taken(bench, path, body, state):
            return
    _not_taken(bench, refused)
    for path, body in _otherwise_left(bench, maker, reader):
        state = (state_of(on(bench, reader, _reader(bench, path, operations)[1]).send("read before")[1]) or "").lower()
        if state in tried or not _is_ruled_out(state, only, never):
            continue
        tried.add(state)
        if _is_taken(bench, path, body, state):
            return


def _not_taken(bench: Bench, refused: Sequence[tuple[str, Exchange]]) -> None:
    """An action that is refused where it is promised to be possible, with the error code of a wrong state."""
    told = {code_of(one.response_body) for one in bench.prober.target.exchanges
            if one.operation == bench.operation.key and one.intent.startswith("proves ") and one.status == CONFLICT}  # fmt: skip
    codes = {str(bench.declared.get("", {}).get("refused-code", "")), *told} - {""}
    for state, exchange in refused:
        if code_of(exchange.response_body) in codes:
            what = f"refused in the state {state}, in which it is promised to be possible"
            bench.find(exchange, "action-refused", "response", what)
            return


def _left_for(bench: Bench, follows: Mapping[str, Sequence[str]], operations: Sequence[Operation]) -> list[str]:
    """The states from which the one is said to be reached in which an action leaves a new object; none where it leaves the
    state as it was."""
    fresh = bench.prober.afresh(bench.operation)
    reader, own = _reader(bench, fresh[0], operations) if fresh is not None else (None, "")
    before = state_of(on(bench, reader, own).send("read before")[1]) if reader is not None else None
    if fresh is None or reader is None or not 200 <= bench.send("action", fresh[1], path=fresh[0])[2] < 300:
        return []
    after = state_of(on(bench, reader, own).send("read after")[1])
    return [one.lower() for one, nexts in follows.items() if after in nexts] if after != before else []


def _is_ruled_out(state: str, only: Sequence[str], never: Sequence[str]) -> bool:
    """Whether an action is promised to be refused in a state: for others only, or not for this one."""
    return bool(state) and (state in never or (any(only) and state not in only))


def _is_taken(bench: Bench, path: str, body: Any, state: str) -> bool:
    """Whether an action is taken in a state in which it is promised to be refused; either way it is marked."""
    exchange, _, status = bench.send("action", body, path=path)
    if 200 <= status < 300:
        bench.find(exchange, "action-repeated", "response", f"taken in the state {state} too")
    elif status in REFUSED:
        _refused(bench, exchange, ("only-in", "not-in"))
    return 200 <= status < 300


def _otherwise_left(bench: Bench, maker: Operation | None, reader: Operation) -> Iterator[tuple[str, Any]]:
    """Objects that were last seen in another state than a new one: made from another body, or taken by another object.

    Of what nothing makes by itself, the invoice of a subscription, those that lists and answers show in each state.
    """
    body = bench.prober.ready(bench.operation)[1]
    usual = state_of(unwrapped(first_answer(bench, maker))[0]) if maker is not None else None
    seen: set[str | None] = {usual}
    shows = {reader.key, reader.key.removesuffix("/{}"), *([maker.key] if maker is not None else [])}
    for exchange in reversed(bench.prober.target.exchanges):
        if exchange.operation not in shows or not 200 <= exchange.status < 300:
            continue
        for answer in items_of(exchange.response_body) or [unwrapped(exchange.response_body)[0]]:
            own, state = own_id(answer), state_of(answer)
            if own is not None and state is not None and state not in seen and str(own) in bench.prober.target.own:
                seen.add(state)
                asked = bench.prober.target.sent[exchange.id][0].partition("?")[0]
                item = asked if exchange.operation == reader.key else f"{asked}/{quote(str(own), safe='')}"
                yield item + bench.operation.path[len(reader.path) :], body


def first_answer(bench: Bench, maker: Operation) -> Any:
    made = (e for e in bench.prober.target.exchanges if e.operation == maker.key and 200 <= e.status < 300)
    return next((one.response_body for one in made), None)


DELETED = "deleted"


def on_facts(bench: Bench, operation: Operation) -> Bench:
    """The experiment on another operation, with what is declared of that one."""
    return Bench(bench.prober, operation, "", None, facts_of(bench, operation))


def _reader(bench: Bench, path: str, operations: Sequence[Operation]) -> tuple[Operation | None, str]:
    """What reads the object that an action works on, and the object's path."""
    readers = [o for o in operations if o.method == "get" and o.key in bench.prober.reached and o.path.count("{") and
               f"{bench.operation.path}/".startswith(f"{o.path}/")]  # fmt: skip
    if not readers:
        return None, ""
    longer = path.count("/") - bench.operation.path.count("/")  # a base path
    nearest = max(readers, key=lambda o: o.path.count("/"))
    return nearest, "/".join(path.split("/")[: nearest.path.count("/") + 1 + longer])


def begins(bench: Bench, exchange: Exchange, answer: Mapping[str, Any], operations: Sequence[Operation]) -> None:
    """What is new is in the state that is promised, and still is when it is read at once."""
    declared, state = bench.declared.get("", {}), state_of(answer, bench.body)
    wanted = str(declared.get("begins", ""))
    if state is None or not _is_state(bench, wanted):
        return
    if state.lower() != wanted.lower():
        bench.find(exchange, "state-after", "response", f"{state} where {wanted} is promised")
        return
    bench.prove(exchange, "begins")
    single = _single(bench, answer, operations)
    if "ends-after" not in declared or single is None:
        return
    read = on(bench, *single).send("read at once")[1]
    if state_of(read, bench.body) not in (None, state):
        told = f"{state_of(read, bench.body)} at once where it is promised after {declared['ends-after']} s"
        bench.find(exchange, "state-after", "response", told)


NEXT = re.compile(r"^next_(?:\w+_)?(?:at|on|date|time)$")


def follows(bench: Bench, exchange: Exchange, answer: Mapping[str, Any], operations: Sequence[Operation]) -> None:
    """What is new has what comes next (`next_at`) after its creation, when it is read at once."""
    places = [place for place, _, _ in leaves(answer, "") if NEXT.match(underscored(place.rpartition("/")[2]))]
    born = born_at(answer)
    single = _single(bench, answer, operations) if places and born else None
    read = on(bench, *single).send("read at once")[1] if single is not None else None
    for place, _, value in leaves(read, "") if isinstance(read, dict) and _states(read) == _states(answer) else ():
        due = instant(value) if place in places else None
        if due is not None and born is not None and due <= born:
            told = f"{value} is not after its creation"
            bench.find(exchange, "state-after", bench.place(exchange.status) + place, told)


def waiting(prober: Prober, operations: Sequence[Operation]) -> None:
    """What is new stays in a state as long as a table of states says: of each that the run met, made once more and read."""
    known = prober.known_facts.get("", {})
    waits = {
        frozenset(place.partition("/")[2].split("+")): one["waits"] for place, one in known.items() if "waits" in one
    }
    makers = [o for o in operations if o.method == "post" and "{" not in o.path] if waits else []
    tried: set[tuple[str, frozenset[str]]] = set()
    for operation in makers:
        for one in [e for e in prober.target.exchanges if e.operation == operation.key and 200 <= e.status < 300]:
            states = _states(one.response_body)
            row = next((row for row in waits if row <= states), None)
            path, body = prober.target.sent.get(one.id, ("", None))
            if row is None or (operation.key, row) in tried or not isinstance(body, dict):
                continue
            tried.add((operation.key, row))
            again = prober.again(operation, path, body, "baseline")
            bench = Bench(prober, operation, path, body, {})
            single = _single(bench, again.response_body, operations) if _states(again.response_body) == states else None
            now = _states(on(bench, *single).send("read at once")[1]) if single is not None else set()
            if now and now != states:
                told = f"{', '.join(sorted(now - states))} at once, where {', '.join(sorted(row))} lasts {waits[row]} s"
                bench.find(again, "state-after", "response", told)


def _states(value: Any) -> set[str]:
    """The states of an object: its fields `status`, `sub_status`, `state`."""
    fields = value.items() if isinstance(value, dict) else ()
    return {one for name, one in fields if isinstance(one, str) and STATE_FIELD.search(underscored(name))}


STATE_FIELD = re.compile(r"(?:^|_)stat(?:us|e)$")


def states_of(declared: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """The states that the object which an operation answers with is declared to have."""
    return {str(one) for place, aspects in declared.items() if place.startswith("response/2")
            and place.rpartition("/")[2] in ("status", "state") for one in aspects.get("values", ())}  # fmt: skip


def _is_state(bench: Bench, name: str) -> bool:
    """Whether a word of a sentence is one of the states that are declared; where none is, whether it is written as one."""
    members = {one.lower() for one in states_of(bench.declared)}
    return name.lower() in members if members else name.isupper()


def ends(bench: Bench, exchange: Exchange, answer: Mapping[str, Any], operations: Sequence[Operation]) -> None:
    """What is new leaves its state when it is promised to, where so much time can pass in a run."""
    declared, state = bench.declared.get("", {}), state_of(answer, bench.body)
    aspect = next((name for name in ("ends-after", "ends-within") if name in declared), None)
    aspect = "lives" if aspect is None and "ends-as" in declared and "lives" in declared else aspect
    single = _single(bench, answer, operations)
    if aspect is None or single is None or state is None:
        return
    named = str(declared.get("ends-as", ""))
    seconds = declared[aspect] + (0.5 if aspect == "lives" else 1)
    half = 0.0 if aspect == "ends-within" else declared[aspect] / 2
    if not bench.prober.target.can_wait(seconds):
        return
    started, (again, anew, status) = (
        time.monotonic(),
        bench.send("baseline", bench.prober.renewed(bench.body, bench.body)),
    )
    bench.prober.target.wait(half)
    if 200 <= status < 300 and isinstance(anew, dict) and state_of(anew, bench.body) == state:
        exchange, single = again, _single(bench, anew, operations) or single
        early = state_of(on(bench, *single).send("read meanwhile")[1], bench.body) if half else state
        is_over = early not in (None, state) and (aspect == "lives" or str(early).lower() == named.lower())
        if is_over and time.monotonic() - started < declared[aspect]:  # between, it may be in other states
            told = f"{early} after {half:g} s where {declared[aspect]} s are promised"
            bench.find(exchange, "state-after", "response", told)
            return
    bench.prober.target.wait(seconds - half)
    read = on(bench, *single).send("read later")[1]
    then = named if _is_state(bench, named) else str(state_of(read, bench.body))
    if state_of(read, bench.body) == state:
        bench.find(exchange, "state-after", "response", f"still {state} after {declared[aspect]} s")
    elif (state_of(read, bench.body) or then).lower() != then.lower():
        bench.find(
            exchange,
            "state-after",
            "response",
            f"{state_of(read, bench.body)} after {declared[aspect]} s where {then} is promised",
        )
    elif state_of(read, bench.body) is not None:
        for one in (aspect, "ends-as"):
            if one in declared:
                bench.prove(exchange, one)


def _single(bench: Bench, answer: Mapping[str, Any], operations: Sequence[Operation]) -> tuple[Operation, str] | None:
    """What reads one of the objects that an operation makes, below it or in a collection of the same name; its path."""
    own = own_path(bench, answer)
    readers = [o for o in operations if o.method == "get" and o.path.endswith("}")]
    below = next((o for o in readers if o.path.rpartition("/")[0] == bench.operation.path), None)
    if below is not None and own is not None:
        return below, own
    last = bench.operation.path.rpartition("/")[2]
    alike = next((o for o in readers if o.path.count("{") == 1 and o.path.split("/")[-2:-1] == [last]), None)
    if alike is None or own is None:
        return None
    base = bench.path.removesuffix("/".join(bench.path.split("/")[-bench.operation.path.count("/") :])).rstrip("/")
    return alike, f"{base}{alike.path.rpartition('/')[0]}/{own.rpartition('/')[2]}"


def limits(bench: Bench, operations: Sequence[Operation]) -> None:
    """An action that is possible once is refused the second time, and outside of the states that it is for."""
    declared = bench.declared.get("", {})
    if bench.operation.method == "get" or "{" not in bench.operation.path:
        return
    if declared.keys() & {"only-in", "not-in", "follows"}:
        _elsewhere(bench, operations)
    if bench.operation.method != "post":
        return
    if declared.get("once") or "only-in" in declared:
        _once(bench, operations, declared)
    if declared.get("times"):
        _times(bench, int(declared["times"]))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


EXPIRES = re.compile(
    r"^(?:expires?|expiration|expiry|valid_until|valid_to|expires_?on)(?:_?(?:at|on|date|time))?$", re.IGNORECASE
)


def _is_fine(value: Any) -> bool:
    """Whether a time is written with parts of a second."""
    return isinstance(value, str) and re.search(r":\d\d\.\d", value) is not None


LASTS = re.compile(r"^(?:expires?_?in|ttl|lifetime)(?:_?(?:s|sec|seconds))?$", re.IGNORECASE)


SPAN = re.compile(r"(\w+?)_(?:in|after|within)_(seconds|minutes|hours|days)$")
LENGTHS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86_400}  # seconds


def spans(bench: Bench, exchange: Exchange, answer: Mapping[str, Any], status: int) -> None:
    """What is to end in so many hours, by the name of a field, ends so long after it was made: as asked for, else by default."""
    born, sent = born_at(answer), bench.body if isinstance(bench.body, dict) else {}
    asked = {
        place.rpartition("/")[2]: aspects
        for place, aspects in bench.declared.items()
        if place.startswith("request/body/")
    }
    for name, aspects in asked.items() if born is not None else ():
        match = SPAN.fullmatch(underscored(name))
        told = sent.get(name, aspects.get("default"))
        ends = next((one for one in answer if match and underscored(one) in (f"{match[1]}_at", f"{match[1]}_on")), None)
        if (
            match is None
            or ends is None
            or not re.fullmatch(r"\d{1,9}", str(told))
            or (at := instant(answer[ends])) is None
        ):
            continue
        wanted, lasts = int(str(told)) * LENGTHS[match[2]], at - (born or 0.0)
        if abs(lasts - wanted) > max(2.0, wanted / 50):
            shown = f"{lasts:.0f} s where {name} is {told}"
            bench.find(exchange, "lifetime", f"{bench.place(status)}/{ends}", shown)
            return


def lifetime(bench: Bench, exchange: Exchange, answer: Mapping[str, Any], status: int) -> None:
    """What an answer says of the end of its object is the time that is promised, give or take one in fifty."""
    read = bench.prober.known_facts.get(f"GET {bench.operation.key.partition(' ')[2]}/{{}}", {})
    promised = next((one[""]["lives"] for one in (bench.declared, read) if "lives" in one.get("", {})), None)
    if not promised:
        return
    born = born_at(answer)
    for name, value in answer.items():
        ends = instant(value) if EXPIRES.match(name) else None
        lasts = ends - born if ends is not None and born is not None else None
        lasts = float(value) if LASTS.match(name) and _is_number(value) else lasts
        if lasts is not None and abs(lasts - promised) > max(0.25 if _is_fine(value) else 2.0, promised / 50):
            told = f"{lasts:.0f} s where {promised} s are promised"
            bench.find(exchange, "lifetime", f"{bench.place(status)}/{name}", told)
        elif lasts is not None:
            bench.prove(exchange, "lives")
