"""The parts of a documentation page, whatever form it was saved in: plain frozen values. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

CALL = re.compile(r"(GET|PUT|POST|PATCH|DELETE) (/\S*)")  # an operation in a cell of its own
WORD = re.compile(r"[A-Za-z]\w{1,40}")


@dataclass(frozen=True, slots=True)
class Field:
    """One field as a page lists it. `where` is body, query, header, path or response; `required` None says nothing."""

    name: str
    where: str
    type: str
    text: str
    line: int
    required: bool | None = None
    children: tuple[Field, ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """One fenced block: its language, its text without the fences, the line of its first line, the heading above."""

    language: str
    text: str
    line: int
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """The OpenAPI block of a served page: the spec file and operation it names, and its YAML text."""

    file: str
    method: str
    path: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """One table: header cells, rows of (line, cells), and the heading above."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    heading: str


def bare(cell: str) -> str:
    """A cell without markup: code, bold, badges."""
    return re.sub(r"<[^<>]*>|[*`\\]", "", cell).strip()


@dataclass(frozen=True, slots=True)
class Example:
    """JSON text shown outside a fence, as a rendered page has it: `request` or `response`."""

    side: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of a page (first and last) that speak of one operation.

    `is_loose` where a paragraph brings the operation up in passing: what stands below may be about something else;
    `is_shown` where that is a command.
    """

    first: int
    last: int
    method: str
    path: str
    is_loose: bool = False
    is_shown: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page, taken apart. `operation` is (method, path) where the page documents one; `spec` the file it names.

    `form` is markdown or rendered; `closed` says that its field lists are meant to be all there is.
    """

    file: str
    form: str
    title: str = ""
    operation: tuple[str, str] | None = None
    spec: str = ""
    block: Block | None = None
    fields: tuple[Field, ...] = ()
    codes: tuple[Code, ...] = ()
    tables: tuple[Table, ...] = ()
    examples: tuple[Example, ...] = ()
    prose: tuple[tuple[int, str], ...] = ()
    statuses: tuple[tuple[str, int], ...] = ()
    credentials: tuple[str, ...] = ()
    unread: tuple[tuple[int, str], ...] = field(default=())
    sections: tuple[Section, ...] = ()
    headings: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """What tells which operation a page is about, before the specs are known.

    `operation` is the (method, path) that it names, `asked` the (method, URL) of its first snippet where it lists fields
    of requests; `spec` is the file it names, `block` the one that its OpenAPI block names (None where there is no block).
    """

    file: str
    operation: tuple[str, str] | None = None
    asked: tuple[str, str] | None = None
    spec: str = ""
    block: str | None = None
