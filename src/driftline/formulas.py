"""What a value of an object follows from: formulas over its other fields, and whether objects keep them. Pure.

A formula is written as `subtotal - discount_total`, `quantity * unit_price`, `sum(lines.amount)`, `count(lines)`. Names in
`sum` and `count` may be those of sentences ("the weights of all parcels"): each is looked for in the object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from driftline.claims import LISTS, underscored

PART = re.compile(r"(?:sum|count)\([\w.]*\)|[A-Za-z_][\w.]*|\d+(?:\.\d+)?|[-+*]")
DEEP = 6  # objects inside of each other
MANY = 50  # items of a list that are looked at
LARGEST, FINEST = 10**18, -30  # what money and counts may be, and the power of ten of the last digit
SIMPLE = re.compile(r"-?\d{1,18}(?:\.\d{1,9})?")  # a decimal number that a text holds


def number(value: Any) -> Decimal | None:
    """A number, or a text that is one, as a decimal; of a date the number of its day; None for anything else."""
    if isinstance(value, str) and DAY.fullmatch(value):
        return _day(value)
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


def _day(text: str) -> Decimal | None:
    try:
        return Decimal(date.fromisoformat(text).toordinal())
    except ValueError:
        return None


def shown(wanted: Decimal | None, stated: Any) -> Any:
    """What a formula gives, written as what is stated: a date as a date."""
    is_day = (
        isinstance(stated, str) and DAY.fullmatch(stated) and wanted is not None and 0 < wanted < date.max.toordinal()
    )
    return date.fromordinal(int(wanted)).isoformat() if is_day and wanted is not None else wanted


def worked_out(formula: str, holder: Mapping[str, Any], name: str) -> Decimal | None:
    """What a formula gives for the fields of an object; None where one of them is missing, no number or not plain.

    `name` is the field that it is the formula of: a sum of lines is one of the field of the same name in them.
    """
    total, sign, product = Decimal(0), 1, None
    for part in PART.findall(formula):
        if part in "+-":
            total += sign * product if product is not None else 0
            sign, product = (1 if part == "+" else -1), None
        elif part != "*":
            value = _term(part, holder, name)
            if value is None:
                return None
            product = value if product is None else product * value
    return total + sign * product if product is not None else None


def keeps(formula: str, holder: Mapping[str, Any], name: str) -> bool | None:
    """Whether a field of an object is what its formula gives; None where that cannot be said.

    What is multiplied may be rounded: it may be off by less than one in its last place.
    """
    stated, wanted = number(holder.get(name)), worked_out(formula, holder, name)
    if stated is None or wanted is None:
        return None
    places = max(-int(stated.as_tuple().exponent), 2 if isinstance(holder[name], float) else 0)
    off = abs(stated - wanted)
    return (
        off < Decimal(1).scaleb(-places)
        if "*" in formula
        else off == 0 or (isinstance(holder[name], float) and off < Decimal("0.000001"))
    )


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
        return Decimal(part)
    kind, _, inner = part.rstrip(")").partition("(")
    if kind not in ("sum", "count") or not inner:
        return number(_at(holder, part))
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
