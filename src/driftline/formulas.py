"""What a value of an object follows from: formulas over its other fields, and whether objects keep them. Pure.

A formula is written as `subtotal - discount_total`, `quantity * unit_price`, `sum(lines.amount)`, `count(lines)`,
`created_at + 30m`. Names may be those of sentences ("the weights of all parcels", "the captured amount"): each is looked
for in the object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from driftline.claims import LISTS, underscored

PART = re.compile(r"(?:sum|count)\([\w.]*\)|[A-Za-z_][\w.]*|\d+(?:\.\d+)?[smhd]?|[-+*]")
LASTING = re.compile(r"(?<![\w.])\d+(?:\.\d+)?[smhd]\b")  # a time that goes by
FRACTION = re.compile(r"\d+\.\d+")
UNITS = {"s": 86_400, "m": 1_440, "h": 24, "d": 1}  # how many of a unit of time are a day
DEEP = 6  # objects inside of each other
MANY = 50  # items of a list that are looked at
LARGEST, FINEST = 10**18, -30  # what money and counts may be, and the power of ten of the last digit
SIMPLE = re.compile(r"-?\d{1,18}(?:\.\d{1,9})?")  # a decimal number that a text holds


def number(value: Any) -> Decimal | None:
    """A number, or a text that is one, as a decimal; of a date or a time the number of its day; None for anything else."""
    if isinstance(value, str) and DAY.fullmatch(value):
        return _day(value)
    if isinstance(value, str) and TIME.fullmatch(value):
        return _time(value)
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        text = str(value)
        found = Decimal(text) if not isinstance(value, str) or SIMPLE.fullmatch(text) else None
    except (InvalidOperation, ValueError):  # an integer may have too many digits to be written down
        return None
    plain = found is not None and found.is_finite() and abs(found) < LARGEST
    return found if plain and found is not None and int(found.as_tuple().exponent) > FINEST else None


DAY = re.compile(r"\d{4}-\d\d-\d\d")
TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)")
SECOND = Decimal("1.5") / UNITS["s"]  # of a day: by how much two clocks, or two ways to round, may be apart
EPOCH = datetime(1, 1, 1, tzinfo=UTC)


def _day(text: str) -> Decimal | None:
    try:
        return Decimal(date.fromisoformat(text).toordinal())
    except ValueError:
        return None


def _time(text: str) -> Decimal | None:
    """The number of the day of a time, with its part of the day."""
    try:
        past = datetime.fromisoformat(text.upper().replace(" ", "T")).astimezone(UTC) - EPOCH
    except (ValueError, OverflowError):
        return None
    return 1 + Decimal(past.days) + (Decimal(past.seconds) + Decimal(past.microseconds) / 1_000_000) / UNITS["s"]


def shown(wanted: Decimal | None, stated: Any) -> Any:
    """What a formula gives, written as what is stated: a date as a date, a time as a time."""
    if wanted is None or not isinstance(stated, str) or not 1 <= wanted < date.max.toordinal():
        return wanted
    if DAY.fullmatch(stated):
        return date.fromordinal(int(wanted)).isoformat()
    if TIME.fullmatch(stated):
        return (EPOCH + timedelta(seconds=round((wanted - 1) * UNITS["s"]))).isoformat().replace("+00:00", "Z")
    return wanted


def worked_out(formula: str, holder: Mapping[str, Any], name: str, units: int = 1) -> Decimal | None:
    """What a formula gives for the fields of an object; None where one of them is missing, no number or not plain.

    `name` is the field that it is the formula of: a sum of lines is one of the field of the same name in them. `units` is
    how many of the fields' units make one of its own: 100 where they are in cents, and it is not.
    """
    total, stated = Decimal(0), holder.get(name)
    is_time = isinstance(stated, str) and TIME.fullmatch(stated) is not None
    for sign, factors in _products(formula):
        product = Decimal(sign)
        for part in factors:
            value = _term(part, holder, name)
            if value is not None and is_time and not _is_time(part, holder):
                value = _lasting(part, value)
            if value is None:
                return None
            product *= value if part[0].isdigit() else value / units
        if len(factors) == 1 and FRACTION.fullmatch(factors[0]) and isinstance(holder.get(name), int):
            product *= 100  # a sum of money in words, where the field is in minor units
        total += product
    return total


def _is_time(part: str, holder: Mapping[str, Any]) -> bool:
    """Whether a term is a time, or a time that goes by in a unit of its own."""
    value = _at(holder, part)
    return LASTING.fullmatch(part) is not None or (isinstance(value, str) and not SIMPLE.fullmatch(value))


LENGTHS = {"second": "s", "sec": "s", "minute": "m", "min": "m", "hour": "h", "day": "d"}


def _lasting(part: str, value: Decimal) -> Decimal | None:
    """The days of a number that is added to a time, by the unit in its name: `ttl_seconds`; None where it names none."""
    units = [LENGTHS[word] for word in _words(part) if word in LENGTHS]
    return value / UNITS[units[0]] if len(units) == 1 else None


def _products(formula: str) -> Iterator[tuple[int, list[str]]]:
    """What is added up in a formula: the sign of each product, and its factors."""
    sign, factors = 1, list[str]()
    for part in PART.findall(formula):
        if part in "+-":
            yield sign, factors
            sign, factors = (1 if part == "+" else -1), []
        elif part != "*":
            factors.append(part)
    yield sign, factors


def keeps(formula: str, holder: Mapping[str, Any], name: str) -> bool | None:
    """Whether a field of an object is what its formula gives; None where that cannot be said.

    What is multiplied may be rounded: it may be off by less than one in its last place. A time may be off by a second.
    """
    stated, wanted = number(holder.get(name)), worked_out(formula, holder, name)
    if stated is None or wanted is None:
        return None
    in_cents = worked_out(formula, holder, name, 100) if FRACTION.search(formula) and stated % 1 else None
    if in_cents is not None and abs(stated - in_cents) < Decimal("0.01"):
        return True
    off, text = abs(stated - wanted), holder[name]
    if isinstance(text, str) and not SIMPLE.fullmatch(text):
        return off < 1 if DAY.fullmatch(text) and LASTING.search(formula) else off <= SECOND
    if "*" in formula:
        places = max(-int(stated.as_tuple().exponent), 2 if isinstance(text, float) else 0)
        return off < Decimal(1).scaleb(-places)
    return off == 0 or (isinstance(text, float) and off < Decimal("0.000001"))


ANY = "response/2XX/body"  # in which a sentence places the fields of an object wherever it is answered


OUTER = 4  # steps of a place: the answer itself, or the object in its envelope


class Checked(NamedTuple):
    """A field of an answer that follows from others: its place, its formula, what it is, and whether that is right."""

    place: str
    formula: str
    stated: Any
    wanted: Decimal | None
    is_kept: bool


def checked(body: Any, status: int, formulas: Mapping[str, str], asked: Any = None) -> Iterator[Checked]:
    """Every field of an answer's JSON value that has a formula, which can be worked out there.

    `formulas` are those of an operation under their places (`response/200/body/total`, `response/2XX/body/total`),
    `asked` is the request's JSON value: what an answer works out may stand there alone.
    """
    for place, holder in _objects(body, f"response/{status}/body") if formulas else ():
        is_outer = isinstance(asked, dict) and place.count("/") < OUTER and not place.endswith("/[]")
        known = {**asked, **holder} if is_outer else holder
        for name in holder:
            formula = formulas.get(f"{place}/{name}") or formulas.get(f"{ANY}/{name}")
            is_kept = keeps(formula, known, name) if formula else None
            if formula and is_kept is not None:
                yield Checked(f"{place}/{name}", formula, holder[name], worked_out(formula, known, name), is_kept)


def formulas_of(declared: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The formulas among what is declared of an operation, under their places."""
    return {place: str(aspects["computed"]) for place, aspects in declared.items() if "computed" in aspects}


def _objects(value: Any, place: str, depth: int = 0) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every object in a JSON value, with its place."""
    if isinstance(value, dict) and depth < DEEP:
        yield place, value
        for name, inner in value.items():
            yield from _objects(inner, f"{place}/{name}", depth + 1)
    elif isinstance(value, list) and depth < DEEP:
        for inner in value[:MANY]:
            yield from _objects(inner, f"{place}/[]", depth + 1)


def _term(part: str, holder: Mapping[str, Any], name: str) -> Decimal | None:
    if part[0].isdigit():
        return Decimal(part[:-1]) / UNITS[part[-1]] if part[-1] in UNITS else Decimal(part)
    kind, _, inner = part.rstrip(")").partition("(")
    if kind not in ("sum", "count") or not inner:
        return number(_at(holder, part if "." in part else _called(holder, part)))
    called, _, field = inner.partition(".")
    key = _list(holder, called)
    if key is None and kind == "sum":  # "the sum of the quantities", of the only list whose items have one
        others = [one for one, value in holder.items() if _has(value, field or called, name)]
        key = others[0] if len(others) == 1 else None
    items = holder[key] if key else None
    if items is None:
        return None
    if kind == "count":
        return Decimal(len(items)) if key not in LISTS else None  # one page of a list, not all there is
    values = [
        number(one[at]) if isinstance(one, dict) and (at := _field(one, field, name, str(key))) else None
        for one in items
    ]
    return None if None in values else sum((one for one in values if one is not None), Decimal(0))


def _has(items: Any, called: str, name: str) -> bool:
    first = items[0] if isinstance(items, list) and items else None
    return isinstance(first, dict) and bool(_words(called)) and _field(first, called, name, "") is not None


def _at(holder: Any, path: str) -> Any:
    for step in path.split("."):
        holder = holder.get(step) if isinstance(holder, dict) else None
    return holder


def _called(holder: Mapping[str, Any], name: str) -> str:
    """The field that a name means: its own, else the only one of the same words, `amount_captured` for captured amount."""
    found = [one for one in holder if name not in holder and "_" in name and _words(one) == _words(name)]
    return found[0] if len(found) == 1 else name


def _list(holder: Mapping[str, Any], called: str) -> str | None:
    """The one list of an object that goes by a name, or by a word of it: `parcels`, `line_items` for items."""
    lists = [key for key, value in holder.items() if isinstance(value, list)]
    exact = [key for key in lists if key == called] or [key for key in lists if _words(key) == _words(called)]
    found = exact or [key for key in lists if _words(key) & _words(called)]
    return found[0] if len(found) == 1 else None


USUAL = ("amount", "total", "subtotal")


def _field(item: Mapping[str, Any], called: str, name: str, owner: str) -> str | None:
    """The one number of a list's item that a name means: its own, the one that holds its words, that of the whole."""
    numbers = [key for key, value in item.items() if number(value) is not None]
    if called in numbers:
        return called
    words = _words(called) - _words(owner)
    if words:
        found = [key for key in numbers if words <= _words(key)]
    else:
        found = [key for key in numbers if key == name] or [key for key in USUAL if key in numbers][:1]
    return found[0] if len(found) == 1 else None


def _words(name: str) -> set[str]:
    return {re.sub(r"ies$", "y", word).rstrip("s") for word in underscored(name).split("_") if word}
