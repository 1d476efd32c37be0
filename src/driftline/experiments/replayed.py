"""Replay what the docs show: the same requests, in the order of the pages, and whether the same answers come.

An example that somebody recorded is a promise of everything that follows from its request: totals, states, defaults, times.
Ids and times differ from run to run and are carried over; a value that two equal requests answer differently hangs on
something else and is left alone. So is an example whose answer is not that of its own request.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from driftline.claims import underscored
from driftline.experiments.bench import at, changed, is_secret, is_written_as, leaves, same
from driftline.experiments.listing import items_of
from driftline.formats import instant
from driftline.target import names_id, names_other, own_id, unwrapped

if TYPE_CHECKING:
    from driftline.exchange import Exchange
    from driftline.prober import Prober
    from driftline.readers.spec import Operation

MADE = ("created_at", "created", "created_on", "creation_date", "made_at")
MOVES = re.compile(r"(?:^|_)(?:version|revision|etag|position|rank|sequence|cursor)(?:_|$)")
WORD = re.compile(r"[a-z][a-z_]{1,30}|[A-Z][A-Z_]{1,30}")
STAMP = re.compile(r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:?\d\d))?")
LEAST = 2  # fields of a request that its answer shows again, for both to belong together
MOSTLY = 0.7  # of 1: how much of an answer must be as it is shown, for the rest to be worth a word
BRIEF = 60.0  # seconds, below which two times of one answer may as well be of two moments
LONG = 6  # characters of an id that may stand inside of other texts: a URL, say
MOST_SHOWN = 60  # exchanges that are replayed


class Shown(NamedTuple):
    """An exchange of a page: the operation, its path and JSON bodies as they stand there, and the place of its claim."""

    operation: Operation
    path: str
    sent: Any
    answer: Any
    place: str

    @property
    def object(self) -> Any:
        """The object that is shown, out of its envelope."""
        return unwrapped(self.answer)[0]

    @property
    def own(self) -> str:
        """The id of that object; empty where it has none."""
        own = own_id(self.object)
        return "" if own is None else str(own)

    @property
    def makes(self) -> bool:
        """Whether it makes an object: no action on one."""
        own = quote(self.own, safe="")
        return self.operation.method == "post" and own != "" and own not in self.path.split("/")

    @property
    def told(self) -> str:
        """What the request says, path and body."""
        return json.dumps([self.path, self.sent])

    @property
    def gives(self) -> set[str]:
        """The ids that the answer of what makes or changes something brings."""
        if self.operation.method == "get":
            return set()
        named = {str(value) for _, path, value in leaves(self.object) if path and names_id(str(path[-1]))
                 and isinstance(value, str | int) and len(str(value)) >= LONG}  # fmt: skip
        return {one for one in named if one not in self.told}

    @property
    def where(self) -> str:
        """The file and the line."""
        file, _, line = self.place.removeprefix("shown/").rpartition("/")
        return f"{file.replace('~1', '/')}:{int(line)}"


def replayed(prober: Prober, operations: Sequence[Operation]) -> None:
    """Send what pages show, and mark the first answer that differs in each field from the one that is shown."""
    told = {intent.split(" ")[2].rpartition("/")[2] for one in prober.target.exchanges
            if (intent := one.intent).startswith("finds ") and intent.count(" ") > 1}  # fmt: skip
    run, left = Run(prober, told), _every(prober, operations)[:MOST_SHOWN]
    given = [one.gives for one in left]
    while left:
        later = _waiting(run, left, set().union(*given))
        for one in [one for one in left if one not in later]:
            run.take(one)
        if len(later) == len(left):
            break  # they wait for one another
        left = later
    for one in left:
        run.take(one)


def _waiting(run: Run, left: Sequence[Shown], given: set[str]) -> list[Shown]:
    """The exchanges that name what only a later page makes, and those of the same objects after them."""
    later: list[Shown] = []
    held: set[str] = set()
    there = set(run.ids)
    for number, one in enumerate(left):
        named = {own for own in given if own in one.told}
        after = set().union(*(other.gives for other in left[number + 1 :]))
        about = named | ({one.own} - {""} if not one.makes else set())
        if (named - there - one.gives) & after or held & about:
            later.append(one)
            held |= {one.own, *one.gives} - {""}
        else:
            there |= one.gives
    return later


def _every(prober: Prober, operations: Sequence[Operation]) -> list[Shown]:
    by_key = {operation.key: operation for operation in operations}
    found = []
    for key, places in prober.known_facts.items():
        for place, aspects in places.items() if key in by_key else ():
            if "exchange" in aspects:
                path, sent, answer = json.loads(aspects["exchange"])
                found.append((place, Shown(by_key[key], path, sent, answer, place)))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


@dataclass(slots=True)
class Run:
    """One way through the pages: the ids that stand for those of the docs, and what was shown of each object so far."""

    prober: Prober
    told: set[str]
    ids: dict[str, str] = field(default_factory=dict)
    last: dict[str, Any] = field(default_factory=dict)  # by the id of the docs: its last answer, while all is as shown
    chain: dict[str, list[Shown]] = field(default_factory=dict)
    above: dict[str, list[str]] = field(default_factory=dict)  # the objects that each one was made in, or names
    unsure: set[str] = field(default_factory=set)  # objects that something was shown of that was not done
    source: dict[str, str] = field(default_factory=dict)  # of a reference: the operation that made what it names
    moved: dict[str, set[str]] = field(default_factory=dict)  # fields that became something else by what no page shows

    def take(self, one: Shown) -> None:
        """Replay one exchange, where everything that it names was made, and hold the answer against the one that is shown."""
        asked, before = self._asked(one), self._before(one)
        if asked is None or not _belongs(one, before) or (one.own and not one.makes and one.own not in self.chain):
            self._lose(one)
            return
        exchange, live = self._send(one, asked)
        if live is None and one.makes and self._anew(one) and (asked := self._asked(one)):
            exchange, live = self._send(one, asked)
        if live is None and not one.makes and self._done_before(one):
            exchange, live = self._send(one, asked)
        if live is None:
            self._lose(one)
            return
        shown, fields = one.object, self._fields(one, before)
        apart = list(self._differing(one, live, fields))
        whole = max(1, sum(1 for _ in leaves(shown)))
        if len(apart) > (1 - MOSTLY) * whole:
            self._lose(one)
            return
        self._learn(one, shown, live)
        for name, told in apart:
            if name.rpartition("/")[2] not in self.told and self._is_so_again(one, name, told):
                self.told.add(name.rpartition("/")[2])
                _, envelope = unwrapped(_json(exchange))
                place = f"response/{exchange.status}/body{f'/{envelope}' if envelope else ''}/{name}"
                got, wanted = (json.dumps(value) for value in told)
                self.prober.target.mark(exchange, f"finds as-shown {place} {got}, where {one.where} shows {wanted}")
                return
        if not apart and fields:
            kind = self.prober.target.intent_of(exchange).partition(" ")[0]
            if kind == "shown":
                self.prober.target.mark(exchange, f"proves exchange {one.place}")

    def _anew(self, one: Shown) -> bool:
        """Make the objects that a creation names anew, as they were before anything was done to them; whether it names some."""
        named = self._named(one)
        for own in named:
            made = self.chain[own][0]
            asked = self._asked(made) if made.makes else None
            live = self._send(made, asked)[1] if asked else None
            if live is None:
                return False
            self._learn(made, made.object, live)
        return bool(named)

    def _done_before(self, one: Shown) -> bool:
        """Do to the newest object what must be done before an action on it is accepted, and is shown nowhere."""
        others = [other for other, _ in self.prober.ways.get(one.operation.key, ())[1:]]
        return bool(others) and all(self.prober.done(other) for other in others)

    def _asked(self, one: Shown) -> tuple[str, Any] | None:
        """Path and body with the ids of this run; None where one of them is not known."""
        if items_of(one.answer) is not None or one.operation.method == "delete":
            return None  # what a list shows hangs on all that was ever made
        steps, template, is_ours = one.path.split("/"), one.operation.path.split("/"), False
        for n in range(1, min(len(steps), len(template)) + 1):
            if template[-n].startswith("{"):
                known = self.ids.get(steps[-n])
                if known is None and (names_other(template[-n].strip("{}")) or re.search(r"\d{3}|[{<:$]", steps[-n])):
                    return None
                is_ours = is_ours or known is not None
                steps[-n] = quote(known or steps[-n], safe="")
        if one.operation.method != "get" and "{" in one.operation.path and not is_ours:
            return None  # it would change what this run did not make
        body = self._now(one.sent, one)
        texts = {name: value for place, _, value in leaves(one.sent) if names_id(name := place.rpartition("/")[2])}
        if any(str(value) not in self.ids and self._is_of_service(name, value) for name, value in texts.items()):
            return None
        whole = self.prober.template(one.operation)
        fixed = whole.removesuffix(one.operation.path).split("/")
        return "/".join([*fixed, *steps[len(steps) - len(template) + 1 :]]), body

    def _is_of_service(self, name: str, value: Any) -> bool:
        """Whether a field holds an id that the service gives, and this one is written like those."""
        known = self.prober.pool.find(name)
        return str(known) in self.prober.pool.makers and is_written_as(value, known)

    def _now(self, value: Any, one: Shown) -> Any:
        """A value of the docs with the ids of this run, and its times as far from now as from when the docs were made."""
        if isinstance(value, dict):
            numbers = {name: int(new) for name, inner in value.items() if names_id(name) and type(inner) is int
                       and (new := self.ids.get(str(inner), "")).isdigit()}  # fmt: skip
            return {name: self._now(inner, one) for name, inner in value.items()} | numbers
        if isinstance(value, list):
            return [self._now(inner, one) for inner in value]
        if not isinstance(value, str):
            return value
        made = _made(one.object)
        if STAMP.fullmatch(value) and made is not None and value not in self.ids:
            return _later(value, (datetime.now(UTC).date() - made).days)
        known = self.ids.get(value) or next(
            (new for old, new in self.ids.items() if old.lower() == value.lower()), None
        )
        if known is not None:
            return known
        for old, new in self.ids.items():
            value = value.replace(old, new) if len(old) >= LONG else value
        return value

    def _before(self, one: Shown) -> Any:
        """What was shown last of the object that an exchange is about."""
        return self.last.get(one.own) if one.own else None

    def _fields(self, one: Shown, before: Any) -> set[str]:
        """The fields that follow from the exchanges so far."""
        shown = one.object
        if one.makes and self.unsure.intersection(self._named(one)):
            return set()  # what is made may add up what was not done
        # with another object: all that led to it was done
        came = before is None and one.own in self.chain and one.own not in self.unsure
        if one.makes or one.operation.method == "post" or not one.own or came:
            return set(shown) - self.moved.get(one.own, set()) if isinstance(shown, dict) else set()
        if not isinstance(shown, dict) or not isinstance(before, dict):
            return set()
        sent = set(one.sent) if isinstance(one.sent, dict) else set()
        kept = {name for name in shown if before.get(name) == shown[name]}
        moved = self.moved.setdefault(one.own, set())
        moved |= set(shown) - kept - sent
        return (kept | sent) - moved

    def _differing(self, one: Shown, live: Any, fields: set[str] | None) -> Iterator[tuple[str, tuple[Any, Any]]]:
        sent = [value for _, _, value in leaves(self._now(one.sent, one))]
        return _apart(self._now(one.object, one), live, sent, fields)

    def _send(self, one: Shown, asked: tuple[str, Any]) -> tuple[Exchange, Any]:
        """The exchange, and the object of its answer; None where it was refused."""
        path, body = asked
        sent = None if one.sent is None else self._renewed(one, body) if one.makes else body
        exchange, response = self.prober.send(one.operation, "shown", path, sent)
        accepted = response is not None and response.is_success and exchange.body_is_json
        answer = unwrapped(response.json())[0] if accepted and response is not None else None
        if one.makes and isinstance(answer, dict):
            self.prober.pool.learn(one.operation, answer, sent)
        return exchange, answer if isinstance(answer, dict) else None

    def _renewed(self, one: Shown, body: Any) -> Any:
        """A body with references of the merchant's own that are new; what the docs call so stands for that from now on.

        What names something that another operation made stays.
        """
        new = self.prober.renewed(one.sent, one.sent)
        for _, path, _ in leaves(body):
            shown, fresh = at(one.sent, path), at(new, path)
            is_own = isinstance(shown, str) and isinstance(fresh, str) and fresh != shown
            if not is_own or self.source.setdefault(shown.lower(), one.operation.key) != one.operation.key:
                continue
            self.ids[shown] = fresh
            body = changed(body, path, fresh)
        return body

    def _learn(self, one: Shown, shown: Any, live: Any) -> None:
        for _, path, value in leaves(shown):
            got = at(live, path)
            is_id = isinstance(value, str | int) and type(got) is type(value) and path and names_other(str(path[-1]))
            if is_id and value != got:
                self.ids[str(value)] = str(got)
        if one.makes:
            self.above[one.own] = self._named(one)
        if one.own:
            self.last[one.own] = shown
            self.chain[one.own] = [*([] if one.makes else self.chain.get(one.own, [])), one]
        for other in one.gives - {one.own} if one.own else ():
            if other in self.ids and other not in self.chain:
                self.chain[other] = list(self.chain[one.own])

    def _lose(self, one: Shown) -> None:
        """What is shown of an object from now on may hang on what was not done to it."""
        self.last.pop(one.own, None)
        waiting = self._named(one) if one.operation.method != "get" else []
        while waiting:
            own = waiting.pop()
            waiting += [other for other in self.above.get(own, ()) if other not in self.unsure]
            self.unsure.add(own)

    def _named(self, one: Shown) -> list[str]:
        """The objects of the docs that a request names."""
        return [own for own in self.chain if own in one.told]

    def _is_so_again(self, one: Shown, name: str, told: tuple[Any, Any]) -> bool:
        """Whether the same steps on another object, one after the other, end in the same difference."""
        steps = self.chain.get(one.own, [one])
        for _ in range(2 if one.makes else 1):
            again = Run(self.prober, self.told, dict(self.ids), source=dict(self.source))
            live = None
            for step in steps:
                asked = again._asked(step)
                live = again._send(step, asked)[1] if asked else None
                if live is None:
                    return False
                again._learn(step, step.object, live)
            got = [value for at_name, value in again._differing(one, live, None) if at_name == name]
            is_time = _is_time(told[0]) or _is_time(told[1])  # as far off as before, and of another moment
            if not got or (got[0][0] != told[0] and not is_time):
                return False
        return True


def _json(exchange: Exchange) -> Any:
    return exchange.response_body if exchange.body_is_json else None


def _belongs(one: Shown, before: Any) -> bool:
    """Whether an answer shows again what its request sent, as far as it has fields of these names; what an object had
    `before` an action may be its own, and something else."""
    shown = one.object
    if not isinstance(shown, dict):
        return False
    if not isinstance(one.sent, dict) or not one.sent:
        return True
    both = [(value, shown[name]) for name, value in one.sent.items() if name in shown and not is_secret(name)]
    had = [] if one.makes or not isinstance(before, dict) else list(before.values())
    plain = [(sent, got) for sent, got in both
             if not isinstance(sent, dict | list) and sent is not None and got not in had]  # fmt: skip
    alike = [_is_alike(sent, got) for sent, got in plain]
    return all(alike) and (not one.makes or len(alike) >= min(LEAST, len(one.sent)))


def _is_alike(sent: Any, got: Any) -> bool:
    """Whether a value came back, whatever the case in which a text is kept."""
    if isinstance(sent, str) and isinstance(got, str):
        return sent.strip().lower() == got.strip().lower() or same(sent, got)
    return same(sent, got)


def _made(value: Any) -> date | None:
    """The day on which an object of the docs was made."""
    text = _first(value) if isinstance(value, dict) else ""
    try:
        return date.fromisoformat(text[:10]) if isinstance(text, str) and STAMP.fullmatch(text) else None
    except ValueError:
        return None


def _later(text: str, days: int) -> str:
    """A date or a time so many days later, in the form that it has."""
    try:
        return (date.fromisoformat(text[:10]) + timedelta(days=days)).isoformat() + text[10:]
    except (ValueError, OverflowError):
        return text


def _apart(
    shown: Any, live: Any, sent: Sequence[Any], fields: set[str] | None
) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """The places where an answer is another than the one that is shown: the live value and the one of the docs."""
    for _, path, wanted in leaves(shown):
        name, got = str(path[-1]) if path else "", at(live, path)
        if (
            (fields is not None and path and path[0] not in fields)
            or not isinstance(got, type(wanted))
            or is_secret(name)
        ):
            continue
        if names_other(name) or MOVES.search(underscored(name)) or isinstance(path[-1], int):
            continue
        if _is_time(wanted):
            differs = _is_off(wanted, got, shown, live, sent)
        elif isinstance(wanted, str):
            is_word = WORD.fullmatch(wanted) and WORD.fullmatch(str(got))
            differs = wanted != got and (is_word is not None or wanted in sent)
        else:
            differs = not same(wanted, got)
        if differs:
            yield "/".join(map(str, path)), (got, wanted)


EPOCH = range(1_000_000_000, 5_000_000_000)  # seconds since 1970, of a time between 2001 and 2128


def _is_time(value: Any) -> bool:
    """Whether a value is a date or a time, as a text or in seconds since 1970."""
    return (isinstance(value, str) and STAMP.fullmatch(value) is not None) or (type(value) is int and value in EPOCH)


def _is_off(wanted: Any, got: Any, shown: Any, live: Any, sent: Sequence[Any]) -> bool:
    """Whether a time is another time after its object was made than it is shown to be, or not the one that was sent."""
    if type(wanted) is int and type(got) is int and got // 1000 in EPOCH:
        return True  # it counts milliseconds
    if not _is_time(got):
        return False
    if any(_is_time(one) and same(one, wanted) for one in sent):
        return not same(wanted, got)
    moments = [_moment(text) for text in (wanted, got, _first(shown), _first(live))]
    if any(one is None for one in moments):
        return False
    wanted_at, got_at, shown_at, live_at = (one or 0.0 for one in moments)
    after, now = wanted_at - shown_at, got_at - live_at
    if any(abs((wanted_at - then) - (got_at - sent_at)) <= 1.0 for then, sent_at in _sent_times(shown, live, sent)):
        return False  # it follows a time that was sent, and is as far from it as is shown
    if isinstance(wanted, str) and len(wanted) == len("2026-01-01"):
        return after > 0 and abs(after // 86_400 - now // 86_400) > 0
    is_span = after >= BRIEF and abs(after - round(after)) < 1e-6
    return is_span and abs(after - now) > 1.0


def _sent_times(shown: Any, live: Any, sent: Sequence[Any]) -> Iterator[tuple[float, float]]:
    """The times that an answer repeats from its request: as it is shown, and as it came."""
    if not isinstance(shown, dict) or not isinstance(live, dict):
        return
    for name, then in shown.items():
        came = live.get(name)
        if _is_time(then) and _is_time(came) and any(_is_time(one) and same(one, came) for one in sent):
            before, after = _moment(str(then)), _moment(str(came))
            if before is not None and after is not None:
                yield before, after


def _first(value: Mapping[str, Any]) -> str | int:
    """When an object was made, as it says itself; empty where it does not say."""
    named = {underscored(name): one for name, one in value.items() if isinstance(one, str) or _is_time(one)}
    return next((named[name] for name in MADE if name in named), "")


def _moment(text: str | int) -> float | None:
    """Seconds of a time, or of the beginning of a day."""
    if isinstance(text, int):
        return float(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return instant(f"{text}T00:00:00Z")
    return instant(text)
