"""Fields left out of requests that were accepted: which of them an operation really requires."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from driftline.blame import blamed
from driftline.exchange import Exchange
from driftline.experiments.baseline import called_missing
from driftline.experiments.bench import ENDS, at, is_partly_refused, json_of, says
from driftline.readers.spec import Operation
from driftline.samples import fields, violations

if TYPE_CHECKING:
    from driftline.prober import Prober, Progress

MOST_INNER = 8  # optional fields inside of objects that are left out one by one


def omissions(prober: Prober, operations: Sequence[Operation], progress: Progress | None = None) -> None:
    """Each field of an accepted body left out: all optional ones in one request, all required ones in another.

    By itself where the first is refused, and where the answer to the second does not name it.
    """
    for number, operation in enumerate(operations):
        if progress:
            progress(number, len(operations), operation.key)
        path, body, _ = prober.reached.get(operation.key, ("", None, {}))
        if not isinstance(body, dict):
            continue
        renew = None if ENDS.search(operation.path) else prober.accepted_again(operation, path, body)
        omit = Omission(prober, operation, path, body, bool(renew)) if renew is not None else _afresh(prober, operation)
        if omit is None:
            continue
        sent = {f"request/body/{name}": required for name, required in fields(prober.document, operation.data).items()
                if name in omit.body}  # fmt: skip
        for every in (sent, _inner(prober, operation, omit.body)):
            optional = [place for place, required in every.items() if not required]
            if operation.method == "patch" and len(optional) == len(omit.body) == 1:
                continue  # an update of nothing may well be refused
            if len(optional) < 2 or not _optional(prober, omit, optional):
                for place in optional if every is sent else optional[:MOST_INNER]:
                    exchange = omit([place])
                    refused = every is not sent and exchange.status in (400, 422)
                    of_another = every is sent and (
                        _is_of_another(prober, omit, exchange, place) or _goes_with(prober, omit, exchange, place)
                    )
                    if of_another or (refused and not _is_missed(prober, operation, exchange, place)):
                        prober.target.mark(exchange, "refused")
            required = [place for place, is_required in every.items() if is_required]
            for place in prober.unnamed(omit, required, (400, 422)):
                exchange = omit([place])
                refused = exchange.status in (400, 422) and not omit.is_single
                if refused and every is sent and not blamed(exchange.response_body, exchange.request_body, [place]):
                    _with_least(prober, omit, place)


def _optional(prober: Prober, omit: Omission, places: Sequence[str]) -> bool:
    """Whether a request without all these fields is accepted; a refusal says of none of them that it is required."""
    exchange = omit(places)
    if not 200 <= exchange.status < 300:
        prober.target.mark(exchange, "refused")
    return 200 <= exchange.status < 300


def _is_of_another(prober: Prober, omit: Omission, exchange: Exchange, place: str) -> bool:
    """Whether a request without an optional field was refused for something else: the answer names another field, or what
    was accepted before is refused by now, too."""
    if exchange.status in (400, 422) and _is_choice(prober, omit, exchange, place):
        return True
    if exchange.status not in (400, 409, 422) or blamed(exchange.response_body, exchange.request_body, [place]):
        return False
    others = [f"request/body/{name}" for name in omit.body if not place.endswith(f"/{name}")]
    if exchange.status == 409 or blamed(exchange.response_body, None, others):
        return True
    return not omit.is_single and prober.accepted_again(omit.operation, omit.path, omit.body) is None


def _is_choice(prober: Prober, omit: Omission, exchange: Exchange, place: str) -> bool:
    """Whether a refusal names another optional field, too, that was not sent: one of the two is needed, and either will do."""
    told, optional = json.dumps(exchange.response_body)[:4000], fields(prober.document, omit.operation.data)
    others = [name for name, required in optional.items() if not required and name not in omit.body]
    own = place.rpartition("/")[2]
    return says(told, own) and any(len(name) > len("name") and name != own and says(told, name) for name in others)


def _with_least(prober: Prober, omit: Omission, place: str) -> None:
    """Leave out a required field of a request that has no optional one: it may have been refused for those."""
    least = {name: one for name, one in omit.body.items() if prober.requires(omit.operation.key, name)}
    if least != omit.body:
        replace(omit, body=least)([place])


MOST_MEMBERS = 3


def _goes_with(prober: Prober, omit: Omission, exchange: Exchange, place: str) -> bool:
    """Whether a field that cannot be left out can where another one has another member: an agent's id, of a customer's
    reply."""
    declared = prober.known_facts.get(omit.operation.key, {})
    if exchange.status not in (400, 422) or omit.is_single:
        return False
    for name, value in omit.body.items():
        members = declared.get(f"request/body/{name}", {}).get("values", ())
        for member in [one for one in members if one != value and not place.endswith(f"/{name}")][:MOST_MEMBERS]:
            least = {one: known for one, known in omit.body.items() if prober.requires(omit.operation.key, one)}
            other = replace(omit, body={**least, name: member})
            if 200 <= other([place], "refused").status < 300:
                return True
    return False


def _is_missed(prober: Prober, operation: Operation, exchange: Exchange, place: str) -> bool:
    """Whether a refusal says that a field is missing which the schema does not miss: of several ways to satisfy it,
    the one without the field may be none."""
    name, is_whole = place.rpartition("/")[2], not violations(prober.document, operation.data, exchange.request_body)
    return is_whole and any(called_missing(name, told) for told in _records(exchange.response_body))


def _inner(prober: Prober, operation: Operation, body: Mapping[str, Any]) -> dict[str, bool]:
    """The fields inside of a body's objects, as deep as they go, and whether each is declared to be required there."""
    declared = prober.known_facts.get(operation.key, {})
    found: dict[str, bool] = {}
    stack = [(f"request/body/{name}", inner) for name, inner in body.items()]
    while stack:
        outer, holder = stack.pop()
        if isinstance(holder, list) and holder:
            stack.append((f"{outer}/[]", holder[0]))
        for name, inner in holder.items() if isinstance(holder, dict) and len(holder) > 1 else ():
            place = f"{outer}/{name}"
            if place in declared:
                found[place] = declared[place].get("required") is True
            stack.append((place, inner))
    return found


def _afresh(prober: Prober, operation: Operation) -> Omission | None:
    """Omissions for what uses its object up: what was accepted is followed by a new object."""
    fresh = prober.afresh(operation)
    if fresh is None or not 200 <= prober.send(operation, "baseline", *fresh)[0].status < 300:
        return None
    return Omission(prober, operation, *fresh, operation.key in prober.replays, is_single=True)


@dataclass(slots=True)
class Omission:
    """An operation that is asked with its accepted body, but for some fields."""

    prober: Prober
    operation: Operation
    path: str
    body: Mapping[str, Any]
    renew: bool = False
    is_single: bool = False  # what is accepted uses its object up
    is_used: bool = True

    def __call__(self, places: Sequence[str], intent: str = "") -> Exchange:
        """Ask without the fields in `places` (`request/body/a`, `request/body/a/b`)."""
        if self.is_single and self.is_used and (fresh := self.prober.afresh(self.operation)):
            self.path, self.body = fresh
        rest = copy.deepcopy(dict(self.body))
        for place in places:
            *outer, name = place.split("/")[2:]
            holder = at(rest, [0 if step == "[]" else step for step in outer])
            if isinstance(holder, dict):  # else it is gone with an outer one that is left out, too
                holder.pop(name, None)
        sent = self.prober.renewed(rest, self.body) if self.renew else rest
        told = intent or f"omit {' '.join(places)}"
        exchange, response = self.prober.send(self.operation, told, self.path, sent)
        if exchange.status < 300 and is_partly_refused(json_of(response), sent):
            exchange = self.prober.target.mark(exchange, "refused")
        self.is_used = 200 <= exchange.status < 300
        return exchange


def _records(value: Any) -> Iterator[str]:
    """The texts of an answer, those that stand side by side in one object together: `amount: is required`."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    texts = [one for one in inner if isinstance(one, str)]
    yield from [": ".join(texts)] if isinstance(value, dict) else texts
    for one in inner:
        yield from _records(one) if isinstance(one, dict | list) else ()
