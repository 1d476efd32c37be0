"""Lay readings side by side and say where they disagree. Pure: readings in, findings out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from driftline.claims import Reading, Seen, Subject, canonical
from driftline.findings import Finding, Index, Said, Told, brief, by_file, distinct, finding, index, shown
from driftline.formats import has_format, has_zone
from driftline.formulas import ANY
from driftline.rules import BY_NAME, DECLARED, FLAWS, JUDGED, Rule
from driftline.same_object import same_object
from driftline.siblings import siblings
from driftline.slips import slips
from driftline.unknowns import unknowns

PLACEHOLDERS = ("placeholder", "null")
CONTAINERS = frozenset({"array", "object"})


def compare(readings: Sequence[Reading]) -> list[Finding]:
    """Every disagreement between the readings, one finding for each cause, worst first.

    Two declarations must be equal; an observation must merely not refute; silence below a complete list is denial.
    """
    known = index(readings)
    found: list[Finding] = []
    for part in PARTS:
        found.extend(part(known))
    return one_for_each_cause(list(_sided(found)))


def one_for_each_cause(found: Iterable[Finding]) -> list[Finding]:
    """The findings with those of one cause made one, each with its fingerprint: worst first, then those that are decided."""
    causes = [_fingerprinted(one) for one in _by_cause(found)]
    return sorted(causes, key=lambda f: (-f.severity.rank, f.odd_one_out is None, f.rule, f.subject, f.fingerprint))


def _flaws(known: Index) -> Iterator[Finding]:
    lost = tuple(t.claim.subject.operation.partition(" ")[2] for t in known.flaws if t.claim.aspect in UNMADE)
    for told in known.flaws:
        subject, aspect, value, _ = told.claim
        path = subject.operation.partition(" ")[2]
        if aspect == "not-listed" and any(one.rpartition("/")[0] == path for one in lost):
            continue  # what nobody stored is in no list
        if aspect == "unreached" and path.startswith(lost):
            continue  # what was created is not there: that is the cause
        if aspect == "only-in-words":
            message = f"{value[0]} {brief(value[1])} stands in words only"
        else:
            message = f"{BY_NAME[aspect].title} ({brief(value)})"
        said, odd = [told.said()], None
        if told.source == "live" and aspect != "unreached":
            backing = _backing(known, told)
            said += [one.said() for one in by_file(backing)[:4]]
            odd = _odd([told], backing)
        yield finding(aspect, subject, said, message, odd, observed=told.source == "live")


UNMADE = frozenset({"not-stored", "input-ignored"})  # what cannot be made cannot be reached
BACKING = {
    "list-order": ("order",),
    "update-lost": ("merged",),
    "filter-ignored": ("hides", "inclusive", "finds"),
    "state-after": ("spreads", "fills", "leads-to", "sets", "begins", "ends-after", "ends-within", "ends-as"),
    "lifetime": ("lives",),
    "action-repeated": ("one-way", "once", "only-in", "not-in", "follows", "kept-by", "closed-by"),
    "action-refused": ("only-in", "taken-in"),
    "over-limit": ("at-most",),
    "value-refused": ("values",),
    "idempotency": ("keyed", "keyed-refuses", "keyed-spares", "keyed-by", "keyed-by-refuses"),
    "bound-refused": ("length", "range"),
    "fixed-changed": ("fixed",),
    "formula": ("computed", "gives", "aggregate"),
    "refusal-status": ("refused-with", "refused-code", "times-code"),
}
KEYWORDS: Mapping[str, tuple[str, ...]] = {  # of a value that was taken; bounds where the keyword is none of these
    "enum": ("values",),
    "type": ("type",),
    "pattern": ("pattern",),
    "format": ("format",),
    "multipleOf": ("multiple",),
    "minItems": ("count",),
    "maxItems": ("count",),
    "maxProperties": ("count",),
    "uniqueItems": ("distinct",),
    "additionalProperties": ("closed",),
    "required": ("conditional",),
    "when": ("when",),
}


PROMISED = frozenset(  # of an operation
    {
        "order",
        "leads-to",
        "sets",
        "replaces",
        "lives",
        "once",
        "one-way",
        "at-most",
        "keyed",
        "keyed-refuses",
        "keyed-spares",
        "begins",
        "ends-after",
        "ends-within",
        "ends-as",
        "only-in",
        "taken-in",
        "not-in",
        "follows",
        "refused-with",
        "refused-code",
        "times-code",
        "kept-by",
        "closed-by",
        "fills",
        "raises",
        "lowers",
    }
)


def _backing(known: Index, told: Told) -> list[Told]:
    """Whoever declares what a live flaw breaks: of a refused member, those who list it."""
    subject, aspect, value, _ = told.claim
    aspects = known.declared.get(subject, {})
    wanted = BACKING.get(aspect, ())
    if aspect in ("input-unenforced", "bound-refused"):
        wanted = KEYWORDS.get(str(value), BACKING["bound-refused"])
    told_of = known.declared.get(Subject(subject.operation), {}) if PROMISED.issuperset(wanted) else aspects
    found = [one for name in wanted for one in told_of.get(name, aspects.get(name, ()))]
    if aspect == "formula" and not found:
        found = known.declared.get(Subject(subject.operation, f"{ANY}/{subject.name}"), {}).get("computed", [])
    if aspect == "value-refused":
        found = [one for one in found if value in one.claim.value]
    silent = bool(wanted) and wanted[0] not in PROMISED
    return found or ([] if silent else aspects.get("exists", []))


def _declarations(known: Index) -> Iterator[Finding]:
    """Declarations of one aspect of one subject that are not equal."""
    for subject, aspects in known.declared.items():
        if "deprecated" in aspects:
            aspects["deprecated"] += _not_deprecated(aspects)
        for rule in DECLARED:
            told = aspects.get(rule.aspect)
            if told and len(told) > 1:
                groups = distinct(told)
                if len(groups) > 1 and _any_differ(rule, list(groups.values())):
                    yield _declared(rule, subject, groups)


def _not_deprecated(aspects: dict[str, list[Told]]) -> list[Told]:
    """A spec that describes something and does not call it deprecated says that it is not (OpenAPI 3.1.1, 4.8.10)."""
    said = {told.claim.evidence.file for told in aspects["deprecated"]}
    silent = [t for t in aspects.get("exists", ()) if t.source == "spec" and t.claim.evidence.file not in said]
    return [Told(told.source, told.claim._replace(aspect="deprecated", value=False)) for told in silent]


def _any_differ(rule: Rule, groups: list[list[Told]]) -> bool:
    assert rule.differ is not None
    values = [group[0].claim.value for group in groups]
    return any(rule.differ(a, b) for i, a in enumerate(values) for b in values[i + 1 :])


def _declared(rule: Rule, subject: Subject, groups: dict[str, list[Told]]) -> Finding:
    said = [one.said() for group in groups.values() for one in by_file(group)]
    if rule.aspect == "values":
        return finding(rule.name, subject, said, f"{subject.name}: {_members_apart(groups)}")
    voices = [f"{' and '.join(sorted({t.source for t in g}))}: {brief(g[0].claim.value)}" for g in groups.values()]
    message = f"{subject.name or subject.operation} {rule.aspect}: " + "; ".join(voices)
    return finding(rule.name, subject, said, message, _lonely(groups))


def _lonely(groups: dict[str, list[Told]]) -> str | None:
    """Where a live voice is among the declarations: the witness that stands alone against two others."""
    sides = [{one.source for one in group} - {"examples"} for group in groups.values()]
    if len(sides) != 2 or not any("live" in side for side in sides):
        return None
    for side, others in (sides, reversed(sides)):
        if len(side) == 1 and len(others) >= 2 and not side & others:
            return next(iter(side))
    return None


def _members_apart(groups: dict[str, list[Told]]) -> str:
    """Who has which members that not all have."""
    common = set.intersection(*(set(group[0].claim.value) for group in groups.values()))
    apart = [(_sources(group), tuple(m for m in group[0].claim.value if m not in common)) for group in groups.values()]
    return "; ".join(f"only {who}: {brief(members)}" for who, members in apart if members)


def _completeness(known: Index) -> Iterator[Finding]:
    """What some source has below a parent whose complete list, in another source, lacks it."""
    having: dict[Subject, list[Told]] = {}
    for subject, aspects in known.declared.items():
        if "exists" in aspects and subject.place:
            having.setdefault(subject, []).extend(aspects["exists"])
    for subject, told in known.seen.items():
        if subject.place and subject.name != "[]":
            having.setdefault(subject, []).extend(told)
    denied: dict[Subject, list[Told]] = {}
    once: list[Subject] = []
    for subject, havers in having.items():
        lists = known.declared.get(subject.parent, {}).get("complete")
        if not lists or subject.name == "[]":
            continue
        denied[subject] = [told for told in lists if subject.name not in told.claim.value]
        if len(havers) == 1 and havers[0].source == "live" and len(denied[subject]) == len(lists):
            once.append(subject)
    noise = _noise(known, once)
    for subject, deniers in denied.items():
        if deniers and subject not in noise:
            yield _missing(known, subject, having[subject], deniers)


MANY = 3  # fields that nobody declared and that came once, in a service that adds some at random


def _noise(known: Index, once: list[Subject]) -> set[Subject]:
    """Of the undeclared fields that one live object alone has: those that are no more than noise, so far.

    Where other objects stand at the place and lack it, it is noise; a service that does so often does it also where there
    is no other object to compare with.
    """
    others = {one for one in once if sum(told.source == "live" for told in known.seen.get(one.parent, ())) > 1}
    return set(once) if len(others) >= MANY else others


def _missing(known: Index, subject: Subject, havers: list[Told], deniers: list[Told]) -> Finding:
    deniers = deniers + _live_without(known, subject, havers)
    declared = [told for told in havers if told.claim.aspect == "exists"]
    rule = "field-missing" if declared else "field-undeclared"
    if subject.parent.place == "response":
        rule = "status-missing"
    said = [told.said(True) for told in by_file(declared)] + [
        told.said(shown(told.claim.value)) for told in by_file(t for t in havers if t.claim.aspect != "exists")
    ]
    said += [Said(told.source, False, told.claim.evidence) for told in by_file(deniers)]
    message = (
        f"{subject.name}: {_who(havers, deniers)} has it, {_who(deniers, havers)} lists the others and not this one"
    )
    return finding(rule, subject, said, message, _odd(havers, deniers))


def _live_without(known: Index, subject: Subject, havers: list[Told]) -> list[Told]:
    """A live answer that lacks the field, where no live answer has it."""
    if any(told.source == "live" for told in havers) or not subject.place.startswith("response/"):
        return []
    objects = [t for t in known.seen.get(subject.parent, ()) if t.source == "live" and t.claim.value.type == "object"]
    return objects[:1]


def _sources(told: Iterable[Told]) -> str:
    return " and ".join(sorted({one.source for one in told}))


def _who(told: Iterable[Told], others: Iterable[Told]) -> str:
    """The sources of one side; the files where a source stands on both sides."""
    both = {one.source for one in told} & {one.source for one in others} - {"live"}
    files = sorted({(one.claim.evidence.file or "").rpartition("/")[2] for one in told if one.source in both})
    names = sorted({one.source for one in told} - both) + files[:3] + (["..."] if len(files) > 3 else [])
    return " and ".join(names)


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
        stated = _judging(aspects)
        broken: dict[str, list[tuple[Told, list[Told]]]] = {}
        for one in told if stated else ():
            for rule, declared in stated:
                against = [t for t in declared if _refuted(rule, t, one)]
                if against:
                    broken.setdefault(rule.name, []).append((one, against))
                    break
        for name, pairs in broken.items():
            yield _refutation(known, BY_NAME[name], subject, aspects, pairs)


def _judging(aspects: dict[str, list[Told]]) -> list[tuple[Rule, list[Told]]]:
    """The rules by which what is declared of a place judges a value, in their order, each with the declarations."""
    return [(rule, aspects[rule.aspect]) for rule in JUDGED if rule.aspect in aspects]


def _headers(known: Index) -> Iterator[Finding]:
    """Values of headers that refute what is declared of them; a header is text, read as its type."""
    for subject, aspects in known.declared.items():
        stated = _judging(aspects) if "carried" in aspects else []
        values = {told.claim.value: told for told in aspects["carried"]} if stated else {}
        for told in values.values():
            seen = told._replace(claim=told.claim._replace(value=_as_typed(told.claim.value, aspects.get("type", ()))))
            broken = [(rule, t) for rule, declared in stated for t in declared if _refuted(rule, t, seen)]
            if broken:
                (rule, against), came = broken[0], brief(told.claim.value)
                stated_so = f"{rule.aspect} {brief(against.claim.value)}"
                message = f"{subject.name}: live shows {came}, {against.source} says {stated_so}"
                yield finding(rule.name, subject, [against.said(), told.said()], message, observed=True)
                break


def _as_typed(text: str, types: Iterable[Told]) -> Seen:
    """The value that a header's text is, for a header of a type."""
    kinds = {kind for told in types for kind in told.claim.value}
    if "string" not in kinds and re.fullmatch(r"-?\d{1,18}", text):
        return Seen("integer", int(text))
    if kinds == {"number"} and re.fullmatch(r"-?\d{1,18}\.\d{1,9}", text):
        return Seen("number", float(text))
    if kinds == {"boolean"} and text in ("true", "false"):
        return Seen("boolean", text == "true")
    return Seen("placeholder", text) if kinds & CONTAINERS else Seen("string", text)


def _sided(findings: list[Finding]) -> Iterator[Finding]:
    """An observation that takes a side in a disagreement between declarations is part of that finding, no second one."""
    declared = {(f.rule, f.subject): n for n, f in enumerate(findings) if not f.observed and BY_NAME[f.rule].differ}
    joined = dict(enumerate(findings))
    for number, one in enumerate(findings):
        rule = "required" if one.rule in ("field-unenforced", "field-unwanted") else one.rule
        other = declared.get((rule, one.subject))
        if one.observed and other is not None and _takes_side(one, joined[other]):
            joined[other] = _joined(joined[other], one)
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
    if seen.claim.value.type == "placeholder" and rule.name == "type":
        return set(declared.claim.value) <= CONTAINERS and seen.source == "examples"  # a text stands for one value
    if seen.claim.value.type in PLACEHOLDERS and rule.name != "null":
        return False
    if seen.source == "examples" and seen.claim.value.value == "" and rule.name in BLANKS:
        return False  # a blank that the reader is to fill in
    if rule.name == "format" and seen.source == "live" and _is_naive(declared, seen):
        return True
    return rule.refutes(declared.claim.value, seen.claim.value)


def _is_naive(declared: Told, seen: Told) -> bool:
    """Whether a service answers a time without a zone where its spec says `date-time`: readers would take it for theirs.

    Documents may leave the zone out: their examples rarely mind it.
    """
    stated = declared.source == "spec" and declared.claim.value == "date-time"
    value = seen.claim.value
    return stated and value.type == "string" and has_format(value.value, "date-time") and not has_zone(value.value)


def _refutation(
    known: Index, rule: Rule, subject: Subject, aspects: dict[str, list[Told]], pairs: list[tuple[Told, list[Told]]]
) -> Finding:
    seen = [one for one, _ in pairs]
    against = _unique(told for _, several in pairs for told in several)
    agreeing = [told for told in aspects.get(rule.aspect, ()) if told not in against]
    said = [told.said() for told in _by_value(seen)] + [told.said() for told in by_file(against)]
    example = seen[0].claim.value.type if rule.name == "type" else canonical(shown(seen[0].claim.value))[:80]
    wanted = [
        f"{_sources(group)} says "
        + ("never null" if rule.name == "null" else f"{rule.aspect} {brief(group[0].claim.value)}")
        for group in distinct(against).values()
    ]
    message = f"{subject.name}: {_sources(seen)} shows {example}, {', '.join(wanted)}"
    odd = _odd(seen + agreeing, _supported(known, subject, against))
    return finding(rule.name, subject, said, message, odd, observed=True)


def _supported(known: Index, subject: Subject, against: list[Told]) -> list[Told]:
    """Those who said it, and whoever else documents the field at all."""
    return against + known.declared.get(subject, {}).get("exists", [])


def _unique(told: Iterable[Told]) -> list[Told]:
    return list(dict.fromkeys(told))


def _by_value(told: Iterable[Told]) -> list[Told]:
    """One claim for each source, file and value."""
    found: dict[tuple[Any, ...], Told] = {}
    for one in told:
        found.setdefault((one.source, one.claim.evidence.file, canonical(shown(one.claim.value))), one)
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
                said = [told.said() for told in _by_value(lacking)] + [told.said() for told in by_file(demanding)]
                message = f"{subject.name}: required by {_sources(demanding)}, missing in {_sources(lacking)}"
                odd = _odd(lacking, _supported(known, subject, demanding))
                yield finding("field-omitted", subject, said, message, odd, observed=True)


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
                said = [told.said() for told in by_file(against)] + [told.said() for told in by_file(live)[:3]]
                agreeing = [told for told in declared if told not in against]
                odd = _odd(live + agreeing, _supported(known, subject, against))
                yield finding(rule, subject, said, message, odd, observed=True)


def _conditions(known: Index) -> Iterator[Finding]:
    """Fields that are required always in one place, and only under a condition in words."""
    for parent, required in known.required.items():
        for subject in dict.fromkeys(told.claim.subject for told in required):
            conditional = known.declared[subject].get("conditional", ())
            if conditional:
                always = [told for told in required if told.claim.subject == subject]
                said = [told.said() for told in by_file(always)] + [told.said() for told in by_file(conditional)]
                message = f"{subject.name} of {parent.name}: required always, and {brief(conditional[0].claim.value)}"
                yield finding("required-if", subject, said, message)


def _anonymous(known: Index) -> Iterator[Finding]:
    """Operations that answer without the credentials they are documented to ask for."""
    for subject, outcomes in known.outcomes.items():
        live = [told for told in outcomes if told.claim.value == "anonymous"]
        against = [told for told in known.declared.get(subject, {}).get("credentials", ()) if told.claim.value]
        if live and against:
            message = f"{subject.operation} answers without {brief(against[0].claim.value)}"
            said = [told.said() for told in by_file(against)] + [told.said() for told in live[:1]]
            yield finding("credentials-unenforced", subject, said, message, "live", observed=True)


def _unsigned(known: Index) -> Iterator[Finding]:
    """Requests in the docs without the headers that their operation takes its credentials from.

    Of several that it names any may do; all are wanted where some request of the docs sends them all.
    """
    shown = {subject.operation: told for subject, aspects in known.declared.items()
             if subject.place == "request/header" and (told := aspects.get("sends"))}  # fmt: skip
    sent = [frozenset(one.claim.value) for told in shown.values() for one in told]
    for operation, told in shown.items():
        subject = Subject(operation, "security")
        declared = [t for t in known.declared.get(subject, {}).get("credentials", ()) if t.claim.value]
        names = frozenset(name.removeprefix("header ") for one in declared for name in one.claim.value)
        if not declared or not all(name.startswith("header ") for one in declared for name in one.claim.value):
            continue
        are_all = any(names <= one for one in sent)
        full = [one for one in told if one.claim.value]  # without any header it is a sketch
        without = [t for t in full if not names & frozenset(t.claim.value) or (are_all and names - {*t.claim.value})]
        if without:
            lacking = tuple(sorted(names - {name for one in without for name in one.claim.value}))
            said = [one.said(sorted({*one.claim.value} - MEDIA)) for one in by_file(without)]
            said += [one.said() for one in by_file(declared)]
            message = f"a request is shown without {brief(lacking)}"
            yield finding("credentials-omitted", subject, said, message, observed=True)


MEDIA = frozenset({"accept", "content-type", "content-length"})  # headers that nearly every request has


def _gone(known: Index) -> Iterator[Finding]:
    """Operations that are declared and that the service answers like a path that cannot exist."""
    for subject, aspects in known.declared.items():
        live = aspects.get("gone")
        if live:
            others = known.operations.get(subject.operation, []) + known.mentions.get(subject.operation, [])
            said = [told.said(True) for told in by_file(others)] + [told.said(False) for told in live[:1]]
            message = f"{subject.operation} is documented and not there"
            yield finding("operation-unknown", subject, said, message, _odd(live, others), observed=True)


def _wire(known: Index) -> Iterator[Finding]:
    """Content types that no description names, and documented headers that no answer of the status has."""
    for subject, aspects in known.declared.items():
        came, stated = aspects.get("came", []), aspects.get("content", [])
        odd = [told for told in came if not any(_named(told.claim.value, one.claim.value) for one in stated)]
        if stated and odd:
            message = (
                f"{subject.parent.name} came as {odd[0].claim.value}, documented as {brief(stated[0].claim.value)}"
            )
            said = [told.said() for told in by_file(stated)] + [odd[0].said()]
            yield finding("content-type", subject, said, message, _odd(odd, stated), observed=True)
        for told in aspects.get("has", ()):
            answers = aspects.get("sent", [])
            without = [one for one in answers if told.claim.value not in one.claim.value]
            is_always = any(one.claim.value == told.claim.value for one in aspects.get("always", ()))
            if without and (len(without) == len(answers) or (is_always and len(without) * 2 > len(answers))):
                none = "no answer" if len(without) == len(answers) else "hardly an answer"
                message = f"{none} with status {subject.parent.name} has the header {told.claim.value}"
                said = [told.said(), Said("live", False, without[0].claim.evidence)]
                yield finding("header-missing", subject.child(told.claim.value), said, message, observed=True)


def _named(kind: str, stated: tuple[str, ...]) -> bool:
    """Whether a media type is among the stated ones, ranges such as `*/*` included."""
    return any(one in (kind, "*/*", f"{kind.partition('/')[0]}/*") for one in stated)


CODES = frozenset({"code", "error_code", "errorcode", "error", "type"})


FEW = 3  # error codes in examples: fewer are no list of all there are


def _error_codes(known: Index) -> Iterator[Finding]:
    """Error codes that the service answers and no document shows anywhere."""
    shown_codes = {
        told.claim.value.value
        for subject, group in known.seen.items()
        if subject.place.startswith(("response/4", "response/5")) and subject.name in CODES
        for told in group
        if told.source == "examples" and isinstance(told.claim.value.value, str)
    }
    stated = {m for aspects in known.declared.values() for told in aspects.get("values", ()) for m in told.claim.value}
    listed = {told.claim.value for told in known.declared.get(Subject("", "error-code"), {}).get("member", ())}
    paired = {s.place.partition("/")[2] for s in known.declared if s.place.startswith("error-code/")}
    documented = shown_codes | stated | listed | paired
    for subject, group in known.seen.items():
        if (
            not subject.place.startswith("response/4")
            or subject.name not in CODES
            or not (listed or len(shown_codes) >= FEW)
        ):
            continue
        odd = [
            t
            for t in group
            if t.source == "live" and _is_code(t.claim.value.value) and t.claim.value.value not in documented
        ]
        if odd:
            near = [t for t in group if t.source == "examples"] or known.declared.get(subject, {}).get("exists", [])
            said = [told.said() for told in by_file(near)[:3]] + [odd[0].said()]
            yield finding(
                "error-code", subject, said, f"{odd[0].claim.value.value} is documented nowhere", observed=True
            )


def _error_statuses(known: Index) -> Iterator[Finding]:
    """Error codes that the service answers, or an example shows, with another status than documents say.

    An example that stands for answers of several statuses, that of a shared schema, shows none.
    """
    shown_with: dict[tuple[object, ...], set[str]] = {}
    for subject, group in known.seen.items():
        if subject.place.startswith("response/4") and subject.name in CODES:
            for told in group:
                shown_with.setdefault(_where(told), set()).add(subject.place.split("/")[1])
    shared = {where for where, statuses in shown_with.items() if len(statuses) > 1}
    for subject, group in known.seen.items():
        if not subject.place.startswith("response/4") or subject.name not in CODES:
            continue
        status = int(subject.place.split("/")[1])
        group = [told for told in group if told.source == "live" or _where(told) not in shared]
        for code in sorted({t.claim.value.value for t in group if _is_code(t.claim.value.value)}):
            stated = known.declared.get(Subject("", f"error-code/{code}"), {}).get("answered", [])
            if stated and all(one.claim.value != status for one in stated):
                seen = sorted((t for t in group if t.claim.value.value == code), key=lambda t: t.source != "live")
                odd = "live" if seen[0].source == "live" else None
                said = [one.said() for one in by_file(stated)] + [seen[0].said()]
                wanted = brief(tuple(sorted({one.claim.value for one in stated})))
                message = f"{code} comes with {status}, documented with {wanted}"
                yield finding("error-status", subject, said, message, odd, observed=True)


def _where(told: Told) -> tuple[object, ...]:
    evidence = told.claim.evidence
    return evidence.file, evidence.line, evidence.pointer


def _is_code(value: Any) -> bool:
    return isinstance(value, str) and 2 < len(value) < 60 and value.replace("_", "").replace("-", "").isalnum()


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
        told = by_file([*known.operations.get(operation, []), *mentions])
        quotes = [one.said(True) for one in told]
        if near and near != operation:
            quotes += [one.said(near) for one in by_file(known.operations[near])]
        hint = f"; {near} is declared" if near and near != operation else ""
        yield finding("operation-unknown", Subject(operation), quotes, f"{operation} is declared by no spec{hint}")


def _fixed(operation: str) -> tuple[str, ...]:
    return tuple(step for step in operation.split("/") if step != "{}")


def _by_cause(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings of one rule about the same name, where the same sources said the same, are one."""
    causes: dict[tuple[str, ...], list[Finding]] = {}
    for one in findings:
        name = one.subject.name if one.rule != "only-in-words" else ""
        if not one.subject.place and one.rule not in SPREAD:
            name = one.subject.operation
        outer = one.subject.parent.name if name in ("[]", "") or name.isdigit() else ""
        causes.setdefault((one.rule, str(one.observed), outer, name, *_identities(one)), []).append(one)
    for group in causes.values():
        yield group[0] if len(group) == 1 and group[0].places else _merged(sorted(group, key=lambda f: f.subject))


def _merged(group: list[Finding]) -> Finding:
    """One finding for one cause: all its places, and each quote once."""
    kept: dict[tuple[Any, ...], Said] = {}
    for one in group:
        for said in one.said:
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


SPREAD = frozenset({"unreached", "repaired", "server-error"})  # one cause is seen in many operations
BLANKS = frozenset({"format", "pattern", "values", "length"})
MENTIONS = frozenset({"operation-unknown", "value-unknown"})  # as flaws do, they belong to the documents they stand in


def _fingerprinted(finding: Finding) -> Finding:
    """16 hex digits that depend on rule, places and what was said: not on wording, order, line numbers or seed."""
    parts = [finding.rule, finding.observed, *finding.subject, sorted(finding.places), _identities(finding)]
    if finding.rule in FLAWS | MENTIONS:
        told = [one for one in finding.said if finding.rule in FLAWS or one.value in (True, finding.subject.name)]
        parts.append(sorted({one.evidence.file for one in told if one.evidence.file}))
    return replace(finding, fingerprint=hashlib.sha256(canonical(parts).encode()).hexdigest()[:16])


PARTS = (
    unknowns,
    _conditions,
    _wire,
    _error_codes,
    _error_statuses,
    _flaws,
    _declarations,
    _completeness,
    _observations,
    _headers,
    _omissions,
    _outcomes,
    _anonymous,
    _unsigned,
    _gone,
    _operations,
    siblings,
    slips,
    same_object,
)
