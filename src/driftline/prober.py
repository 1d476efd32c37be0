"""What a run over one document and one target knows: what was accepted, what was made, and how to make it once more."""

from __future__ import annotations

import json
import re
import uuid
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import httpx

from driftline.blame import blamed
from driftline.claims import underscored
from driftline.exchange import Exchange
from driftline.experiments.bench import Facts, code_of, is_ending, is_written_as, leaves, left_of, says, texts_in
from driftline.experiments.lifecycle import ALL_LEFT
from driftline.experiments.listing import items_of
from driftline.experiments.ordered import in_order, makes_for, makes_such, puts_for
from driftline.experiments.reaching import learn_before, learn_way, shown_at_once
from driftline.pool import Pool, resource_of, singular_name
from driftline.readers.document import point
from driftline.readers.spec import Operation, credential, schemes_of
from driftline.samples import MOST_DAYS, Sampler, bodies, examples_of, fields, has_date, json_media, moved, renewed
from driftline.target import (
    CONFLICT,
    CREATED,
    CURRENT,
    ID_NAMES,
    PRECONDITION_REQUIRED,
    Target,
    names_id,
    own_id,
    unwrapped,
)

Progress = Callable[[int, int, str], None]
LEAST_DAYS = 90  # among which days are moved, where many lie too far ahead
MOST_DEPTH = 2  # makers of what a maker rests on
MOST_LOST = 3  # times that what a maker rests on is made anew in vain
MOST_UNNAMED = 3  # refusals of several values that name none, before they are only asked for alone
MOST_LESSONS = 3  # codes of refusals of one operation and status that may teach something
MOST_SPARED = 12  # requests that count for a service that lists what is wrong
# By which a retry may be known; a card's token is none.
TOKENS = re.compile(
    r"^(?:(?:client|request|retry|unique|operation|order|form)_)?(?:token|nonce)$|(?:^|_)(?:idempotency_key|request_id|dedup\w*)$"
)
# A refusal of a day that is to come, or too long ago.
PAST = re.compile(
    r"(?:\b(?:can)?not|n't|\bnever)\b[^.\"]{0,40}\b(?:future|later|ago)\b|\bmust be (?:in the )?past\b", re.IGNORECASE
)


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
        self.closed = frozenset(_closed_names(document, document)) - {"id", "session"}
        self.reached: dict[str, tuple[str, Any, dict[str, Any]]] = {}
        self.ways: dict[
            str, list[tuple[Operation, Any]]
        ] = {}  # what was made and done before each operation was reached
        self.richer: dict[str, Any] = {}  # accepted bodies with more of the optional fields than the first that was
        self.renews: dict[str, bool] = {}  # operations that take new references of the merchant's own alone
        self.replays: set[str] = set()  # creations that take a request which they know for a retry
        self.own = {place.rpartition("/")[2] for places in self.known_facts.values() for place, aspects in places.items()
                    if aspects.get("unique") and place.startswith("request/body/")}  # fmt: skip
        self.most_days = MOST_DAYS  # by which days are moved that must be others each time
        self.refusals: dict[str, Exchange] = {}  # how the last attempt to make something was answered
        self.firm: set[str] = set()  # operations that take the ids that they were accepted with, and no newer ones
        self.learnt: set[tuple[str, int, str]] = set()  # refusals that taught something: operation, status, code
        self.explored: dict[str, int] = {}  # how many operations were reached when a creation's objects were explored
        self.tries: Counter[str] = Counter()  # of what was tried on the objects of a creation
        self.fed: Counter[str] = Counter()  # of what was done for an operation to find enough of what it takes from
        self.lost: Counter[str] = Counter()  # how often something could not be made again, nor with what it rests on
        self.roles = self._described_roles()  # the kind of what a name for a role stands for: a guide, of `leader_id`
        self.keys = self._keys()
        self.own |= set(self.keys.values())
        self.coded = self._coded()
        self.brings: dict[str, Operation] = {}  # of a creation: the list that shows what comes with what it makes
        self.sought: set[str] = (
            set()
        )  # collections of which it was found out what brings their objects, or that nothing does
        self.handles: set[str] = set()  # names of what answers show of an object and others are told it by: a `barcode`
        self.kept: set[str] = set()  # names whose new values were refused: they stay as they were accepted
        self.taken_texts: set[tuple[str, str, str]] = set()  # that were accepted: of an operation, under a name
        self.conditional: set[str] = set()  # operations that ask for the version of what they change
        self.single: set[str] = set()  # operations that use up the object that they work on
        self.using: dict[str, bool] = {}  # whether a creation uses up what its request names: the item that is lent
        # what is done to what a creation names before it is accepted
        self.before: dict[str, list[tuple[Operation, Any]]] = {}
        self.learning = ""  # the operation of which a way to a new object is sought
        # of operations: the fields that must be what the object of the path has, and its fields
        self.alike: dict[str, dict[str, str]] = {}
        self.shown_at = {key: shown_paths(places) for key, places in self.known_facts.items()}
        self.spared = 0  # requests, by refusals that named several wrong values
        self.limited: Mapping[str, str] | None = (
            None  # headers of a key that may only read; None where nobody looked yet
        )
        self.unknown: tuple[int, Any] | None = None  # how a path that cannot exist is answered
        self.pages = {key: shown_bodies(places) for key, places in self.known_facts.items()}

    def _described_roles(self) -> dict[str, str]:
        """The kinds of which descriptions say that ids named for a role are: "the guide who leads it", of `leader_id`."""
        found: dict[str, str] = {}
        named = ((o, name) for o in self.operations for name in fields(self.document, o.data) if names_id(name))
        for operation, name in named:
            words = {singular_name(word) for word in re.findall(r"[a-z]+", self.described(operation, name).lower())}
            kinds = sorted(words & self.kinds)
            if len(kinds) == 1 and re.sub(r"_id$", "", underscored(name)) not in self.kinds:
                found.setdefault(underscored(name), kinds[0])
        return found

    def bodies(self, operation: Operation, most: int = 3) -> list[Any]:
        """Bodies to try for an operation, likeliest first: those that the spec shows, those of the pages, made ones."""
        return bodies(self.document, operation.data, most, self.pages.get(operation.key, ()))

    def renew(self, operation: Operation, path: str, body: Any, *, deeply: bool = False) -> bool:
        """Make all that a request names anew, and what that belongs to (`deeply`); whether it names something, and all of
        that was made."""
        beneath = self.rests_on(operation, path, body)
        above = [maker for one in beneath for maker in self.makers(one)[:1]] if deeply else []
        beneath = [*dict.fromkeys(one for one in above if one not in beneath), *beneath]
        return bool(beneath) and all(self.make_with(one, self.reached[one.key][1], 1) for one in beneath)

    def acts_on(self, makers: Sequence[Operation], but: Operation) -> list[Operation]:
        """What can be done to the objects of some creations without ending them, one operation left out."""
        return [o for one in makers for o in self.operations if o.key in self.reached and o.method == "post"
                and o is not but and makes_for(one, o) and not is_ending(o) and not o.path.endswith("}")]  # fmt: skip

    def step(self, step: tuple[Operation, Any]) -> bool:
        """Whether one thing is done to the newest object, or one more object is made."""
        other, body = step
        if other.method == "post" and "{" not in other.path:
            return self.make_with(other, body)
        there = self.path(other)
        if isinstance(body, dict) and there is not None and ALL_LEFT in body.values():
            left = self.left(there.rpartition("/")[0])
            if left is None:
                return False
            body = {name: left if one is ALL_LEFT else one for name, one in body.items()}
        if there is None:
            return False
        return self.accepts(other, there, self.asked(other, body)) or self._is_put_anew(other, there, body)

    def _is_put_anew(self, operation: Operation, path: str, body: Any) -> bool:
        """Whether something is put into an object that was made just now, where the one that was made last is refused: a
        product that is archived."""
        maker, _ = self.pool.makers.get(unquote(path.rpartition("/")[2]), (None, ""))
        refused = self.target.exchanges[-1]
        puts = operation.method == "put" and operation.path.endswith("}") and refused.status == CONFLICT
        if not puts or maker is None or maker.key not in self.reached or operation.path.startswith(f"{maker.path}/"):
            return False
        there = self.path(operation) if self.make_with(maker, self.reached[maker.key][1]) else None
        return there is not None and self.accepts(operation, there, self.asked(operation, body))

    def left(self, path: str) -> Any:
        """What is left of an object, the balance of a bill, as it is read or as what belongs to it is."""
        for reader in [o for o in self.operations if o.method == "get" and o.key in self.reached]:
            there = self.path(reader) or ""
            if there == path or (there.rpartition("/")[0] == path and not reader.path.endswith("}")):
                left = left_of(unwrapped(self.send(reader, "look", there)[0].response_body)[0])
                if left is not None:
                    return left
        return None

    def afresh(self, operation: Operation) -> tuple[str, Any] | None:
        """The path and the body of a reached operation on an object made just now, in the way in which it was reached."""
        if operation.key in self.reached and self.uses_up(operation):
            return self.anew(operation)
        if operation.key not in self.ways and operation.key in self.reached:
            learn_way(self, operation)
        made = next(iter(self.origins(operation)), None)
        way = self.ways.get(operation.key) or ([(made, self.reached[made.key][1])] if made is not None else [])
        if not way or operation.key not in self.reached or not self.make_with(*way[0]):
            return None
        if not all(map(self.step, way[1:])):
            return None
        path = self.path(operation)
        return None if path is None else (path, self.asked(operation, self.reached[operation.key][1]))

    def uses_up(self, operation: Operation) -> bool:
        """Find out, once, whether a creation is accepted again only with new objects in the place of those that it names.

        Where those of the baseline are gone, and new ones are accepted more than once, these are the baseline from now on.
        """
        if operation.key not in self.using:
            self.using[operation.key] = False
            path, body, extra = self.reached[operation.key]
            named = operation.method == "post" and bool(self.rests_on(operation, path, body)) and "{" not in path
            if not named or self.accepted_again(operation, path, body) is not None:
                return False
            known = {name: list(kept) for name, kept in self.pool.values.items()}
            fresh = self._accepted_anew(operation)
            if fresh is None and "{" not in operation.path and learn_before(self, operation):
                fresh = self._accepted_anew(operation)
            if fresh is None:
                self.pool.values = known  # what was made in vain is in no state in which it serves others
            else:
                self.using[operation.key] = self.accepted_again(operation, *fresh) is None
                self.reached[operation.key] = (*fresh, extra)
        return self.using[operation.key]

    def _accepted_anew(self, operation: Operation) -> tuple[str, Any] | None:
        """What a creation is accepted with once what it names was made just now; None where it is not."""
        fresh = self.anew(operation)
        return fresh if fresh is not None and self.accepted_again(operation, *fresh) is not None else None

    def anew(self, operation: Operation, *, deeply: bool = False) -> tuple[str, Any] | None:
        """The path and the body of a reached operation, with what they name made just now (`deeply`: what that is in, too)."""
        path, body, _ = self.reached[operation.key]
        if not self.renew(operation, path, body, deeply=deeply):
            return None
        for one in self.before.get(operation.key, ()):
            self.step(one)
        return self.path(operation) or path, self.asked(operation, body)

    def make(self, maker: Operation, other: Mapping[str, Any] | None = None) -> bool:
        """Make one more object in the way in which it was made before, with `other` values of some fields, and learn its
        ids; whether it was made."""
        body = self.reached[maker.key][1]
        return self.make_with(maker, {**body, **other} if other and isinstance(body, dict) else body)

    def ready_path(self, operation: Operation) -> str:
        """The path of an operation on the newest object, or its template where nothing is known of one."""
        return self.path(operation) or operation.path

    def ready(self, operation: Operation) -> tuple[str, Any]:
        """The path and the body of a reached operation, on the newest object."""
        path, body, _ = self.reached[operation.key]
        filled = self.asked(operation, body)
        return self.beside(operation, self.path(operation) or path, filled), filled

    def beside(self, operation: Operation, path: str, body: Any) -> str:
        """The path, on the object beneath which what a body names was made: a category of that event, not of the newest."""
        steps, template = path.split("/"), plain_steps(self.template(operation))
        made = [(self.pool.makers[text][0], self.pool.homes.get(text, ""))
                for text in texts_in(body) if "{}" in template and text in self.pool.makers]  # fmt: skip
        made += filter(None, (self.made_by(place.rpartition("/")[2], one) for place, _, one in leaves(body)))
        for maker, home in made:
            theirs, known = plain_steps(self.template(maker)), home.split("/")
            for at, step in enumerate(template[: min(len(known), len(steps))]):
                if step == "{}" and theirs[: at + 1] == template[: at + 1]:
                    steps[at] = known[at]
        return "/".join(steps)

    def asked(self, operation: Operation, body: Any) -> Any:
        """A body with the ids of the newest objects, and new references where those of the baseline would be a retry."""
        filled = self.filled(body)
        filled = self.in_time(operation, filled) if operation.method in ("put", "patch") else filled
        is_new = operation.key in self.replays or self.renews.get(operation.key)
        return self.as_own(operation, self.path(operation) or "", self.renewed(filled, filled) if is_new else filled)

    def as_own(self, operation: Operation, path: str, body: Any) -> Any:
        """A body with what the object of a path has, where its fields must be that (`alike`): a recipient's name."""
        names = self.alike.get(operation.key, {}) if isinstance(body, dict) else {}
        ids = frozenset(unquote(step) for step in path.split("/"))
        for answer in reversed(self.pool.answers if names else ()):
            for holder in holders(answer, ids):
                own = {name: holder.get(called) for name, called in names.items() if name in body}
                if told := {name: one for name, one in own.items() if isinstance(one, str) and one}:
                    return {**body, **told}
        return body

    def sooner(self, body: Any, refused: Exchange) -> Any:
        """A body with the days that a refusal names as those of tomorrow, or of yesterday where it wants none to come; None
        where it names none, or they are."""
        told = json.dumps(refused.response_body)[:4000] if refused.status in (400, 409, 422) else ""
        dates = {name: one for name, one in (body.items() if isinstance(body, dict) and told else ()) if has_date(one)}
        day = (self.target.now() + timedelta(days=-1 if PAST.search(told) else 1)).date().isoformat()
        late = {
            name: day + one[10:] for name, one in dates.items() if (name in told or one in told) and one[:10] != day
        }
        return {**body, **late} if late else None

    def done(self, operation: Operation) -> bool:
        """Whether an operation is accepted on the newest object."""
        if operation.key in self.reached:
            path, body = self.ready(operation)
        else:
            path, body = self.ready_path(operation), next(iter(self.bodies(operation)), None)
        return self.accepts(operation, path, self.filled(body))

    def learn(self, operation: Operation, answer: Any, sent: Any, path: str) -> None:
        """Know the ids in the answer of a path to what was sent, and what paths call a new object by (`keys`)."""
        self.pool.learn(operation, answer, sent, path)
        name, holder = self.keys.get(operation.key), unwrapped(answer)[0]
        value = holder.get(name) if name is not None and isinstance(holder, dict) else None
        if name is not None and isinstance(value, str | int) and not isinstance(value, bool):
            self.pool.keep(name, value)
            self.pool.keep(resource_of(operation.path), value)
            self.pool.makers[str(value)] = (operation, name)
            self.pool.homes[str(value)] = path
        if operation.method == "post" and self.handles:
            for called, text in next(shown_at_once(holder, self.handles, {}), {}).items():
                if text not in self.pool.makers:
                    self.pool.keep(called, text)
                    self.pool.makers[text] = (operation, called)

    def _coded(self) -> frozenset[str]:
        """The kinds whose objects others name by a key or a code of their own: the bay of `from_bay`."""
        codes = {o.path.rpartition("/")[0] for o in self.operations if re.search(r"/\{(?:\w*_)?code\}$", o.path)}
        makers = [o for o in self.operations if o.method == "post" and (o.key in self.keys or o.path in codes)]
        return frozenset(resource_of(one.path) for one in makers)

    def _keys(self) -> dict[str, str]:
        """Of each creation the field by which paths name what it makes, where that is none of the usual names of ids: the
        `sku` of `/products/{sku}`."""
        found: dict[str, str] = {}
        for maker in [o for o in self.operations if o.method == "post"]:
            item = re.compile(rf"{re.escape(maker.path)}/\{{(\w+)\}}(?:/|$)")
            name = next((match.group(1) for o in self.operations if (match := item.match(o.path))), None)
            if name is not None and not names_id(name):
                found[maker.key] = name
        return found

    def accepts(self, operation: Operation, path: str, body: Any) -> bool:
        """Whether an operation is accepted: where a value is taken, a room that is occupied, with another one.

        The ids of what it makes are known from now on."""
        exchange, response = self.send(operation, "baseline", path, body)
        for _ in self.taken(operation, body, exchange):
            exchange, response = self.send(operation, "baseline", path, self.renewed(body, body))
            if 200 <= exchange.status < 300:
                self.renews[operation.key] = True
                break
        if exchange.status >= 400 and (later := self.sooner(body, exchange)) is not None:
            exchange, response = self.send(operation, "baseline", path, later)
        if response is not None and exchange.status == CREATED and exchange.body_is_json:
            self.learn(operation, response.json(), body, path)
        return 200 <= exchange.status < 300

    def makers(self, operation: Operation) -> list[Operation]:
        """What makes the object that an operation works on, the innermost first: by its path, else by the name of its
        collection."""
        known = [o for o in self.operations if o.method == "post" and o.key in self.reached]
        above = [o for o in known if makes_for(o, operation)] + [
            o
            for o in self.operations
            if o.method == "put"
            and o.key in self.reached
            and puts_for(o, operation)
            and o.path.rpartition("/")[0] not in {one.path for one in known}  # what changes an object does not make it
        ]
        such = [o for o in known if makes_such(o, operation)]
        return sorted(above, key=lambda o: -o.path.count("/")) or sorted(
            such, key=lambda o: -operation.path.rfind(f"/{o.path.rpartition('/')[2]}/{{")
        )

    def origins(self, operation: Operation) -> list[Operation]:
        """What makes the object that an operation works on, else what brings it along with what it makes."""
        bringing = [o for o in self.operations if o.key in self.brings]
        brought = [o for o in bringing if operation.path.startswith(f"{self.brings[o.key].path}/{{")]
        return self.makers(operation) or brought

    def make_with(self, maker: Operation, body: Any, depth: int = 0) -> bool:
        """Make one more object, with references of its own, and learn its ids; whether it was made.

        Where that is refused, what it rests on may be gone or used up: that is made anew first.
        """
        above = self.makers(maker)[:1] if maker.method == "put" and depth < MOST_DEPTH else []
        if any(not self.make_with(one, self.reached[one.key][1], depth + 1) for one in above):
            return False  # what is put anew is put on something new
        path = self.path(maker)
        if path is None:
            return False
        if self.using.get(maker.key) and depth < MOST_DEPTH:
            fresh = self.anew(maker)
            return fresh is not None and self.made(maker, fresh[0], self.renewed(fresh[1], fresh[1]), anew=depth > 0)
        filled = body if maker.key in self.firm else self.filled(body)
        path = self.beside(maker, path, filled)
        for renew in self.ways_to_renew(maker, filled):
            if self.made(maker, path, self.renewed(filled, filled) if renew else filled, anew=depth > 0):
                self.renews[maker.key] = renew
                return True
        if maker.key in self.before and all(map(self.step, self.before[maker.key])):  # there was not enough of it left
            filled = self.filled(body)
            if self.made(maker, path, self.renewed(filled, filled), anew=depth > 0):
                return True
        ready = self.afresh(maker) if len(self.ways.get(maker.key, ())) > 1 and depth < MOST_DEPTH else None
        if ready is not None and self.made(maker, *ready, anew=depth > 0):
            return True  # what it is made in had to be in the right state
        if filled != body and depth == 0 and self.made(maker, path, self.renewed(body, body)):
            self.firm.add(maker.key)  # what it was accepted with is in the right state, and what is newer is not
            return True
        if depth >= MOST_DEPTH:
            return False
        if self.lost[maker.key] >= MOST_LOST:
            is_known = maker.key in self.using
            return not is_known and self.uses_up(maker) and self.make_with(maker, body, depth)
        before = {name: list(kept) for name, kept in self.pool.values.items()}
        beneath = self.rests_on(maker, path, filled)
        again = [self.make_with(one, self.reached[one.key][1], depth + 1) for one in beneath]
        self.firm.discard(maker.key)
        if any(again) and self.make_with(maker, body, MOST_DEPTH):
            return True
        acts = [one for one in self.acts_on(beneath, maker) if any(again) and self.done(one)]
        if acts and self.make_with(maker, body, MOST_DEPTH):
            self.before[maker.key] = [(one, self.reached[one.key][1]) for one in acts]
            return True
        self.pool.values = before  # what was made anew is no better: it may not belong together
        self.lost[maker.key] += 1
        return False

    def made(self, maker: Operation, path: str, sent: Any, *, anew: bool = False) -> bool:
        """Send a creation and learn the ids of what it made; whether it did."""
        exchange, response = self.send(maker, "baseline", path, sent)
        self.refusals[maker.key] = exchange
        if exchange.status in (400, 422) and self._is_too_far(maker, sent, exchange):
            self.most_days = max(LEAST_DAYS, self.most_days // 4)
        if response is None or not response.is_success or not exchange.body_is_json or self.is_replay(maker, exchange):
            return False
        self.learn(maker, response.json(), sent, path)
        if anew:
            self.pool.replace(maker, response.json())
        if maker.key in self.brings:
            self.learn_brought(maker, unwrapped(response.json())[0])
        return True

    def learn_brought(self, maker: Operation, made: Any) -> bool:
        """Know the item of a list that names an object which was made just now, as the newest of its kind; whether there is
        one."""
        lister = self.brings[maker.key]
        path, own = self.path(lister), own_id(made)
        answer = self.send(lister, "look", path)[0].response_body if path is not None and own is not None else None
        for item in items_of(answer) or ():
            theirs = own_id(item)
            if theirs is not None and str(own) in texts_in(item):
                self.pool.learn(lister, item)
                self.pool.makers[str(theirs)] = (maker, resource_of(lister.path))
                return True
        return False

    def _is_too_far(self, maker: Operation, sent: Any, refused: Exchange) -> bool:
        """Whether a refusal names a day that was moved far from the one that was accepted first: it lies too far ahead."""
        told, first = json.dumps(refused.response_body)[:4000], self.reached.get(maker.key, ("", None))[1]
        if not isinstance(sent, dict) or not isinstance(first, dict):
            return False
        pairs = ((name, sent.get(name), first.get(name)) for name in self.own)
        return any(isinstance(one, str) and isinstance(other, str) and has_date(one) and has_date(other)
                   and one > moved(other, LEAST_DAYS) and says(told, name) for name, one, other in pairs)  # fmt: skip

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

    def taken(self, operation: Operation, body: Any, refused: Exchange) -> Iterator[None]:
        """The lessons of a conflict that names a value which was sent, or a field whose values must be new each time."""
        told = json.dumps(refused.response_body)[:4000] if refused.status == CONFLICT else ""
        own = {name for name, one in (body.items() if isinstance(body, dict) and told else ()) if isinstance(one, str)}
        if operation.key in self.reached and any(says(told, name) for name in own & self.own):
            yield
        elif any(says(told, value) for value in (body.values() if isinstance(body, dict) and told else ())):
            yield from self._taught(operation, body, refused)

    def _lessons(self, body: Any, refused: Exchange) -> Iterator[None]:
        """What a refusal says of the references that must be new: the texts that it names, the dates, else any free text.

        Each lesson is forgotten when the next one is asked for.
        """
        sent = body.items() if isinstance(body, dict) and refused.status in (400, 409, 422) else ()
        texts = {name for name, value in sent if isinstance(value, str) and value and name not in self.closed
                 and not names_id(name)}  # fmt: skip
        told = json.dumps(refused.response_body)[:4000]
        named = {one for one in texts if says(told, one) or (refused.status == CONFLICT and says(told, body[one]))}
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
        own = {*self.own, *tokens} - self.kept
        return renewed(
            body,
            baseline,
            f"{self.target.sign}{mark}",
            own,
            self.closed | self.kept,
            self.most_days,
            set(self.keys.values()),
        )

    def rests_on(self, maker: Operation, path: str, body: Any) -> list[Operation]:
        """What made the objects that a request names, what is outside before what is inside."""
        steps = [unquote(step) for text in texts_in([path, body]) for step in text.split("/")]
        named = [self.pool.makers[step][0] for step in steps if step in self.pool.makers and not step.isdigit()]
        inside = path.split("/")
        kept = [self.pool.numbered.get((singular_name(inside[n - 1]), step)) for n, step in enumerate(inside) if n]
        kept += [self.made_by(place.rpartition("/")[2], one) for place, _, one in leaves(body)]
        named += [one[0] for one in kept if one is not None]
        found = {one.key: one for one in named if one.key in self.reached and one is not maker}
        return sorted(found.values(), key=lambda one: one.path.count("{"))

    def refers(self, operation: Operation, name: str) -> bool:
        """Whether a field of a request names another object: by its id, or by what others of its kind are called by."""
        is_key = name in self.keys.values() and self.keys.get(operation.key) != name
        return (
            names_id(name)
            or is_key
            or name in self.handles
            or underscored(name) in self.coded
            or bool(self.parts({name: ""}))
        )

    def is_given(self, name: str, value: Any) -> bool:
        """Whether a value is an id that the service gave in this run."""
        return self.made_by(name, value) is not None or (isinstance(value, str) and value in self.pool.makers)

    def _kind_of(self, called: str, value: Any) -> str:
        """The kind of the object that an id stands for, where its name does not say it: an agent, of `assignee_id`."""
        stem = re.sub(r"_id$", "", called)
        known, place = self.pool.makers.get(str(value), (None, ""))
        numbered = self.made_by(called, value)
        maker = numbered[0] if numbered is not None else known if place.rpartition("/")[2] in ID_NAMES else None
        return resource_of(maker.path) if maker is not None and stem != called and stem not in self.kinds else ""

    def made_by(self, name: str, value: Any) -> tuple[Operation, str] | None:
        """What made the object that a number under a name stands for, and where: of its kind, or of the only kind that has
        such a number."""
        if not isinstance(value, int) or isinstance(value, bool) or not names_id(name):
            return None
        called = underscored(name)
        kinds = [kind for kind, number in self.pool.numbered if number == str(value)]
        kind = self.roles.get(called, re.sub(r"_id$", "", called))
        kind = kind if kind in kinds or kind in self.kinds or len(kinds) != 1 else kinds[0]
        return self.pool.numbered.get((kind, str(value)))

    def in_time(self, operation: Operation, body: Any) -> Any:
        """A body whose dates are the day after those that the object was made with."""
        last = self.refusals.get(next((one.key for one in self.makers(operation)), ""))
        known = self.target.sent[last.id][1] if last is not None else None
        if not isinstance(body, dict) or not isinstance(known, dict):
            return body
        names = [name for name, one in body.items() if has_date(one) and has_date(known.get(name))]
        return {**body, **{name: moved(known[name], 1) for name in names}}

    def template(self, operation: Operation) -> str:
        """The path of an operation on the target, with the names of its parameters."""
        base = urlsplit(operation.base).path.rstrip("/") if "://" in operation.base else operation.base.rstrip("/")
        return operation.path if base == self.target.base and base else f"{base}{operation.path}"

    def path(self, operation: Operation, *, guess: bool = False) -> str | None:
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

    def at_shown(self, operation: Operation) -> Iterator[str]:
        """The path on what the run knows, with the last of its parameters as pages show it: `/projects/{}/members/103`."""
        path, steps = self.path(operation, guess=True) or "", self.template(operation).split("/")
        last = max((n for n, step in enumerate(steps) if step.startswith("{")), default=0)
        for shown in self.shown_at.get(operation.key, ()) if last else ():
            there, known = shown.split("/"), path.split("/")
            if len(there) >= len(steps) and there[last - len(steps)] != known[last]:
                yield "/".join([*known[:last], there[last - len(steps)], *known[last + 1 :]])

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
            elif kind == "header" and name.lower() == "if-match":
                if parameter.get("required") is True or operation.key in self.conditional:
                    headers[name] = CURRENT
            elif parameter.get("required") is True and name.lower() not in secret and kind in ("query", "header"):
                known = self._shared(operation, name) if kind == "query" else None
                known = self.pool.find(name) if known is None else known
                value = next(iter(examples_of(parameter)), None)
                if value is None:
                    value = Sampler(self.document, full=False).value(parameter.get("schema", {}))
                chosen = known if known is not None else value
                (params if kind == "query" else headers)[name] = chosen if kind == "query" else str(chosen)
        if operation.key in self.conditional and not any(name.lower() == "if-match" for name in headers):
            headers["If-Match"] = CURRENT
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

    def filled(self, value: Any, name: str = "", outer: str = "") -> Any:
        """A body in which every id that the service gave stands in the place of the example's."""
        if isinstance(value, dict):
            filled = {key: self.filled(inner, key, singular_name(name)) for key, inner in value.items()}
            return {**filled, **self._in_roles(value)}
        if isinstance(value, list):
            return [self.filled(inner, name, outer) for inner in value]
        if name in self.closed or isinstance(value, bool) or not isinstance(value, str | int):
            return value
        called = underscored(name)
        if (outer and name in self.keys.values()) or name in self.handles:  # inside of something, it names another one
            found = self.pool.find(name)
        elif called in self.coded:
            found = self.pool.find(called)
        elif called in ("id", "session"):
            outers = (outer, *reversed(outer.split("_")), *outer.split("_"))
            found = self.pool.find(*(n for n in (f"{outer}_{called}", *outers) if n))
        elif called.endswith(("_id", "_session", "_token", "_code")):
            found = self.pool.find(*filter(None, [self._kind_of(called, value)]), called, re.sub(r"_id$", "", called))
        else:  # `customer` may hold the id of one: where the example is written as such an id is
            found = next(
                (one for one in self.pool.values.get(singular_name(called), ()) if is_written_as(value, one)), None
            )
        return found if isinstance(found, type(value)) else value

    def _in_roles(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """What a body calls others by, named for what they are there for: of `source_wallet_id` a wallet's id, of `from_bay`
        the code of a bay, and where several name one kind, of each another one."""
        taken: dict[str, int] = Counter()
        found: dict[str, Any] = {}
        for name, kind in self.parts(value).items():
            kept = self.pool.values.get(kind, ())
            if kept:
                found[name] = kept[min(taken[kind], len(kept) - 1)]
                taken[kind] += 1
        return {name: one for name, one in found.items() if isinstance(one, type(value[name]))}

    def parts(self, value: Mapping[str, Any]) -> dict[str, str]:
        """The kind of each object that a body names for what it is there for, by the name of the field."""
        found: dict[str, str] = {}
        for name, one in value.items():
            words = underscored(name).split("_")
            is_id = words[-1] == "id"
            stem = words[:-1] if is_id else words
            if len(stem) < 2 or "_".join(stem) in self.kinds or isinstance(one, dict | list | bool | None):
                continue
            kinds = ("_".join(stem[n:]) for n in range(1, len(stem)))
            kind = next((kind for kind in kinds if (self.pool.values.get(kind) if is_id else kind in self.coded)), None)
            if kind is not None:
                found[name] = kind
        return found

    def accepted_again(self, operation: Operation, path: str, body: Any) -> bool | None:
        """Whether the baseline is accepted again with new references (True) or only as it is (False); None if neither:
        then a refusal names no cause."""
        for renew in (True, False):
            exchange, _ = self.send(operation, "baseline", path, self.renewed(body, body) if renew else body)
            if 200 <= exchange.status < 300 and not self.is_replay(operation, exchange):
                if renew and "{" in operation.path:
                    self.renews[operation.key] = True  # what it takes may be taken once, on whatever object
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
        body = self.referring(operation, body, intent)
        extra = self.extras(operation)
        for name, more in (("headers", headers), ("params", params)):
            if more:
                extra[name] = {**extra.get(name, {}), **more}
        payload = _json(body) if content is None else {"content": content}
        method = operation.method.upper()
        exchange, response = self.target.send(
            operation.key, intent, method, path, anonymous=anonymous, **extra, **payload
        )
        if exchange.status == PRECONDITION_REQUIRED and operation.key not in self.conditional and not anonymous:
            self.conditional.add(operation.key)
            return self.send(operation, intent, path, body, headers=headers, params=params, content=content)
        if 200 <= exchange.status < 300 and isinstance(body, dict):
            self.taken_texts.update((operation.key, name, one) for name, one in body.items() if isinstance(one, str))
        if intent == "baseline" and exchange.status in (400, 422):
            self._keep_refused(operation, body, exchange)
        return exchange, response

    def referring(self, operation: Operation, body: Any, intent: str = "") -> Any:
        """A body whose keys of other objects are those of some that are there: a new one names nothing."""
        if not isinstance(body, dict) or "request/body" in intent:
            return body
        names = [name for name in body if name in self.keys.values() and self.keys.get(operation.key) != name]
        lost = [name for name in names if isinstance(body[name], str) and body[name] not in self.pool.makers]
        return {**body, **{name: one for name in lost if (one := self.pool.find(name)) is not None}}

    def _keep_refused(self, operation: Operation, body: Any, refused: Exchange) -> None:
        """Renew no more what a refusal names of a request that was accepted with another value: one of the vendor's own."""
        first = self.reached.get(operation.key, ("", None))[1]
        if isinstance(first, dict) and isinstance(body, dict):
            other = {f"request/body/{name}": name for name, one in body.items()
                     if isinstance(one, str) and one != first.get(name, one) and not has_date(one)
                     and (operation.key, name, one) not in self.taken_texts}  # fmt: skip
            self.kept.update(other[place] for place in blamed(refused.response_body, body, other))

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


def plain_steps(path: str) -> list[str]:
    """The steps of a path, those in braces without their names."""
    return ["{}" if step.startswith("{") else step for step in path.split("/")]


def shown_bodies(places: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The JSON bodies with which pages show an operation to be asked, in their order."""
    told = [aspects["asked"] for place, aspects in sorted(places.items()) if "asked" in aspects]
    return [body for one in told if isinstance(body := json.loads(one), dict)]


def shown_paths(places: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The paths at which pages show an operation to be asked, each once."""
    return list(dict.fromkeys(str(aspects["at"]) for _, aspects in sorted(places.items()) if "at" in aspects))


def holders(value: Any, ids: Collection[str], depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The objects in an answer that have one of some ids, the inner ones first."""
    inner = value.values() if isinstance(value, dict) else value[:5] if isinstance(value, list) else ()
    for one in inner if depth < 4 else ():
        yield from holders(one, ids, depth + 1)
    if isinstance(value, dict) and str(own_id(value)) in ids:
        yield value


def _id_of(exchange: Exchange) -> str | int | None:
    """The id of the object in an answer; a code counts where it is plainly that of an object, and not of an outcome."""
    value = unwrapped(exchange.response_body)[0]
    own = own_id(value)
    is_id = isinstance(value, dict) and not {"id", "uuid"}.isdisjoint(value)
    is_code = isinstance(own, str) and len(own) > 3 and re.search(r"\d", own) is not None and not own.isdigit()
    return own if is_id or is_code else None


def _closed_names(value: Any, document: Mapping[str, Any]) -> Iterator[str]:
    """The names of fields that have a closed set of values somewhere in a document: none of them holds an id."""
    if isinstance(value, list):
        for item in value:
            yield from _closed_names(item, document)
    elif isinstance(value, Mapping):
        fields = value.get("properties")
        for name, field in fields.items() if isinstance(fields, Mapping) else ():
            known = point(document, field["$ref"]) if isinstance(field, Mapping) and "$ref" in field else field
            if isinstance(known, Mapping) and "enum" in known:
                yield name
        for inner in value.values():
            yield from _closed_names(inner, document)


def _json(body: Any) -> dict[str, Any]:
    return {} if body is None else {"json": body}
