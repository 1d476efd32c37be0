"""What a list's filters and its order do: what it shows is what was asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Any

from driftline.claims import underscored
from driftline.experiments.bench import Bench, leaves, no_member
from driftline.experiments.listing import ask, items_of, largest, where, whole_list
from driftline.experiments.transitions import bring
from driftline.formats import instant, matches
from driftline.formulas import SIMPLE
from driftline.readers.words import EXCLUSIVE, INCLUSIVE
from driftline.target import own_id

if TYPE_CHECKING:
    from driftline.exchange import Exchange
    from driftline.readers.spec import Operation

MADE = re.compile(r"^(?:created?|occurred|made|happened|issued|joined|booked)(?:_(?:at|on|date|time))?$")
LOW = frozenset({"min", "minimum", "from", "since", "after", "start", "gte", "gt"})
HIGH = frozenset({"max", "maximum", "to", "until", "before", "end", "lte", "lt"})
SORTS = frozenset({"sort", "sort_by", "order_by", "orderby", "ordering"})
MOST_VALUES = 4  # of one filter, or of one order
SEARCHES = frozenset({"q", "query", "search", "text", "term", "keyword", "keywords", "search_text"})
FILTERS = re.compile(r"\b(?:only|filters?|match(?:es|ing)?|search(?:es)?|whose|belonging)\b", re.IGNORECASE)


def filtered(bench: Bench, name: str, aspects: Mapping[str, Any], items: Sequence[Any]) -> None:
    """Ask a list with one of its parameters, in the way that its name and its values allow, and look at what it shows."""
    objects = [item for item in items if isinstance(item, dict)]
    if "hides" in aspects:
        _hidden(bench, name, str(aspects["hides"]))
    if aspects.get("values") and bench.operation.method == "get":
        _outside(bench, name, aspects["values"])
    if underscored(name) in SORTS:
        _by_default(bench, name, aspects, objects)
        _in_turn(bench, name, aspects, objects)
    elif any(isinstance(item.get(name), str | int | bool) for item in objects):
        _held(bench, name, name, aspects, objects)
    elif any(isinstance(item.get(f"is_{name}"), bool) for item in objects) and aspects.get("type") == ("boolean",):
        _held(bench, name, f"is_{name}", aspects, objects)
    elif {"asc", "desc"} == {str(one).lower() for one in aspects.get("values", ())}:
        _either_way(bench, name, aspects, objects)
    elif (several := _among(name, objects)) is not None:
        _member_of(bench, name, several, objects)
    elif any(held(name, item) for item in objects):
        _inside(bench, name, objects)
    elif (bounded := _bounded(name, objects, _sent(bench))) is not None:
        _within(bench, name, *bounded, objects)
    elif "values" not in aspects and _is_filter(bench, name, objects):
        _of_nothing(bench, name, aspects)
        _found_by(bench, name, aspects, objects)


def _hidden(bench: Bench, name: str, state: str) -> None:
    """What is shown only where it is asked for is in the list then, and in no other."""
    most = largest(bench.declared)
    shown = items_of(ask(bench, "filter", {**most, name: state})[1]) or []
    maker = _maker(bench)
    if not shown and maker is not None and maker.key in bench.prober.reached and bring(bench.prober, maker, state):
        shown = items_of(ask(bench, "filter", {**most, name: state})[1]) or []
    exchange, items = whole_list(bench)
    if not shown or not items:
        return
    hidden = {str(own_id(one)) for one in shown if isinstance(one, dict)}
    if any(str(own_id(one)) in hidden for one in items if own_id(one) is not None):
        told = f"{state} ones come, which are shown only where they are asked for"
        bench.find(exchange, "filter-ignored", f"{where(bench)}{name}", told)
    else:
        bench.prove(exchange, "hides", f"{where(bench)}{name}")


def together(bench: Bench, names: Sequence[str], objects: Sequence[Mapping[str, Any]]) -> None:
    """With two filters at once every item satisfies both, and a total beside the items counts those alone."""
    kept = [name for name in names if len({str(held(name, one)) for one in objects if held(name, one)}) > 1]
    for one, other in combinations(kept[:MOST_TOGETHER], 2):
        pairs = {(a, b) for item in objects for a in held(one, item) for b in held(other, item)}
        firsts = [(a, b) for a, b in sorted(pairs, key=str) if any(x == a and y != b for x, y in pairs)
                  and any(x != a and y == b for x, y in pairs)]  # fmt: skip
        for a, b in firsts[:1] or sorted(pairs, key=str)[:1]:
            exchange, answer, status = ask(bench, "filter", {one: a, other: b})
            got = [item for item in items_of(answer) or [] if isinstance(item, dict)]
            odd = next((name for item in got for name, wanted in ((one, a), (other, b)) if (there := held(name, item))
                        and str(wanted).lower() not in {str(value).lower() for value in there}), None)  # fmt: skip
            if 200 <= status < 300 and odd is not None:
                bench.find(exchange, "filter-ignored", f"{where(bench)}{odd}", f"asked for {one} and {other} at once")
                return
    for name in [name for name in names if name not in kept]:
        _beside_nothing(bench, name, kept, objects)


def _beside_nothing(bench: Bench, name: str, others: Sequence[str], objects: Sequence[Mapping[str, Any]]) -> None:
    """With a filter by a text that nothing has, a list is empty, whatever else is asked for."""
    known = {str(one) for item in objects for one in held(name, item)}
    aspects = bench.declared.get(f"{where(bench)}{name}", {})
    if len(known) != 1 or "values" in aspects or aspects.get("type") != ("string",) or instant(min(known)) is not None:
        return
    unknown = no_member(sorted(known))
    for other in others[:MOST_BESIDE] if not items_of(ask(bench, "filter", {name: unknown})[1]) else ():
        value = next((one for item in objects for one in held(other, item)), None)
        exchange, answer, status = ask(bench, "filter", {name: unknown, other: value})
        if 200 <= status < 300 and items_of(answer):
            bench.find(exchange, "filter-ignored", f"{where(bench)}{name}", f"asked for {name} and {other} at once")
            return


MOST_BESIDE = 2  # filters beside one that leaves nothing
MOST_TOGETHER = 4  # filters, two of them at once


def held(name: str, item: Mapping[str, Any]) -> list[str | int | bool]:
    """The values of an item that a filter asks for: those of the field of its name, of the list of such (`tags` of `tag`),
    or of a field one level down (`customer.email` of `customer_email`)."""
    several = _among(name, [item])
    inner = next((one for outer, holder in item.items() if isinstance(holder, dict) for key, one in holder.items()
                  if underscored(f"{outer}_{key}") == underscored(name)), None)  # fmt: skip
    found = item.get(name, inner)
    values = item[several] if name not in item and several is not None else [found]
    return [one for one in values if isinstance(one, str | int)]


def promised_order(bench: Bench) -> tuple[str, str, bool]:
    """The order promised for a list (`by price, descending`), the field that it goes by, and whether that runs down."""
    wanted = str(bench.declared.get("", {}).get("order", ""))
    field, _, down = wanted.removeprefix("by ").partition(", ") if wanted.startswith("by ") else ("", "", "")
    return wanted, field, bool(down)


def in_same_order(bench: Bench, names: Sequence[str], objects: Sequence[Mapping[str, Any]]) -> None:
    """What a filter leaves comes in the order in which the whole list shows it, where an order is promised."""
    whole = [str(item["id"]) for item in objects if "id" in item]
    wanted, field, is_down = promised_order(bench)
    if not wanted or len(whole) < len(objects):
        return
    for name in names:
        counts = Counter(value for item in objects for value in held(name, item))
        value, count = next(iter(counts.most_common(1)), ("", 0))
        if count < LEAST_SORTED:
            continue
        exchange, answer, status = ask(bench, "filter", {name: value})
        got = [item for item in items_of(answer) or [] if isinstance(item, dict)]
        common = [str(item.get("id")) for item in got if str(item.get("id")) in whole]
        turned = len(common) >= LEAST_SORTED and common == sorted(common, key=whole.index, reverse=True)
        values = [item[field] for item in got if item.get(field) is not None] if field else []
        if 200 <= status < 300 and (turned or _turned(objects, got) or (values and not runs(values, down=is_down))):
            told = f"with {name} the list does not run as it does without"
            bench.find(exchange, "list-order", f"{where(bench)}{name}", told)
            return


def _turned(objects: Sequence[Mapping[str, Any]], got: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the times at which objects were made run one way in one list and the other way in another."""
    name = next((one for one in (objects[0] if objects else ()) if MADE.match(underscored(one))), "")
    first, second = ([at for item in items if (at := instant(item.get(name))) is not None] for items in (objects, got))
    if min(len(set(first)), len(set(second))) < LEAST_SORTED:
        return False
    return any(runs(first, down=down) and runs(second, down=not down) for down in (False, True))


LEAST_SORTED = 3  # objects whose order is no chance


def counted_so(bench: Bench, exchange: Exchange, name: str, answer: Any, got: Sequence[Any], whole: Any) -> None:
    """The total beside the items of a filtered list counts what is shown, where that is all there is."""
    shown, total = totals(answer), totals(whole)
    for key, count in shown.items():
        if got and len(got) < count and count == total.get(key) and len(got) < len(items_of(whole) or []):
            told = f"{key} is {count}, where {len(got)} were asked for and came"
            bench.find(exchange, "paging", f"{where(bench)}{name}", told)
            return


TOTALS = frozenset({"total", "total_count", "total_items", "total_results"})


def totals(answer: Any) -> dict[str, int]:
    """What a list answer says of how many there are, beside its items or one level down."""
    holders = [answer, *answer.values()] if isinstance(answer, dict) else []
    return {name: one for holder in holders if isinstance(holder, dict) for name, one in holder.items()
            if underscored(name) in TOTALS and isinstance(one, int) and not isinstance(one, bool)}  # fmt: skip


def _outside(bench: Bench, name: str, members: Sequence[Any]) -> None:
    """A value outside of a parameter's closed set is refused."""
    exchange, _, status = ask(bench, f"outside {where(bench)}{name}", {name: no_member(members)})
    if 200 <= status < 300:
        bench.find(exchange, "input-unenforced", f"{where(bench)}{name}", "enum")


def _held(
    bench: Bench, name: str, field: str, aspects: Mapping[str, Any], objects: Sequence[Mapping[str, Any]]
) -> None:
    """With a filter, every item has the value that was asked for, in the field that it is about."""
    several = aspects.get("type") == ("array",)
    inner = bench.declared.get(f"{where(bench)}{name}/[]", {}) if several else aspects
    held = [item[field] for item in objects if isinstance(item.get(field), str | int | bool)]
    seen = {str(value).lower() if isinstance(value, bool) else str(value) for value in held}
    kinds = {str(value): value for value in held}
    if len(kinds) == 1 and "values" not in inner and not several:
        _of_nothing(bench, name, aspects)
    both = {"true", "false"} if any(isinstance(value, bool) for value in held) else set()
    members = [str(one) for one in inner.get("values", ()) if not (both or _is_none_of(bench, field, one))]
    for value in sorted({*members[:MOST_VALUES], *seen, *both})[:MOST_VALUES]:
        wanted = value if value in both else kinds.get(value, value)
        exchange, answer, status = ask(bench, "filter", {name: [wanted] if several else wanted})
        got = [item for item in items_of(answer) or [] if isinstance(item, dict) and field in item]
        if 200 <= status < 300 and any(str(item[field]).lower() != value.lower() for item in got):
            bench.find(exchange, "filter-ignored", f"{where(bench)}{name}", f"asked for {value}")
            return
        if 200 <= status < 300 and len(got) == len(items_of(answer) or []):
            counted_so(bench, exchange, name, answer, got, ask(bench, "look")[1] if totals(answer) else None)


def _inside(bench: Bench, name: str, objects: Sequence[Mapping[str, Any]]) -> None:
    """With a filter by a field one level down, every item has the value that was asked for."""
    for value in list(dict.fromkeys(one for item in objects for one in held(name, item)))[:2]:
        exchange, answer, status = ask(bench, "filter", {name: value})
        got = [item for item in items_of(answer) or [] if isinstance(item, dict)]
        odd = any(str(value).lower() not in {str(one).lower() for one in held(name, item)} for item in got)
        if 200 <= status < 300 and (odd or not got):
            bench.find(exchange, "filter-ignored", f"{where(bench)}{name}", f"asked for {value}")
            return


def _is_none_of(bench: Bench, field: str, value: Any) -> bool:
    """Whether a value of a filter is none that the items have in a field: `all`."""
    sets = [aspects["values"] for place, aspects in bench.declared.items()
            if place.startswith("response/2") and place.endswith(f"/[]/{field}") and "values" in aspects]  # fmt: skip
    return bool(sets) and all(value not in members for members in sets)


def _among(name: str, objects: Sequence[Mapping[str, Any]]) -> str | None:
    """The list of texts in items of which a filter names one: `tags` of `tag`."""
    lists = (one for item in objects[:1] for one, value in item.items() if isinstance(value, list))
    return next((one for one in lists if underscored(one) in (f"{underscored(name)}s", f"{underscored(name)}es")), None)


def _member_of(bench: Bench, name: str, field: str, objects: Sequence[Mapping[str, Any]]) -> None:
    """With a filter by a member of a list, every item has it, each that has it comes, and a part of it is another thing."""
    every = [one for item in objects for one in item.get(field) or () if isinstance(one, str)]
    for value in dict.fromkeys(every[-1:] + every[:1]):
        exchange, answer, status = ask(bench, "filter", {name: value})
        items = [one for one in items_of(answer) or [] if isinstance(one, dict)]
        if not 200 <= status < 300:
            return
        if not items or any(value not in (one.get(field) or ()) for one in items):
            bench.find(exchange, "filter-ignored", f"{where(bench)}{name}", f"asked for {value}")
            return
        exchange, answer, status = ask(bench, "filter", {name: value[:-1]}) if len(value) > 3 else (exchange, [], 0)
        parts = [
            one for one in items_of(answer) or [] if isinstance(one, dict) and value[:-1] not in (one.get(field) or ())
        ]
        if 200 <= status < 300 and parts:
            bench.find(
                exchange, "filter-ignored", f"{where(bench)}{name}", f"asked for {value[:-1]}, which nothing has"
            )
            return


def _either_way(bench: Bench, name: str, aspects: Mapping[str, Any], objects: Sequence[Mapping[str, Any]]) -> None:
    """A list runs as its direction says, and without one as its default says, by the time at which its items were made; not
    the other way round. Where it may be sorted by something else, nothing is said."""
    others = {underscored(place.rpartition("/")[2]) for place in bench.declared if place.startswith(where(bench))}
    if SORTS & others:
        return
    made = [one for one in (objects[0] if objects else ()) if MADE.match(underscored(one))]
    ways = [({name: one}, str(one)) for one in aspects.get("values", ())]
    ways += [({}, str(aspects["default"]))] if "default" in aspects else []
    for asked, way in ways if made else ():
        exchange, answer, status = ask(bench, "order", asked)
        got = [item.get(made[0]) for item in items_of(answer) or [] if isinstance(item, dict)]
        is_down, several = way.lower() == "desc", len(set(map(str, got))) > 1
        if 200 <= status < 300 and several and not runs(got, down=is_down) and runs(got, down=not is_down):
            told = f"asked for {way}" if asked else f"{way} is the default"
            bench.find(exchange, "list-order", f"{where(bench)}{name}", told)
            return


def _maker(bench: Bench) -> Operation | None:
    """What makes the objects of a list."""
    makers = (o for o in bench.prober.operations if o.method == "post" and o.path == bench.operation.path)
    return next((one for one in makers if one.key in bench.prober.reached), None)


def _sent(bench: Bench) -> Collection[str]:
    """The names of what the objects of a list are made with."""
    maker = _maker(bench)
    body = bench.prober.reached[maker.key][1] if maker is not None else None
    return body if isinstance(body, dict) else ()


def _bounded(name: str, objects: Sequence[Mapping[str, Any]], sent: Collection[str] = ()) -> tuple[str, bool] | None:
    """The field that a filter such as `min_amount` or `createdFrom` bounds, and whether from below: of several that fit,
    the one that objects are made with."""
    words = underscored(name).split("_")
    sides = [(words[1:], words[0]), (words[:-1], words[-1])]
    for rest, side in sides:
        text = "_".join(rest)
        fields = [one for one in objects[0] if f"_{text}_" in f"_{underscored(one)}_"] if objects and rest else []
        fields = [one for one in fields if one in sent] if len(fields) > 1 else fields
        if side in LOW | HIGH and len(fields) == 1:
            return fields[0], side in LOW
    return None


def _within(bench: Bench, name: str, field: str, is_low: bool, objects: Sequence[Mapping[str, Any]]) -> None:
    """With a bound beyond what most items have, those do not come."""
    values = [item.get(field) for item in objects]
    numbers = [one for one in values if isinstance(one, int | float) and not isinstance(one, bool)]
    times = sorted({at: one for one in values if isinstance(one, str) and (at := instant(one)) is not None}.items())
    if numbers and len(numbers) == len(values):
        low, high = bench.declared.get(f"{where(bench)}{name}", {}).get("range", (None, None))[:2]
        bound: Any = max(numbers) + 1 if is_low else min(numbers) - 1
        if (is_low and high is not None and bound > high) or (not is_low and low is not None and bound < low):
            bound = max(numbers) if is_low else min(numbers)
    elif len(times) > 1:
        bound = times[-1 if is_low else 0][1]
    elif times and re.fullmatch(r"\d{4}-\d\d-\d\d", times[0][1]):
        bound = days_from(times[0][1], 1 if is_low else -1)
    else:
        return
    exchange, answer, status = ask(bench, "filter", {name: bound})
    size: Callable[[Any], Any] = instant if isinstance(bound, str) else lambda value: value
    limit = size(bound)
    got = [size(item.get(field)) for item in items_of(answer) or [] if isinstance(item, dict)]
    beyond = [one for one in got if one is not None and (one < limit if is_low else one > limit)]
    told = _is_inclusive(bench, name)
    is_inclusive = told if told is not None else bool(numbers and OF_BOUND.search(underscored(name)))
    if 200 <= status < 300 and not beyond and (is_inclusive or told is False):
        edge: Any = times[-1 if is_low else 0][1] if times else max(numbers) if is_low else min(numbers)
        if is_inclusive:
            _at_bound(bench, name, field, edge, len(objects))
        else:
            _beside_bound(bench, name, field, edge)
    if 200 <= status < 300 and beyond:
        shown = f"asked for {bound} {'or more' if is_low else 'or less'}"
        bench.find(exchange, "filter-ignored", f"{where(bench)}{name}", shown)


OF_BOUND = re.compile(r"(?:^|_)m(?:in|ax)(?:imum)?(?:_|$)")  # the bound itself belongs to what is asked for


def _is_inclusive(bench: Bench, name: str) -> bool | None:
    """Whether what lies on a bound is said to belong to what was asked for; None where nobody says it."""
    stated = bench.declared.get(f"{where(bench)}{name}", {}).get("inclusive")
    words = bench.prober.described(bench.operation, name)
    if stated is None and bool(INCLUSIVE.search(words)) != bool(EXCLUSIVE.search(words)):
        return INCLUSIVE.search(words) is not None
    return None if stated is None else bool(stated)


def _beside_bound(bench: Bench, name: str, field: str, edge: Any) -> None:
    """What lies just on a bound that is said not to belong to it is not shown."""
    exchange, answer, status = ask(bench, "filter", {name: edge})
    if 200 <= status < 300 and any(isinstance(one, dict) and one.get(field) == edge for one in items_of(answer) or ()):
        bench.find(
            exchange, "filter-ignored", f"{where(bench)}{name}", f"asked for {edge}, and what has just that comes"
        )


def days_from(day: str, count: int) -> str:
    """A date some days later, or the date itself at the end of the calendar."""
    try:
        return str(date.fromisoformat(day) + timedelta(days=count))
    except OverflowError:
        return day


def _at_bound(bench: Bench, name: str, field: str, edge: Any, page: int) -> None:
    """What has just the least, or the most, that was asked for is shown, unless others may have filled the page."""
    exchange, answer, status = ask(bench, "filter", {name: edge})
    items = items_of(answer)
    if not 200 <= status < 300 or items is None or len(items) >= page:
        return
    if all(isinstance(one, dict) and one.get(field) != edge for one in items):
        told = f"asked for {edge}, and what has it does not come"
        bench.find(exchange, "filter-ignored", f"{where(bench)}{name}", told)


def _is_filter(bench: Bench, name: str, objects: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a parameter keeps some items and leaves others: it is called as a field in them, or described so."""
    fields = {underscored(place.rpartition("/")[2]) for item in objects[:1] for place, _, _ in leaves(item)}
    own = underscored(name)
    return (
        own in SEARCHES
        or any(own == one or own.endswith(f"_{one}") for one in fields)
        or bool(FILTERS.search(bench.prober.described(bench.operation, name)))
    )


def _of_nothing(bench: Bench, name: str, aspects: Mapping[str, Any]) -> None:
    """Asked for what nothing has, a list is empty."""
    if aspects.get("type") != ("string",) or aspects.get("format") not in (None, "country-code"):
        return
    pattern, most = str(aspects.get("pattern", "")), aspects.get("length", (None, None))[1]
    texts = [f"no{bench.prober.target.sign}", "QQ", "QQQ"]
    fits = [one for one in texts if matches(pattern, one) and (most is None or len(one) <= most)]
    if not fits:
        return
    exchange, answer, status = ask(bench, "filter", {name: fits[0]})
    if 200 <= status < 300 and items_of(answer):
        bench.find(exchange, "filter-ignored", f"{where(bench)}{name}", f"asked for {fits[0]}, which nothing has")


ANY_CASE = re.compile(
    r"\b(?:capitals? or not|case[- ]insensitiv\w+|ignor\w+ (?:the )?case|case (?:is )?ignored|in (?:any|either) case"
    r"|(?:upper|lower)(?:case| case)? (?:and|or) (?:upper|lower)(?:case| case)? (?:alike|do(?:es)?n't matter))\b",
    re.IGNORECASE,
)


ANYWHERE = re.compile(r"\banywhere\b|\bcontain(?:s|ing)?\b|\bsubstring\b|\bany part\b", re.IGNORECASE)
LEAST_INNER = 4  # letters of a text of which a part is searched


def _found_by(bench: Bench, name: str, aspects: Mapping[str, Any], objects: Sequence[Mapping[str, Any]]) -> None:
    """A search finds an object by each field that it is said to look in, in other capitals too where that is said."""
    told = f"{aspects.get('finds', '')} {bench.prober.described(bench.operation, name)}"
    said = {word for text in re.findall(r"\w+", told) for word in underscored(text).split("_")}
    fields = [one for one in (objects[0] if objects else ()) if set(underscored(one).split("_")) <= said]
    for field in [one for one in fields if isinstance(objects[0][one], str) and objects[0][one] and one != name]:
        value = objects[0][field]
        inner = [value[1:]] if ANYWHERE.search(told) and len(value) > LEAST_INNER else []
        for text in [value, *([value.swapcase()] if ANY_CASE.search(told) else []), *inner]:
            exchange, answer, status = ask(bench, "filter", {name: text})
            items = items_of(answer)
            whole = 200 <= status < 300 and items is not None and len(items) < max(2, len(objects))
            if whole and not any(isinstance(one, dict) and one.get(field) == value for one in items or ()):
                bench.find(
                    exchange,
                    "filter-ignored",
                    f"{where(bench)}{name}",
                    f"asked for the {field} {text}, it does not come",
                )
                return


DOWN = re.compile(r"^-|[:_ .-]desc(?:ending)?$", re.IGNORECASE)
DIRECTION = re.compile(r"^[+-]|[:_ .-](?:asc|desc)(?:ending)?$", re.IGNORECASE)


def _in_turn(bench: Bench, name: str, aspects: Mapping[str, Any], objects: Sequence[Mapping[str, Any]]) -> None:
    """In each documented order, the values of the field that it names run as it says: a minus, or `desc`, is downwards.

    A name alone is upwards where another one says downwards, else either way.
    """
    signed = any(DOWN.search(value) for value in aspects.get("values", ()))
    fields = {underscored(one): one for one in (objects[0] if objects else ())}
    for value in list(aspects.get("values", ()))[:MOST_VALUES]:
        field = fields.get(underscored(DIRECTION.sub("", value)))
        if field is None:
            continue
        made = _other_lengths(bench, field, [item.get(field) for item in objects])
        exchange, answer, status = ask(bench, "order", {**largest(bench.declared), name: value})
        got = [item.get(field) for item in items_of(answer) or [] if isinstance(item, dict)]
        ways = [DOWN.search(value) is not None] if signed or DIRECTION.search(value) else [False, True]
        if 200 <= status < 300 and _is_closed(bench, field):  # by rank: which of them is more, nobody says
            if not _in_blocks(got):
                bench.find(exchange, "list-order", f"{where(bench)}{name}", f"asked for {value}")
            continue
        if 200 <= status < 300 and (not any(runs(got, down=down) for down in ways) or _lacks(got, made)):
            bench.find(exchange, "list-order", f"{where(bench)}{name}", f"asked for {value}")
            return


def _is_closed(bench: Bench, field: str) -> bool:
    """Whether a field of a list's items holds members of a closed set."""
    return any("values" in aspects for place, aspects in bench.declared.items() if place.endswith(f"/[]/{field}"))


def _in_blocks(values: Sequence[Any]) -> bool:
    """Whether equal values stand side by side."""
    starts = [one for at, one in enumerate(values) if at == 0 or values[at - 1] != one]
    return len(starts) == len(set(map(str, starts)))


def _lacks(got: Sequence[Any], made: Sequence[int]) -> bool:
    """Whether something that was made just now is not where it belongs: between others of a sorted page, that has both."""
    numbers = [one for one in got if isinstance(one, int)]
    return any(one not in numbers and min(numbers) < one < max(numbers) for one in made) if numbers else False


def _other_lengths(bench: Bench, field: str, values: Sequence[Any]) -> list[int]:
    """Make two objects with whole numbers of another number of digits, where those in a list run alike as texts and as
    numbers: 900 and 1000. The numbers of those that were made."""
    made: list[int] = []
    maker = _maker(bench)
    whole = [one for one in values if isinstance(one, int) and not isinstance(one, bool)]
    if maker is None or len(whole) < len(values) or sorted(whole, key=str) != sorted(whole):
        return made
    path, body, _ = bench.prober.reached[maker.key]
    aspects = bench.prober.known_facts.get(maker.key, {}).get(f"request/body/{field}", {})
    if not isinstance(body, dict) or aspects.get("type") != ("integer",):
        return made
    low, high = aspects.get("range", (0, None))[:2]
    fits = (n for n in range(1, MOST_DIGITS) if 9 * 10**n >= (low or 0) and (high is None or 10 ** (n + 1) <= high))
    digits = next(fits, 0)
    for value in (9 * 10**digits, 10 ** (digits + 1)) if digits else ():
        fresh = bench.prober.anew(maker) if bench.prober.using.get(maker.key) else (path, body)
        if fresh is not None and isinstance(fresh[1], dict):
            sent = {**bench.prober.renewed(fresh[1], fresh[1]), field: value}
            if 200 <= Bench(bench.prober, maker, fresh[0], sent, {}).send("ordered", sent)[2] < 300:
                made.append(value)
    return made


MOST_DIGITS = 9


def _by_default(bench: Bench, name: str, aspects: Mapping[str, Any], objects: Sequence[Mapping[str, Any]]) -> None:
    """A list that nobody asked to sort runs as its order's default says."""
    value = str(aspects.get("default", ""))
    fields = {underscored(one): one for one in (objects[0] if objects else ())}
    field = fields.get(underscored(DIRECTION.sub("", value)))
    got = [item.get(field) for item in objects] if value and field else []
    if len(set(map(str, got))) < 2:
        return
    exchange, answer, status = ask(bench, "order")
    got = [item.get(field) for item in items_of(answer) or [] if isinstance(item, dict)]
    if 200 <= status < 300 and not runs(got, down=DOWN.search(value) is not None):
        bench.find(exchange, "list-order", f"{where(bench)}{name}", f"{value} is the default")
    elif 200 <= status < 300:
        bench.prove(exchange, "default", f"{where(bench)}{name}")


def runs(values: Sequence[Any], *, down: bool) -> bool:
    """Whether values of one kind run in one direction; texts may be sorted with their signs and capitals or without."""
    times = [instant(value) for value in values]
    if all(isinstance(value, str) for value in values) and None in times:
        ways: list[list[Any]] = [list(values), [re.sub(r"[^0-9a-z]", "", value.lower()) for value in values]]
        if all(SIMPLE.fullmatch(value) for value in values):  # money, say
            ways = [[Decimal(value) for value in values]]
    else:
        ways = [times]
    return any(None in way or way == sorted(way, reverse=down) for way in ways)
