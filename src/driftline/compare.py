"""Lay readings side by side and say where they disagree. Pure: readings in, findings out."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from driftline.claims import Claim, Evidence, Reading, Seen, Subject, Voice, canonical
from driftline.formats import has_format, matches
from driftline.rules import BY_NAME, DECLARED, FLAWS, JUDGED, Rule, Severity

NOWHERE = Evidence()
PLACEHOLDERS = ("placeholder", "null")


@dataclass(frozen=True, slots=True)
class Said:
    """What one source said, and where."""

    source: str
    value: Any
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True)
class Finding:
    """One subject and rule on which sources disagree; `places` are all places of the same cause."""

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


class Told(NamedTuple):
    """One claim and who told it."""

    source: str
    claim: Claim

    def said(self, value: Any = ...) -> Said:
        return Said(self.source, _shown(self.claim.value) if value is ... else value, self.claim.evidence)


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


def compare(readings: Sequence[Reading]) -> list[Finding]:
    """Every disagreement between the readings, one finding for each cause, worst first.

    Two declarations must be equal; an observation must merely not refute; silence below a complete list is denial.
    """
    known = index(readings)
    found: list[Finding] = []
    for part in PARTS:
        found.extend(part(known))
    found = list(_sided(found))
    causes = [_fingerprinted(finding) for finding in _by_cause(found)]
    return sorted(causes, key=lambda f: (-f.severity.rank, f.rule, f.subject, f.fingerprint))


def _finding(
    rule: str, subject: Subject, said: Iterable[Said], message: str, odd: str | None = None, *, observed: bool = False
) -> Finding:
    return Finding(rule, BY_NAME[rule].severity, subject, tuple(said), message, odd, observed=observed)


def _shown(value: Any) -> Any:
    """A claim's value as JSON has it."""
    if isinstance(value, Seen):
        return list(value.value) if value.type == "object" else value.value
    if isinstance(value, tuple):
        return [_shown(item) for item in value]
    return value


def _flaws(known: Index) -> Iterator[Finding]:
    for told in known.flaws:
        subject, aspect, value, _ = told.claim
        if aspect == "only-in-words":
            message = f"{value[0]} {_brief(value[1])} stands in words only"
        else:
            message = f"{BY_NAME[aspect].title} ({_brief(value)})"
        yield _finding(aspect, subject, [told.said()], message, observed=told.source == "live")


def _brief(value: Any) -> str:
    """A value in a message: short, on one line."""
    shown = _shown(value)
    if isinstance(shown, list) and shown and all(isinstance(item, str) for item in shown):
        text = ", ".join(shown[:6]) + (f", ... ({len(shown)})" if len(shown) > 6 else "")
    elif isinstance(shown, list) and len(shown) == 2:
        low, high = shown
        text = f"at most {high}" if low is None else f"at least {low}" if high is None else f"{low} to {high}"
    else:
        text = shown if isinstance(shown, str) else canonical(shown)
    return text if len(text) <= 100 else text[:97] + "..."


def _declarations(known: Index) -> Iterator[Finding]:
    """Declarations of one aspect of one subject that are not equal."""
    for subject, aspects in known.declared.items():
        if "deprecated" in aspects:
            aspects["deprecated"] += _not_deprecated(aspects)
        for rule in DECLARED:
            told = aspects.get(rule.aspect)
            if told and len(told) > 1:
                groups = _distinct(told)
                if len(groups) > 1 and _any_differ(rule, list(groups.values())):
                    yield _declared(rule, subject, groups)


def _not_deprecated(aspects: dict[str, list[Told]]) -> list[Told]:
    """A spec that describes something and does not call it deprecated says that it is not (OpenAPI 3.1.1, 4.8.10)."""
    said = {told.claim.evidence.file for told in aspects["deprecated"]}
    silent = [t for t in aspects.get("exists", ()) if t.source == "spec" and t.claim.evidence.file not in said]
    return [Told(told.source, told.claim._replace(aspect="deprecated", value=False)) for told in silent]


def _distinct(told: list[Told]) -> dict[str, list[Told]]:
    """The claims by value."""
    groups: dict[str, list[Told]] = {}
    for one in told:
        groups.setdefault(canonical(one.claim.value), []).append(one)
    return groups


def _any_differ(rule: Rule, groups: list[list[Told]]) -> bool:
    assert rule.differ is not None
    values = [group[0].claim.value for group in groups]
    return any(rule.differ(a, b) for i, a in enumerate(values) for b in values[i + 1 :])


def _declared(rule: Rule, subject: Subject, groups: dict[str, list[Told]]) -> Finding:
    said = [one.said() for group in groups.values() for one in _by_file(group)]
    if rule.aspect == "values":
        return _finding(rule.name, subject, said, f"{subject.name}: {_members_apart(groups)}")
    voices = [f"{' and '.join(sorted({t.source for t in g}))}: {_brief(g[0].claim.value)}" for g in groups.values()]
    return _finding(
        rule.name, subject, said, f"{subject.name or subject.operation} {rule.aspect}: " + "; ".join(voices)
    )


def _members_apart(groups: dict[str, list[Told]]) -> str:
    """Who has which members that not all have."""
    common = set.intersection(*(set(group[0].claim.value) for group in groups.values()))
    apart = [(_sources(group), tuple(m for m in group[0].claim.value if m not in common)) for group in groups.values()]
    return "; ".join(f"only {who}: {_brief(members)}" for who, members in apart if members)


def _by_file(told: Iterable[Told]) -> list[Told]:
    """One claim for each source and file."""
    return list({(one.source, one.claim.evidence.file, one.claim.evidence.exchange): one for one in told}.values())


def _completeness(known: Index) -> Iterator[Finding]:
    """What some source has below a parent whose complete list, in another source, lacks it."""
    having: dict[Subject, list[Told]] = {}
    for subject, aspects in known.declared.items():
        if "exists" in aspects and subject.place:
            having.setdefault(subject, []).extend(aspects["exists"])
    for subject, told in known.seen.items():
        if subject.place and subject.name != "[]":
            having.setdefault(subject, []).extend(told)
    for subject, havers in having.items():
        lists = known.declared.get(subject.parent, {}).get("complete")
        if not lists or subject.name == "[]":
            continue
        deniers = [told for told in lists if subject.name not in told.claim.value]
        if deniers:
            yield _missing(known, subject, havers, deniers)


def _missing(known: Index, subject: Subject, havers: list[Told], deniers: list[Told]) -> Finding:
    deniers = deniers + _live_without(known, subject, havers)
    declared = [told for told in havers if told.claim.aspect == "exists"]
    rule = "field-missing" if declared else "field-undeclared"
    if subject.parent.place == "response":
        rule = "status-missing"
    said = [told.said(True) for told in _by_file(declared)] + [
        told.said(_shown(told.claim.value)) for told in _by_file(t for t in havers if t.claim.aspect != "exists")
    ]
    said += [Said(told.source, False, told.claim.evidence) for told in _by_file(deniers)]
    who = " and ".join(sorted({told.source for told in havers}))
    message = f"{subject.name}: {who} {'have' if ' and ' in who else 'has'} it, not in the list of {_sources(deniers)}"
    return _finding(rule, subject, said, message, _odd(havers, deniers))


def _live_without(known: Index, subject: Subject, havers: list[Told]) -> list[Told]:
    """A live answer that lacks the field, where no live answer has it."""
    if any(told.source == "live" for told in havers) or not subject.place.startswith("response/"):
        return []
    objects = [t for t in known.seen.get(subject.parent, ()) if t.source == "live" and t.claim.value.type == "object"]
    return objects[:1]


def _sources(told: Iterable[Told]) -> str:
    return " and ".join(sorted({one.source for one in told}))


def _odd(one_side: Iterable[Told], other_side: Iterable[Told]) -> str | None:
    """The witness that stands alone against two others, once a live voice has spoken.

    Examples are nobody's witness: they speak with the document they stand in.
    """
    sides = [{told.source for told in side} - {"examples"} for side in (one_side, other_side)]
    if "live" not in sides[0] | sides[1]:
        return None
    for side, others in (sides, reversed(sides)):
        if len(side) == 1 and len(others - side) >= 2 and not side & others:
            return next(iter(side))
    return None


def _observations(known: Index) -> Iterator[Finding]:
    """Observed values that refute what is declared of their place; the first rule broken is the cause."""
    for subject, told in known.seen.items():
        aspects = known.declared.get(subject)
        if not aspects:
            continue
        broken: dict[str, list[tuple[Told, list[Told]]]] = {}
        for one in told:
            for rule in JUDGED:
                against = [t for t in aspects.get(rule.aspect, ()) if _refuted(rule, t, one)]
                if against:
                    broken.setdefault(rule.name, []).append((one, against))
                    break
        for name, pairs in broken.items():
            yield _refutation(known, BY_NAME[name], subject, aspects, pairs)


def _sided(findings: list[Finding]) -> Iterator[Finding]:
    """An observation that takes a side in a disagreement between declarations is part of that finding, no second one."""
    declared = {(f.rule, f.subject): n for n, f in enumerate(findings) if not f.observed and BY_NAME[f.rule].differ}
    joined = dict(enumerate(findings))
    for number, finding in enumerate(findings):
        rule = "required" if finding.rule in ("field-unenforced", "field-unwanted") else finding.rule
        other = declared.get((rule, finding.subject))
        if finding.observed and other is not None and _takes_side(finding, joined[other]):
            joined[other] = _joined(joined[other], finding)
            del joined[number]
    yield from joined.values()


def _documents(finding: Finding) -> set[tuple[str, str]]:
    return {(said.source, canonical(said.value)) for said in finding.said if said.source not in ("live", "examples")}


def _takes_side(observed: Finding, declared: Finding) -> bool:
    """Whether the observation refutes some of the declarations and not all."""
    return _documents(observed) < _documents(declared)


def _joined(declared: Finding, observed: Finding) -> Finding:
    """The declared finding with the observation among its quotes; the odd one out where a live voice decides."""
    seen = tuple(said for said in observed.said if said.source in ("live", "examples"))
    losers = {source for source, _ in _documents(observed)}
    winners = {source for source, _ in _documents(declared) - _documents(observed)}
    decided = "live" in {said.source for said in seen} and len(losers) == 1 and not losers & winners
    return replace(declared, said=declared.said + seen[:3], odd_one_out=next(iter(losers)) if decided else None)


def _refuted(rule: Rule, declared: Told, seen: Told) -> bool:
    assert rule.refutes is not None
    if seen.claim.value.type in PLACEHOLDERS and rule.name != "null":
        return False
    return rule.refutes(declared.claim.value, seen.claim.value)


def _refutation(
    known: Index, rule: Rule, subject: Subject, aspects: dict[str, list[Told]], pairs: list[tuple[Told, list[Told]]]
) -> Finding:
    seen = [one for one, _ in pairs]
    against = _unique(told for _, several in pairs for told in several)
    agreeing = [told for told in aspects.get(rule.aspect, ()) if told not in against]
    said = [told.said() for told in _by_value(seen)] + [told.said() for told in _by_file(against)]
    shown = _brief(seen[0].claim.value if rule.name != "type" else seen[0].claim.value.type)
    wanted = "never null" if rule.name == "null" else f"{rule.aspect} {_brief(against[0].claim.value)}"
    message = f"{subject.name}: {_sources(seen)} shows {shown}, {_sources(against)} says {wanted}"
    odd = _odd(seen + agreeing, _supported(known, subject, against))
    return _finding(rule.name, subject, said, message, odd, observed=True)


def _supported(known: Index, subject: Subject, against: list[Told]) -> list[Told]:
    """Those who said it, and whoever else documents the field at all."""
    return against + known.declared.get(subject, {}).get("exists", [])


def _unique(told: Iterable[Told]) -> list[Told]:
    return list(dict.fromkeys(told))


def _by_value(told: Iterable[Told]) -> list[Told]:
    """One claim for each source, file and value."""
    found: dict[tuple[Any, ...], Told] = {}
    for one in told:
        found.setdefault((one.source, one.claim.evidence.file, canonical(_shown(one.claim.value))), one)
    return list(found.values())[:20]


def _omissions(known: Index) -> Iterator[Finding]:
    """Observed objects that lack a required field."""
    for parent, required in known.required.items():
        objects = [told for told in known.seen.get(parent, ()) if told.claim.value.type == "object"]
        wanted: dict[Subject, list[Told]] = {}
        for told in required:
            wanted.setdefault(told.claim.subject, []).append(told)
        for subject, demanding in wanted.items():
            lacking = [told for told in objects if subject.name not in told.claim.value.value]
            if lacking:
                said = [told.said() for told in _by_value(lacking)] + [told.said() for told in _by_file(demanding)]
                message = f"{subject.name}: required by {_sources(demanding)}, missing in {_sources(lacking)}"
                odd = _odd(lacking, _supported(known, subject, demanding))
                yield _finding("field-omitted", subject, said, message, odd, observed=True)


def _outcomes(known: Index) -> Iterator[Finding]:
    """Requests that the service accepted or refused against what is declared."""
    for subject, outcomes in known.outcomes.items():
        declared = known.declared.get(subject, {}).get("required", [])
        for aspect, wanted, rule in (("accepts", True, "field-unenforced"), ("rejects", False, "field-unwanted")):
            live = [told for told in outcomes if told.claim.aspect == aspect and told.claim.value == "omitted"]
            against = [told for told in declared if told.claim.value is wanted]
            if live and against:
                verb = "accepts" if aspect == "accepts" else "refuses"
                word = "required" if wanted else "optional"
                message = f"{subject.name}: {word} says {_sources(against)}, live {verb} a request without it"
                said = [told.said() for told in _by_file(against)] + [told.said() for told in _by_file(live)[:3]]
                agreeing = [told for told in declared if told not in against]
                odd = _odd(live + agreeing, _supported(known, subject, against))
                yield _finding(rule, subject, said, message, odd, observed=True)


def _anonymous(known: Index) -> Iterator[Finding]:
    """Operations that answer without the credentials they are documented to ask for."""
    for subject, outcomes in known.outcomes.items():
        live = [told for told in outcomes if told.claim.value == "anonymous"]
        against = [told for told in known.declared.get(subject, {}).get("credentials", ()) if told.claim.value]
        if live and against:
            message = f"{subject.operation} answers without {_brief(against[0].claim.value)}"
            said = [told.said() for told in _by_file(against)] + [told.said() for told in live[:1]]
            yield _finding("credentials-unenforced", subject, said, message, "live", observed=True)


def _gone(known: Index) -> Iterator[Finding]:
    """Operations that are declared and that the service answers like a path that cannot exist."""
    for subject, aspects in known.declared.items():
        live = aspects.get("gone")
        if live:
            others = known.operations.get(subject.operation, []) + known.mentions.get(subject.operation, [])
            said = [told.said(True) for told in _by_file(others)] + [told.said(False) for told in live[:1]]
            message = f"{subject.operation} is documented and not there"
            yield _finding("operation-unknown", subject, said, message, _odd(live, others), observed=True)


def _operations(known: Index) -> Iterator[Finding]:
    """Operations that a page documents or mentions and that no spec declares."""
    spec = {op for op, told in known.operations.items() if any(t.source == "spec" for t in told)}
    whole = any(aspects.get("complete") for s, aspects in known.declared.items() if s == Subject("", ""))
    declared = set(known.operations)
    steps = {_fixed(op): op for op in sorted(declared)}
    said = {told.claim.subject.operation for told in known.flaws if told.claim.aspect == "page-operation"}
    for operation, told in sorted({**known.operations, **known.mentions}.items()):
        mentions = known.mentions.get(operation, [])
        if operation in spec or operation in said or (operation in declared and not whole):
            continue
        near = steps.get(_fixed(operation))
        if not whole and (near is None or near == operation):
            continue
        told = _by_file([*known.operations.get(operation, []), *mentions])
        quotes = [one.said(True) for one in told]
        if near and near != operation:
            quotes += [one.said(near) for one in _by_file(known.operations[near])]
        hint = f"; {near} is declared" if near and near != operation else ""
        yield _finding("operation-unknown", Subject(operation), quotes, f"{operation} is declared by no spec{hint}")


def _fixed(operation: str) -> tuple[str, ...]:
    return tuple(step for step in operation.split("/") if step != "{}")


def _siblings(known: Index) -> Iterator[Finding]:
    yield from _sibling_credentials(known)
    yield from _sibling_values(known)


def _sibling_credentials(known: Index) -> Iterator[Finding]:
    """The credentials that fewer operations ask for than the usual ones."""
    asked: dict[str, list[Told]] = {}
    for subject, aspects in known.declared.items():
        for told in aspects.get("credentials", ()) if subject.place == "security" else ():
            asked.setdefault(canonical(told.claim.value), []).append(told)
    if len(asked) < 2:
        return
    counts = Counter({key: len({told.claim.subject for told in group}) for key, group in asked.items()})
    usual = min(counts, key=lambda key: (-counts[key], len(key)))
    for key, group in sorted(asked.items()):
        if key != usual:
            said = [told.said() for told in _by_file(group)] + [asked[usual][0].said()]
            subjects = sorted({told.claim.subject for told in group})
            ours, theirs = _brief(group[0].claim.value), _brief(asked[usual][0].claim.value)
            message = f"asks for {ours}; {counts[usual]} others for {theirs}"
            finding = _finding("sibling-credentials", subjects[0], said, message)
            yield replace(finding, places=tuple(f"{s.operation} {s.place}" for s in subjects))


OPEN = frozenset({"country-code", "currency-code"})


def _sibling_values(known: Index) -> Iterator[Finding]:
    """A field that is a closed list here and, under the same name, an open code or pattern there."""
    closed: dict[tuple[str, str], list[Told]] = {}
    opened: dict[tuple[str, str], list[Told]] = {}
    for subject, aspects in known.declared.items():
        key = (subject.place.partition("/")[0], subject.name)
        if "values" in aspects:
            closed.setdefault(key, []).extend(aspects["values"])
        else:
            codes = [told for told in aspects.get("format", ()) if told.claim.value in OPEN]
            opened.setdefault(key, []).extend(codes + aspects.get("pattern", []))
    for key, lists in sorted(closed.items()):
        for group in _distinct(lists).values():
            operations = {told.claim.subject.operation for told in group}
            others = [
                told
                for told in opened.get(key, ())
                if told.claim.subject.operation not in operations and _covers(told.claim, group[0].claim.value)
            ]
            if others:
                said = [told.said() for told in _by_file(group)] + [told.said() for told in _by_file(others)[:3]]
                subjects = sorted({told.claim.subject for told in group})
                message = (
                    f"{key[1]}: {len(group[0].claim.value)} values here, {_brief(others[0].claim.value)} elsewhere"
                )
                finding = _finding("sibling-values", subjects[0], said, message)
                yield replace(finding, places=tuple(f"{s.operation} {s.place}" for s in subjects))


def _covers(claim: Claim, members: tuple[str, ...]) -> bool:
    """Whether every member has the open format or pattern: then both speak of the same kind of value."""
    if claim.aspect == "format":
        return all(has_format(member, claim.value) for member in members)
    return all(matches(claim.value, member) for member in members)


def _by_cause(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings of one rule about the same name, where the same sources said the same, are one."""
    causes: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        name = finding.subject.name if finding.rule != "only-in-words" else ""
        outer = finding.subject.parent.name if name in ("[]", "") or name.isdigit() else ""
        causes.setdefault((finding.rule, str(finding.observed), outer, name, *_identities(finding)), []).append(finding)
    for group in causes.values():
        yield group[0] if len(group) == 1 and group[0].places else _merged(sorted(group, key=lambda f: f.subject))


def _merged(group: list[Finding]) -> Finding:
    """One finding for one cause: all its places, and each quote once."""
    kept: dict[tuple[Any, ...], Said] = {}
    for finding in group:
        for said in finding.said:
            where = (said.source, _identity(said), said.evidence.file, said.evidence.exchange)
            kept.setdefault(where, said)
    places = tuple(dict.fromkeys(f"{f.subject.operation} {f.subject.place}".strip() for f in group))
    more = f" (and {len(places) - 1} more places)" if len(places) > 1 else ""
    return replace(group[0], said=tuple(kept.values()), places=places, message=group[0].message + more)


def _identity(said: Said) -> str:
    """What a fingerprint may rest on: never a value that a run made up."""
    return "" if said.source == "live" else canonical(said.value)


def _identities(finding: Finding) -> list[str]:
    """What the sources said, in an order of its own. A live voice counts only where the finding rests on it:
    a disagreement between documents keeps its fingerprint when a run takes sides."""
    heard = [s for s in finding.said if s.source != "live" and not (s.source == "examples" and not finding.observed)]
    documents = sorted({f"{said.source} {_identity(said)}" for said in heard or finding.said if said.source != "live"})
    alone = len({_identity(said) for said in heard}) < 2
    return [*documents, "live"] if alone and any(said.source == "live" for said in finding.said) else documents


def _fingerprinted(finding: Finding) -> Finding:
    """16 hex digits that depend on rule, places and what was said: not on wording, order, line numbers or seed."""
    parts = [finding.rule, finding.observed, *finding.subject, sorted(finding.places), _identities(finding)]
    return replace(finding, fingerprint=hashlib.sha256(canonical(parts).encode()).hexdigest()[:16])


PARTS = (
    _flaws,
    _declarations,
    _completeness,
    _observations,
    _omissions,
    _outcomes,
    _anonymous,
    _gone,
    _operations,
    _siblings,
)
