"""Read recorded exchanges: what the live service showed. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from driftline.blame import blamed
from driftline.claims import Claim, Evidence, Notebook, Reading, Seen, Subject, Voice, canonical, underscored
from driftline.exchange import NUMBERS, STRUCK, Exchange, curl
from driftline.readers.document import escape
from driftline.readers.values import observe

REFUSED = frozenset({400, 402, 409, 412, 415, 422})


def read_exchanges(exchanges: Sequence[Exchange], *, seconds: float = 0.0) -> Reading:
    """The live reading: statuses, answers, and which requests were accepted and refused.

    Exchanges that failed, answered 429 or 5xx, or belong to no operation say nothing of the API and are unread.
    """
    claims: list[Claim] = []
    book = Notebook("exchanges")
    planted = wrong_values(exchanges)
    reached = {e.operation for e in exchanges if 200 <= e.status < 300 and e.intent != "unreached"}
    for exchange in exchanges:
        if not _is_sound(exchange.intent):
            book.skip(f"{exchange.method} {exchange.url}: an intent that cannot be read: {exchange.intent[:80]}")
            continue
        if exchange.intent == "unreached" and exchange.operation in reached:
            exchange = replace(exchange, intent="baseline")  # a test reached it by a longer way
        if is_promise(exchange):
            claims.append(_promise(exchange, kept=exchange.intent.startswith("promise-kept")))
        elif exchange.intent.startswith("promise-gone "):
            continue
        elif exchange.intent.startswith("delivered "):
            claims.extend(_delivered(exchange))
        elif exchange.intent.startswith("contract-failed "):
            claims.append(_failure(exchange))
        elif _says_nothing(exchange):
            reason = exchange.problem or (f"status {exchange.status}" if exchange.operation else "no operation")
            book.skip(f"{exchange.method} {exchange.url}: {reason}")
        else:
            claims.extend(_claims(exchange, planted))
    asked = sum(not one.intent.startswith("delivered ") for one in exchanges)
    return Reading("live", Voice.OBSERVES, tuple(claims), tuple(book.unread), "exchanges", asked, seconds)


def echoes(sent: Any, got: Any, place: str = "", depth: int = 0) -> Iterator[tuple[str, Any, Any]]:
    """Every number and every truth that stands in a request and, under the same names, in its answer."""
    if isinstance(sent, dict) and isinstance(got, dict) and depth < 6:
        for name, value in sent.items():
            if name in got:
                yield from echoes(value, got[name], f"{place}/{name}" if place else str(name), depth + 1)
    elif (
        isinstance(sent, int | float)
        and isinstance(got, int | float)
        and isinstance(sent, bool) == isinstance(got, bool)
    ):
        yield place, sent, got


def paired(exchanges: Sequence[Exchange]) -> list[Exchange]:
    """Observed exchanges, those in which a number comes back as another marked with it."""
    return [_paired(one) if one.intent == "observed" and 200 <= one.status < 300 else one for one in exchanges]


def _paired(one: Exchange) -> Exchange:
    apart = [(place, sent, got) for place, sent, got in echoes(one.request_body, one.response_body) if sent != got]
    if not apart or one.method not in ("POST", "PUT", "PATCH"):
        return one
    place, sent, got = apart[0]
    what = f"finds echo response/{one.status}/body/{place} {json.dumps(sent)} came back as {json.dumps(got)}"
    return replace(one, intent=what)


def _is_sound(intent: str) -> bool:
    """Whether an intent has all its parts, as a run writes them down."""
    kind, *parts = intent.split(" ", 3)
    if kind in ("promise-kept", "promise-broken", "promise-gone"):
        return len(parts) > 1
    if kind == "shows":
        return len(parts) == 3 and parts[0] == "default" and parts[2].strip() == parts[2] and _is_scalar(parts[2])
    return True


def _is_scalar(text: str) -> bool:
    try:
        return not isinstance(json.loads(text, **NUMBERS), dict | list)
    except (ValueError, RecursionError):
        return False


def is_promise(exchange: Exchange) -> bool:
    """Whether an exchange is the outcome of a contract test that quotes a sentence."""
    return exchange.intent.startswith(("promise-kept ", "promise-broken "))


def read_promises(exchanges: Sequence[Exchange]) -> Reading:
    """What the docs promise, as far as contract tests quote it: one claim for each quoted sentence."""
    exchanges = [one for one in exchanges if _is_sound(one.intent)]
    claims = [_promise(exchange, kept=True) for exchange in exchanges if is_promise(exchange)]
    claims += [_gone_quote(exchange) for exchange in exchanges if exchange.intent.startswith("promise-gone ")]
    return Reading("docs", Voice.DECLARES, tuple(claims), document="(promises)")


def _gone_quote(exchange: Exchange) -> Claim:
    _, page, quote = exchange.intent.split(" ", 2)
    return Claim(
        Subject(exchange.operation, f"promise/{escape(quote)[:80]}"), "quote-gone", quote, Evidence(page, None, quote)
    )


def _promise(exchange: Exchange, *, kept: bool) -> Claim:
    """`promise-kept PAGE QUOTE` as a claim about the operation that the test names."""
    _, page, quote = exchange.intent.split(" ", 2)
    subject = Subject(exchange.operation, f"promise/{escape(quote)[:80]}")
    return Claim(subject, "holds", kept, Evidence(page, None, quote, None, exchange.id if not kept else None))


def _failure(exchange: Exchange) -> Claim:
    """`contract-failed TEST MESSAGE`: a contract test that failed, as a flaw of what it holds the service to."""
    _, test, *said = exchange.intent.split(" ", 2)
    evidence = Evidence(test.partition("::")[0], None, "".join(said) or None, None, exchange.id)
    return Claim(Subject("", test.replace("/", ".")), "contract-test", test.rpartition("::")[2], evidence)


def _delivered(exchange: Exchange) -> list[Claim]:
    """A delivery: the event that it names, and what it shows of what the spec declares of that webhook."""
    book, event = Notebook(""), exchange.intent.partition(" ")[2]
    if event:
        book.say(Subject("", "webhook/event"), "named", event)
    if exchange.operation:
        observe(book, Subject(exchange.operation, "request/body"), exchange.request_body)
    evidence = Evidence(quote=curl(exchange)[:2000], exchange=exchange.id)
    told = [one for one in book.claims if not (isinstance(one.value, Seen) and STRUCK in str(one.value.value))]
    return [one._replace(evidence=evidence) for one in told]


def _says_nothing(exchange: Exchange) -> bool:
    if exchange.intent.startswith(("failed", "finds ")):
        return False
    if exchange.intent in ("clean up", "settling"):
        return True
    if exchange.status == 403 and exchange.intent.startswith(("limited key", "proves reads-only")):
        return True  # a sentence says it of all operations, and no list of statuses has to
    passing = exchange.intent == "observed" and 300 <= exchange.status < 400  # of a cache or a browser, not of the API
    nothing = bool(exchange.problem) or not exchange.operation or exchange.status == 429 or exchange.status >= 500
    return nothing or passing


def _claims(exchange: Exchange, planted: Mapping[str, frozenset[str]]) -> list[Claim]:
    book = Notebook("")
    subject = Subject(exchange.operation)
    _outcome(book, subject, exchange)
    if exchange.status >= 500:
        quote = curl(exchange)[:2000]
        return [claim._replace(evidence=Evidence(quote=quote, exchange=exchange.id)) for claim in book.claims]
    status = subject.child("response").child(str(exchange.status))
    if exchange.intent != "gone":
        book.say(status, "seen", Seen("status", exchange.status))
    if exchange.intent != "gone":
        book.say(status.child("header"), "sent", tuple(sorted(exchange.response_headers)))
        for name, text in exchange.response_headers.items():
            if name not in USUAL and STRUCK not in text:
                book.say(status.child("header").child(escape(name)), "carried", text)
    if exchange.response_body is not None and exchange.response_headers.get("content-type"):
        kind = exchange.response_headers["content-type"].partition(";")[0].strip().lower()
        book.say(status.child("content-type"), "came", kind)
    if (exchange.body_is_json or _is_broken(exchange)) and exchange.intent != "gone":
        observe(book, status.child("body"), exchange.response_body)
    evidence = Evidence(quote=curl(exchange)[:2000], exchange=exchange.id)
    told = (claim for claim in book.claims if not (isinstance(claim.value, Seen) and _says_nothing_of(claim, planted)))
    return [Claim(*claim[:3], evidence) for claim in told]


USUAL = frozenset({"content-type", "content-length", "date", "server", "connection", "transfer-encoding", "vary"})


def _is_broken(exchange: Exchange) -> bool:
    """Whether an answer is called JSON and is none: then it is the text that it is."""
    kind = exchange.response_headers.get("content-type", "").partition(";")[0].strip().lower()
    is_text = isinstance(exchange.response_body, str) and not exchange.body_is_json
    return is_text and 200 <= exchange.status < 300 and (kind == "application/json" or kind.endswith("+json"))


def _says_nothing_of(claim: Claim, planted: Mapping[str, frozenset[str]]) -> bool:
    """A value that was struck out, or that a run planted by a request that was wrong on purpose: under its name, or one
    that ends with it (`reason`, `refund_reason`)."""
    seen = claim.value
    if seen.type == "string" and STRUCK in seen.value:
        return True
    names = planted.get(canonical(seen.value), ()) if seen.type in ("string", "integer", "number") else ()
    called = _called(claim.subject.place) if names else ""
    return any(called == name or called.endswith(f"_{name}") for name in names)


def _called(place: str) -> str:
    """The name of the field at a place, of an item of a list that of the list."""
    return underscored(next((step for step in reversed(place.split("/")) if step != "[]"), ""))


def wrong_values(exchanges: Sequence[Exchange]) -> Mapping[str, frozenset[str]]:
    """The values that were sent to see them refused, and their names: where a service keeps one, it comes back later."""
    found: dict[str, set[str]] = {}
    for exchange in exchanges:
        kind, _, rest = exchange.intent.partition(" ")
        is_wrong = kind in ("outside", "beyond", "mistyped") or exchange.intent.startswith("finds input-unenforced")
        # of another type it is what a service that answers that type would show by itself, unless it was taken
        if is_wrong and (kind != "mistyped" or 200 <= exchange.status < 300):
            for place in rest.split(" "):
                value = _at(exchange.request_body, place) if place.startswith("request/body/") else None
                if isinstance(value, str | int | float):
                    found.setdefault(canonical(value), set()).add(_called(place))
    return {value: frozenset(names) for value, names in found.items()}


def _at(body: Any, place: str) -> Any:
    """What stands in a body at a place: `request/body/a/[]/b`, of a list in its first item."""
    for step in place.split("/")[2:]:
        body = body[0] if step == "[]" and body and isinstance(body, list) else _part(body, step)
    return body


def _part(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _outcome(book: Notebook, subject: Subject, exchange: Exchange) -> None:
    """What the answer to a request with an intent says: accepted, refused, or no such operation."""
    kind, _, place = exchange.intent.partition(" ")
    accepted = 200 <= exchange.status < 300
    if kind == "gone":
        book.say(subject, "gone", True)
    elif kind == "omit" and (accepted or exchange.status in REFUSED):
        places = place.split(" ")
        told = places if accepted or len(places) == 1 else blamed(exchange.response_body, exchange.request_body, places)
        for one in places:
            if one in told:
                book.say(Subject(subject.operation, one), "accepts" if accepted else "rejects", "omitted")
    elif kind == "anonymous" and accepted:
        book.say(subject.child("security"), "accepts", "anonymous")
    elif kind == "unreached":
        book.say(subject, "unreached", f"status {exchange.status}")
    elif kind == "finds":
        rule, _, rest = place.partition(" ")
        where, _, detail = rest.partition(" ")
        if re.fullmatch(r"[a-z-]+", rule):
            book.say(Subject(subject.operation, "" if where in ("response", "security") else where), rule, detail)
    elif kind == "shows":
        aspect, where, value = place.split(" ", 2)
        book.say(Subject(subject.operation, where), aspect, json.loads(value))
    elif kind == "failed":
        book.say(subject, "server-error", place)
    elif kind == "took":
        where, _, keyword = place.rpartition(" ")
        book.say(Subject(subject.operation, where), "input-unenforced", keyword)
