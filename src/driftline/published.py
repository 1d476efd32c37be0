"""What a vendor published, as values: index links, safe paths, provenance. Does no I/O."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

PROVENANCE = "provenance.json"
SUFFIXES = (".md", ".mdx", ".txt", ".json", ".yaml", ".yml")
LONGEST_NAME = 200  # bytes, of one name between slashes
LONGEST_PATH = 1_000  # bytes, of a whole relative path
LONGEST_URL = 2_000  # characters

_LINK = re.compile(r"\]\([ \t]*(?:<([^<>\n]*)>|((?:[^\s()]|\([^\s()]*\))+))")
_FENCE = re.compile(r"^[ \t]*`{4,}[\w-]*[ \t]+(\S+\.(?:json|ya?ml))[ \t]+[A-Z]+[ \t]+/", re.MULTILINE)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_SECRET = re.compile("key|token|secret|sig|auth|pass", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Absent:
    """Something named by a source that is not in the snapshot, and why."""

    url: str
    reason: str

    def to_json(self) -> dict[str, str]:
        """As it stands in provenance.json, cut to a bounded length."""
        return {"url": public(self.url[:LONGEST_URL]), "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Entry:
    """Where the bytes of one file came from, and the validators to ask again with."""

    origin: str
    sha256: str
    size: int
    fetched_at: str
    etag: str = ""
    last_modified: str = ""

    def to_json(self) -> dict[str, Any]:
        """As it stands in provenance.json; empty validators are left out."""
        validators = {"etag": self.etag, "last_modified": self.last_modified}
        return {
            "from": self.origin,
            "sha256": self.sha256,
            "bytes": self.size,
            **{name: value for name, value in validators.items() if value},
            "fetched_at": self.fetched_at,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Entry:
        """The entry written by `to_json`. Raises KeyError, TypeError or ValueError for anything else."""
        validators = (str(value.get("etag", "")), str(value.get("last_modified", "")))
        return cls(str(value["from"]), str(value["sha256"]), int(value["bytes"]), str(value["fetched_at"]), *validators)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where every file of a snapshot came from; `pulled_at` is ISO 8601 UTC."""

    sources: tuple[str, ...]
    pulled_at: str
    files: Mapping[str, Entry]
    missing: tuple[Absent, ...] = ()
    skipped: tuple[Absent, ...] = ()

    def to_text(self) -> str:
        """The text of provenance.json: the same value always gives the same bytes."""
        value = {
            "version": 1,
            "sources": list(self.sources),
            "pulled_at": self.pulled_at,
            "files": {path: self.files[path].to_json() for path in sorted(self.files)},
            "missing": [absent.to_json() for absent in self.missing],
            "skipped": [absent.to_json() for absent in self.skipped],
        }
        return json.dumps(value, indent=2) + "\n"

    @classmethod
    def from_text(cls, text: str) -> Provenance:
        """The value written by `to_text`; entries with unsafe paths are left out. Raises ValueError."""
        try:
            value = json.loads(text)
            if value["version"] != 1:
                raise ValueError(f"version {value['version']!r}")
            absent = [
                tuple(Absent(str(each["url"]), str(each["reason"])) for each in value[k])
                for k in ("missing", "skipped")
            ]
            files = {path: Entry.from_json(entry) for path, entry in value["files"].items() if not unsafe(path)}
            return cls(tuple(map(str, value["sources"])), str(value["pulled_at"]), files, absent[0], absent[1])
        except (KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
            raise ValueError(f"not in the form of version 1: {error!r}") from error

    def says(self) -> object:
        """All that matters when asking whether anything changed: no times and no validators."""
        files = {path: (entry.origin, entry.sha256) for path, entry in self.files.items()}
        return self.sources, files, [a.to_json() for a in self.missing], [a.to_json() for a in self.skipped]


def unsafe(path: str) -> str | None:
    """Why `path` (slash-separated, already percent-decoded) may not be a file of a snapshot; None when it may."""
    if "\\" in path or not path.isprintable():
        return "the path holds a backslash or a character that cannot be printed"
    if re.search(r'[:<>"|?*%]', path):
        return "the path holds a character that is not a file name's everywhere"
    if len(path.encode()) > LONGEST_PATH:
        return f"the path is longer than {LONGEST_PATH} bytes"
    if path.casefold() == PROVENANCE:
        return f"{PROVENANCE} is the snapshot's own"
    return next((reason for name in path.split("/") if (reason := _unsafe_name(name))), None)


def _unsafe_name(name: str) -> str | None:
    """Why one name between slashes is not safe."""
    if not name:
        return "the path is absolute or has an empty name"
    if name in {".", ".."}:
        return "the path may leave the snapshot"
    if name.startswith((".", " ")) or name.endswith((".", " ")):
        return "a name begins or ends with a dot or a space"
    if len(name.encode()) > LONGEST_NAME:
        return f"a name is longer than {LONGEST_NAME} bytes"
    if _RESERVED.fullmatch(name):
        return "a name is reserved on Windows"
    return None


@dataclass(slots=True)
class Taken:
    """The paths given out so far, so that no two can meet on any file system."""

    files: dict[str, str] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)

    def clash(self, path: str) -> str | None:
        """Why `path` cannot stand beside the paths taken; None after taking it. The same path again is no clash."""
        key = unicodedata.normalize("NFC", path).casefold()
        above = [key[: match.start()] for match in re.finditer("/", key)]
        if self.files.get(key, path) != path:
            return f"differs from {self.files[key]} only in case"
        if key in self.folders or any(folder in self.files for folder in above):
            return "the same name is both a file and a folder"
        self.files[key] = path
        self.folders.update(above)
        return None


@dataclass(frozen=True, slots=True)
class Site:
    """The origin that answers for an index, and the hosts whose links it answers for."""

    origin: str
    hosts: frozenset[str]

    @classmethod
    def of(cls, index_url: str, targets: Iterable[str]) -> Site:
        """The site of the index at `index_url`: its own host, and the host that most of its links name."""
        split = urlsplit(index_url)
        named = Counter(host for target in targets if (host := _host(target)))
        most, count = named.most_common(1)[0] if named else ("", 0)
        mirrored = {most} if count * 2 > named.total() else set()
        return cls(f"{split.scheme}://{split.netloc}", frozenset({split.netloc.lower(), *mirrored}))

    def place(self, base: str, target: str) -> tuple[str, str] | Absent:
        """The relative path that the link `target` on `base` gets and the URL to fetch it from, or why it gets none."""
        try:
            split = urlsplit(urljoin(base, target))
        except ValueError:
            return Absent(target, "not a URL")
        if reason := self._foreign(split, target):
            return Absent(target, reason)
        path = unquote(split.path[1:])
        name = path.rpartition("/")[2]
        path += "" if "." in name else ".md"
        if reason := unsafe(path) or unsafe_target(target):
            return Absent(target, reason)
        if not path.lower().endswith(SUFFIXES) or not name:
            return Absent(target, "neither a page nor a spec file by its name")
        query = f"?{quote(split.query, safe='=&%/:;,+~@!$()*')}" if split.query else ""
        return path, f"{self.origin}/{quote(path[: -3 if '.' not in name else None])}{query}"

    def _foreign(self, split: SplitResult, target: str) -> str | None:
        """Why a link is not this site's to answer."""
        if not target.isprintable() or len(target) > LONGEST_URL:
            return "not a URL"
        if split.scheme not in {"http", "https"}:
            return "not an http link"
        host = split.netloc.rpartition("@")[2].lower()
        return None if host in self.hosts else f"on another host: {host}"


def unsafe_target(target: str) -> str | None:
    """Why a link as written tries to leave the snapshot, before URL rules fold its dots away; None when it does not."""
    path = unquote(re.split(r"[?#]", target, maxsplit=1)[0])
    return "the path may leave the snapshot" if re.search(r"(?:^|[/\\])\.\.?(?:[/\\]|$)", path) else None


def index_links(text: str) -> Iterator[str]:
    """Where every Markdown link of an index points, in order, as written and without its fragment."""
    for match in _LINK.finditer(text):
        if target := (match[1] or match[2] or "").strip().partition("#")[0]:
            yield target


def spec_files(page: str) -> Iterator[str]:
    """The spec files that a page's four-backtick fences are headed with."""
    return (match[1] for match in _FENCE.finditer(page))


def public(url: str) -> str:
    """`url` with the user, the password and secret-looking query values struck out."""
    bare = re.sub(r"^([a-zA-Z][\w+.-]*:)?//[^/?#]*@", r"\1//", url)
    return re.sub(r"([?&][^=&#?]*=)[^&#]*", lambda part: part[1] + "***" if _SECRET.search(part[1]) else part[0], bare)


def is_html(content_type: str, body: bytes) -> bool:
    """Whether an answer is a web page for people, by its declared type or by its first bytes."""
    declared = content_type.partition(";")[0].strip().lower() in {"text/html", "application/xhtml+xml"}
    return declared or body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html"))


def _host(target: str) -> str:
    """The host an absolute http link names, with its port; empty for any other link."""
    try:
        split = urlsplit(target)
    except ValueError:
        return ""
    return split.netloc.rpartition("@")[2].lower() if split.scheme in {"http", "https"} else ""
