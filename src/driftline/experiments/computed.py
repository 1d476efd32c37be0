"""Values that follow from others: whether every answer of a run works them out as documents say."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from driftline.experiments.bench import Bench, Facts, arrays, changed, leaves, on, own_path, texts_in
from driftline.formulas import Checked, checked, formulas_of, shown
from driftline.readers.spec import Operation

if TYPE_CHECKING:
    from driftline.exchange import Exchange
    from driftline.probe import Prober


def wrong(exchanges: Sequence[Exchange], known: Facts) -> Iterator[tuple[Exchange, Checked]]:
    """The accepted exchanges whose answers hold a value that does not follow from the others as it is said to."""
    for one in exchanges:
        formulas = formulas_of(known.get(one.operation, {})) if 200 <= one.status < 300 else {}
        yield from (
            (one, found)
            for found in checked(one.response_body, one.status, formulas, one.request_body)
            if not found.is_kept
        )


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


def _is_otherwise(form: str, decimals: str | None, zone: str | None) -> bool:
    _, _, count = form.partition(".")
    return (zone or "").upper() != "Z" or bool(count and len(decimals or "") != int(count))


def _again(prober: Prober, operation: Operation, one: Exchange) -> Exchange | None:
    """The same request once more; None of one that cannot be sent again as it was."""
    path, body = prober.target.sent.get(one.id, ("", None))
    if operation.method == "get":
        return (
            prober.target.send(operation.key, "confirm", "GET", path, **prober.extras(operation))[0] if path else None
        )
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
