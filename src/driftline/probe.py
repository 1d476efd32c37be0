"""Ask a live service, cheapest evidence first, and record every exchange. Talks to the one host it was given.

A run never sends more requests or takes longer than it was allowed, and follows no redirect.
"""

from __future__ import annotations

import copy
import json
import re
import uuid
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import httpx

from driftline.blame import blamed
from driftline.claims import operation_key, underscored
from driftline.errors import SourceError
from driftline.exchange import MAX_BODY, STRUCK, Exchange, strike_url
from driftline.experiments import experiment
from driftline.experiments.aggregated import aggregated
from driftline.experiments.bench import (
    ENDS,
    RESTORES,
    Facts,
    amounts_in,
    at,
    code_of,
    ends_it,
    facts,
    is_ending,
    is_partly_refused,
    is_written_as,
    json_of,
    left_of,
    texts_in,
)
from driftline.experiments.computed import computed, counted, repeated, written
from driftline.experiments.conventions import conventions
from driftline.experiments.delivered import Watch
from driftline.experiments.lifecycle import ALL_LEFT, explore
from driftline.experiments.magic import magic
from driftline.experiments.promised import waiting
from driftline.experiments.refusals import refused_with
from driftline.experiments.replayed import replayed
from driftline.experiments.shown import shown
from driftline.pool import Pool, resource_of, singular_name
from driftline.readers.document import enclosed
from driftline.readers.spec import Operation, credential, read_operations, read_spec, schemes_of
from driftline.samples import Sampler, bodies, examples_of, fields, has_date, json_media, moved, renewed, violations
from driftline.target import CONFLICT, CURRENT, Spent, Target, names_id, own_id, unwrapped

Progress = Callable[[int, int, str], None]
MOST_LAG = 5  # reads
MOST_ROUNDS = 3  # in which what was reached in a longer way helps to reach others
MOST_WAYS = 4  # other actions that are tried before one that a new object refuses
MOST_DEPTH = 2  # makers of what a maker rests on
MOST_LOST = 3  # times that what a maker rests on is made anew in vain
MOST_RICHER = 3  # requests that try the optional fields of one operation
MOST_REFUSALS = 4  # refused requests that are tried once more with the field that the answer asks for
MOST_INNER = 8  # optional fields inside of objects that are left out one by one
MOST_UNNAMED = 3  # refusals of several values that name none, before they are only asked for alone
MOST_LESSONS = 3  # codes of refusals of one operation and status that may teach something
MOST_SPARED = 12  # requests that count for a service that lists what is wrong
VARIANTS = 12  # written examples of one request that are tried to bring an object into the right state


SHARED = re.compile(r"(?:^|_)(?:currency|country|region|locale|language|time_?zone|unit)(?:_code)?$")
TOKENS = re.compile(r"(?:^|_)(?:token|nonce|idempotency_key|request_id|dedup\w*)$")  # by which a retry may be known
ACTS = re.compile(r"/\{[^{}/]+\}/[^{}/]+$")  # something that is done to an object


def in_order(document: Mapping[str, Any]) -> list[Operation]:
    """The operations, those that make things first, those that end things last and what is inside before its parent."""

    every = [o for o in read_operations(document) if not o.is_webhook]

    def rank(operation: Operation) -> tuple[int, int, str]:
        parameters = operation.path.count("{")
        if is_ending(operation):
            return (3, -parameters, operation.path)
        if operation.method == "post" or (operation.method == "put" and any(_puts_for(operation, o) for o in every)):
            return (0, parameters, operation.path)
        return (1 if operation.method == "get" else 2, parameters, operation.path)

    return sorted(every, key=rank)


def groups(operations: Sequence[Operation]) -> list[list[Operation]]:
    """The operations that keep things going, those that end them, those that delete them: in the order of a run."""
    found: list[list[Operation]] = [[], [], []]
    for operation in operations:
        found[2 if operation.method == "delete" else int(is_ending(operation))].append(operation)
    return found


class Prober:
    """One run over one document and one target."""

    def __init__(
        self,
        document: Mapping[str, Any],
        target: Target,
        *,
        known: Mapping[str, Any] | None = None,
        declared: Facts | None = None,
    ) -> None:
        self.document = document
        self.known_facts: Facts = declared or {}
        self.target = target
        self.operations = in_order(document)
        self.pool = Pool()
        self.kinds = frozenset(resource_of(o.path) for o in self.operations if o.method == "post")
        for name, value in (known or {}).items():
            self.pool.values[underscored(name)] = [value]
        self.closed = frozenset(_closed_names(document)) - {"id", "session"}
        self.reached: dict[str, tuple[str, Any, dict[str, Any]]] = {}
        self.ways: dict[
            str, list[tuple[Operation, Any]]
        ] = {}  # what was made and done before each operation was reached
        self.richer: dict[str, Any] = {}  # accepted bodies with more of the optional fields than the first that was
        self.renews: dict[str, bool] = {}  # operations that take new references of the merchant's own alone
        self.replays: set[str] = set()  # creations that take a request which they know for a retry
        self.own = {place.rpartition("/")[2] for places in self.known_facts.values() for place, aspects in places.items()
                    if aspects.get("unique") and place.startswith("request/body/")}  # fmt: skip
        self.refusals: dict[str, Exchange] = {}  # how the last attempt to make something was answered
        self.firm: set[str] = set()  # operations that take the ids that they were accepted with, and no newer ones
        self.learnt: set[tuple[str, int, str]] = set()  # refusals that taught something: operation, status, code
        self.explored: dict[str, int] = {}  # how many operations were reached when a creation's objects were explored
        self.tries: Counter[str] = Counter()  # of what was tried on the objects of a creation
        self.lost: Counter[str] = Counter()  # how often something could not be made again, nor with what it rests on
        self.single: set[str] = set()  # operations that use up the object that they work on
        self.using: dict[str, bool] = {}  # whether a creation uses up what its request names: the item that is lent
        self.before: dict[str, list[Operation]] = {}  # what is done to what a creation names before it is accepted
        self.spared = 0  # requests, by refusals that named several wrong values
        self.unknown: tuple[int, Any] | None = None  # how a path that cannot exist is answered
        self.pages = {key: shown_bodies(places) for key, places in self.known_facts.items()}

    def bodies(self, operation: Operation, most: int = 3) -> list[Any]:
        """Bodies to try for an operation, likeliest first: those that the spec shows, those of the pages, made ones."""
        return bodies(self.document, operation.data, most, self.pages.get(operation.key, ()))

    def baseline(self, operations: Sequence[Operation], progress: Progress | None = None) -> None:
        """One accepted request for each operation: what ends things has its turn after all else, what deletes them last."""
        for group in groups(operations):
            self.reach(group, operations, progress)

    def reach(
        self, group: Sequence[Operation], operations: Sequence[Operation], progress: Progress | None = None
    ) -> None:
        """One accepted request for each operation of a group, in two rounds: the second uses ids that the first brought.

        `operations` are all there are: some of them make what the group works on.
        """
        if self.unknown is None:
            self.unknown = self._unknown_route()
        left = list(group)
        for final in (False, True):
            waiting = []
            for number, operation in enumerate(left):
                if progress:
                    progress(number, len(left), operation.key)
                if not self._reach(operation, final=final):
                    waiting.append(operation)
            left = waiting
            if left and not final and self.target.pause():
                self._look_again(operations)
        for _ in range(MOST_ROUNDS):
            left = [one for one in group if one.key not in self.reached]
            self._reach_otherwise(left)
            if all(one.key not in self.reached for one in left):
                return
            self._look_again(operations)  # what was reached only now brought ids that others wait for
            for operation in left:
                if operation.key not in self.reached:
                    self.reach_now(operation)

    def _reach_otherwise(self, operations: Sequence[Operation]) -> None:
        """Reach what is refused as it is shown, in one of the longer ways."""
        for way in (
            self._reach_with_new,
            self._reach_in_accord,
            self._reach_by_preparing,
            self._reach_by_variants,
            self._reach_by_exploring,
        ):
            for operation in operations:
                if operation.key not in self.reached:
                    way(operation)

    def measure_lag(self, operations: Sequence[Operation]) -> None:
        """Find out, once, how often an object must be read after it was made until it is there."""
        if self.target.lag is not None:
            return
        for maker in operations:
            reader = next((o for o in operations if o.method == "get" and _makes_for(maker, o)), None)
            if reader is None or maker.method != "post" or not {maker.key, reader.key} <= self.reached.keys():
                continue
            if not self._make(maker, self.reached[maker.key][1]) or (path := self._path(reader)) is None:
                continue
            for attempt in range(MOST_LAG):
                if 200 <= self.target.settle(reader.key, path, attempt).status < 300:
                    self.target.lag = attempt
                    return
            self.target.lag = 0  # it never comes: that is another matter, and found as such
            return

    def _look_again(self, operations: Sequence[Operation]) -> None:
        """Retrieve again what was retrieved before: time changed it."""
        for operation in operations:
            if operation.method == "get" and operation.key in self.reached:
                exchange, response = self.send(operation, "baseline", self.reached[operation.key][0], None)
                if response is not None and response.is_success and exchange.body_is_json:
                    self.pool.learn(operation, response.json())

    def _reach_with_new(self, operation: Operation) -> None:
        """Make what a creation names anew: what was made first may be in another state by now."""
        body = next(iter(self.bodies(operation)), None)
        if operation.method != "post" or "{" in operation.path or not isinstance(body, dict):
            return
        if self._renew(operation, operation.path, self._filled(body)):
            self.reach_now(operation)

    def _reach_in_accord(self, operation: Operation) -> None:
        """Make what a creation names anew with one value under each name that they share: a plan and a customer of one
        currency. These are what is made from then on."""
        body = next((one for one in self.bodies(operation) if isinstance(one, dict)), None)
        makers = self.rests_on(operation, operation.path, self._filled(body)) if operation.method == "post" else []
        before = {one.key: self.reached[one.key] for one in makers if isinstance(self.reached[one.key][1], dict)}
        names = Counter(
            name for _, sent, _ in before.values() for name, value in sent.items() if isinstance(value, str)
        )
        shared = [name for name, count in names.items() if count > 1 and (name in self.closed or SHARED.search(name))]
        for _, chosen, _ in list(before.values()) if shared else ():
            same = {name: chosen[name] for name in shared if name in chosen}
            for key, (path, sent, extra) in before.items():
                self.reached[key] = (path, {**sent, **{name: same[name] for name in same if name in sent}}, extra)
            made = [self._make(one, self.reached[one.key][1], 1) for one in makers]
            if all(made) and self.reach_now(operation):
                return
        self.reached |= before

    def _renew(self, operation: Operation, path: str, body: Any) -> bool:
        """Make all that a request names anew; whether it names something, and all of that was made."""
        beneath = self.rests_on(operation, path, body)
        return bool(beneath) and all(self._make(one, self.reached[one.key][1], 1) for one in beneath)

    def _reach_by_preparing(self, operation: Operation) -> None:
        """Do what can be done to the objects that a creation names, one thing at a time: a wallet is filled first."""
        body = next((one for one in self.bodies(operation) if isinstance(one, dict)), None)
        beneath = self.rests_on(operation, operation.path, self._filled(body)) if operation.method == "post" else []
        for act in self._acts_on(beneath, operation)[:MOST_WAYS] if "{" not in operation.path else ():
            if self.done(act) and self.reach_now(operation) and operation.key in self.reached:
                self.before[operation.key] = [act]
                self._take_less(operation)
                return

    def _acts_on(self, makers: Sequence[Operation], but: Operation) -> list[Operation]:
        """What can be done to the objects of some creations without ending them, one operation left out."""
        return [o for one in makers for o in self.operations if o.key in self.reached and o.method == "post"
                and o is not but and _makes_for(one, o) and not is_ending(o) and not o.path.endswith("}")]  # fmt: skip

    def _take_less(self, operation: Operation) -> None:
        """Ask for a unit from now on, of what takes from another object each time: it is to last for a whole run."""
        path, body, _ = self.reached[operation.key]
        for name in amounts_in(body):
            least = f"1.{'0' * len(body[name].partition('.')[2])}" if isinstance(body[name], str) else 1
            self._take(operation, path, self.renewed({**body, name: least}, body))

    def _reach_by_variants(self, operation: Operation) -> None:
        """Make the object that an operation works on anew, from every written example, until one is in the right state."""
        for maker in self.makers(operation):
            for body in [*self.bodies(maker, VARIANTS), *self._otherwise(maker)]:
                if self._make(maker, body) and self.reach_now(operation):
                    self.ways[operation.key] = [(maker, body)]
                    return

    def _otherwise(self, maker: Operation) -> Iterator[Any]:
        """The body of a creation with another member of each of its closed sets: a capture that is done by hand."""
        body, declared = self.reached[maker.key][1], self.known_facts.get(maker.key, {})
        sets = [(place.removeprefix("request/body/"), one["values"]) for place, one in sorted(declared.items())
                if "values" in one and place.startswith("request/body/") and place.count("/") == 2]  # fmt: skip
        members = [(name, member) for name, values in sets for member in values if isinstance(member, str)]
        for name, member in members[:VARIANTS] if isinstance(body, dict) else ():
            if body.get(name) != member:
                yield {**body, name: member}

    def _reach_by_exploring(self, operation: Operation) -> None:
        """Bring new objects from state to state, until the operation is accepted."""
        for maker in self.makers(operation):
            if operation.key not in self.reached and self.explored.get(maker.key) != len(self.reached):
                explore(self, operation, maker)
                self.explored[maker.key] = len(self.reached)  # as long as there are no more, there is no other way

    def reach_now(self, operation: Operation) -> bool:
        """Whether nothing is left to reach of an operation, now: it is accepted on what there is, or its route is gone."""
        is_settled = self._reach(operation, final=False)
        if is_settled:
            self._forgive(operation)
        return is_settled

    def others(self, operation: Operation, maker: Operation) -> list[Operation]:
        """What else can be done to what a creation makes, then what can be done to the objects that its answer names."""
        missed = (o.path for o in self.operations if o.key not in self.reached and _makes_for(maker, o))
        methods = ("post", "delete") if any(map(RESTORES.search, (operation.path, *missed))) else ("post",)
        mine = [o for o in self.operations if o.method in methods and o is not operation and _makes_for(maker, o)]
        last = self.refusals.get(maker.key)  # how it was answered last
        named = set(texts_in(last.response_body)) if last is not None else set()
        lists = {o.path for o in self.operations if o.method == "get"}  # what is made inside is none of its ends
        beside = [o for o in self.operations if o.method == "post" and ACTS.search(o.path) and o not in mine and not is_ending(o)
                  and o.path not in lists
                  and not named.isdisjoint(unquote(step) for step in (self._path(o) or "").split("/"))
                  and o is not operation and not _makes_for(maker, o)]  # fmt: skip
        return sorted(mine, key=lambda o: o.method) + beside[:MOST_WAYS]

    def done_to_new(self, maker: Operation, steps: Sequence[tuple[Operation, Any]]) -> bool:
        """Make an object and do something to it, step by step; where that is refused, with all that it rests on made anew:
        what is busy with one thing takes no other."""
        path, sent, _ = self.reached[maker.key]
        for is_anew in (False, True):
            if (
                (not is_anew or self._renew(maker, path, sent))
                and self._make(maker, sent)
                and all(map(self.step, steps))
            ):
                return True
        return False

    def step(self, step: tuple[Operation, Any]) -> bool:
        """Whether one thing is done to the newest object."""
        other, body = step
        there = self._path(other)
        if isinstance(body, dict) and there is not None and ALL_LEFT in body.values():
            left = self.left(there.rpartition("/")[0])
            if left is None:
                return False
            body = {name: left if one is ALL_LEFT else one for name, one in body.items()}
        return there is not None and self._accepts(other, there, self._asked(other, body))

    def left(self, path: str) -> Any:
        """What is left of an object, the balance of a bill, as it is read or as what belongs to it is."""
        for reader in [o for o in self.operations if o.method == "get" and o.key in self.reached]:
            there = self._path(reader) or ""
            if there == path or (there.rpartition("/")[0] == path and not reader.path.endswith("}")):
                left = left_of(unwrapped(self.send(reader, "look", there)[0].response_body)[0])
                if left is not None:
                    return left
        return None

    def _learn_way(self, operation: Operation) -> None:
        """Find out, once, what must be done to a new object before an action on it is accepted: a draft is finalized first.

        In the first round it may have been done already, by an operation whose turn was earlier.
        """
        self.ways[operation.key] = []
        maker = next(iter(self.makers(operation)), None)
        if operation.method != "post" or maker is None or operation.path.endswith("}"):
            return
        if not any(_makes_for(maker, o) and o is not operation and o.key in self.reached for o in self.operations):
            return
        if self.make(maker) and self.done(operation):
            self.ways[operation.key] = [(maker, self.reached[maker.key][1])]
            return
        before = self.reached.pop(operation.key)
        explore(self, operation, maker)
        self.reached.setdefault(operation.key, before)

    def afresh(self, operation: Operation) -> tuple[str, Any] | None:
        """The path and the body of a reached operation on an object made just now, in the way in which it was reached."""
        if operation.key in self.reached and self.uses_up(operation):
            return self.anew(operation)
        if operation.key not in self.ways and operation.key in self.reached:
            self._learn_way(operation)
        made = next(iter(self.makers(operation)), None)
        way = self.ways.get(operation.key) or ([(made, self.reached[made.key][1])] if made is not None else [])
        if not way or operation.key not in self.reached or not self._make(*way[0]):
            return None
        if not all(map(self.step, way[1:])):
            return None
        path = self._path(operation)
        return None if path is None else (path, self._asked(operation, self.reached[operation.key][1]))

    def uses_up(self, operation: Operation) -> bool:
        """Find out, once, whether a creation is accepted again only with new objects in the place of those that it names.

        Where those of the baseline are gone, and new ones are accepted more than once, these are the baseline from now on.
        """
        if operation.key not in self.using:
            self.using[operation.key] = False
            path, body, extra = self.reached[operation.key]
            named = operation.method == "post" and bool(self.rests_on(operation, path, body)) and "{" not in path
            if not named or self._again(operation, path, body) is not None or (fresh := self.anew(operation)) is None:
                return False
            if self._again(operation, *fresh) is not None:
                self.using[operation.key] = self._again(operation, *fresh) is None
                self.reached[operation.key] = (*fresh, extra)
        return self.using[operation.key]

    def anew(self, operation: Operation) -> tuple[str, Any] | None:
        """The path and the body of a reached operation, with what they name made just now."""
        path, body, _ = self.reached[operation.key]
        if not self._renew(operation, path, body):
            return None
        for one in self.before.get(operation.key, ()):
            self.done(one)
        return self._path(operation) or path, self._asked(operation, body)

    def make(self, maker: Operation, other: Mapping[str, Any] | None = None) -> bool:
        """Make one more object in the way in which it was made before, with `other` values of some fields, and learn its
        ids; whether it was made."""
        body = self.reached[maker.key][1]
        return self._make(maker, {**body, **other} if other and isinstance(body, dict) else body)

    def ready_path(self, operation: Operation) -> str:
        """The path of an operation on the newest object, or its template where nothing is known of one."""
        return self._path(operation) or operation.path

    def ready(self, operation: Operation) -> tuple[str, Any]:
        """The path and the body of a reached operation, on the newest object."""
        path, body, _ = self.reached[operation.key]
        return self._path(operation) or path, self._asked(operation, body)

    def _asked(self, operation: Operation, body: Any) -> Any:
        """A body with the ids of the newest objects, and new references where those of the baseline would be a retry."""
        filled = self._filled(body)
        filled = self.in_time(operation, filled) if operation.method in ("put", "patch") else filled
        is_new = operation.key in self.replays or self.renews.get(operation.key)
        return self.renewed(filled, filled) if is_new else filled

    def done(self, operation: Operation) -> bool:
        """Whether an operation is accepted on the newest object."""
        if operation.key in self.reached:
            path, body = self.ready(operation)
        else:
            path, body = self.ready_path(operation), next(iter(self.bodies(operation)), None)
        return self._accepts(operation, path, self._filled(body))

    def _accepts(self, operation: Operation, path: str, body: Any) -> bool:
        """Whether an operation is accepted: where a value is taken, a room that is occupied, with another one."""
        exchange, _ = self.send(operation, "baseline", path, body)
        for _ in self._taken(operation, body, exchange):
            exchange, _ = self.send(operation, "baseline", path, self.renewed(body, body))
            if 200 <= exchange.status < 300:
                self.renews[operation.key] = True
                break
        return 200 <= exchange.status < 300

    def makers(self, operation: Operation) -> list[Operation]:
        """What makes the object that an operation works on, the innermost first: by its path, else by the name of its
        collection."""
        known = [o for o in self.operations if o.method == "post" and o.key in self.reached]
        above = [o for o in known if _makes_for(o, operation)] + [
            o for o in self.operations if o.method == "put" and o.key in self.reached and _puts_for(o, operation)
        ]
        return sorted(above, key=lambda o: -o.path.count("/")) or [o for o in known if _makes_such(o, operation)]

    def _make(self, maker: Operation, body: Any, depth: int = 0) -> bool:
        """Make one more object, with references of its own, and learn its ids; whether it was made.

        Where that is refused, what it rests on may be gone or used up: that is made anew first.
        """
        above = self.makers(maker)[:1] if maker.method == "put" and depth < MOST_DEPTH else []
        if any(not self._make(one, self.reached[one.key][1], depth + 1) for one in above):
            return False  # what is put anew is put on something new
        path = self._path(maker)
        if path is None:
            return False
        if self.using.get(maker.key) and depth < MOST_DEPTH:
            fresh = self.anew(maker)
            return fresh is not None and self._made(maker, fresh[0], self.renewed(fresh[1], fresh[1]), anew=depth > 0)
        filled = body if maker.key in self.firm else self._filled(body)
        for renew in self.ways_to_renew(maker, filled):
            if self._made(maker, path, self.renewed(filled, filled) if renew else filled, anew=depth > 0):
                self.renews[maker.key] = renew
                return True
        if maker.key in self.before and all(map(self.done, self.before[maker.key])):  # there was not enough of it left
            filled = self._filled(body)
            if self._made(maker, path, self.renewed(filled, filled), anew=depth > 0):
                return True
        if filled != body and depth == 0 and self._made(maker, path, self.renewed(body, body)):
            self.firm.add(maker.key)  # what it was accepted with is in the right state, and what is newer is not
            return True
        if depth >= MOST_DEPTH or self.lost[maker.key] >= MOST_LOST:
            return False
        before = {name: list(kept) for name, kept in self.pool.values.items()}
        beneath = self.rests_on(maker, path, filled)
        again = [self._make(one, self.reached[one.key][1], depth + 1) for one in beneath]
        self.firm.discard(maker.key)
        if any(again) and self._make(maker, body, MOST_DEPTH):
            return True
        ready = [one for one in self._acts_on(beneath, maker) if any(again) and self.done(one)]
        if ready and self._make(maker, body, MOST_DEPTH):
            self.before[maker.key] = ready
            return True
        self.pool.values = before  # what was made anew is no better: it may not belong together
        self.lost[maker.key] += 1
        return False

    def _made(self, maker: Operation, path: str, sent: Any, *, anew: bool = False) -> bool:
        """Send a creation and learn the ids of what it made; whether it did."""
        exchange, response = self.send(maker, "baseline", path, sent)
        self.refusals[maker.key] = exchange
        if response is None or not response.is_success or not exchange.body_is_json or self.is_replay(maker, exchange):
            return False
        self.pool.learn(maker, response.json(), sent)
        if anew:
            self.pool.replace(maker, response.json())
        return True

    def ways_to_renew(self, operation: Operation, body: Any) -> Iterator[bool]:
        """Whether to send the merchant's own references anew: first as it was accepted last, then the other way.

        Where that is refused too (`refusals`), with what the answer says of them: once for each operation.
        """
        last = self.renews.get(operation.key, False)
        yield from (last, not last)
        refused = self.refusals.get(operation.key)
        for _ in self._taught(operation, body, refused) if refused is not None else ():
            yield True

    def _taught(self, operation: Operation, body: Any, refused: Exchange) -> Iterator[None]:
        """The lessons of a refusal: once for each operation, status and code."""
        lesson = (operation.key, refused.status, code_of(refused.response_body))
        several = sum(one[:2] == lesson[:2] for one in self.learnt)  # a code may be a text that is never the same
        if lesson not in self.learnt and refused.status >= 400 and several < MOST_LESSONS:
            self.learnt.add(lesson)
            yield from self._lessons(body, refused)

    def _taken(self, operation: Operation, body: Any, refused: Exchange) -> Iterator[None]:
        """The lessons of a conflict that names a value which was sent."""
        told = json.dumps(refused.response_body)[:4000] if refused.status == CONFLICT else ""
        if any(_says(told, value) for value in (body.values() if isinstance(body, dict) and told else ())):
            yield from self._taught(operation, body, refused)

    def _lessons(self, body: Any, refused: Exchange) -> Iterator[None]:
        """What a refusal says of the references that must be new: the texts that it names, the dates, else any free text.

        Each lesson is forgotten when the next one is asked for.
        """
        sent = body.items() if isinstance(body, dict) and refused.status in (400, 409, 422) else ()
        texts = {name for name, value in sent if isinstance(value, str) and value and name not in self.closed
                 and not names_id(name)}  # fmt: skip
        told = json.dumps(refused.response_body)[:4000]
        named = {one for one in texts if _says(told, one) or (refused.status == CONFLICT and _says(told, body[one]))}
        dates = {name for name, value in sent if has_date(value)}
        is_about = refused.status == CONFLICT or any(name in told or str(body[name]) in told for name in dates)
        for names in (named - dates, dates if is_about else set(), texts if refused.status == CONFLICT else set()):
            new = names - self.own
            if new:
                self.own |= new
                yield
                self.own -= new

    def renewed(self, body: Any, baseline: Any, mark: str = "") -> Any:
        """A body with new references of the merchant's own, made of the request's sign and `mark`."""
        tokens = [name for name, value in body.items() if TOKENS.search(underscored(name)) and isinstance(value, str)
                  and value not in self.pool.makers] if isinstance(body, dict) else []  # fmt: skip
        return renewed(body, baseline, f"{self.target.sign}{mark}", {*self.own, *tokens})

    def rests_on(self, maker: Operation, path: str, body: Any) -> list[Operation]:
        """What made the objects that a request names, what is outside before what is inside."""
        steps = [unquote(step) for text in texts_in([path, body]) for step in text.split("/")]
        named = [self.pool.makers[text][0] for text in steps if text in self.pool.makers]
        found = {one.key: one for one in named if one.key in self.reached and one is not maker}
        return sorted(found.values(), key=lambda one: one.path.count("{"))

    def turns(self, group: Sequence[Operation]) -> list[list[Operation]]:
        """A group in parts: what works on objects that others rest on has its turn after what works on those others.

        A subscription is paid with a card that is stored: it is canceled before the card is given up.
        """
        depths: dict[str, int] = {}
        parts: dict[int, list[Operation]] = {}
        for operation in group:
            maker = next(iter(self.makers(operation)), None)
            parts.setdefault(0 if maker is None else self._depth(maker, depths), []).append(operation)
        return [parts[depth] for depth in sorted(parts, reverse=True)]

    def _depth(self, maker: Operation, depths: dict[str, int]) -> int:
        """On how many creations, one after the other, a creation rests, itself among them."""
        if maker.key not in depths:
            depths[maker.key] = 1  # while it is counted: two that name each other rest on no end
            path, body, _ = self.reached[maker.key]
            depths[maker.key] += max((self._depth(one, depths) for one in self.rests_on(maker, path, body)), default=0)
        return depths[maker.key]

    def _forgive(self, operation: Operation) -> None:
        """The operation was reached after all: earlier failures to reach it say nothing."""
        for exchange in list(self.target.exchanges):
            if exchange.operation == operation.key and exchange.intent == "unreached":
                self.target.mark(exchange, "baseline")

    def _unknown_route(self) -> tuple[int, Any]:
        """How the service answers a path that cannot exist."""
        exchange, _ = self.target.send("", "unknown route", "GET", f"/{uuid.uuid4().hex}/none")
        if exchange.problem:
            hint = "Is it running, and is the URL right?"
            raise SourceError(f"{strike_url(self.target.origin)} does not answer: {exchange.problem}", hint)
        return exchange.status, exchange.response_body

    def _reach(self, operation: Operation, *, final: bool) -> bool:
        path = self._path(operation)
        if path is None and not final:
            return False
        path = path or self._path(operation, guess=True) or operation.path
        last: Exchange | None = None
        refusals: list[tuple[Exchange, str, Any]] = []
        for tried, filled in self._attempts(operation, path, final):
            last = self._take(operation, tried, filled)
            if operation.key in self.reached or any(
                200 <= self._take(operation, tried, self.renewed(filled, filled)).status < 300
                for _ in self._taken(operation, filled, last)
            ):
                return True
            refusals.append((last, tried, filled))
            if last.status in (401, 403, 405) or (last.status == 404 and not final):
                break
        if last is not None and (final or self._is_gone(last)):
            gone = self._is_gone(last)
            self.target.mark(last, "gone" if gone else "unreached")
            if not gone and isinstance(filled, dict):
                self._blame(operation, tried, filled, last)
                for exchange, at, body in refusals[:MOST_REFUSALS]:
                    if operation.key not in self.reached and isinstance(body, dict):
                        self._complete(operation, at, body, exchange)
            return True
        return False

    def _take(self, operation: Operation, path: str, body: Any) -> Exchange:
        """Ask an operation; what is accepted is its baseline, and what it answers is known from now on."""
        exchange, response = self.send(operation, "baseline", path, body)
        if response is not None and response.is_success:
            if exchange.body_is_json:
                self.pool.learn(operation, response.json(), body)
            self.reached[operation.key] = (path, body, self.extras(operation))
        return exchange

    def _complete(self, operation: Operation, path: str, body: Mapping[str, Any], refused: Exchange) -> None:
        """Where an answer asks for a field that nobody calls required: whether the request with it is accepted."""
        told = json.dumps(refused.response_body) if refused.status in (400, 422) else ""
        whole = next((one for one in self.bodies(operation, VARIANTS)[::-1] if isinstance(one, dict)), {})
        for name in fields(self.document, operation.data):
            if name not in body and name in whole and called_missing(name, told):
                extra, sent = self.extras(operation), {**body, name: self._filled(whole[name], name)}
                method = operation.method.upper()
                exchange, _ = self.target.send(operation.key, "baseline", method, path, json=sent, **extra)
                if 200 <= exchange.status < 300:
                    self.target.mark(refused, f"omit request/body/{name}")
                    self.reached[operation.key] = (path, sent, extra)
                    return

    def _blame(self, operation: Operation, path: str, body: Mapping[str, Any], refused: Exchange) -> None:
        """Where an answer calls a field missing that was sent: whether the request without it is answered just so."""
        told = json.dumps(refused.response_body) if refused.status in (400, 422) else ""
        for name in fields(self.document, operation.data):
            if body.get(name) is not None and called_missing(name, told):
                rest = {key: value for key, value in body.items() if key != name}
                again, _ = self.send(operation, "baseline", path, rest)
                if (again.status, again.response_body) == (refused.status, refused.response_body):
                    what = f"finds input-ignored request/body/{name} it was sent, and the answer calls it missing"
                    self.target.mark(refused, what)
                return

    def _attempts(self, operation: Operation, path: str, final: bool) -> Iterator[tuple[str, Any]]:
        """Paths and bodies to try; in the end also with older ids: the newest object may be in the wrong state."""
        quiet = operation.method in ("get", "delete", "head")
        first = [None] if quiet else self.bodies(operation) or [None]
        yield from ((path, self._filled(body)) for body in first)
        if operation.method in ("put", "patch"):  # its references may be those of another object, and its days
            yield from ((path, self.renewed(self._filled(body), self._filled(body))) for body in first)
            yield from ((path, in_time) for body in first if (in_time := self.in_time(operation, body)) != body)
        for age in (1, 2, 3) if final else ():
            with self.pool.aged(age):
                older, filled = self._path(operation) or path, self._filled(first[0])
            if older != path or filled != self._filled(first[0]):
                yield older, filled

    def in_time(self, operation: Operation, body: Any) -> Any:
        """A body whose dates are the day after those that the object was made with."""
        last = self.refusals.get(next((one.key for one in self.makers(operation)), ""))
        known = self.target.sent[last.id][1] if last is not None else None
        if not isinstance(body, dict) or not isinstance(known, dict):
            return body
        names = [name for name, one in body.items() if has_date(one) and has_date(known.get(name))]
        return {**body, **{name: moved(known[name], 1) for name in names}}

    def _is_gone(self, exchange: Exchange) -> bool:
        assert self.unknown is not None
        same = (exchange.status, exchange.response_body) == self.unknown
        return exchange.status in (404, 405, 501) and same

    def template(self, operation: Operation) -> str:
        """The path of an operation on the target, with the names of its parameters."""
        base = urlsplit(operation.base).path.rstrip("/") if "://" in operation.base else operation.base.rstrip("/")
        return operation.path if base == self.target.base and base else f"{base}{operation.path}"

    def _path(self, operation: Operation, *, guess: bool = False) -> str | None:
        """The path with ids that the service gave; None where one is not known yet."""
        steps = self.template(operation).split("/")
        for index, step in enumerate(steps):
            match = re.fullmatch(r"\{(.*)\}", step)
            if match:
                before = singular_name(steps[index - 1]) if index else ""
                joined = "_".join(singular_name(s) for s in steps[max(0, index - 2) : index] if "{" not in s)
                name = underscored(match.group(1))
                value = self.pool.find(name, joined, re.sub(r"_(?:id|code)$", "", name), before)
                value = value if value is not None or not guess else self._parameter_sample(operation, match.group(1))
                if value is None:
                    return None
                steps[index] = quote(str(value), safe="")
        return "/".join(steps)

    def _parameter_sample(self, operation: Operation, name: str) -> Any:
        for parameter in self._declared(operation):
            if parameter.get("in") == "path" and parameter.get("name") == name:
                if examples_of(parameter):
                    return examples_of(parameter)[0]
                return Sampler(self.document, full=False).value(parameter.get("schema", {}))
        return "none"

    def _declared(self, operation: Operation) -> Iterator[Mapping[str, Any]]:
        sampler = Sampler(self.document, full=False)
        for holder in (operation.item, operation.data):
            for raw in holder.get("parameters", ()):
                parameter = sampler.resolved(raw)
                if isinstance(parameter, Mapping):
                    yield parameter

    def unnamed(
        self, ask: Callable[[Sequence[str]], Exchange], places: Sequence[str], refusals: Collection[int]
    ) -> Sequence[str]:
        """Those of several places that no refusal names, when `ask` sends a request that is wrong at all not named yet.

        `refusals` are the statuses that count. Asked while they spare requests: each as many as it names, less itself.
        """
        while len(places) > 1 and self.spared > -MOST_UNNAMED:
            exchange = ask(places)
            refused = exchange.status in refusals
            named = blamed(exchange.response_body, exchange.request_body, places) if refused else set()
            self.spared = min(self.spared + len(named) - 1, MOST_SPARED)
            places = [place for place in places if place not in named]
            if not named:
                break
        return places

    def described(self, operation: Operation, name: str) -> str:
        """What the spec says in words of a parameter, or of a top-level field of the JSON body; empty where it is silent."""
        media = json_media(self.document, operation.data.get("requestBody")) or {}
        sampler = Sampler(self.document, full=False)
        schema = sampler.resolved(media.get("schema", {}))
        properties = sampler.merged(schema, 0).get("properties", {}) if isinstance(schema, Mapping) else {}
        parameter = next((one for one in self._declared(operation) if one.get("name") == name), None)
        holder = parameter if parameter is not None else sampler.resolved(properties.get(name, {}))
        return str(holder.get("description", "")) if isinstance(holder, Mapping) else ""

    def extras(self, operation: Operation) -> dict[str, Any]:
        """Required query and header parameters, and a fresh idempotency key where the operation takes one."""
        params: dict[str, Any] = {}
        headers: dict[str, str] = {}
        secret = {credential(scheme).partition(" ")[2].lower() for scheme in schemes_of(self.document).values()}
        for parameter in self._declared(operation):
            name, kind = str(parameter.get("name")), parameter.get("in")
            if kind == "header" and "idempotency" in name.lower():
                headers[name] = str(uuid.uuid4())
            elif kind == "header" and name.lower() == "if-match" and parameter.get("required") is True:
                headers[name] = CURRENT
            elif parameter.get("required") is True and name.lower() not in secret and kind in ("query", "header"):
                known = self._shared(operation, name) if kind == "query" else None
                known = self.pool.find(name) if known is None else known
                value = next(iter(examples_of(parameter)), None)
                if value is None:
                    value = Sampler(self.document, full=False).value(parameter.get("schema", {}))
                chosen = known if known is not None else value
                (params if kind == "query" else headers)[name] = chosen if kind == "query" else str(chosen)
        stated = operation.data.get("security", self.document.get("security"))
        asked = {name for one in stated or () if isinstance(one, Mapping) for name in one}
        for name, scheme in schemes_of(self.document).items():
            header = credential(scheme).partition(" ")[2]
            if name in asked and "idempotency" in header.lower():
                headers[header] = str(uuid.uuid4())
        return {**({"params": params} if params else {}), **({"headers": headers} if headers else {})}

    def _shared(self, operation: Operation, name: str) -> Any:
        """What an object of a collection was made with, under the name by which its list asks for it."""
        maker = next((o for o in self.operations if o.method == "post" and o.path == operation.path), None)
        sent = self.reached[maker.key][1] if maker is not None and maker.key in self.reached else None
        value = sent.get(name) if isinstance(sent, dict) else None
        return value if isinstance(value, str | int) and not isinstance(value, bool) else None

    def _filled(self, value: Any, name: str = "", outer: str = "") -> Any:
        """A body in which every id that the service gave stands in the place of the example's."""
        if isinstance(value, dict):
            filled = {key: self._filled(inner, key, singular_name(name)) for key, inner in value.items()}
            return {**filled, **self._in_roles(value)}
        if isinstance(value, list):
            return [self._filled(inner, name, outer) for inner in value]
        if name in self.closed or isinstance(value, bool) or not isinstance(value, str | int):
            return value
        called = underscored(name)
        if called in ("id", "session"):
            outers = (outer, *reversed(outer.split("_")), *outer.split("_"))
            found = self.pool.find(*(n for n in (f"{outer}_{called}", *outers) if n))
        elif called.endswith(("_id", "_session", "_token", "_code")):
            found = self.pool.find(called, re.sub(r"_id$", "", called))
        else:  # `customer` may hold the id of one: where the example is written as such an id is
            found = next(
                (one for one in self.pool.values.get(singular_name(called), ()) if is_written_as(value, one)), None
            )
        return found if isinstance(found, type(value)) else value

    def _in_roles(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """The ids of a body that are named for what they are there for: of `source_wallet_id` a wallet's, and where
        several name one kind, of each another one."""
        taken: dict[str, int] = Counter()
        found: dict[str, Any] = {}
        for name, one in value.items():
            words = underscored(name).split("_")
            is_role = words[-1] == "id" and len(words) > 2 and "_".join(words[:-1]) not in self.kinds
            if not is_role or isinstance(one, dict | list | bool | None):
                continue
            kinds = ("_".join(words[n:]) for n in range(1, len(words) - 1))
            kind = next((kind for kind in kinds if self.pool.values.get(kind)), None)
            if kind is not None:
                kept = self.pool.values[kind]
                found[name] = kept[min(taken[kind], len(kept) - 1)]
                taken[kind] += 1
        return {name: one for name, one in found.items() if isinstance(one, type(value[name]))}

    def enrich(self, operations: Sequence[Operation]) -> None:
        """Ask each operation with the optional fields that its example leaves out: what is not sent cannot be tried.

        Where that is refused, the fields that the answer names are left out again.
        """
        for operation in operations:
            _, body, _ = self.reached.get(operation.key, ("", None, {}))
            if operation.method not in ("post", "put", "patch") or not isinstance(body, dict):
                continue
            whole = self.bodies(operation)[-1:]
            declared = self.known_facts.get(operation.key, {})
            more = {
                name: _another(self._filled(value, name), declared.get(f"request/body/{name}", {}))
                for name, value in (whole[0].items() if whole and isinstance(whole[0], dict) else ())
                if name not in body
                and _is_plain(value)
                and not ends_it(name, value)
                and (name == "code" or not names_id(name) or self._is_given(value, name))
            }
            inner = {place.split("/")[2] for place in declared if place.count("/") > 2 and place.split("/")[3] != "{}"}
            more |= {name: {**value, "note": "text"} for name, value in body.items()
                     if isinstance(value, dict) and value and _is_plain(value) and name not in inner}  # fmt: skip
            fresh = self.once_more(operation) if more else ("", {})  # a refusal does not use it up
            for _ in range(MOST_RICHER if more else 0):
                exchange, _ = self.send(operation, "baseline", fresh[0], {**fresh[1], **more})
                if exchange.status == CONFLICT and (new := self.renewed(fresh[1], fresh[1])) != fresh[1]:
                    fresh = (fresh[0], new)  # what must be unique is another object's by now
                    exchange, _ = self.send(operation, "baseline", fresh[0], {**fresh[1], **more})
                if 200 <= exchange.status < 300 and self._is_repeatable(operation, fresh, more):
                    self.richer[operation.key] = {**body, **more}
                    break
                if 200 <= exchange.status < 300:  # what is archived so, say, takes nothing more
                    more = {name: value for name, value in more.items() if not isinstance(value, bool)}
                    fresh = self.once_more(operation)
                    continue
                told = json.dumps(exchange.response_body)
                left = {name: value for name, value in more.items() if not re.search(rf"\b{re.escape(name)}\b", told)}
                if left == more:  # a reference may not go together with the rest
                    left = {name: value for name, value in more.items() if not names_id(name)}
                if exchange.status not in (400, 422) or not left or left == more:
                    break
                more = left
            if more and operation.key not in self.richer:
                self._enrich_by_one(operation, body, fresh, more)

    def _is_repeatable(self, operation: Operation, fresh: tuple[str, Any], more: Mapping[str, Any]) -> bool:
        """Whether an update is accepted on the same object again, where it could have ended it."""
        could_end = operation.method in ("put", "patch") and any(isinstance(value, bool) for value in more.values())
        again = {**fresh[1], **more}
        return not could_end or 200 <= self.send(operation, "baseline", fresh[0], again)[0].status < 300

    def _enrich_by_one(
        self, operation: Operation, body: Mapping[str, Any], fresh: Any, more: Mapping[str, Any]
    ) -> None:
        """Add those optional fields one by one that are accepted beside those before them: some do not go together."""
        taken: dict[str, Any] = {}
        for name, value in list(more.items())[:MOST_RICHER]:
            path, least = fresh if not taken else self.once_more(operation)
            if 200 <= self.send(operation, "baseline", path, {**least, **taken, name: value})[0].status < 300:
                taken[name] = value
        if taken:
            self.richer[operation.key] = {**body, **taken}

    def _is_given(self, value: Any, name: str) -> bool:
        """Whether a field that takes an id would get one that the service gave."""
        return str(self._filled(value, name)) in self.pool.makers

    def omissions(self, operations: Sequence[Operation], progress: Progress | None = None) -> None:
        """Each field of an accepted body left out: all optional ones in one request, all required ones in another.

        By itself where the first is refused, and where the answer to the second does not name it.
        """
        for number, operation in enumerate(operations):
            if progress:
                progress(number, len(operations), operation.key)
            path, body, _ = self.reached.get(operation.key, ("", None, {}))
            if not isinstance(body, dict):
                continue
            renew = None if ENDS.search(operation.path) else self._again(operation, path, body)
            omit = Omission(self, operation, path, body, bool(renew)) if renew is not None else self._afresh(operation)
            if omit is None:
                continue
            sent = {f"request/body/{name}": required for name, required in fields(self.document, operation.data).items()
                    if name in omit.body}  # fmt: skip
            for every in (sent, self._inner(operation, omit.body)):
                optional = [place for place, required in every.items() if not required]
                if len(optional) < 2 or not self._optional(omit, optional):
                    for place in optional if every is sent else optional[:MOST_INNER]:
                        exchange = omit([place])
                        refused = every is not sent and exchange.status in (400, 422)
                        of_another = every is sent and self._is_of_another(omit, exchange, place)
                        if of_another or (refused and not self._is_missed(operation, exchange, place)):
                            self.target.mark(exchange, "refused")
                required = [place for place, is_required in every.items() if is_required]
                for place in self.unnamed(omit, required, (400, 422)):
                    omit([place])

    def _optional(self, omit: Omission, places: Sequence[str]) -> bool:
        """Whether a request without all these fields is accepted; a refusal says of none of them that it is required."""
        exchange = omit(places)
        if not 200 <= exchange.status < 300:
            self.target.mark(exchange, "refused")
        return 200 <= exchange.status < 300

    def _is_of_another(self, omit: Omission, exchange: Exchange, place: str) -> bool:
        """Whether a request without an optional field was refused for something else: the answer names another field, or what
        was accepted before is refused by now, too."""
        if exchange.status not in (400, 409, 422) or blamed(exchange.response_body, exchange.request_body, [place]):
            return False
        others = [f"request/body/{name}" for name in omit.body if not place.endswith(f"/{name}")]
        if exchange.status == 409 or blamed(exchange.response_body, None, others):
            return True
        return not omit.is_single and self._again(omit.operation, omit.path, omit.body) is None

    def _is_missed(self, operation: Operation, exchange: Exchange, place: str) -> bool:
        """Whether a refusal says that a field is missing which the schema does not miss: of several ways to satisfy it,
        the one without the field may be none."""
        name, is_whole = place.rpartition("/")[2], not violations(self.document, operation.data, exchange.request_body)
        return is_whole and any(called_missing(name, told) for told in _records(exchange.response_body))

    def _inner(self, operation: Operation, body: Mapping[str, Any]) -> dict[str, bool]:
        """The fields inside of a body's objects, as deep as they go, and whether each is declared to be required there."""
        declared = self.known_facts.get(operation.key, {})
        found: dict[str, bool] = {}
        stack = [(f"request/body/{name}", inner) for name, inner in body.items()]
        while stack:
            outer, holder = stack.pop()
            if isinstance(holder, list) and holder:
                stack.append((f"{outer}/[]", holder[0]))
            for name, inner in holder.items() if isinstance(holder, dict) and len(holder) > 1 else ():
                place = f"{outer}/{name}"
                if place in declared:
                    found[place] = declared[place].get("required") is True
                stack.append((place, inner))
        return found

    def _afresh(self, operation: Operation) -> Omission | None:
        """Omissions for what uses its object up: what was accepted is followed by a new object."""
        fresh = self.afresh(operation)
        if fresh is None or not 200 <= self.send(operation, "baseline", *fresh)[0].status < 300:
            return None
        return Omission(self, operation, *fresh, operation.key in self.replays, is_single=True)

    def _again(self, operation: Operation, path: str, body: Any) -> bool | None:
        """Whether the baseline is accepted again with new references (True) or only as it is (False); None if neither:
        then a refusal names no cause."""
        for renew in (True, False):
            exchange, _ = self.send(operation, "baseline", path, self.renewed(body, body) if renew else body)
            if 200 <= exchange.status < 300 and not self.is_replay(operation, exchange):
                return renew
        return None

    def is_replay(self, operation: Operation, exchange: Exchange) -> bool:
        """Whether a creation was answered with an object that it made before: it takes a request that it knows for a retry."""
        own = _id_of(exchange)
        made = operation.method == "post" and own is not None and str(own) not in exchange.url.split("/")
        earlier = (one for one in self.target.exchanges if one.operation == operation.key and one.id != exchange.id)
        if made and any(200 <= one.status < 300 and _id_of(one) == own for one in earlier):
            self.replays.add(operation.key)
            return True
        return False

    def send(
        self,
        operation: Operation,
        intent: str,
        path: str,
        body: Any = None,
        *,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        content: bytes | None = None,
        anonymous: bool = False,
    ) -> tuple[Exchange, httpx.Response | None]:
        """Ask an operation with what it was accepted with beside its body; `headers` and `params` go before those.

        `content` are the bytes of a body that is not made of JSON; the run's credentials are left out where `anonymous`.
        """
        extra = self.extras(operation)
        for name, more in (("headers", headers), ("params", params)):
            if more:
                extra[name] = {**extra.get(name, {}), **more}
        payload = _json(body) if content is None else {"content": content}
        method = operation.method.upper()
        return self.target.send(operation.key, intent, method, path, anonymous=anonymous, **extra, **payload)

    def requires(self, key: str, name: str) -> bool:
        """Whether a top-level field of a request is declared to be required."""
        return self.known_facts.get(key, {}).get(f"request/body/{name}", {}).get("required") is True

    def again(self, operation: Operation, path: str, body: Mapping[str, Any], intent: str) -> Exchange:
        """The same question once more, with references of the merchant's own that are new."""
        return self.send(operation, intent, path, self.renewed(body, body))[0]

    def once_more(self, operation: Operation) -> tuple[str, Any]:
        """The path and the body of a reached operation as they would be accepted now: what changes or ends an object gets
        a new one, what makes one new references of the merchant's own."""
        path, body, _ = self.reached[operation.key]
        if operation.method == "get":
            return path, body
        is_used = "{" in operation.path or self.uses_up(operation)
        fresh = self.afresh(operation) if is_used else None
        return fresh or (path, self.renewed(body, body))


def shown_bodies(places: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The JSON bodies with which pages show an operation to be asked, in their order."""
    told = [aspects["asked"] for place, aspects in sorted(places.items()) if "asked" in aspects]
    return [body for one in told if isinstance(body := json.loads(one), dict)]


def _id_of(exchange: Exchange) -> str | int | None:
    """The id of the object in an answer; a code counts where it is plainly that of an object, and not of an outcome."""
    value = unwrapped(exchange.response_body)[0]
    own = own_id(value)
    is_id = isinstance(value, dict) and not {"id", "uuid"}.isdisjoint(value)
    is_code = isinstance(own, str) and len(own) > 3 and re.search(r"\d", own) is not None and not own.isdigit()
    return own if is_id or is_code else None


@dataclass(slots=True)
class Omission:
    """An operation that is asked with its accepted body, but for some fields."""

    prober: Prober
    operation: Operation
    path: str
    body: Mapping[str, Any]
    renew: bool = False
    is_single: bool = False  # what is accepted uses its object up
    is_used: bool = True

    def __call__(self, places: Sequence[str]) -> Exchange:
        """Ask without the fields in `places` (`request/body/a`, `request/body/a/b`)."""
        if self.is_single and self.is_used and (fresh := self.prober.afresh(self.operation)):
            self.path, self.body = fresh
        rest = copy.deepcopy(dict(self.body))
        for place in places:
            *outer, name = place.split("/")[2:]
            holder = at(rest, [0 if step == "[]" else step for step in outer])
            if isinstance(holder, dict):  # else it is gone with an outer one that is left out, too
                holder.pop(name, None)
        sent = self.prober.renewed(rest, self.body) if self.renew else rest
        exchange, response = self.prober.send(self.operation, f"omit {' '.join(places)}", self.path, sent)
        if exchange.status < 300 and is_partly_refused(json_of(response), sent):
            exchange = self.prober.target.mark(exchange, "refused")
        self.is_used = 200 <= exchange.status < 300
        return exchange


def _another(value: Any, aspects: Mapping[str, Any]) -> Any:
    """A value that is not the default: of a member another one, of true false."""
    if "default" not in aspects or str(value).lower() != str(aspects["default"]).lower():
        return value
    if isinstance(value, bool):
        return not value
    return next((one for one in aspects.get("values", ()) if isinstance(value, str) and one != value), value)


def _is_plain(value: Any) -> bool:
    """Whether a value of an optional field stands for itself: a scalar, or a list or a map of some."""
    items = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else [value]
    return bool(items) and not any(isinstance(one, dict | list) for one in items)


def confirm(target: Target) -> None:
    """Ask once more what was answered so only once: what a single answer shows may be noise."""
    counts = Counter((one.operation, one.status) for one in target.exchanges)
    for one in list(target.exchanges):
        alone = one.operation and counts[one.operation, one.status] == 1
        if alone and one.method == "GET" and 200 <= one.status < 500 and STRUCK not in one.url:
            parts = urlsplit(one.url)
            path = parts.path.removeprefix(target.base) + (f"?{parts.query}" if parts.query else "")
            target.send(one.operation, "confirm", "GET", path, anonymous=one.status == 401)


MOST_REPLAYED = 40  # findings


def replay(prober: Prober, operations: Sequence[Operation]) -> None:
    """Show every finding about one field of a request once more, with the least that the operation takes beside it.

    A wrong value that was taken once and is refused now is no finding. What is shown again stands beside the first: the
    report quotes the smaller one.
    """
    by_key = {operation.key: operation for operation in operations}
    shown = [one for one in prober.target.exchanges if one.operation in by_key and _shows(one, prober)]
    for one in shown[:MOST_REPLAYED]:
        path, body = prober.target.sent.get(one.id, ("", None))
        operation = by_key[one.operation]
        if not isinstance(body, dict) or ENDS.search(operation.path) or operation.key in prober.single:
            continue
        field = one.intent.split(" ")[-1 if one.intent.startswith("omit") else 2].split("/")[2]
        least = {name: value for name, value in body.items() if name == field or prober.requires(one.operation, name)}
        again = [prober.again(operation, path, part, one.intent) for part in ([least] if least != body else [])]
        if not any(_same_class(one, other) for other in again):
            again.append(prober.again(operation, path, body, one.intent))
        if one.intent.startswith("finds input-unenforced") and not any(_same_class(one, other) for other in again):
            prober.target.mark(one, "not seen again")
        for other in again:
            if not _same_class(one, other):
                prober.target.mark(other, "baseline" if other.status < 300 else "refused")


def _shows(exchange: Exchange, prober: Prober) -> bool:
    """Whether an exchange is what a finding about a field of a request rests on."""
    words = exchange.intent.split(" ")
    accepted = 200 <= exchange.status < 300
    if words[0] == "omit" and words[-1].count("/") == 2:
        return accepted == prober.requires(exchange.operation, words[-1].rpartition("/")[2])
    named = len(words) > 2 and words[2].startswith("request/body/")
    return words[0] == "finds" and named and words[1] in ("input-unenforced", "value-refused", "bound-refused")


def _same_class(one: Exchange, other: Exchange) -> bool:
    return one.status // 100 == other.status // 100


def deletions(operations: Sequence[Operation]) -> list[tuple[Operation, re.Pattern[str]]]:
    """The operations that delete something, and the paths that they take: with the server's base path or without."""
    found = []
    for operation in operations:
        if operation.method == "delete":
            steps = ("[^/]+" if "{" in step else re.escape(step) for step in operation.path.split("/"))
            base = re.escape(urlsplit(operation.base).path.rstrip("/"))
            found.append((operation, re.compile(f"(?:{base})?{'/'.join(steps)}")))
    return found


def clean_up(target: Target, operations: Sequence[Operation]) -> int:
    """Delete what the run made, where the API can delete it; what is gone already is no matter.

    How much of it was not deleted: the time was over, or no answer came.
    """
    target.cleaning = True
    known = deletions(operations)
    paths = [(operation, path) for path in dict.fromkeys(reversed(target.made))
             for operation, pattern in known if pattern.fullmatch(path)]  # fmt: skip
    answered = 0
    for operation, path in paths:
        if not target.can_afford():
            break
        answered += target.send(operation.key, "clean up", "DELETE", path)[0].status > 0
    return len(paths) - answered


def _makes_for(maker: Operation, operation: Operation) -> bool:
    """Whether `maker` creates what `operation` works on: its path goes on where the maker's ends."""
    return maker.path.count("{") < operation.path.count("{") and operation.path.startswith(f"{maker.path}/{{")


def _puts_for(maker: Operation, operation: Operation) -> bool:
    """Whether `maker` puts what `operation` works on where it belongs: `PUT /keys/{}/texts/{}` of its `/review`."""
    return operation is not maker and operation.path.startswith(f"{maker.path}/")


def _makes_such(maker: Operation, operation: Operation) -> bool:
    """Whether `maker` adds to a collection of the same name under another path."""
    steps = operation.path.split("/")
    inner = [steps[n - 1] for n, step in enumerate(steps) if n and step.startswith("{")]
    return bool(inner) and maker.path.split("/")[-1] == inner[-1]


def _closed_names(value: Any) -> Iterator[str]:
    """The names of fields that have a closed set of values somewhere in a document: none of them holds an id."""
    if isinstance(value, list):
        for item in value:
            yield from _closed_names(item)
    elif isinstance(value, Mapping):
        fields = value.get("properties")
        for name, field in fields.items() if isinstance(fields, Mapping) else ():
            if isinstance(field, Mapping) and "enum" in field:
                yield name
        for inner in value.values():
            yield from _closed_names(inner)


def _says(told: str, word: Any) -> bool:
    """Whether a word stands in a text, whatever its case."""
    is_word = isinstance(word, str) and len(word) > 1
    return is_word and re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", told, re.IGNORECASE) is not None


def _json(body: Any) -> dict[str, Any]:
    return {} if body is None else {"json": body}


MISSING = (
    r"(?:required|missing|mandatory|must (?:be )?(?:present|provided|set|sent|given)|(?:is|be) needed"
    r"|not (?:provided|present|found|set))"
)


def called_missing(name: str, told: str) -> bool:
    """Whether a refusal says of a field that it is not there."""
    near = "[^{}]{0,40}"
    pattern = rf"\b{re.escape(name)}\b{near}{MISSING}|{MISSING}{near}\b{re.escape(name)}\b"
    return len(told) < MAX_BODY and re.search(pattern, told[:4000], re.IGNORECASE) is not None


def _records(value: Any) -> Iterator[str]:
    """The texts of an answer, those that stand side by side in one object together: `amount: is required`."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    texts = [one for one in inner if isinstance(one, str)]
    yield from [": ".join(texts)] if isinstance(value, dict) else texts
    for one in inner:
        yield from _records(one) if isinstance(one, dict | list) else ()


@dataclass(frozen=True, slots=True)
class Probed:
    """The exchanges of a run, how many operations there are and were reached, and why it ended early (if it did)."""

    exchanges: tuple[Exchange, ...]
    operations: int
    reached: int
    seconds: float
    ended: str = ""
    left_out: Mapping[str, str] = field(default_factory=dict)  # operations that were not to be asked, and why


def _turn(
    prober: Prober,
    group: Sequence[Operation],
    operations: Sequence[Operation],
    asked: Sequence[Operation],
    watch: Watch,
    progress: Progress | None,
) -> None:
    """Reach the operations of a group, and try those of them that are `asked` for while their objects are there."""
    prober.reach(group, operations, progress)
    prober.lost.clear()  # what could not be made in one of many ways that were tried may be made in that which was found
    prober.measure_lag(operations)
    mine = [operation for operation in group if operation in asked]
    prober.enrich(mine)
    prober.omissions(mine, progress)
    shown(prober, mine)
    experiment(prober, operations, prober.known_facts, progress, only={operation.key for operation in mine})
    watch.turn(mine)


def probe(
    document: Mapping[str, Any],
    target: Target,
    *,
    known: Mapping[str, Any] | None = None,
    seed: int = 0,
    only: Iterable[str] = (),
    fuzz: bool = True,
    sequences: bool = True,
    declared: Facts | None = None,
    progress: Progress | None = None,
) -> Probed:
    """Baseline, credentials, omissions, experiments, then generated and stateful requests, within the target's budget.

    `declared` is what docs and spec declare (the spec alone where it is not given); `known` are values to use under
    their names (an account id); `only` are operation keys to keep to: the others are asked once each, for the ids that
    these need. Stateful requests (`sequences`) know no `only`.
    Raises SourceError where the target does not answer at all, or the document has no operation.
    """
    from driftline.fuzz import fuzz_operations, fuzz_sequences

    document = enclosed(document)
    wanted = set(only)
    declared = declared if declared is not None else facts(read_spec(document, "spec")[:1])
    prober = Prober(document, target, known=known, declared=declared)
    operations, watch = prober.operations, Watch(prober)
    asked = [o for o in operations if not wanted or o.key in wanted]
    if not asked:
        raise SourceError("the spec has no operation to probe", "Is it an OpenAPI 3 document with `paths`?")
    ended = ""
    target.deleting = tuple(pattern for _, pattern in deletions(operations))
    try:
        for group in groups(operations):
            for turn in prober.turns(group):
                _turn(prober, turn, operations, asked, watch, progress)
        confirm(target)
        computed(prober, asked)
        counted(prober, asked)
        written(prober, asked)
        repeated(prober, asked)
        aggregated(prober, asked)
        conventions(prober, asked)
        magic(prober, asked)
        replayed(prober, asked)
        watch.end()
        waiting(prober, asked)
        refused_with(prober, asked)
        replay(prober, asked)
        if fuzz:
            fuzz_operations(document, target, prober.pool, asked, seed=seed, progress=progress)
        if fuzz and sequences:
            fuzz_sequences(document, target, seed=seed, progress=progress)
    except Spent:
        ended = f"the budget was spent: {len(target.exchanges)} requests, {target.seconds:.0f} s"
    except KeyboardInterrupt:
        ended = f"interrupted after {len(target.exchanges)} requests"
    left = clean_up(target, operations)
    if left:
        ended = f"{ended or 'the run ended'}; {left:,} of the objects that it made may still be there"
    for one in [
        one for one in target.exchanges if one.intent == "unreached" and wanted and one.operation not in wanted
    ]:
        target.mark(one, "baseline")  # nobody asked about it
    keys = {operation_key(o.method, o.path, o.base) for o in operations}
    return Probed(tuple(target.exchanges), len(keys), len(keys & prober.reached.keys()), target.seconds, ended)
