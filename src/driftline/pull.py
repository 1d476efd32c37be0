"""Copy what a vendor published into a snapshot folder, byte for byte, with provenance. Prints nothing.

The snapshot is its own HTTP cache: the validators in its provenance.json are sent with the next pull.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx
from httpx_retries import Retry, RetryTransport

from driftline.errors import DriftError, SourceError
from driftline.exchange import unpacked
from driftline.folders import draft_beside, locked, recovered, swap, sync
from driftline.published import (
    PROVENANCE,
    SUFFIXES,
    Absent,
    Entry,
    Provenance,
    Site,
    Taken,
    index_links,
    is_html,
    public,
    spec_files,
    unsafe,
)

Progress = Callable[[int, int, str], None]
_UNTOUCHED = "the last snapshot is untouched"
_KINDS = {".md": "Markdown", ".mdx": "Markdown", ".json": "JSON", ".yaml": "YAML", ".yml": "YAML"}
_KEPT_HEADERS = ("content-type", "etag", "last-modified", "location", "retry-after")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one pull may take: counts, bytes after decompression, and seconds."""

    files: int = 5_000
    file_bytes: int = 20_000_000
    total_bytes: int = 500_000_000
    request_seconds: float = 30
    total_seconds: float = 600
    concurrency: int = 8
    retries: int = 3
    backoff: float = 0.5


@dataclass(frozen=True, slots=True)
class Pulled:
    """What one pull did; `bytes_transferred` counts the files in `transferred`, after decompression."""

    files: int
    transferred: int
    unchanged: int
    removed: int
    missing: tuple[str, ...]
    bytes_transferred: int
    repaired: bool = False


def pull(
    sources: Sequence[str],
    into: Path,
    *,
    transport: httpx.BaseTransport | httpx.AsyncBaseTransport | None = None,
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> Pulled:
    """Make the folder `into` a snapshot of `sources`, all or nothing.

    A source is the URL of a docs host, its llms.txt or one page; a folder; or a file. `transport` answers for every
    URL (the network by default); `progress` is told (done, total, name). When nothing changed, nothing is written.
    Raises SourceError when a source cannot be had whole, and DriftError when `into` may not be written or two sources
    disagree; either way the last snapshot stays as it was.
    """
    if not sources:
        raise DriftError("no source was named", "Name a docs URL, a folder or a file to pull from.")
    for source in sources:
        _refuse_broken_url(source)
    into = into.resolve()
    limits = limits or Limits()
    with _writing(into), locked(into, "pull"):
        repaired = recovered(into)
        draft = _Draft(into, _last(into), limits, progress or (lambda *_: None), repaired)
        try:
            asyncio.run(_copy_all(sources, draft, transport))
            return draft.finish(tuple(public(source) for source in sources))
        finally:
            shutil.rmtree(draft.folder, ignore_errors=True)


def _refuse_broken_url(source: str) -> None:
    if "://" in source:
        try:
            _ = urlsplit(source).port
        except ValueError as error:
            raise DriftError(f"{public(source)} is no URL: {error}", "Write it as https://docs.example.com") from None


@contextmanager
def _writing(into: Path) -> Iterator[None]:
    """Say clearly that the disk refused."""
    try:
        if not into.name or (into.exists() and not into.is_dir()):
            raise DriftError(f"{into} is not a folder", "Name a folder for the snapshot; it need not exist yet.")
        into.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        where = error.filename or into
        hint = f"Make room or give permission, then pull again; {_UNTOUCHED}."
        raise SourceError(
            f"{where}: {error.strerror or error}; reading and writing were expected to work", hint
        ) from error


# --- the snapshot on disk -------------------------------------------------------------------------------------------


def _last(into: Path) -> Provenance | None:
    """The provenance of the last snapshot; None when there is none."""
    if not into.exists() or not any(into.iterdir()):
        return None
    try:
        last = Provenance.from_text((into / PROVENANCE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        hint = "Name an empty or new folder, or one that an earlier pull made."
        raise DriftError(f"{into} holds files but no {PROVENANCE}: it is not a snapshot", hint) from None
    except ValueError as error:
        hint = "Restore the file, or move the folder away and pull anew."
        raise DriftError(f"{into / PROVENANCE} cannot be read: {error}", hint) from error
    _refuse_strangers(into, last)
    return last


def _refuse_strangers(into: Path, last: Provenance) -> None:
    """Refuse a snapshot that somebody keeps files of their own in: the next swap would lose them."""
    known = {*last.files, PROVENANCE}
    present = (path for path in into.rglob("*") if path.name != ".DS_Store" and (path.is_symlink() or path.is_file()))
    if strangers := sorted(name for path in present if (name := path.relative_to(into).as_posix()) not in known):
        message = f"{into} holds {len(strangers)} file(s) that no pull put there, such as {strangers[0]}"
        raise DriftError(message, "Move them out of the snapshot: a pull replaces the folder as a whole.")


class _Draft:
    """The next snapshot while it is being made, in a folder beside the last one."""

    def __init__(self, into: Path, last: Provenance | None, limits: Limits, progress: Progress, repaired: bool) -> None:
        self.into, self.last, self.limits, self.progress, self.repaired = into, last, limits, progress, repaired
        self.folder = draft_beside(into)
        self.now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.entries: dict[str, Entry] = {}
        self.missing: set[Absent] = set()
        self.skipped: set[Absent] = set()
        self.transferred: set[str] = set()
        self.taken = Taken()
        self.done = self.total = self.bytes = 0

    def claim(self, path: str, url: str) -> bool:
        """Whether `path` may be part of the snapshot; when not, the reason is kept."""
        if reason := unsafe(path) or self.taken.clash(path):
            self.skipped.add(Absent(url, reason))
        elif len(self.taken.files) > self.limits.files:
            raise _excess(url, f"more than {self.limits.files} files", "fewer")
        return reason is None

    def kept(self, path: str, origin: str) -> tuple[Entry, bytes] | None:
        """The last snapshot's file at `path` if it came from `origin` and still has the bytes recorded then."""
        entry = self.last.files.get(path) if self.last else None
        if not entry or entry.origin != public(origin):
            return None
        body = self._old_bytes(path)
        return (entry, body) if body is not None and sha256(body).hexdigest() == entry.sha256 else None

    def _old_bytes(self, path: str) -> bytes | None:
        old = self.into / path
        regular = old.is_file() and old.resolve() == old and old.stat().st_size <= self.limits.file_bytes
        return old.read_bytes() if regular else None

    def keep(self, path: str, origin: str, body: bytes, etag: str = "", last_modified: str = "") -> None:
        """Take one file in, writing it if it is new. Raises DriftError when two origins give a path other bytes."""
        digest = sha256(body).hexdigest()
        if before := self.entries.get(path):
            if before.sha256 != digest:
                message = f"{before.origin} and {public(origin)} both give {path}, with different bytes"
                raise DriftError(message, "Pull them into two snapshots, or leave one of them out.")
            return
        self.bytes += len(body)
        if self.bytes > self.limits.total_bytes:
            raise _excess(public(origin), f"more than {self.limits.total_bytes:,} bytes so far", "fewer in one pull")
        last = self.last.files.get(path) if self.last else None
        if last and last.sha256 == digest and self._old_bytes(path) == body:
            fetched_at = last.fetched_at
        else:
            self._place(path).write_bytes(body)
            fetched_at = self.now
            self.transferred.add(path)
        self.entries[path] = Entry(public(origin), digest, len(body), fetched_at, etag, last_modified)

    def _place(self, path: str) -> Path:
        """Where a file of the draft goes, with the folders above it made."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def tell(self, name: str) -> None:
        """Report one more file as done."""
        self.done += 1
        self.progress(self.done, self.total, name)

    def finish(self, sources: tuple[str, ...]) -> Pulled:
        """Swap the draft in if it says anything new, and count."""
        absent = tuple(sorted(self.missing)), tuple(sorted(self.skipped))
        now = Provenance(sources, self.now, self.entries, *absent)
        if self.transferred or not self.last or self.last.says() != now.says():
            self._swap_in(now)
        return Pulled(
            files=len(self.entries),
            transferred=len(self.transferred),
            unchanged=len(self.entries) - len(self.transferred),
            removed=len(set(self.last.files if self.last else ()) - set(self.entries)),
            missing=tuple(absent.to_json()["url"] for absent in sorted(self.missing)),
            bytes_transferred=sum(self.entries[path].size for path in self.transferred),
            repaired=self.repaired,
        )

    def _swap_in(self, now: Provenance) -> None:
        """Complete the draft with what did not change, and put it in the place of the last snapshot."""
        for path in sorted(self.entries.keys() - self.transferred):
            shutil.copy2(self.into / path, self._place(path))
        (self.folder / PROVENANCE).write_text(now.to_text(), encoding="utf-8", newline="\n")
        for made in [*self.folder.rglob("*"), self.folder]:
            sync(made)
        swap(self.folder, self.into)


def _excess(where: object, seen: str, expected: str) -> SourceError:
    return SourceError(
        f"{where}: {seen}, {expected} expected", f"Name a smaller source or raise the limit; {_UNTOUCHED}."
    )


# --- folders and files ----------------------------------------------------------------------------------------------


async def _copy_all(
    sources: Sequence[str], draft: _Draft, transport: httpx.BaseTransport | httpx.AsyncBaseTransport | None
) -> None:
    """Copy every source into the draft, within the total time."""
    try:
        async with asyncio.timeout(draft.limits.total_seconds):
            for source in sources:
                if "://" in source:
                    await _copy_url(source, draft, transport)
                else:
                    _copy_path(Path(source), draft)
    except TimeoutError as error:
        seen = f"not done after {draft.limits.total_seconds:g} s"
        raise SourceError(seen, f"Try again when the source answers faster; {_UNTOUCHED}.") from error


def _copy_path(source: Path, draft: _Draft) -> None:
    """Copy a file, or all pages and specs of a folder."""
    if source.is_dir():
        return _copy_folder(source, draft)
    if not source.is_file():
        raise SourceError(f"{source}: no such file or folder", "Name a docs URL (https://...), a folder or a file.")
    if reason := unsafe(source.name):
        raise DriftError(f"{source} cannot be saved under its name: {reason}", "Rename it and pull again.")
    draft.total += 1
    if draft.claim(source.name, str(source)):
        _copy_file(source, source.name, draft)
    return None


def _copy_folder(source: Path, draft: _Draft) -> None:
    """Copy the pages and specs of a folder under their relative paths, in order of their names."""
    if source.resolve().is_relative_to(draft.into):
        raise DriftError(f"{source} is inside the snapshot {draft.into}", "Pull into a folder outside the source.")
    paths = [path for path in _walk(source, draft) if draft.claim(path, f"{source.as_posix()}/{path}")]
    if not paths:
        raise SourceError(f"{source}: no file ends in {', '.join(SUFFIXES)}", "Name the folder that holds the docs.")
    draft.total += len(paths)
    for path in paths:
        _copy_file(source / path, path, draft)
    if "llms.txt" in paths and "docs.json" not in paths:
        _note_unlisted((source / "llms.txt").read_bytes(), set(paths), draft)


def _walk(source: Path, draft: _Draft) -> Iterator[str]:
    """The relative paths of the pages and specs in a folder; hidden folders and links that lead out are left out."""
    for folder, below, names in os.walk(source, onerror=_raise):
        here = Path(folder)
        seen = (name for name in below if not name.startswith(".") and name != "node_modules")
        below[:] = sorted(name for name in seen if (here / name).resolve() != draft.into)
        for name in sorted(names):
            file = here / name
            if not name.lower().endswith(SUFFIXES):
                continue
            if not file.is_file() or (file.is_symlink() and not _inside(file, source)):
                draft.skipped.add(Absent(file.as_posix(), "not a regular file, or a link that leads out of the docs"))
            else:
                yield file.relative_to(source).as_posix()


def _raise(error: OSError) -> None:
    """A folder that cannot be listed is never passed over."""
    raise error


def _inside(link: Path, source: Path) -> bool:
    """Whether a link leads to a file of the folder that is not hidden."""
    to, root = link.resolve(), source.resolve()
    return to.is_relative_to(root) and not any(name.startswith(".") for name in to.relative_to(root).parts)


def _copy_file(source: Path, path: str, draft: _Draft) -> None:
    with source.open("rb") as file:
        body = file.read(draft.limits.file_bytes + 1)
    if len(body) > draft.limits.file_bytes:
        raise _excess(source, f"more than {draft.limits.file_bytes:,} bytes", "fewer")
    draft.keep(path, source.as_posix(), body)
    draft.tell(path)


def _note_unlisted(index: bytes, present: set[str], draft: _Draft) -> None:
    """Note what a folder's own index lists and the folder does not hold."""
    links = list(islice(index_links(index.decode("utf-8", "replace")), draft.limits.files))
    site = Site.of("http://localhost/llms.txt", links)
    for link in links:
        place = site.place("http://localhost/llms.txt", link)
        if isinstance(place, Absent):
            draft.skipped.add(place)
        elif place[0] not in present:
            draft.missing.add(Absent(link, "listed in llms.txt, not in the folder"))


# --- docs hosts -----------------------------------------------------------------------------------------------------


async def _copy_url(
    source: str, draft: _Draft, transport: httpx.BaseTransport | httpx.AsyncBaseTransport | None
) -> None:
    """Copy a docs host by its index, or one page."""
    try:
        url = httpx.URL(source)
        if url.scheme not in {"http", "https"} or not url.host:
            raise httpx.InvalidURL("neither http nor https, or no host")  # noqa: TRY301
    except httpx.InvalidURL as error:
        raise DriftError(f"{public(source)} is not a URL to pull from: {error}", "Name https://<docs host>.") from error
    auth = httpx.BasicAuth(url.username, url.password) if url.userinfo else None
    url = url.copy_with(username=None, password=None, fragment=None)
    async with _client(url, auth, transport, draft.limits) as client:
        await _Host(client, draft).copy(url)


def _client(
    url: httpx.URL,
    auth: httpx.BasicAuth | None,
    transport: httpx.BaseTransport | httpx.AsyncBaseTransport | None,
    limits: Limits,
) -> httpx.AsyncClient:
    """A client that retries what may pass, and never follows a redirect by itself."""
    if transport is None:
        proxy = (
            None
            if proxy_bypass(url.host) or url.host in {"127.0.0.1", "::1", "localhost"}
            else getproxies().get(url.scheme)
        )
        transport = httpx.AsyncHTTPTransport(proxy=proxy)
    retry = Retry(
        total=limits.retries,
        status_forcelist=[429, *range(500, 600)],
        backoff_factor=limits.backoff,
        max_backoff_wait=limits.request_seconds,
    )
    retrying = RetryTransport(transport=_Attempt(transport, limits), retry=retry)
    headers = {"User-Agent": "driftline", "Accept-Encoding": "gzip"}
    return httpx.AsyncClient(
        transport=retrying, auth=auth, headers=headers, timeout=limits.request_seconds, trust_env=False
    )


@dataclass(slots=True)
class _Attempt(httpx.AsyncBaseTransport):
    """One attempt at one request: a whole body, decompressed within bounds, or an error."""

    inner: httpx.BaseTransport | httpx.AsyncBaseTransport
    limits: Limits

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer with the complete body. Raises ReadTimeout when the time is up, SourceError when it is too large."""
        try:
            async with asyncio.timeout(self.limits.request_seconds):
                response = await self._send(request)
                raw = await self._body(response, str(request.url))
        except TimeoutError as error:
            seen = f"no complete answer within {self.limits.request_seconds:g} s"
            raise httpx.ReadTimeout(seen, request=request) from error
        headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
        encoding = response.headers.get("content-encoding", "").strip().lower()
        body = (
            _inflated(raw, encoding, self.limits.file_bytes, str(request.url)) if response.status_code == 200 else b""
        )
        return httpx.Response(response.status_code, headers=headers, content=body)

    async def _send(self, request: httpx.Request) -> httpx.Response:
        if isinstance(self.inner, httpx.AsyncBaseTransport):
            return await self.inner.handle_async_request(request)
        return await asyncio.to_thread(self.inner.handle_request, request)

    async def _body(self, response: httpx.Response, url: str) -> bytes:
        body = bytearray()
        try:
            async for chunk in _chunks(response):
                body += chunk
                if len(body) > self.limits.file_bytes:
                    raise _excess(public(url), f"more than {self.limits.file_bytes:,} bytes", "fewer")
        finally:
            await response.aclose() if isinstance(response.stream, httpx.AsyncByteStream) else response.close()
        return bytes(body)

    async def aclose(self) -> None:
        """Close the transport below."""
        await self.inner.aclose() if isinstance(self.inner, httpx.AsyncBaseTransport) else self.inner.close()


async def _chunks(response: httpx.Response) -> AsyncIterator[bytes]:
    """The raw body of an answer of either kind of transport."""
    if isinstance(response.stream, httpx.AsyncByteStream):
        async for chunk in response.stream:
            yield chunk
    elif isinstance(response.stream, httpx.SyncByteStream):
        for chunk in response.stream:
            yield chunk


def _inflated(raw: bytes, encoding: str, limit: int, url: str) -> bytes:
    """The body without its gzip encoding, never unpacking more than `limit` bytes."""
    try:
        return unpacked(raw, encoding, limit)
    except ValueError as error:
        hint = f"Try again; if it stays so the docs host is broken, or raise the limit; {_UNTOUCHED}."
        raise SourceError(f"{public(url)}: {error}", hint) from None


@dataclass(slots=True)
class _Host:
    """One docs host while it is being copied."""

    client: httpx.AsyncClient
    draft: _Draft
    specs: set[str] = field(default_factory=set)
    seen: dict[str, str] = field(default_factory=dict)

    async def copy(self, url: httpx.URL) -> None:
        """Copy all that the index at or below `url` lists, or the one page that `url` is."""
        name = unquote(url.path).rpartition("/")[2].lower()
        if name != "llms.txt" and name.endswith(SUFFIXES):
            return await self._copy_page(url)
        index = url if name == "llms.txt" else url.copy_with(path=url.path.rstrip("/") + "/llms.txt", query=None)
        found = await self._fetch_named(str(index), _path(index))
        if not isinstance(found, Absent):
            return await self._copy_listed(str(index), found.decode("utf-8", "replace"))
        seen = f"{public(found.url)}: {found.reason}"
        if name == "llms.txt":
            raise _not_docs(seen)
        return await self._copy_page(url, f" (and {seen})")

    async def _copy_page(self, url: httpx.URL, tried: str = "") -> None:
        """Copy one page that no index leads to."""
        place = Site.of(str(url), ()).place(str(url), str(url))
        found = place if isinstance(place, Absent) else await self._fetch_named(place[1], place[0])
        if isinstance(found, Absent):
            raise _not_docs(f"{public(str(url))}: {found.reason}{tried}")

    async def _copy_listed(self, url: str, index: str) -> None:
        """Copy all that an index lists, and the spec files its pages name."""
        limit = self.draft.limits.files
        links = list(islice(index_links(index), limit + 1))
        if len(links) > limit:
            raise _excess(public(url), f"more than {limit} links", "fewer")
        site = Site.of(url, links)
        if not (wanted := self._plan(site, url, links)):
            raise _not_docs(f"{public(url)}: {len(links)} links, none of them to a page of this host")
        await self._fetch_all(wanted)
        await self._fetch_all(self._plan(site, f"{site.origin}/", sorted(self.specs)))
        if not any(path in self.draft.entries for path in wanted):
            raise _not_docs(f"{public(url)}: none of the {len(wanted)} listed pages could be had")

    def _plan(self, site: Site, base: str, links: Iterable[str]) -> dict[str, str]:
        """Which path to fetch from which URL; what cannot be fetched is noted in the draft."""
        wanted: dict[str, str] = {}
        for link in dict.fromkeys(links):
            place = site.place(base, link)
            if isinstance(place, Absent):
                self.draft.skipped.add(place)
            elif place[0] in self.seen:
                if self.seen[place[0]] != place[1]:
                    self.draft.skipped.add(Absent(link, f"{public(self.seen[place[0]])} already gives {place[0]}"))
            elif self.draft.claim(place[0], link):
                wanted[place[0]] = self.seen[place[0]] = place[1]
        return wanted

    async def _fetch_all(self, wanted: dict[str, str]) -> None:
        """Fetch several files at a time; the first failure stops the rest."""
        self.draft.total += len(wanted)
        gate = asyncio.Semaphore(self.draft.limits.concurrency)

        async def one(path: str, url: str) -> None:
            async with gate:
                found = await self._fetch(url, path)
            if isinstance(found, Absent):
                self.draft.missing.add(found)
            self.draft.tell(path)

        try:
            async with asyncio.TaskGroup() as group:
                for path, url in wanted.items():
                    group.create_task(one(path, url))
        except BaseExceptionGroup as failures:
            raise failures.exceptions[0] from None

    async def _fetch_named(self, url: str, path: str) -> bytes | Absent:
        """The bytes of the one file the user named."""
        if not self.draft.claim(path, url):
            raise DriftError(
                f"{public(url)} cannot stand beside the other sources", "Pull it into a folder of its own."
            )
        self.seen[path] = url
        self.draft.total += 1
        found = await self._fetch(url, path)
        self.draft.tell(path)
        return found

    async def _fetch(self, url: str, path: str) -> bytes | Absent:
        """The bytes of one file, kept in the draft, or why there is none. Raises SourceError for any other answer."""
        kept = self.draft.kept(path, url)
        response = await self._get(url, _conditions(kept[0]) if kept else {})
        if response.status_code in {404, 410}:
            return Absent(url, f"answered {response.status_code}")
        if kept and response.status_code == 304:
            return self._keep(url, path, kept[1], kept[0].etag, kept[0].last_modified)
        if response.status_code != 200:
            hint = f"Try again when the docs host is well, or ask its owner for access; {_UNTOUCHED}."
            raise SourceError(f"{public(url)}: answered {response.status_code}, 200 expected", hint)
        if is_html(response.headers.get("content-type", ""), response.content):
            return Absent(url, f"HTML where {_KINDS.get(Path(path).suffix, 'text')} was expected")
        etag, last_modified = (response.headers.get(name, "") for name in ("etag", "last-modified"))
        return self._keep(url, path, response.content, etag, last_modified)

    def _keep(self, url: str, path: str, body: bytes, etag: str, last_modified: str) -> bytes:
        """Keep one file in the draft, and remember the spec files it names."""
        self.draft.keep(path, url, body, etag, last_modified)
        if path.endswith((".md", ".mdx")):
            self.specs.update(spec_files(body.decode("utf-8", "replace")))
        return body

    async def _get(self, url: str, headers: dict[str, str]) -> httpx.Response:
        """The answer to a GET after at most five redirects, all on the same origin."""
        try:
            at = httpx.URL(url)
            for _ in range(6):
                response = await self.client.get(at, headers=headers)
                if not response.has_redirect_location:
                    return response
                at = _redirected(at, response.headers["location"])
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            seen = f"{public(url)}: {type(error).__name__}: {public(str(error))[:200]}"
            hint = f"Check the URL and the network, then pull again; {_UNTOUCHED}."
            raise SourceError(f"{seen}; an answer was expected", hint) from error
        raise SourceError(f"{public(url)}: more than five redirects, a page expected", f"Check the URL; {_UNTOUCHED}.")


def _not_docs(seen: str) -> SourceError:
    hint = f"Check the URL, or name the llms.txt itself; {_UNTOUCHED}."
    return SourceError(f"{seen}; a page or an llms.txt index of pages was expected", hint)


def _path(url: httpx.URL) -> str:
    """The relative path a URL named by the user is saved under."""
    path = unquote(url.raw_path.decode("ascii").partition("?")[0][1:])
    if reason := unsafe(path):
        raise DriftError(f"{public(str(url))} cannot be saved: {reason}", "Name a URL with a plain path.")
    return path


def _conditions(entry: Entry) -> dict[str, str]:
    """The request headers that ask for the file only if it changed."""
    asked = {"If-None-Match": entry.etag, "If-Modified-Since": entry.last_modified}
    return {name: value for name, value in asked.items() if value}


def _redirected(at: httpx.URL, location: str) -> httpx.URL:
    """Where a redirect leads, if it stays on the host it came from."""
    to = at.join(location)
    upgraded = at.scheme == "http" and to.scheme == "https" and at.port is None and to.port is None
    if to.host == at.host and ((to.scheme, to.port) == (at.scheme, at.port) or upgraded):
        return to
    hint = f"If that is where the docs live now, pull from there; {_UNTOUCHED}."
    raise SourceError(f"{public(str(at))}: redirects to {public(str(to))}, the same host expected", hint)
