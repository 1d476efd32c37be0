"""What a service delivers: an address is registered, changes are made, and what is posted there is judged.

Deliveries are kept as exchanges; what is wrong with one is marked at the request that caused it.
"""

from __future__ import annotations

import base64
import hmac
import json
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from driftline.claims import underscored
from driftline.exchange import SECRET_NAMES
from driftline.experiments.bench import (
    REFUSED,
    Bench,
    changed,
    json_of,
    leaves,
    on,
    own_path,
    same,
)
from driftline.experiments.promised import STAMPS, hours_off
from driftline.formats import instant
from driftline.naming import singular
from driftline.readers.acts import stems
from driftline.readers.spec import Operation
from driftline.target import own_id, unwrapped

if TYPE_CHECKING:
    from driftline.exchange import Exchange
    from driftline.inbox import Delivery, Inbox
    from driftline.prober import Prober

ENDPOINT = re.compile(
    r"web_?hook|(?:^|_)hooks?$|callback|listener|notification|^endpoints?$|event_(?:destination|endpoint|subscription|target)"
)
URL = re.compile(
    r"^(?:(?:webhook|callback|notification|delivery|endpoint|target|destination|listener|hook)_)?(?:url|uri|endpoint|address)$"
)
OWN_URL = re.compile(r"^(?:webhook|notification|notify|ipn|hook|postback|status_callback|callback)s?_?(?:url|uri)$")
EVENTS = re.compile(r"^(?:enabled_|subscribed_)?(?:events?|event_types|topics?|types|triggers)$")
EVENT_KEYS = ("type_event", "event_type", "event_name", "event", "type", "topic", "name")
SECRET = re.compile(r"secret|signing_key")
FIRST_WAIT = 1.0  # seconds that the first deliveries of a service may take
LEAST_WAIT = 0.1  # seconds that later ones may take, where the first came sooner
GAP = 0.04  # seconds without another delivery after which no more are expected
MOST_IDLE = 4  # changes without any delivery, after which none are waited for
# The addresses: for all events, for one, of another account, switched off.
ALL, ONE, OTHER, OFF = "all", "one", "other", "off"
SWITCH = re.compile(r"^(?:is_)?(?:enabled|active)$")


def _url_of(prober: Prober, operation: Operation) -> str:
    """The field of a registration of deliveries that takes their address; empty where an operation is none."""
    if operation.method != "post" or operation.key not in prober.reached or operation.path.endswith("}"):
        return ""
    steps = [underscored(step) for step in operation.path.split("/") if step and not step.startswith("{")]
    body = prober.reached[operation.key][1]
    names = [name for name in body if isinstance(body[name], str)] if isinstance(body, dict) and steps else []
    told = ENDPOINT.search(steps[-1]) or (steps[-1] == "subscriptions" and any(EVENTS.match(one) for one in body or ()))
    return next((name for name in names if URL.match(underscored(name))), "") if told else ""


def _with_own_address(prober: Prober) -> list[tuple[Operation, str]]:
    """The creations whose request says where what happens to the object is delivered, each with the field."""
    found = []
    for operation in prober.operations:
        body = prober.reached.get(operation.key, ("", None))[1]
        declared = prober.known_facts.get(operation.key, {})
        names = [place.removeprefix("request/body/") for place in declared if place.startswith("request/body/")]
        name = next((one for one in names if OWN_URL.match(underscored(one)) and "/" not in one), None)
        if operation.method == "post" and isinstance(body, dict) and name:
            found.append((operation, name))
    return found


@dataclass(slots=True)
class Watch:
    """Whether deliveries come as documented: one turn for each group of operations, while their objects are there."""

    prober: Prober
    endpoint: Operation | None = None  # what registers an address
    asked_for: tuple[str, ...] = ()  # the events that were registered for
    secret: str = ""
    registered: str = ""  # the path of what was registered first
    slowest: float = 0.0  # seconds that a delivery took
    idle: int = 0
    caused: dict[str, Operation] = field(default_factory=dict)  # the operation that each event came after
    told: set[str] = field(default_factory=set)
    is_on: bool = False

    def turn(self, operations: Sequence[Operation]) -> None:
        """Do once more what a run did, and judge what arrives."""
        if not self.is_on and self.prober.target.inbox is not None:
            self._start()
        for operation in [o for o in operations if self.is_on and o.method != "get" and o.key in self.prober.reached]:
            if self.endpoint is None or not f"{operation.path}/".startswith(f"{self.endpoint.path}/"):
                self._ask(operation)

    def _start(self) -> None:
        """Register for deliveries, where the service takes an address for them."""
        self.endpoint = next((one for one in self.prober.operations if _url_of(self.prober, one)), None)
        own = _with_own_address(self.prober)
        self.is_on = self.endpoint is not None or bool(own)
        if self.is_on:
            self.prober.target.take(self.inbox)
        if self.endpoint is not None:
            self._register(self.endpoint)
        for operation, name in own:
            self._address(operation, name)

    def _address(self, operation: Operation, name: str) -> None:
        """Send the address with every creation from now on, where one with it is accepted."""
        path, body = self.prober.once_more(operation)
        more = {name: self.inbox.address(ALL)}
        exchange, _ = self.prober.send(operation, "baseline", path, {**body, **more})
        if 200 <= exchange.status < 300:
            path, body, extra = self.prober.reached[operation.key]
            self.prober.reached[operation.key] = (path, {**body, **more}, extra)

    @property
    def inbox(self) -> Inbox:
        assert self.prober.target.inbox is not None
        return self.prober.target.inbox

    @property
    def facts(self) -> Mapping[str, Mapping[str, Any]]:
        """What is declared of no operation."""
        return self.prober.known_facts.get("", {})

    @property
    def events(self) -> Mapping[str, str]:
        """The documented events, each with what is said of when it is sent."""
        start = "webhook/event/"
        rows = {place.removeprefix(start): str(aspects.get("sent-when", ""))
                for place, aspects in self.facts.items() if place.startswith(start)}  # fmt: skip
        named = {key.partition(" webhook:")[2]: "" for key in self.prober.known_facts if " webhook:" in key}
        return {**named, **rows}

    def _register(self, endpoint: Operation) -> None:
        """Register one address for all events, and one for a single event."""
        every = self._offered(endpoint)
        for wanted in (every, None):
            answer = self._registered(endpoint, ALL, wanted)
            if answer is not None:
                self.asked_for = tuple(wanted or _first_list(self.prober.reached[endpoint.key][1]))
                self.secret = next((one for name, one in answer.items()
                                    if isinstance(one, str) and SECRET.search(underscored(name))), "")  # fmt: skip
                break
        if len(self.asked_for) > 1 and self._listed(endpoint, self.prober.reached[endpoint.key][1]):
            self._registered(endpoint, ONE, self.asked_for[:1])
        self._register_off(endpoint, self.asked_for)

    def _register_off(self, endpoint: Operation, events: Sequence[str]) -> None:
        """Register one address that is switched off, where the service has a switch for that."""
        declared = self.prober.known_facts.get(endpoint.key, {})
        names = [place.removeprefix("request/body/") for place, aspects in declared.items()
                 if place.startswith("request/body/") and aspects.get("type") == ("boolean",)]  # fmt: skip
        switch = next((one for one in names if SWITCH.match(underscored(one))), None)
        if switch is not None:
            self._registered(endpoint, OFF, events, {switch: False})

    def _registered(
        self,
        endpoint: Operation,
        name: str,
        events: Sequence[str] | None,
        more: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """What the service answers to a registration; None where it refuses it."""
        prober = self.prober
        path, body = prober.once_more(endpoint)
        sent = {**body, _url_of(prober, endpoint): self.inbox.address(name), **(more or {})}
        listed = self._listed(endpoint, sent)
        if events and listed:
            sent[listed] = list(events)
        exchange, response = prober.send(endpoint, "baseline", path, sent, headers=headers)
        answer = unwrapped(json_of(response))[0] if 200 <= exchange.status < 300 else None
        if isinstance(answer, dict) and not self.registered:
            self.registered = own_path(Bench(prober, endpoint, path, sent, {}), answer) or ""
        return answer if isinstance(answer, dict) else None

    def _listed(self, endpoint: Operation, body: Mapping[str, Any]) -> str:
        """The field of a registration that lists events; empty where there is none."""
        declared = self.prober.known_facts.get(endpoint.key, {})
        names = [place.removeprefix("request/body/") for place, aspects in declared.items()
                 if place.startswith("request/body/") and "array" in aspects.get("type", ())]  # fmt: skip
        held = [name for name, value in body.items() if isinstance(value, list)]
        return next((one for one in (*held, *names) if EVENTS.match(underscored(one))), "")

    def _offered(self, endpoint: Operation) -> Sequence[str]:
        """All events that one may register for: those of the enum, else those that are documented."""
        declared = self.prober.known_facts.get(endpoint.key, {})
        for place, aspects in declared.items():
            name = place.removeprefix("request/body/").removesuffix("/[]")
            if place.endswith("/[]") and EVENTS.match(underscored(name)) and "values" in aspects:
                return [str(one) for one in aspects["values"] if one != "*"]
        return sorted(self.events)

    def _ask(self, operation: Operation) -> None:
        """Do something once more, and judge what is delivered; what is wrong must be so twice."""
        first = self._asked(operation)
        problems = self._problems(operation, first) if first is not None else []
        if first is not None and not problems:
            self._again(operation, first)
        if first is None or not problems:
            return
        again = self._asked(operation)
        same_ones = {kind for kind, *_ in self._problems(operation, again)} if again is not None else set()
        for kind, place, told in problems:
            if kind in same_ones and f"{kind} {place} {told}" not in self.told:
                self.told.add(f"{kind} {place} {told}")
                self.prober.target.mark(first.cause, f"finds {kind} {place} {told}")
                return

    def _asked(self, operation: Operation) -> Caused | None:
        """One more accepted request and what arrives after it; None where it is refused."""
        prober = self.prober
        for fresh in (prober.once_more, prober.anew):  # what a creation names may be gone by now
            made = fresh(operation)
            if made is None:
                return None
            path, body = made
            if isinstance(body, dict) and "{" not in operation.path:
                body = {**prober.richer.get(operation.key, {}), **body}
            self._settle()
            self.inbox.drain()
            started = time.monotonic()
            cause, response = prober.send(operation, "baseline", path, body)
            if 200 <= cause.status < 300:
                break
        else:
            return None
        self._settle(is_cause=True)
        came = self.inbox.drain()
        if came:
            self.slowest = max(self.slowest, time.monotonic() - started)
        self.idle = 0 if came else self.idle + 1
        if response is not None and operation.method == "post":
            prober.pool.learn(operation, json_of(response), body)
        for one in came:
            name, value = event_of(one.body)
            self.caused.setdefault(name, operation)
            self.prober.target.received(self._key(name), f"delivered {name}", self.inbox.address(one.name), one, value)
        return Caused(cause, path, unwrapped(json_of(response))[0], came)

    def _settle(self, *, is_cause: bool = False) -> None:
        """Wait for what is under way: on a clock that is turned, nothing is."""
        if self.prober.target.is_pretend or (not self.inbox.is_used and (self.idle >= MOST_IDLE or not is_cause)):
            return
        known = max(LEAST_WAIT, 4 * self.slowest) if self.slowest else FIRST_WAIT
        self.inbox.settle(min(known, FIRST_WAIT), GAP)

    def _key(self, event: str) -> str:
        """The operation of the spec that an event is; empty where it declares none of that name."""
        key = f"POST webhook:{event}"
        return key if key in self.prober.known_facts else ""

    def _problems(self, operation: Operation, caused: Caused) -> list[tuple[str, str, str]]:
        """What is wrong with the deliveries that a request caused: the rule, the place, what was seen."""
        found: list[tuple[str, str, str]] = []
        mine = [one for one in caused.came if one.name == ALL]
        names = [event_of(one.body)[0] for one in mine]
        wanted = expected(operation, self.events)
        if wanted and wanted in self.asked_for and wanted not in names and self.inbox.is_used:
            came = f"{', '.join(sorted(set(names)))} came" if names else "nothing came"
            found.append(("delivery-missing", "response", f"{wanted} is documented, and {came}"))
        elif not wanted and not mine and self.inbox.is_used and self._is_told(operation):
            found.append(
                ("delivery-missing", "response", "a delivery after every change is documented, and nothing came")
            )
        counts = Counter(_identity(one) for one in mine)
        twice = next((one for one in mine if counts[_identity(one)] > 1), None)
        if twice is not None:
            found.append(
                ("delivery-repeated", "response", f"{event_of(twice.body)[0]} came {counts[_identity(twice)]} times")
            )
        found += [problem for one in mine for problem in self._unsigned(one)]
        about = [one for one in mine if len(set(names)) == 1 or event_of(one.body)[0] == wanted]
        found += [problem for one in about for problem in self._apart(operation, caused, one)]
        found += [problem for one in caused.came for problem in self._stray(one)]
        return found

    def _is_told(self, operation: Operation) -> bool:
        """Whether every change of what an operation changes is said to be followed by a delivery."""
        nouns = {underscored(place.removeprefix("webhook/of/").replace(" ", "_"))
                 for place in self.facts if place.startswith("webhook/of/")}  # fmt: skip
        fixed = [underscored(step) for step in operation.path.split("/") if step and not step.startswith("{")]
        return "{" in operation.path and any(singular(one) in nouns for one in fixed[:2])

    def _unsigned(self, one: Delivery) -> Iterator[tuple[str, str, str]]:
        """A delivery without a header that all are said to carry, or with a signature that is not of its bytes."""
        event = event_of(one.body)[0]
        headers = [place.removeprefix("webhook/header/") for place in self.facts if place.startswith("webhook/header/")]
        stated = self.prober.known_facts.get(self._key(event), {})
        headers += [place.rpartition("/")[2] for place, aspects in stated.items()
                    if place.startswith("request/header/") and aspects.get("required")]  # fmt: skip
        missing = next((name for name in headers if name not in one.headers), None)
        how = str(self.facts.get("webhook/signature", {}).get("signed", ""))
        if missing:
            yield "delivery-unsigned", "response", f"{event} came without the header {missing}"
        elif how and self.secret and headers and not is_signed(one, headers, self.secret, how):
            yield "delivery-unsigned", "response", f"the signature of {event} is not the {how} of it under the secret"

    def _apart(self, operation: Operation, caused: Caused, one: Delivery) -> Iterator[tuple[str, str, str]]:
        """A delivered object that is another than the one it is about, and a time that is not now."""
        event, value = event_of(one.body)
        for name, told in value.items() if isinstance(value, dict) else ():
            at = instant(told) if isinstance(told, str) and STAMPS.match(underscored(name)) else None
            if at is not None and not self.prober.target.is_pretend and (off := hours_off(at, time.time())):
                yield "delivery-differs", "response", f"{name} of {event} is {off} from now"
        kind = one.headers.get("content-type", "").partition(";")[0].strip().lower()
        if self._key(event) and kind and not (kind.endswith("json") or kind == "text/json"):
            yield "delivery-differs", "response", f"{event} came as {kind}"
        holder = _object_of(value, own_id(caused.answer))
        truths = [one for one in (caused.answer, self._read(operation, caused)) if isinstance(one, dict)]
        for name, told in holder.items() if holder is not None else ():
            known = [truth[name] for truth in truths if name in truth]
            plain = not any(isinstance(shown, dict | list) for shown in (told, *known))
            if known and plain and not SECRET_NAMES.search(name) and not any(same(shown, told) for shown in known):
                shown = f"{name} is {json.dumps(told)} in {event}, and {json.dumps(known[-1])} in the answer"
                yield "delivery-differs", "response", shown
                return

    def _read(self, operation: Operation, caused: Caused) -> Any:
        """The object that a creation made, as it is read."""
        own = own_path(Bench(self.prober, operation, caused.path, None, {}), caused.answer) if caused.answer else None
        reader = next((o for o in self.prober.operations if o.method == "get" and own
                       and o.path.rpartition("/")[0] == operation.path and o.path.endswith("}")), None)  # fmt: skip
        if reader is None or own is None or reader.key not in self.prober.reached:
            return None
        return on(Bench(self.prober, operation, "", None, {}), reader, own).send("read")[1]

    def _stray(self, one: Delivery) -> Iterator[tuple[str, str, str]]:
        """A delivery at the address for a single event that is of another one."""
        event = event_of(one.body)[0]
        if one.name == ONE and event != self.asked_for[0]:
            told = f"{event} came to an address that is registered for {self.asked_for[0]} alone"
            yield "delivery-unwanted", "response", told
        elif one.name == OFF:
            yield "delivery-unwanted", "response", f"{event} came to an address that is switched off"

    def end(self) -> None:
        """Nothing comes of a refused request, to another account's address, or to one that is registered no more."""
        endpoint = self.endpoint
        operation = next((one for one in self.caused.values() if one.method == "post" and "{" not in one.path), None)
        operation = operation or next(iter(self.caused.values()), None)
        if operation is None or endpoint is None or not self.asked_for:
            return
        self._refused(operation)
        if self.prober.target.other:
            self._elsewhere(endpoint, operation)
        self._ended(endpoint, operation)

    def _elsewhere(self, endpoint: Operation, operation: Operation) -> None:
        """Nothing comes to the address that another account registers; it is deleted again."""
        target = self.prober.target
        with target.of_other() as theirs:
            answer = self._registered(endpoint, OTHER, self.asked_for, headers=target.other)
        caused = self._asked(operation) if answer is not None else None
        if caused and any(one.name == OTHER for one in caused.came):
            told = "delivery-unwanted response it came to the address of another account"
            target.mark(caused.cause, f"finds {told}")
        target.delete_of_other(endpoint.key, theirs)

    def _again(self, operation: Operation, caused: Caused) -> None:
        """An action that is refused when it is taken once more is followed by no delivery."""
        if operation.method == "post" and "}/" in operation.path and caused.came:
            self._silent(operation, caused.path, self.prober.target.sent[caused.cause.id][1])

    def _refused(self, operation: Operation) -> None:
        """A refused request is followed by no delivery."""
        path, body = self.prober.once_more(operation)
        wrong = next((path for _, path, value in leaves(body) if isinstance(value, int | float | str)), None)
        if wrong is not None:
            self._settle()
            self.inbox.drain()
            self._silent(operation, path, changed(body, wrong, {"wrong": "type"}))

    def _silent(self, operation: Operation, path: str, body: Any) -> None:
        """Nothing is delivered after a request that is refused, neither the first time nor the second: what comes once may
        be late."""
        for _ in range(2):
            cause, _ = self.prober.send(operation, "refused", path, body)
            self._settle(is_cause=True)
            came = self.inbox.drain()
            if cause.status not in REFUSED or not came:
                return
        told = f"{event_of(came[0].body)[0]} came of a request that was refused"
        self.prober.target.mark(cause, f"finds delivery-unwanted response {told}")

    def _ended(self, endpoint: Operation, operation: Operation) -> None:
        """What is deleted gets no deliveries any more."""
        delete = next((o for o in self.prober.operations if o.method == "delete"
                       and o.path.rpartition("/")[0] == endpoint.path and o.path.endswith("}")), None)  # fmt: skip
        if delete is None or not self.registered:
            return
        gone, _ = self.prober.send(delete, "delete", self.registered)
        caused = self._asked(operation) if 200 <= gone.status < 300 else None
        if caused and any(one.name == ALL for one in caused.came):
            self.prober.target.mark(gone, "finds delivery-unwanted response deliveries came to it after it was deleted")


@dataclass(frozen=True, slots=True)
class Caused:
    """An accepted request, its answer, and what was delivered after it."""

    cause: Exchange
    path: str
    answer: Any
    came: tuple[Delivery, ...]


def event_of(body: bytes) -> tuple[str, Any]:
    """The name of the event in a delivery, empty where it has none, and its JSON value."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return "", None
    held = (value.get(name) for name in EVENT_KEYS) if isinstance(value, dict) else ()
    return next((one for one in held if isinstance(one, str) and len(one) < 100), ""), value


def _identity(one: Delivery) -> str:
    """What tells a delivery from another one: the id of its event, else all of it."""
    event, value = event_of(one.body)
    own = own_id(value)
    return f"{event} {own}" if own is not None else f"{event} {one.body!r}"


def _object_of(value: Any, own: Any) -> Mapping[str, Any] | None:
    """The object in a delivery that goes by an id: the delivery itself, or what it holds, three levels deep."""
    level = [value]
    for _ in range(4):
        found = next((one for one in level if own is not None and own_id(one) == own), None)
        if found is not None:
            return dict(found)
        level = [inner for one in level if isinstance(one, dict) for inner in one.values() if isinstance(inner, dict)]
    return None


def _first_list(body: Any) -> list[str]:
    """The events that a registration names."""
    lists = [one for name, one in body.items() if EVENTS.match(underscored(name)) and isinstance(one, list)]
    return [str(one) for one in lists[0]] if lists else []


CREATES = ("create", "add", "open", "register", "place", "book", "new")
BY_METHOD = {"post": CREATES, "patch": ("update", "change", "modify"), "put": ("update", "change", "replace")}
SOMETIMES = re.compile(
    r"\b(?:if|unless|only|last|fully|until|may|might|in full|by itself|automatic\w*)\b", re.IGNORECASE
)


def expected(operation: Operation, events: Mapping[str, str]) -> str:
    """The documented event that an operation causes by their names, `payment.captured` of `/payments/{}/capture`; empty
    where there is none, or where it is sent under a condition."""
    steps = [step for step in operation.path.split("/") if step]
    fixed = [underscored(step) for step in steps if not step.startswith("{")]
    if not fixed:
        return ""
    is_action = (
        operation.method == "post" and len(steps) > 2 and steps[-2].startswith("{") and singular(fixed[-1]) == fixed[-1]
    )
    verbs = (fixed[-1],) if is_action else BY_METHOD.get(operation.method, ("delete", "remove"))
    nouns = [singular(one) for one in (fixed[:-1] if is_action else fixed[-1:])]
    found: dict[bool, list[str]] = {True: [], False: []}  # by whether the event names what the path does
    for event in events:
        words = [one for one in re.split(r"[._:/-]+", underscored(event)) if one]
        for verb in verbs:
            about, does = words[: -verb.count("_") - 1], words[-verb.count("_") - 1 :]
            if about and stems(does) == stems(verb.split("_")):
                found["_".join(about) in nouns].append(event)
    certain = found[True] or (found[False] if is_action else [])
    return certain[0] if len(certain) == 1 and not SOMETIMES.search(events[certain[0]]) else ""


def is_signed(one: Delivery, headers: Sequence[str], secret: str, how: str) -> bool:
    """Whether a header of a delivery holds its HMAC, written and made as `how` says: `sha256 hex stamped`.

    What is signed is the body, or a timestamp (with or without the delivery's id before it), a dot and the body.
    """
    digest, writing, what = how.split(" ")
    values = [one.headers.get(name, "") for name in headers]
    tokens = {
        part for value in values for piece in re.split(r"[,;\s]+", value) for part in (piece, piece.partition("=")[2])
    }
    stamps = {token for token in tokens if re.fullmatch(r"\d{9,17}|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)", token)}
    ids = {value for name, value in one.headers.items() if name.endswith("-id")}
    before = [*stamps] + [f"{key}.{stamp}" for key in ids for stamp in stamps]
    texts = [f"{text}.".encode() + one.body for text in before] if what == "stamped" else [one.body]
    made = [hmac.digest(key, text, digest) for key in _keys(secret) for text in texts]
    written = {raw.hex() if writing == "hex" else base64.b64encode(raw).decode() for raw in made}
    return not written.isdisjoint(tokens | {token.partition(",")[2] for token in values})


def _keys(secret: str) -> Iterator[bytes]:
    """The bytes that a secret may stand for: its own, and of `whsec_...` those that it writes in base64."""
    yield secret.encode()
    rest = secret.partition("_")[2]
    if rest and re.fullmatch(r"[A-Za-z0-9+/]{8,}={0,2}", rest) and len(rest) % 4 == 0:
        yield base64.b64decode(rest)
