"""Say what a documentation page claims: its fields, its examples, the operations it mentions. Pure."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from driftline.claims import Notebook, Reading, Subject, Voice
from driftline.exchange import NUMBERS
from driftline.readers.aggregates import described
from driftline.readers.arithmetic import NUMERIC, computed
from driftline.readers.bound import (
    answer_of,
    bind_object,
    called_sections,
    nearest,
    outlined,
    page_operation,
    section_operation,
)
from driftline.readers.diagrams import read_diagrams, read_ways
from driftline.readers.document import escape
from driftline.readers.examples import EVENT, read_examples
from driftline.readers.known import SIZE, Known, Notes, collection, words
from driftline.readers.limited import keys_listed
from driftline.readers.markdown import heading_above, read_markdown
from driftline.readers.named import paragraphs, read_named
from driftline.readers.page import CALL, Field, Page, Section, Table, bare
from driftline.readers.rendered import is_rendered, read_rendered
from driftline.readers.schemas import FORMAT_NAMES
from driftline.readers.states import read_states
from driftline.readers.values import observe
from driftline.readers.words import EXCLUSIVE, INCLUSIVE, NOTE, constraints, plain, stored

FIELD_HEADER = re.compile(
    r"(?:(?:request|response|body|query|path|optional|required|json) )*"
    r"(?:field|parameter|param|name|attribute|property|properties|key|member|argument|filter|option)s?(?: name)?"
)
OBJECT = re.compile(r"^The (.+?) Object\b", re.IGNORECASE)


def read_page(text: str, file: str) -> Page:
    """Take a page apart, in whatever form it was saved."""
    return read_rendered(text, file) if is_rendered(text) else read_markdown(text, file)


def read_claims(page: Page, known: Known) -> tuple[Reading, Reading]:
    """What a page declares, and what its examples show: two readings."""
    operation = page_operation(outlined(page), known)
    owners: dict[int, Section] = {}
    for section in sorted(page.sections, key=lambda one: one.first):  # the innermost has the last word
        if not (section.is_loose and operation):
            owners |= dict.fromkeys(range(section.first, section.last + 1), section)
    lines = {line for line, _ in page.prose} | {code.line for code in page.codes}
    for section in [] if operation else called_sections(page, known):
        for line in lines:
            if section.first <= line <= section.last:
                owners.setdefault(line, section)
    notes = Notes(page, known, Notebook(page.file), Notebook(page.file), owners)
    for line, reason in page.unread:
        notes.book.skip(reason, line)
    places = _places(notes, operation)
    _read_fields(notes, operation, places)
    if operation:
        _read_operation(notes, operation)
    _read_tables(notes, operation, places)
    read_diagrams(notes)
    read_ways(notes)
    _read_sections(notes)
    read_examples(notes, operation, places)
    read_named(notes, lambda line: section_operation(notes, line) or operation)
    return notes.book.reading("docs", Voice.DECLARES), notes.examples.reading("examples", Voice.OBSERVES)


def _places(notes: Notes, operation: str | None) -> list[Subject]:
    """Where response fields of this page belong: the page's own answer, or every answer that returns its object."""
    if operation:
        status = next((s for s, _ in notes.page.statuses), "")
        return [Subject(operation, notes.known.answer(operation, status))]
    match = OBJECT.match(notes.page.title)
    by_hand = notes.known.bindings.get(notes.page.file)
    listed = [(field.name, field.line) for field in notes.page.fields] or (_listed(notes.page) if match else [])
    if (not match and by_hand is None) or not listed:
        return []
    names, first = {name for name, _ in listed}, listed[0][1]
    if by_hand is not None:
        bound = list(by_hand)
    else:
        bound = nearest(list(bind_object(match.group(1) if match else "", names, notes.known)), notes)
    for subject in bound:
        notes.book.say(subject, "describes", notes.page.title, line=first, quote=notes.page.title)
    if not bound and by_hand is None:
        notes.book.skip(f"no response was found that returns {notes.page.title}", first)
    return bound


def _listed(page: Page) -> list[tuple[str, int]]:
    """The names, and their lines, of the first table of fields on a page: those of the object itself, none inside it."""
    for table in page.tables:
        if table.header and FIELD_HEADER.fullmatch(bare(table.header[0]).lower()):
            named = [(bare(cells[0]), line) for line, cells in table.rows if cells]
            return [(name, line) for name, line in named if re.fullmatch(r"[A-Za-z_]\w*", name)]
    return []


def _read_operation(notes: Notes, operation: str) -> None:
    page = notes.page
    subject = Subject(operation)
    line = page.block.line - 1 if page.block else 1
    notes.book.say(subject, "exists", True, line=line, quote=page.title or operation)
    if page.credentials:
        notes.book.say(subject.child("security"), "credentials", page.credentials, line=line)
    if page.statuses:
        found = tuple(sorted(status for status, _ in page.statuses))
        responses = subject.child("response")
        notes.book.say(responses, "complete", found, line=page.statuses[0][1])
        for status, at in page.statuses:
            notes.book.say(responses.child(status), "exists", True, line=at)


def _read_fields(notes: Notes, operation: str | None, places: list[Subject]) -> None:
    """Group the fields by the place they belong to; say each list is all there is."""
    groups: dict[Subject, list[Field]] = {}
    homeless = 0
    for field in notes.page.fields:
        for subject in _homes(field, operation, places, notes):
            groups.setdefault(subject, []).append(field)
        homeless += not operation and not places
    if homeless:
        notes.book.skip(f"{homeless} fields that belong to no operation", notes.page.fields[0].line)
    for subject, fields in groups.items():
        marked = any(field.required for field in fields) and "/body" in subject.place
        _say_fields(notes, subject, fields, marked=marked and not subject.place.startswith("response"))


def _homes(field: Field, operation: str | None, places: list[Subject], notes: Notes) -> list[Subject]:
    if operation is None:
        return places if field.where in ("body", "response") else []
    if field.heading == "Authorizations":
        return []
    if field.where == "path":
        names = re.findall(r"\{([^{}]*)\}", notes.page.operation[1]) if notes.page.operation else []
        return [] if field.name not in names else [Subject(operation, "request/path")]
    return places if field.where == "response" else [Subject(operation, f"request/{field.where}")]


def _say_fields(notes: Notes, subject: Subject, fields: list[Field], *, marked: bool) -> None:
    names = [_step(notes.page, subject, field) for field in fields]
    simple = all(re.fullmatch(r"[\w$~-]+", name) for name in names)
    if subject.place.endswith(("/body", "request/query")) or subject.place.count("/") > 2:
        if simple and len(fields) > 0:
            notes.book.say(subject, "complete", tuple(sorted(set(names))), line=fields[0].line)
        elif not simple:
            notes.book.skip("a field list whose names are not plain names", fields[0].line)
    for name, field in zip(names, fields, strict=True):
        if re.fullmatch(r"[\w$~-]+", name):
            _say_field(notes, subject.child(name), field, marked=marked)


def _step(page: Page, subject: Subject, field: Field) -> str:
    name = field.name.removesuffix("[]")
    if subject.place == "request/path" and page.operation:
        return str(re.findall(r"\{([^{}]*)\}", page.operation[1]).index(name) + 1)
    return name.lower() if subject.place == "request/header" else escape(name)


def _say_field(notes: Notes, subject: Subject, field: Field, *, marked: bool) -> None:
    book = notes.book
    quote = " ".join(f"{field.name} {field.type}{' required' if field.required else ''}: {plain(field.text)}".split())[
        :200
    ]
    book.say(subject, "exists", True, line=field.line, quote=quote)
    if field.required or (marked and field.required is False):
        book.say(subject, "required", bool(field.required), line=field.line, quote=quote)
    types, item, formatted = field_type(field.type)
    if types - {"null"}:
        book.say(subject, "type", tuple(sorted(types - {"null"})), line=field.line, quote=quote)
    if "null" in types:
        book.say(subject, "nullable", True, line=field.line, quote=quote)
    if formatted:
        book.say(subject, "format", formatted, line=field.line, quote=quote)
    plainly = types - {"null"}
    kind = next(iter(plainly)) if len(plainly) == 1 else "" if types else notes.known.kinds.get(subject, "")
    text, example = _split_example(field.text)
    for said in constraints(text, kind):
        if said.aspect in ("required", "conditional") and not subject.place.startswith("request"):
            continue
        if said.aspect == "required" and field.required:
            continue
        if not (said.aspect == "format" and formatted):
            book.say(subject, said.aspect, said.value, line=field.line, quote=said.quote)
        if said.aspect == "default" and (sent := _sent(notes, subject)):
            book.say(sent, said.aspect, said.value, line=field.line, quote=said.quote)
    for one, told in (
        described(field.name, plain(text)) if kind in NUMERIC and subject.place.startswith("response/2") else ()
    ):
        book.say(subject, "aggregate", one.text(), line=field.line, quote=told)
    for said in computed(text) if kind in NUMERIC else ():
        book.say(subject, said.aspect, said.value, line=field.line, quote=said.quote)
    if subject.place.startswith("request/query/"):
        _say_side(notes, subject, text, field.line)
    pattern = re.search(r"^\s*Pattern: (\S+)\s*$", field.text, re.MULTILINE)
    if pattern:
        book.say(subject, "pattern", pattern.group(1), line=field.line, quote=pattern.group().strip())
    if example is not None:
        observe(notes.examples, subject, _example_value(example, types), line=field.line)
    inner = subject.child("[]") if kind == "array" else subject
    if kind in ("object", "array") and not field.children:
        _say_inner(notes, inner, text, field.line)
    if item:
        book.say(inner, "type", (item,), line=field.line, quote=quote)
    if field.children:
        _say_fields(notes, inner, list(field.children), marked=marked)


def _sent(notes: Notes, subject: Subject) -> Subject | None:
    """The field of a creation's request that is answered at a place: a default is of what is sent."""
    place = re.sub(r"^response/2\d\d/", "request/", subject.place)
    sent = Subject(subject.operation, place)
    return (
        sent if place != subject.place and subject.operation.startswith("POST ") and sent in notes.known.kinds else None
    )


NAMES = r"`[A-Za-z_]\w{0,60}`(?: \([^()]{0,80}\))?"
ARE = re.compile(rf"((?:{NAMES},? (?:and )?){{1,12}})(?:is|are) (required|optional|mandatory)\b", re.IGNORECASE)


def _say_inner(notes: Notes, subject: Subject, text: str, line: int) -> None:
    """What the words about an object say of its fields: "`name` and `address` are required; `phone` is optional"."""
    for match in ARE.finditer(text) if subject.place.startswith("request/") else ():
        for name in TICKED.findall(re.sub(r"\([^()]*\)", "", match.group(1))):
            required = match.group(2).lower() != "optional"
            notes.book.say(subject.child(escape(name)), "required", required, line=line, quote=match.group())


def _split_example(text: str) -> tuple[str, str | None]:
    """The text without its "Example: ..." tail, and that tail."""
    match = re.search(r"(?:^|\n)\s*Example:\s*(.+)$", text, re.DOTALL)
    if not match:
        return text, None
    value = match.group(1).strip()
    first = value if value.startswith(("{", "[")) else value.split("\n")[0].strip().strip("`")
    word, stop = first[:-1], first[-1:]
    ends = "." not in word or (word[-1] != "." and bool(re.search(r"\d", word[:-1])))
    if stop == "." and ends and not re.search(r"\s", word):
        first = word  # the full stop is the sentence's, not the value's
    return text[: match.start()], first if first and not first.startswith("Possible") else None


def _example_value(text: str, types: frozenset[str]) -> object:
    """The value that an example means: people write TRUE for true."""
    if "string" in types:
        return text.strip('"')
    if "boolean" in types and text.lower() in ("true", "false"):
        return text.lower() == "true"
    try:
        return json.loads(text, **NUMBERS)
    except (ValueError, RecursionError):
        return text


WORD_TYPES = {
    "enum": "string", "timestamp": "string", "uuid": "string", "date": "string", "float": "number", "double": "number",
    "decimal": "number", "int": "integer", "bool": "boolean", "struct": "object", "list": "array", "datetime": "string",
    "file": "string", "text": "string", "url": "string", "email": "string",
}  # fmt: skip
WORD_FORMATS = {"timestamp": "iso-8601", "uuid": "uuid", "date": "", "datetime": "iso-8601"}
JSON_TYPES = frozenset({"string", "number", "integer", "boolean", "object", "array", "null"})


def field_type(text: str) -> tuple[frozenset[str], str, str]:
    """A type as people write it: JSON types, the type of an array's items, a format.

    >>> field_type("array of objects")
    (frozenset({'array'}), 'object', '')
    """
    words = text.strip().lower()
    outer = re.fullmatch(r"(?:array|list)(?: of |<|\()?\s*([a-z]*?)s?[>)]?|([a-z]+)(?:<[\w-]+>)?\[\]", words)
    if outer:
        item = outer.group(1) or outer.group(2) or ""
        item = WORD_TYPES.get(item, item)
        return frozenset({"array"}), item if item in JSON_TYPES else "", ""
    found: set[str] = set()
    formatted = ""
    for part in re.split(r"\s*\|\s*|\s+or\s+", words):
        match = re.fullmatch(r"([a-z]+)(?:\s*[<(]\s*([\w-]+)\s*[>)])?", part)
        if not match:
            return frozenset(), "", ""
        word, inner = match.group(1), match.group(2) or ""
        kind = WORD_TYPES.get(word, word)
        if kind not in JSON_TYPES:
            return frozenset(), "", ""
        found.add(kind)
        formatted = WORD_FORMATS.get(word, "") or (FORMAT_NAMES.get(inner, inner) if inner not in JSON_TYPES else "")
    return frozenset(found), "", formatted if len(found) == 1 else ""


def _is_of_credentials(table: Table) -> bool:
    """Whether a table with a column of keys is one of those that open accounts, and none of fields."""
    return any(
        re.search(r"\b(?:account|tenant|workspace|project|user)s?\b", one, re.IGNORECASE) for one in table.header[1:]
    )


def _read_tables(notes: Notes, operation: str | None, places: list[Subject]) -> None:
    """Field tables become fields, tables of statuses and other values sets, tables of events a list of events."""
    for table in notes.page.tables:
        first = re.sub(r"[*`]", "", table.header[0]).strip().lower() if table.header else ""
        if first in ("event", "events", "event type", "type_event") or _is_of_events(notes, table):
            _read_events(notes, table)
        _read_rows(notes, table)
        _read_codes(notes, table)
        _read_refusals(notes, table, operation)
        if first in VALUE_HEADERS:
            _read_values(notes, table, first)
        _read_limits(notes, table)
        _read_magic(notes, table)
        _read_keys(notes, table)
        read_states(notes, table)
        if not FIELD_HEADER.fullmatch(first) or (first == "key" and _is_of_credentials(table)):
            continue
        fields = [field for field in (_row(table.header, cells, line) for line, cells in table.rows) if field]
        homes = _table_homes(notes, table, operation, places)
        if not homes or not fields:
            line = table.rows[0][0] if table.rows else None
            notes.book.skip(
                "a field table that belongs to no operation" if fields else "a field table without fields", line
            )
            continue
        for home in homes:
            for field in fields:
                _say_field(notes, _nested(home, field.name), field, marked=home.place.startswith("request/body"))


def _read_keys(notes: Notes, table: Table) -> None:
    """A table that gives keys to try."""
    rows = keys_listed([table.header, *(cells for _, cells in table.rows)])
    if rows:
        line = table.rows[0][0]
        place = Subject("", f"credentials/keys/{escape(notes.page.file)}:{line:05d}")
        notes.book.say(place, "listed", tuple(map(tuple, rows)), line=line)


def _read_rows(notes: Notes, table: Table) -> None:
    """The rows that cannot be meant: one that stands twice, and cells beyond the last column."""
    seen: set[tuple[str, ...]] = set()
    for line, cells in table.rows:
        name = bare(cells[0]) if cells else ""
        is_named = cells[:1] != ("",) and re.fullmatch(r"`[^`]{1,80}`", cells[0].strip()) is not None
        surplus = cells[len(table.header) :] if table.header else ()
        if any(surplus) or (is_named and cells in seen):
            quote = " | ".join(cells)[:200]
            notes.book.say(Subject("", f"table/{escape(name)}"), "table-row", name, line=line, quote=quote)
        seen.add(cells)


OF_LISTS = re.compile(r"(?:lists?|endpoints?|collections?|resources?|operations?|calls?)", re.IGNORECASE)


def _list_called(notes: Notes, noun: str) -> str | None:
    """The only list of what a noun in the plural names: `GET /marinas/{}/berths` of "Berths"."""
    last = re.sub(r"[\s_]+", "-", noun.lower())
    lists = [one for one in notes.known.operations if one.startswith("GET ") and one.lower().endswith(f"/{last}")]
    return lists[0] if len(lists) == 1 and last.endswith("s") else None


def _read_limits(notes: Notes, table: Table) -> None:
    """A table of operations: a column such as "Default `limit`" or "Largest `limit`" speaks of that parameter of each."""
    columns = [(column, TICKED.findall(header), header) for column, header in enumerate(table.header) if column]
    named = [(column, names[0], header) for column, names, header in columns if len(names) == 1]
    # without a name, it is the parameter of a size that each list has
    if not named and table.header and OF_LISTS.fullmatch(bare(table.header[0])):
        named = [(column, "", header) for column, _, header in columns]
    for line, cells in table.rows if named else ():
        call = CALL.fullmatch(bare(cells[0])) if cells else None
        operation = (
            notes.known.resolve(*call.groups()) if call else _list_called(notes, bare(cells[0]) if cells else "")
        )
        for column, name, header in named if operation else ():
            spots = [one for one in notes.known.spots(operation or "") if one.place.count("/") == 2
                     and (one.name == name if name else SIZE.fullmatch(one.name) is not None)]  # fmt: skip
            spot = min(spots, key=lambda one: not one.place.startswith("request/query"), default=None)
            told = bare(cells[column]) if column < len(cells) else ""
            if spot is None or not re.fullmatch(r"\d{1,9}", told):
                continue
            quote = f"{bare(header)}: {told}"
            if re.search(r"\bdefault\b|\bif you (?:do not|don't) (?:say|ask|set)\b|\busually\b", header, re.IGNORECASE):
                notes.book.say(spot, "default", told, line=line, quote=quote)
            elif re.search(r"\b(?:largest|max\w*|most|cap|ceiling|highest|upper)\b", header, re.IGNORECASE):
                notes.book.say(spot, "range", (None, int(told)), line=line, quote=quote)


VALUE_HEADERS = frozenset({"status", "value", "state", "enum", "payment status", "payout status", "report status"})
MEMBER = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*")


def _read_values(notes: Notes, table: Table, first: str) -> None:
    """A table of statuses is the set of the field that has most of its members, on operations of the same name."""
    rows = [(line, bare(cells[0])) for line, cells in table.rows if cells]
    members = {text for _, text in rows if MEMBER.fullmatch(text)}
    if len(members) < 3 or len(members) < len({text for _, text in rows if text}):
        return
    about = words(f"{notes.page.title} {notes.page.file.replace('/', ' ').replace('-', ' ')}")
    name = "status" if "status" in first or "state" in first else ""
    near = [one for path, sets in notes.known.answer_sets.items() if path and path <= about for one in sets]
    for subject in _unlisted_states(notes) if name and not near else ():
        quote = ", ".join(sorted(members))[:200]
        notes.book.say(subject, "values", tuple(sorted(members)), line=rows[0][0], quote=quote)
    for subject, declared in near:
        shared = len(members & declared)
        fits = 2 * shared >= max(len(members), len(declared)) and shared >= 2
        if fits and (not name or subject.name == name):
            quote = ", ".join(sorted(members))[:200]
            notes.book.say(subject, "values", tuple(sorted(members)), line=rows[0][0], quote=quote)


def _unlisted_states(notes: Notes) -> list[Subject]:
    """The `status` in what reads the objects that a page called "Payout Status" is about, where no spec lists its members."""
    found = []
    about = words(notes.page.title) - words("status state statuses states lifecycle workflow")
    for operation, bodies in sorted(notes.known.bodies.items()):
        path = words(re.sub(r"/v\d+(?=/)|\{\}|[/-]", " ", operation.partition(" ")[2]))
        if operation.startswith("GET ") and operation.endswith("/{}") and path and path == about:
            found += [
                Subject(operation, f"{place}/status") for place, fields in sorted(bodies.items()) if "status" in fields
            ]
    return found


CODE_HEADERS = re.compile(r"(?:(?:error|response|field|problem|reason|decline)[ _])?codes?|error")


def _read_codes(notes: Notes, table: Table) -> None:
    """The column of codes of a table of errors or response codes."""
    for column, header in enumerate(table.header):
        if CODE_HEADERS.fullmatch(bare(header).lower()):
            for line, cells in table.rows:
                cell = cells[column] if column < len(cells) else ""
                ticked = " ".join(re.findall(r"`([^`]*)`", cell)) or bare(cell)
                for text in re.findall(r"[A-Za-z][A-Za-z0-9_]{2,}", ticked):
                    notes.book.say(Subject("", "error-code"), "member", text, line=line)
                    for status in _status_of(cells):
                        quote = bare(" ".join(cells))[:200]
                        notes.book.say(Subject("", f"error-code/{text}"), "answered", status, line=line, quote=quote)


def _read_refusals(notes: Notes, table: Table, operation: str | None) -> None:
    """The statuses of a table of errors are answers of the operation that its section or page is about."""
    about = [column for column, header in enumerate(table.header) if STATUS_HEADER.fullmatch(bare(header))]
    for line, cells in table.rows if about else ():
        section = notes.owners.get(line)
        owner = section_operation(notes, line) if section and not section.is_loose else operation
        status = bare(cells[about[0]]) if about[0] < len(cells) else ""
        if owner and re.fullmatch(r"4\d\d", status):
            place = Subject(owner, f"response/{status}")
            notes.book.say(place, "exists", True, line=line, quote=bare(" ".join(cells))[:200])


DIGITS_ONLY = re.compile(r"`(\d{6,19})`")
OUTCOME = re.compile(r"\b([2-5]\d\d)\b")


def _read_magic(notes: Notes, table: Table) -> None:
    """A table of values for trying things out, numbers of cards, with the status and the code that each gets."""
    rows = [(line, DIGITS_ONLY.fullmatch(cells[0].strip()), " ".join(cells[1:])) for line, cells in table.rows if cells]
    for line, value, text in rows if len(rows) > 1 and all(one for _, one, _ in rows) else ():
        status, code = OUTCOME.search(text), re.search(r"`([a-z][a-z_]{3,60})`", text)
        if value is None or (status is None and not re.search(r"\bapproved\b|\bsucce", text, re.IGNORECASE)):
            continue
        answers = [
            int(status.group(1)) if status else 201,
            code.group(1) if code and status else "",
            "etry-After" in text,
        ]
        place = Subject("", f"test-value/{value.group(1)}")
        notes.book.say(place, "answers", json.dumps(answers), line=line, quote=bare(text)[:200])


STATUS_HEADER = re.compile(r"(?:http )?(?:status)?(?: ?code)?|http(?: ?response)?|status", re.IGNORECASE)


def _status_of(cells: Sequence[str]) -> set[int]:
    """The status of an error that a row of a table has in a cell of its own."""
    return {int(cell) for one in cells if re.fullmatch(r"[45]\d\d", cell := bare(one))}


SENT_WHEN = re.compile(
    r"(?:it is )?(?:sent|fired|triggered|posted|delivered|emitted|when\b|trigger|occurs)", re.IGNORECASE
)


def _is_of_events(notes: Notes, table: Table) -> bool:
    """Whether a table lists events under another header: dotted names, and when each is sent."""
    names = [bare(cells[0]) for _, cells in table.rows if cells]
    return (
        len(names) > 1
        and all(map(EVENT.fullmatch, names))
        and any(SENT_WHEN.match(bare(one)) for one in table.header[1:])
    )


def _read_events(notes: Notes, table: Table) -> None:
    for line, cells in table.rows:
        for text in re.findall(EVENT, bare(cells[0])) if cells else ():
            row = bare(" ".join(cells))[:200]
            notes.book.say(Subject("", "webhook/event"), "member", text, line=line, quote=row)
            notes.book.say(Subject("", f"webhook/event/{text}"), "sent-when", row, line=line, quote=row)


def _homes_under(notes: Notes, operation: str, heading: str) -> Subject:
    """Where fields below a heading belong: query, headers, the answer, or what the method sends."""
    if re.search(r"respon|answer|return|result", heading, re.IGNORECASE):
        return answer_of(notes, operation, heading)
    for word in ("query", "header", "path"):
        if word in heading.lower():
            return Subject(operation, f"request/{word}")
    sends = not operation.startswith(("GET ", "DELETE ", "HEAD ")) or "body" in heading.lower()
    return Subject(operation, "request/body" if sends else "request/query")


def _table_homes(notes: Notes, table: Table, operation: str | None, places: list[Subject]) -> list[Subject]:
    line = table.rows[0][0] if table.rows else 0
    section = section_operation(notes, line)
    names = {cells[0].strip("`* ") for _, cells in table.rows if cells}
    if section:
        heading = table.heading if "/" not in table.heading else ""
        lead = _lead(notes, line)
        is_answer = ANSWERED.search(lead) and not SENT.search(lead)
        home = _homes_under(notes, section, f"{heading} response" if is_answer else heading)
        home = _inside(notes, home, lead)
        if notes.owners[line].is_loose:
            return _fitting(notes, section, home, names, NEARLY if notes.owners[line].is_shown else 0.5)
        if home.place == "request/query" and _is_answer(table):
            home = answer_of(notes, section, table.heading, names)
            shown = notes.known.bodies.get(section, {}).get(home.place, frozenset())
            return [home] if 2 * len(names & shown) >= len(names) else []
        makers = _makers_of(notes, home, names) if home.place == "request/query" else []
        return makers or ([] if home.place == "request/path" else [home])
    listed = OF_LIST.search(_lead(notes, line)) if not operation else None
    if listed and (own := _list_called(notes, listed.group(1).strip())):
        return [Subject(own, "request/query")]
    described = OBJECT.match(table.heading) if not places and not operation else None
    if described:
        bound = bind_object(described.group(1), names, notes.known)
        return nearest([one for one in bound if not one.operation.startswith("DELETE ")], notes)
    if re.search(r"respon|object|returned", table.heading, re.IGNORECASE):
        return places
    if places and not operation and not notes.page.fields:
        return places  # the table of a page about an object
    return [Subject(operation, "request/body")] if operation else _shared_homes(notes, names)


OF_LIST = re.compile(
    r"\b(?:[Ff]or|[Ll]ists? of|[Ll]isting|[Ww]ith) (?:the |your )?([a-z][a-z ]{2,30}):$"
)  # before a table
ANSWERED = re.compile(
    r"\b(?:answers?|answered|responses?|returns?|returned|you get|comes? back|gives you)\b", re.IGNORECASE
)
SENT = re.compile(r"\b(?:send|sends|sent|takes?|body|request|parameters?|accepts?)\b", re.IGNORECASE)


def _lead(notes: Notes, line: int) -> str:
    """The sentence that ends in a colon right before a table."""
    before = [(at, text) for at, text in notes.page.prose if line - 6 <= at < line and text.strip() and "|" not in text]
    told = before[-1][1].strip() if before else ""
    return told.rpartition(". ")[2] if told.endswith(":") else ""


def _inside(notes: Notes, home: Subject, lead: str) -> Subject:
    """Where the fields of a table belong that is introduced as those of one field: "The `card` object has four fields"."""
    named = [home.child(escape(name)) for name in TICKED.findall(lead)]
    kinds = [notes.known.kinds.get(one) for one in named]
    if len(named) != 1 or kinds[0] not in ("object", "array"):
        return home
    return named[0].child("[]") if kinds[0] == "array" else named[0]


def _makers_of(notes: Notes, home: Subject, names: set[str]) -> list[Subject]:
    """The bodies that take the fields of a table which stands beside a GET that takes few of them: its page speaks of what
    makes such objects, and of how one is read, too."""
    asked = {spot.name for spot in notes.known.spots(home.operation) if spot.parent == home}
    if 2 * len(names & asked) >= len(names):
        return []
    return [one for one in _shared_homes(notes, names) if one.place == "request/body"]


LEAST_SHOWN = 3  # fields of a table, above which it may be the object that a page is about
NEARLY = 0.8  # of 1: how many fields of a table that belongs to no operation one must take to be meant


def _shared_homes(notes: Notes, names: set[str]) -> list[Subject]:
    """The bodies of the creations and replacements on a page that take the fields of a table which stands above them all;
    else the answers about the same things that show these fields, and few others."""
    named = {notes.known.resolve(one.method, one.path) for one in notes.page.sections}
    about = {collection(one) for one in named if one}
    makers = sorted(one for one in notes.known.operations
                    if collection(one) in about and (one.startswith("PUT ") or MAKES.match(one)))  # fmt: skip
    homes = [Subject(one, "request/body") for one in makers]
    taken = {home: {name for name in names if home.child(escape(name)) in notes.known.kinds} for home in homes}
    fitting = [home for home in homes if len(names) > 2 and len(taken[home]) >= NEARLY * len(names)]
    return fitting or [
        Subject(one, place) for one in sorted(notes.known.operations) if collection(one) in about
        for place, fields in notes.known.bodies.get(one, {}).items()
        if len(names) > LEAST_SHOWN and len(names & fields) >= NEARLY * max(len(names), len(fields))
    ]  # fmt: skip


MAKES = re.compile(r"POST (?!.*\{\}$)")


def _fitting(notes: Notes, operation: str, home: Subject, names: set[str], least: float) -> list[Subject]:
    """Where at least so much (of 1) of the fields of a table is known: the place that it would have, else an inner object of
    what the operation takes or answers."""
    inside: dict[str, set[str]] = {}
    for place in (one.place for one in notes.known.spots(operation)):
        outer, _, name = place.rpartition("/")
        inside.setdefault(outer, set()).add(name)
    for outer, fields in notes.known.bodies.get(operation, {}).items():
        inside.setdefault(outer, set()).update(fields)
    ranked = sorted(inside, key=lambda place: (-len(names & inside[place]), place != home.place, place))
    fits = [
        place
        for place in ranked[:1]
        if len(names & inside[place]) >= least * len(names) and len(names & inside[place]) > 1
    ]
    return [
        Subject(operation, place) for place in fits if place.startswith(("request/body", "request/query", "response/2"))
    ]


def _is_answer(table: Table) -> bool:
    """Whether a table lists fields, and not parameters: nothing is required of what comes back."""
    header = [re.sub(r"[*`]", "", cell).strip().lower() for cell in table.header]
    return header[:1] in (["field"], ["attribute"], ["property"]) and "required" not in header


BULLET = re.compile(r"^\s*[-*+]\s+\*{0,2}`([A-Za-z_][\w.\[\]-]*)`\*{0,2}\s*(?:\(([^)]*)\))?\s*(?:[:—–-]+\s*(.*))?$")
TICKED = re.compile(r"`([A-Za-z_]\w*)`")
CAP = re.compile(
    r"\b(?:at most|maximum(?: of| is)?|up to|max(?:imum)? is|the most is|capped at|no more than) `?(\d{1,15})\b"
    r"|, (\d{1,15}) at most\b|\bmore than \d{1,15},? but (\d{1,15}) is (?:what|all)\b"
    r"|\b(?:limit|value|number|size|page)s? (?:above|over|greater than|larger than) `?(\d{1,15})`? (?:is|are) "
    r"(?:refused|rejected|cut|capped|reduced|lowered|treated)"
    r"|\b(?:lowered|cut(?: down)?|capped|reduced|clamped) to `?(\d{1,15})\b"
    r"|\bnever (?:return|give|send|show|answer with)s? more than (\d{1,15})\b",
    re.IGNORECASE,
)
WITHIN = re.compile(r"`\w+`,? (?:from|between|of) (-?\d{1,15}) (?:to|and) (-?\d{1,15})\b", re.IGNORECASE)
CHOICE = re.compile(
    r"`\w+`(?: \(|, which is |: | is (?:one of )?|, one of |, which is (?:required|optional): | can be |, either )"
    r"((?:`[^`\s]{1,60}`(?:, |,? (?:or|and) ))+`[^`\s]{1,60}`)",
    re.IGNORECASE,
)
UNLESS = re.compile(
    r"\b(\d{1,9}) unless (?:you|otherwise|told|asked|stated)\b|"
    r"\b(\d{1,9}) \w+ unless `\w+`|\b(?:leave|leaving) `\w+` out,[^.;]{0,40}?\b(\d{1,9})\b"
    r"|\b(?:without|omit|leave out) `\w+`,?[^.;]{0,40}?\b(\d{1,9})\b",
    re.IGNORECASE,
)
PLAIN_DEFAULT = re.compile(
    r"\b(?i:defaults? to|default (?:value )?is|default:?) "
    r"(?:[`\"']([^`\"']{1,60})[`\"']|(true|false|-?\d+(?:\.\d+)?|[A-Z][A-Z_]+)\b)"
    r"|(?i:`([^`\s]{1,60})` (?:if|when|unless) you (?:do not|don't|leave|say|send|choose))"
)


def _read_sections(notes: Notes) -> None:
    """Lists of fields, and sentences about one field, below headings that name an operation; and those about all lists."""
    tables = {line for table in notes.page.tables for line, _ in table.rows}
    _read_loose_bullets(notes, tables)
    outer: list[tuple[int, Subject]] = []  # the fields that the present bullet stands inside of, each with its indent
    beside = _beside(notes, tables)
    for line, text in notes.page.prose:
        operation = section_operation(notes, line)
        if operation is None or line in tables or text.lstrip().startswith("#"):
            outer = []
            continue
        heading = heading_above(notes.page.headings, line)
        home = _homes_under(notes, operation, heading if "/" not in heading else "")
        bullet = BULLET.match(text)
        indent = len(text) - len(text.lstrip())
        while outer and outer[-1][0] >= indent:
            outer.pop()
        if bullet and not outer and home.place == "request/body" and _is_answered(notes, home, beside[line]):
            _say_computed(notes, operation, bullet, line)
            continue
        home = outer[-1][1] if bullet and outer else home
        if bullet and home.place != "request/path" and _is_field(notes, home, bullet.group(1)):
            field = _bullet(bullet, line)
            spot = _nested(home, field.name)
            _say_field(notes, spot, field, marked=False)
            _say_sentence(notes, spot, text, line)
            kind = notes.known.kinds.get(spot)
            outer += [(indent, spot.child("[]") if kind == "array" else spot)] if kind in ("object", "array") else []
    for lines in paragraphs([one for one in notes.page.prose if one[0] not in tables]):
        operation = section_operation(notes, lines[0][0])
        if operation and not lines[0][1].lstrip().startswith("#") and not BULLET.match(lines[0][1]):
            _say_sentences(notes, operation, lines)
        if operation is None and not notes.page.operation:
            _say_sizes(notes, lines)


def _beside(notes: Notes, tables: Collection[int]) -> Mapping[int, frozenset[str]]:
    """The names in the outermost bullets below each heading, by the lines of the bullets there."""
    lists: dict[int, list[tuple[int, str]]] = {}
    starts = sorted(line for line, _ in notes.page.headings)
    for line, text in notes.page.prose:
        if line not in tables and (bullet := BULLET.match(text)):
            name = bullet.group(1) if text[:1] in "-*+" else ""
            lists.setdefault(bisect_right(starts, line), []).append((line, name))
    return {line: frozenset(name for _, name in bullets if name) for bullets in lists.values() for line, _ in bullets}


def _say_computed(notes: Notes, operation: str, bullet: re.Match[str], line: int) -> None:
    """What a field follows from, of every answer about the same things that shows it."""
    keys = [one for one in sorted(notes.known.operations) if collection(one) == collection(operation)]
    for said in computed(bullet.group(3) or ""):
        for key in [one for one in keys if notes.known.answers(one, bullet.group(1))]:
            place = Subject(key, f"response/2XX/body/{bullet.group(1)}")
            notes.book.say(place, said.aspect, said.value, line=line, quote=said.quote)


def _is_answered(notes: Notes, home: Subject, names: frozenset[str]) -> bool:
    """Whether a list of fields is one of what an operation answers, and not of what it takes: that knows fewer than half."""
    taken = {one.name for one in notes.known.spots(home.operation) if one.parent == home}
    shown = notes.known.answered.get(home.operation, frozenset())
    return len(names) >= LEAST_SHOWN and 2 * len(names & taken) < len(names) and names <= shown


def _say_sizes(notes: Notes, lines: list[tuple[int, str]]) -> None:
    """What a paragraph of no operation says of the sizes of all lists, or of those that have a parameter of a name."""
    text = " ".join(text for _, text in lines)
    sizes = [one for operation, found in notes.known.sizes.items() if operation.startswith("GET ") for one in found]
    cap = PAGE_CAP.search(text)
    if cap is not None:
        for spot in sizes:
            notes.book.say(spot, "range", (None, int(cap.group(1)), "in words"), line=lines[0][0], quote=cap.group())
    for name in dict.fromkeys(TICKED.findall(text)):
        for spot in [spot for spot in sizes if spot.name == name]:
            _say_sentences(notes, spot.operation, lines)


def _read_loose_bullets(notes: Notes, tables: Collection[int]) -> None:
    """Lists of fields that stand below no operation: of what the operations of the page take, or else answer."""
    groups: dict[int, list[tuple[int, re.Match[str]]]] = {}
    starts = sorted(line for line, _ in notes.page.headings)
    for line, text in notes.page.prose:
        bullet = BULLET.match(text) if text[:1] in "-*+" and line not in tables else None
        if bullet and section_operation(notes, line) is None and not notes.page.operation:
            groups.setdefault(bisect_right(starts, line), []).append((line, bullet))
    for bullets in groups.values():
        names = {bullet.group(1) for _, bullet in bullets}
        for home in _shared_homes(notes, names):
            for line, bullet in bullets:
                field = _bullet(bullet, line)
                spot = _nested(home, field.name)
                if spot in notes.known.kinds or spot.place.startswith("response/"):
                    _say_field(notes, spot, field, marked=False)


def _say_sentences(notes: Notes, operation: str, lines: list[tuple[int, str]]) -> None:
    """What the sentences of a paragraph say of the fields of an operation's request, each of the one that it names."""
    text = " ".join(one.strip() for _, one in lines)
    starts = list(accumulate((len(one.strip()) + 1 for _, one in lines), initial=0))
    ends = [match.end() for match in re.finditer(r"(?<=[.!?;])\s+", text)]
    before: Subject | None = None
    several: list[Subject] = []
    for first, last in pairwise([0, *ends, len(text)]):
        sentence, line = text[first:last].rstrip(), lines[bisect_right(starts, first, hi=len(lines)) - 1][0]
        named = [spot for name in dict.fromkeys(TICKED.findall(sentence)) for spot in _spots(notes, operation, name)]
        for spot, told in _told_apart(sentence, named):
            _say_sentence(notes, spot, told, line)
        rule = EXCEPT.split(sentence)[-1]  # what is said of an exception, where there is one
        for spot in named or _kept_so(notes, operation, rule):
            for said in stored(rule) if notes.known.kinds.get(spot) == "string" else ():
                notes.book.say(spot, said.aspect, said.value, line=line, quote=sentence[:200])
        for spot, most in _counted(notes, operation, sentence):
            notes.book.say(spot, "count", (None, most), line=line, quote=sentence[:200])
        size = _size(notes, operation) if not named and PAGED.search(sentence) else None
        if size is not None:
            _say_sentence(notes, size, sentence, line)
        asks = before is not None and SIZE.fullmatch(before.name) and ASKS_MORE.search(sentence)
        if not named and before is not None and (asks or GOES_ON.match(sentence)):
            _say_sentence(notes, before, sentence, line)
        for spot in several if not named and INCLUSIVE.search(sentence) else ():
            notes.book.say(spot, "inclusive", True, line=line, quote=sentence[:200])
        several = named
        before = named[0] if len(named) == 1 else before if not named else None


ASKS_MORE = re.compile(r"\b(?:ask|asks|asked|asking) for (?:more|up to|at most)\b", re.IGNORECASE)
PAGED = re.compile(
    r"\b(?:in|into) pages of (\d{1,6})\b|\b(?:a|each|every|one) page (?:has|holds|contains|shows|is) (\d{1,6})\b"
    r"|(?<!to )(?<!to `)(?<!than )(?<!most )(?<!exceed )\b(\d{1,6}) (?:\w+ )?(?:per|a|on a|to a) page\b",
    re.IGNORECASE,
)


PAGE_CAP = re.compile(
    r"\b(?:no|a|each|every) page (?:ever |never )?(?:holds|has|contains|shows) (?:no )?(?:more than|at most|up to) (\d{1,6})\b",
    re.IGNORECASE,
)


def _size(notes: Notes, operation: str) -> Subject | None:
    """The one parameter by which a list is asked for pages of another size."""
    found = notes.known.sizes.get(operation, [])
    return found[0] if len(found) == 1 else None


EXCEPT = re.compile(r"\b(?:with (?:one|an|the|this) exception|except(?: that| for)?)\b:?", re.IGNORECASE)


def _kept_so(notes: Notes, operation: str, sentence: str) -> list[Subject]:
    """The fields that a sentence about how texts are kept means without ticks: the one that it names, else all texts."""
    texts = [one for one in notes.known.spots(operation) if one.place.startswith("request/body/")
             and notes.known.kinds[one] == "string" and one.place.count("/") == 2]  # fmt: skip
    low = words(NOTE.sub("", sentence))
    named = [one for one in texts if words(one.name) <= low]
    return named or (texts if re.search(r"\b(?:texts|strings)\b", sentence, re.IGNORECASE) else [])


COUNTED = re.compile(r"\b(?:up to|at most|no more than|a maximum of) (\d{1,6}) `?([A-Za-z_]\w{2,60})`?", re.IGNORECASE)


def _counted(notes: Notes, operation: str, sentence: str) -> Iterator[tuple[Subject, int]]:
    """The lists of a request whose items a sentence counts: "takes up to 10 contacts"."""
    for match in COUNTED.finditer(sentence):
        spot = Subject(operation, f"request/body/{match.group(2)}")
        if notes.known.kinds.get(spot) == "array":
            yield spot, int(match.group(1))


GOES_ON = re.compile(
    r"(?:You can|It |An? (?:larger|bigger|higher|limit|value|size)\b|At most|Up to|The (?:largest|default|most))",
    re.IGNORECASE,
)


def _spots(notes: Notes, operation: str, name: str) -> list[Subject]:
    """The place of a request's field or parameter: an outer one, else the only inner one of the name."""
    outer = [Subject(operation, f"request/{where}/{name}") for where in ("query", "body")]
    found = [one for one in outer if one in notes.known.kinds]
    return found[:1] or (inner if len(inner := notes.known.inner(operation, name)) == 1 else [])


def _told_apart(sentence: str, named: list[Subject]) -> Iterator[tuple[Subject, str]]:
    """The part of a sentence that speaks of each of the fields that it names: up to the next one."""
    if len(named) == 1:
        yield named[0], sentence
        return
    starts = [(sentence.find(f"`{spot.name}`"), spot) for spot in named]
    ends = [*(start for start, _ in starts[1:]), len(sentence)]
    for (start, spot), end in zip(starts, ends, strict=False):
        if 0 <= start < end:
            yield spot, sentence[start:end]


def _is_field(notes: Notes, home: Subject, name: str) -> bool:
    """Whether what begins an item of a list is a field: no value, and below a field that is there where it is dotted."""
    outer = name.partition(".")[0].removesuffix("[]")
    is_known = outer != name or home.child(escape(name)) in notes.known.kinds
    if not is_known and name in notes.known.closed.get(home.operation, ()):
        return False
    known = notes.known.spots(home.operation)
    return not MEMBER.fullmatch(name) and (
        "." not in name or any(one.place.startswith(f"{home.place}/{outer}") for one in known)
    )


def _bullet(match: re.Match[str], line: int) -> Field:
    """`- `name` (string, required): text` as a field."""
    flags = [part.strip() for part in (match.group(2) or "").split(",") if part.strip()]
    kind = next((flag for flag in flags if field_type(flag)[0]), "")
    low = {flag.lower() for flag in flags}
    required = True if "required" in low else False if "optional" in low else None
    rest = ", ".join(flag for flag in flags if flag != kind and flag.lower() not in ("required", "optional"))
    text = f"{match.group(3) or ''} ({rest})" if rest else match.group(3) or ""
    return Field(match.group(1).removesuffix("[]"), "body", kind, text, line, required)


NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
FINDS = re.compile(r"\b(?:finds?|searches|looks? for|match(?:es)?|contains?)\b", re.IGNORECASE)
SEARCHED = frozenset({"q", "query", "search", "text", "term", "keyword", "keywords"})


def _say_side(notes: Notes, subject: Subject, text: str, line: int) -> None:
    """Whether what lies on the bound that a parameter gives belongs to what is asked for."""
    is_in, is_out = (pattern.search(text) is not None for pattern in (INCLUSIVE, EXCLUSIVE))
    if is_in != is_out:
        notes.book.say(subject, "inclusive", is_in, line=line, quote=" ".join(text.split())[:200])


def _say_sentence(notes: Notes, subject: Subject, text: str, line: int) -> None:
    """What a sentence about one field says of it: a default, a cap."""
    kind = notes.known.kinds.get(subject, "")
    quote = " ".join(text.split())[:200]
    if subject.place.startswith("request/query/"):
        _say_side(notes, subject, text, line)
        if subject.name in SEARCHED and FINDS.search(text):
            notes.book.say(subject, "finds", quote, line=line, quote=quote)
    default = PLAIN_DEFAULT.search(text)
    value = next(filter(None, default.groups())) if default else subject.name
    if value != subject.name and (kind not in ("integer", "number") or NUMBER.fullmatch(value)):
        notes.book.say(subject, "default", value, line=line, quote=quote)
    elif (unless := UNLESS.search(text)) and kind in ("integer", "number"):
        notes.book.say(subject, "default", next(filter(None, unless.groups())), line=line, quote=quote)
    elif (paged := PAGED.search(text)) and SIZE.fullmatch(subject.name):
        notes.book.say(subject, "default", next(filter(None, paged.groups())), line=line, quote=quote)
    start = max(0, text.find(f"`{subject.name}`"))
    cap, within, choice = CAP.search(text), WITHIN.match(text, start), CHOICE.match(text, start)
    most = int(next(filter(None, cap.groups()))) if cap else 0
    if within and kind in ("integer", "number"):
        notes.book.say(subject, "range", tuple(map(int, within.groups())), line=line, quote=quote)
    elif cap and kind in ("integer", "number"):
        notes.book.say(subject, "range", (None, most, "in words"), line=line, quote=quote)
    elif cap and kind == "string" and re.search(r"char|letter|long", text, re.IGNORECASE):
        notes.book.say(subject, "length", (None, most), line=line, quote=quote)
    elif choice and kind == "string":
        members = tuple(sorted(set(re.findall(r"`([^`]*)`", choice.group(1)))))
        notes.book.say(subject, "values", members, line=line, quote=quote)


def _nested(home: Subject, dotted: str) -> Subject:
    for step in dotted.replace("[]", ".[]").split("."):
        home = home.child(escape(step))
    return home


DESCRIBED = ("description", "notes", "rules", "details", "constraints", "validation", "remarks", "comment")


REQUIRED = frozenset({"required", "mandatory"})


def _row(header: tuple[str, ...], cells: tuple[str, ...], line: int) -> Field | None:
    row = dict(zip((re.sub(r"[*`]", "", h).strip().lower() for h in header), cells, strict=False))
    name = re.sub(r"[*`\\]", "", cells[0]).strip() if cells else ""
    if not re.fullmatch(r"[A-Za-z_$][\w$-]*(?:(?:\[\])?\.(?:\[\]|[A-Za-z_$][\w$-]*))*(?:\[\])?", name):
        return None
    unnamed = [cell for head, cell in zip(header, cells, strict=False) if not head.strip() and cell][:3]
    kind = row.get("type", "") or next((cell for cell in unnamed if field_type(_kind(cell)[0])[0]), "")
    text = next((row[name] for name in DESCRIBED if row.get(name)), "") or ". ".join(
        f"One of {cell}" if MEMBERS.fullmatch(cell) else cell for cell in unnamed if cell != kind
    )
    kind, *told = _kind(kind)
    flags = {bare(row.get("required", "")).lower(), *(bare(cell).lower() for cell in cells[1:]), *told}
    required = True if flags & REQUIRED else False if "optional" in flags else None
    if required is None and bare(row.get("required", "")).lower() in ("yes", "true", "\u2705"):
        required = True
    return Field(name.removesuffix("[]"), "body", kind.strip("`* "), text, line, required)


MEMBERS = re.compile(r"`[^`\s]{1,60}`(?:(?:, | \| |,? or |\\?\|)`[^`\s]{1,60}`)+")  # a cell of members alone


def _kind(cell: str) -> list[str]:
    """The type in a cell, and what else it says there: `string, required`."""
    first, *others = [part.strip() for part in cell.split(",")]
    plainly = all(part.lower() in (*REQUIRED, "optional") for part in others)
    return [first, *(part.lower() for part in others)] if plainly else [cell]
