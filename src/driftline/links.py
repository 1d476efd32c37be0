"""Links of a site's pages and specs to other pages of the site: which of them lead nowhere. Pure."""

from __future__ import annotations

import json
import posixpath
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from driftline.claims import Notebook, Reading, Subject, Voice
from driftline.snapshot import Snapshot

PATH = r"((?:\.{0,2}/)?[A-Za-z0-9_][A-Za-z0-9_./-]{0,300})"
LINKS = (  # apart, since each begins with a text of its own: that is searched for fast
    re.compile(r"\]\(\s{0,9}<?" + PATH + r"(?:#[^)\s]{0,200})?>?\s{0,9}(?:\"[^\"\n]{0,200}\")?\)"),
    re.compile(r"href=\\?[\"']" + PATH + r"(?:#[^\"'\\]{0,200})?\\?[\"']"),
)
FENCE = re.compile(r"^ {0,12}(```+|~~~+)", re.MULTILINE)
ENDING = re.compile(r"\.(?:mdx?|html?)$")
ASSET = re.compile(r"\.[A-Za-z0-9]{1,5}$")  # a picture or a file: not among what is read
LEAST, MOSTLY = 3, 0.75  # links below a folder that lead somewhere, and their share, before others are called wrong


class Link(NamedTuple):
    """One link: the file and line where it stands, the page that it leads to (`docs/cards`), and its words."""

    file: str
    line: int
    target: str
    quote: str


def broken(snapshot: Snapshot) -> Reading:
    """The links that lead to no page of a snapshot, each as a flaw of the document that it stands in.

    Only below folders that the snapshot holds: where three links in four lead to a page that is there.
    """
    site = _site(snapshot)
    links = [link for files in (snapshot.pages, snapshot.specs) for file, text in files.items()
             for link in _links(file, text, is_spec=files is snapshot.specs)]  # fmt: skip
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for link in links:
        counts[link.target.partition("/")[0]][site.has(link.target)] += 1
    book = Notebook("links")
    for link in links:
        lost, kept = counts[link.target.partition("/")[0]]
        if kept >= LEAST and kept >= MOSTLY * (kept + lost) and not site.has(link.target):
            flaws = Notebook(link.file)
            flaws.say(
                Subject("", f"link/{link.target}"), "link-unknown", f"/{link.target}", line=link.line, quote=link.quote
            )
            book.claims += flaws.claims
    return book.reading("docs", Voice.DECLARES)


def _links(file: str, text: str, *, is_spec: bool) -> Iterator[Link]:
    """Every link of a document to another place of the same site; code is left out."""
    found = sorted((match.start(), match.group(1), match.group()) for one in LINKS for match in one.finditer(text))
    fenced = list(_fenced(text)) if found and not is_spec else []
    line, at = 1, 0
    for start, path, quote in found:
        line, at = line + text.count("\n", at, start), start
        is_code = bisect_right(fenced, start) % 2 == 1
        is_local = path.startswith("/") or not is_spec  # a spec is shown on some page, wherever that is
        if is_local and not is_code and not ASSET.search(ENDING.sub("", path)) and (target := _target(file, path)):
            yield Link(file, line, target, quote[:200])


def _fenced(text: str) -> Iterator[int]:
    """Where blocks of code begin and end, in turn."""
    mark = ""
    for match in FENCE.finditer(text):
        if not mark or match.group(1).startswith(mark):
            mark = "" if mark else match.group(1)
            yield match.start()


def _target(file: str, path: str) -> str:
    """The page that a path means: from the root of the site, or from the folder of the file that it stands in."""
    whole = path if path.startswith("/") else posixpath.join("/", posixpath.dirname(file), path)
    return _address(posixpath.normpath(whole).lstrip("/"))


def _address(file: str) -> str:
    """Under which path a page is found: without its ending, and `index` is its folder."""
    return re.sub(r"(?:^|/)(?:index|README)$", "", ENDING.sub("", file)).strip("/")


class Site(NamedTuple):
    """What there is: pages and their folders, paths that lead elsewhere, and what such paths begin with."""

    pages: frozenset[str]
    moved: frozenset[str]
    below: tuple[str, ...]

    def has(self, target: str) -> bool:
        """Whether something is found under a path."""
        return target in self.pages or target in self.moved or target.startswith(self.below)


def _site(snapshot: Snapshot) -> Site:
    """The pages of a snapshot, their folders (most tools lead to the first page of one), and the redirects."""
    pages = {_address(file) for file in snapshot.pages}
    folders = {posixpath.dirname(page) for page in pages}
    sources: list[str] = []
    for text in snapshot.sites.values():
        try:
            known = json.loads(text)
        except (ValueError, RecursionError):
            continue
        listed = known.get("redirects") if isinstance(known, Mapping) else None
        named = [one.get("source") for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
        sources += [one.strip("/") for one in named if isinstance(one, str)]
    open_ended = {re.split(r"[:*]", one)[0] for one in sources if re.search(r"[:*]", one)} - {""}
    return Site(frozenset(pages | folders), frozenset(sources), tuple(sorted(open_ended)))
