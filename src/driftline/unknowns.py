"""Find names in sentences that no table, spec or example has, though it has others of their kind. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches

from driftline.claims import Subject
from driftline.findings import Finding, Index, Told, by_file, finding

ALIKE = 0.85  # of 1: how much of a name must stand in a known one for it to be taken for a slip of the pen
STANDARD = re.compile(
    r"accept|authorization|cache-control|content|cookie|date|etag|host|if-|location|origin|prefer|range|retry-after|"
    r"referer|set-cookie|traceparent|user-agent|vary|via|www-authenticate|x-forwarded|x-request-id|x-ratelimit"
)


def unknowns(known: Index) -> Iterator[Finding]:
    """Every name that a sentence has to itself: events, headers, error codes."""
    yield from _events(known)
    yield from _slips(known, "header", _headers(known), lambda name: not STANDARD.match(name))
    yield from _slips(known, "error-code", _codes(known), lambda name: True)


def _named(known: Index, kind: str) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for told in known.declared.get(Subject("", kind), {}).get("named", ()):
        found.setdefault(told.claim.value, []).append(told)
    return dict(sorted(found.items()))


def _events(known: Index) -> Iterator[Finding]:
    """Events that a page names and no table of events lists, though the table lists others of their kind."""
    members = known.declared.get(Subject("", "webhook/event"), {}).get("member", [])
    listed = {told.claim.value for told in members}
    kinds = Counter(event.partition(".")[0] for event in listed)
    for event, group in _named(known, "webhook/event").items():
        kind = event.partition(".")[0]
        if event not in listed and kinds[kind] >= 2:
            near = next(told for told in members if told.claim.value.partition(".")[0] == kind)
            yield _unknown("webhook/event", event, group, near, f"no table of events lists {event}")


def _slips(known: Index, kind: str, listed: dict[str, Told], counts: Callable[[str], bool]) -> Iterator[Finding]:
    """Names that nobody declares and that are nearly one that somebody does."""
    plain = {_squashed(name): name for name in listed}
    for name, group in _named(known, kind).items():
        if name in listed or not counts(name):
            continue
        near = [plain[key] for key in get_close_matches(_squashed(name), plain, n=1, cutoff=ALIKE)]
        if near:
            yield _unknown(kind, name, group, listed[near[0]], f"{name} is declared nowhere; {near[0]} is")


def _squashed(name: str) -> str:
    return re.sub(r"^x-|[^a-z0-9]", "", name.lower())


def _unknown(kind: str, name: str, group: Iterable[Told], near: Told, message: str) -> Finding:
    said = [told.said() for told in by_file(group)] + [near.said()]
    return finding("value-unknown", Subject("", f"{kind}/{name}"), said, message)


def _headers(known: Index) -> dict[str, Told]:
    """The headers that requests and answers are declared to have, in lower case."""
    found: dict[str, Told] = {}
    for subject, aspects in known.declared.items():
        if subject.place.startswith("request/header/"):
            for told in aspects.get("exists", ()):
                found.setdefault(subject.name, told)
        for told in aspects.get("has", ()):
            found.setdefault(told.claim.value, told)
        for told in aspects.get("credentials", ()) if subject.place == "security" else ():
            for name in told.claim.value:
                found.setdefault(name.removeprefix("header ").lower(), told)
    return found


def _codes(known: Index) -> dict[str, Told]:
    """The error codes of tables, of closed sets, and of the examples of errors."""
    found = {told.claim.value: told for told in known.declared.get(Subject("", "error-code"), {}).get("member", ())}
    for aspects in known.declared.values():
        for told in aspects.get("values", ()):
            found.update({member: told for member in told.claim.value if member not in found})
    for subject, group in known.seen.items():
        if subject.place.startswith(("response/4", "response/5")) and subject.name.endswith("code"):
            found.update({told.claim.value.value: told for told in group if isinstance(told.claim.value.value, str)})
    return found
