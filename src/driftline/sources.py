"""What a snapshot holds: its pages and OpenAPI documents, and the readings of all of them. Touches no file.

With a cache, a document that was read before is not taken apart again: a spec is known by its text, a page by its text,
by the text of the spec that it names, and by what all specs together let a reader know.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from functools import partial
from typing import Any

from driftline.cache import Cache, each_remembered, remembered
from driftline.claims import Claim, Evidence, Notebook, Reading, Subject, Unread, Voice, operations
from driftline.links import broken
from driftline.naming import Names
from driftline.readers.bound import outlined, page_operation
from driftline.readers.document import Document, parse
from driftline.readers.kept import packed, unpacked
from driftline.readers.known import Known, know
from driftline.readers.page import Outline, Page
from driftline.readers.pages import read_claims, read_page
from driftline.readers.spec import read_operations, read_spec, server_of
from driftline.snapshot import Snapshot

Bindings = Mapping[str, tuple[Subject, ...]]


@dataclass(frozen=True, slots=True)
class SpecText:
    """One OpenAPI document in a snapshot: a file, or the block inside a page (`offset` lines further down)."""

    file: str
    text: str
    document: Document
    is_json: bool
    offset: int = 0


@dataclass(frozen=True, slots=True)
class SpecRead:
    """What was read of one OpenAPI document: its operations as (key, method, path); no server where it is no object."""

    file: str
    offset: int
    problem: str
    server: str | None
    operations: tuple[tuple[str, str, str], ...]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a snapshot, each taken apart once, when somebody asks for it."""

    snapshot: Snapshot
    _pages: dict[str, Page] = field(default_factory=dict)
    _specs: dict[str, SpecText] = field(default_factory=dict)

    @property
    def pages(self) -> list[str]:
        """The files that are pages."""
        return [file for file in sorted(self.snapshot.pages) if file != "llms.txt"]

    @property
    def specs(self) -> list[str]:
        """The files that are OpenAPI documents, readable or not."""
        texts = sorted(self.snapshot.specs.items())
        return [file for file, text in texts if looks_like_spec(file, text) or file in self.snapshot.named]

    def page(self, file: str) -> Page:
        """A page, taken apart."""
        if file not in self._pages:
            self._pages[file] = read_page(self.snapshot.pages[file], file)
        return self._pages[file]

    def spec(self, file: str) -> SpecText:
        """An OpenAPI document, parsed."""
        if file not in self._specs:
            text, is_json = self.snapshot.specs[file], file.lower().endswith(".json")
            self._specs[file] = SpecText(file, text, parse(text, is_json=is_json), is_json)
        return self._specs[file]


def looks_like_spec(file: str, text: str) -> bool:
    """Whether a JSON or YAML file is meant to be an OpenAPI document, readable or not."""
    head = text[:4000]
    return '"openapi"' in head or "openapi:" in head or "openapi/" in file


def read_pages(snapshot: Snapshot) -> list[Page]:
    """Every page of a snapshot, taken apart."""
    texts = Texts(snapshot)
    return [texts.page(file) for file in texts.pages]


def spec_texts(snapshot: Snapshot, pages: Iterable[Page]) -> list[SpecText]:
    """Every OpenAPI document of a snapshot: files, and the blocks of pages whose file is not there."""
    texts = Texts(snapshot)
    files = texts.specs
    blocks = (_block(page) for page in pages if page.block and page.block.file not in files)
    return [*map(texts.spec, files), *blocks]


def read_all(
    snapshot: Snapshot, bindings: Bindings | None = None, *, blocks: bool = True, cache: Cache | None = None
) -> list[Reading]:
    """One reading for each voice of each document of a snapshot.

    Without `blocks`, the OpenAPI blocks of pages that differ from the spec file they name say nothing.
    """
    texts = Texts(snapshot)
    outlines, specs = _read_specs(texts, cache)
    known = replace(_known(specs, outlines), bindings=bindings or {})
    files = {one.file: one for one in specs if not one.offset}
    pages = _read_pages(texts, outlines, known, files, cache)
    return [
        *(reading for spec in specs for reading in spec.readings),
        *(reading for page in pages if blocks for reading in page[2:]),
        *_whole(specs),
        *(reading for page in pages for reading in page[:2]),
        *_page_flaws(outlines, files, known),
        *([lost] if (lost := broken(snapshot)).claims else []),
        *_unreadable(snapshot),
    ]


def documented(texts: Sequence[SpecText], pages: Sequence[Page]) -> tuple[dict[Subject, str], dict[str, str]]:
    """The titles of object pages by the answers that they describe, and the page of each operation."""
    outlines = [outlined(page) for page in pages]
    known = _known([_read_spec(text) for text in texts], outlines)
    homes = {operation: one.file for one in reversed(outlines) if (operation := page_operation(one, known))}
    titles: dict[Subject, str] = {}
    for page in pages:
        for claim in read_claims(page, known)[0].claims:
            if claim.aspect == "describes":
                titles.setdefault(claim.subject, str(claim.value))
    return titles, homes


def calls_of(snapshot: Snapshot, names: Names, cache: Cache | None = None) -> dict[str, tuple[str, str]]:
    """The client's call of each operation, and the path with the names of its parameters, as the specs write it."""
    paths = {key: path for spec in read_specs(snapshot, cache) for key, _, path in spec.operations}
    return {key: (call, paths[key]) for key, call in names.calls.items() if key in paths}


def resolver(snapshot: Snapshot, url: str = "", cache: Cache | None = None) -> Known:
    """What finds the operation of a request, in the paths of the specs and of the service at `url`."""
    specs = read_specs(snapshot, cache)
    readings = [reading for spec in specs for reading in spec.readings if reading.source == "spec"]
    return know(readings, [*_servers(specs), *filter(None, [url])])


def read_specs(snapshot: Snapshot, cache: Cache | None = None) -> list[SpecRead]:
    """What was read of every OpenAPI document of a snapshot."""
    return _read_specs(Texts(snapshot), cache)[1]


def _outlines(texts: Texts, cache: Cache | None) -> list[Outline]:
    def outline(file: str) -> Outline:
        def make() -> Outline:
            return outlined(texts.page(file))

        return remembered(cache, ("outline", file, texts.snapshot.pages[file]), make, astuple, partial(_outline, file))

    return [outline(file) for file in texts.pages]


def _read_specs(texts: Texts, cache: Cache | None) -> tuple[list[Outline], list[SpecRead]]:
    """The outlines of all pages, and what was read of every OpenAPI document."""
    files = texts.specs
    items = [(file, ("spec", file, texts.snapshot.specs[file])) for file in files]
    specs = each_remembered(cache, items, lambda file: _read_spec(texts.spec(file)), _spec_packed, _spec_unpacked)
    outlines = _outlines(
        texts, cache
    )  # while other processes read specs: a page that is taken apart is needed here again
    named = frozenset(files)
    blocks = (_block(texts.page(one.file)) for one in outlines if one.block is not None and one.block not in named)
    return outlines, [*specs(), *map(_read_spec, blocks)]


def _block(page: Page) -> SpecText:
    """The OpenAPI block of a page whose spec file is not there: the block is all there is of it."""
    assert page.block is not None
    is_json = page.block.text.lstrip().startswith("{")
    document = parse(page.block.text, is_json=is_json)
    return SpecText(page.file, page.block.text, document, is_json, page.block.line - 1)


def _read_spec(text: SpecText) -> SpecRead:
    data, problem = text.document.data, text.document.problem
    book = Notebook(text.file)
    if problem:
        line = text.document.line + text.offset if text.document.line else None
        book.say(Subject("", text.file), "unreadable", problem, line=line, quote=problem)
        book.skip(problem, line)
    for key in text.document.duplicates:
        book.say(Subject("", text.file), "duplicate-key", key)
    said = (book.reading("spec", Voice.DECLARES), *(() if problem else read_spec(data, text.file)))
    if not isinstance(data, dict):
        return SpecRead(text.file, text.offset, problem, None, (), said)
    declared = tuple((one.key, one.method, one.path) for one in read_operations(data))
    return SpecRead(text.file, text.offset, problem, server_of(data), declared, said)


def _servers(specs: Iterable[SpecRead]) -> Iterator[str]:
    return (spec.server for spec in specs if spec.server is not None)


def _known(specs: Sequence[SpecRead], outlines: Iterable[Outline]) -> Known:
    """What specs declare, and the operations that pages document in full."""
    known = know((reading for spec in specs for reading in spec.readings), _servers(specs))
    documented = {key for one in outlines if (key := page_operation(one, known))}
    return replace(known, operations=known.operations | documented)


def _read_pages(
    texts: Texts, outlines: Iterable[Outline], known: Known, files: Mapping[str, SpecRead], cache: Cache | None
) -> list[list[Reading]]:
    """Of each page what it declares, what its examples show, and what its block says where it differs from its spec."""
    mark = known.digest() if cache is not None else ""

    def make(one: Outline) -> list[Reading]:
        page = texts.page(one.file)
        return [*read_claims(page, known), *_differing(page, texts.spec(one.spec) if _has_spec(one) else None)]

    def _has_spec(one: Outline) -> bool:
        return one.block is not None and one.spec in files

    def parts(one: Outline) -> tuple[str, ...]:
        spec = texts.snapshot.specs[one.spec] if _has_spec(one) else ""
        return ("page", one.file, texts.snapshot.pages[one.file], mark, spec)

    return each_remembered(cache, [(one, parts(one)) for one in outlines], make, packed, unpacked)()


def _differing(page: Page, spec: SpecText | None) -> Iterator[Reading]:
    """What a page says in its OpenAPI block, where that is not what the spec file it names says."""
    block, data = page.block, spec.document.data if spec else None
    if block is None or not isinstance(data, dict):
        return
    if _words(block.text.replace("\n", " ")) == _words(_unescaped({key: data[key] for key in SHOWN if key in data})):
        return  # a block is made from its file: nearly all hold the same words, and need no parsing
    document = parse(block.text, is_json=block.text.lstrip().startswith("{"))
    if document.problem:
        book = Notebook(page.file)
        book.say(Subject("", page.file), "unreadable", document.problem, line=block.line, quote=document.problem)
        yield book.reading("docs", Voice.DECLARES)
    elif _operation_of(document.data, block.method, block.path) != _operation_of(data, block.method, block.path):
        yield replace(read_spec(document.data, page.file)[0], source="docs")


SHOWN = ("openapi", "info", "servers", "security", "paths", "components")  # what a page's block repeats of its file


# Whatever is no letter or digit of ASCII parts words: a translation and a split are many times faster than a pattern.
PARTED = bytes(c if c > 127 or chr(c).isalnum() or chr(c) == "_" else 32 for c in range(256))


def _words(text: str) -> Counter[bytes]:
    return Counter(text.encode("utf-8", "replace").translate(PARTED).split())


def _unescaped(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, default=str)
    for escaped in ("\\n", "\\r", "\\t", '\\"', "\\\\"):
        text = text.replace(escaped, " ")
    return text


def _operation_of(data: Any, method: str, path: str) -> Any:
    paths = data.get("paths") if isinstance(data, dict) else None
    item = paths.get(path) if isinstance(paths, dict) else None
    return item.get(method.lower()) if isinstance(item, dict) else None


def _whole(specs: Sequence[SpecRead]) -> Iterator[Reading]:
    """That the spec files, all of them readable, are all the operations there are."""
    files = [spec for spec in specs if not spec.offset]
    if files and not any(spec.problem for spec in files):
        declared = operations(reading for spec in specs for reading in spec.readings)
        claim = Claim(Subject("", ""), "complete", tuple(sorted(declared)), Evidence(files[0].file))
        yield Reading("spec", Voice.DECLARES, (claim,), document="(all specs)")


def _page_flaws(outlines: Iterable[Outline], files: Mapping[str, SpecRead], known: Known) -> Iterator[Reading]:
    """Pages that point at a spec file, or an operation in it, that is not there."""
    for one in outlines:
        if not one.operation or not one.spec or one.block is not None:
            continue
        book = Notebook(one.file)
        subject, (method, path) = Subject(page_operation(one, known) or ""), one.operation
        spec = files.get(one.spec)
        if spec is None:
            book.say(subject, "page-operation", one.spec, line=1, quote=f"{one.spec} is not there")
        elif not spec.problem and (method.lower(), path) not in {found[1:] for found in spec.operations}:
            book.say(subject, "page-operation", f"{method} {path}", line=1, quote=one.spec)
        yield book.reading("docs", Voice.DECLARES)


def _unreadable(snapshot: Snapshot) -> Iterator[Reading]:
    for file, reason in sorted(snapshot.unreadable.items()):
        claim = Claim(Subject("", file), "unreadable", reason, Evidence(file, None, reason))
        yield Reading("docs", Voice.DECLARES, (claim,), (Unread(file, None, reason),), file)


def _outline(file: str, values: Any) -> Outline:
    _, operation, asked, spec, block = values
    return Outline(file, operation and tuple(operation), asked and tuple(asked), spec, block)


def _spec_packed(spec: SpecRead) -> dict[str, Any]:
    return {
        "file": spec.file,
        "problem": spec.problem,
        "server": spec.server,
        "operations": spec.operations,
        "readings": packed(spec.readings),
    }


def _spec_unpacked(data: Any) -> SpecRead:
    declared = tuple((key, method, path) for key, method, path in data["operations"])
    return SpecRead(data["file"], 0, data["problem"], data["server"], declared, tuple(unpacked(data["readings"])))
