"""Find what only a slip of the pen explains: a name, a member or a bound that is another one in every place like it. Pure.

Each description is whole, and no two of one place differ. But a set that stands in two places with one member spelled
otherwise, or a header that one of a resource's operations alone does not take, was not meant.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from driftline.claims import METHODS, Subject
from driftline.findings import Finding, Index, Told, brief, by_file, finding
from driftline.siblings import UNNAMED, outer_name, over

ALIKE = 0.85  # of 1: how much of one member must stand in another for both to be one word
LONGER = 2  # letters that one spelling may have more than the other
SHARED = 0.6  # of 1: how many members of the larger of two sets the other must have
LEAST, MANY = 3, 5  # members that two sets share: where their objects have one name, and wherever they stand


def slips(known: Index) -> Iterator[Finding]:
    """Every slip of the pen that the siblings of a place show."""
    for part in (_operation_ids, _members, _headers, _bounds, _states):
        yield from part(known)


def _operation_ids(known: Index) -> Iterator[Finding]:
    """An operationId of two operations (OpenAPI 3.1.1, 4.8.10: unique among all operations)."""
    named: dict[str, list[Told]] = defaultdict(list)
    for subject, aspects in known.declared.items():
        if " webhook:" not in subject.operation:
            for told in aspects.get("unique-id", ()):
                named[told.claim.value].append(told)
    for name, every in sorted(named.items()):
        operations = sorted({one.claim.subject.operation for one in every})
        if len(operations) > 1:
            said = [one.said() for one in by_file(every)]
            message = f"{name} is {' and '.join(operations[:4])}"
            yield over(finding("operation-id", every[0].claim.subject, said, message), every)


def _members(known: Index) -> Iterator[Finding]:
    """A set that stands under one name in two places, with a member spelled otherwise in one, or missing there."""
    sets: dict[str, dict[tuple[str, ...], list[Told]]] = defaultdict(lambda: defaultdict(list))
    for subject, aspects in known.declared.items():
        for told in aspects.get("values", ()):
            if len(told.claim.value) >= LEAST:
                sets[subject.name][told.claim.value].append(told)
    for name, groups in sorted(sets.items()):
        for few, many in combinations(sorted(groups, key=lambda one: (len(groups[one]), one)), 2):
            odd = _apart(few, many, _is_one_name(groups[few], groups[many]))
            if name in STATES and not _is_one_resource(groups[few], groups[many]):
                continue  # two things may well have states of nearly one name
            if odd and not _is_one_place(groups[few], groups[many]):
                said = [one.said() for one in by_file(groups[few])] + [one.said() for one in by_file(groups[many])[:2]]
                message = f"{name}: {odd}"
                yield over(finding("sibling-member", groups[few][0].claim.subject, said, message), groups[few])


def _apart(one: tuple[str, ...], other: tuple[str, ...], is_one_name: bool) -> str:
    """How two sets differ, where that is in one word; empty where it is more, or where they are sets of their own."""
    here, there = sorted(set(one) - set(other)), sorted(set(other) - set(one))
    shared = len(set(one) & set(other))
    if len(here) == len(there) == 1 and shared >= SHARED * max(len(one), len(other)) and _is_slip(here[0], there[0]):
        return f"{here[0]} here, {there[0]} there"
    if len(here) + len(there) == 1 and shared >= (LEAST if is_one_name else MANY):
        return f"{(here or there)[0]} stands {'here' if here else 'there'} only"
    return ""


def _is_slip(one: str, other: str) -> bool:
    plain = [re.sub(r"[^a-z0-9]", "", text.lower()) for text in (one, other)]
    if one.lower() == other.lower() or abs(len(plain[0]) - len(plain[1])) > LONGER:
        return False
    return plain[0] == plain[1] or SequenceMatcher(None, plain[0], plain[1]).ratio() >= ALIKE


def _is_one_name(one: Sequence[Told], other: Sequence[Told]) -> bool:
    """Whether the objects that two sets stand in have one name: `frequency` of `frequency/type`."""
    names = [{outer_name(told.claim.subject) for told in group} - UNNAMED for group in (one, other)]
    return bool(names[0] & names[1])


def _is_one_resource(one: Sequence[Told], other: Sequence[Told]) -> bool:
    families = [{_family(told.claim.subject.operation) for told in group} for group in (one, other)]
    return bool(families[0] & families[1])


def _is_one_place(one: Sequence[Told], other: Sequence[Told]) -> bool:
    """Whether some place is described with both sets: that is a disagreement of its own."""
    return bool({told.claim.subject for told in one} & {told.claim.subject for told in other})


def _headers(known: Index) -> Iterator[Finding]:
    """A header that all operations of a resource take but one, which takes another instead."""
    families: dict[str, dict[str, dict[str, Told]]] = defaultdict(dict)
    for operation, told in known.operations.items():
        if any(one.source == "spec" for one in told):
            families[_family(operation)][operation] = {}
    for subject, aspects in known.declared.items():
        if subject.place.startswith("request/header/") and "exists" in aspects:
            headers = families.get(_family(subject.operation), {}).get(subject.operation)
            if headers is not None:
                headers[subject.name] = aspects["exists"][0]
    for _, operations in sorted(families.items()):
        yield from _odd_header(operations)


def _odd_header(operations: Mapping[str, Mapping[str, Told]]) -> Iterator[Finding]:
    """The headers of the operations of one resource that one of them alone has, where all the others have another."""
    counts = Counter(name for headers in operations.values() for name in headers)
    for name in sorted(one for one, count in counts.items() if count >= LEAST):
        lacking = [headers for headers in operations.values() if name not in headers]
        for headers in lacking:
            own = sorted(one for one in headers if counts[one] == 1 and _is_instead(one, name, len(lacking)))
            if len(own) == 1:
                near = next(others[name] for others in operations.values() if name in others)
                said = [headers[own[0]].said(own[0]), near.said(name)]
                message = f"{own[0]} here, {name} in {counts[name]} other operations"
                yield finding("sibling-header", headers[own[0]].claim.subject, said, message)


def _is_instead(one: str, other: str, lacking: int) -> bool:
    """Whether a header may stand for another: nothing else lacks that one, or they begin alike (`x-shop-id`, `x-shop-code`)."""
    steps = one.split("-"), other.split("-")
    return lacking == 1 or (len(steps[0]) == len(steps[1]) > 2 and steps[0][:-1] == steps[1][:-1])


def _family(operation: str) -> str:
    """The first fixed step of a path: what resource it is of."""
    steps = [one for one in operation.split("/")[1:] if one != "{}" and not re.fullmatch(r"v\d+", one)]
    return steps[0] if steps else ""


BOUNDS = ("length", "range", "count", "pattern", "format", "multiple")


def _bounds(known: Index) -> Iterator[Finding]:
    """A field that is bounded one way where an object is made, and another way where it is changed."""
    for subject, aspects in known.declared.items():
        method, _, path = subject.operation.partition(" ")
        collection = path.removesuffix("/{}")
        if method not in ("PATCH", "PUT") or collection == path or not subject.place.startswith("request/body/"):
            continue
        made = known.declared.get(Subject(f"POST {collection}", subject.place), {})
        for aspect in BOUNDS:
            here, there = (_by_keyword(one.get(aspect, ())) for one in (aspects, made))
            if here and there and here.claim.value != there.claim.value:
                message = f"{subject.name} {aspect}: {brief(here.claim.value)} here, {brief(there.claim.value)} when it is made"
                yield finding("sibling-bound", subject, [here.said(), there.said()], message)


def _by_keyword(told: Sequence[Told]) -> Told | None:
    """What a spec says in a keyword, where all that is said agrees."""
    if len({one.claim.value for one in told}) != 1:
        return None
    return next(
        (t for t in told if t.source == "spec" and not str(t.claim.evidence.pointer).endswith("description")), None
    )


STATES = frozenset({"status", "state"})


def _states(known: Index) -> Iterator[Finding]:
    """An example of an action's answer in another state than the action is named for, where another example is in it."""
    for subject, told in known.seen.items():
        verb = subject.operation.rpartition("/")[2].lower()
        if subject.name not in STATES or not subject.place.startswith("response/2") or verb.upper() in METHODS:
            continue
        if "[]" in subject.place:
            continue  # of others, or of what it was before
        shown = [one for one in told if one.source == "examples" and one.claim.value.type == "string"
                 and "/schemas/" not in (one.claim.evidence.pointer or "")]  # fmt: skip
        named = [one for one in shown if _is_of(verb, one.claim.value.value)]
        several = Counter(one.claim.evidence.file for one in shown if _is_one_of(one))
        odd = [
            one for one in shown if one not in named and not (_is_one_of(one) and several[one.claim.evidence.file] > 1)
        ]
        if named and odd and "/{}/" in subject.operation:
            said = [one.said() for one in by_file(odd)] + [named[0].said()]
            message = f"{verb} shows {brief(odd[0].claim.value.value)}; another example shows {brief(named[0].claim.value.value)}"
            yield finding("example-state", subject, said, message, observed=True)


def _is_one_of(told: Told) -> bool:
    """Whether an example has a name: several of one answer may well show several outcomes."""
    return "/examples/" in (told.claim.evidence.pointer or "")


def _is_of(verb: str, state: str) -> bool:
    """Whether a state is the participle of a verb: `CANCELLED` of `cancel`, `PAUSED` of `pause`."""
    return re.fullmatch(rf"{re.escape(verb.removesuffix('e'))}\w?ed", state.lower()) is not None
