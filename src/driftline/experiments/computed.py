"""Values that follow from others: whether every answer of a run works them out as documents say."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from driftline.claims import underscored
from driftline.exchange import STRUCK
from driftline.experiments.bench import Bench, Facts, arrays, changed, leaves, on, own_path, texts_in
from driftline.experiments.listing import items_of
from driftline.formulas import Checked, checked, formulas_of, number, shown
from driftline.readers.spec import Operation

if TYPE_CHECKING:
    from driftline.exchange import Exchange
    from driftline.prober import Prober


Declared = Mapping[str, Mapping[str, Any]]


def wrong(exchanges: Sequence[Exchange], known: Facts) -> Iterator[tuple[Exchange, Checked]]:
    """The accepted exchanges whose answers hold a value that does not follow from the others as it is said to."""
    for one in exchanges:
        formulas = formulas_of(known.get(one.operation, {})) if 200 <= one.status < 300 else {}
        yield from (
            (one, found)
            for found in checked(
                one.response_body, one.status, formulas, _with_defaults(one.request_body, known.get(one.operation, {}))
            )
            if not found.is_kept
        )


def _with_defaults(sent: Any, declared: Declared) -> Any:
    """A request's body with the documented defaults of the numbers that it leaves out."""
    given = {place.rpartition("/")[2]: number(aspects["default"]) for place, aspects in declared.items()
             if "default" in aspects and place.startswith("request/body/") and place.count("/") == 2}  # fmt: skip
    plain = {name: value for name, value in given.items() if value is not None}
    return {**plain, **sent} if isinstance(sent, dict) else sent


def added_up(exchanges: Sequence[Exchange], known: Facts) -> list[Exchange]:
    """Observed exchanges, those with a value that is worked out wrong marked with it."""
    bad = {id(one): found for one, found in wrong([e for e in exchanges if e.intent == "observed"], known)}
    return [replace(one, intent=_finding(bad[id(one)])) if id(one) in bad else one for one in exchanges]


def _finding(found: Checked) -> str:
    """The intent that says what is wrong."""
    return f"finds formula {found.place} {found.stated}, where {shown(found.wanted, found.stated)} = {found.formula}"


def computed(prober: Prober, operations: Sequence[Operation]) -> None:
    """Mark one answer for each value that is worked out wrong, where a second answer shows it too."""
    by_key = {operation.key: operation for operation in operations}
    found = list(wrong(prober.target.exchanges, prober.known_facts))
    for place in dict.fromkeys((one.operation, at.place) for one, at in found if one.operation in by_key):
        shown = [one for one, at in found if (one.operation, at.place) == place]
        operation, first = by_key[place[0]], shown[0]
        again = shown[1] if len(shown) > 1 else _again(prober, operation, first)
        bad = [at for _, at in wrong([again], prober.known_facts) if at.place == place[1]] if again else []
        if again and bad:
            prober.target.mark(again, _finding(bad[0]))


def counted(prober: Prober, operations: Sequence[Operation]) -> None:
    """How many others an object says that it has is how many its list below it shows: the `berth_count` of a marina."""
    for operation in [o for o in operations if o.method == "get" and o.path.endswith("}") and o.key in prober.reached]:
        declared = prober.known_facts.get(operation.key, {})
        formulas, done = formulas_of(declared), set()
        for place, formula in formulas.items():
            of = re.fullmatch(r"count\((\w+)\)", formula)
            listing = _below(prober, operation, of.group(1)) if of else None
            if listing is not None:
                done.add(place.rpartition("/")[2])
                _count(prober, operation, listing, declared, place)
        for place, aspects in declared.items():
            name = place.rpartition("/")[2]
            noun = COUNTS.fullmatch(underscored(name))
            is_told = place.startswith("response/2") and aspects.get("type") == ("integer",) and name not in done
            listing = _below(prober, operation, f"{noun.group(1)}s") if noun and is_told else None
            if listing is not None:
                _one_more(prober, operation, listing, declared, name)


COUNTS = re.compile(r"(\w{2,40}?)s?_count")


def _one_more(prober: Prober, operation: Operation, listing: Operation, declared: Declared, name: str) -> None:
    """A count that is named for what lies below an object, its `key_count`, is one more when one more of it is made."""
    maker = next((o for o in prober.operations if o.method == "post" and o.path == listing.path), None)
    if maker is None or maker.key not in prober.reached:
        return
    for _ in range(2):  # something else may have been made or have gone meanwhile: once is chance
        path = prober.ready(listing)[0].rpartition("/")[0]
        bench = Bench(prober, operation, path, None, declared)
        before = bench.send("read")[1]
        if not isinstance(before, dict) or not isinstance(before.get(name), int) or not prober.make(maker):
            return
        exchange, after, status = bench.send("read")
        if not isinstance(after, dict) or prober.ready(listing)[0].rpartition("/")[0] != path:
            return
        if after.get(name) == before[name] + 1:
            return
    told = f"{after.get(name)} after one more was made, where {before[name] + 1} = {before[name]} + 1"
    prober.target.mark(exchange, f"finds formula {bench.place(status)}/{name} {told}")


def _below(prober: Prober, operation: Operation, noun: str) -> Operation | None:
    """The reached list of what lies below an object and goes by a name."""
    paths = {f"{operation.path}/{o.path.rpartition('/')[2]}": o for o in prober.operations if o.method == "get"}
    lists = [o for path, o in paths.items() if path == o.path and o.key in prober.reached]
    return next((o for o in lists if _plainly(o.path.rpartition("/")[2]) == _plainly(noun)), None)


def _plainly(name: str) -> str:
    return underscored(name).rstrip("s")


def _count(prober: Prober, operation: Operation, listing: Operation, declared: Declared, place: str) -> None:
    """Make one more of what is counted, read the object and its list, and compare."""
    maker = next((o for o in prober.operations if o.method == "post" and o.path == listing.path), None)
    if maker is None or maker.key not in prober.reached or not prober.make(maker):
        return
    path = prober.ready(listing)[0]
    bench = Bench(prober, operation, path.rpartition("/")[0], None, declared)
    exchange, answer, status = bench.send("read")
    items = items_of(on(bench, listing, path).send("list")[1])
    name, formula = place.rpartition("/")[2], declared[place]["computed"]
    stated = answer.get(name) if isinstance(answer, dict) and 200 <= status < 300 else None
    if not items or not isinstance(stated, int) or len(items) >= MANY_ITEMS:
        return
    if stated != len(items):
        told = f"finds formula {bench.place(status)}/{name} {stated}, where {len(items)} = {formula}"
        prober.target.mark(exchange, told)
    else:
        bench.prove(exchange, "computed", place)


MANY_ITEMS = 10  # below which a list without a size is all there is


WRITTEN = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.(\d{1,12}))?(Z|z|[+-]\d\d:?\d\d)?")


TELLING = ("finds", "shows", "proves", "omit", "anonymous", "clean up")  # intents that say something already


def written(prober: Prober, operations: Sequence[Operation]) -> None:
    """Mark one answer for each time that is written in another form than all times are said to be."""
    form = str(prober.known_facts.get("", {}).get("time", {}).get("written", ""))
    sent = {text for _, body in prober.target.sent.values() for text in texts_in(body)} if form else set()
    asked, told = {operation.key for operation in operations}, set()
    plain = (e for e in prober.target.exchanges if not e.intent.startswith(TELLING)) if form else ()
    for one in [e for e in plain if e.operation in asked and 200 <= e.status < 300]:
        for place, _, value in leaves(one.response_body, f"response/{one.status}/body"):
            match = WRITTEN.fullmatch(value) if isinstance(value, str) and value not in sent else None
            if match and (one.operation, place) not in told and _is_otherwise(form, *match.groups()):
                told.add((one.operation, place))
                prober.target.mark(one, f"finds time-form {place} {value} where {form} is promised")
                break


def repeated(prober: Prober, operations: Sequence[Operation]) -> None:
    """Mark one answer for each header that a field of the same answer is said to repeat, and does not."""
    by_key = {operation.key: operation for operation in operations}
    said = {place.partition("/")[2]: str(aspects["repeated-as"]) for place, aspects in
            prober.known_facts.get("", {}).items() if "repeated-as" in aspects}  # fmt: skip
    for header, field in sorted(said.items()):
        odd = [e for e in prober.target.exchanges if e.operation in by_key and _is_apart(e, header, field)]
        first = next((e for e in odd if not e.intent.startswith(TELLING)), None)
        if first is None:
            continue
        again = odd[1] if len(odd) > 1 else _again(prober, by_key[first.operation], first)
        if again is not None and _is_apart(again, header, field):
            got, sent = at_any(first.response_body, field.split(".")), first.response_headers[header]
            told = f"{json.dumps(got)}, where {json.dumps(sent)} = the header {header}"
            prober.target.mark(first, f"finds formula response/{first.status}/body/{field.replace('.', '/')} {told}")


def _is_apart(exchange: Exchange, header: str, field: str) -> bool:
    """Whether an answer has both a header and a field, and they are not the same."""
    got, sent = at_any(exchange.response_body, field.split(".")), exchange.response_headers.get(header)
    return isinstance(got, str | int) and sent is not None and STRUCK not in f"{sent}{got}" and str(got) != sent


def at_any(value: Any, steps: Sequence[str], depth: int = 3) -> Any:
    """What stands in an object under some names, or inside of one of its objects; None where there is nothing."""
    if not isinstance(value, dict):
        return None
    found: Any = value
    for step in steps:
        found = found.get(step) if isinstance(found, dict) else None
    if found is not None or depth == 0:
        return found
    return next((one for inner in value.values() if (one := at_any(inner, steps, depth - 1)) is not None), None)


def _is_otherwise(form: str, decimals: str | None, zone: str | None) -> bool:
    _, _, count = form.partition(".")
    return (zone or "").upper() != "Z" or bool(count and len(decimals or "") != int(count))


def _again(prober: Prober, operation: Operation, one: Exchange) -> Exchange | None:
    """The same request once more; None of one that cannot be sent again as it was."""
    path, body = prober.target.sent.get(one.id, ("", None))
    if operation.method == "get":
        return prober.send(operation, "confirm", path)[0] if path else None
    return prober.again(operation, path, body, "confirm") if isinstance(body, dict) else None


def several(bench: Bench, operations: Sequence[Operation]) -> None:
    """Ask with two items where the body has one, when a sum over items is promised: a sum of one tells little."""
    item = f"GET {bench.operation.key.partition(' ')[2]}/{{}}"
    formulas = [*formulas_of(bench.declared).values(), *formulas_of(bench.prober.known_facts.get(item, {})).values()]
    if not any("sum(" in one or "count(" in one for one in formulas):
        return
    for _, path, items in arrays(bench.body):
        if len(items) != 1 or not isinstance(items[0], dict):
            continue
        for second in (_more(items[0]), items[0]):
            _, answer, status = bench.send("baseline", changed(bench.body, path, [*items, second]))
            if 200 <= status < 300:
                _read(bench, answer, operations)
                break


def _more(item: dict[str, Any]) -> dict[str, Any]:
    """An item with every whole number one larger."""
    more = copy.deepcopy(item)
    for _, path, value in leaves(item, ""):
        if isinstance(value, int) and not isinstance(value, bool):
            more = changed(more, path, value + 1)
    return dict(more)


def _read(bench: Bench, answer: Any, operations: Sequence[Operation]) -> None:
    own = own_path(bench, answer) if isinstance(answer, dict) else None
    reader = next(
        (o for o in operations if o.method == "get" and o.path.rpartition("/")[0] == bench.operation.path), None
    )
    if own and reader is not None:
        on(bench, reader, own).send("read")
