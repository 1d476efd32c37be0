"""Which operation, and which of its answers, a page, a section or an object's title speaks of. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import takewhile

from driftline.claims import Subject, host_of
from driftline.readers.known import Known, Notes, words
from driftline.readers.page import Code, Outline, Page, Section
from driftline.readers.snippets import snippets

MAKERS = frozenset({"", "create", "retrieve", "get", "list", "update", "generate", "new", "make", "register", "enroll"})
STATUS = re.compile(r"\b([1-5]\d\d)\b")


def outlined(page: Page) -> Outline:
    """What can be said of a page's operation without knowing the specs."""
    block = page.block.file if page.block else None
    return Outline(page.file, page.operation, None if page.operation else _asked(page), page.spec, block)


def _asked(page: Page) -> tuple[str, str] | None:
    """What the first snippet asks for, on a page that lists fields of requests."""
    if not any(field.where in ("header", "query", "path") or field.required for field in page.fields):
        return None
    try:
        first = next((one for code in page.codes for one in snippets(language_of(code), code.text)), None)
    except ValueError:
        return None
    return (first.method, first.url) if first else None


def language_of(code: Code) -> str:
    return re.split(r"[ {]", code.language)[0].lower()


def page_operation(page: Outline, known: Known) -> str | None:
    """The operation that a page documents, by its full name."""
    operation = page.operation or _shown_operation(page, known)
    if operation is None:
        return None
    method, path = operation
    found = known.resolve(method, path)
    if found:
        return found
    base = known.bases[0] if len(known.bases) == 1 and not path.startswith(known.bases[0]) else ""
    return f"{method} {re.sub(r'{[^{}]*}', '{}', base + path).rstrip('/')}"


def _shown_operation(page: Outline, known: Known) -> tuple[str, str] | None:
    """The operation of a page that names none: what it asks for, where that is of this API."""
    if page.asked is None:
        return None
    method, url = page.asked
    path = re.sub(r"^https?://[^/]+|\?.*$", "", url)
    return (method, path) if path and known.is_ours(f"{method} {path}", host_of(url)) else None


def nearest(bound: list[Subject], notes: Notes) -> list[Subject]:
    """Of the answers a page may describe, those whose spec stands nearest: below the same folder, then in a folder of
    the page's own name. Two pages may describe two objects of one name."""
    home = notes.page.file.split("/")[:-1]

    def nearness(subject: Subject) -> tuple[int, bool]:
        folders = [folder.split("/") for folder in notes.known.folders.get(subject.operation, ())]
        shared = [
            sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(home, f, strict=False))) for f in folders
        ]
        return max(shared, default=0), any(home[-1:] == folder[-1:] for folder in folders)

    nearest = max(map(nearness, bound), default=(0, False))
    return [subject for subject in bound if nearness(subject) == nearest]


def bind_object(title: str, names: set[str], known: Known) -> Iterator[Subject]:
    """The success responses that return the object called `title` and whose fields look like `names`.

    An operation counts when its summary (verbs aside) or the fixed steps of its path are the object's name.
    """
    for operation in known.called.get(words(title), ()):
        for place, fields in sorted(known.bodies.get(operation, {}).items()):
            verb = known.titles.get(operation, "").partition(" ")[0].lower()
            share = 0.3 if verb in MAKERS else 0.7  # cancelling a payment may answer with a transaction
            if fields and len(names & fields) >= share * min(len(names), len(fields)):
                yield Subject(operation, place)


LAST_LINE = 100_000  # of a page


def called_sections(page: Page, known: Known) -> Iterator[Section]:
    """The parts below headings that are called by what can be done, "Cancel" of `POST /orders/{}/cancel`, where the page
    names that operation and no other is called so."""
    starts = [line for line, _ in page.headings]
    text = (
        "\n".join([*(text for _, text in page.prose), *(code.text for code in page.codes)]) if known.acts.known else ""
    )
    for (line, heading), after in zip(page.headings, [*starts[1:], LAST_LINE], strict=False):
        word = re.fullmatch(
            r"([A-Z][a-z]{2,19})(?: (?:an?|the) [a-z]{3,24}| it)?", re.sub(r"[*`]", "", heading).strip()
        )
        for key in known.acts.called(word.group(1)) if word else ():
            last = key.rpartition("/{}/")[2]
            if re.search(rf"/[^/\s]+/{re.escape(last)}\b", text):
                method, _, path = key.partition(" ")
                yield Section(line, after - 1, method, path, is_loose=True)


def section_operation(notes: Notes, line: int) -> str | None:
    """The known operation of the section that a line stands in."""
    section = notes.owners.get(line)
    return notes.known.resolve(section.method, section.path) if section else None


def answer_of(notes: Notes, operation: str, heading: str, names: Collection[str] = ()) -> Subject:
    """The answer that a heading speaks of: by its status, else the operation's own success."""
    status = STATUS.search(heading)
    return Subject(operation, notes.known.answer(operation, status.group(1) if status else "", frozenset(names)))
