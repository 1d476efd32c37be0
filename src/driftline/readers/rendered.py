"""Take the text of a rendered page apart into a Page: what a browser shows of a reference or object page. Pure."""

from __future__ import annotations

import re

from driftline.claims import METHODS
from driftline.readers.page import Code, Example, Field, Page

TYPE = re.compile(
    r"(?:string|integer|number|boolean|object|array|any|null|float|timestamp|enum|uuid|date|file)"
    r"(?:<[\w., -]+>)?(?:\[\])*(?:\s*\|\s*[\w<>\[\]-]+)*",
    re.IGNORECASE,
)
NAME = re.compile(r"[A-Za-z_$][\w$.\[\]-]*")
SECTIONS = {
    "authorizations": "header",
    "headers": "header",
    "path parameters": "path",
    "query parameters": "query",
    "body": "body",
    "response": "response",
    "object fields": "object",
    "attributes": "object",
    "fields": "object",
}
STATUS = re.compile(r"[1-5]\d\d")
MARKER = "Skip to main content"
LABELS = ("Available options:", "Example:", "Examples:", "Pattern:", "Required string length:", "Required range:")
GLUED = re.compile(r"(?<=\S)(Examples?:|Values:)")
THE_OBJECT = re.compile(r"\bThe ([A-Z]\w+(?: [A-Z]\w+){0,3}) [Oo]bject\b")


def is_rendered(text: str) -> bool:
    """Whether a saved page is the text of a rendered one and not Markdown."""
    head = text.lstrip()[:200]
    return head.startswith(MARKER) or ("Jump to Content" in text[:400] and "\n#" not in text[:2000])


def read_rendered(text: str, file: str) -> Page:
    """Take one rendered page apart; what stands outside known sections is prose."""
    lines = text.replace("\r\n", "\n").split("\n")
    operation, start = _operation(lines)
    title = next((m.group(1) for line in lines for m in [THE_OBJECT.search(line)] if m), "") if not operation else ""
    codes, examples = _samples(lines)
    fields, statuses, known = _sections(lines, title)
    prose = tuple((n, line) for n, line in enumerate(lines, 1) if line.strip() and n >= start and n not in known)
    unread = () if fields or operation else ((1, "rendered text without an operation or a field list: read as prose"),)
    return Page(
        file,
        "rendered",
        f"The {title} Object" if title else _title(lines, start),
        operation=_based(operation, codes),
        fields=fields,
        codes=codes,
        examples=examples,
        prose=prose,
        statuses=statuses,
        credentials=tuple(sorted(f"header {f.name.lower()}" for f in fields if f.heading == "Authorizations")),
        unread=unread,
    )


def _operation(lines: list[str]) -> tuple[tuple[str, str] | None, int]:
    """`POST`, `/`, `customers`, `/`, `sessions` on lines of their own, and the index after them."""
    for index, line in enumerate(lines[:12]):
        if line.strip().lower() in METHODS and index + 1 < len(lines) and lines[index + 1].strip() == "/":
            parts = []
            at = index + 1
            while at + 1 < len(lines) and lines[at].strip() == "/":
                parts.append(lines[at + 1].strip())
                at += 2
            return (line.strip().upper(), "/" + "/".join(parts)), at + 1
    return None, 1


def _based(operation: tuple[str, str] | None, codes: tuple[Code, ...]) -> tuple[str, str] | None:
    """The operation with the base path that the page's own curl snippet shows."""
    if operation is None:
        return None
    method, path = operation
    for code in codes:
        url = re.search(r"https?://[^/\s]+(/[^\s\"'?]*)", code.text)
        if url and url.group(1).endswith(path):
            return method, url.group(1)
    return operation


def _title(lines: list[str], start: int) -> str:
    line = lines[start - 1].strip() if start - 1 < len(lines) else ""
    return line if 0 < len(line) < 80 and not line.startswith(("curl", "{", '"', MARKER)) else ""


def _samples(lines: list[str]) -> tuple[tuple[Code, ...], tuple[Example, ...]]:
    """The curl snippets, and the JSON that stands by itself: an answer, or the object of the page."""
    codes: list[Code] = []
    examples: list[Example] = []
    ends = _json_ends(lines)
    index = 0
    while index < len(lines):
        line = lines[index].strip()
        if line.startswith("curl "):
            end = _curl_end(lines, index)
            codes.append(Code("curl", "\n".join(lines[index : end + 1]), index + 1))
            index = end
        elif line.startswith(("{", '"{', "[{")) and not (index and lines[index - 1].strip() in LABELS):
            end = ends[index]
            if not _is_field_example(lines, index):
                examples.append(Example("response", "\n".join(lines[index : end + 1]), index + 1))
            index = end
        index += 1
    return tuple(codes), tuple(examples)


def _curl_end(lines: list[str], index: int) -> int:
    """The line on which the command that starts at `index` ends: no quote is open and no line goes on."""
    quotes = lines[index].count("'")
    while index + 1 < len(lines) and (quotes % 2 or lines[index].rstrip().endswith("\\")):
        index += 1
        quotes += lines[index].count("'")
    return index


def _is_field_example(lines: list[str], index: int) -> bool:
    above = [line.strip() for line in lines[max(0, index - 2) : index] if line.strip()]
    return bool(above) and above[-1] in LABELS


def _json_ends(lines: list[str]) -> list[int]:
    """For each line, the one on which the braces that it opens have closed; the line itself where that is never so."""
    ends = list(range(len(lines)))
    open_lines: list[tuple[int, int]] = []  # line, and how many braces were open before it
    depth = 0
    for at, line in enumerate(lines):
        open_lines.append((at, depth))
        depth += line.count("{") + line.count("[") - line.count("}") - line.count("]")
        while open_lines and depth <= open_lines[-1][1]:
            ends[open_lines.pop()[0]] = at
    return ends


def _sections(lines: list[str], title: str) -> tuple[tuple[Field, ...], tuple[tuple[str, int], ...], set[int]]:
    """Every field of every section, the response statuses shown, and the numbers of the lines used."""
    fields: list[Field] = []
    statuses: list[tuple[str, int]] = []
    used: set[int] = set()
    where = ""
    heading = ""
    index = 0
    while index < len(lines):
        line = lines[index].strip()
        if line.lower() in SECTIONS and not _is_field(lines, index):
            where, heading = SECTIONS[line.lower()], line
            used.add(index + 1)
        elif where == "response" and STATUS.fullmatch(line):
            statuses.append((line, index + 1))
            used.add(index + 1)
        elif where and _is_field(lines, index):
            end = _field_end(lines, index)
            fields.append(_field(lines[index:end], index + 1, "response" if where == "object" else where, heading))
            used.update(range(index + 1, end + 1))
            index = end - 1
        elif where == "object" and line in ("Example", "Examples"):
            where = ""
        index += 1
    return tuple(fields), tuple(statuses), used


def _is_field(lines: list[str], index: int) -> bool:
    below = lines[index + 1].strip() if index + 1 < len(lines) else ""
    return bool(NAME.fullmatch(lines[index].strip())) and bool(TYPE.fullmatch(below))


def _field_end(lines: list[str], index: int) -> int:
    """The index of the line after this field: the next field, or the next section."""
    at = index + 2
    while at < len(lines):
        line = lines[at].strip()
        if _is_field(lines, at) or (line.lower() in SECTIONS and not lines[at - 1].strip()):
            return at
        if line in ("Example", "Examples") and not lines[at - 1].strip():
            return at
        at += 1
    return at


def _field(lines: list[str], line: int, where: str, heading: str) -> Field:
    """`name`, `type`, flags, then text; labels and what follows them stay in the text."""
    rest = [GLUED.sub(r"\n\1", text.strip()) for text in lines[2:]]
    flags = {text for text in rest[:5] if text in ("required", "optional", "deprecated", "read-only")}
    text = "\n".join(t for t in rest if t and t not in ("required", "optional", "header", "query", "path"))
    required = True if "required" in flags else None if heading.lower() in ("object fields", "attributes") else False
    return Field(lines[0].strip(), where, lines[1].strip(), text, line, required, heading=heading)
