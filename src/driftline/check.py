"""The offline check: read a snapshot, compare what it says, and point at lines. Touches no file and no network."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from driftline.claims import Claim, Evidence, Notebook, Reading, Subject, Unread, Voice, operations
from driftline.compare import compare
from driftline.errors import SourceError
from driftline.findings import Finding
from driftline.naming import Names
from driftline.readers.document import Document, lines_of, parse
from driftline.readers.known import Known, know
from driftline.readers.page import Page
from driftline.readers.pages import page_operation, read_claims, read_page
from driftline.readers.spec import read_operations, read_spec, server_of
from driftline.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class SpecText:
    """One OpenAPI document in a snapshot: a file, or the block inside a page (`offset` lines further down)."""

    file: str
    text: str
    document: Document
    is_json: bool
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, and the readings it rests on."""

    findings: tuple[Finding, ...]
    readings: tuple[Reading, ...]


def read_pages(snapshot: Snapshot) -> list[Page]:
    """Every page of a snapshot, taken apart."""
    return [read_page(text, file) for file, text in sorted(snapshot.pages.items()) if file != "llms.txt"]


def spec_texts(snapshot: Snapshot, pages: Iterable[Page]) -> list[SpecText]:
    """Every OpenAPI document of a snapshot: files, and the blocks of pages whose file is not there."""
    found = []
    for file, text in sorted(snapshot.specs.items()):
        if looks_like_spec(file, text) or file in snapshot.named:
            is_json = file.lower().endswith(".json")
            found.append(SpecText(file, text, parse(text, is_json=is_json), is_json))
    return [*found, *_blocks(pages, {text.file for text in found})]


def looks_like_spec(file: str, text: str) -> bool:
    """Whether a JSON or YAML file is meant to be an OpenAPI document, readable or not."""
    head = text[:4000]
    return '"openapi"' in head or "openapi:" in head or "openapi/" in file


Bindings = Mapping[str, tuple[Subject, ...]]


def check(snapshot: Snapshot, extra: Sequence[Reading] = (), bindings: Bindings | None = None) -> Checked:
    """Compare everything a snapshot says: pages, specs and examples, and the readings in `extra`.

    `bindings` bind object pages to answers by hand, in the place of what is inferred.
    """
    return judge([*read_all(snapshot, bindings), *extra], snapshot)


def judge(readings: Sequence[Reading], snapshot: Snapshot) -> Checked:
    """Compare readings of a snapshot (and others); raises SourceError where they hold no claim at all."""
    if not any(reading.claims for reading in readings):
        files = ", ".join([*snapshot.specs, *snapshot.pages][:5])
        raise SourceError(f"nothing could be read in {files}", "Are these docs pages and OpenAPI 3 specs, as UTF-8?")
    return Checked(tuple(located(compare(readings), snapshot)), tuple(readings))


def bound(readings: Iterable[Reading]) -> dict[str, list[str]]:
    """Which answers each object page was bound to: page -> `OPERATION PLACE`."""
    found: dict[str, list[str]] = defaultdict(list)
    for reading in readings:
        for subject, aspect, _, evidence in reading.claims:
            if aspect == "describes" and evidence.file:
                found[evidence.file].append(f"{subject.operation} {subject.place}")
    return dict(found)


def documented(texts: Sequence[SpecText], pages: Sequence[Page]) -> tuple[dict[Subject, str], dict[str, str]]:
    """The titles of object pages by the answers that they describe, and the page of each operation."""
    specs = [reading for text in texts for reading in _read_text(text)]
    known = _known(specs, list(texts), pages)
    titles: dict[Subject, str] = {}
    homes: dict[str, str] = {}
    for page in pages:
        operation = page_operation(page, known)
        if operation:
            homes.setdefault(operation, page.file)
        for claim in read_claims(page, known)[0].claims:
            if claim.aspect == "describes":
                titles.setdefault(claim.subject, str(claim.value))
    return titles, homes


def calls_of(snapshot: Snapshot, names: Names) -> dict[str, tuple[str, str]]:
    """The client's call of each operation, and the path with the names of its parameters, as the specs write it."""
    paths = {
        operation.key: operation.path
        for text in spec_texts(snapshot, read_pages(snapshot))
        if isinstance(text.document.data, dict)
        for operation in read_operations(text.document.data)
    }
    return {key: (call, paths[key]) for key, call in names.calls.items() if key in paths}


def resolver(snapshot: Snapshot, readings: Sequence[Reading], url: str = "") -> Known:
    """What finds the operation of a request, in the paths of the specs and of the service at `url`."""
    texts = spec_texts(snapshot, read_pages(snapshot))
    return know([one for one in readings if one.source == "spec"], [*servers(texts), *filter(None, [url])])


def read_all(snapshot: Snapshot, bindings: Bindings | None = None, *, blocks: bool = True) -> list[Reading]:
    """One reading for each voice of each document of a snapshot.

    Without `blocks`, the OpenAPI blocks of pages that differ from the spec file they name say nothing.
    """
    pages = read_pages(snapshot)
    texts = spec_texts(snapshot, pages)
    specs = [reading for text in texts for reading in _read_text(text)]
    differing = list(_differing_blocks(pages, texts)) if blocks else []
    known = replace(_known(specs, texts, pages), bindings=bindings or {})
    docs = [reading for page in pages for reading in read_claims(page, known)]
    return [*specs, *differing, *_whole(texts, specs), *docs, *_page_flaws(pages, texts, known), *_unreadable(snapshot)]


def _blocks(pages: Iterable[Page], files: set[str]) -> Iterator[SpecText]:
    """The OpenAPI blocks of pages whose spec file is not there: the block is all there is of it."""
    for page in pages:
        if page.block and page.block.file not in files:
            is_json = page.block.text.lstrip().startswith("{")
            document = parse(page.block.text, is_json=is_json)
            yield SpecText(page.file, page.block.text, document, is_json, page.block.line - 1)


def _differing_blocks(pages: Iterable[Page], texts: Iterable[SpecText]) -> Iterator[Reading]:
    """What the docs say in OpenAPI blocks that are not what the spec file they name says."""
    files = {text.file: text.document.data for text in texts if not text.offset}
    for page in pages:
        block, data = page.block, files.get(page.spec)
        if block is None or not isinstance(data, dict):
            continue
        if _words(block.text.replace("\\n", " ")) == _words(
            _unescaped({key: data[key] for key in SHOWN if key in data})
        ):
            continue  # a block is made from its file: nearly all hold the same words, and need no parsing
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


def _read_text(text: SpecText) -> Iterator[Reading]:
    book = Notebook(text.file)
    if text.document.problem:
        line = text.document.line + text.offset if text.document.line else None
        book.say(Subject("", text.file), "unreadable", text.document.problem, line=line, quote=text.document.problem)
        book.skip(text.document.problem, line)
    for key in text.document.duplicates:
        book.say(Subject("", text.file), "duplicate-key", key)
    yield book.reading("spec", Voice.DECLARES)
    if not text.document.problem:
        yield from read_spec(text.document.data, text.file)


def servers(texts: Iterable[SpecText]) -> Iterator[str]:
    """The servers that specs name."""
    for text in texts:
        if isinstance(text.document.data, dict):
            yield server_of(text.document.data)


def _known(specs: list[Reading], texts: list[SpecText], pages: Iterable[Page]) -> Known:
    """What specs declare, and the operations that pages document in full."""
    known = know(specs, servers(texts))
    documented = {key for page in pages if (key := page_operation(page, known))}
    return replace(known, operations=known.operations | documented)


def _whole(texts: list[SpecText], specs: list[Reading]) -> Iterator[Reading]:
    """That the spec files, all of them readable, are all the operations there are."""
    files = [text for text in texts if not text.offset]
    if files and not any(text.document.problem for text in files):
        claim = Claim(Subject("", ""), "complete", tuple(sorted(operations(specs))), Evidence(files[0].file))
        yield Reading("spec", Voice.DECLARES, (claim,), document="(all specs)")


def _page_flaws(pages: Iterable[Page], texts: list[SpecText], known: Known) -> Iterator[Reading]:
    """Pages that point at a spec file, or an operation in it, that is not there."""
    documents = {text.file: text for text in texts if not text.offset}
    for page in pages:
        if not page.operation or not page.spec or page.block:
            continue
        book = Notebook(page.file)
        subject = Subject(page_operation(page, known) or "")
        text = documents.get(page.spec)
        if text is None:
            book.say(subject, "page-operation", page.spec, line=1, quote=f"{page.spec} is not there")
        elif not text.document.problem and not _has_operation(text, *page.operation):
            book.say(subject, "page-operation", f"{page.operation[0]} {page.operation[1]}", line=1, quote=page.spec)
        yield book.reading("docs", Voice.DECLARES)


def _has_operation(text: SpecText, method: str, path: str) -> bool:
    data = text.document.data
    found = read_operations(data) if isinstance(data, dict) else ()
    return any(operation.method == method.lower() and operation.path == path for operation in found)


def _unreadable(snapshot: Snapshot) -> Iterator[Reading]:
    for file, reason in sorted(snapshot.unreadable.items()):
        claim = Claim(Subject("", file), "unreadable", reason, Evidence(file, None, reason))
        yield Reading("docs", Voice.DECLARES, (claim,), (Unread(file, None, reason),), file)


def located(findings: Iterable[Finding], snapshot: Snapshot) -> list[Finding]:
    """The findings with a line and a quote for every pointer."""
    findings = list(findings)
    wanted: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        for said in finding.said:
            if said.evidence.file and said.evidence.pointer and said.evidence.line is None:
                wanted[said.evidence.file].update(_upward(said.evidence.pointer))
    tables = {file: _lines(snapshot, file, pointers) for file, pointers in wanted.items()}
    return [replace(f, said=tuple(replace(s, evidence=_located(s.evidence, tables)) for s in f.said)) for f in findings]


def located_in_both(findings: Iterable[Finding], old: Snapshot, new: Snapshot) -> list[Finding]:
    """The findings of two releases with lines: what `old` said in the old snapshot, what `new` said in the new one."""
    findings = list(findings)
    before, after = located(findings, old), located(findings, new)
    return [
        replace(f, said=tuple((a if a.source == "old" else b) for a, b in zip(one.said, other.said, strict=True)))
        for f, one, other in zip(findings, before, after, strict=True)
    ]


def _upward(pointer: str) -> list[str]:
    """A pointer and the three above it: words that were merged from above stand higher up."""
    pointer = pointer.partition("#")[0]
    found = [pointer]
    for _ in range(3):
        pointer = pointer.rpartition("/")[0]
        found.append(pointer)
    return [one for one in found if one]


def _lines(snapshot: Snapshot, file: str, pointers: set[str]) -> dict[str, tuple[int, str]]:
    """Line and text of each pointer; for a page, inside its OpenAPI block."""
    text, offset = snapshot.text(file), 0
    if file in snapshot.pages:
        block = read_page(text, file).block
        text, offset = (block.text, block.line - 1) if block else ("", 0)
    is_json = text.lstrip().startswith("{")
    rows = text.split("\n")
    found = lines_of(text, pointers, is_json=is_json)
    return {pointer: (line + offset, _quoted(rows, line)) for pointer, line in found.items()}


def _quoted(rows: list[str], line: int) -> str:
    """The text of a line, and of the next one where a bracket stands alone in it."""
    text = rows[line - 1].strip()
    return (f"{text} {rows[line].strip()}" if text in ("{", "[") and line < len(rows) else text)[:200]


def _located(evidence: Evidence, tables: dict[str, dict[str, tuple[int, str]]]) -> Evidence:
    if evidence.line is not None or not evidence.file or not evidence.pointer:
        return evidence
    table = tables.get(evidence.file, {})
    found = next((table[pointer] for pointer in _upward(evidence.pointer) if pointer in table), None)
    if found is None:
        return evidence
    return evidence._replace(line=found[0], quote=evidence.quote or found[1])
