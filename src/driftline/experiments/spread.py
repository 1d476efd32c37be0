"""What becomes of other objects when something is done to the one that they belong to: they are as it is promised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from driftline.claims import underscored
from driftline.experiments.bench import Bench, new_object, on, own_path
from driftline.experiments.lifecycle import led_to
from driftline.experiments.neighbours import reader_of
from driftline.experiments.promised import state_of
from driftline.pool import resource_of
from driftline.readers.spec import Operation
from driftline.samples import fields
from driftline.target import unwrapped


def spread(bench: Bench, operations: Sequence[Operation]) -> None:
    """What is done to an object makes of others what is promised: closing an event releases its holds."""
    for place, aspects in bench.declared.items():
        noun = place.partition("/")[2]
        reader = reader_of(operations, noun, bench.prober.reached) if "spreads" in aspects else None
        maker = next((o for o in bench.prober.makers(reader) if resource_of(o.path) == noun), None) if reader else None
        if reader is None or maker is None or bench.operation.key not in bench.prober.reached:
            continue
        told, before, after = str(aspects["spreads"]).split(" ")
        for parent, child in _pairs(bench, maker, reader):
            state = state_of(on(bench, reader, child).send("read before")[1])
            if state is None or state == after or before not in ("-", state):
                continue
            exchange, _, status = on(bench, bench.operation, parent).send("action", _body(bench, told))
            if not 200 <= status < 300:
                continue
            got = state_of(on(bench, reader, child).send("read after")[1])
            if got is not None and got != after:
                bench.find(exchange, "state-after", f"response/{noun}", f"{noun} is {got} where {after} is promised")
            elif got is not None:
                bench.prove(exchange, "spreads", place)
            break


def _body(bench: Bench, told: str) -> Any:
    """The body of what is done: an update to a state (`status=closed`), else as it was accepted."""
    accepted = bench.prober.reached[bench.operation.key][1]
    name, _, state = told.partition("=")
    return led_to(bench.operation, accepted, name, state) if state else accepted


def _pairs(bench: Bench, maker: Operation, reader: Operation) -> Iterator[tuple[str, str]]:
    """Paths: of the operation on an object, and of another object that belongs to it, both made just now."""
    prober = bench.prober
    above = next(iter(prober.makers(bench.operation)), None)
    if above is None:
        return
    end = bench.operation.path.rpartition("}")[2]
    if "{" in maker.path:
        made = prober.afresh(maker)
        child = _made(bench, maker, reader, *made) if made is not None else None
        parent = prober.path(bench.operation)
        if child is not None and parent is not None:
            yield parent, child
        return
    name = next((one for one in fields(prober.document, maker.data)
                 if underscored(one) in (f"{resource_of(above.path)}_id", resource_of(above.path))), None)  # fmt: skip
    ways = [way[0][1] for way in prober.ways.values() if len(way) == 1 and way[0][0] is maker]
    path, first, _ = prober.reached[maker.key]
    for body in [prober.richer.get(maker.key), first, *ways] if name is not None else ():
        own = new_object(prober, above) if isinstance(body, dict) else None
        if own is not None:
            owner = unquote(own.rpartition("/")[2])
            named: Any = int(owner) if isinstance(body.get(name), int) else owner
            child = _made(bench, maker, reader, path, prober.renewed({**body, name: named}, body))
            if child is not None:
                yield f"{own}{end}", child


def _made(bench: Bench, maker: Operation, reader: Operation, path: str, body: Any) -> str | None:
    """The path by which an object that is made now is read; None where it is not made."""
    making = Bench(bench.prober, maker, path, body, {})
    _, answer, status = making.send("baseline", body)
    if not 200 <= status < 300 or not isinstance(answer, dict):
        return None
    own = own_path(making, unwrapped(answer)[0])
    below = bench.prober.reached[reader.key][0].rpartition("/")[0]
    return f"{below}/{own.rpartition('/')[2]}" if own and reader.path.count("{") == 1 else own
