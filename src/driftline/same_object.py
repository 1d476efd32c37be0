"""Find the operations of one resource that describe the object they answer with differently. Pure.

What creates an object, what reads it, what changes it and the items of its list answer with the same thing. Each
description is whole by itself; laid side by side, one has fields that the other was never given.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from driftline.claims import ENVELOPES, Subject
from driftline.findings import Finding, Index, Told, brief, finding
from driftline.rules import BY_NAME

BODY = re.compile(r"response/2\d\d/body(?:/(\w+))?")
ITEMS = re.compile(r"response/2\d\d/body(?:/\w+)?/\[\]")
LEAST = 3  # fields of an object, below which two may look alike by chance
ALIKE = 0.6  # of 1: how many fields of the smaller description the other must have to be of the same object
SHORT = 0.65  # of 1: a description with fewer of the fields that the longest has is short on purpose


class Described(NamedTuple):
    """One description of an object: where it stands, the fields it has, whether it is an item of a list."""

    at: Subject
    fields: frozenset[str]
    is_item: bool

    @property
    def makes(self) -> bool:
        """Whether it is of a creation: that may say what is never said again, such as a secret."""
        return self.at.operation.startswith("POST ")


def same_object(known: Index) -> Iterator[Finding]:
    """Every disagreement of two operations about the object that both answer with."""
    for descriptions in _resources(known).values():
        yield from _fields(known, descriptions)
        yield from _types(known, descriptions)


def _resources(known: Index) -> dict[str, list[Described]]:
    """The descriptions of each resource's object, by the path of its collection."""
    found: dict[str, dict[str, list[Described]]] = defaultdict(lambda: defaultdict(list))
    for subject, aspects in known.declared.items():
        method, _, path = subject.operation.partition(" ")
        collection = path.removesuffix("/{}")
        is_member = collection != path
        told = [one for one in aspects.get("complete", ()) if one.source == "spec"]
        fields = frozenset(name for one in told for name in one.claim.value)
        if len(fields) < LEAST or not _is_whole(known, subject):
            continue
        makes = method == "POST" and not is_member
        if BODY.fullmatch(subject.place) and (makes or (is_member and method in ("GET", "PUT", "PATCH"))):
            found[collection][subject.operation].append(Described(subject, fields, False))
        elif ITEMS.fullmatch(subject.place) and method == "GET" and not is_member:
            found[collection][subject.operation].append(Described(subject, fields, True))
    return {path: [max(ways, key=lambda one: len(one.fields)) for ways in operations.values()]
            for path, operations in sorted(found.items()) if len(operations) > 1}  # fmt: skip


def _is_whole(known: Index, subject: Subject) -> bool:
    """Whether a place is an answer, what is in its envelope, or an item of it; no object inside another."""
    match = BODY.fullmatch(subject.place)
    if not match or not match.group(1):
        return True
    outer = {name for one in known.declared.get(subject.parent, {}).get("complete", ()) for name in one.claim.value}
    return match.group(1) in ENVELOPES or outer == {match.group(1)}


def _are_one(one: Described, other: Described) -> bool:
    return len(one.fields & other.fields) >= max(ALIKE * min(len(one.fields), len(other.fields)), LEAST - 1)


def _fields(known: Index, descriptions: Sequence[Described]) -> Iterator[Finding]:
    """One finding for each pair of sides: these have fields that those lack.

    Lists and short answers may leave fields out, and a creation may have more than all others.
    """
    longest = max(len(one.fields) for one in descriptions)
    full = [one for one in descriptions if not one.is_item and len(one.fields) >= SHORT * longest]
    sides: dict[frozenset[frozenset[Described]], list[str]] = defaultdict(list)
    for name in sorted({name for one in descriptions for name in one.fields}):
        having = [one for one in descriptions if name in one.fields]
        lacking = [one for one in full if name not in one.fields and any(_are_one(one, other) for other in having)]
        is_told = any(_is_told(known, one.at.child(name)) for one in lacking)
        if lacking and not is_told and not all(one.makes for one in having):
            sides[frozenset((frozenset(having), frozenset(lacking)))].append(name)
    for both, names in sides.items():
        yield _apart(known, sorted({one for side in both for one in side}), names)


def _apart(known: Index, described: Sequence[Described], names: Sequence[str]) -> Finding:
    """The descriptions of one object, each with those of some fields that it has."""
    has = {one: tuple(name for name in names if name in one.fields) for one in described}
    said = [_told(known, one.at, has[one]).said(list(has[one])) for one in described]
    message = "; ".join(f"{one.at.operation}: {brief(has[one]) if has[one] else 'none of them'}" for one in described)
    at = next(one.at for one in described if len(has[one]) < len(names))
    found = finding("sibling-fields", at, said, message)
    return replace(found, places=tuple(f"{one.at.operation} {one.at.place}" for one in described))


def _is_told(known: Index, subject: Subject) -> bool:
    """Whether some source has a field where a description lacks it: that is a disagreement of its own."""
    return subject in known.seen or "exists" in known.declared.get(subject, {})


def _told(known: Index, at: Subject, names: Sequence[str]) -> Told:
    """Where a description has the first of some fields; the whole of it where it has none."""
    there = [one for name in names[:1] for one in known.declared.get(at.child(name), {}).get("exists", ())]
    return next(one for one in [*there, *known.declared[at]["complete"]] if one.source == "spec")


def _types(known: Index, descriptions: Sequence[Described]) -> Iterator[Finding]:
    """A field that is of one type here and of another there, at the same place of the object."""
    places = [(one, _typed(known, one.at)) for one in descriptions]
    for (one, here), (other, there) in combinations(places, 2):
        if not _are_one(one, other):
            continue
        for name in sorted(here.keys() & there.keys()):
            told = [here[name], there[name]]
            if told[0].claim.value != told[1].claim.value:
                apart = "; ".join(f"{one.claim.subject.operation}: {brief(one.claim.value)}" for one in told)
                subject = told[0].claim.subject
                yield finding("sibling-type", subject, [one.said() for one in told], f"{subject.name} type: {apart}")


def _typed(known: Index, at: Subject) -> dict[str, Told]:
    """What specs say of the types of the fields of an object, by their place in it; none that anybody disagrees about."""
    found = {}
    differ = BY_NAME["type"].differ
    assert differ is not None
    for name in _below(known, at):
        every = known.declared[at.child(name)].get("type", ())
        told = [one for one in every if one.source == "spec"]
        is_agreed = not any(differ(told[0].claim.value, one.claim.value) for one in every) if told else False
        if is_agreed and len({one.claim.value for one in told}) == 1:
            found[name] = told[0]
    return found


def _below(known: Index, at: Subject) -> Iterator[str]:
    """The places below an object that are declared."""
    waiting = [""]
    while waiting:
        outer = waiting.pop()
        here = at.child(outer) if outer else at
        names = {name for told in known.declared.get(here, {}).get("complete", ()) for name in told.claim.value}
        if here.child("[]") in known.declared:
            names.add("[]")
        for name in sorted(names):
            inner = f"{outer}/{name}" if outer else name
            if at.child(inner) in known.declared:
                yield inner
                waiting.append(inner)
