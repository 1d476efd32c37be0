"""What the specs let a page reader know: operations, base paths, response shapes. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from driftline.claims import ENVELOPES, LISTS, Notebook, Reading, Subject, base_path, canonical, host_of, operation_key
from driftline.readers.acts import Acts, singular, stem
from driftline.readers.page import Page, Section


@dataclass(frozen=True)
class Known:
    """The operations that specs (and operation pages) declare, indexed for pages.

    `bindings` are object pages that somebody bound to answers by hand: page -> places, none to bind it to nothing.
    `bodies` maps an operation to what it answers: place -> names of the fields there. A place is that of a success
    response's object or of the items of its list, in the response's body or under one of the usual names in it.
    `answered` are the names of all fields that an operation answers, however deep.
    """

    operations: frozenset[str] = frozenset()
    bases: tuple[str, ...] = ()
    hosts: frozenset[str] = frozenset()
    titles: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    kinds: Mapping[Subject, str] = field(default_factory=dict)
    sets: tuple[tuple[Subject, frozenset[str]], ...] = ()
    bindings: Mapping[str, tuple[Subject, ...]] = field(default_factory=dict)
    folders: Mapping[str, frozenset[str]] = field(default_factory=dict)
    answered: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def digest(self) -> str:
        """64 hex digits (SHA-256) for all of it: a page says the same to two readers who know the same."""
        plain = [_sorted(getattr(self, one.name)) for one in fields(self)]
        return hashlib.sha256(canonical(plain).encode()).hexdigest()

    def resolve(self, method: str, path: str) -> str | None:
        """The known operation that a page means: its path may be a template or an example, with a base or without."""
        for base in ("", *self.bases):
            key = operation_key(method, path, base)
            if key in self.operations:
                return key
        for base in ("", *self.bases):
            wanted = operation_key(method, path, base).split("/")
            fits = [
                "/".join(known) for known in self.templates.get((wanted[0], len(wanted)), ()) if _fits(wanted, known)
            ]
            if len(fits) == 1:
                return fits[0]
        return None

    @cached_property
    def acts(self) -> Acts:
        """What can be done to one object of each collection, by verb and noun."""
        return Acts.of(self.operations)

    @cached_property
    def templates(self) -> Mapping[tuple[str, int], list[list[str]]]:
        """The operations as steps, by method and number of steps."""
        found: dict[tuple[str, int], list[list[str]]] = {}
        for key in sorted(self.operations):
            steps = key.split("/")
            found.setdefault((steps[0], len(steps)), []).append(steps)
        return found

    @cached_property
    def fields(self) -> Mapping[str, frozenset[str]]:
        """The names of the fields of all answers about a resource, by the fixed steps of the paths."""
        found: dict[str, set[str]] = {}
        for operation, answers in self.bodies.items():
            for step in operation.split("/")[1:]:
                found.setdefault(step, set()).update(*answers.values())
        return {step: frozenset(names) for step, names in found.items()}

    def answer(self, operation: str, status: str = "", names: frozenset[str] = frozenset()) -> str:
        """The place of what an operation answers: with a status, else its first success; where several objects stand
        there, the one that has most of `names`."""
        bodies = self.bodies.get(operation, {})
        status = status or next((place.split("/")[1] for place in sorted(bodies)), "200")
        wanted = [place for place in sorted(bodies) if place.split("/")[1] == status]
        return max(wanted, key=lambda place: len(names & bodies[place]), default=f"response/{status}/body")

    def spots(self, operation: str) -> list[Subject]:
        """What an operation takes whose type is known."""
        return self._spots.get(operation, [])

    @cached_property
    def _spots(self) -> Mapping[str, list[Subject]]:
        found: dict[str, list[Subject]] = {}
        for subject in self.kinds:
            found.setdefault(subject.operation, []).append(subject)
        return found

    @cached_property
    def sizes(self) -> Mapping[str, list[Subject]]:
        """The parameters by which operations are asked for pages of another size, by operation."""
        found: dict[str, list[Subject]] = {}
        for subject in self.kinds:
            if subject.place.startswith("request/query/") and SIZE.fullmatch(subject.name):
                found.setdefault(subject.operation, []).append(subject)
        return found

    @cached_property
    def closed(self) -> Mapping[str, frozenset[str]]:
        """The members of all closed sets of an operation, by operation."""
        found: dict[str, set[str]] = {}
        for subject, members in self.sets:
            found.setdefault(subject.operation, set()).update(members)
        return {operation: frozenset(members) for operation, members in found.items()}

    def answers(self, operation: str, name: str) -> bool:
        """Whether some answer of an operation has a field of this name, however deep."""
        return name in self.answered.get(operation, ())

    def inner(self, operation: str, name: str) -> list[Subject]:
        """The places inside of an operation's request body whose last step is a name."""
        return self._inner.get((operation, name), [])

    @cached_property
    def _inner(self) -> Mapping[tuple[str, str], list[Subject]]:
        found: dict[tuple[str, str], list[Subject]] = {}
        for subject in self.kinds:
            if subject.place.startswith("request/body/"):
                found.setdefault((subject.operation, subject.name), []).append(subject)
        return found

    def styled(self, operation: str, name: str) -> Subject | None:
        """The only field of an operation that has a name in another style (`payment_methods` of `paymentMethods`); None
        where there is none, and where the operation has a field of the very name."""
        places = self._styles.get((operation, squashed(name)), [])
        has_it = self.answers(operation, name) or any(one.name == name for one in places)
        return places[0] if len({one.name for one in places}) == 1 and not has_it else None

    @cached_property
    def _styles(self) -> Mapping[tuple[str, str], list[Subject]]:
        found: dict[tuple[str, str], list[Subject]] = {}
        for subject in self.kinds:
            if subject.name != "[]":
                found.setdefault((subject.operation, squashed(subject.name)), []).append(subject)
        for operation, answers in self.bodies.items():
            for place, names in answers.items():
                for name in sorted(names):
                    found.setdefault((operation, squashed(name)), []).append(Subject(operation, f"{place}/{name}"))
        return found

    def is_field(self, resource: str, name: str) -> bool:
        """Whether answers about a resource have a field of this name (or its plural)."""
        fields = self.fields.get(f"{resource}s", frozenset()) | self.fields.get(resource, frozenset())
        return name in fields or f"{name}s" in fields

    @cached_property
    def first_steps(self) -> frozenset[str]:
        return frozenset(_first_step(operation, self.bases) for operation in self.operations)

    def is_ours(self, key: str, host: str) -> bool:
        """Whether a mention speaks of this API: its host, its base path (`/v1`), or its first step after that, is known."""
        path = key.partition(" ")[2]
        has_base = any(path.startswith(f"{base}/") for base in self.bases)
        return host in self.hosts if host else has_base or _first_step(key, self.bases) in self.first_steps

    @cached_property
    def called(self) -> Mapping[frozenset[str], list[str]]:
        """The operations by what they are about: the words of their title, and those of their path."""
        found: dict[frozenset[str], list[str]] = {}
        for operation in sorted(self.operations):
            path = re.sub(r"/v\d+(?=/|$)|\{\}", "", operation.partition(" ")[2])
            for text in {words(self.titles.get(operation, "")), words(re.sub(r"[/-]", " ", path))}:
                found.setdefault(text, []).append(operation)
        return found

    @cached_property
    def states(self) -> Mapping[str, frozenset[str]]:
        """The states of the objects of each collection, by its noun: those of `hold` in `/holds/{}`."""
        found: dict[str, frozenset[str]] = {}
        for subject, members in self.sets:
            answers = subject.place.startswith("response/2") and "}" in subject.operation
            if answers and subject.name in ("status", "state"):
                noun = singular(collection(subject.operation).rpartition("/")[2])
                found[noun] = found.get(noun, frozenset()) | frozenset(map(str, members))
        return found

    @cached_property
    def deeds(self) -> Sequence[tuple[str, str, str, str]]:
        """What can be done to an object, updates to a state and actions: the operation, what it is told (`status=closed`, `-`
        for nothing), the stem of the word for it, the noun of the object."""
        states = [one for one in self.sets if one[0].place in ("request/body/status", "request/body/state")]
        told = [(subject.operation, f"{subject.name}={one}", stem(str(one)))
                for subject, members in states for one in sorted(members, key=str)]  # fmt: skip
        told += [(key, "-", stem(last)) for key in sorted(self.operations) if key.startswith("POST ") and "/{}/" in key
                 and singular(last := key.rpartition("/")[2]) == last]  # fmt: skip
        return [(key, asked, what, singular(collection(key).rpartition("/")[2])) for key, asked, what in told]

    @cached_property
    def answer_sets(self) -> Mapping[frozenset[str], list[tuple[Subject, frozenset[str]]]]:
        """The closed sets of answers' own fields, by what the operations' paths are about."""
        found: dict[frozenset[str], list[tuple[Subject, frozenset[str]]]] = {}
        for subject, members in self.sets:
            if subject.place.startswith("response/") and subject.place.count("/") == 3:
                path = re.sub(r"/v\d+(?=/)|\{\}", "", subject.operation.partition(" ")[2])
                found.setdefault(words(re.sub(r"[/-]", " ", path)), []).append((subject, members))
        return found


def collection(key: str) -> str:
    """The path of the collection that an operation works on or in."""
    return key.partition(" ")[2].partition("/{}")[0]


@dataclass(frozen=True, slots=True)
class Notes:
    """The two notebooks of one page: what it declares, and what its examples show.

    `owners` gives for each line the section that it stands in, the innermost where one holds another.
    """

    page: Page
    known: Known
    book: Notebook
    examples: Notebook
    owners: Mapping[int, Section] = field(default_factory=dict)


VERBS = frozenset(
    """create retrieve get update delete list fetch cancel enroll unenroll a an the by id new all external api v2 generate
    register request make post patch put""".split()  # noqa: SIM905
)


def words(text: str) -> frozenset[str]:
    """What a title or path is about: its words in lower case and singular, verbs and small words aside."""
    found = re.findall(r"[a-z0-9]+", re.sub(r"\(.{0,200}?\)", "", text).lower())
    return frozenset(re.sub(r"s$", "", word) for word in found if word not in VERBS)


def squashed(name: str) -> str:
    """A name without its style: `paymentMethods`, `payment_methods` and `Payment-Methods` are one."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _sorted(value: Any) -> Any:
    """A value without an order of chance: sets sorted, mappings as sorted pairs."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return [[key, _sorted(value[key])] for key in sorted(value)]
    return [_sorted(one) for one in value] if isinstance(value, tuple) else value


def _fits(wanted: list[str], known: list[str]) -> bool:
    return len(wanted) == len(known) and all(a == b or b == "{}" for a, b in zip(wanted, known, strict=True))


def _first_step(key: str, bases: tuple[str, ...]) -> str:
    path = key.partition(" ")[2]
    for base in bases:
        if base and path.startswith(base + "/"):
            path = path.removeprefix(base)
    return path.strip("/").partition("/")[0]


def know(readings: Iterable[Reading], servers: Iterable[str] = ()) -> Known:
    """Index the readings of specs (and of operation pages)."""
    operations: set[str] = set()
    titles: dict[str, str] = {}
    bodies: dict[str, dict[str, set[str]]] = {}
    hosts: set[str] = set()
    kinds: dict[Subject, str] = {}
    sets: list[tuple[Subject, frozenset[str]]] = []
    answered: dict[str, set[str]] = {}
    folders: dict[str, set[str]] = {}
    for reading in readings:
        for (operation, place), aspect, value, evidence in reading.claims:
            if aspect == "exists" and not place and operation:
                operations.add(operation)
                folders.setdefault(operation, set()).add((evidence.file or "").rpartition("/")[0])
                if evidence.quote:
                    titles.setdefault(operation, evidence.quote)
            elif aspect == "server" and value:
                hosts.add(value)
            elif aspect == "exists" and place.startswith("response/2"):
                answered.setdefault(operation, set()).add(place.rpartition("/")[2])
            if aspect == "exists" and (match := FIELD.fullmatch(place)):
                bodies.setdefault(operation, {}).setdefault(match.group(1), set()).add(match.group(2))
            elif aspect == "type" and place.startswith("request/") and place.count("/") > 1:
                kinds[Subject(operation, place)] = value[0]
            elif aspect == "values":
                sets.append((Subject(operation, place), frozenset(value)))
    urls = tuple(servers)
    return Known(
        frozenset(operations),
        tuple(sorted({base for base in map(base_path, urls) if base})),
        frozenset(hosts | {host_of(url) for url in urls} - {""}),
        titles,
        {op: {place: frozenset(names) for place, names in found.items()} for op, found in bodies.items()},
        kinds,
        tuple(sets),
        folders={operation: frozenset(names) for operation, names in folders.items()},
        answered={operation: frozenset(names) for operation, names in answered.items()},
    )


SIZE = re.compile(r"limit|page_?size|per_?page|size|count|max_?results|top|page_?limit", re.IGNORECASE)
FIELD = re.compile(
    rf"(response/2\d\d/body(?:/(?:{'|'.join(dict.fromkeys((*ENVELOPES, *LISTS)))}))?(?:/\[\])?)/([^/\[\]]+)"
)
