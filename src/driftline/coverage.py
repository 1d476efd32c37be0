"""What a run proved, what it saw broken, and what it left untested and why. Pure: exchanges and readings in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from driftline.claims import Evidence, Notebook, Reading, Subject, Voice, operations
from driftline.exchange import Exchange
from driftline.findings import Finding, shown
from driftline.formulas import ANY, checked
from driftline.readers.exchanges import echoes, is_promise
from driftline.readers.values import observe
from driftline.rules import BY_NAME


class Outcome(StrEnum):
    """What a run says of a promise, a claim or an operation."""

    PROVEN = "proven"
    BROKEN = "broken"
    UNTESTED = "untested"


@dataclass(frozen=True, slots=True)
class Promise:
    """A sentence that says how the service behaves, and what became of it."""

    operation: str
    place: str
    aspect: str
    value: Any
    evidence: Evidence
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Operations by outcome with the reason where one is untested; claims by outcome; promises one by one."""

    operations: tuple[tuple[str, Outcome, str], ...]
    claims: Mapping[Outcome, int]
    promises: tuple[Promise, ...]

    def count(self, outcome: Outcome) -> int:
        """Operations with an outcome."""
        return sum(one == outcome for _, one, _ in self.operations)


# Aspects that sentences promise, in words; and the rules under which each of them breaks.
PROMISES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "order": ("order of a list", ("list-order",)),
    "leads-to": ("state after an action", ("state-after",)),
    "sets": ("fields after an action", ("state-after",)),
    "steps": ("by how much fields change", ("state-after",)),
    "leaves": ("state of another object after it", ("state-after",)),
    "lowers": ("a field of another object goes down", ("state-after",)),
    "raises": ("a field of another object goes up", ("state-after",)),
    "needs": ("state that another object must be in", ("action-repeated",)),
    "bars": ("states that another object must not be in", ("action-repeated",)),
    "times": ("possible so often", ("action-repeated",)),
    "replaces": ("what an update leaves out is gone", ("update-lost",)),
    "keyed": ("a repeated key makes nothing new", ("idempotency",)),
    "keyed-refuses": ("another body under a key is refused", ("idempotency",)),
    "keyed-spares": ("what was refused leaves its key free", ("idempotency",)),
    "keyed-by": ("a repeated reference makes nothing new", ("idempotency",)),
    "keyed-by-refuses": ("other content under a reference is refused", ("idempotency",)),
    "one-way": ("states that it does not come back to", ("action-repeated",)),
    "begins": ("state of what is new", ("state-after",)),
    "ends-after": ("seconds until it ends, no earlier", ("state-after",)),
    "ends-within": ("seconds until it ends, at most", ("state-after",)),
    "ends-as": ("state at the end of its life", ("state-after",)),
    "only-in": ("refused in any other state", ("action-repeated", "action-refused")),
    "taken-in": ("possible in these states", ("action-refused",)),
    "follows": ("states that can follow each other", ("action-repeated",)),
    "not-in": ("refused in these states", ("action-repeated",)),
    "times-code": ("error code of one too many", ("refusal-status",)),
    "refused-code": ("error code of such a refusal", ("refusal-status",)),
    "refused-with": ("status of such a refusal", ("refusal-status",)),
    "lives": ("seconds until it expires", ("lifetime",)),
    "once": ("possible once", ("action-repeated",)),
    "at-most": ("a ceiling", ("over-limit",)),
    "unique": ("unique value", ("uniqueness",)),
    "caseless": ("unique whatever the capitals", ("uniqueness",)),
    "unique-within": ("free in another account", ("uniqueness",)),
    "default": ("default", ("default",)),
    "range": ("a cap", ("input-unenforced", "bound-refused")),
    "unit": ("unit", ("unit", "echo")),
    "stored": ("how a text is kept", ("echo", "read-back")),
    "when": ("in the future, or in the past", ("input-unenforced",)),
    "fixed": ("a field that stays as it was made", ("fixed-changed",)),
    "gives": ("a field that another object gives", ("formula",)),
    "fills": ("state when all of it is taken", ("state-after",)),
    "closed-by": ("refused while a flag closes it", ("action-repeated",)),
    "kept-by": ("others that keep it from being deleted", ("action-repeated",)),
    "merged": ("whether an update merges the keys of a map", ("update-lost",)),
    "inclusive": ("what lies on the bound is shown", ("filter-ignored",)),
    "spreads": ("the state of what belongs to it", ("state-after",)),
    "frees": ("a value that is free once its object is deleted", ("uniqueness",)),
    "hidden": ("a field that some keys are not shown", ("permission-ignored",)),
    "hides": ("a state that is shown where it is asked for", ("filter-ignored",)),
    "finds": ("what a search looks in", ("filter-ignored",)),
    "invalid": ("status of wrong values", ("refusal-status",)),
    "malformed": ("status of what is no JSON", ("refusal-status",)),
    "written": ("how times are written", ("time-form",)),
    "exchange": ("an exchange that is shown", ("as-shown",)),
    "aggregate": ("what other objects add up to", ("formula",)),
    "computed": ("a value that follows from others", ("formula",)),
}
CHECKED = ("exists", *(rule.aspect for rule in BY_NAME.values() if rule.refutes))


def cover(
    readings: Sequence[Reading],
    findings: Iterable[Finding],
    exchanges: Sequence[Exchange],
    left_out: Mapping[str, str] | None = None,
) -> Coverage:
    """What a run's exchanges say of all that docs and spec declare.

    `findings` are those of the comparison, `left_out` the operations that were not to be asked, with the reason.
    """
    broken = {
        (place, one.rule)
        for one in findings
        if any(said.source == "live" for said in one.said)
        for place in one.places or (f"{one.subject.operation} {one.subject.place}".strip(),)
    }
    declared = [one for one in readings if one.voice is Voice.DECLARES]
    reached = {one.operation for one in exchanges if 200 <= one.status < 300 and one.intent != "unreached"}
    keys = sorted(
        operations(declared) or {c.subject.operation for r in declared for c in r.claims if c.subject.operation}
    )
    bad = {" ".join(place.split(" ")[:2]) for place, rule in broken if rule != "unreached"}
    rows = [(key, *_of_operation(key, reached, bad, exchanges, left_out or {})) for key in keys]
    return Coverage(
        tuple(rows), _claims(declared, broken, exchanges), tuple(_promises(declared, broken, reached, exchanges))
    )


def _of_operation(
    key: str, reached: set[str], bad: set[str], exchanges: Sequence[Exchange], left_out: Mapping[str, str]
) -> tuple[Outcome, str]:
    if key in left_out:
        return Outcome.UNTESTED, left_out[key]
    if key in bad:
        return Outcome.BROKEN, ""
    if key in reached:
        return Outcome.PROVEN, ""
    tried = [one for one in exchanges if one.operation == key]
    if not tried and any(one.intent == "observed" for one in exchanges):
        return Outcome.UNTESTED, "not in the traffic"
    if not tried:
        return Outcome.UNTESTED, "never asked: no id or no example to ask with, or the budget was spent"
    return Outcome.UNTESTED, tried[-1].problem or f"every request was answered {tried[-1].status}"


def _claims(
    declared: Sequence[Reading], broken: set[tuple[str, str]], exchanges: Sequence[Exchange]
) -> dict[Outcome, int]:
    """What is declared of bodies: seen and not refuted, refuted, or of a place that no exchange showed."""
    seen = set(_places(exchanges))
    wrong = {place for place, _ in broken}
    counts = dict.fromkeys(Outcome, 0)
    kept = {
        (claim.subject, claim.aspect)
        for reading in declared
        for claim in reading.claims
        if claim.aspect in CHECKED and "/body/" in f"{claim.subject.place}/" and claim.subject.operation
    }
    for subject, _ in kept:
        place = f"{subject.operation} {subject.place}"
        found = Outcome.BROKEN if place in wrong else Outcome.PROVEN if subject in seen else Outcome.UNTESTED
        counts[found] += 1
    return counts


def _places(exchanges: Iterable[Exchange]) -> Iterator[Subject]:
    """Every place of a body that was accepted or answered."""
    book = Notebook("")
    for one in exchanges:
        subject = Subject(one.operation)
        if one.body_is_json and one.intent not in ("gone", "settling"):
            observe(book, subject.child("response").child(str(one.status)).child("body"), one.response_body)
        if 200 <= one.status < 300 and isinstance(one.request_body, dict):
            observe(book, subject.child("request").child("body"), one.request_body)
    yield from (claim.subject for claim in book.claims)


def _promises(
    declared: Sequence[Reading], broken: set[tuple[str, str]], reached: set[str], exchanges: Sequence[Exchange]
) -> Iterator[Promise]:
    """Every promise that a sentence or the spec makes, once, with its outcome."""
    proven: set[tuple[str, ...]] = set()
    for one in exchanges:
        if one.intent.startswith("proves "):
            aspects, *place = one.intent.split(" ")[1:3]
            proven |= {(one.operation, aspect, *place) for aspect in aspects.split(",")}
    proven |= {(operation, "unit", place) for operation, place in _echoed(exchanges)}
    proven |= {(operation, "computed", place) for operation, place in _worked_out(declared, exchanges)}
    done: set[tuple[Any, ...]] = set()
    for reading in declared:
        for subject, aspect, value, evidence in reading.claims:
            at = (subject, aspect, str(value))
            if aspect not in PROMISES or at in done or not subject.operation or _is_plain(subject, aspect):
                continue
            done.add(at)
            outcome, reason = _outcome(subject, aspect, broken, proven, reached)
            yield Promise(subject.operation, subject.place, aspect, shown(value), evidence, outcome, reason)
    for one in exchanges:
        if is_promise(one):
            _, page, quote = one.intent.split(" ", 2)
            kept = Outcome.PROVEN if one.intent.startswith("promise-kept") else Outcome.BROKEN
            yield Promise(one.operation, "", "holds", True, Evidence(page, None, quote), kept)


def _echoed(exchanges: Iterable[Exchange]) -> Iterator[tuple[str, str]]:
    """Where a number came back as it was sent: its unit is the same on both ways."""
    for one in exchanges:
        if 200 <= one.status < 300 and isinstance(one.request_body, dict) and isinstance(one.response_body, dict):
            for place, sent, got in echoes(one.request_body, one.response_body):
                if sent == got:
                    yield one.operation, f"request/body/{place}"


def _worked_out(declared: Sequence[Reading], exchanges: Iterable[Exchange]) -> Iterator[tuple[str, str]]:
    """Where a value that follows from others was right."""
    formulas: dict[str, dict[str, str]] = {}
    for reading in declared:
        for subject, aspect, value, _ in reading.claims:
            if aspect == "computed":
                formulas.setdefault(subject.operation, {}).setdefault(subject.place, value)
    for one in exchanges if formulas else ():
        for found in checked(one.response_body, one.status, formulas.get(one.operation, {}), one.request_body):
            if found.is_kept:
                yield one.operation, found.place
                yield one.operation, f"{ANY}/{found.place.rpartition('/')[2]}"


def _is_plain(subject: Subject, aspect: str) -> bool:
    """Whether a claim is no promise of behaviour: a bound of a field is held by its schema, the cap of a list is not."""
    return (subject.place.startswith("response/") and aspect != "computed") or (
        aspect == "range" and not subject.place.startswith("request/query/")
    )


def _outcome(
    subject: Subject,
    aspect: str,
    broken: set[tuple[str, str]],
    proven: set[tuple[str, ...]],
    reached: set[str],
) -> tuple[Outcome, str]:
    place = f"{subject.operation} {subject.place}".strip()
    rules = PROMISES[aspect][1]
    if any(rule in rules and (where == place or where.split(" ")[:2] == place.split(" ")) for where, rule in broken):
        return Outcome.BROKEN, ""
    if (subject.operation, aspect, subject.place) in proven or (subject.operation, aspect) in proven:
        return Outcome.PROVEN, ""
    if subject.operation not in reached:
        return Outcome.UNTESTED, "the operation was not reached"
    return Outcome.UNTESTED, "no answer shows it"
