"""Find the operation that describes a thing differently from all the others. Pure.

Nobody contradicts himself here: each description is whole. But an API says most things many times, and the one that
differs is the one that was forgotten.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import combinations

from driftline.claims import ENVELOPES, LISTS, Claim, Subject
from driftline.findings import Finding, Index, Told, brief, by_file, distinct, finding
from driftline.formats import has_format, matches

MEMBER = re.compile(r"[A-Z][A-Z0-9_]*|[a-z][a-z0-9_]*")
OPEN = frozenset({"country-code", "currency-code"})


def siblings(known: Index) -> Iterator[Finding]:
    """Every disagreement of an operation with its siblings."""
    for part in (_credentials, _values, _units, _case, _spelling, _ids, _envelopes):
        yield from part(known)


def over(found: Finding, told: Iterable[Told]) -> Finding:
    """The finding, over all the subjects that the claims are about."""
    subjects = sorted({one.claim.subject for one in told})
    return replace(found, subject=subjects[0], places=tuple(f"{s.operation} {s.place}".strip() for s in subjects))


def _credentials(known: Index) -> Iterator[Finding]:
    """The credentials that fewer operations ask for than the usual ones; header parameters count as they are sent."""
    declared: dict[str, list[Told]] = {}
    for subject, aspects in known.declared.items():
        if subject.place == "security" and aspects.get("credentials") and " webhook:" not in subject.operation:
            declared[subject.operation] = aspects["credentials"]
    names = {
        name for told in declared.values() for one in told for name in one.claim.value if name.startswith("header ")
    }
    sent: dict[str, list[Told]] = defaultdict(list)
    for subject, aspects in known.declared.items():
        is_header = subject.place.startswith("request/header/") and f"header {subject.name}" in names
        if is_header and "exists" in aspects and not declared.get(subject.operation):  # else it is one more parameter
            sent[subject.operation].extend(aspects["exists"])
    asked: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for operation in sorted(declared.keys() | sent.keys()):
        told = declared.get(operation, []) or sent[operation]
        wanted = {name for one in declared.get(operation, ()) for name in one.claim.value}
        wanted |= {f"header {one.claim.subject.name}" for one in sent[operation]}
        key = tuple(sorted(name for name in wanted if "idempotency" not in name))
        asked[key] += [
            one._replace(claim=one.claim._replace(subject=Subject(operation, "security"), value=key)) for one in told
        ]
    yield from _minority(asked, "sibling-credentials", "asks for")


def _minority(groups: dict[tuple[str, ...], list[Told]], rule: str, verb: str) -> Iterator[Finding]:
    """A finding for each group but the one that most operations are in."""
    if len(groups) < 2:
        return
    counts = Counter({key: len({told.claim.subject for told in group}) for key, group in groups.items()})
    usual = min(counts, key=lambda key: (-counts[key], len(key), key))
    for key, group in sorted(groups.items()):
        if key != usual:
            said = [told.said() for told in by_file(group)] + [groups[usual][0].said()]
            message = f"{verb} {brief(key) or 'none'}; {counts[usual]} others {brief(usual) or 'none'}"
            yield over(finding(rule, group[0].claim.subject, said, message), group)


def _values(known: Index) -> Iterator[Finding]:
    """A field that is a closed list here and, under the same name, an open code or pattern there."""
    closed: dict[tuple[str, str], list[Told]] = defaultdict(list)
    opened: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for subject, aspects in known.declared.items():
        key = (subject.place.partition("/")[0], subject.name)
        if "values" in aspects:
            closed[key].extend(aspects["values"])
        else:
            codes = [told for told in aspects.get("format", ()) if told.claim.value in OPEN]
            opened[key].extend(codes + aspects.get("pattern", []))
    for key, lists in sorted(closed.items()):
        for group in distinct(lists).values():
            operations = {told.claim.subject.operation for told in group}
            members = group[0].claim.value
            others = [
                t
                for t in opened.get(key, ())
                if t.claim.subject.operation not in operations and _covers(t.claim, members)
            ]
            if others:
                said = [told.said() for told in by_file(group)] + [told.said() for told in by_file(others)[:3]]
                message = f"{key[1]}: {len(members)} values here, {brief(others[0].claim.value)} elsewhere"
                yield over(finding("sibling-values", group[0].claim.subject, said, message), group)


def _covers(claim: Claim, members: tuple[str, ...]) -> bool:
    """Whether every member has the open format or pattern: then both speak of the same kind of value."""
    if claim.aspect == "format":
        return all(has_format(member, claim.value) for member in members)
    return all(matches(claim.value, member) for member in members)


UNNAMED = frozenset({"body", "query", "[]", *LISTS, *ENVELOPES})
SHARED = 0.6  # of 1: how many fields of the smaller of two inner objects the other must have to be the same object


def _units(known: Index) -> Iterator[Finding]:
    """A number of an inner object (`plan.rate`) that has one unit here and another in other operations."""
    told: dict[str, list[Told]] = defaultdict(list)
    for subject, aspects in known.declared.items():
        if aspects.get("unit") and outer_name(subject) not in UNNAMED:
            told[subject.name].extend(aspects["unit"])
    for name, every in sorted(told.items()):
        groups = sorted(distinct(every).values(), key=len)
        for fewer, more in combinations(groups, 2):
            near = [one for one in more if any(_same_object(known, one.claim.subject, o.claim.subject) for o in fewer)]
            if near:
                said = [one.said() for group in (fewer, near) for one in by_file(group)]
                apart = "; ".join(f"{one.claim.subject.operation}: {one.claim.value}" for one in (fewer[0], near[0]))
                yield over(finding("sibling-unit", fewer[0].claim.subject, said, f"{name}: {apart}"), fewer)


def outer_name(subject: Subject) -> str:
    """The name of the object that a field stands in."""
    return next((step for step in reversed(subject.place.split("/")[:-1]) if step != "[]"), "")


def _same_object(known: Index, one: Subject, other: Subject) -> bool:
    """Whether two fields of two operations stand in one kind of object: by its name, or by most of its fields."""
    if one.operation == other.operation:
        return False
    fields = [{name for told in known.declared.get(at.parent, {}).get("complete", ()) for name in told.claim.value}
              for at in (one, other)]  # fmt: skip
    shared = len(fields[0] & fields[1])
    return outer_name(one) == outer_name(other) or (shared > 1 and shared >= SHARED * min(map(len, fields)))


def _case(known: Index) -> Iterator[Finding]:
    """A set whose members another set has in another case."""
    sets: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for aspects in known.declared.values():
        for told in aspects.get("values", ()):
            if sum(any(c.isalpha() for c in member) for member in told.claim.value) >= 2:
                sets[told.claim.value].append(told)
    by_lower: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for members in sets:
        for member in members:
            by_lower[member.lower()].add(members)
    shown = _shown_in_examples(known)
    for members, group in sorted(sets.items()):
        files = {told.claim.evidence.file for told in group}
        odd = [m for m in members if _outvoted(shown[m].keys() - files, shown[m.swapcase()].keys() - files)]
        if len(odd) >= 3 and 2 * len(odd) >= len(members):
            said = [told.said() for told in by_file(group)]
            said += [next(iter(shown[m.swapcase()].values())).said() for m in odd[:2]]
            message = f"{group[0].claim.subject.name}: {brief(tuple(odd))} in another case than examples show"
            yield over(finding("sibling-case", group[0].claim.subject, said, message), group)
            continue
        near = Counter(other for member in members for other in by_lower[member.lower()] if other != members)
        for other, shared in sorted(near.items(), key=lambda pair: (-pair[1], pair[0]))[:3]:
            crossed = [m for m in members if m not in other and m.lower() in {o.lower() for o in other}]
            exact = len(set(members) & set(other))
            if len(crossed) < 2 or exact > len(crossed) or 2 * shared < len(members):
                continue
            names = [{told.claim.subject.name for told in sets[one]} for one in (members, other)]
            if not names[0] & names[1] and len(crossed) < 4:
                continue  # few words in common under other names: no one set
            if (len(sets[members]), members) > (len(sets[other]), other):
                continue  # the smaller group is the odd one
            said = [told.said() for told in by_file(group)] + [sets[other][0].said()]
            there = f"in another case than in {len(sets[other])} other places"
            message = f"{group[0].claim.subject.name}: {brief(tuple(crossed))} {there}"
            yield over(finding("sibling-case", group[0].claim.subject, said, message), group)
            break


def _outvoted(here: Collection[object], other: Collection[object]) -> bool:
    """Whether other documents write a member in the other case at least twice, and more than twice as often as so."""
    return len(other) >= 2 and len(other) > 2 * len(here)


def _shown_in_examples(known: Index) -> dict[str, dict[str | None, Told]]:
    """Every text that looks like a member of a set and stands in an example, with one place in each file where it does."""
    found: dict[str, dict[str | None, Told]] = defaultdict(dict)
    for told in known.seen.values():
        for one in told:
            value = one.claim.value.value
            if one.claim.value.type == "string" and 3 <= len(value) <= 40 and MEMBER.fullmatch(value):
                found[value].setdefault(one.claim.evidence.file, one)
    return found


def _spelling(known: Index) -> Iterator[Finding]:
    """A header written in two cases."""
    spelled: dict[str, dict[tuple[str, ...], list[Told]]] = defaultdict(lambda: defaultdict(list))
    for subject, aspects in known.declared.items():
        for told in aspects.get("spelling", ()):
            spelled[subject.name][(told.claim.value,)].append(told)
    for _, groups in sorted(spelled.items()):
        yield from _minority(groups, "sibling-spelling", "written")


ID_NAMES = ("_id", "_token", "_session", "_uuid", "/id")
GENERIC = re.compile(r"(?:^|/)(?:body|\[\]|items|data)/id$|provider|raw_|external|merchant|fingerprint|device")
ALMOST = re.compile(r"(?i)[0-9a-z]{5,9}-[0-9a-z]{3,5}-[0-9a-z]{3,5}-[0-9a-z]{3,5}-[0-9a-z]{9,16}\.?")
LEAST = 5  # observations before a form counts as the usual one


def _ids(known: Index) -> Iterator[Finding]:
    """Examples of an id that are no UUID where the same id is one nearly everywhere else, or that are nearly one."""
    shown: dict[str, list[Told]] = defaultdict(list)
    for subject, told in known.seen.items():
        name = subject.name if subject.name != "id" else f"{subject.parent.name}/id"
        if name.endswith(ID_NAMES):
            shown[name] += [one for one in told if one.source == "examples" and one.claim.value.type == "string"]
    for name, told in sorted(shown.items()):
        usual = [one for one in told if has_format(one.claim.value.value, "uuid")]
        odd = [one for one in told if _is_odd_id(one)]
        if len(usual) < LEAST or len(usual) < 8 * len({one.claim.evidence.file for one in odd}):
            odd = [one for one in odd if ALMOST.fullmatch(one.claim.value.value)]
        for group in distinct(odd).values() if usual else ():
            said = [one.said() for one in by_file(group)] + [usual[0].said()]
            message = f"{name}: {brief(group[0].claim.value.value)} here, a UUID in {len(usual)} other examples"
            yield over(finding("sibling-format", group[0].claim.subject, said, message, observed=True), group)


def _is_odd_id(told: Told) -> bool:
    """Whether an example is no UUID and yet an id that somebody made for this API: not a provider's, not a counter."""
    text = told.claim.value.value
    if has_format(text, "uuid") or not 10 <= len(text) <= 80 or " " in text:
        return False
    if ALMOST.fullmatch(text):
        return True
    made = any(c.isdigit() for c in text) and any(c.isalpha() for c in text)
    return made and not GENERIC.search(told.claim.subject.place)


def _envelopes(known: Index) -> Iterator[Finding]:
    """Error bodies whose fields are not those of most errors."""
    bodies: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for subject, told in known.seen.items():
        steps = subject.place.split("/")
        if len(steps) == 3 and steps[0] == "response" and steps[1][:1] in "45" and steps[2] == "body":
            for one in told:
                if one.source == "examples" and one.claim.value.type == "object":
                    bodies[one.claim.value.value].append(one)
    total = sum(len(group) for group in bodies.values())
    if not bodies or total < LEAST:
        return
    usual = max(bodies, key=lambda keys: (len(bodies[keys]), keys))
    if 2 * len(bodies[usual]) < total:
        return
    for keys, group in sorted(bodies.items()):
        if not set(usual) <= set(keys):
            said = [told.said() for told in by_file(group)] + [bodies[usual][0].said()]
            message = f"an error with {brief(keys) or 'no field'}; {len(bodies[usual])} others have {brief(usual)}"
            yield over(finding("sibling-envelope", group[0].claim.subject, said, message, observed=True), group)
