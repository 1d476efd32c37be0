"""Links of a site's pages, specs and settings to its other pages: which of them lead nowhere. Pure."""

from __future__ import annotations

import json
import posixpath
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from driftline.claims import Claim, Notebook, Reading, Subject, Voice
from driftline.snapshot import Snapshot

PATH = r"((?:\.{0,2}/)?[A-Za-z0-9_][A-Za-z0-9_./-]{0,300})?"
LINKS = (  # apart, since each begins with a text of its own: that is searched for fast
    re.compile(r"\]\(\s{0,9}<?" + PATH + r"(?:#([^)\s>]{0,200}))?>?\s{0,9}(?:\"[^\"\n]{0,200}\")?\)"),
    re.compile(r"href=\\?[\"']" + PATH + r"(?:#([^\"'\\]{0,200}))?\\?[\"']"),
)
WHOLE = re.compile(r"\]\(https?://([\w.-]{1,200})" + PATH[:-1] + r"(?:[?#][^)\s]{0,200})?\)")
# Pages of a documentation tool that this site has left, where its settings are those of another.
FOREIGN = re.compile(r"\]\((?:docs?|refs?|pages?|recipes?|changelog|blog):([\w-]{1,200})(?:#[^)\s]{0,200})?\)")
FENCE = re.compile(r"^ {0,12}(```+|~~~+)", re.MULTILINE)
ENDING = re.compile(r"\.(?:mdx?|html?)$")
ASSET = re.compile(r"\.[A-Za-z0-9]{1,5}$")  # a picture or a file: not among what is read
INDEX = "llms.txt"  # the list of all pages (https://llmstxt.org)
LEAST, MOSTLY = 3, 0.75  # links below a folder that lead somewhere, and their share, before others are called wrong
SPEC = re.compile(r"^openapi: {0,9}[\"']?/?(\S{1,300}\.(?:json|ya?ml))\b", re.MULTILINE)
TITLES = re.compile(
    r"^ {0,3}#{1,6}[ \t]+(.+)$|^(.+)\n {0,3}(?:===|---)|<h[1-6][^>\n]{0,200}>(.{1,300}?)</h"
    r"|\b(?:id|title|label|name|body|query|path|header)=[\"']([^\"'\n]{1,200})[\"']",
    re.MULTILINE,
)
NAMED = re.compile(r"\{#([\w-]{1,200})\}")  # the anchor that a heading gives itself
ELSEWHERE = re.compile(  # a page some of whose headings stand elsewhere: in a spec, in a snippet
    r"^(?:openapi|api):|^import [^\n]{1,200}\.mdx?[\"']|<Snippet\b", re.MULTILINE
)


class Link(NamedTuple):
    """One link: the file and line where it stands, the pages that it may lead to (`docs/cards`; none where it is of the
    page itself), the heading there, how it is written, its words, and its path as it stands there."""

    file: str
    line: int
    targets: tuple[str, ...]
    anchor: str
    quote: str
    words: str = ""
    path: str = ""


def broken(snapshot: Snapshot) -> Reading:
    """The links that lead to no page of a snapshot, or to no heading of it, each as a flaw of the document that it is in.

    Only below folders that the snapshot holds: where three links in four lead to a page that is there.
    """
    site = Site(snapshot)
    links = [*site.links(), *_navigation(snapshot)]
    book = Notebook("links")
    book.claims += [*_lost(site, [*links, *site.whole_links()]), *_anchors(site, links), *_crossed(site, links)]
    book.claims += [*_foreign(snapshot), *_redirected(snapshot), *_repeated(snapshot)]
    return book.reading("docs", Voice.DECLARES)


def _flaw(file: str, line: int, value: str, quote: str) -> Iterator[Claim]:
    book = Notebook(file)
    book.say(Subject("", f"link/{value.lstrip('/')}"), "link-unknown", value, line=line, quote=quote)
    yield from book.claims


def _lost(site: Site, links: Iterable[Link]) -> Iterator[Claim]:
    """The links to pages that are not there, and those that lead nowhere at all."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    leading = [(link, any(map(site.has, link.targets))) for link in links if link.targets]
    for link, is_there in leading:
        for folder in _folders(link):
            counts[folder][is_there] += 1
    usual = {one for one, (lost, kept) in counts.items() if kept >= LEAST and kept >= MOSTLY * (kept + lost)}
    for link, is_there in leading:
        is_sure = bool(usual.intersection(_folders(link))) or _is_beside(link) or _lacks_slash(site, link)
        if not is_there and is_sure:
            yield from _flaw(link.file, link.line, f"/{link.targets[0]}", link.quote)
    for link in links:
        if not link.targets and not link.anchor and link.quote.endswith(")"):
            yield from _flaw(link.file, link.line, "", link.quote)


def _folders(link: Link) -> frozenset[str]:
    """The folders by which a link is judged: the outermost one of what it leads to, and the one that holds it; the list of
    all pages by itself."""
    target = link.targets[0]
    return frozenset((INDEX,) if link.file == INDEX else (target.partition("/")[0], posixpath.dirname(target)))


def _is_beside(link: Link) -> bool:
    """Whether a link leads to a page of the folder that it stands in, below the outermost one: what was moved there, moved
    with it."""
    folder = posixpath.dirname(link.targets[0])
    return "/" in folder and folder == posixpath.dirname(link.file)


def _lacks_slash(site: Site, link: Link) -> bool:
    """Whether a path that leads nowhere from its own page leads to a page from the root of the site."""
    path = _address(link.path)
    return bool(path) and link.path[0] not in "./" and "/" in path and site.has_page(path)


def _crossed(site: Site, links: Iterable[Link]) -> Iterator[Claim]:
    """The links whose words name another page, or heading, than they lead to, where a link beside them leads there rightly."""
    by_file: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        if link.targets and link.words:
            by_file[link.file].append(link)
    for beside in by_file.values():
        rightly = {_end(link) for link in beside if _plain(link.words) == _end(link)}
        for link in beside:
            wanted = _plain(link.words)
            is_name = bool(link.anchor) or " " in link.words.strip()  # one word alone is a part of its sentence
            if is_name and _end(link) in rightly and wanted not in rightly and site.is_named(wanted, link):
                place = f"/{link.targets[0]}{'#' * bool(link.anchor)}{link.anchor}"
                yield from _flaw(link.file, link.line, place, f"{link.words} -> {place}")
            elif not link.anchor and _is_of_another(site, link):
                yield from _flaw(link.file, link.line, f"/{link.targets[0]}", f"{link.words} -> /{link.targets[0]}")


CALLED = re.compile(r"(.{3,80}?) (?:endpoint|API|operation|API reference|endpoint reference)", re.IGNORECASE)


def _is_of_another(site: Site, link: Link) -> bool:
    """Whether a link is called the endpoint of one page, and leads to another that has nothing of its name."""
    called = CALLED.fullmatch(link.words.strip(" *`"))
    name, end = _plain(called.group(1)) if called else "", _end(link)
    apart = " " in (called.group(1) if called else "") and name not in end and end not in name
    return apart and site.is_named(name, link)


def _end(link: Link) -> str:
    """What a link leads to, as its words would name it: the heading, else the last step of the page."""
    return _plain(link.anchor or posixpath.basename(link.targets[0]))


def _anchors(site: Site, links: Iterable[Link]) -> Iterator[Claim]:
    """The links to headings that their page does not have, where most such links lead to one."""
    wanted = [(link, titles) for link in links if link.anchor and (titles := site.titles(link)) is not None]
    missing = [link for link, titles in wanted if _plain(link.anchor) not in titles]
    if len(wanted) - len(missing) >= max(LEAST, MOSTLY * len(wanted)):
        for link in missing:
            page = link.targets[0] if link.targets else _address(link.file)
            yield from _flaw(link.file, link.line, f"/{page}#{link.anchor}", link.quote)


def _foreign(snapshot: Snapshot) -> Iterator[Claim]:
    for files in (snapshot.pages, snapshot.specs) if snapshot.sites else ():
        for file, text in files.items():
            for match in FOREIGN.finditer(text) if ":" in text else ():
                yield from _flaw(file, text.count("\n", 0, match.start()) + 1, match.group()[2:-1], match.group())


def _repeated(snapshot: Snapshot) -> Iterator[Claim]:
    """The pages that have the title of another page in their folder, whose name it is and theirs not."""
    titled: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for file, text in snapshot.pages.items():
        match = TITLE.search(text[:4000])
        if match:
            title = next(filter(None, match.groups()))
            titled[(posixpath.dirname(file), _plain(title))].append((file, text.count("\n", 0, match.start()) + 1))
    for (_, title), pages in titled.items():
        called = [file for file, _ in pages if _plain(posixpath.basename(_address(file))) == title]
        for file, line in pages if called else ():
            if file not in called:
                book = Notebook(file)
                book.say(Subject("", f"title/{_address(file)}"), "title-repeated", title, line=line, quote=called[0])
                yield from book.claims


TITLE = re.compile(r"^title: {0,9}[\"']?([^\"'\n]{1,200})|^# (.{1,200})$", re.MULTILINE)


def _navigation(snapshot: Snapshot) -> Iterator[Link]:
    """The entries of a site's navigation, as links."""
    for file, text in snapshot.sites.items():
        for entry in _entries(_parsed(text).get("navigation")):
            if not ASSET.search(ENDING.sub("", entry)) and (target := _address(entry.strip("/"))):
                yield Link(file, _line(text, entry), (target,), "", entry)


def _redirected(snapshot: Snapshot) -> Iterator[Claim]:
    """Redirects of one address to two places."""
    for file, text in snapshot.sites.items():
        ways: dict[str, str] = {}
        for source, destination in _redirects(_parsed(text)):
            if ways.setdefault(source, destination) != destination:
                quote = f"{source}: {ways[source]} and {destination}"
                yield from _flaw(file, _line(text, source), f"/{source.strip('/')}", quote)


def _line(text: str, entry: str) -> int:
    return text.count("\n", 0, max(0, text.find(json.dumps(entry)))) + 1


def _parsed(text: str) -> Mapping[str, Any]:
    try:
        settings = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return settings if isinstance(settings, Mapping) else {}


def _entries(value: Any) -> Iterator[str]:
    """The pages of a navigation, however deep: texts in lists called `pages`; `GET /path` is made from a spec."""
    waiting = [("", value)]
    while waiting:
        name, one = waiting.pop()
        if isinstance(one, Mapping):
            waiting += [(str(key), inner) for key, inner in one.items() if key != "openapi"]
        elif isinstance(one, list):
            waiting += [(name, inner) for inner in one]
        elif isinstance(one, str) and name == "pages" and not re.search(r"[\s:]", one):
            yield one


def _redirects(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Source and destination of each redirect."""
    listed = settings.get("redirects")
    for one in listed if isinstance(listed, list) else ():
        source = one.get("source") if isinstance(one, Mapping) else None
        if isinstance(source, str):
            yield source, str(one.get("destination"))


def _links(file: str, text: str, folders: Iterable[str], *, is_spec: bool) -> Iterator[Link]:
    """Every link of a document to a place of the same site; code is left out. `folders` are those of the pages that show it."""
    found = sorted(
        (match.start(), match.group(1) or "", match.group(2) or "", match.group())
        for one in LINKS for match in one.finditer(text)
    )  # fmt: skip
    fenced = list(_fenced(text)) if found and not is_spec else []
    line, at = 1, 0
    for start, path, anchor, quote in found:
        line, at = line + text.count("\n", at, start), start
        is_code = (
            bisect_right(fenced, start) % 2 == 1 or text.count("`", text.rfind("\n", 0, start) + 1, start) % 2 == 1
        )
        targets = tuple(filter(None, (_target(folder, path) for folder in folders))) if path else ()
        is_ours = bool(targets) or (not path and not is_spec)
        if is_ours and not is_code and not ASSET.search(ENDING.sub("", path)):
            yield Link(file, line, targets, anchor, quote[:200], _words(text, start, quote), path)


TITLED = re.compile(r"\btitle=[\"']([^\"'\n]{1,100})[\"'][^<>]{0,400}$")


def _words(text: str, start: int, quote: str) -> str:
    """The words of a link: those in brackets before it, or the title of the card that it is an attribute of."""
    before = text[max(0, start - 500) : start]
    if quote.startswith("]"):
        return before.rpartition("[")[2]
    found = TITLED.search(before[before.rfind("<") :])
    return found.group(1) if found else ""


def _fenced(text: str) -> Iterator[int]:
    """Where blocks of code begin and end, in turn."""
    mark = ""
    for match in FENCE.finditer(text):
        if not mark or match.group(1).startswith(mark):
            mark = "" if mark else match.group(1)
            yield match.start()


def _target(folder: str, path: str) -> str:
    """The page that a path means: from the root of the site, or from the folder of the page that it stands on."""
    whole = path if path.startswith("/") else posixpath.join("/", folder, path)
    return _address(posixpath.normpath(whole).lstrip("/"))


def _address(file: str) -> str:
    """Under which path a page is found: without its ending, and `index` is its folder."""
    return re.sub(r"(?:^|/)(?:index|README)$", "", ENDING.sub("", file)).strip("/")


def _plain(title: str) -> str:
    """A heading, or the anchor made of it: its letters and digits alone, for tools spell the rest as they like."""
    return "".join(c for c in re.sub(r"%[0-9A-Fa-f]{2}|<[^<>]{0,200}>", "", title).casefold() if c.isalnum())


class Site:
    """What there is: pages and their folders, paths that lead elsewhere, and the headings of pages."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._titles: dict[str, frozenset[str] | None] = {}

    def has(self, target: str) -> bool:
        """Whether something is found under a path: a page, a folder (most tools lead to its first page), a redirect."""
        return (
            target in self._pages or target in self._folders or target in self._moved or target.startswith(self._below)
        )

    def links(self) -> Iterator[Link]:
        """Every link of every document."""
        for file, text in self.snapshot.pages.items():
            yield from _links(file, text, [posixpath.dirname(file)], is_spec=False)
        for file, text in self.snapshot.specs.items():
            yield from _links(file, text, self._shown.get(file, ["/"]), is_spec=True)

    def whole_links(self) -> Iterator[Link]:
        """The links that name the host of the site: the one to which most entries of its list of pages lead."""
        hosts = Counter(match.group(1) for match in WHOLE.finditer(self.snapshot.pages.get(INDEX, "")))
        ours = next((host for host, _ in hosts.most_common(1)), None)
        for file, text in self.snapshot.pages.items() if ours else ():
            for match in WHOLE.finditer(text) if f"://{ours}/" in text else ():
                target = _address((match.group(2) or "").strip("/"))
                if match.group(1) == ours and target and not ASSET.search(target):
                    yield Link(file, text.count("\n", 0, match.start()) + 1, (target,), "", match.group()[:200])

    def has_page(self, target: str) -> bool:
        """Whether there is a page of this very path."""
        return target in self._pages

    def is_named(self, plain: str, link: Link) -> bool:
        """Whether words are those of a page in some folder, or of a heading on the page that a link leads to."""
        return plain in ((self.titles(link) or ()) if link.anchor else self._ends)

    @cached_property
    def _ends(self) -> frozenset[str]:
        return frozenset(_plain(posixpath.basename(page)) for page in self._pages)

    def titles(self, link: Link) -> frozenset[str] | None:
        """The headings of the page that a link leads to; None where there is no such page, or where some stand elsewhere."""
        pages = [one for one in link.targets if one in self._pages] if link.targets else [_address(link.file)]
        return self._titles_of(pages[0]) if pages and pages[0] in self._pages else None

    def _titles_of(self, page: str) -> frozenset[str] | None:
        if page not in self._titles:
            text = self.snapshot.pages[self._pages[page]]
            found = [next(filter(None, match.groups()), "") for match in TITLES.finditer(text)]
            plain = {_plain(one) for title in found for one in (NAMED.sub("", title), *NAMED.findall(title))}
            plain |= {f"{one}{number}" for one in plain for number in range(1, 10)}  # a heading that stands there again
            self._titles[page] = None if ELSEWHERE.search(text) else frozenset(plain)
        return self._titles[page]

    @cached_property
    def _pages(self) -> Mapping[str, str]:
        return {_address(file): file for file in self.snapshot.pages}

    @cached_property
    def _folders(self) -> frozenset[str]:
        return frozenset(posixpath.dirname(page) for page in self._pages)

    @cached_property
    def _shown(self) -> Mapping[str, list[str]]:
        """The folders of the pages that show a spec."""
        found: dict[str, list[str]] = {}
        for file, text in self.snapshot.pages.items():
            match = SPEC.search(text[:2000])
            if match:
                found.setdefault(match.group(1), []).append(posixpath.dirname(file))
        return found

    @cached_property
    def _sources(self) -> list[str]:
        every = [source for text in self.snapshot.sites.values() for source, _ in _redirects(_parsed(text))]
        return [source.strip("/") for source in every]

    @cached_property
    def _moved(self) -> frozenset[str]:
        return frozenset(self._sources)

    @cached_property
    def _below(self) -> tuple[str, ...]:
        open_ended = {re.split(r"[:*]", one)[0] for one in self._sources if re.search(r"[:*]", one)}
        return tuple(sorted(open_ended - {""}))
