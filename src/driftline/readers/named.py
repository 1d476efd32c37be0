"""What sentences name: operations, statuses, headers, error codes, webhook events. Pure."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from driftline.claims import Subject, host_of, underscored
from driftline.readers.acts import caused_by, final, ruled, singular, stem, stems
from driftline.readers.aggregates import aggregates
from driftline.readers.arithmetic import equations
from driftline.readers.conventions import HEADER as CONVENTIONAL
from driftline.readers.conventions import of_all, refuses_larger, repeats, returned, unkeyed
from driftline.readers.deliveries import carried, changing, recipe
from driftline.readers.document import escape
from driftline.readers.known import Known, Notes, collection
from driftline.readers.limited import hidden_from, reads_only
from driftline.readers.markdown import heading_above
from driftline.readers.promises import (
    GONE,
    effects,
    error_statuses,
    freed,
    has_some,
    kept_so,
    key_statuses,
    moved_by,
    needed,
    no_two,
    once_only,
    promises,
    steps,
    time_form,
)
from driftline.readers.relations import (
    ceilings,
    filled,
    fixed,
    kept_by,
    kept_itself,
    keyed_by,
    merges,
    shared_ceilings,
    switches,
    taken_from,
    wrong_statuses,
)
from driftline.readers.spreads import done, spreads
from driftline.readers.states import collections_of
from driftline.readers.words import CASELESS, Said, hides, plain, same_but_case, sentences, stored

MENTION = re.compile(
    r"\b(GET|POST|PUT|PATCH|DELETE)\*{0,2}`?\s+(?:\|\s{0,9})?`?(https?://[^/\s`\"'<>()]+)?(/[\w{}<>/.:%-]*[\w}>])"
)
EVENT = re.compile(r"`([a-z][a-z_]*(?:\.[a-z][a-z_]*){1,4})`")
ALONE = re.compile(r"^\s*[-*+] `([a-z][a-z_]*(?:\.[a-z][a-z_]*){1,4})`\s*(?:[:—–-]|$)")
MEMBER = re.compile(r"`([a-z]\w{0,40}[A-Z]\w{0,40}\.[a-z]\w{1,60})(?:\([^`()]{0,60}\))?`")
HOST = re.compile(r"https?://([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})")
SENT = re.compile(r"\bevents?\b|webhook|\bsent\b|deliver|notif", re.IGNORECASE)
HEADER = re.compile(
    r"\b(X-[A-Za-z]+(?:-[A-Za-z]+)+)\b|`([A-Za-z]+(?:-[A-Za-z]+)+)`\*{0,2} (?:request |response |HTTP )?header\b"
)
CODE = re.compile(
    r"\b(?:error|decline|response) code:? `([A-Z][A-Z0-9_]{3,})`|`([A-Z][A-Z0-9_]{3,})` (?:error|decline|response) code"
)
ANSWERS = re.compile(
    r"\b(?:returns?|responds? with|answers?(?: with)?|receives?|get) (?:an? |the )?(?:HTTP |status |error |code ){0,3}"
    r"[`*]*([2-5]\d\d)\b(?! ?(?:%|items|results|days|characters|records))"
    r"|\b(?:(?:answered|refused|rejected|fails) with|(?:answer|response|status) is)(?: an?| the)?"
    r"(?: (?:HTTP|status|code)){0,2} `([2-5]\d\d)`",
    re.IGNORECASE,
)


def read_named(notes: Notes, operation_at: Callable[[int], str | None]) -> None:
    """Say everything that the sentences of a page name; `operation_at` gives the operation a line speaks of."""
    tables = {line for table in notes.page.tables for line, _ in table.rows}
    parts = Parts(sorted(line for line, _ in notes.page.headings), {})
    for line, text in notes.page.prose:
        for key in _operations(notes, line, text) if "/" in text else ():
            parts.named.setdefault(bisect_right(parts.headings, line), {})[key] = None
        if line in tables:
            _pairs(notes, line, text)
            _repeated(notes, line, text, is_row=True)
            _barred(notes, line, text, operation_at(line))
        for host in HOST.findall(text) if "://" in text else ():
            notes.book.say(Subject("", "host"), "named", host.lower(), line=line, quote=_quote(text))
        if line in tables or " " not in text:
            continue
        if "`" in text and "." in text:
            _events(notes, line, text)
            for name in MEMBER.findall(text):
                notes.book.say(Subject("", "member"), "named", name, line=line, quote=_quote(text))
        if "X-" in text or "header" in text or " code" in text:
            _headers_and_codes(notes, line, text)
        _statuses(notes, line, text, operation_at)
    before: str | None = None  # the operation of an earlier step of the same list
    every = list(paragraphs([one for one in notes.page.prose if one[0] not in tables]))
    _shared(notes, every)
    _spread(notes, every)
    _deliveries(notes, every)
    _ruled(notes, every)
    for lines in every:
        whole = " ".join(text.strip() for _, text in lines)
        if TAG.fullmatch(whole):
            before = None
            continue
        _pairs(notes, lines[0][0], whole)
        _repeated(notes, lines[0][0], whole)
        for header, quote in returned(whole):
            notes.book.say(Subject("", f"header/{header}"), "returned", True, line=lines[0][0], quote=quote)
        for about, aspect, quote in of_all(whole):
            notes.book.say(Subject("", about), aspect, True, line=lines[0][0], quote=quote)
        code, status, quote = unkeyed(whole)
        if code:
            notes.book.say(
                Subject("", "header/idempotency-key"), "missing", f"{status} {code}", line=lines[0][0], quote=quote
            )
        size, quote = refuses_larger(whole)
        for spot in [one for found in notes.known.sizes.values() for one in found if one.name == size]:
            notes.book.say(spot, "strict", True, line=lines[0][0], quote=quote)
        _limited(notes, lines)
        if "/" not in lines[0][1]:
            for about, told in (("credentials", key_statuses(whole)), ("refusals", wrong_statuses(whole))):
                for kind, status, quote in told:
                    notes.book.say(Subject("", about), kind, status, line=lines[0][0], quote=quote)
        for said in time_form("\n".join(text for _, text in lines)):
            notes.book.say(Subject("", "time"), said.aspect, said.value, line=lines[0][0], quote=said.quote)
        alone = _named_alone(notes, lines)
        if "`" in "".join(text for _, text in lines):
            _other_styles(notes, lines, alone or operation_at(lines[0][0]))
        is_step = NUMBERED.match(lines[0][1]) is not None
        before = alone or (before if is_step else None)
        _promises(notes, lines, operation_at, alone or (before if is_step else None), parts)


TAG = re.compile(r"</?[A-Za-z][\w.]*(?:\s[^<>]*)?>")  # alone, it says nothing


def _deliveries(notes: Notes, every: list[list[tuple[int, str]]]) -> None:
    """What the paragraphs below each heading say of deliveries: the headers that all carry, and how they are signed."""
    headings = sorted(line for line, _ in notes.page.headings)
    below: dict[int, list[tuple[int, str]]] = {}
    for lines in every:
        below.setdefault(bisect_right(headings, lines[0][0]), []).extend(lines)
    for lines in below.values():
        whole = "\n".join(text for _, text in lines)
        for noun, quote in changing(whole):
            notes.book.say(Subject("", f"webhook/of/{noun}"), "sent-with", True, line=lines[0][0], quote=quote)
        for name, quote in carried(whole):
            notes.book.say(Subject("", f"webhook/header/{name}"), "sent-with", True, line=lines[0][0], quote=quote)
        if how := recipe(whole):
            notes.book.say(Subject("", "webhook/signature"), "signed", how, line=lines[0][0], quote=_quote(whole))


def _ruled(notes: Notes, every: list[list[tuple[int, str]]]) -> None:
    """The states in which something can be done, or is refused, by the words that a sentence has for it."""
    for lines in every if notes.known.acts.known else ():
        text = "\n".join(text for _, text in lines)
        told = sentences(text) if len(text) < MOST_PROSE and STATEFUL.search(text) else ()
        for one in ruled(told, notes.known.acts):
            notes.book.say(Subject(one.operation), one.aspect, one.states, line=lines[0][0], quote=one.quote)
        for state, quote in final(told):
            for path in collections_of(notes, {state}):
                for key in notes.known.acts.on(path):
                    notes.book.say(Subject(key), "not-in", state, line=lines[0][0], quote=quote)


def _limited(notes: Notes, lines: list[tuple[int, str]]) -> None:
    """What a paragraph says of keys that may only read, and of the fields that they are not shown."""
    text = "\n".join(text for _, text in lines)
    limit = reads_only(text)
    if limit is None:
        return
    line = _line_of(limit.quote, lines)
    told = f"{limit.kind} {limit.code or '-'}"
    notes.book.say(Subject("", "credentials/limited"), "reads-only", told, line=line, quote=limit.quote)
    for sentence, name, quote in hidden_from(text, limit.kind):
        for key in sorted(key for key in notes.known.operations if key.startswith("GET ")):
            noun = singular(collection(key).rpartition("/")[2])
            if re.search(rf"\b{re.escape(noun)}\b", sentence) and notes.known.answers(key, name):
                where = Subject(key, f"response/2XX/body/{name}")
                notes.book.say(where, "hidden", True, line=_line_of(quote, lines), quote=quote)


ABOUT_KEYS = re.compile(
    r"idempoten|safe retr|\bretr(?:y|ies)|retrying|repeated (?:requests|calls)|repeating|same key", re.IGNORECASE
)
MOST_PROSE = 20_000  # characters of a paragraph
STATEFUL = re.compile(r"\b(?:only|not|n't|final|terminal|neither|already|twice|[Cc]an an?)\b|n't\b", re.IGNORECASE)


def _repeated(notes: Notes, line: int, text: str, *, is_row: bool = False) -> None:
    """The fields that repeat a header; a row of a table may be about the one in its first cell."""
    if "`" not in text or "-" not in text:
        return
    cells = text.strip().strip("|").split("|") if is_row else [text]
    about = CONVENTIONAL.fullmatch(cells[0].strip())
    for header, field, quote in repeats(" ".join(cells), about.group(1) if about and is_row else ""):
        notes.book.say(Subject("", f"header/{header}"), "repeated-as", field, line=line, quote=quote)


DIGITS = re.compile(r"[45]\d\d")
NUMBERED = re.compile(r"\s*\d+[.)] ")
STARTS = re.compile(r"\s*(?:[-*+>|#<]|\d+[.)] |```|~~~|$)")  # what begins a block of its own (CommonMark 4 and 5)


def paragraphs(prose: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """The lines of prose, those of one paragraph together: a sentence may be wrapped."""
    lines: list[tuple[int, str]] = []
    for line, text in prose:
        if lines and (line != lines[-1][0] + 1 or STARTS.match(text)):
            yield lines
            lines = []
        lines.append((line, text))
    if lines:
        yield lines


def _operations(notes: Notes, line: int, text: str) -> list[str]:
    """Every `METHOD /path`: resolved, or said to exist where no source knows it. Gives those that are known."""
    known = []
    for match in MENTION.finditer(text):
        method, server, path = match.group(1), match.group(2) or "", match.group(3)
        key = f"{method} {re.sub(r'{[^{}]*}|:[A-Za-z_]+', '{}', path)}"
        found = notes.known.resolve(method, path)
        if found is None and "." in path:  # a field of it: `POST /v1/orders.lines[].sku`
            found = notes.known.resolve(method, path.partition(".")[0])
        if found:
            known.append(found)
            notes.book.say(Subject(found), "mentioned", True, line=line)
        elif notes.known.is_ours(key, host_of(server)):
            notes.book.say(Subject(_with_base(key, notes.known)), "mentioned", True, line=line, quote=_quote(text))
    return known


def _with_base(key: str, known: Known) -> str:
    method, _, path = key.partition(" ")
    if any(path.startswith(f"{base}/") for base in known.bases) or len(known.bases) != 1:
        return key
    return f"{method} {known.bases[0]}{path}"


def _quote(text: str) -> str:
    return " ".join(text[:2_000].split())[:200]  # cut first: a long line may name many things


def _events(notes: Notes, line: int, text: str) -> None:
    """Events named in sentences that speak of events; `payment.status` is a field, and no event."""
    item = ALONE.match(text)
    is_listed = item is not None and SENT.search(heading_above(notes.page.headings, line)) is not None
    for match in EVENT.finditer(text) if is_listed or SENT.search(text) else ():
        if not notes.known.is_field(*match.group(1).split(".")[-2:]):
            notes.book.say(Subject("", "webhook/event"), "named", match.group(1), line=line, quote=_quote(text))


def _headers_and_codes(notes: Notes, line: int, text: str) -> None:
    for kind, pattern in (("header", HEADER), ("error-code", CODE)):
        for match in pattern.finditer(text):
            name = match.group(1) or match.group(2)
            value = name.lower() if kind == "header" else name
            notes.book.say(Subject("", kind), "named", value, line=line, quote=_quote(text))


def _pairs(notes: Notes, line: int, text: str) -> None:
    """The error codes that stand beside the status that they come with."""
    for code, status in error_statuses(text) if "`" in text and DIGITS.search(text) else ():
        notes.book.say(Subject("", f"error-code/{escape(code)}"), "answered", status, line=line, quote=_quote(text))


def _barred(notes: Notes, line: int, text: str, operation: str | None) -> None:
    """A row of a table of refusals that says in which states of another object a creation is refused."""
    if operation is None or not operation.startswith("POST ") or not re.search(r"\b4\d\d\b", text):
        return
    for cell in text.strip().strip("|").split("|"):
        for noun, aspect, states, _ in needed(cell.strip()):
            if aspect == "bars" and _is_other(notes, operation, f"{noun} {states}"):
                notes.book.say(Subject(operation, f"other/{noun}"), aspect, states, line=line, quote=_quote(text))


def _statuses(notes: Notes, line: int, text: str, operation_at: Callable[[int], str | None]) -> None:
    """The sentences that say which status the operation answers with; one about the reader's own server says nothing."""
    for match in ANSWERS.finditer(text) if not (YOURS.search(text) or OF_OTHERS.search(text)) else ():
        operation = operation_at(line) if _is_alone(notes, line) else None
        if operation:
            place = Subject(operation, f"response/{match.group(1) or match.group(2)}")
            notes.book.say(place, "exists", True, line=line, quote=_quote(text))


OF_OTHERS = re.compile(
    r"\bother than\b|\b(?:Everything|Anything) else\b|\bAny other\b|\bAll (?:two|three|four|five|of them)\b"
)


def _is_alone(notes: Notes, line: int) -> bool:
    """Whether a line belongs to its operation for sure, or no other one is brought up below its heading."""
    own, starts = notes.owners.get(line), [at for at, _ in notes.page.headings]
    part = bisect_right(starts, line)
    beside = (one for one in notes.page.sections if bisect_right(starts, one.first) == part)
    if own is None or not own.is_loose:
        return True
    return not own.is_shown and all((one.method, one.path) == (own.method, own.path) for one in beside)


COMPOUND = re.compile(r"`([a-z]{1,40}(?:_[a-z0-9]{1,40})+|[a-z]{1,40}(?:[A-Z][a-z0-9]{0,40})+)`")


def _other_styles(notes: Notes, lines: list[tuple[int, str]], operation: str | None) -> None:
    """The fields that a paragraph about an operation names in another style than it has: `payment_methods` of
    `paymentMethods`. Requests with such names are refused, or their fields are not read."""
    for line, text in lines if operation else ():
        for name in COMPOUND.findall(text):
            right = notes.known.styled(operation or "", name)
            if right is not None:
                notes.book.say(right.parent.child(name), "exists", True, line=line, quote=_quote(text))


YOURS = re.compile(
    r"\byour (?:\w+ )?(?:endpoint|server|service|system|application|backend|listener|webhook|handler)\b", re.IGNORECASE
)


def _named_alone(notes: Notes, lines: list[tuple[int, str]]) -> str | None:
    """The one operation that a paragraph names."""
    text = "\n".join(text for _, text in lines)
    named = {notes.known.resolve(match.group(1), match.group(3)) for match in MENTION.finditer(text)}
    return next(iter(named)) if len(named) == 1 else None


def _shared(notes: Notes, every: list[list[tuple[int, str]]]) -> None:
    """What the paragraphs below a heading say of states before the first of several operations is said of each of them."""
    below: dict[int, list[list[tuple[int, str]]]] = {}
    headings = sorted(line for line, _ in notes.page.headings)
    for lines in every:
        below.setdefault(bisect_right(headings, lines[0][0]), []).append(lines)
    for heading, group in below.items():
        opened = [n for n, lines in enumerate(group) if MENTION.match(lines[0][1].lstrip("`* "))]
        named = sorted({one for n in opened if (one := _named_alone(notes, group[n]))})
        if len(named) < 2 or heading == 0:
            continue
        for lines in group[: opened[0]]:
            text = "\n".join(text for _, text in lines)
            for said in promises(text) if _named_alone(notes, lines) is None else ():
                for key in named if said.aspect in ("only-in", "not-in") else ():
                    notes.book.say(Subject(key), said.aspect, said.value, line=lines[0][0], quote=said.quote)


def _spread(notes: Notes, every: list[list[tuple[int, str]]]) -> None:
    """What becomes of other objects when something is done to one, an update to a state or an action."""
    states = notes.known.states
    for lines in every if states else ():
        text = "\n".join(text for _, text in lines)
        about = done(text, heading_above(notes.page.headings, lines[0][0])) if " are " in text or " is " in text else ()
        for key, told, what, own in notes.known.deeds if about else ():
            if what not in about or not re.search(rf"\b{re.escape(own)}", text + notes.page.file, re.IGNORECASE):
                continue
            for one in spreads(text, {noun: known for noun, known in states.items() if noun != own}):
                value = f"{told} {one.before or '-'} {one.after}"
                notes.book.say(
                    Subject(key, f"other/{one.noun}"),
                    "spreads",
                    value,
                    line=_line_of(one.quote, lines),
                    quote=one.quote,
                )


KEY_HEADER = re.compile(r"request/header/.*idempotency", re.IGNORECASE)
EVERY_POST = re.compile(r"\b(?:every|each|all|any) `?POST`?\b", re.IGNORECASE)


def _promises(
    notes: Notes,
    lines: list[tuple[int, str]],
    operation_at: Callable[[int], str | None],
    alone: str | None,
    parts: Parts,
) -> None:
    """What the sentences of a paragraph promise of the operation that they speak of: the only one it names (or a step
    before it in the same list), or that of its section or page."""
    text = "\n".join(text for _, text in lines)
    is_silent = MENTION.search(text) is None  # of operations
    every = list(_of_it(promises(text), text))
    heading = heading_above(notes.page.headings, lines[0][0])
    every += (
        [one for one in promises(f"{heading}: {text}") if one.aspect == "keyed-refuses"]
        if "key" in heading.lower()
        else []
    )
    owner = alone or operation_at(lines[0][0])
    others = {said.quote: said.value.split()[1] for said in every
              if said.aspect == "leaves" and _is_other(notes, alone or operation_at(lines[0][0]), said.value)}  # fmt: skip
    for said in every:
        line = _line_of(said.quote, lines)
        if said.aspect == "leaves" and _is_own(owner, said.value):
            said = said._replace(aspect="leads-to", value=said.value.split()[1])
        if said.aspect == "leaves" or (said.aspect == "leads-to" and others.get(said.quote) == said.value):
            continue
        own = None if alone or is_silent else _named_alone(notes, [(line, said.quote)])  # of several, this sentence's
        operation = (
            alone or own or (_fitting(parts, said, operation_at(line), line) if is_silent else operation_at(line))
        )
        if said.aspect == "replaces" and operation and not FITS["replaces"](operation):
            puts = [key for key in _about(notes, parts, owner) if key.startswith("PUT ")]
            operation = puts[0] if len(puts) == 1 else operation
        is_of_all = operation is None and said.aspect == "order" and ALL_LISTS.search(text)
        lists = _lists_named(notes, text) if operation is None and said.aspect == "order" and not is_of_all else []
        for key in filter(FITS["order"], parts.at(line) if is_of_all else lists):
            notes.book.say(Subject(key), said.aspect, said.value, line=line, quote=said.quote)
        is_of_keys = is_silent and ABOUT_KEYS.search(heading) is not None
        if (operation is None or is_of_keys) and said.aspect.startswith("keyed"):
            posts = [one for one in notes.known.operations if one.startswith("POST ")]
            takers = [one for one in posts if any(KEY_HEADER.search(spot.place) for spot in notes.known.spots(one))]
            for key in sorted(posts if EVERY_POST.search(text) else takers):
                notes.book.say(Subject(key), said.aspect, said.value, line=line, quote=said.quote)
        of_a_field = said.aspect in ("only-in", "begins") and lines[0][1].lstrip().startswith("<")
        of_a_field = of_a_field or (said.aspect == "times" and _counts_items(notes, operation, said.quote))
        if operation and not of_a_field:
            notes.book.say(Subject(operation), said.aspect, said.value, line=line, quote=said.quote)
    if owner:
        _changes(notes, owner, lines, text)
    if owner and owner.startswith("POST "):
        _neighbours(notes, owner, lines, [(*said.value.split(), said.quote) for said in every if said.quote in others
                                          and said.aspect == "leaves"])  # fmt: skip
    _moved(notes, lines, text)
    _fields(notes, owner, lines, parts)
    _related(notes, owner, lines, text, parts)


def _lists_named(notes: Notes, text: str) -> list[str]:
    """The lists that a paragraph names, where it names several and nothing else."""
    named = {notes.known.resolve(match.group(1), match.group(3)) for match in MENTION.finditer(text)} - {None}
    lists = sorted(one for one in named if one and FITS["order"](one))
    return lists if len(lists) == len(named) > 1 else []


def _counts_items(notes: Notes, operation: str | None, sentence: str) -> bool:
    """Whether what a sentence counts are the items of a list in the operation's own request."""
    said = {singular(word) for word in re.findall(r"[a-z_]+", sentence.lower())}
    lists = (one for one in notes.known.spots(operation or "") if notes.known.kinds[one] == "array")
    return any(singular(one.name) in said for one in lists)


def _related(notes: Notes, owner: str | None, lines: list[tuple[int, str]], text: str, parts: Parts) -> None:
    """What a paragraph says of what belongs together: what keeps an object from being deleted, what bounds a field, whether
    an update merges the keys of a map."""
    for noun, others, quote in kept_by(text):
        for key in sorted(notes.known.operations):
            if key.startswith("DELETE ") and key.endswith("/{}") and singular(key.split("/")[-2]) == noun:
                notes.book.say(Subject(key), "kept-by", singular(others), line=_line_of(quote, lines), quote=quote)
    for others, quote in kept_itself(text):
        is_own = owner is not None and owner.startswith("DELETE ")
        for key in [owner or ""] if is_own else _deleted(notes, parts, owner, quote):
            notes.book.say(Subject(key), "kept-by", singular(others), line=_line_of(quote, lines), quote=quote)
    for flag, value, quote in switches(text):
        words_in = {singular(word) for word in re.findall(r"[a-z_]+", quote.lower())}
        for key in sorted(notes.known.operations):
            parent, _, noun = key.partition(" ")[2].rpartition("/")
            takes = notes.known.kinds.get(Subject(f"PATCH {parent}", f"request/body/{flag}")) == "boolean"
            if key.startswith("POST ") and parent.endswith("/{}") and takes and singular(noun) in words_in:
                told = f"{flag}={json.dumps(value)}"
                notes.book.say(Subject(key), "closed-by", told, line=_line_of(quote, lines), quote=quote)
    for name, other, quote in ceilings(text) if owner else ():
        spot = _bounded(notes, owner or "", name, other.partition(".")[2])
        if spot is not None:
            notes.book.say(spot, "at-most", other, line=_line_of(quote, lines), quote=quote)
    for pair, other, quote in shared_ceilings(text) if owner else ():
        spots = [Subject(owner or "", f"request/body/{name}") for name in pair]
        for spot in spots if all(one in notes.known.kinds for one in spots) else ():
            notes.book.say(spot, "at-most", f"{' + '.join(pair)}: {other}", line=_line_of(quote, lines), quote=quote)
    for name, is_refused, quote in keyed_by(text) if owner and owner.startswith("POST ") and "{" not in owner else ():
        spot = Subject(owner or "", f"request/body/{name}")
        if notes.known.kinds.get(spot) == "string":
            aspect = "keyed-by-refuses" if is_refused else "keyed-by"
            notes.book.say(spot, aspect, True, line=_line_of(quote, lines), quote=quote)
    for name, quote in fixed(text):
        for key in _about(notes, parts, owner):
            if key.startswith(("PATCH ", "PUT ")) and key.endswith("/{}"):
                place = Subject(key, f"request/body/{name}")
                notes.book.say(place, "fixed", True, line=_line_of(quote, lines), quote=quote)
                if DIGITS.search(quote) or re.search(r"\b(?:refused|rejected)\b", quote):
                    notes.book.say(place, "fixed-refused", True, line=_line_of(quote, lines), quote=quote)
    for noun, name, quote in taken_from(text) if owner and owner.startswith("POST ") and "{" not in owner else ():
        notes.book.say(Subject(owner or "", f"other/{noun}"), "gives", name, line=_line_of(quote, lines), quote=quote)
    for state, quote in filled(text) if owner and owner.startswith("POST ") and "/{}/" in owner else ():
        notes.book.say(Subject(owner or ""), "fills", state, line=_line_of(quote, lines), quote=quote)
    for is_merged, names, quote in merges(text) if owner and owner.startswith("PATCH ") else ():
        for spot in [Subject(owner or "", f"request/body/{name}") for name in names]:
            if notes.known.kinds.get(spot) == "object":
                notes.book.say(spot, "merged", is_merged, line=_line_of(quote, lines), quote=quote)


def _deleted(notes: Notes, parts: Parts, owner: str | None, sentence: str) -> list[str]:
    """The deletions that a sentence speaks of, by the noun of what is deleted."""
    said = {singular(word) for word in re.findall(r"[a-z_]+", sentence.lower())} if GONE.search(sentence) else set()
    return [key for key in _about(notes, parts, owner)
            if key.startswith("DELETE ") and key.endswith("/{}") and singular(key.split("/")[-2]) in said]  # fmt: skip


def _bounded(notes: Notes, operation: str, name: str, limit: str) -> Subject | None:
    """The field of a request that a sentence bounds: the one that it names, else the only one whose name is part of the
    limit's, `length_m` of `max_length_m`."""
    places = [one for one in notes.known.spots(operation) if one.place.startswith("request/body/")]
    named = [one for one in places if one.name == name and notes.known.kinds[one] in ("integer", "number", "string")]
    alike = [one for one in places if underscored(limit).endswith(f"_{underscored(one.name)}")]
    return next((found[0] for found in (named, alike) if len(found) == 1), None)


def _of_it(every: Iterable[Said], text: str) -> Iterator[Said]:
    """The promises of a paragraph, "Booking makes it `reserved`" said of the only object that must be in some state first."""
    nouns = {noun for noun, *_ in needed(text)} if "`" in text else set()
    for said in every:
        is_it = said.aspect == "leads-to" and len(nouns) == 1 and IT.search(said.quote)
        yield said._replace(aspect="leaves", value=f"{next(iter(nouns))} {said.value}") if is_it else said


IT = re.compile(r"\b(?:makes|turns|sets|marks|puts) it\b", re.IGNORECASE)


def _changes(notes: Notes, owner: str, lines: list[tuple[int, str]], text: str) -> None:
    """What a paragraph says that its operation does to fields of its object: what it sets, by how much it changes others."""
    acts = owner.startswith("POST ") and owner.rpartition("/")[0].endswith("}") and not NUMBERED.match(lines[0][1])
    changes = steps(plain(text)) if owner.startswith(("POST ", "PUT ", "PATCH ")) else {}
    for aspect, told in (("steps", changes), ("sets", effects(plain(text)) if acts else {})):
        if told:
            value = " ".join(f"{name}={one}" for name, one in sorted(told.items()))
            notes.book.say(Subject(owner), aspect, value, line=lines[0][0], quote=_quote(plain(text)))


def _neighbours(notes: Notes, owner: str, lines: list[tuple[int, str]], left: Iterable[tuple[str, str, str]]) -> None:
    """What a paragraph says of the objects that an operation names: the states in which it leaves them, or needs them."""
    text = "\n".join(text for _, text in lines)
    told = [(noun, "leaves", state, quote) for noun, state, quote in left]
    for noun, aspect, states, quote in [*told, *(needed(text) if "`" in text else ())]:
        if _is_other(notes, owner, f"{noun} {states}"):
            place = Subject(owner, f"other/{noun}")
            notes.book.say(place, aspect, states, line=_line_of(quote, lines), quote=quote)


def _moved(notes: Notes, lines: list[tuple[int, str]], text: str) -> None:
    """What a paragraph says of fields that go up or down with what is made: the stock of a product, with an order."""
    for name, aspect, quote in moved_by(text) if "`" in text else ():
        holders = {collection(key) for key, bodies in notes.known.bodies.items()
                   if key.startswith("GET ") and key.endswith("/{}") and any(name in one for one in bodies.values())}  # fmt: skip
        named = _named_alone(notes, [(lines[0][0], quote)])
        caused = [named] if named else caused_by(quote, notes.known.acts)
        for key in (_creations(notes, quote) if caused is None else caused) if len(holders) == 1 else ():
            is_inside = collection(key) in holders
            if is_inside and "{" not in key:
                continue  # what makes the holder itself
            place = Subject(key, "" if is_inside else f"other/{singular(next(iter(holders)).rpartition('/')[2])}")
            notes.book.say(place, aspect, name, line=_line_of(quote, lines), quote=quote)


def _fields(notes: Notes, owner: str | None, lines: list[tuple[int, str]], parts: Parts) -> None:
    """What a paragraph says of fields by their names: what they follow from, how they are kept, that they are unique."""
    text = "\n".join(text for _, text in lines)
    for name, formula, quote in equations(text):
        for key in [key for key in _about(notes, parts, owner) if notes.known.answers(key, name)]:
            place = Subject(key, f"response/2XX/body/{name}")
            notes.book.say(place, "computed", formula, line=_line_of(quote, lines), quote=quote)
    for one, quote in aggregates(text):
        for key in [
            key for key in _about(notes, parts, owner) if key.startswith("GET ") and notes.known.answers(key, one.name)
        ]:
            place = Subject(key, f"response/2XX/body/{one.name}")
            notes.book.say(place, "aggregate", one.text(), line=_line_of(quote, lines), quote=quote)
    for name, quote in kept_so(text) if has_some(CASES, text.lower()) else ():
        for where in [spot for key in _about(notes, parts, owner) for spot in _texts_called(notes, key, name)]:
            for said in stored(quote):
                notes.book.say(where, said.aspect, said.value, line=_line_of(quote, lines), quote=quote)
    for name, quote in freed(text):
        done = {re.sub(r"ation$", "", one) for one in stems(re.findall(r"[a-z]+", quote.lower()))}
        done |= {re.sub(r"([a-z])\1$", r"\1", one) for one in done}
        for key in _about(notes, parts, owner):
            is_gone = key.startswith("DELETE ") and key.endswith("/{}") and GONE.search(quote) is not None
            is_done = key.startswith("POST ") and "/{}/" in key and stem(key.rpartition("/")[2]) in done
            if is_gone or is_done:
                notes.book.say(
                    Subject(key), "frees", ADDRESSES.get(name, name), line=_line_of(quote, lines), quote=quote[:200]
                )
    _hidden(notes, owner, lines, text, parts)
    if CASELESS.search(" ".join(text.split())) or any(same_but_case(one) for one in sentences(text)):
        _caseless(notes, owner, lines, text, parts)
    for where, quote in _unique(notes, owner, text, parts):
        notes.book.say(where, "unique", True, line=_line_of(quote, lines), quote=quote)
        if OF_ACCOUNT.search(quote):
            notes.book.say(where, "unique-within", "account", line=_line_of(quote, lines), quote=quote)


CASES = ("case", "capital", "letters", "trim", "blank", "space", "strip", "exactly", "just as", "verbatim", "as sent")


def _texts_called(notes: Notes, operation: str, name: str) -> Iterator[Subject]:
    """The texts of a request that people call so: `email` of "addresses", the items of `tags`."""
    called = singular(ADDRESSES.get(singular(name.lower()), name.lower()))
    for spot in notes.known.spots(operation) if not operation.startswith("GET ") else ():
        if spot.place.startswith("request/body/") and singular(underscored(spot.name)) in (called, underscored(name)):
            inner = spot.child("[]") if notes.known.kinds[spot] == "array" else spot
            if notes.known.kinds.get(inner) == "string":
                yield inner


def _hidden(notes: Notes, owner: str | None, lines: list[tuple[int, str]], text: str, parts: Parts) -> None:
    """The state of which the lists of a page's objects are said to show nothing unless they are asked to."""
    for sentence in sentences(text) if "unless" in text or "default" in text else ():
        state = hides(sentence)
        for key in filter(FITS["order"], _about(notes, parts, owner)) if state else ():
            for spot in notes.known.spots(key):
                is_state = spot.place.startswith("request/query/") and spot.name in ("status", "state")
                if is_state and all(state in members for one, members in notes.known.sets if one == spot):
                    notes.book.say(spot, "hides", state, line=_line_of(sentence, lines), quote=sentence[:200])


def _caseless(notes: Notes, owner: str | None, lines: list[tuple[int, str]], text: str, parts: Parts) -> None:
    """The texts of creations of which a paragraph says that capitals make no difference in them."""
    quote = next((one for one in sentences(text) if CASELESS.search(one) or same_but_case(one)), text)
    names = dict.fromkeys(re.findall(r"[a-z_]{3,30}", text.lower()))
    for key in [key for key in _about(notes, parts, owner) if key.startswith("POST ")]:
        for where in dict.fromkeys(spot for name in names for spot in _texts_called(notes, key, name)):
            notes.book.say(where, "caseless", True, line=_line_of(quote, lines), quote=quote[:200])


ONE_OF_A_KIND = re.compile("once|twice|unique|belong|by one")
OF_ACCOUNT = re.compile(
    r"\b(?:of|within|in|per|across) (?:an?|your|the|each|one) account\b|\bper account\b", re.IGNORECASE
)


# What a field is called by people, and by its name.
ADDRESSES = {"address": "email", "addresse": "email", "e-mail": "email", "mail": "email", "colour": "color"}


def _unique(notes: Notes, owner: str | None, text: str, parts: Parts) -> Iterator[tuple[Subject, str]]:
    """The fields of creations that a paragraph says to be unique, each with the sentence."""
    for field, quote in once_only(text) if ONE_OF_A_KIND.search(text) else ():
        own = Subject(owner or "", f"request/body/{ADDRESSES.get(field, field)}")
        about = (
            [owner] if owner and owner.startswith("POST ") and own in notes.known.kinds else _about(notes, parts, owner)
        )
        for key in [key for key in about if key.startswith("POST ")]:
            where = Subject(key, f"request/body/{ADDRESSES.get(field, field)}")
            if where in notes.known.kinds:
                yield where, quote
    for noun, field, quote in no_two(text) if "two " in text.lower() else ():
        for key in sorted(notes.known.operations):
            where = Subject(key, f"request/body/{field}")
            is_maker = key.startswith("POST ") and key.endswith((f"/{noun}", f"-{noun}", f"_{noun}"))
            if is_maker and (f"`{field}`" in text or where in notes.known.kinds):
                yield where, quote


def _creations(notes: Notes, sentence: str) -> list[str]:
    """The creations of what a sentence names, any one or all: `POST /orders` of "an order", not of "the order"."""
    low = sentence.lower()
    several = {word for word in re.findall(r"[a-z]+", low) if singular(word) != word}
    words = {*map(singular, several), *re.findall(r"\b(?:an?|each|every|any|new|another|per|one|of) ([a-z]+)", low)}
    return sorted(key for key in notes.known.operations
                  if key.startswith("POST ") and key.count("{") < 2 and singular(key.rpartition("/")[2]) in words)  # fmt: skip


def _is_other(notes: Notes, operation: str | None, told: str) -> bool:
    """Whether a sentence speaks of an object of another kind than its operation: `item available`, of a loan."""
    noun = told.split()[0]
    called = {noun, f"{noun}s", f"{noun}es", f"{noun.removesuffix('y')}ies"}
    words = {word for step in (operation or "").split("/") for word in underscored(step).split("_")}
    kinds = {key.split("/")[-2] for key in notes.known.operations if key.startswith("GET ") and key.endswith("/{}")}
    return operation is not None and bool(called & kinds) and not called & words


def _is_own(operation: str | None, told: str) -> bool:
    """Whether a sentence speaks of the very object that an action works on: `payment voided`, of `POST /payments/{}/void`."""
    steps = (operation or "").split("/")
    acts = steps[0] == "POST " and len(steps) > 3 and steps[-2] == "{}" and steps[-1] != "{}"
    return acts and singular(steps[-3]) == told.split()[0]


ALL_LISTS = re.compile(r"\b(?:both|all|every|these|our) lists?\b|^\W*lists\b", re.IGNORECASE)


class Parts(NamedTuple):
    """The lines of a page's headings, and the operations that it names below each of them and above the first."""

    headings: list[int]
    named: dict[int, dict[str, None]]

    def at(self, line: int) -> list[str]:
        """The operations that are named below the same heading as a line."""
        return list(self.named.get(bisect_right(self.headings, line), ()))


FITS: Mapping[str, Callable[[str], bool]] = {
    "order": lambda key: key.startswith("GET ") and not key.endswith("}"),
    **dict.fromkeys(("begins", "lives", "ends-after", "ends-within", "ends-as"), lambda key: key.startswith("POST ")),
    **dict.fromkeys(("keyed", "keyed-refuses", "keyed-spares"), lambda key: key.startswith("POST ")),
    "replaces": lambda key: key.startswith(("PUT ", "PATCH ")),
}


def _fitting(parts: Parts, said: Said, operation: str | None, line: int) -> str | None:
    """The operation that a promise is made of: the one that its paragraph belongs to, where such a promise can be made of
    it; else the only such one that this part of the page names."""
    fits = FITS.get(said.aspect)
    if fits is None or (operation and fits(operation)):
        return operation
    others = sorted(filter(fits, parts.at(line)), key=lambda key: key.count("{"))
    outer = [key for key in others if key.count("{") == others[0].count("{")]
    return outer[0] if len(outer) == 1 else operation


def _about(notes: Notes, parts: Parts, owner: str | None) -> list[str]:
    """The operations on the objects that a paragraph speaks of: of the collection of its operation, else of its page."""
    named = [owner] if owner else [key for keys in parts.named.values() for key in keys]
    collections = {collection(key) for key in named}
    return sorted(key for key in notes.known.operations if collection(key) in collections)


def _line_of(quote: str, lines: list[tuple[int, str]]) -> int:
    return next((at for at, text in lines if quote[:24] in " ".join(plain(text).split())), lines[0][0])
