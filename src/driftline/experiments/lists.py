"""What a list shows: its default size and cap, its order, its pages, its filters."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from driftline.claims import underscored
from driftline.experiments.bench import REFUSED, SIZES, Bench, Facts, own_path, texts_in
from driftline.experiments.filters import (
    MADE,
    TOTALS,
    days_from,
    filtered,
    in_same_order,
    promised_order,
    runs,
    together,
)
from driftline.experiments.listing import STARTS, ask, items_of, largest, next_start, shows, where
from driftline.formats import instant
from driftline.formulas import DAY
from driftline.readers.spec import Operation
from driftline.samples import OWN
from driftline.target import own_id

if TYPE_CHECKING:
    from driftline.exchange import Exchange

MAX_LISTED = 130  # objects made to see a list's default and cap


SECOND = 1.05  # seconds


def lists(bench: Bench, operations: Sequence[Operation], known: Facts) -> None:
    """A list keeps its default size and its cap, its pages do not repeat, its filters filter."""
    exchange, answer, status = ask(bench, "list")
    items = items_of(answer)
    if not 200 <= status < 300 or items is None:
        return
    maker = next((o for o in operations if o.method == "post" and o.path == _collection(bench.operation.path)), None)
    _in_order(bench, exchange, items, maker)
    place = where(bench)
    queries = {
        one.removeprefix(place): aspects
        for one, aspects in bench.declared.items()
        if one.startswith(place) and "/" not in one.removeprefix(place)
    }
    size = next((name for name in queries if underscored(name) in SIZES), None)
    bringing = (o for o in operations if bench.prober.brings.get(o.key) is bench.operation)
    _order(
        bench,
        maker or next(bringing, None),
        {size: int(queries[size].get("range", (None, 50))[1] or 50)} if size else {},
    )
    if size is not None:
        _sizes(bench, size, queries[size], maker)
        _pages(bench, size, next((name for name in queries if underscored(name) in STARTS), None))
        _counted(bench, size)
    filters = {name: one for name, one in queries.items() if name != size and underscored(name) not in STARTS}
    most = queries[size].get("range", (None, None))[1] if size else None
    whole = {size: int(most)} if size and most and most <= MAX_LISTED else {}
    items = items_of(ask(bench, "list", whole)[1]) or [] if filters else []
    for name, aspects in filters.items():
        filtered(bench, name, aspects, items)
    objects = [one for one in items if isinstance(one, dict)]
    together(bench, list(filters), objects)
    in_same_order(bench, list(filters), objects)
    starts = [name for name in queries if STARTS.get(underscored(name)) == "cursor"]
    for name in starts[:1]:
        _unknown_start(bench, name)


def _unknown_start(bench: Bench, name: str) -> None:
    """A cursor that the list did not give is refused, where it is no other: that it breaks is found as any such answer."""
    exchange, answer, status = ask(bench, "unknown start", {name: "no-such-cursor"})
    if status >= 500:
        bench.prober.target.mark(exchange, f"failed {status} for an unknown {name}")
    known = bench.prober.known_facts.get("", {})
    is_told = any(
        place.startswith("error-code/") and "cursor" in place for place in known
    )  # that such a one is refused
    if 200 <= status < 300 and items_of(answer) and is_told:
        bench.find(exchange, "input-unenforced", f"{where(bench)}{name}", "format")


def _in_order(bench: Bench, exchange: Exchange, items: Sequence[Any], maker: Operation | None) -> None:
    """The values of a list's items run as it promises."""
    wanted, field, is_down = promised_order(bench)
    field = _called(items, field)
    values = [item.get(field) for item in items if isinstance(item, dict)]
    if field and maker is not None and len(set(map(str, values))) < 2 and _made_apart(bench, maker, field):
        exchange, answer, _ = ask(bench, "list")
        values = [item.get(field) for item in items_of(answer) or [] if isinstance(item, dict)]
    if field and len(set(map(str, values))) > 1:
        if runs(values, down=is_down):
            bench.prove(exchange, "order")
        else:
            bench.find(exchange, "list-order", "response", f"{wanted} is promised")
        return
    known = _made_at(items)
    if wanted and known and len(set(known)) < 2 and (size := largest(bench.declared)):
        exchange, answer, _ = ask(bench, "list", size)  # the first page is of one second
        known = _made_at(items_of(answer) or [])
    if wanted and len(set(known)) > 1 and known == sorted(known, reverse=wanted != "newest first"):
        bench.find(exchange, "list-order", "response", f"{wanted} is promised")


def _made_at(items: Sequence[Any]) -> list[float]:
    """When each of some items was made, as it says; empty where one does not say it."""
    names = [name for name in items[0] if MADE.match(underscored(name))] if items and isinstance(items[0], dict) else []
    times = [instant(item.get(names[0])) if names and isinstance(item, dict) else None for item in items]
    known = [time for time in times if time is not None]
    return known if len(known) == len(items) else []


def _called(items: Sequence[Any], name: str) -> str:
    """The field of a list's items that a word is for: `starts_at` of the start."""
    names = items[0] if items and isinstance(items[0], dict) and name else ()
    fitting = re.compile(rf"{re.escape(name.partition(' ')[0])}s?(?:_at|_on|_time|_date)?")
    return name if name in names else next((one for one in names if fitting.fullmatch(underscored(one))), name)


def _made_apart(bench: Bench, maker: Operation, field: str) -> bool:
    """Make two more objects, with a day or a number less and one more in a field; whether both were made."""
    if maker.key not in bench.prober.reached:
        return False
    fresh = bench.prober.anew(maker)
    for step in (1, -1):
        path, body = fresh or bench.prober.ready(maker)
        value = body.get(field) if isinstance(body, dict) else None
        other: Any = days_from(value, step) if isinstance(value, str) and DAY.fullmatch(value) else None
        if isinstance(value, int | float) and not isinstance(value, bool):
            other = value + step
        sent = {**bench.prober.renewed(body, body), field: other} if other is not None else None
        if sent is None or not 200 <= Bench(bench.prober, maker, path, body, {}).send("ordered", sent)[2] < 300:
            return False
        fresh = bench.prober.anew(maker) if step == 1 else fresh
    return True


def _collection(path: str) -> str:
    """The collection that a list shows: `/reports/list` shows `/reports`."""
    above, _, last = path.rpartition("/")
    return above if last in ("list", "search", "all", "find") else path


def _order(bench: Bench, maker: Operation | None, params: Mapping[str, Any]) -> None:
    """Of two objects made one after the other, the list shows the one first that it promises to."""
    wanted = bench.declared.get("", {}).get("order")
    if wanted not in ("newest first", "oldest first") or maker is None or maker.key not in bench.prober.reached:
        return
    path, body, _ = bench.prober.reached[maker.key]
    making = Bench(bench.prober, maker, path, body, {}, single="{" in maker.path)
    is_brought = maker.key in bench.prober.brings
    ids = []
    for number in range(2):
        if number:  # many services count time in seconds: within one, no order is promised
            bench.prober.target.rest(SECOND)
        _, made, status = making.send("ordered", bench.prober.renewed(body, body, f"o{number}"))
        own = own_path(making, made) if 200 <= status < 300 and isinstance(made, dict) else None
        ids.append(own.rpartition("/")[2] if own else None)
    exchange, answer, status = ask(bench, "order", params)
    items = items_of(answer) or []
    told = [set(texts_in(item)) if is_brought else set() for item in items]
    at = [
        next((n for n, item in enumerate(items) if one and (shows(item, one) or one in told[n])), None) for one in ids
    ]
    if not 200 <= status < 300 or None in ids:
        return
    full = len(items) >= int(next(iter(params.values()), 0) or 10**9)
    lost = wanted == "newest first" and full and at == [None, None]  # the newest stand on no full first page
    if lost or (at[0] is not None and at[1] is not None and (at[1] < at[0]) != (wanted == "newest first")):
        bench.find(exchange, "list-order", "response", f"{wanted} is promised")
    elif None not in at:
        bench.prove(exchange, "order")


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


def _is_capped(bench: Bench, size: str, most: int) -> None:
    """A page of more than the largest is not what a list says that it shows, however few there are to show."""
    exchange, answer, status = ask(bench, "cap", {size: most + 1})
    told = answer.get(size) if isinstance(answer, dict) and 200 <= status < 300 else None
    if told == most + 1 and type(told) is int:
        bench.find(exchange, "input-unenforced", f"{where(bench)}{size}", "maximum")


def _sizes(bench: Bench, size: str, aspects: Mapping[str, Any], maker: Operation | None) -> None:
    default = aspects.get("default")
    default = int(str(default)) if str(default or "").isdigit() else None
    most = aspects.get("range", (None, None))[1]
    wanted = max(default or 0, int(most or 0))
    have = 0
    if aspects.get("strict") and most is not None and not _refuses_more(bench, size, int(most)):
        return
    if wanted or most is not None:
        exchange, answer, status = ask(bench, "list", {} if most is None else {size: int(most)})
        if most is not None and status in REFUSED:
            bench.find(exchange, "bound-refused", f"{where(bench)}{size}", "maximum")
            return
        have = len(items_of(answer) or [])
    if wanted and have <= wanted and _fill(bench, maker, wanted + 1 - have) < wanted + 1 - have:
        if maker is None and most is not None:
            _is_capped(bench, size, int(most))
        return
    if not items_of(ask(bench, "list")[1]):
        return  # what was made is not listed: nothing can be said of sizes
    if default is not None:
        exchange, answer, _ = ask(bench, "default")
        got = len(items_of(answer) or [])
        if got != default:
            bench.prober.target.mark(exchange, f"shows default {where(bench)}{size} {got}")
        else:
            bench.prove(exchange, "default", f"{where(bench)}{size}")
    if most is not None:
        exchange, answer, status = ask(bench, "cap", {size: int(most) + 1})
        if 200 <= status < 300 and len(items_of(answer) or []) > most:
            bench.find(exchange, "input-unenforced", f"{where(bench)}{size}", "maximum")
        else:
            bench.prove(exchange, "range", f"{where(bench)}{size}")
        exchange, answer, status = ask(bench, "cap", {size: int(most)})
        if 200 <= status < 300 and wanted and len(items_of(answer) or []) < most:
            bench.find(
                exchange, "bound-refused", f"{where(bench)}{size}", f"{len(items_of(answer) or [])} of {most} came"
            )


def _refuses_more(bench: Bench, size: str, most: int) -> bool:
    """Whether a page of one more than the largest is refused, where that is said."""
    exchange, _, status = ask(bench, "cap", {size: most + 1})
    if 200 <= status < 300:
        bench.find(exchange, "input-unenforced", f"{where(bench)}{size}", "maximum")
    else:
        bench.prove(exchange, "range", f"{where(bench)}{size}")
    return not 200 <= status < 300


MORE = frozenset({"has_more", "has_next"})


def _counted(bench: Bench, size: str) -> None:
    """On a page of one of several objects, the total counts all of them, and there is more."""
    whole, page = (ask(bench, "page", params) for params in ({}, {size: 1}))
    several = items_of(whole[1]) or []
    rest = _nexts(whole[1])
    more = any(one is True for name, one in _beside(whole[1]).items() if underscored(name) in MORE)
    if more and rest and not any(rest.values()):
        told = f"there is more, and {', '.join(rest)} is null"
        bench.find(whole[0], "paging", f"{where(bench)}{size}", told)
    if len(several) < 2 or len(items_of(page[1]) or []) != 1:
        return
    _full_page(bench, size, whole[1])
    for name, count in _beside(page[1]).items():
        if (underscored(name) in TOTALS and count == 1) or (underscored(name) in MORE and count is False):
            told = f"{name} is {json.dumps(count)} on a page of one, where there are {len(several)}"
            bench.find(page[0], "paging", f"{where(bench)}{size}", told)


def _full_page(bench: Bench, size: str, whole: Any) -> None:
    """On a page that holds just all there is, nothing more is announced."""
    most = bench.declared.get(f"{where(bench)}{size}", {}).get("range", (None, None))[1]
    params: dict[str, Any] = {}
    if most is not None and any(one is True for name, one in _beside(whole).items() if underscored(name) in MORE):
        params, whole = _few(bench, {size: int(most)}, whole)
    is_all = {name for name, one in _beside(whole).items() if underscored(name) in MORE and one is False}
    count = len(items_of(whole) or [])
    if not is_all or not count or (most is not None and count > most):
        return
    exchange, answer, status = ask(bench, "page", {**params, size: count})
    odd = next((name for name, one in _beside(answer).items() if name in is_all and one is True), None)
    if 200 <= status < 300 and odd and len(items_of(answer) or []) == count:
        told = f"{odd} is true on a page of {count}, which is all there is"
        bench.find(exchange, "paging", f"{where(bench)}{size}", told)


def _few(bench: Bench, most: Mapping[str, Any], whole: Any) -> tuple[dict[str, Any], Any]:
    """A list that ends on its largest page: all of it, else what one filter leaves; its filter and the answer."""
    names = [place.removeprefix(where(bench)) for place in bench.declared if place.startswith(where(bench))]
    items = [one for one in items_of(whole) or [] if isinstance(one, dict)][-1:]
    filters = [{name: one[name]} for one in items for name in names if isinstance(one.get(name), str)]
    for params in ({}, *filters[:MOST_FILTERS]):
        answer = ask(bench, "page", {**params, **most})[1]
        if any(one is False for name, one in _beside(answer).items() if underscored(name) in MORE):
            return params, answer
    return {}, None


MOST_FILTERS = 3  # by which a list is made shorter


def _nexts(answer: Any) -> dict[str, Any]:
    """What a list answer says of where to go on: `next`, `next_cursor`."""
    holders = (answer, *answer.values()) if isinstance(answer, dict) else ()
    return {name: one for holder in holders if isinstance(holder, dict) for name, one in holder.items()
            if re.fullmatch(r"next(?:_\w+)?", underscored(name)) and not isinstance(one, dict | list)}  # fmt: skip


def _beside(answer: Any) -> dict[str, Any]:
    """What stands beside the items of a list answer, or one level down."""
    if not isinstance(answer, dict):
        return {}
    inner = [one for one in answer.values() if isinstance(one, dict)]
    return {name: one for holder in (*inner, answer) for name, one in holder.items() if isinstance(one, int)}


def _pages(bench: Bench, size: str, start: str | None) -> None:
    """Two small pages show what one large page shows, each object once."""
    if start is None:
        return
    exchange, answer, status = ask(bench, "page", {size: 1})
    items = items_of(answer)
    if 200 <= status < 300 and items is not None and len(items) > 1:
        bench.find(exchange, "paging", f"{where(bench)}{size}", f"{len(items)} items for a size of 1")
        return
    for _ in range(2):  # something may have been made meanwhile: once is chance
        whole = _named(ask(bench, "page", {size: 2 * PAGE})[1])
        shown, answer, _ = ask(bench, "page", {size: PAGE})
        first, then = _named(answer), next_start(answer, start, PAGE, 1, shown.response_headers)
        if len(whole) <= PAGE or then is None:
            return
        exchange, answer, status = ask(bench, "page", {size: PAGE, start: then})
        second = _named(answer)
        if not 200 <= status < 300 or [*first, *second] == whole:
            return
    told = "two pages show the same object" if set(first) & set(second) else "two pages lose what one page shows"
    bench.find(exchange, "paging", f"{where(bench)}{start}", told)


PAGE = 2  # objects


def _named(answer: Any) -> list[str]:
    """The objects of a list answer, each by its id, or by all it shows."""
    items = items_of(answer) or []
    return [str(item["id"]) if isinstance(item, dict) and "id" in item else json.dumps(item) for item in items]


def lookups(bench: Bench, operations: Sequence[Operation]) -> None:
    """Asked for one object by a value of its own, a list answers that object; asked for another, the other one."""
    maker = next((o for o in operations if o.method == "post" and o.path == bench.operation.path), None)
    body = bench.prober.reached[maker.key][1] if maker is not None and maker.key in bench.prober.reached else None
    if maker is None or not isinstance(body, dict):
        return
    for place, aspects in bench.declared.items():
        name = place.removeprefix("request/query/")
        free = isinstance(body.get(name), str) and not {"values", "format", "pattern"} & aspects.keys()
        if place.startswith("request/query/") and free and OWN.search(underscored(name)):
            _lookup(bench, maker, body, name)


def _lookup(bench: Bench, maker: Operation, body: Mapping[str, Any], name: str) -> None:
    making = Bench(bench.prober, maker, bench.prober.reached[maker.key][0], body, {})
    place = f"request/query/{name}"
    for _ in range(2):
        sign = f"l{bench.prober.target.sign}"
        value = f"{body[name][: max(1, len(body[name]) - len(sign))]}{sign}"
        _, made, status = making.send("ordered", {**bench.prober.renewed(body, body), name: value})
        own = own_id(made)
        if not 200 <= status < 300 or own is None:
            return
        exchange, answer, status = bench.send("filter", params={name: value})
        if 200 <= status < 300 and not any(text in json.dumps(answer) for text in (str(own), value)):
            bench.find(
                exchange, "filter-ignored", place, f"asked for {value}, which was made just now: it is not there"
            )
            return
    unknown = f"no-{bench.prober.target.sign}"
    exchange, answer, status = bench.send("filter", params={name: unknown})
    if 200 <= status < 300 and (items_of(answer) or own_id(answer) is not None):
        bench.find(exchange, "filter-ignored", place, f"asked for {unknown}, which nothing has")
    elif (
        200 <= status < 300
        and items_of(answer) is None
        and "404" in bench.declared.get("response", {}).get("complete", ())
    ):
        bench.find(exchange, "missing-found", "response", f"status {status} for a {name} that nothing has")
