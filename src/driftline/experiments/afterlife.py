"""What deletion leaves: what others need stays, and what is brought back is as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from driftline.claims import underscored
from driftline.experiments.bench import REFUSED, RESTORES, Bench, is_secret, is_volatile, on
from driftline.experiments.neighbours import named_by
from driftline.pool import singular_name
from driftline.readers.spec import Operation
from driftline.samples import fields
from driftline.target import unwrapped


def kept_by(bench: Bench, operations: Sequence[Operation]) -> None:
    """What has others that are said to keep it from being deleted is not deleted."""
    noun = str(bench.declared.get("", {}).get("kept-by", ""))
    makers = [o for o in operations if o.method == "post" and o.key in bench.prober.reached and "}" not in o.path[-1:]]
    maker = next((o for o in makers if singular_name(o.path.rpartition("/")[2]) == noun), None)
    maker = maker or next((o for o in makers if "{" not in o.path and noun in _states(bench, o)), None)  # a draft
    if not noun or maker is None or bench.operation.method != "delete":
        return
    own = singular_name(bench.operation.path.split("/")[-2])
    fresh = bench.prober.anew(maker) or bench.prober.ready(maker)
    body = {**_naming(bench, maker, own, fresh[1]), **bench.prober.renewed(fresh[1], fresh[1])}
    exchange, answer, status = on(bench, maker, fresh[0]).send("baseline", body)
    named = named_by(own, answer, bench.prober.target.sent[exchange.id][1])
    above = _above(bench.operation, maker, fresh[0], named)
    if not 200 <= status < 300 or above is None:
        return
    exchange, _, status = bench.send("delete used", path=above)
    if 200 <= status < 300:
        bench.find(exchange, "action-repeated", "response", f"deleted with its {noun}")
    elif status in REFUSED:
        bench.prove(exchange, "kept-by")


def _states(bench: Bench, maker: Operation) -> set[str]:
    """The states in which what a creation makes can be."""
    facts = bench.prober.known_facts.get(maker.key, {})
    named = [one for place, one in facts.items() if re.fullmatch(r"response/2\w\w/body/stat(?:us|e)", place)]
    return {str(member).lower() for one in named for member in one.get("values", ())}


def _naming(bench: Bench, maker: Operation, own: str, body: Any) -> dict[str, Any]:
    """The field by which a creation may name the object that is to be deleted, with a new one, where its body has none."""
    names = (name for name in fields(bench.prober.document, maker.data) if underscored(name) in (f"{own}_id", own))
    name = next((one for one in names if isinstance(body, dict) and one not in body), None)
    origin = next(iter(bench.prober.makers(bench.operation)), None)
    made = name is not None and origin is not None and bench.prober.make(origin)
    path = bench.prober.path(bench.operation) if made else None
    return {name: unquote(path.rpartition("/")[2])} if name is not None and path is not None else {}


def freed(bench: Bench, operations: Sequence[Operation]) -> None:
    """What must be unique is taken once more when its object was cancelled, where that is promised."""
    name, maker = bench.declared.get("", {}).get("frees"), next(iter(bench.prober.makers(bench.operation)), None)
    fresh = bench.prober.afresh(bench.operation) if name and maker is not None else None
    if fresh is None or maker is None or name is None or bench.operation.method != "post":
        return
    made = bench.prober.refusals[maker.key]
    sent = bench.prober.target.sent[made.id][1]
    if not isinstance(sent, dict) or not isinstance(sent.get(name), str) or not 200 <= made.status < 300:
        return
    if not 200 <= bench.send("action", fresh[1], path=fresh[0])[2] < 300:
        return
    path, body = bench.prober.anew(maker) or bench.prober.ready(maker)
    making, rest = on(bench, maker, path), bench.prober.renewed(body, body)
    exchange, _, status = making.send("freed", {**rest, name: sent[name]})
    if 200 <= status < 300:
        bench.prove(exchange, "frees")
    elif status in REFUSED and 200 <= making.send("confirm", bench.prober.renewed(body, body, "g"))[2] < 300:
        told = f"still taken after {bench.operation.key}, where it is promised to be free"
        making.find(exchange, "uniqueness", f"request/body/{name}", told)


def closed_by(bench: Bench, operations: Sequence[Operation]) -> None:
    """Nothing is made inside of an object while a flag of it is said to close it: a card on an archived board."""
    flag, _, value = str(bench.declared.get("", {}).get("closed-by", "")).partition("=")
    parent = bench.operation.path.rpartition("/")[0]
    changer = next((o for o in operations if o.method == "patch" and o.path == parent), None)
    if not flag or changer is None or changer.key not in bench.prober.reached or bench.operation.method != "post":
        return
    fresh = bench.prober.anew(bench.operation)
    if fresh is None or not 200 <= bench.send("baseline", fresh[1], path=fresh[0])[2] < 300:
        return
    above = fresh[0].rpartition("/")[0]
    if not 200 <= on(bench, changer, above).send("update", {flag: value == "true"})[2] < 300:
        return
    exchange, _, status = bench.send("closed", bench.prober.renewed(fresh[1], fresh[1]), path=fresh[0])
    if 200 <= status < 300:
        bench.find(exchange, "action-repeated", "response", f"taken while {flag} is {value}")
    elif status in REFUSED:
        bench.prove(exchange, "closed-by")


def _above(operation: Operation, maker: Operation, path: str, named: object) -> str | None:
    """The path of the object that another one belongs to: the one that it is made below, else the one that it names."""
    steps = operation.path.count("/")
    if maker.path.startswith(f"{operation.path}/"):
        more = path.count("/") - maker.path.count("/")  # a base path
        return "/".join(path.split("/")[: steps + 1 + more])
    is_plain = operation.path.count("{") == 1 and isinstance(named, str | int)
    base = path[: -len(maker.path)] if "{" not in maker.path and path.endswith(maker.path) else ""
    return f"{base}{operation.path.rpartition('/')[0]}/{named}" if is_plain else None


def restored(bench: Bench, operations: Sequence[Operation]) -> None:
    """What was deleted and is brought back shows what it showed before, but for times and states."""
    parent = bench.operation.path.rpartition("/")[0]
    reader, delete = (
        next((o for o in operations if o.method == method and o.path == parent), None) for method in ("get", "delete")
    )
    maker = next(iter(bench.prober.makers(bench.operation)), None)
    if not RESTORES.search(bench.operation.path) or reader is None or delete is None or maker is None:
        return
    if not bench.prober.make(maker):
        return
    path = bench.prober.ready(reader)[0]
    _, before, status = on(bench, reader, path).send("read before")
    if not 200 <= status < 300 or not 200 <= on(bench, delete, path).send("delete")[2] < 300:
        return
    exchange, answer, status = bench.send(
        "action", bench.body, path=f"{path}/{bench.operation.path.rpartition('/')[2]}"
    )
    after = on(bench, reader, path).send("read after")[1] if 200 <= status < 300 else None
    for shown in (after, unwrapped(answer)[0]) if after is not None else ():
        lost = _lost(before, shown)
        if lost is not None:
            bench.find(exchange, "state-after", f"{bench.place(status)}/{lost[0]}", lost[1])
            return


def _lost(before: Any, after: Any) -> tuple[str, str] | None:
    """A field that is not what it was before: its name, and what it is."""
    for name, value in before.items() if isinstance(before, Mapping) and isinstance(after, Mapping) else ():
        if name in after and after[name] != value and not is_volatile(name) and not is_secret(name):
            return name, f"{json.dumps(after[name])} where it was {json.dumps(value)} before it was deleted"
    return None
