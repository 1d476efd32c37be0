"""How a list is asked, by its query or by the body of a search, and what it shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from driftline.claims import LISTS, underscored
from driftline.experiments.bench import SIZES, Bench, leaves
from driftline.readers.spec import Operation
from driftline.target import own_id

if TYPE_CHECKING:
    from driftline.exchange import Exchange

STARTS = {
    **dict.fromkeys(("offset", "skip", "start"), "offset"),
    **dict.fromkeys(("page", "page_number"), "page"),
    **dict.fromkeys(("cursor", "page_token", "next_token", "starting_after", "after", "next_cursor"), "cursor"),
}


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


def shows(item: Any, own: str) -> bool:
    """Whether an item of a list is the object of an id, or, where it has none of its own, holds that id."""
    named = own_id(item)
    return str(named) == own if named is not None else any(str(one) == own for _, _, one in leaves(item))


def largest(declared: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The parameter by which a list shows as much as it can at once; none where no such bound is declared."""
    size = next((p.rpartition("/")[2] for p in declared if underscored(p.rpartition("/")[2]) in SIZES), None)
    most = declared.get(f"request/query/{size}", {}).get("range", (None, None))[1]
    return {size: str(int(most))} if size and most else {}


SEARCH = re.compile(r"/(?:search|query|find|list|filter|lookup)$")


def is_search(operation: Operation) -> bool:
    """Whether an operation shows objects that fit what its body asks for, and makes none."""
    return operation.method == "post" and SEARCH.search(operation.path) is not None


def where(bench: Bench) -> str:
    """Where a list takes its filters and its size: in the query, or in the body of a search."""
    return "request/query/" if bench.operation.method == "get" else "request/body/"


MOST_PAGES = 6


def ask(bench: Bench, intent: str, params: Mapping[str, Any] | None = None) -> tuple[Exchange, Any, int]:
    """Ask for a list: a search with what its body must hold, and no more."""
    wanted = dict(params or {})
    if bench.operation.method == "get":
        texts = {name: str(one).lower() if isinstance(one, bool) else str(one) for name, one in wanted.items()}
        return bench.send(intent, params=texts)
    sent = bench.body if isinstance(bench.body, dict) else {}
    least = {name: one for name, one in sent.items() if bench.prober.requires(bench.operation.key, name)}
    return bench.send(intent, {**least, **wanted})


TOKEN = re.compile(r"next|cursor|token|continuation|after", re.IGNORECASE)


LINK = re.compile(r"<([^<>]{1,2000})>[^,<]*\brel=\"?next\"?")  # RFC 8288


def _told_in(headers: Mapping[str, str]) -> list[str]:
    """The starts of the next page that the headers of an answer give: a cursor, or a link."""
    given = [one for name, one in headers.items() if TOKEN.search(name) and "retry" not in name.lower() and one]
    return given + LINK.findall(next((one for name, one in headers.items() if name.lower() == "link"), ""))


def next_start(answer: Any, start: str, shown: int, page: int, headers: Mapping[str, str]) -> str | int | None:
    """What to send under `start` to see the page after an answer with these headers; None where that is not plain.

    So many objects were `shown` until then, and `page` is the number of its page, from 1.
    """
    kind = STARTS[underscored(start)]
    if kind != "cursor":
        return shown if kind == "offset" else page + 1
    holders = [answer, *answer.values()] if isinstance(answer, dict) else []
    texts = [
        value
        for holder in holders
        if isinstance(holder, dict)
        for name, value in holder.items()
        if TOKEN.search(name) and isinstance(value, str) and value
    ]
    items = items_of(answer) or []
    own = str(items[-1]["id"]) if items and isinstance(items[-1], dict) and "id" in items[-1] else None
    texts += [] if texts else _told_in(headers)
    found = texts[0] if texts else own if "after" in start.lower() else None
    inner = dict(parse_qsl(urlsplit(found).query)) if found and "?" in found else {}
    return inner.get(start, found)


def whole_list(bench: Bench) -> tuple[Exchange, list[dict[str, Any]]]:
    """The objects of a list, page after page (`MOST_PAGES` at the most), and the exchange that showed the last of them."""
    most = largest(bench.declared)
    names = (place.rpartition("/")[2] for place in bench.declared if place.startswith(where(bench)))
    start = next((name for name in names if underscored(name) in STARTS), None)
    shown: list[dict[str, Any]] = []
    then: str | int | None = None
    for page in range(1, MOST_PAGES + 1):
        exchange, answer, status = ask(bench, "look", {**most, start: then} if start and then is not None else most)
        items = [one for one in items_of(answer) or [] if isinstance(one, dict)] if 200 <= status < 300 else []
        shown += items
        then = next_start(answer, start, len(shown), page, exchange.response_headers) if start and items else None
        if then is None:
            break
    return exchange, shown
