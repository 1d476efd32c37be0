"""What a request may hold: members, bounds, types, unknown fields, unique values, idempotency keys."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from driftline.blame import blamed
from driftline.claims import underscored
from driftline.experiments.bench import (
    ABSENT,
    AMOUNT,
    REFUSED,
    SIZES,
    Bench,
    arrays,
    as_stored,
    at,
    changed,
    code_of,
    ends_it,
    is_secret,
    json_of,
    kept_as,
    leaves,
    living,
    no_member,
    on,
    own_path,
    texts_in,
)
from driftline.experiments.listing import is_search
from driftline.experiments.objects import echoed
from driftline.experiments.patterns import breaking, with_every_sign
from driftline.formats import instant, matches
from driftline.pool import resource_of
from driftline.target import CONFLICT, names_id

if TYPE_CHECKING:
    from driftline.exchange import Exchange
    from driftline.readers.spec import Operation

MAX_MEMBERS = 8  # tried of one closed set
MAX_NEW = 4  # of an action, each on a new object


def members(bench: Bench) -> None:
    """Each documented member is taken."""
    texts = set(texts_in(bench.body))
    tried: list[list[Try]] = []
    for place, path, value in leaves(bench.body):
        members = bench.declared.get(place, {}).get("values")
        if not members or not isinstance(value, str):
            continue
        # a member that stands elsewhere in the body may be refused for being there twice: that proves nothing
        is_update = bench.operation.method in ("put", "patch")
        living = [m for m in members if m not in texts and not (is_update and ends_it(str(path[-1]), m))]
        others = living[: MAX_NEW if bench.single else MAX_MEMBERS]
        if value in bench.given:
            continue
        tried.append([Try(place, path, member, "value-refused", member) for member in others])
    _taken(bench, "member", tried)


class Try(NamedTuple):
    """A value to be taken: its place, the path to it, the value; and what it is when it is refused, by rule and detail."""

    place: str
    path: list[Any]
    value: Any
    rule: str
    detail: Any


def _taken(bench: Bench, intent: str, tried: list[list[Try]]) -> None:
    """Values that are documented are taken: the first of every place in one request, then the second of every place.

    Where such a request is refused, each of its values is tried alone; where two were for no value of theirs, values do
    not go together, and all that are left are tried alone.
    """
    apart = 0
    for turn in zip_longest(*tried):
        together = [one for one in turn if one is not None]
        if len(together) > 1 and apart < MOST_APART:
            body = bench.body
            for one in together:
                body = changed(body, one.path, one.value)
            exchange, answer, status = bench.send(intent, body)
            if status not in REFUSED:
                _kept_as_sent(bench, exchange, answer, status)
                continue
            apart += 1
        for one in together:
            body = changed(bench.body, one.path, one.value)
            exchange, answer, status = bench.send(intent, body)
            takes_from = (
                bench.single and AMOUNT.search(one.place) is not None
            )  # there may not be so much: it is to be named
            if status in REFUSED and takes_from and not blamed(answer, None, [one.place]):
                continue
            if status in REFUSED and _is_taken_otherwise(bench, one, body):
                continue
            if status in REFUSED and not _is_another_matter(bench, one, answer):
                bench.refused(exchange, body, one.rule, one.place, one.detail)
            else:
                _kept_as_sent(bench, exchange, answer, status)


MOST_SWITCHES = 4


def _is_taken_otherwise(bench: Bench, one: Try, body: Any) -> bool:
    """Whether a value that was refused is taken with a switch turned: no hours, of a day that is closed; an amount that
    is no percentage."""
    if not isinstance(body, dict):
        return False
    declared = {name: bench.declared.get(f"request/body/{name}", {}) for name in body}
    turned = [(name, not value) for name, value in body.items() if isinstance(value, bool)]
    turned += [
        (name, other) for name, value in body.items() for other in declared[name].get("values", ()) if other != value
    ]
    others = [(name, other) for name, other in turned if not one.place.endswith(f"/{name}")][:MOST_SWITCHES]
    empty = {name: None for name in body if one.value is None and declared[name].get("nullable")}
    return any(bench.send("refused", {**body, **empty, name: other})[2] not in REFUSED for name, other in others)


def _is_another_matter(bench: Bench, one: Try, answer: Any) -> bool:
    """Whether a value is refused for another field, or at its bound with another code than one beyond it: then not for it."""
    if _blames_another(bench, one, answer):
        return True
    code = code_of(answer)
    declared = bench.declared.get(one.place, {})
    beyond = next((out for _, key, _, out in _edges(declared, at(bench.body, one.path)) if key == one.detail), None)
    if not code or beyond is None:
        return False
    _, refusal, status = bench.send(f"beyond {one.place}", changed(bench.body, one.path, beyond))
    return status in REFUSED and code_of(refusal) not in ("", code)


def _blames_another(bench: Bench, one: Try, answer: Any) -> bool:
    """Whether a refusal names fields of the request, and not this one: a postal code that does not go with the country."""
    names = {place for place, _, _ in leaves(bench.body)}
    names |= {place for place in bench.declared if place.startswith("request/body/")}
    outer = {place.rpartition("/")[0] for place in names} - {"request/body"}
    every = sorted(place for place in names | outer if not place.endswith("/[]"))
    told = blamed(answer, None, every)
    return bool(told) and not any(place.endswith(one.place.rpartition("/")[2]) for place in told)


def _kept_as_sent(bench: Bench, exchange: Exchange, answer: Any, status: int) -> None:
    """The longest text and the largest number come back as they were sent, too."""
    _, sent = bench.prober.target.sent[exchange.id]
    if not isinstance(answer, dict) or echoed(replace(bench, body=sent), exchange, answer, status, "echo"):
        return
    is_long = any(
        isinstance(one, str) and len(one) >= LONG for _, _, one in leaves(sent)
    )  # what may be cut when it is kept
    path = own_path(bench, answer) if is_long and bench.operation.method == "post" and 200 <= status < 300 else None
    reader = next((o for o in bench.prober.operations if o.method == "get" and o.path.rpartition("/")[0] == bench.operation.path
                   and o.path.endswith("}") and o.key in bench.prober.reached), None)  # fmt: skip
    if path is not None and reader is not None:
        seen, read, came = on(bench, reader, path).send("read")
        echoed(replace(bench, operation=reader, body=sent), seen, read, came, "read-back")


LONG = 100  # characters of a text
MOST_STEPS = 5  # of the place of a field of the object that an answer shows
MOST_APART = 2  # requests with several values that were refused


def bounds(bench: Bench) -> None:
    """A value at each bound is taken, and null where it may be null."""
    names = {place for place, _, _ in leaves(bench.body)}
    tried: list[list[Try]] = []
    for place, path, value in leaves(bench.body):
        declared = bench.declared.get(place, {})
        if bench.prober.refers(bench.operation, place.rpartition("/")[2]):
            continue  # within its bounds an id names an object, or none
        edges = list(_edges(declared, value))
        if not _is_paired(place, names):
            inner = [(keyword, inside) for _, keyword, inside, _ in edges if inside != value]
            tried.append([Try(place, path, inside, "bound-refused", keyword) for keyword, inside in inner])
            signs = (
                with_every_sign(str(declared.get("pattern", "")), value) if _is_free(place, value, declared) else None
            )
            if signs is not None:
                tried[-1].append(Try(place, path, signs, "bound-refused", "pattern"))
            if declared.get("nullable") and value is not None:
                tried[-1].append(Try(place, path, None, "value-refused", "null"))
    _taken(bench, "bound", tried)


def _is_free(place: str, value: Any, declared: Mapping[str, Any]) -> bool:
    """Whether a text may be any of its pattern: no card, no secret, no member of a set, in no format."""
    return isinstance(value, str) and not (
        {"values", "format"} & declared.keys() or is_secret(place) or CARD.fullmatch(value) or "unique" in declared
    )


PAIRS = (("min", "max"), ("from", "to"), ("start", "end"), ("start", "finish"), ("lower", "upper"), ("least", "most"))


def _is_paired(place: str, others: Collection[str]) -> bool:
    """Whether a value stands beside its counterpart, `min_value` beside `max_value`: then each bounds the other."""
    above, _, name = place.rpartition("/")
    words = name.split("_")
    swaps = {one: other for pair in PAIRS for one, other in (pair, pair[::-1])}
    return any(
        f"{above}/{'_'.join([*words[:n], swaps[word], *words[n + 1 :]])}" in others
        for n, word in enumerate(words)
        if word in swaps
    )


CARD = re.compile(r"\d{12,19}")


def _most(pattern: str) -> int | None:
    """How many characters a pattern of one repeated set allows, one of another before it or not: 40 for
    `^[a-z0-9-]{1,40}$`."""
    found = re.fullmatch(r"\^?(\[[^\]]+\])?\[[^\]]+\]\{\d{1,4},(\d{1,4})\}\$?", pattern)
    return int(found.group(2)) + (found.group(1) is not None) if found else None


def _edges(declared: Mapping[str, Any], value: Any) -> Iterator[tuple[str, str, Any, Any]]:
    """Aspect, keyword, a value at the bound, a value beyond it."""
    pattern = str(declared.get("pattern", ""))
    is_card = (
        bool(pattern) and isinstance(value, str) and CARD.fullmatch(value) is not None
    )  # none is written in pieces
    plain = not {"values", "format"} & declared.keys() and not is_card
    most = declared.get("length", (None, None))[1]
    if isinstance(value, str) and declared.get("format") == "email" and most is not None and most <= 2000:
        yield "length", "maxLength", value, "x" * int(most) + value
    if isinstance(value, str) and value and "length" in declared and plain:
        low, high = declared["length"][:2]
        if high is not None and high <= 2000:
            long = value * (int(high) // len(value) + 2)
            if matches(pattern, long[: int(high)]):
                yield (
                    "length",
                    "maxLength",
                    long[: int(high)],
                    long[: int(high) + 1] if pattern else value + "x" * int(high),
                )
        if low and matches(pattern, (value * (int(low) // len(value) + 1))[: int(low)]):
            yield "length", "minLength", (value * (int(low) // len(value) + 1))[: int(low)], value[: int(low) - 1]
    elif isinstance(value, str) and value and pattern and plain and (most := _most(pattern)) is not None:
        long = value * (most // len(value) + 2)
        if matches(pattern, long[:most]) and not matches(pattern, long[: most + 1]):
            yield "pattern", "pattern", long[:most], long[: most + 1]
    if isinstance(value, int | float) and not isinstance(value, bool) and "range" in declared:
        low, high = declared["range"][:2]
        step = declared.get("multiple") or 1
        if high is not None:
            yield "range", "maximum", high, high + step
        if low is not None:
            yield "range", "minimum", low, low - step


class Wrong(NamedTuple):
    """A value to be refused: what kind of wrong it is, its place, the path to it, the value, what rules it out."""

    kind: str
    place: str
    path: list[Any]
    value: Any
    keyword: str


OF_ANOTHER_TYPE: Mapping[str, Any] = {"string": 12345, "integer": "abc", "number": "abc", "boolean": "maybe"}


def wrong(bench: Bench) -> None:
    """A value of another type, of no member, beyond a bound, outside of its pattern or its format is refused.

    The first wrong value of every place goes in one request, then the second of every place: those that the answer names
    are refused, the others are asked for again, and alone where it names none.
    """
    every = [list(_ruled_out(bench, *leaf)) for leaf in leaves(bench.body)]
    for turn in zip_longest(*every):
        together = {one.place: one for one in turn if one is not None}
        for place in bench.prober.unnamed(partial(_all_wrong, bench, together), list(together), REFUSED):
            one = together[place]
            exchange, _, status = bench.send(f"{one.kind} {one.place}", changed(bench.body, one.path, one.value))
            if 200 <= status < 300:
                bench.find(exchange, "input-unenforced", one.place, one.keyword)


def _all_wrong(bench: Bench, together: Mapping[str, Wrong], places: Sequence[str]) -> Exchange:
    """The answer to a request with the wrong values of all these places."""
    body = bench.body
    for place in places:
        body = changed(body, together[place].path, together[place].value)
    return bench.send(f"mistyped {' '.join(places)}", body)[0]


def _ruled_out(bench: Bench, place: str, path: list[Any], value: Any) -> Iterator[Wrong]:
    """Values that are documented to be refused in the place of one that was accepted."""
    declared = bench.declared.get(place, {})
    kinds = declared.get("type", ())
    if len(kinds) == 1 and kinds[0] in OF_ANOTHER_TYPE and value is not None:
        yield Wrong("mistyped", place, path, OF_ANOTHER_TYPE[kinds[0]], "type")
        is_strict = bench.prober.known_facts.get("", {}).get("request", {}).get("strict")
        if is_strict and isinstance(value, int | float):  # else a service may as well convert it
            yield Wrong("mistyped", place, path, json.dumps(value), "type")
    if isinstance(value, str) and declared.get("values"):
        yield Wrong("outside", place, path, no_member(declared["values"]), "enum")
    name = place.rpartition("/")[2]
    is_size = underscored(name) in SIZES and is_search(bench.operation)  # more may be asked for than comes
    if not names_id(name) and not is_size:
        for aspect, keyword, _, outside in _edges(declared, value):
            if aspect != "range" or len(declared[aspect]) == 2:  # in words, it may count digits
                yield Wrong("beyond", place, path, outside, keyword)
    step = declared.get("multiple")
    if step and step >= COARSE and isinstance(value, int | float) and not isinstance(value, bool):
        yield Wrong(
            "beyond", place, path, value + (1 if isinstance(value, int) and step > 1 else step / 2), "multipleOf"
        )
    if isinstance(value, str):
        pattern = str(declared.get("pattern", ""))
        for texts in (
            (value.swapcase(), f"{value}!", "!", ""),
            (value.replace("https:", "http:"), value[:-1], value[1:]),
            (breaking(pattern, value) or value,),
        ):
            text = next((text for text in texts if not matches(pattern, text)), None) if pattern else None
            if text is not None and not is_secret(place):
                yield Wrong("beyond", place, path, text, "pattern")
        if declared.get("format") in ("date", "date-time"):
            yield Wrong("beyond", place, path, _no_day(place, str(declared["format"])), "format")
        if declared.get("when") and FORMED.fullmatch(value):
            year = "2001" if declared["when"] == "future" else "2199"
            yield Wrong("beyond", place, path, year + value[4:].replace("02-29", "02-28"), "when")
        if declared.get("format") == "email" and "@" in value:
            yield Wrong("beyond", place, path, value.replace("@", " at "), "format")


COARSE = 0.5  # a step below which a service may as well round
FORMED = re.compile(r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d.{0,30})?")


def references(bench: Bench) -> None:
    """An id that the service gave is refused where another one stands that it never gave."""
    for place, path, value in leaves(bench.body):
        maker, where = bench.prober.pool.makers.get(str(value), (None, ""))
        stem = underscored(place.rpartition("/")[2]).removesuffix("_id")
        is_theirs = (
            maker is not None and where.rpartition("/")[2] in ("id", "uuid") and resource_of(maker.path).endswith(stem)
        )
        if isinstance(value, str) and is_theirs and place.endswith(("_id", "Id")):
            exchange, _, status = bench.send(f"beyond {place}", changed(bench.body, path, _never_given(value)))
            if 200 <= status < 300:
                bench.find(exchange, "missing-found", place, f"status {status} for an id that does not exist")


def _never_given(known: str) -> str:
    """Another id, written as one is: its last letters and digits are all the first of their kind."""
    tail = re.sub(r"[1-9]", "0", re.sub(r"[b-z]", "a", re.sub(r"[B-Z]", "A", known[-12:])))
    other = known[:-12] + tail
    return other if other != known else f"{known[:-1]}{'1' if known[-1:] == '0' else 'b'}"


MOST_TAKEN = 50  # sent to see so many taken
MOST_ITEMS = 200  # sent to see one more than that refused


LAST = frozenset({"to", "end", "until", "finish", "max", "upper"})


def _no_day(place: str, form: str) -> str:
    """A text in the form of a day, or of a time, that is none; of the end of a span one after, else one before all days."""
    is_last = not LAST.isdisjoint(underscored(place.rpartition("/")[2]).split("_"))
    day = "9999-99" if is_last else "0000-00"
    return day if form == "date" else f"{day}T00:00"


def counts(bench: Bench) -> None:
    """A list with fewer items than documented is refused, and so is one with more, or with one twice where all differ."""
    for place, path, items in arrays(bench.body):
        declared = bench.declared.get(place, {})
        low, high = declared.get("count", (None, None))[:2]
        wrong: list[tuple[str, list[Any]]] = []
        if low:
            wrong.append(("minItems", items[: int(low) - 1]))
        if high is not None and high <= MOST_ITEMS and items:
            wrong.append(("maxItems", _many(items, int(high) + 1)))
        if declared.get("distinct") and items and (high is None or high > 1):
            wrong.append(("uniqueItems", [items[0], items[0]]))
        is_free = not {"values", "format", "pattern"} & bench.declared.get(f"{place}/[]", {}).keys()
        is_free = is_free and not any(isinstance(one, str) and one in bench.prober.pool.makers for one in items)
        has_room = high is not None and 0 < len(items) < high <= MOST_TAKEN
        if path and has_room and is_free and isinstance(items[0], str):
            body = changed(bench.body, path, _many(items, int(high)))
            exchange, _, status = bench.send("bound", body)
            if status in REFUSED:
                bench.refused(exchange, body, "bound-refused", place, "maxItems")
        for keyword, value in wrong if path else ():
            exchange, _, status = bench.send(f"beyond {place}", changed(bench.body, path, value))
            taken = status if "[]" in place else exchange.status  # of all that is sent a part may be refused
            if keyword == "maxItems" and taken in REFUSED and isinstance(items[0], dict):
                several = [_other_item(one, n) if n else one for n, one in enumerate(value)]  # none may be there twice
                exchange, _, taken = bench.send(f"beyond {place}", changed(bench.body, path, several))
            if 200 <= taken < 300:
                bench.find(exchange, "input-unenforced", place, keyword)
    for name, value in bench.body.items():
        most = bench.declared.get(f"request/body/{name}", {}).get("count", (None, None))[1]
        if isinstance(value, dict) and most is not None and len(value) <= most <= MOST_ITEMS:
            full = {**value, **{f"key_{n}": "x" for n in range(int(most) - len(value))}}
            if bench.operation.method == "patch" and bench.declared.get(f"request/body/{name}", {}).get("merged", True):
                continue  # what is there counts too
            exchange, _, status = bench.send("bound", {**bench.body, name: full})
            if status in REFUSED:
                bench.refused(
                    exchange, {**bench.body, name: full}, "bound-refused", f"request/body/{name}", "maxProperties"
                )
            more = {**full, "one_more": "x"}
            exchange, _, status = bench.send(f"beyond request/body/{name}", {**bench.body, name: more})
            if 200 <= status < 300:
                bench.find(exchange, "input-unenforced", f"request/body/{name}", "maxProperties")


def _many(items: list[Any], count: int) -> list[Any]:
    """So many items, each like those that were accepted; texts are all different."""
    made = [copy.deepcopy(items[number % len(items)]) for number in range(count)]
    return [f"{one[:20]}{n}" if isinstance(one, str) and n >= len(items) else one for n, one in enumerate(made)]


def _other_item(item: Any, number: int) -> Any:
    """An item whose names and addresses are others."""
    if not isinstance(item, dict):
        return item
    own = {name: one for name, one in item.items() if isinstance(one, str) and ("@" in one or NAMING.search(name))}
    return {**item, **{name: f"{number}.{one}" if "@" in one else f"{one} {number}" for name, one in own.items()}}


NAMING = re.compile(r"(?:^|_)(?:name|title|label|description|note)$", re.IGNORECASE)
WHEN = re.compile(r"^required (?:only )?(?:when|if) `?(\w+)`? (?:is|equals|=) [`\"']?(\w+)[`\"']?$", re.IGNORECASE)


def conditions(bench: Bench) -> None:
    """A field that is required where another one has a value is missed there."""
    for place, aspects in bench.declared.items():
        above, _, name = place.rpartition("/")
        told = WHEN.match(str(aspects.get("conditional", "")).strip(" ."))
        if told is None or above != "request/body":
            continue
        members = bench.declared.get(f"{above}/{told.group(1)}", {}).get("values", ())
        value = next((one for one in members if str(one).lower() == told.group(2).lower()), None)
        if value is None:
            continue
        body = {key: one for key, one in bench.body.items() if key != name} | {told.group(1): value}
        exchange, _, status = bench.send(f"beyond {place}", body)
        if 200 <= status < 300:
            bench.find(exchange, "input-unenforced", place, "required")


def extra(bench: Bench) -> None:
    """A field that nobody wrote down is taken; it is refused where the schema closes its object."""
    body = {**bench.body, "x_unknown": "x"}
    exchange, _, status = bench.send("extra", body)
    if bench.declared.get("request/body", {}).get("closed"):
        if 200 <= status < 300:
            bench.find(exchange, "input-unenforced", "request/body", "additionalProperties")
    elif status in REFUSED:
        bench.refused(exchange, body, "value-refused", "request/body", "a field that is not described")


def stored(bench: Bench) -> None:
    """A text comes back as it is promised to be kept: in lower case, without the blanks around it, just as it was sent."""
    for place, path, _ in leaves(bench.body):
        body = bench.prober.renewed(bench.body, bench.body) if bench.renew else bench.body
        value, how = at(body, path), kept_as(bench.declared, place)
        how = how or ("exact" if _is_verbatim(bench, place, value) else None)
        if not how or not isinstance(value, str) or is_secret(place):
            continue
        around = " " if {"trimmed", "exact"} & set(str(how).split("+")) else ""
        mixed = value.swapcase() if "exact" not in how and "pattern" not in bench.declared[place] else value
        exchange, answer, status = bench.send("stored", changed(body, path, f"{around}{mixed}{around}"))
        sent = at(bench.prober.target.sent[exchange.id][1], path)
        got = at(answer, path) if 200 <= status < 300 else ABSENT
        if isinstance(got, str) and got != as_stored(sent, how):
            told = f"{json.dumps(sent)} came back as {json.dumps(got)}, where {how} is promised"
            name = place.removeprefix("request/body/")
            bench.find(exchange, "echo", f"{bench.place(status)}/{name}", told)
        elif isinstance(got, str):
            bench.prove(exchange, "stored", place)


def _is_verbatim(bench: Bench, place: str, value: Any) -> bool:
    """Whether a text may be any and has room for a blank at each end, where all texts are said to come back as they were sent."""
    declared = bench.declared.get(place, {})
    told = bench.prober.known_facts.get("", {}).get("texts", {}).get("verbatim")
    free = not {"values", "format", "pattern", "unique"} & declared.keys() and not names_id(place.rpartition("/")[2])
    most = declared.get("length", (None, None))[1]
    return bool(told and free and isinstance(value, str)) and (most is None or len(value) + 2 <= most)


def zoned(bench: Bench) -> None:
    """A time that is sent with the offset of another zone comes back as the same moment (RFC 3339, 4.2)."""
    for place, path, value in leaves(bench.body):
        is_time = bench.declared.get(place, {}).get("format") == "date-time" and isinstance(value, str)
        asked = in_other_zone(value) if is_time else None
        if asked is None:
            continue
        exchange, answer, status = bench.send("echo", changed(bench.body, path, asked))
        sent = at(bench.prober.target.sent[exchange.id][1], path)  # on another day, maybe
        if not isinstance(sent, str):
            continue
        got, wanted = at(answer, path) if 200 <= status < 300 else None, instant(sent)
        came = instant(got) if isinstance(got, str) else None
        if came is not None and wanted is not None and abs(came - wanted) >= OFFSET * 3600 - 1:
            name = place.removeprefix("request/body/")
            told = f"{sent} came back as {got}, another moment"
            bench.find(exchange, "echo", f"{bench.place(status)}/{name}", told)


def in_other_zone(value: str) -> str | None:
    """A time in UTC as another zone writes it; None where it is none, or lies at the end of the calendar."""
    form = ZULU.fullmatch(value)
    try:
        moment = datetime.fromisoformat(f"{form.group(1)}+00:00") + timedelta(hours=OFFSET) if form else None
    except (ValueError, OverflowError):
        return None
    return f"{moment:%Y-%m-%dT%H:%M:%S}{form.group(2) or ''}+0{OFFSET}:00" if form and moment else None


OFFSET = 2  # hours
ZULU = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z")


def stale(bench: Bench) -> None:
    """A change under the condition that the object is still as another version of it was is refused (RFC 9110, 13.1.1)."""
    if "request/header/if-match" in bench.declared and bench.operation.method in ("put", "patch", "delete"):
        exchange, _, status = bench.send("stale", bench.body, headers={"If-Match": '"stale-0"'})
        if 200 <= status < 300:
            bench.find(exchange, "input-unenforced", "request/header/if-match", "a version that is not the object's")


def malformed(bench: Bench) -> None:
    """A body that is no JSON is refused."""
    prober, kind = bench.prober, {"content-type": "application/json"}
    cut = json.dumps(bench.body)[:-1].encode()
    exchange, _ = prober.send(bench.operation, "malformed", bench.path, content=cut, headers=kind)
    if 200 <= exchange.status < 300:
        bench.find(exchange, "input-unenforced", "request/body", "a body that is cut off")
    stated = bench.prober.known_facts.get("", {}).get("refusals", {}).get("media")
    if stated is None and "415" not in bench.declared.get("response", {}).get("complete", ()):
        return
    if bench.single or not isinstance(bench.body, dict):
        return
    whole, kind = json.dumps(prober.renewed(bench.body, bench.body)).encode(), {"content-type": "text/plain"}
    exchange, _ = prober.send(bench.operation, "media", bench.path, content=whole, headers=kind)
    if 200 <= exchange.status < 300:
        bench.find(exchange, "input-unenforced", "request/header/content-type", "text/plain")


def unique(bench: Bench) -> None:
    """A value that must be unique is refused the second time that something is made with it."""
    if bench.operation.method != "post":
        return
    for place, path, value in leaves(bench.body):
        if _is_stated(bench, place, "unique") and isinstance(value, str) and len(path) == 1:
            sign = bench.prober.target.sign
            body = bench.prober.renewed(bench.body, bench.body)
            new = body[path[0]] if body[path[0]] != value else f"{value}{sign}"
            once = changed(body, path, new)
            twice = changed(bench.prober.renewed(bench.body, bench.body, "u"), path, new)
            first = bench.send("unique", once)[2]
            exchange, _, second = bench.send("unique again", twice)
            if 200 <= first < 300 and 200 <= second < 300:
                if not _is_scoped(bench, place, once):
                    bench.find(exchange, "uniqueness", place, "taken twice")
            elif 200 <= first < 300 and second in REFUSED:
                bench.prove(exchange, "unique", place)
                _in_other_capitals(bench, place, path, new)
                _with_all_else(bench, place, path, new)
                _elsewhere(bench, place, once)


def _is_stated(bench: Bench, place: str, aspect: str) -> bool:
    """Whether something is said of a field of a creation, or of the field of that name in its answer."""
    name = place.rpartition("/")[2]
    answered = (aspects for where, aspects in bench.declared.items()
                if where.startswith("response/2") and where.endswith(f"/{name}") and where.count("/") < MOST_STEPS)  # fmt: skip
    return any(one.get(aspect) for one in (bench.declared.get(place, {}), *answered))


def _is_scoped(bench: Bench, place: str, body: Mapping[str, Any]) -> bool:
    """Whether a value that was taken twice is refused where all is the same that need not be unique: a number that a supplier
    may use once."""
    other = [one for one, aspects in bench.declared.items() if aspects.get("unique") and one != place]
    fresh = bench.prober.renewed(body, body, "s")
    same = {**body, **{name: fresh[name] for one in other if (name := one.rpartition("/")[2]) in fresh}}
    return bench.send("unique again", same)[2] in REFUSED


def _with_all_else(bench: Bench, place: str, path: Sequence[Any], taken: str) -> None:
    """A value that is taken is taken too where the numbers beside it are others: the year in which a card ends."""
    body = changed(bench.prober.renewed(bench.body, bench.body, "w"), path, taken)
    for where, inner, value in leaves(body):
        low, high = bench.declared.get(where, {}).get("range", (None, None))[:2]
        if type(value) is int and low is not None and high is not None and not names_id(where.rpartition("/")[2]):
            body = changed(body, inner, value + 1 if value < high else value - 1 if value > low else value)
    if body != changed(bench.body, path, taken) and not _is_stated(bench, place, "unique-within"):
        exchange, _, status = bench.send("unique again", body)
        if 200 <= status < 300:
            bench.find(exchange, "uniqueness", place, "taken twice, with other numbers beside it")


def _in_other_capitals(bench: Bench, place: str, path: Sequence[Any], taken: str) -> None:
    """A value that is taken in one case is taken in the other too, where capitals are said to make no difference."""
    if _is_stated(bench, place, "caseless") and taken.swapcase() != taken:
        body = changed(bench.prober.renewed(bench.body, bench.body, "v"), path, taken.swapcase())
        exchange, _, status = bench.send("unique again", body)
        if 200 <= status < 300:
            bench.find(exchange, "uniqueness", place, "taken twice, in other capitals")
        elif status in REFUSED:
            bench.prove(exchange, "caseless", place)


def _elsewhere(bench: Bench, place: str, body: Any) -> None:
    """A value that must be unique in an account is free in another account."""
    target = bench.prober.target
    if (
        bench.declared.get(place, {}).get("unique-within") != "account"
        or not target.other
        or "{" in bench.operation.path
    ):
        return
    fresh = {
        **body,
        **{name: value for name, value in bench.prober.renewed(body, body, "w").items() if name not in place},
    }
    exchange, _ = made_by_other(bench, fresh)
    if exchange.status == CONFLICT:
        bench.find(exchange, "uniqueness", place, "refused for what another account has")
    elif 200 <= exchange.status < 300:
        bench.prove(exchange, "unique-within", place)


def made_by_other(bench: Bench, body: Any, **headers: str) -> tuple[Exchange, Any]:
    """The answer to a creation by another account, and its JSON; what it made is deleted again."""
    prober, target = bench.prober, bench.prober.target
    asked = {**headers, **target.other}
    with target.of_other() as theirs:
        exchange, response = prober.send(
            bench.operation, "other account", bench.path, body, headers=asked, anonymous=True
        )
    target.delete_of_other(bench.operation.key, theirs)
    return exchange, json_of(response)


def unique_still(bench: Bench, operations: Sequence[Operation]) -> None:
    """An update that gives an object what must be unique, and another one has, is refused."""
    maker = next(iter(bench.prober.makers(bench.operation)), None)
    if bench.operation.method not in ("put", "patch") or maker is None:
        return
    known = bench.prober.known_facts.get(maker.key, {})
    unique = [place for place, aspects in known.items() if aspects.get("unique") and place.count("/") == 2]
    for place in [place for place in unique if place in bench.declared]:
        name = place.rpartition("/")[2]
        first, second = (_made(bench, maker, name, operations) for _ in range(2))
        if first is None or second is None or first == second:
            return
        there = second[1]
        if 200 <= bench.send("baseline", {**bench.body, name: second[0]}, path=there)[2] < 300:
            exchange, _, status = bench.send("unique again", {**bench.body, name: first[0]}, path=there)
            if 200 <= status < 300:
                bench.find(exchange, "uniqueness", place, "given to another one too")
            elif status in REFUSED:
                bench.prove(exchange, "unique", place)


def _made(bench: Bench, maker: Operation, name: str, operations: Sequence[Operation]) -> tuple[Any, str] | None:
    """What a field of a new object was made with, and the path of the object."""
    path = living(bench.prober, bench.operation, operations)
    sent = next(
        (one for one in reversed(bench.prober.target.exchanges) if one.operation == maker.key and one.status < 300),
        None,
    )
    body = bench.prober.target.sent.get(sent.id, ("", None))[1] if sent is not None and path else None
    return (body[name], str(path)) if isinstance(body, dict) and name in body else None
