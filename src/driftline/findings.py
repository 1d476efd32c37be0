"""Findings, and the claims of all readings sorted into the places where rules look for them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from driftline.claims import Claim, Evidence, Reading, Seen, Subject, Voice, canonical
from driftline.rules import BY_NAME, FLAWS, Severity

NOWHERE = Evidence()


@dataclass(frozen=True, slots=True)
class Said:
    """What one source said, and where."""

    source: str
    value: Any
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would settle a finding: an overlay action for the spec, or a sentence for the docs.

    `text` says it to a person; `action` is an OpenAPI Overlay action (target, update or remove) as JSON text, empty for
    the docs.
    """

    kind: str  # spec or docs
    file: str
    line: int | None
    text: str
    action: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One subject and rule on which sources disagree; `places` are all places of the same cause.

    `request` is the smallest request that shows it, as curl, and `code` the same for Python; secrets are placeholders.
    """

    rule: str
    severity: Severity
    subject: Subject
    said: tuple[Said, ...]
    message: str
    odd_one_out: str | None = None
    places: tuple[str, ...] = ()
    fingerprint: str = ""
    request: str | None = None
    observed: bool = False
    code: str | None = None
    proposal: Proposal | None = None


class Told(NamedTuple):
    """One claim and who told it."""

    source: str
    claim: Claim

    def said(self, value: Any = ...) -> Said:
        return Said(self.source, shown(self.claim.value) if value is ... else value, self.claim.evidence)


@dataclass(slots=True)
class Index:
    """The claims of all readings by subject and aspect; built once, read by every rule."""

    declared: dict[Subject, dict[str, list[Told]]] = field(default_factory=dict)
    seen: dict[Subject, list[Told]] = field(default_factory=dict)
    required: dict[Subject, list[Told]] = field(default_factory=lambda: defaultdict(list))
    flaws: list[Told] = field(default_factory=list)
    operations: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))
    mentions: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))
    outcomes: dict[Subject, list[Told]] = field(default_factory=lambda: defaultdict(list))


def index(readings: Iterable[Reading]) -> Index:
    """Sort every claim into the place where the rules look for it."""
    found = Index()
    for reading in readings:
        observes = reading.voice is Voice.OBSERVES
        for claim in reading.claims:
            told = Told(reading.source, claim)
            subject, aspect = claim.subject, claim.aspect
            if aspect in FLAWS:
                found.flaws.append(told)
            elif aspect == "mentioned":
                found.mentions[subject.operation].append(told)
            elif aspect in ("accepts", "rejects"):
                found.outcomes[subject].append(told)
            elif observes and aspect == "seen":
                found.seen.setdefault(subject, []).append(told)
            else:
                if not subject.place and aspect == "exists":
                    found.operations[subject.operation].append(told)
                if aspect == "required" and claim.value is True:
                    found.required[subject.parent].append(told)
                found.declared.setdefault(subject, {}).setdefault(aspect, []).append(told)
    return found


def finding(
    rule: str, subject: Subject, said: Iterable[Said], message: str, odd: str | None = None, *, observed: bool = False
) -> Finding:
    return Finding(rule, BY_NAME[rule].severity, subject, tuple(said), message, odd, observed=observed)


def shown(value: Any) -> Any:
    """A claim's value as JSON has it."""
    if isinstance(value, Seen):
        return list(value.value) if value.type == "object" else value.value
    if isinstance(value, tuple):
        return [shown(item) for item in value]
    return value


def brief(value: Any) -> str:
    """A value in a message: short, on one line."""
    plain = shown(value)
    if isinstance(plain, list) and plain and all(isinstance(item, str) for item in plain):
        text = ", ".join(plain[:6]) + (f", ... ({len(plain)})" if len(plain) > 6 else "")
    elif isinstance(plain, list) and len(plain) in (2, 3):
        low, high = plain[:2]
        text = f"at most {high}" if low is None else f"at least {low}" if high is None else f"{low} to {high}"
    else:
        text = plain if isinstance(plain, str) else canonical(plain)
    return text if len(text) <= 100 else text[:97] + "..."


def distinct(told: list[Told]) -> dict[str, list[Told]]:
    """The claims by value."""
    groups: dict[str, list[Told]] = {}
    for one in told:
        groups.setdefault(canonical(one.claim.value), []).append(one)
    return groups


def by_file(told: Iterable[Told]) -> list[Told]:
    """One claim for each source and file."""
    return list({(one.source, one.claim.evidence.file, one.claim.evidence.exchange): one for one in told}.values())
