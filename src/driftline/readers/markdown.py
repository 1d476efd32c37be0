"""Take a Markdown or MDX page apart into a Page: fields, tables, code, the OpenAPI block. Pure.

A line scanner of our own, not a Markdown library: MDX tags are not Markdown, every part needs its line, and a site has
megabytes of pages.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from driftline.claims import METHODS
from driftline.readers.page import Block, Code, Field, Page, Section, Table
from driftline.readers.snippets import snippets

FENCE = re.compile(r"(\s*)(`{3,}|~{3,})(.*)")
HEADING = re.compile(r"\s{0,3}#{1,6}\s(.*)")
TITLE = re.compile(r"^title:\s*(.*)$")
OPENAPI = re.compile(r"^(?:openapi|api):\s*(.*)$")
TAG = re.compile(r"<(/?)(ParamField|ResponseField|Expandable)\b((?:[^<>\"'{}]|\"[^\"]*\"|'[^']*'|\{[^{}]*\})*?)(/?)>")
ATTRIBUTE = re.compile(r"([A-Za-z_][\w-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|\{([^{}]*)\}))?")
OTHER_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
MAX_DEPTH = 40  # tags in one another
WHERES = ("body", "query", "header", "path", "response")


def read_markdown(text: str, file: str) -> Page:
    """Take one `.md` or `.mdx` page apart."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    front, start = _front_matter(lines)
    codes, prose, headings, unread = _split_fences(lines, start)
    title = front.get("title") or next((h for _, h in headings), "")
    block = next((b for b in map(_block, codes) if b), None)
    named = _named(front.get("openapi", "")) or (block and (block.file, block.method, block.path))
    fields, bad = _fields(prose, headings)
    return Page(
        file,
        "markdown",
        title,
        operation=(named[1], named[2]) if named else None,
        spec=named[0] if named else "",
        block=block,
        fields=fields,
        codes=tuple(code for code in codes if _block(code) is None),
        tables=(*_tables(prose, headings), *_html_tables(prose, headings)),
        prose=tuple((n, line) for n, line in prose if line.strip()),
        unread=(*unread, *bad),
        sections=tuple(_sections(lines, headings)),
        headings=tuple(headings),
    )


NAMED = re.compile(r"\b(GET|POST|PUT|PATCH|DELETE)\b`?\s+`?((?:https?://[^/\s`]+)?/[\w{}<>/.:-]*)")


OPENS = re.compile(rf"^\s*(?:\*\*)?`?{NAMED.pattern}")  # a paragraph, or a fence, that begins with an operation


def _sections(lines: list[str], headings: Lines) -> Iterator[Section]:
    """The parts of a page that speak of one operation: below a heading that names it, or from the paragraph that brings it
    up to the one that brings up another.

    A heading of the same level or above ends a part; where a paragraph names the operation, any heading does.
    """
    levels = [
        (line, len(lines[line - 1].lstrip()) - len(lines[line - 1].lstrip().lstrip("#")), text)
        for line, text in headings
    ]
    ends = _ends(levels, len(lines))
    for line, _, text in levels:
        match = NAMED.search(text)
        if match:
            yield Section(line, ends[line], *_called(match))
    nexts = [*(one[0] for one in levels[1:]), len(lines) + 1]
    outer: list[
        tuple[int, Section | None]
    ] = []  # the headings that a part stands under: their levels, whose part each is
    for (line, level, text), after in zip(levels, nexts, strict=False):
        while outer and outer[-1][0] >= level:
            outer.pop()
        runs = []
        if not NAMED.search(text):
            above = outer[-1][1] if outer and outer[-1][0] > 1 else None
            runs = list(_inherited(line, after - 1, lines, above))
            yield from runs
        outer.append((level, runs[-1] if len({(one.method, one.path) for one in runs}) == 1 else None))


def _inherited(first: int, last: int, lines: list[str], above: Section | None) -> Iterator[Section]:
    """The sections of one part; what stands there before it brings up an operation is of the part `above` it."""
    raised = list(_raised(lines[first:last], first + 1))
    if above is None:
        yield from _runs(first, last, raised)
        return
    start = next((one[0] for one in _blocks(lines[first:last], first + 1)), last)
    begins = raised[0].first if raised else last + 1
    if begins > start:
        yield Section(first, begins - 1, above.method, above.path, is_loose=True)
    yield from _runs(begins if begins > start else first, last, raised)


class Raised(NamedTuple):
    """A paragraph that brings operations up: its first and last line, them, whether it is an item of a list, whether it
    begins with one, and whether it is a fence with a command."""

    first: int
    last: int
    called: tuple[tuple[str, str], ...]
    is_item: bool
    opens: bool
    is_shown: bool = False


def _runs(first: int, last: int, raised: list[Raised]) -> Iterator[Section]:
    """Of one part the lines that each of its operations owns: all, where one is brought up first and no other begins a
    paragraph; else from where it is brought up to the next."""
    opened = {one.called[0] for one in raised if one.opens and len(one.called) == 1}
    if raised and raised[0].called == (*opened,):
        yield Section(first, last, *raised[0].called[0])
        return
    last_opened = max((one.first for one in raised if one.opens), default=0) if len(opened) > 1 else 0
    for one, after in zip(raised, [*(other.first for other in raised[1:]), last + 1], strict=False):
        if len(one.called) == 1:  # what follows the last of several may well be said of all
            ends = one.last if one.is_item or one.first == last_opened else after - 1
            yield Section(one.first, ends, *one.called[0], is_loose=not one.opens, is_shown=one.is_shown)


ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")


def _raised(lines: list[str], first: int) -> Iterator[Raised]:
    """The paragraphs, and the fences, whose first two sentences name operations, and the fences of one command; no tables."""
    for number, text, last, is_fence in _blocks(lines, first):
        head = text.split("\n")[0] if is_fence else " ".join(re.split(r"(?<=[.!?:])\s+", text)[:2])
        called = tuple(dict.fromkeys(map(_called, NAMED.finditer(head))))
        opens = OPENS.match(text) is not None
        if called and (opens or not is_fence):
            yield Raised(number, last, called, ITEM.match(text) is not None, opens)
        elif is_fence and "curl" in text and (asked := _commanded(text)):
            yield Raised(number, last, (asked,), is_item=False, opens=False, is_shown=True)


def _commanded(text: str) -> tuple[str, str] | None:
    """The method and the path that the only command of a fence asks for."""
    try:
        every = list(snippets("sh", text))
    except ValueError:
        return None
    path = re.sub(r"^https?://[^/]+", "", every[0].url).partition("?")[0] if len(every) == 1 else ""
    return (every[0].method, path) if path else None


def _blocks(lines: list[str], first: int) -> Iterator[tuple[int, str, int, bool]]:
    """Each paragraph, item of a list and fence: its first line, its text, its last line, and whether it is a fence."""
    held: list[str] = []
    fence = ""
    for number, line in enumerate([*lines, ""], first):
        bare = line.strip()
        opens = bare[:3] if bare.startswith(("```", "~~~")) else ""
        if fence:
            if opens == fence:
                yield number - len(held), "\n".join(held), number, True
                held, fence = [], ""
            else:
                held.append(line)
            continue
        if held and (not bare or opens or bare.startswith("|") or ITEM.match(line)):
            yield number - len(held), "\n".join(held), number - 1, False
            held = []
        if opens:
            fence = opens
        elif bare and not bare.startswith("|"):
            held.append(line)


def _called(match: re.Match[str]) -> tuple[str, str]:
    """The method and the path that a text names."""
    return match.group(1), re.sub(r"^https?://[^/]+", "", match.group(2)).rstrip("`.,:*") or "/"


def _ends(levels: list[tuple[int, int, str]], last: int) -> dict[int, int]:
    """The last line below each heading, by the heading's line; in one pass from the end."""
    ends: dict[int, int] = {}
    below: dict[int, int] = {}  # level -> the line of the next heading of that level
    for line, level, _ in reversed(levels):
        ends[line] = min((at for depth, at in below.items() if depth <= level), default=last + 1) - 1
        below[level] = line
    return ends


def _front_matter(lines: list[str]) -> tuple[dict[str, str], int]:
    """Title and operation from a leading `---` block, and the index of the first line after it."""
    if not lines or lines[0].strip() != "---":
        return {}, 0
    found: dict[str, str] = {}
    for index, line in enumerate(lines[1:], 1):
        if line.strip() == "---":
            return found, index + 1
        for key, pattern in (("title", TITLE), ("openapi", OPENAPI)):
            match = pattern.match(line)
            if match:
                found[key] = match.group(1).strip().strip("\"'")
    return {}, 0


def _named(text: str) -> tuple[str, str, str] | None:
    """`/openapi/x.json POST /p` or `POST /p` as (file, method, path)."""
    words = text.split()
    if len(words) == 3 and words[1].lower() in METHODS:
        return words[0].lstrip("/"), words[1].upper(), words[2]
    if len(words) == 2 and words[0].lower() in METHODS:
        return "", words[0].upper(), re.sub(r"^https?://[^/]+", "", words[1]) or "/"
    return None


def _block(code: Code) -> Block | None:
    """The code as an OpenAPI block, where its fence says that it is one."""
    language, _, rest = code.language.partition(" ")
    named = _named(rest) if language in ("yaml", "json") else None
    return Block(named[0], named[1], named[2], code.text, code.line) if named and code.text else None


Lines = list[tuple[int, str]]


def _split_fences(lines: list[str], start: int) -> tuple[list[Code], Lines, Lines, list[tuple[int, str]]]:
    """Fenced code, the numbered lines outside it, the headings, and what stayed open."""
    codes: list[Code] = []
    prose: Lines = []
    headings: Lines = []
    unread: list[tuple[int, str]] = []
    index = start
    while index < len(lines):
        match = FENCE.match(lines[index])
        if match:
            end = _fence_end(lines, index, match.group(2))
            if end is None:
                unread.append((index + 1, "a code fence that never closes"))
                end = len(lines)
            heading = headings[-1][1] if headings else ""
            indent = len(match.group(1))
            body = "\n".join(line[indent:] if line[:indent].isspace() else line for line in lines[index + 1 : end])
            codes.append(_as_answer(Code(match.group(3).strip(), body, index + 2, heading)))
            index = end + 1
            continue
        found = HEADING.match(lines[index])
        if found:
            headings.append((index + 1, found.group(1).strip().rstrip("#").rstrip()))
        prose.append((index + 1, lines[index]))
        index += 1
    return codes, prose, headings, unread


MESSAGE = re.compile(r"HTTP/[\d.]{1,3} ([1-5]\d\d)\b[^\n]*\n(?:[A-Za-z][\w-]*:[^\n]*\n)*\s*\n(?=\s*[{\[])")


def _as_answer(code: Code) -> Code:
    """An answer with its status line and headers (RFC 9112, 2.1) as the JSON that it carries, titled with the status."""
    found = MESSAGE.match(code.text) if code.language.lower() in ("http", "https", "") else None
    if found is None:
        return code
    line = code.line + found.group().count("\n")
    return Code(f"json {found.group(1)}", code.text[found.end() :], line, code.heading)


def _fence_end(lines: list[str], index: int, fence: str) -> int | None:
    for later in range(index + 1, len(lines)):
        stripped = lines[later].strip()
        if stripped.startswith(fence) and not stripped.strip(fence[0]):
            return later
    return None


def heading_above(headings: Sequence[tuple[int, str]], line: int) -> str:
    """The heading that a line stands under; empty above the first."""
    at = bisect_right(headings, line, key=lambda pair: pair[0])
    return headings[at - 1][1] if at else ""


class _Open:
    """A field tag that is not closed yet."""

    __slots__ = ("attributes", "children", "line", "name", "text")

    def __init__(self, name: str, attributes: dict[str, str | None], line: int) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        self.text: list[str] = []
        self.children: list[Field] = []


def _fields(prose: Lines, headings: Lines) -> tuple[tuple[Field, ...], list[tuple[int, str]]]:
    """The tree of ParamField and ResponseField tags, Expandable only nesting."""
    text = "\n".join(line for _, line in prose)
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    unread: list[tuple[int, str]] = []
    roots: list[Field] = []
    stack: list[_Open] = []
    at = lost = 0
    for match in TAG.finditer(text):
        line = prose[bisect_right(starts, match.start()) - 1][0]
        if stack:
            stack[-1].text.append(text[at : match.start()])
        at = match.end()
        closing, name, attributes, alone = match.groups()
        if not closing and len(stack) < MAX_DEPTH:
            stack.append(_Open(name, _attributes(attributes), line))
        elif lost or not closing:
            lost += 0 if alone else -1 if closing else 1
            unread += [] if closing else [(line, f"<{name}> stands deeper than {MAX_DEPTH} levels")]
            continue
        if closing or alone:
            while stack and stack[-1].name != name:
                unread.append((stack[-1].line, f"<{stack[-1].name}> is never closed"))
                _close(stack, roots, headings)
            if stack:
                _close(stack, roots, headings)
            else:
                unread.append((line, f"</{name}> closes nothing"))
    while stack:
        unread.append((stack[-1].line, f"<{stack[-1].name}> is never closed"))
        _close(stack, roots, headings)
    return tuple(roots), unread


def _attributes(text: str) -> dict[str, str | None]:
    return {
        match.group(1): next((group for group in match.groups()[1:] if group is not None), None)
        for match in ATTRIBUTE.finditer(text)
    }


def _close(stack: list[_Open], roots: list[Field], headings: Lines) -> None:
    """Turn the innermost open tag into a field of the one around it; Expandable passes its children up."""
    tag = stack.pop()
    above = stack[-1].children if stack else roots
    if tag.name == "Expandable":
        above.extend(tag.children)
        return
    where = next((w for w in WHERES if tag.attributes.get(w)), "")
    name = tag.attributes.get(where) if where else tag.attributes.get("name") or tag.attributes.get("path")
    if not name:
        above.extend(tag.children)
        return
    text = OTHER_TAG.sub(lambda m: m.group() if m.group().startswith("<a") else "", "".join(tag.text)).strip()
    required = "required" in tag.attributes and tag.attributes["required"] != "false"
    above.append(
        Field(
            str(name),
            where or "response",
            tag.attributes.get("type") or "",
            text,
            tag.line,
            required,
            tuple(tag.children),
            heading_above(headings, tag.line),
        )
    )


BADGE = re.compile(
    r"<[A-Z]\w{0,60}\b[^<>]{0,300}?\b(?:text|label)=[\"']([^\"'<>]{0,300})[\"'][^<>]{0,300}>"
)  # a component that shows its text


def cells(line: str) -> tuple[str, ...]:
    """The cells of one row of a pipe table; `\\|` is a bar inside a cell."""
    parts = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
    return tuple(BADGE.sub(r"\1", part.replace("\\|", "|")).strip() for part in parts)


DASHES = re.compile(r"\s*:?-{2,}:?\s*")


def _is_rule(line: str) -> bool:
    """Whether a line parts the header of a pipe table from its rows."""
    inner = line.strip().removeprefix("|").removesuffix("|")
    return all(DASHES.fullmatch(cell) for cell in inner.split("|"))


def _tables(prose: Lines, headings: Lines) -> Iterator[Table]:
    index = 1
    while index < len(prose):
        if "|" in prose[index - 1][1] and "|" in prose[index][1] and _is_rule(prose[index][1]):
            header = cells(prose[index - 1][1])
            rows = []
            index += 1
            while index < len(prose) and prose[index][1].strip().startswith("|"):
                rows.append((prose[index][0], cells(prose[index][1])))
                index += 1
            yield Table(header, tuple(rows), heading_above(headings, prose[index - 1][0]))
        index += 1


TABLE_START = re.compile(r"<table\b", re.IGNORECASE)
TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)
HTML_ROW = re.compile(r"<tr\b[^<>]*>(.*?)(?=</tr|<tr\b|</table)", re.IGNORECASE | re.DOTALL)
HTML_CELL = re.compile(r"<t([hd])\b([^<>]*)>(.*?)(?=</t[hd]|<t[hd]\b|\Z)", re.IGNORECASE | re.DOTALL)
SPAN = re.compile(r"rowspan\s*=\s*[\"'{]*(\d{1,3})", re.IGNORECASE)


def _html_tables(prose: Lines, headings: Lines) -> Iterator[Table]:
    """The `<table>`s of a page: the first row is the header, a cell that spans rows stands in each of them."""
    text = "\n".join(line for _, line in prose)
    if "<table" not in text.lower():
        return
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for first, last in _html_spans(text):
        rows = []
        hanging: dict[int, tuple[int, str]] = {}
        for row in HTML_ROW.finditer(text, first, last):
            line = prose[bisect_right(starts, row.start()) - 1][0]
            rows.append((line, _html_cells(row.group(1), hanging)))
        if len(rows) > 1:
            yield Table(rows[0][1], tuple(rows[1:]), heading_above(headings, rows[0][0]))


def _html_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each `<table>` begins and ends; one that is never closed ends the search."""
    at = 0
    while (start := TABLE_START.search(text, at)) and (end := TABLE_END.search(text, start.end())):
        yield start.start(), end.end()
        at = end.end()


def _html_cells(row: str, hanging: dict[int, tuple[int, str]]) -> tuple[str, ...]:
    """The texts of one row, those that hang down from rows above among them."""
    cells: list[str] = []
    for _, attributes, body in HTML_CELL.findall(row):
        _hang(cells, hanging)
        body = BADGE.sub(r"\1", body)
        words = " ".join(html.unescape(re.sub(r"<(?!/?code)[^<>]*>", " ", body)).split())
        words = re.sub(r"</?code[^<>]*>", "`", words)
        span = SPAN.search(attributes)
        if span and int(span.group(1)) > 1:
            hanging[len(cells)] = (int(span.group(1)) - 1, words)
        cells.append(words)
    _hang(cells, hanging)
    return tuple(cells)


def _hang(cells: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    while len(cells) in hanging:
        left, words = hanging.pop(len(cells))
        if left > 1:
            hanging[len(cells)] = (left - 1, words)
        cells.append(words)
