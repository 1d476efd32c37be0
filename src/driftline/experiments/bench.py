"""One operation under experiment: what was accepted, what is declared, and how a disagreement is marked.

Sends through the prober's target, within its budget.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from driftline.claims import Reading, Voice, underscored
from driftline.exchange import body_of
from driftline.formats import has_format, instant
from driftline.pool import resource_of
from driftline.readers.spec import Operation
from driftline.samples import violations
from driftline.target import CONFLICT, names_other, own_id, unwrapped

if TYPE_CHECKING:
    import httpx

    from driftline.exchange import Exchange
    from driftline.prober import Prober


REFUSED = frozenset({400, 409, 412, 415, 422})


Facts = Mapping[str, Mapping[str, Mapping[str, Any]]]


VOLATILE = re.compile(r"(?:^|_)(?:at|date|time|timestamp|status|version|etag|expires|token|url|link)(?:_|$)")


def is_volatile(name: str) -> bool:
    """Whether what stands under a name may change by itself."""
    return VOLATILE.search(underscored(name)) is not None


AMOUNT = re.compile(r"amount|value|total|quantity|points|units", re.IGNORECASE)


LEFT = ("available_amount", "available", "remaining_amount", "remaining", "amount_left", "balance", "amount_due", "due")


def left_of(holder: Any) -> Any:
    """What is left of an object, by one of the usual names; None where it shows none."""
    known = {underscored(name): one for name, one in holder.items()} if isinstance(holder, dict) else {}
    found = next((known[name] for name in LEFT if name in known), None)
    return found if times(found, 1) is not None else None


def amounts_in(body: Any) -> list[str]:
    """The fields of a body that hold a number and are called an amount."""
    fields = body.items() if isinstance(body, dict) else ()
    return [name for name, one in fields if AMOUNT.search(name) and times(one, 1) is not None]


DECIMAL = re.compile(r"\d{1,12}\.\d{1,4}")


def times(value: Any, factor: int) -> Any:
    """A multiple of a number, or of a decimal number in a text, written as it is; None where it is neither.

    >>> times("12.50", 2)
    '25.00'
    """
    if isinstance(value, str) and DECIMAL.fullmatch(value):
        return str(Decimal(value) * factor)
    return value * factor if isinstance(value, int | float) and not isinstance(value, bool) and value > 0 else None


ENDED = re.compile(r"delet|cancel|unenroll|inactive|archiv|clos|retir|remov|disab|revok|void", re.IGNORECASE)


ENDS = re.compile(r"/(?:cancel|refund|delete|unenroll|void|close|pause|revoke|expire|block)[\w-]*$")


def is_ending(operation: Operation) -> bool:
    """Whether an operation ends what it works on."""
    return operation.method == "delete" or ENDS.search(operation.path) is not None


def ends_it(name: str, value: Any) -> bool:
    """Whether a field of an update, set to a value, ends its object: a status, to `closed`."""
    return is_state(name) and isinstance(value, str) and ENDED.search(value) is not None


def is_state(name: str) -> bool:
    """Whether a field is called as states are."""
    return underscored(name).rpartition("_")[2] in ("status", "state")


# What brings back what was ended before.
RESTORES = re.compile(r"/(?:restore|undelete|recover|unarchive|reactivate|reopen|undo)[^/]*$")

SIZES = ("limit", "page_size", "per_page", "size", "pagesize", "max_results", "count", "top", "page_limit")


def facts(readings: Iterable[Reading]) -> Facts:
    """What is declared of each place of each operation: operation -> place -> aspect -> value, the spec's word first."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    declared = [reading for reading in readings if reading.voice is Voice.DECLARES]
    for reading in sorted(declared, key=lambda reading: reading.source != "spec"):
        for subject, aspect, value, _ in reading.claims:
            said = found.setdefault(subject.operation, {}).setdefault(subject.place, {})
            if aspect in said and aspect in MERGED:
                value = MERGED[aspect](said[aspect], value)
            elif aspect in said:
                value = said[aspect]
            said[aspect] = value
    return found


def _either(one: str, other: str) -> str:
    """The states of two sentences."""
    return " or ".join(dict.fromkeys([*one.split(" or "), *other.split(" or ")]))


def _bounded(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    """The bounds of one source, and where it leaves a side open, that of the other; "in words" where they are all words."""
    sides = tuple(a if a is not None else b for a, b in zip(one[:2], other[:2], strict=True))
    return (*sides, *one[2:]) if sides == one[:2] or one[2:] else (*sides, *other[2:])


MERGED: Mapping[str, Callable[[Any, Any], Any]] = {
    "range": _bounded,
    "not-in": _either,
    "sets": lambda a, b: f"{a} {b}",
}


MOST_FULL = 8


@dataclass(slots=True)
class Bench:
    """One operation under experiment: its accepted path and body, and what is declared of it."""

    prober: Prober
    operation: Operation
    path: str
    body: Any
    declared: Mapping[str, Mapping[str, Any]]
    renew: bool = False  # the merchant's own references must be new in every request
    stale: bool = False  # the baseline is refused by now: a refusal says nothing any more
    envelope: str = ""  # where the last accepted answer held its object: `/data`, or nothing
    single: bool = False  # what is accepted uses its object up: the next request needs a new one
    full: int = 0  # how often there was no room for more beneath what the body names
    used: bool = True  # whether the object of `path` is used up
    fresh: Any = None  # the body with the ids of what was made last, where `single`

    @property
    def given(self) -> set[str]:
        """The texts that the object of an action was made with: what the action is told may have to be the same."""
        makers = self.prober.makers(self.operation) if self.single else []
        return {text for maker in makers[:1] for text in texts_in(self.prober.reached[maker.key][1])}

    def send(self, intent: str, body: Any = None, *, path: str = "", **content: Any) -> tuple[Exchange, Any, int]:
        """Send the operation once more; the exchange, the answer's JSON (out of its envelope) and its status."""
        if self.used and not path:
            self.renew_object()
        asked, body = body, self.placed(body)
        extra = self.prober.extras(self.operation)
        for key, value in content.items():
            extra[key] = {**extra.get(key, {}), **value}
        sent_body = self.prober.renewed(body, self.body) if self.renew else body
        payload = {} if body is None else {"json": self.prober.referring(self.operation, sent_body, intent)}
        method = self.operation.method.upper()
        sent = self.prober.target.send(self.operation.key, intent, method, path or self.path, **extra, **payload)
        answer, status = json_of(sent[1]), sent[0].status
        if 200 <= status < 300 and is_partly_refused(answer, payload.get("json")):
            status = 422  # of what was asked, a part was refused
        if status == CONFLICT and (self._takes_new_ones(path) or self._finds_room(intent, path)):
            return self.send(intent, asked, **content)
        self.used = 200 <= status < 300
        if self.used:
            answer, name = unwrapped(answer)
            self.envelope = f"/{name}" if name else ""
        return sent[0], answer, status

    def _takes_new_ones(self, path: str) -> bool:
        """Whether a creation, refused where what it names had to be filled first, is to name new ones from now on: those may
        be full, or empty, by now."""
        if self.single or path or self.operation.key not in self.prober.before:
            return False
        self.prober.using[self.operation.key] = self.single = self.used = True
        return True

    def _finds_room(self, intent: str, path: str) -> bool:
        """Whether a creation, refused by now as it was accepted before, is accepted with what it names made anew: there may
        be five of them for each customer."""
        asks = self.full < MOST_FULL and not self.single and not path and self.operation.method == "post"
        if (
            not asks
            or self.body is None
            or "{" in self.operation.path
            or intent.startswith("proves")
            or intent.endswith(" again")
        ):
            return False
        asked, self.full = self.full, MOST_FULL
        prober, known = self.prober, self.placed(self.body)
        new = prober.renewed(self.body, self.body, "n")
        is_full = not 200 <= self.send("baseline", new)[2] < 300
        if is_full and prober.renew(self.operation, self.path, known):
            self.fresh = prober.asked(self.operation, self.body)
            self.path = prober.beside(self.operation, prober.ready_path(self.operation), self.fresh)
            if 200 <= self.send("baseline", new)[2] < 300:
                self.full = asked + 1
                return True
        return False

    def renew_object(self) -> None:
        """Make a new object to work on, where what is accepted uses it up."""
        if self.single and (fresh := self.prober.afresh(self.operation)):
            self.path, self.fresh, self.used = *fresh, False

    def placed(self, body: Any) -> Any:
        """A body with the ids of what was made last in the place of the baseline's."""
        for _, path, value in leaves(self.body) if self.fresh is not None else ():
            new = at(self.fresh, path)
            if new is not ABSENT and at(body, path) == value != new and str(new) in self.prober.pool.makers:
                body = changed(body, path, new)
        return body

    def place(self, status: int) -> str:
        """Where the object of an answer stands."""
        return f"response/{status}/body{self.envelope}"

    def refused(self, exchange: Exchange, body: Any, rule: str, place: str, detail: object) -> None:
        """A refusal counts where the baseline is still accepted, and the same request is refused again after it.

        Of a field that the written example leaves out, it counts where it speaks of it: it may want yet another field.
        """
        name = self._added(place)
        told = json.dumps(exchange.response_body) if name else ""
        if name and name not in told and str(detail) not in told:
            return
        if rule == "bound-refused" and "at-most" in self.declared.get(place, {}):
            return  # it has a lower ceiling than its bound
        broken = {where for where, _ in violations(self.prober.document, self.operation.data, body)}
        if broken and place not in broken:
            return  # the value does not go together with others: `oneOf`, say
        if self._is_another_matter(exchange):
            return
        if self.stale or not self._is_accepted():
            self.stale = True
        elif self.send("confirm", body)[2] in REFUSED and not self._goes_alone(body, place):
            self.find(exchange, rule, place, detail)

    def _goes_alone(self, body: Any, place: str) -> bool:
        """Whether a field whose value was refused is accepted with no more than what is required beside it: then the value
        does not go together with another one."""
        name = place.split("/")[2] if place.count("/") > 1 else ""
        if not isinstance(body, dict) or name not in body:
            return False  # it is refused for no field of its own
        key = self.operation.key
        least = {one: value for one, value in body.items() if one == name or self.prober.requires(key, one)}
        return least != body and 200 <= self.send("confirm", least)[2] < 300

    def _is_accepted(self) -> bool:
        """Whether the baseline is still accepted, if need be with new references of the merchant's own from now on."""
        if 200 <= self.send("baseline", self.body)[2] < 300:
            return True
        first, self.renew = self.renew, True
        return not first and 200 <= self.send("baseline", self.body)[2] < 300

    def _is_another_matter(self, exchange: Exchange) -> bool:
        """Whether a refusal has a documented error code of its own, which nothing that was wrong by itself was refused with:
        too many for what is left, say."""
        code = code_of(exchange.response_body)
        asked = (
            one
            for one in self.prober.target.exchanges
            if one.intent.startswith(("omit ", "mistyped ", "beyond ", "outside "))
        )
        usual = {code_of(one.response_body) for one in asked if one.status in REFUSED} - {""}
        stated = f"error-code/{code}" in self.prober.known_facts.get("", {})
        return bool(code and stated and usual) and code not in usual

    def _added(self, place: str) -> str:
        """The field of the request that a place stands in, where the body that was accepted first has none of that name."""
        first = self.prober.reached.get(self.operation.key, ("", None))[1]
        name = place.removeprefix("request/body/").partition("/")[0] if place.startswith("request/body/") else ""
        return name if isinstance(first, dict) and name not in first else ""

    def prove(self, exchange: Exchange, aspect: str, place: str = "") -> None:
        """Mark an exchange as the one that keeps what is promised, unless it shows a disagreement too."""
        kind, _, before = self.prober.target.intent_of(exchange).partition(" ")
        if kind not in ("finds", "shows"):
            several = f"{before},{aspect}" if kind == "proves" and not place and " " not in before else aspect
            self.prober.target.mark(exchange, f"proves {several} {place}".strip())

    def find(self, exchange: Exchange, rule: str, place: str, detail: object = "") -> None:
        """Mark an exchange as the one that shows a disagreement."""
        text = detail if isinstance(detail, str) else json.dumps(detail)
        self.prober.target.mark(exchange, f"finds {rule} {place} {text}".strip())


def code_of(answer: Any) -> str:
    """The error code of an answer: the first text under one of the usual names; empty where it has none."""
    stack = [answer]
    while stack:
        holder = stack.pop(0)
        if isinstance(holder, dict):
            found = next((holder[name] for name in ("code", "error_code", "errorCode", "error", "type")
                          if isinstance(holder.get(name), str)), None)  # fmt: skip
            if found is not None:
                return str(found)
            stack += holder.values()
        elif isinstance(holder, list):
            stack += holder[:3]
    return ""


IDENTITY = ("id", "uuid", "code", "token", "session", "reference", "number")


def identities(answer: Any, sent: Any) -> set[str]:
    """What an answer calls its object: the values of its id fields, but for those that were sent."""
    known = {value for _, _, value in leaves(sent) if isinstance(value, str)}
    return {
        str(value)
        for name, value in (answer.items() if isinstance(answer, dict) else ())
        if (name in IDENTITY or names_other(name))
        and isinstance(value, str | int)
        and not isinstance(value, bool)
        and str(value) not in known
    }


def no_member(members: Sequence[Any]) -> str:
    """A text that is none of a closed set, written as the first of its members is: what is open to any text of a kind is
    open to it.

    >>> no_member(["en", "fr"])
    'qn'
    """
    known = {str(one).lower() for one in members}
    first = str(members[0]) if members and str(members[0]) else "none"
    others = (f"{letter.upper() if first[0].isupper() else letter}{first[1:]}" for letter in "qxzkjv")
    return next((one for one in others if one.lower() not in known), f"{first}q")


def json_of(response: httpx.Response | None) -> Any:
    """The JSON value of an answer; None where it has none."""
    value, is_json = body_of(response.content) if response is not None else (None, False)
    return value if is_json else None


def leaves(value: Any, place: str = "request/body") -> Iterator[tuple[str, list[Any], Any]]:
    """Every scalar of a body: its place, the path to it, and the value; the first item of each list only."""
    stack: list[tuple[str, list[Any], Any]] = [(place, [], value)]
    while stack:
        here, path, inner = stack.pop()
        if isinstance(inner, dict):
            stack.extend((f"{here}/{key}", [*path, key], item) for key, item in inner.items())
        elif isinstance(inner, list):
            stack.extend((f"{here}/[]", [*path, 0], item) for item in inner[:1])
        else:
            yield here, path, inner


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a JSON value, of all items of its lists."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_in(inner)
    elif isinstance(value, str):
        yield value


def says(told: str, word: Any) -> bool:
    """Whether a word stands in a text, whatever its case."""
    is_word = isinstance(word, str) and len(word) > 1
    joined = underscored(word).replace("_", "[ _-]?") if is_word and re.fullmatch(r"\w{5,60}", word) else ""
    if joined and re.search(rf"(?<![A-Za-z]){joined}(?![A-Za-z])", told, re.IGNORECASE):
        return True  # `orderNumber` is an order number
    return is_word and re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", told, re.IGNORECASE) is not None


def arrays(
    value: Any, place: str = "request/body", path: tuple[Any, ...] = ()
) -> Iterator[tuple[str, list[Any], list[Any]]]:
    """Every array of a body: its place, the path to it, and itself; of arrays in arrays those of the first item only."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from arrays(inner, f"{place}/{name}", (*path, name))
    elif isinstance(value, list):
        yield place, list(path), value
        yield from arrays(value[0] if value else None, f"{place}/[]", (*path, 0))


def changed(body: Any, path: Sequence[Any], value: Any) -> Any:
    """A body with one value replaced; what does not hold it is shared with the body that was given."""
    if not path:
        return value
    result: Any = dict(body) if isinstance(body, dict) else list(body)
    result[path[0]] = changed(result[path[0]], path[1:], value)
    return result


ABSENT = object()


def at(value: Any, path: Sequence[Any]) -> Any:
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return ABSENT
    return value


def on(bench: Bench, operation: Operation, path: str) -> Bench:
    return Bench(bench.prober, operation, path, None, {})


def own_path(bench: Bench, answer: Mapping[str, Any]) -> str | None:
    """The path of the object that was just made."""
    resource = resource_of(bench.operation.path)
    named = {underscored(name): one for name, one in answer.items() if isinstance(one, str | int)}
    key = underscored(bench.prober.keys.get(bench.operation.key, "id"))
    usual = ("id", key, f"{resource}_id", resource, "uuid", "code")
    value = next((named[name] for name in usual if name in named), None)
    return None if value is None else f"{bench.path.rstrip('/')}/{quote(str(value), safe='')}"


def maker_of(prober: Prober, operations: Sequence[Operation], path: str) -> Operation | None:
    """The reached operation that makes the objects of a collection."""
    return next((o for o in operations if o.method == "post" and o.path == path and o.key in prober.reached), None)


def new_object(prober: Prober, maker: Operation) -> str | None:
    """The path of an object made just now, with new references of the merchant's own where it must be."""
    path, body, _ = prober.reached[maker.key]
    bench = Bench(prober, maker, path, body, {})
    for bench.renew in prober.ways_to_renew(maker, body):
        prober.refusals[maker.key], answer, status = bench.send("baseline", body)
        if 200 <= status < 300 and isinstance(answer, dict):
            prober.renews[maker.key] = bench.renew
            return own_path(bench, answer)
    return None


def living(prober: Prober, operation: Operation, operations: Sequence[Operation]) -> str | None:
    """The path of a new object for an operation that works on one: the object of the baseline may be gone by now."""
    parent, _, last = operation.path.rpartition("/")
    maker = maker_of(prober, operations, parent)
    return new_object(prober, maker) if maker is not None and last.startswith("{") else None


def accepted(bench: Bench, body: Any) -> bool:
    """Whether the baseline is accepted again, with new references of the merchant's own where it must be; of an action,
    on a new object."""
    prober = bench.prober
    for renew in prober.ways_to_renew(bench.operation, body):
        bench.renew = renew
        exchange, _, status = bench.send("baseline", body)
        prober.refusals[bench.operation.key] = exchange
        if 200 <= status < 300 and not prober.is_replay(bench.operation, exchange):
            prober.renews[bench.operation.key] = renew
            return True
    bench.renew, bench.used = bench.operation.key in prober.replays, True
    if not prober.using.get(bench.operation.key):
        prober.using.pop(bench.operation.key, None)  # what it names may have been given back when that was found out
    bench.single = bench.operation.method == "post" and ("{" in bench.operation.path or prober.uses_up(bench.operation))
    if not bench.single and (living := prober.reached[bench.operation.key][1]) != body:
        bench.body = living
        return 200 <= bench.send("baseline", living)[2] < 300
    if bench.single:
        prober.single.add(bench.operation.key)
    return bench.single and 200 <= bench.send("baseline", body)[2] < 300


def spare(bench: Bench) -> None:
    """Ask for the least amount from now on, of what takes from another object each time: a refund, of a payment; a credit
    note, of the bill that it names."""
    if bench.single or bench.operation.method != "post":
        return
    named = bench.prober.rests_on(bench.operation, bench.path, bench.body)
    if "{" not in bench.operation.path and not any(one.key in bench.prober.brings for one in named):
        return
    for place, path, value in leaves(bench.body):
        bounds = bench.declared.get(place, {}).get("range", (None, None))
        least = bounds[0] if bounds[0] is not None else 1
        is_count = isinstance(value, int) and not isinstance(value, bool) and AMOUNT.search(place) is not None
        if is_count and len(path) == 1 and isinstance(least, int | float) and 0 < least < value:
            body = changed(bench.body, path, int(least))
            if 200 <= bench.send("baseline", body)[2] < 300:
                bench.body = body


def key_of(bench: Bench) -> tuple[str, dict[str, Any]] | None:
    """The name of the header that takes an idempotency key, and one to send; None where the operation takes none."""
    headers = bench.prober.extras(bench.operation).get("headers", {})
    promised = bench.declared.get("", {}).get("keyed")
    name = next((name for name in headers if "idempotency" in name.lower()), promised)
    if name is None or bench.operation.method != "post":
        return None
    return str(name), {"headers": {str(name): str(uuid.uuid4())}}


def another(bench: Bench, body: Any) -> Any:
    """The body with one number, free text or member that is another; as it is where it has none."""
    for _, path, value in sorted(leaves(body), key=lambda leaf: not isinstance(leaf[2], int | float)):
        if isinstance(value, int | float) and not isinstance(value, bool):
            return changed(body, path, value + 1)
        if isinstance(value, str) and re.search(r"name|note|description|title|comment", str(path[-1]), re.IGNORECASE):
            return changed(body, path, f"{value} 2")
    for _, path, value in leaves(body):
        if isinstance(value, str) and "@" in value:
            return changed(body, path, f"another.{value}")
    for place, path, value in leaves(body):
        members = [one for one in bench.declared.get(place, {}).get("values", ()) if one != value]
        if members and isinstance(value, str):
            return changed(body, path, members[0])
    amounts = amounts_in(body)
    return {**body, amounts[0]: times(body[amounts[0]], 2)} if amounts else body


def is_made_twice(answers: tuple[Any, Any], sent: Any) -> bool:
    """Whether two answers to the same request name two objects, or count what was done twice."""
    first, second = (identities(answer, sent) for answer in answers)
    counts = (place for place, one, _ in apart(*answers, "") if _is_count(one))
    return bool(first and second and first != second) or not all(is_volatile(_last(place)) for place in counts)


def _is_count(value: Any) -> bool:
    return isinstance(value, Size) or (isinstance(value, int | float) and not isinstance(value, bool))


def _last(place: str) -> str:
    return place.rpartition("/")[2]


class Size(str):
    """How many items an array has, in words."""

    __slots__ = ()

    def __new__(cls, items: Sequence[Any]) -> Size:
        return super().__new__(cls, f"{len(items)} items")


def facts_of(bench: Bench, operation: Operation) -> Mapping[str, Mapping[str, Any]]:
    """What is declared of another operation; what the creation declares where that is nothing."""
    return bench.prober.known_facts.get(operation.key, {}) or bench.declared


QUARTER = 900.0  # seconds: zones are whole quarters of an hour from UTC
FARTHEST = 26 * 3600.0  # seconds between the first and the last zone


def is_shifted(one: Any, other: Any) -> bool:
    """Whether two times are the same wall clock in two zones: no time that passes is so round."""
    ends = instant(one) if isinstance(one, str) else None, instant(other) if isinstance(other, str) else None
    if ends[0] is None or ends[1] is None or ends[0] == ends[1]:
        return False
    between = abs(ends[0] - ends[1])
    return between <= FARTHEST and between % QUARTER == 0


def apart(one: Any, other: Any, place: str) -> Iterator[tuple[str, Any, Any]]:
    """Every scalar that two values show in the same place as another; of arrays those of the first item, and their size."""
    stack = [(place, one, other)]
    while stack:
        here, left, right = stack.pop()
        if isinstance(left, dict) and isinstance(right, dict):
            stack.extend((f"{here}/{key}", left[key], right[key]) for key in left if key in right)
        elif isinstance(left, list) and isinstance(right, list):
            stack.extend((f"{here}/[]", a, b) for a, b in zip(left[:1], right[:1], strict=False))
            if len(left) != len(right):
                yield here, Size(left), Size(right)
        elif not isinstance(left, dict | list) and not isinstance(right, dict | list) and not same(left, right):
            yield here, left, right


def is_secret(place: str) -> bool:
    return bool(re.search(r"card|number|secur|password|secret|token|cvv|pin$", place, re.IGNORECASE))


def kept_as(declared: Mapping[str, Mapping[str, Any]], place: str) -> Any:
    """How a text of a request is said to be kept, there or in an answer's field of the same name; None where nobody says."""
    answered = re.compile(rf"response/2\w\w/body(?:/\w+)?/{re.escape(place.removeprefix('request/body/'))}")
    told = (facts.get("stored") for where, facts in declared.items() if answered.fullmatch(where))
    return declared.get(place, {}).get("stored") or next(filter(None, told), None)


def as_stored(value: Any, how: Any) -> Any:
    """A text as it is promised to be kept; anything else as it is."""
    parts = str(how or "").split("+") if isinstance(value, str) else []
    for part, change in (("trimmed", str.strip), ("lower", str.lower), ("upper", str.upper)):
        value = change(value) if part in parts else value
    return value


PARTLY = frozenset({"rejected", "failed", "failure", "error", "invalid", "refused", "skipped"})


def is_partly_refused(answer: Any, sent: Any) -> bool:
    """Whether an answer to several at once says of one of them that it was refused: one result for each that was sent."""
    sizes = {len(items) for _, _, items in arrays(sent)}
    lists = [*answer.values()] if isinstance(answer, dict) else [answer]
    results = [one for one in lists if isinstance(one, list) and len(one) in sizes]
    return any(_is_refusal(one) for items in results for one in items if isinstance(one, dict))


def _is_refusal(result: Mapping[str, Any]) -> bool:
    told = {str(result.get(name, "")).lower() for name in ("status", "outcome", "result", "state")}
    return bool(result.get("error") or result.get("errors") or (told & PARTLY and own_id(result) is None))


def same(sent: Any, got: Any) -> bool:
    """Equal, however the service spells a number or an instant; what a ledger writes off is what was sent, negative."""
    if isinstance(sent, bool | None) or isinstance(got, bool | None):
        return sent is got
    if isinstance(sent, int | float) and isinstance(got, int | float):
        return abs(sent - got) < 1e-9 or (sent > 0 and abs(sent + got) < 1e-9)
    one, other = str(sent), str(got)
    if one == other:
        return True
    stamps = [re.sub(r"(\.\d+)?(?:Z|[+-]00:?00)?$", "", text.upper()) for text in (one, other)]
    if stamps[0] == stamps[1] and re.match(r"\d{4}-\d\d-\d\dT", stamps[0]):
        return True
    return ZONED.search(one) is not None and ZONED.search(other) is not None and instant(one) == instant(other)


# What comes before the part of an id that is made by chance: that has digits, or capitals among small letters.
PREFIXED = re.compile(r"([A-Za-z]+[_-])(?=.*\d|[A-Za-z]*[a-z][A-Z]|[A-Za-z]*[A-Z][a-z]+[A-Z])")


def is_written_as(example: Any, known: Any) -> bool:
    """Whether a value may be an id of the same kind as one that the service gave: `cus_8f3` and `cus_a1b2`, two UUIDs."""
    if not isinstance(example, str) or not isinstance(known, str):
        return False
    one, other = PREFIXED.match(example), PREFIXED.match(known)
    same_prefix = one is not None and other is not None and one.group(1) == other.group(1)
    return same_prefix or all(has_format(text, "uuid") for text in (example, known))


ZONED = re.compile(r"^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d.*(?:[Zz]|[+-]\d\d:?\d\d)$")


def differs(bench: Bench, exchange: Exchange, told: Any, read: Any, status: int) -> bool:
    """Whether an object that was read is another than the answer before told; the exchange is marked with it.

    What time changes may differ, unless it is the same wall clock in another zone. So may a number that nobody sent.
    """
    sent = {place.rpartition("/")[2] for place, _, _ in leaves(bench.body)}
    for place, path, value in leaves(told, bench.place(status)):
        got, name = at(read, path), place.rpartition("/")[2]
        steady = not is_volatile(name) and (isinstance(value, str) or name in sent)
        lost = steady and isinstance(value, str | int | float) and (got is None or not same(value, got))
        if got is not ABSENT and (lost or is_shifted(value, got)):
            bench.find(exchange, "read-back", place, f"{json.dumps(value)} when made, {json.dumps(got)} when read")
            return True
    return False
