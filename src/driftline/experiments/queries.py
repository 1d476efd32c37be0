"""What a read must be told in its query, and values there that are ruled out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from driftline.claims import underscored
from driftline.experiments.bench import Bench, no_member
from driftline.experiments.listing import items_of

if TYPE_CHECKING:
    from driftline.exchange import Exchange

NO_DAY = {"date": "2026-02-30", "date-time": "2026-02-30T10:00:00Z"}


def queries(bench: Bench) -> None:
    """A read without a parameter that it requires is refused, and so is one with a value that is ruled out.

    Of lists, filters are asked with such values by themselves.
    """
    if bench.operation.method != "get":
        return
    asked = {place.rpartition("/")[2]: aspects for place, aspects in bench.declared.items()
             if place.startswith("request/query/") and place.count("/") == 2}  # fmt: skip
    required = [name for name, aspects in asked.items() if aspects.get("required") is True]
    usual = bench.prober.extras(bench.operation).get("params", {})
    shown = _asked(bench, "look", usual) if asked else None
    if shown is None or not 200 <= shown.status < 300:
        return
    for name in [name for name in required if name in usual]:
        _asked(bench, f"omit request/query/{name}", {one: value for one, value in usual.items() if one != name})
    for name, aspects in asked.items() if items_of(shown.response_body) is None else ():
        for value, keyword in _ruled_out(aspects):
            place = f"request/query/{name}"
            exchange = _asked(bench, f"beyond {place}", {**usual, name: value})
            if 200 <= exchange.status < 300 and underscored(name) != "expand":
                bench.find(exchange, "input-unenforced", place, keyword)


def _asked(bench: Bench, intent: str, params: Mapping[str, Any]) -> Exchange:
    prober, operation = bench.prober, bench.operation
    extra = {**prober.extras(operation), "params": params}
    path = prober.path(operation) or bench.path
    return prober.target.send(operation.key, intent, "GET", path, **extra)[0]


def _ruled_out(aspects: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Values that are documented to be refused, with the keyword that each breaks."""
    if aspects.get("values"):
        yield str(no_member(aspects["values"])), "enum"
    elif aspects.get("format") in NO_DAY:
        yield NO_DAY[aspects["format"]], "format"
    elif aspects.get("type") == ("integer",):
        yield "many", "type"
        low, high = aspects.get("range", (None, None))[:2]
        if high is not None:
            yield str(int(high) + 1), "maximum"
        elif low is not None:
            yield str(int(low) - 1), "minimum"
