"""Values that pages give for trying things out, the card that is always declined: whether each does what it is said to do."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from driftline.experiments.bench import changed, code_of, leaves
from driftline.experiments.filters import totals
from driftline.experiments.listing import items_of, largest
from driftline.readers.spec import Operation

if TYPE_CHECKING:
    from driftline.prober import Prober

MOST = 8  # values that are tried


def magic(prober: Prober, operations: Sequence[Operation]) -> None:
    """Send each value in the place of one like it, and hold the answer against what is said of it."""
    start = "test-value/"
    told = {unquote(place.removeprefix(start)): json.loads(aspects["answers"]) for place, aspects
            in prober.known_facts.get("", {}).items() if place.startswith(start)}  # fmt: skip
    for operation in [o for o in operations if told and o.method == "post" and o.key in prober.reached]:
        path, body, _ = prober.reached[operation.key]
        like = [steps for _, steps, value in leaves(body) if isinstance(value, str) and _is_like(value, told)]
        for value, wanted in list(told.items())[:MOST] if like and "{" not in operation.path else ():
            sent = changed(prober.renewed(body, body, "m"), like[0], value)
            _try(prober, operations, operation, path, sent, wanted)


def _is_like(value: str, told: Mapping[str, Any]) -> bool:
    return value in told or any(value.isdigit() and one.isdigit() and len(one) == len(value) for one in told)


def _try(
    prober: Prober, operations: Sequence[Operation], operation: Operation, path: str, sent: Any, wanted: list[Any]
) -> None:
    """The status, the code and the `Retry-After` of one answer; and that what is refused was not made."""
    status, code, again = wanted
    listing = next(
        (o for o in operations if o.method == "get" and o.path == operation.path and o.key in prober.reached), None
    )
    before = _count(prober, listing) if listing is not None else None
    place = f"error-code/{code}"
    exchange, _ = prober.send(operation, "magic", path, sent)
    if not exchange.status or (exchange.status < 400) != (status < 400):
        told = f"{exchange.status} for a value that is said to get {status}"
        prober.target.mark(exchange, f"finds refusal-status response {told}")
    elif code and code_of(exchange.response_body) not in ("", code) and exchange.status == status:
        told = f"{code_of(exchange.response_body)} for a value that is said to get {code}"
        prober.target.mark(exchange, f"finds refusal-status {place} {told}")
    elif again and exchange.status == status and "retry-after" not in exchange.response_headers:
        prober.target.mark(exchange, f"finds header-missing response/{status}/header/retry-after it is promised")
    elif before is not None and status >= 400 and listing is not None and _count(prober, listing) not in (None, before):
        prober.target.mark(exchange, "finds refused-kept response the list has one more than before")


def _count(prober: Prober, listing: Operation) -> int | None:
    """How many objects a list has, where it shows all of them or tells."""
    params = largest(prober.known_facts.get(listing.key, {}))
    most = int(next(iter(params.values()), 0))
    exchange, _ = prober.target.send(listing.key, "look", "GET", prober.ready(listing)[0], params=params)
    answer, items = exchange.response_body, items_of(exchange.response_body)
    told = next(iter(totals(answer).values()), None)
    return told if told is not None else len(items) if items is not None and (not most or len(items) < most) else None
