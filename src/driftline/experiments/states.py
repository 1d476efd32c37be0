"""A list that is asked for the objects in one state, once the run has brought objects into every state that it knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from driftline.experiments.bench import Bench
from driftline.experiments.listing import ask, items_of, largest
from driftline.readers.spec import Operation

if TYPE_CHECKING:
    from driftline.prober import Prober

STATES = ("status", "state")
MOST_STATES = 8  # members that are asked for


def in_states(prober: Prober, operations: Sequence[Operation]) -> None:
    """Ask each list for each state that nobody asked it for while its objects were new: every item is in that state."""
    for operation in operations:
        if operation.method == "get" and operation.key in prober.reached and not operation.path.endswith("}"):
            declared = prober.known_facts.get(operation.key, {})
            for name in [name for name in STATES if declared.get(f"request/query/{name}", {}).get("values")]:
                _each_state(Bench(prober, operation, prober.ready_path(operation), None, declared), name)


def _each_state(bench: Bench, name: str) -> None:
    place = f"request/query/{name}"
    found = {
        one
        for known, aspects in bench.declared.items()
        if known.endswith(f"/[]/{name}")
        for one in aspects.get("values", ())
    }
    wanted = [one for one in bench.declared[place]["values"] if isinstance(one, str) and one in found]
    for state in [one for one in wanted if one not in _asked(bench, name)][:MOST_STATES]:
        for again in (False, True):
            exchange, answer, status = ask(bench, "filter", {**largest(bench.declared), name: state})
            items = [one for one in items_of(answer) or [] if isinstance(one, dict)]
            others = [
                one[name] for one in items if isinstance(one.get(name), str) and one[name].lower() != state.lower()
            ]
            if not 200 <= status < 300 or not others:
                break
            if again:
                bench.find(exchange, "filter-ignored", place, f"asked for {state}, {others[0]} came")
                return


def _asked(bench: Bench, name: str) -> set[str]:
    """The states that the list was asked for with nothing else, and showed."""
    urls = [urlsplit(one.url).query for one in bench.prober.target.exchanges
            if one.operation == bench.operation.key and one.intent == "filter" and items_of(one.response_body)]  # fmt: skip
    return {value for query in map(parse_qs, urls) if set(query) == {name} for value in query[name]}
