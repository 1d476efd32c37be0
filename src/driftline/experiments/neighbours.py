"""Other objects that a request names, the item of a loan: the state they must be in, and how they are left."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from driftline.claims import underscored
from driftline.experiments.bench import REFUSED, Bench, on
from driftline.experiments.promised import counted, first_answer, state_of
from driftline.pool import singular_name
from driftline.readers.spec import Operation
from driftline.target import own_id, unwrapped


def others(bench: Bench, operations: Sequence[Operation]) -> None:
    """What is done leaves the other objects that it names in the state that is promised, the item of a loan; and is
    refused where they are in one that it does not take."""
    about = {
        place.partition("/")[2]: aspects for place, aspects in bench.declared.items() if place.startswith("other/")
    }
    if bench.operation.key not in bench.prober.reached:
        return
    for noun, aspects in about.items():
        reader = reader_of(operations, noun, bench.prober.reached)
        if reader is None:
            continue
        if "{" not in bench.operation.path and {"needs", "bars"} & aspects.keys():
            _unready(bench, noun, reader, aspects)
        _moved(bench, noun, reader, aspects)
        if "gives" in aspects:
            _given(bench, noun, reader, str(aspects["gives"]))
        if "leaves" not in aspects:
            continue
        path, body = bench.prober.once_more(bench.operation)
        exchange, answer, status = bench.send("action", body, path=path)
        state = _state(bench, reader, noun, answer, body) if 200 <= status < 300 else None
        wanted = str(aspects["leaves"])
        if state is not None and state.lower() != wanted.lower():
            bench.find(exchange, "state-after", f"response/{noun}", f"{noun} is {state} where {wanted} is promised")
        elif state is not None:
            bench.prove(exchange, "leaves", f"other/{noun}")


def reader_of(operations: Sequence[Operation], noun: str, reached: Container[str]) -> Operation | None:
    """The reached operation that shows one object of a kind."""
    return next((o for o in operations if o.method == "get" and o.path.endswith("}") and o.key in reached
                 and singular_name(o.path.split("/")[-2]) == noun), None)  # fmt: skip


def other_of(bench: Bench, noun: str, *holders: Any) -> Any:
    """The object of a kind whose id one of these holds, as it is read now; None where nothing shows it."""
    reader = reader_of(bench.prober.operations, noun, bench.prober.reached)
    return None if reader is None else _other(bench, reader, noun, *holders)


def _moved(bench: Bench, noun: str, reader: Operation, aspects: Mapping[str, Any]) -> None:
    """What is made takes from a field of the object that it names, or adds to it."""
    if {"raises", "lowers"} & aspects.keys():
        path, body = bench.prober.once_more(bench.operation)
        own = _own(bench, path)
        before = _other(bench, reader, noun, body, own)
        exchange, _, status = bench.send("action", body, path=path)
        if 200 <= status < 300:
            counted(bench, exchange, aspects, before, _other(bench, reader, noun, body, own), noun=noun)


def _own(bench: Bench, path: str) -> Any:
    """The object that an action works on, as it is read; None where the operation is no action, or nothing shows it."""
    parent = bench.operation.path.rpartition("/")[0]
    reader = next((o for o in bench.prober.operations if o.method == "get" and o.path == parent), None)
    is_action = reader is not None and parent.endswith("}") and reader.key in bench.prober.reached
    return on(bench, reader, path.rpartition("/")[0]).send("read before")[1] if is_action and reader else None


def _given(bench: Bench, noun: str, reader: Operation, name: str) -> None:
    """What is new has a field from another object that it names: of one as it is usually made, and of two with other values
    where there are several."""
    prober = bench.prober
    maker = next(iter(prober.makers(reader)), None)
    if maker is None:
        return
    usual = unwrapped(first_answer(bench, maker))[0]
    members = prober.known_facts.get(maker.key, {}).get(f"request/body/{name}", {}).get("values", ())
    others = [one for one in members if isinstance(usual, dict) and one != usual.get(name)]
    for other in ({}, *({name: one} for one in others[:2])):
        if not prober.make(maker, other):
            continue
        path, body = prober.ready(bench.operation)
        if named_by(noun, body) is None:  # it names one that names the other
            path, body = prober.anew(bench.operation) or (path, body)
        exchange, answer, status = bench.send("action", prober.renewed(body, body), path=path)
        holder = other_of(bench, noun, answer, body) if 200 <= status < 300 else None
        if not isinstance(answer, dict) or not isinstance(holder, dict) or name not in answer or name not in holder:
            return
        if answer[name] != holder[name]:
            told = f"{json.dumps(answer[name])}, where the {noun} has {json.dumps(holder[name])}"
            bench.find(exchange, "formula", f"{bench.place(status)}/{name}", told)
            return
        bench.prove(exchange, "gives", f"other/{noun}")


def _unready(bench: Bench, noun: str, reader: Operation, aspects: Mapping[str, Any]) -> None:
    """A creation is refused where the object that it names is as it was made, or as the creation left it, and that is a
    state which it does not take."""
    needs, bars = (str(aspects.get(name, "")).lower().split(" or ") for name in ("needs", "bars"))
    maker = next(iter(bench.prober.makers(reader)), None)
    for used in (False, True):
        if maker is None or not bench.prober.make(maker):
            return
        path, body = bench.prober.ready(bench.operation)
        sent = bench.prober.renewed(body, body)
        if used and not 200 <= (bench.send("baseline", sent, path=path)[2]) < 300:
            return
        state = (_state(bench, reader, noun, body) or "").lower()
        if not state or not (state in bars or (any(needs) and state not in needs)):
            continue
        exchange, _, status = bench.send("action", bench.prober.renewed(body, body), path=path)
        if 200 <= status < 300:
            bench.find(exchange, "action-repeated", "response", f"taken where the {noun} is {state}")
            return
        if status in REFUSED:
            for name in ("needs", "bars"):
                if name in aspects:
                    bench.prove(exchange, name, f"other/{noun}")


def _state(bench: Bench, reader: Operation, noun: str, *holders: Any) -> str | None:
    """The state of an object of another kind, whose id one of these holds."""
    return state_of(_other(bench, reader, noun, *holders))


def _other(bench: Bench, reader: Operation, noun: str, *holders: Any) -> Any:
    """An object of another kind, whose id one of these holds."""
    named = named_by(noun, *holders)
    path = None if named is None else _path(bench, reader, quote(str(named), safe=""))
    return None if path is None else on(bench, reader, path).send("read after")[1]


def named_by(noun: str, *holders: Any) -> str | int | None:
    """The id of an object of a kind that one of these holds."""
    return next((value for holder in holders for name, value in (holder.items() if isinstance(holder, dict) else ())
                 if underscored(name) in (f"{noun}_id", noun) and isinstance(value, str | int)), None)  # fmt: skip


def _path(bench: Bench, reader: Operation, named: str) -> str | None:
    """Where an object is read, by its id: of one that lies below another, in the place where it was made."""
    above = bench.prober.reached[reader.key][0].rpartition("/")[0]
    if reader.path.count("{") == 1:
        return f"{above}/{named}"
    maker = f"POST {reader.key.partition(' ')[2].rpartition('/')[0]}"
    made = (
        one for one in reversed(bench.prober.target.exchanges) if one.operation == maker and 200 <= one.status < 300
    )
    own = next((one for one in made if str(own_id(unwrapped(one.response_body)[0])) == named), None)
    return None if own is None else f"{bench.prober.target.sent[own.id][0]}/{named}"
