"""Find names in sentences that no table, spec or example has, though it has others of their kind. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from itertools import combinations, takewhile

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
    yield from _odd_servers(known)
    yield from _turned(known)
    yield from _unlisted(known)
    yield from _members(known)


def _named(known: Index, kind: str) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for told in known.declared.get(Subject("", kind), {}).get("named", ()):
        found.setdefault(told.claim.value, []).append(told)
    return dict(sorted(found.items()))


def _events(known: Index) -> Iterator[Finding]:
    """Events that a page names and no table of events lists, though the table lists others of their kind."""
    members = known.declared.get(Subject("", "webhook/event"), {}).get("member", [])
    webhooks = {key.partition(" webhook:")[2]: told[0] for key, told in known.operations.items() if " webhook:" in key}
    listed = webhooks | {told.claim.value: told for told in members}
    kinds = Counter(map(_kind, listed))
    for event, group in _named(known, "webhook/event").items():
        if event not in listed and kinds[_kind(event)] >= 2:
            near = next(told for name, told in listed.items() if _kind(name) == _kind(event))
            yield _unknown("webhook/event", event, group, near, f"no table of events lists {event}")
    yield from _other_tables(members)


def _kind(event: str) -> str:
    return event.rpartition(".")[0]


def _other_tables(members: Iterable[Told]) -> Iterator[Finding]:
    """Events that one page's table lists and another page's does not, where each has one of its own beside two that both have."""
    tables: dict[str, dict[str | None, dict[str, Told]]] = {}
    for told in members:
        files = tables.setdefault(_kind(told.claim.value), {})
        files.setdefault(told.claim.evidence.file, {})[told.claim.value] = told
    for files in tables.values():
        for one, other in combinations(files.values(), 2):
            here, there = sorted(one.keys() - other.keys()), sorted(other.keys() - one.keys())
            if here and there and len(one.keys() & other.keys()) >= 2:
                message = f"one table of events has {', '.join(here)}, another {', '.join(there)}"
                yield _unknown("webhook/event", here[0], [one[name] for name in here], other[there[0]], message)


def _slips(known: Index, kind: str, listed: dict[str, Told], counts: Callable[[str], bool]) -> Iterator[Finding]:
    """Names that nobody declares and that are nearly one that somebody does."""
    plain = {_squashed(name): name for name in listed}
    for name, group in _named(known, kind).items():
        if name in listed or not counts(name):
            continue
        near = [plain[key] for key in get_close_matches(_squashed(name), plain, n=1, cutoff=ALIKE)]
        near = near or [one for one in listed if _is_one_word_off(one, name)]
        if near:
            yield _unknown(kind, name, group, listed[near[0]], f"{name} is declared nowhere; {near[0]} is")


def _servers(known: Index) -> dict[str, list[Told]]:
    """The servers that specs name, each with all places that do."""
    found: dict[str, list[Told]] = {}
    for aspects in known.declared.values():
        for told in aspects.get("server", ()):
            found.setdefault(told.claim.value, []).append(told)
    return found


def _words_of(host: str) -> tuple[str, ...]:
    return tuple(sorted(re.split(r"[.-]", host)))


USUAL = 5  # times as many operations as the other, of a server that is meant


def _odd_servers(known: Index) -> Iterator[Finding]:
    """Servers of few operations that have the words of that of most in another order, or joined otherwise."""
    used = _servers(known)
    groups: dict[tuple[str, ...], list[str]] = {}
    for host in sorted(used):
        groups.setdefault(_words_of(host), []).append(host)
    for hosts in [one for one in groups.values() if len(one) > 1]:
        usual = max(hosts, key=lambda host: len(used[host]))
        for host in hosts:
            if len(used[host]) * USUAL <= len(used[usual]):
                said = f"{host} is a server of few operations; {usual} of most"
                yield _unknown("host", host, used[host], used[usual][0], said)


def _turned(known: Index) -> Iterator[Finding]:
    """Hosts that are named, and have the words of one that a spec names in another order: `sandbox-api` for `api-sandbox`."""
    servers = {host: told[-1] for host, told in _servers(known).items()}
    turned = {_words_of(host): told for host, told in servers.items() if host}
    for host, group in _named(known, "host").items():
        near = turned.get(_words_of(host))
        if near is not None and host not in servers:
            yield _unknown("host", host, group, near, f"{host} is no server of a spec; {near.claim.value} is")


KNOWN, MOST = 10, 0.6  # codes that tables list, and their share of those that examples show, before one is missed there


def _unlisted(known: Index) -> Iterator[Finding]:
    """Error codes that examples show and no table lists, where tables list most of them."""
    listed = {told.claim.value: told for told in known.declared.get(Subject("", "error-code"), {}).get("member", ())}
    shown: dict[str, list[Told]] = {}
    for subject, group in sorted(known.seen.items()):
        if subject.place.startswith(("response/4", "response/5")) and subject.name == "code":
            for told in group:
                if told.source == "examples" and isinstance(told.claim.value.value, str):
                    shown.setdefault(told.claim.value.value, []).append(told)
    codes = {code: group for code, group in shown.items() if CODE.fullmatch(code)}
    found = [code for code in codes if code in listed]
    if len(listed) >= KNOWN and len(found) >= MOST * len(codes):
        for code in sorted(codes.keys() - set(found)):
            near = max(listed, key=lambda name: (_alike(name, code), name))
            other = listed[near] if _alike(near, code) else None
            yield _unknown("error-code", code, codes[code], other, f"no table of error codes lists {code}")


CODE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")


def _alike(one: str, other: str) -> int:
    """How many words two codes begin with alike."""
    pairs = zip(one.split("_"), other.split("_"), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _members(known: Index) -> Iterator[Finding]:
    """Members of an object of an SDK that a sentence names and no code calls, where code of the same page calls others of it."""
    called: dict[str, list[Told]] = {}
    for told in known.declared.get(Subject("", "member"), {}).get("called", ()):
        called.setdefault(told.claim.value.partition(".")[0], []).append(told)
    for name, group in _named(known, "member").items():
        others = called.get(name.partition(".")[0], [])
        beside = [one for one in others if one.claim.evidence.file == group[0].claim.evidence.file]
        if beside and all(one.claim.value != name for one in others):
            yield _unknown(
                "member", name, group, beside[0], f"no code calls {name}; some calls {beside[0].claim.value}"
            )


def _is_one_word_off(one: str, other: str) -> bool:
    """Whether two names of three words or more differ in one that stands between the others: `x-acme-mac` and `x-hmac-mac`."""
    pairs = list(zip(one.split("-"), other.split("-"), strict=False))
    same = one.count("-") == other.count("-") >= 2 and pairs[0][0] == pairs[0][1] and pairs[-1][0] == pairs[-1][1]
    return same and sum(a != b for a, b in pairs) == 1


def _squashed(name: str) -> str:
    return re.sub(r"^x-|[^a-z0-9]", "", name.lower())


def _unknown(kind: str, name: str, group: Iterable[Told], near: Told | None, message: str) -> Finding:
    said = [told.said() for told in (*by_file(group), *([near] if near else []))]
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
    for name, group in _named(known, "header").items():
        if len({told.claim.evidence.file for told in group}) > 1:  # of a webhook, say: no spec declares it
            found.setdefault(name, group[0])
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
