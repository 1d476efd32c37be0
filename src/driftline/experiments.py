"""Ask a live service one question at a time: members, bounds, types, echoes, defaults, lists, keys, accounts.

Each experiment starts from a request that was accepted, changes one thing, and marks the exchange that shows a
disagreement with `finds RULE PLACE DETAIL`. Sends through the prober's target, within its budget.
"""

from __future__ import annotations

import copy
import json
import re
import time
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from driftline.claims import Reading, Voice
from driftline.naming import LISTS
from driftline.readers.spec import Operation
from driftline.samples import renewed

if TYPE_CHECKING:
    import httpx

    from driftline.exchange import Exchange
    from driftline.probe import Prober, Progress

REFUSED = frozenset({400, 409, 412, 415, 422})
MAX_MEMBERS = 8  # tried of one closed set
MAX_LISTED = 130  # objects made to see a list's default and cap
Facts = Mapping[str, Mapping[str, Mapping[str, Any]]]
VOLATILE = re.compile(
    r"(?:^|_)(?:at|date|time|timestamp|status|version|etag|expires|token|url|link)(?:_|$)", re.IGNORECASE
)
ENDED = re.compile(r"delet|cancel|unenroll|inactive|archiv|clos", re.IGNORECASE)
SIZES = ("limit", "page_size", "per_page", "size", "pagesize", "max_results", "count", "top")
SECOND = 1.05  # seconds
STARTS = {"offset": "offset", "skip": "offset", "start": "offset", "page": "page", "page_number": "page"}


def facts(readings: Iterable[Reading]) -> Facts:
    """What is declared of each place of each operation: operation -> place -> aspect -> value, the spec's word first."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    declared = [reading for reading in readings if reading.voice is Voice.DECLARES]
    for reading in sorted(declared, key=lambda reading: reading.source != "spec"):
        for subject, aspect, value, _ in reading.claims:
            found.setdefault(subject.operation, {}).setdefault(subject.place, {}).setdefault(aspect, value)
    return found


@dataclass(slots=True)
class Bench:
    """One operation under experiment: its accepted path and body, and what is declared of it."""

    prober: Prober
    operation: Operation
    path: str
    body: Any
    declared: Mapping[str, Mapping[str, Any]]
    renew: bool = False  # the merchant's own references must be new in every request
    stale: bool = False  # the baseline is refused by now: a refusal says nothing any more

    def send(self, intent: str, body: Any = None, *, path: str = "", **content: Any) -> tuple[Exchange, Any, int]:
        """Send the operation once more; the exchange, the answer's JSON and its status."""
        extra = self.prober.extras(self.operation)
        for key, value in content.items():
            extra[key] = {**extra.get(key, {}), **value}
        payload = (
            {} if body is None else {"json": renewed(body, self.body, self.prober.target.sign) if self.renew else body}
        )
        method = self.operation.method.upper()
        sent = self.prober.target.send(self.operation.key, intent, method, path or self.path, **extra, **payload)
        return sent[0], _json(sent[1]), sent[0].status

    def refused(self, exchange: Exchange, body: Any, rule: str, place: str, detail: object) -> None:
        """A refusal counts where the baseline is still accepted, and the same request is refused again after it."""
        if self.stale or not 200 <= self.send("baseline", self.body)[2] < 300:
            self.stale = True
        elif self.send("confirm", body)[2] in REFUSED:
            self.find(exchange, rule, place, detail)

    def find(self, exchange: Exchange, rule: str, place: str, detail: object = "") -> None:
        """Mark an exchange as the one that shows a disagreement."""
        text = detail if isinstance(detail, str) else json.dumps(detail)
        self.prober.target.mark(exchange, f"finds {rule} {place} {text}".strip())


def _json(response: httpx.Response | None) -> Any:
    try:
        return response.json() if response is not None and response.content else None
    except (ValueError, RecursionError):
        return None


def experiment(
    prober: Prober,
    operations: Sequence[Operation],
    known: Facts,
    progress: Progress | None = None,
    *,
    only: Collection[str],
) -> None:
    """Every experiment that applies to the operations with the keys in `only`, one by one, creations first."""
    for number, operation in enumerate(operations):
        if progress:
            progress(number, len(operations), operation.key)
        if operation.key not in prober.reached or operation.key not in only:
            continue
        path, body, _ = prober.reached[operation.key]
        bench = Bench(
            prober, operation, _living(prober, operation, operations) or path, body, known.get(operation.key, {})
        )
        if operation.method in ("post", "put", "patch") and isinstance(body, dict) and _accepted(bench, body):
            for part in (_members, _bounds, _types, _extra, _malformed, _unique, _keys):
                if not bench.stale:
                    part(bench)
        if operation.method == "post" and isinstance(body, dict):
            _made(bench, operations)
        _after(bench, operations)
        if operation.method == "get":
            _lists(bench, operations, known)
            _nowhere(bench)
        _accounts(bench)


def _living(prober: Prober, operation: Operation, operations: Sequence[Operation]) -> str | None:
    """The path of a new object for an operation that works on one: the object of the baseline may be gone by now."""
    parent, _, last = operation.path.rpartition("/")
    maker = _maker(prober, operations, parent)
    return _new(prober, maker) if maker is not None and last.startswith("{") else None


def _maker(prober: Prober, operations: Sequence[Operation], path: str) -> Operation | None:
    """The reached operation that makes the objects of a collection."""
    return next((o for o in operations if o.method == "post" and o.path == path and o.key in prober.reached), None)


def _new(prober: Prober, maker: Operation) -> str | None:
    """The path of an object made just now, with new references of the merchant's own where it must be."""
    path, body, _ = prober.reached[maker.key]
    bench = Bench(prober, maker, path, body, {})
    for bench.renew in (False, True):
        _, answer, status = bench.send("baseline", body)
        if 200 <= status < 300 and isinstance(answer, dict):
            return _own_path(bench, answer)
    return None


def _accepted(bench: Bench, body: Any) -> bool:
    """Whether the baseline is accepted again, with new references of the merchant's own where it must be."""
    if 200 <= bench.send("baseline", body)[2] < 300:
        return True
    bench.renew = True
    return 200 <= bench.send("baseline", body)[2] < 300


def leaves(value: Any, place: str = "request/body") -> Iterator[tuple[str, list[Any], Any]]:
    """Every scalar of a body: its place, the path to it, and the value; the first item of each list only."""
    stack: list[tuple[str, list[Any], Any]] = [(place, [], value)]
    while stack:
        here, path, inner = stack.pop()
        if isinstance(inner, dict):
            stack.extend((f"{here}/{key}", [*path, key], item) for key, item in inner.items())
        elif isinstance(inner, list):
            stack.extend((f"{here}/[]", [*path, 0], item) for item in inner[:1])
        else:
            yield here, path, inner


def changed(body: Any, path: Sequence[Any], value: Any) -> Any:
    """A copy of the body with one value replaced."""
    result = copy.deepcopy(body)
    inner = result
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return result


def _members(bench: Bench) -> None:
    """Each documented member is taken, and one that is none is refused."""
    texts = {value for _, _, value in leaves(bench.body) if isinstance(value, str)}
    for place, path, value in leaves(bench.body):
        members = bench.declared.get(place, {}).get("values")
        if not members or not isinstance(value, str):
            continue
        # a member that stands elsewhere in the body may be refused for being there twice: that proves nothing
        for member in [m for m in members if m not in texts][:MAX_MEMBERS]:
            body = changed(bench.body, path, member)
            exchange, _, status = bench.send("member", body)
            if status in REFUSED:
                bench.refused(exchange, body, "value-refused", place, member)
        exchange, _, status = bench.send(f"outside {place}", changed(bench.body, path, "NO_SUCH_MEMBER"))
        if 200 <= status < 300:
            bench.find(exchange, "input-unenforced", place, "enum")


def _bounds(bench: Bench) -> None:
    """A value at each bound is taken, one just outside is refused."""
    names = {place for place, _, _ in leaves(bench.body)}
    for place, path, value in leaves(bench.body):
        declared = bench.declared.get(place, {})
        for aspect, keyword, inside, outside in _edges(declared, value):
            body = changed(bench.body, path, inside)
            exchange, _, status = bench.send("bound", body)
            if status in REFUSED and not _is_paired(place, names):
                bench.refused(exchange, body, "bound-refused", place, keyword)
            exchange, _, status = bench.send(f"beyond {place}", changed(bench.body, path, outside))
            if 200 <= status < 300 and (aspect != "range" or len(declared[aspect]) == 2):
                bench.find(exchange, "input-unenforced", place, keyword)


PAIRS = (("min", "max"), ("from", "to"), ("start", "end"), ("start", "finish"), ("lower", "upper"), ("least", "most"))


def _is_paired(place: str, others: Collection[str]) -> bool:
    """Whether a value stands beside its counterpart, `min_value` beside `max_value`: then each bounds the other."""
    above, _, name = place.rpartition("/")
    words = name.split("_")
    swaps = {one: other for pair in PAIRS for one, other in (pair, pair[::-1])}
    return any(
        f"{above}/{'_'.join([*words[:n], swaps[word], *words[n + 1 :]])}" in others
        for n, word in enumerate(words)
        if word in swaps
    )


def _edges(declared: Mapping[str, Any], value: Any) -> Iterator[tuple[str, str, Any, Any]]:
    """Aspect, keyword, a value at the bound, a value beyond it."""
    plain = not {"values", "format", "pattern"} & declared.keys()
    if isinstance(value, str) and value and "length" in declared and plain:
        low, high = declared["length"][:2]
        if high is not None and high <= 2000:
            yield "length", "maxLength", (value * (int(high) // len(value) + 1))[: int(high)], value + "x" * int(high)
        if low:
            yield "length", "minLength", (value * (int(low) // len(value) + 1))[: int(low)], value[: int(low) - 1]
    if isinstance(value, int | float) and not isinstance(value, bool) and "range" in declared:
        low, high = declared["range"][:2]
        step = declared.get("multiple") or 1
        if high is not None:
            yield "range", "maximum", high, high + step
        if low is not None:
            yield "range", "minimum", low, low - step


def _types(bench: Bench) -> None:
    """A value of another type is refused."""
    wrong: Mapping[str, Any] = {"string": 12345, "integer": "abc", "number": "abc", "boolean": "maybe"}
    for place, path, value in leaves(bench.body):
        types = bench.declared.get(place, {}).get("type", ())
        if len(types) == 1 and types[0] in wrong and value is not None:
            exchange, _, status = bench.send(f"mistyped {place}", changed(bench.body, path, wrong[types[0]]))
            if 200 <= status < 300:
                bench.find(exchange, "input-unenforced", place, "type")


def _extra(bench: Bench) -> None:
    """A field that nobody wrote down is taken, unless the schema closes its object."""
    if not bench.declared.get("request/body", {}).get("closed"):
        body = {**bench.body, "x_unknown": "x"}
        exchange, _, status = bench.send("extra", body)
        if status in REFUSED:
            bench.refused(exchange, body, "value-refused", "request/body", "a field that is not described")


def _malformed(bench: Bench) -> None:
    """A body that is no JSON is refused."""
    extra = bench.prober.extras(bench.operation)
    extra["headers"] = {**extra.get("headers", {}), "content-type": "application/json"}
    method, content = bench.operation.method.upper(), json.dumps(bench.body)[:-1].encode()
    exchange, _ = bench.prober.target.send(
        bench.operation.key, "malformed", method, bench.path, content=content, **extra
    )
    if 200 <= exchange.status < 300:
        bench.find(exchange, "input-unenforced", "request/body", "a body that is cut off")


def _after(bench: Bench, operations: Sequence[Operation]) -> None:
    """After an action on a new object, the object is in the state that is promised."""
    wanted = bench.declared.get("", {}).get("leads-to")
    parent, _, action = bench.operation.path.rpartition("/")
    collection, _, last = parent.rpartition("/")
    maker = _maker(bench.prober, operations, collection)
    reader = next((o for o in operations if o.method == "get" and o.path == parent), None)
    if not wanted or maker is None or not last.startswith("{") or action.startswith("{"):
        return
    own = _new(bench.prober, maker)
    if own is None:
        return
    exchange, answer, status = bench.send("action", bench.body, path=f"{own}/{action}")
    if not 200 <= status < 300:
        return
    read = _on(bench, reader, own).send("read after")[1] if reader is not None else None
    states = [s for s in (_state(read), _state(answer)) if s is not None]
    if states and states[0].lower() != str(wanted).lower():
        bench.find(exchange, "state-after", "response", f"{states[0]} where {wanted} is promised")


def _state(value: Any) -> str | None:
    """The state of an object: its field `status` or `state`, here or one level down."""
    for holder in (value, *value.values()) if isinstance(value, dict) else ():
        for name in ("status", "state"):
            if isinstance(holder, dict) and isinstance(holder.get(name), str):
                return str(holder[name])
    return None


def _unique(bench: Bench) -> None:
    """A value that must be unique is refused the second time."""
    for place, path, value in leaves(bench.body):
        if bench.declared.get(place, {}).get("unique") and isinstance(value, str) and len(path) == 1:
            sign = bench.prober.target.sign
            once = changed(renewed(bench.body, bench.body, sign), path, f"{value}{sign}")
            twice = changed(renewed(bench.body, bench.body, f"{sign}b"), path, f"{value}{sign}")
            first = bench.send("unique", once)[2]
            exchange, _, second = bench.send("unique again", twice)
            if 200 <= first < 300 and 200 <= second < 300:
                bench.find(exchange, "uniqueness", place, "taken twice")


def _nowhere(bench: Bench) -> None:
    """An object that does not exist is answered with a refusal."""
    last = bench.operation.path.rpartition("/")[2]
    if not last.startswith("{") or not bench.path.rpartition("/")[2]:
        return
    own = bench.path.rpartition("/")[2]
    wrong = str(uuid.UUID(int=7 * 10**30, version=4)) if not own.isdigit() else "987654321"
    exchange, _, status = bench.send("nowhere", path=f"{bench.path.rpartition('/')[0]}/{wrong}")
    if 200 <= status < 300:
        bench.find(exchange, "missing-found", "response", f"status {status} for an id that does not exist")


def _keys(bench: Bench) -> None:
    """A repeated request with the same idempotency key makes nothing new."""
    headers = bench.prober.extras(bench.operation).get("headers", {})
    promised = bench.declared.get("", {}).get("keyed")
    name = next((name for name in headers if "idempotency" in name.lower()), promised)
    if name is None or bench.operation.method != "post":
        return
    key: dict[str, Any] = {"headers": {name: str(uuid.uuid4())}}
    _, first, status = bench.send("key", bench.body, **key)
    exchange, second, again = bench.send("key again", bench.body, **key)
    ids = [value.get("id") if isinstance(value, dict) else None for value in (first, second)]
    if 200 <= status < 300 and 200 <= again < 300 and ids[0] is not None and ids[0] != ids[1]:
        bench.find(exchange, "idempotency", f"request/header/{name.lower()}", "a second object was made")


def _made(bench: Bench, operations: Sequence[Operation]) -> None:
    """What was sent comes back, in the answer and when it is read; defaults are applied; updates and deletions last."""
    body = renewed(bench.body, bench.body, bench.prober.target.sign) if bench.renew else bench.body
    bench = Bench(bench.prober, bench.operation, bench.path, body, bench.declared, renew=False)
    exchange, answer, status = bench.send("echo", bench.body)
    if not 200 <= status < 300 or not isinstance(answer, dict):
        return
    _echo(bench, exchange, answer, status, "echo")
    _defaults(bench)
    path = _own_path(bench, answer)
    if path is None:
        return
    _listed(bench, path.rpartition("/")[2], answer, operations)
    for method, part in (("get", _read_back), ("patch", _update), ("put", _update), ("delete", _delete)):
        operation = next((o for o in operations if o.method == method and o.path.startswith(f"{bench.operation.path}/{{") and
                          o.path.count("/") == bench.operation.path.count("/") + 1), None)  # fmt: skip
        if operation is not None and (method in ("get", "delete") or operation.key in bench.prober.reached):
            part(bench, operation, path, answer, operations)


def _own_path(bench: Bench, answer: Mapping[str, Any]) -> str | None:
    """The path of the object that was just made."""
    resource = bench.prober.resource_of(bench.operation.path)
    names = ("id", f"{resource}_id", resource, "code", "uuid")
    value = next((answer[name] for name in names if isinstance(answer.get(name), str | int)), None)
    return None if value is None else f"{bench.path.rstrip('/')}/{value}"


def _echo(bench: Bench, exchange: Exchange, answer: Any, status: int, rule: str) -> bool:
    """Whether a value that was sent comes back under the same name as another value."""
    for place, path, sent in leaves(bench.body):
        got = _at(answer, path)
        if got is _ABSENT or sent is None or _secret(place) or not isinstance(got, str | int | float | bool | None):
            continue
        if not _same(sent, got):
            shown = f"{json.dumps(sent)} came back as {json.dumps(got)}"
            bench.find(exchange, rule, f"response/{status}/body/{place.removeprefix('request/body/')}", shown)
            return True
    return False


_ABSENT = object()


def _at(value: Any, path: Sequence[Any]) -> Any:
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return _ABSENT
    return value


def _secret(place: str) -> bool:
    return bool(re.search(r"card|number|secur|password|secret|token|cvv|pin$", place, re.IGNORECASE))


def _same(sent: Any, got: Any) -> bool:
    """Equal, however the service spells a number or an instant."""
    if isinstance(sent, bool | None) or isinstance(got, bool | None):
        return sent is got
    if isinstance(sent, int | float) and isinstance(got, int | float):
        return abs(sent - got) < 1e-9
    one, other = str(sent), str(got)
    if one == other:
        return True
    stamps = [re.sub(r"(\.\d+)?(?:Z|[+-]00:?00)?$", "", text.upper()) for text in (one, other)]
    return stamps[0] == stamps[1] and re.match(r"\d{4}-\d\d-\d\dT", stamps[0]) is not None


def _defaults(bench: Bench) -> None:
    """A field that is left out has its documented default in the answer."""
    for place, aspects in bench.declared.items():
        name = place.removeprefix("request/body/")
        if "default" not in aspects or "/" in name or not place.startswith("request/body/") or aspects.get("required"):
            continue
        body = renewed(bench.body, bench.body, bench.prober.target.sign)
        rest = {key: value for key, value in body.items() if key != name}
        exchange, answer, status = bench.send("default", rest)
        got = answer.get(name, _ABSENT) if isinstance(answer, dict) and 200 <= status < 300 else _ABSENT
        if got is not _ABSENT and str(got).lower() != str(aspects["default"]).strip("\"'").lower():
            bench.prober.target.mark(exchange, f"shows default {place} {json.dumps(got)}")


Part = Callable[[Bench, Operation, str, Any, Sequence[Operation]], None]


def _on(bench: Bench, operation: Operation, path: str) -> Bench:
    return Bench(bench.prober, operation, path, None, {})


def _read_back(bench: Bench, operation: Operation, path: str, answer: Any, operations: Sequence[Operation]) -> None:
    """What was stored is what was sent; what the creation answered is what is stored."""
    exchange, read, status = _on(bench, operation, path).send("read back")
    if status == 404:
        bench.prober.target.mark(exchange, "finds not-stored response what was made cannot be read")
    elif 200 <= status < 300 and isinstance(read, dict):
        seen = Bench(bench.prober, operation, path, bench.body, {})
        if not _echo(seen, exchange, read, status, "read-back"):
            _differs(seen, exchange, answer, read, status)


def _differs(bench: Bench, exchange: Exchange, made: Any, read: Any, status: int) -> None:
    """Whether what was read is another than what was made."""
    sent = {place.rpartition("/")[2] for place, _, _ in leaves(bench.body)}
    for place, path, value in leaves(made, f"response/{status}/body"):
        got = _at(read, path)
        name = place.rpartition("/")[2]
        # a number that nobody sent may count on meanwhile
        steady = not VOLATILE.search(name) and (isinstance(value, str) or name in sent)
        if (
            steady
            and got is not _ABSENT
            and isinstance(value, str | int | float)
            and (got is None or not _same(value, got))
        ):
            bench.find(exchange, "read-back", place, f"{json.dumps(value)} when made, {json.dumps(got)} when read")
            return


def _update(bench: Bench, operation: Operation, path: str, answer: Any, operations: Sequence[Operation]) -> None:
    """An accepted update is there when the object is read, and the rest is as it was."""
    declared = facts_of(bench, operation)
    for place, steps, value in sorted(
        leaves(bench.body), key=lambda leaf: not bench.declared.get(leaf[0], {}).get("required")
    ):
        aspects = declared.get(place, {})
        if len(steps) == 1 and isinstance(value, str) and aspects.get("type") == ("string",) and not _secret(place):
            if {"format", "pattern", "values"} & aspects.keys():
                continue
            wanted = f"{value[:40]}y"
            body = {**bench.body, steps[0]: wanted} if operation.method == "put" else {steps[0]: wanted}
            read_operation = next((o for o in operations if o.method == "get" and o.path == operation.path), None)
            if read_operation is None:
                return
            before = _on(bench, read_operation, path).send("read")[1]
            exchange, _, status = _on(bench, operation, path).send("update", body)
            if not 200 <= status < 300:
                return
            read = _on(bench, read_operation, path).send("read update")[1]
            if isinstance(read, dict) and steps[0] in read and read[steps[0]] != wanted:
                bench.prober.target.mark(
                    exchange, f"finds update-lost {place} {json.dumps(wanted)} is not there when read"
                )
            elif isinstance(read, dict) and operation.method == "patch":
                _kept(bench, exchange, before, read, steps[0])
            return


def _kept(bench: Bench, exchange: Exchange, before: Any, after: Mapping[str, Any], name: str) -> None:
    for key, value in before.items() if isinstance(before, dict) else ():
        gone = after.get(key) is None or (isinstance(value, str | int) and after.get(key) != value)
        if key != name and value is not None and not VOLATILE.search(key) and key in bench.body and gone:
            bench.prober.target.mark(exchange, f"finds update-lost request/body/{key} lost by an update of {name}")
            return


def facts_of(bench: Bench, operation: Operation) -> Mapping[str, Mapping[str, Any]]:
    """What is declared of another operation; what the creation declares where that is nothing."""
    return bench.prober.known_facts.get(operation.key, {}) or bench.declared


def _delete(bench: Bench, operation: Operation, path: str, answer: Any, operations: Sequence[Operation]) -> None:
    """What was deleted is gone."""
    exchange, _, status = _on(bench, operation, path).send("delete")
    read = next((o for o in operations if o.method == "get" and o.path == operation.path), None)
    if not 200 <= status < 300 or read is None:
        return
    _, body, after = _on(bench, read, path).send("read deleted")
    state = str(body.get("status", "")) if isinstance(body, dict) else ""
    marked = isinstance(body, dict) and (body.get("deleted") is True or body.get("deleted_at"))
    if 200 <= after < 300 and not marked and not ENDED.search(state):
        bench.prober.target.mark(exchange, "finds deleted-stays response it can still be read")


def _listed(bench: Bench, own: str, made: Mapping[str, Any], operations: Sequence[Operation]) -> None:
    """What was made is in the list, where the list shows all there is."""
    listing = next((o for o in operations if o.method == "get" and o.path == bench.operation.path), None)
    if listing is None or listing.key not in bench.prober.reached:
        return
    declared = bench.prober.known_facts.get(listing.key, {})
    size = next((p.rpartition("/")[2] for p in declared if p.rpartition("/")[2].lower() in SIZES), None)
    stated = declared.get(f"request/query/{size}", {})
    most = stated.get("range", (None, None))[1]
    params = {size: str(int(most))} if size and most else {}
    filters = [p.rpartition("/")[2] for p in declared if p.startswith("request/query/")]
    params |= {name: str(made[name]) for name in filters if isinstance(made.get(name), str)}
    room = most or (int(str(stated["default"])) if str(stated.get("default", "")).isdigit() else 20)
    exchange, answer, status = _on(bench, listing, bench.path).send("listed", params=params)
    items = items_of(answer)
    if 200 <= status < 300 and items is not None and 0 < len(items) < room and own not in json.dumps(items):
        bench.find(exchange, "not-listed", "response", "what was made is not in the list")


def items_of(value: Any) -> list[Any] | None:
    """The items of a list answer: a bare array, or the one array in its envelope.

    None for an object: what has an id of its own is one, unless it holds its array as envelopes do.
    """
    if isinstance(value, list):
        return value
    arrays = (
        {name: inner for name, inner in value.items() if isinstance(inner, list)} if isinstance(value, dict) else {}
    )
    is_object = (
        isinstance(value, dict) and not value.keys().isdisjoint(("id", "uuid")) and arrays.keys().isdisjoint(LISTS)
    )
    return next(iter(arrays.values())) if len(arrays) == 1 and not is_object else None


def _lists(bench: Bench, operations: Sequence[Operation], known: Facts) -> None:
    """A list keeps its default size and its cap, its pages do not repeat, its filters filter."""
    _, answer, status = bench.send("list")
    items = items_of(answer)
    if not 200 <= status < 300 or items is None:
        return
    queries = {
        place.rpartition("/")[2]: aspects
        for place, aspects in bench.declared.items()
        if place.startswith("request/query/")
    }
    size = next((name for name in queries if name.lower() in SIZES), None)
    maker = next((o for o in operations if o.method == "post" and o.path == bench.operation.path), None)
    _order(bench, maker, {size: str(int(queries[size].get("range", (None, 50))[1] or 50))} if size else {})
    if size is not None:
        _sizes(bench, size, queries[size], maker)
        _pages(bench, size, next((name for name in queries if name.lower() in STARTS), None))
    for name, aspects in queries.items():
        if name != size and name.lower() not in STARTS:
            _filter(bench, name, aspects)


def _order(bench: Bench, maker: Operation | None, params: Mapping[str, str]) -> None:
    """Of two objects made one after the other, the list shows the one first that it promises to."""
    wanted = bench.declared.get("", {}).get("order")
    if not wanted or maker is None or maker.key not in bench.prober.reached:
        return
    path, body, _ = bench.prober.reached[maker.key]
    making = Bench(bench.prober, maker, path, body, {})
    ids = []
    for number in range(2):
        if number:
            time.sleep(SECOND)  # many services count time in seconds: within one, no order is promised
        _, made, status = making.send("ordered", renewed(body, body, f"{bench.prober.target.sign}o{number}"))
        own = _own_path(making, made) if 200 <= status < 300 and isinstance(made, dict) else None
        ids.append(own.rpartition("/")[2] if own else None)
    exchange, answer, status = bench.send("order", params=params)
    items = items_of(answer) or []
    at = [next((n for n, item in enumerate(items) if one and one in json.dumps(item)), None) for one in ids]
    if not 200 <= status < 300 or None in ids:
        return
    full = len(items) >= int(next(iter(params.values()), 0) or 10**9)
    lost = wanted == "newest first" and full and at == [None, None]  # the newest stand on no full first page
    if lost or (at[0] is not None and at[1] is not None and (at[1] < at[0]) != (wanted == "newest first")):
        bench.find(exchange, "list-order", "response", f"{wanted} is promised")


def _fill(bench: Bench, maker: Operation | None, wanted: int) -> int:
    """Make objects until the list should have `wanted` of them; how many were made."""
    made = 0
    if maker is not None and maker.key in bench.prober.reached and wanted <= MAX_LISTED:
        path, body, _ = bench.prober.reached[maker.key]
        for _ in range(wanted):
            if not 200 <= Bench(bench.prober, maker, path, body, {}, renew=True).send("fill", body)[2] < 300:
                break
            made += 1
    return made


def _sizes(bench: Bench, size: str, aspects: Mapping[str, Any], maker: Operation | None) -> None:
    default = aspects.get("default")
    default = int(str(default)) if str(default or "").isdigit() else None
    most = aspects.get("range", (None, None))[1]
    wanted = max(default or 0, int(most or 0))
    have = len(items_of(bench.send("list", params={size: str(most)} if most else {})[1]) or []) if wanted else 0
    if wanted and have <= wanted and _fill(bench, maker, wanted + 1 - have) < wanted + 1 - have:
        return
    if not items_of(bench.send("list")[1]):
        return  # what was made is not listed: nothing can be said of sizes
    if default is not None:
        exchange, answer, _ = bench.send("default")
        got = len(items_of(answer) or [])
        if got != default:
            bench.prober.target.mark(exchange, f"shows default request/query/{size} {got}")
    if most is not None:
        exchange, answer, status = bench.send("cap", params={size: str(int(most) + 1)})
        if 200 <= status < 300 and len(items_of(answer) or []) > most:
            bench.find(exchange, "input-unenforced", f"request/query/{size}", "maximum")
        exchange, answer, status = bench.send("cap", params={size: str(int(most))})
        if status in REFUSED:
            bench.find(exchange, "bound-refused", f"request/query/{size}", "maximum")
        elif 200 <= status < 300 and wanted and len(items_of(answer) or []) < most:
            bench.find(
                exchange, "bound-refused", f"request/query/{size}", f"{len(items_of(answer) or [])} of {most} came"
            )


def _pages(bench: Bench, size: str, start: str | None) -> None:
    if start is None:
        return
    first, second = (0, 1) if STARTS[start.lower()] == "offset" else (1, 2)
    answers = [bench.send("page", params={size: "1", start: str(value)}) for value in (first, second)]
    items = [items_of(answer) for _, answer, _ in answers]
    ids = [item[0].get("id") if item and isinstance(item[0], dict) else None for item in items]
    if ids[0] is not None and ids[0] == ids[1]:
        bench.find(answers[1][0], "paging", f"request/query/{start}", "two pages show the same object")
    if items[0] is not None and len(items[0]) > 1:
        bench.find(answers[0][0], "paging", f"request/query/{size}", f"{len(items[0])} items for a size of 1")


def _filter(bench: Bench, name: str, aspects: Mapping[str, Any]) -> None:
    """With a filter, every item has the value that was asked for."""
    values = list(aspects.get("values", ()))[:4]
    items = items_of(bench.send("list")[1]) or []
    seen = {
        str(item[name]) for item in items if isinstance(item, dict) and isinstance(item.get(name), str | int | bool)
    }
    for value in sorted(set(values) | seen)[:4] if seen else ():
        exchange, answer, status = bench.send("filter", params={name: value})
        got = [item for item in items_of(answer) or [] if isinstance(item, dict) and name in item]
        if 200 <= status < 300 and any(str(item[name]).lower() != value.lower() for item in got):
            bench.find(exchange, "filter-ignored", f"request/query/{name}", f"asked for {value}")
            return


def _accounts(bench: Bench) -> None:
    """Wrong credentials are refused, and another account does not see the object."""
    stated = bench.operation.data.get("security", bench.prober.document.get("security"))
    target = bench.prober.target
    if not stated or {} in stated or not target.headers:
        return
    wrong = {name: _spoilt(value) for name, value in target.headers.items()}
    body = {} if bench.body is None else {"json": bench.body}
    extra = bench.prober.extras(bench.operation)
    extra["headers"] = {**extra.get("headers", {}), **wrong}
    method = bench.operation.method.upper()
    exchange, _ = target.send(bench.operation.key, "anonymous", method, bench.path, anonymous=True, **extra, **body)
    statuses = bench.declared.get("response", {}).get("complete", ())
    if exchange.status == 403 and "401" in statuses:
        bench.find(exchange, "credentials-status", "security", "403 for wrong credentials, 401 is documented")
    if target.other and bench.operation.method == "get" and "{" in bench.operation.path:
        extra["headers"] = {**bench.prober.extras(bench.operation).get("headers", {}), **target.other}
        exchange, response = target.send(
            bench.operation.key, "other account", "GET", bench.path, anonymous=True, **extra
        )
        if response is not None and response.is_success and _json(response):
            bench.find(exchange, "tenant-leak", "security", "another account reads it")


def _spoilt(value: str) -> str:
    scheme, space, secret = value.rpartition(" ")
    return f"{scheme}{space}{'x' * max(8, len(secret))}"
