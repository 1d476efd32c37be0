"""A folder of texts under the digest of what they rest on: what was worked out once, here or elsewhere, is looked up.

Nothing is lost with the folder, and two processes or machines may share one: an entry is written whole, never changed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from driftline import __version__
from driftline.forks import begun

KEPT = 30.0  # days after its last use until an entry is removed
DAY = 86_400.0  # seconds
A = TypeVar("A")
T = TypeVar("T")


class Cache(Protocol):
    """What keeps texts under keys; a dict does."""

    def get(self, key: str, /) -> str | None: ...
    def __setitem__(self, key: str, text: str, /) -> None: ...


def remembered(
    cache: Cache | None,
    parts: Sequence[str],
    make: Callable[[], T],
    pack: Callable[[T], Any],
    unpack: Callable[[Any], T],
) -> T:
    """What `make` gives, which depends on `parts` alone: looked up where it was made before, else made and kept.

    `pack` gives it as JSON values, `unpack` takes them.
    """
    return each_remembered(cache, [(None, parts)], lambda _: make(), pack, unpack)()[0]


def each_remembered(
    cache: Cache | None,
    items: Sequence[tuple[A, Sequence[str]]],
    make: Callable[[A], T],
    pack: Callable[[T], Any],
    unpack: Callable[[Any], T],
) -> Callable[[], list[T]]:
    """Begin `remembered` for values, each with the parts that what `make` gives of it depends on; the result gives all.

    What has to be made is shared with other processes (`forks.begun`).
    """
    keys = [digest(*parts) if cache is not None else "" for _, parts in items]
    kept = [cache.get(key) if cache is not None else None for key in keys]
    missing = [number for number, text in enumerate(kept) if text is None]

    def written(value: A) -> tuple[T, str]:
        """What is made of a value, and as text: the process that makes it writes it, too."""
        one = make(value)
        return one, json.dumps(pack(one), separators=(",", ":")) if cache is not None else ""

    rest = begun(written, [items[n][0] for n in missing], sum(len(max(items[n][1], key=len)) for n in missing))

    def all_of_them() -> list[T]:
        made = dict(zip(missing, rest(), strict=True))
        for number, (_, text) in made.items():
            if cache is not None:
                cache[keys[number]] = text
        return [made[n][0] if text is None else unpack(json.loads(text)) for n, text in enumerate(kept)]

    return all_of_them


def digest(*parts: str) -> str:
    """64 hex digits (SHA-256) for texts in their order."""
    whole = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        whole.update(len(raw).to_bytes(8, "big") + raw)
    return whole.hexdigest()


class CacheFolder:
    """Texts as files in a folder, apart for every version of this package.

    Each begins with its own digest: one that was damaged counts as none. A folder that cannot be written serves those
    who read it, and `problem` says what was wrong.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problem = ""
        self._is_pruned = False

    def get(self, key: str) -> str | None:
        """The text under a key; None where there is none that can be read."""
        try:
            with self._path(key).open("rb") as file:
                if time.time() - os.fstat(file.fileno()).st_mtime > DAY:
                    os.utime(file.fileno())  # it is in use: see `_prune`
                mark, _, raw = file.read().partition(b"\n")
        except OSError:
            return None
        return raw.decode("utf-8") if mark == _mark(raw) else None

    def __setitem__(self, key: str, text: str) -> None:
        """Keep a text, whole or not at all; where that fails, go on without."""
        if self.problem:
            return
        path = self._path(key)
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._is_pruned:
                self._prune()
                self._is_pruned = True
            raw = text.encode("utf-8")
            temporary.write_bytes(_mark(raw) + b"\n" + raw)
            temporary.replace(path)
        except OSError as error:
            self.problem = f"{self.folder} keeps nothing: {error.strerror or error}"
            with contextlib.suppress(OSError):
                temporary.unlink()

    def _path(self, key: str) -> Path:
        name = digest(code(), key)
        return self.folder / name[:2] / name[2:]

    def _prune(self) -> None:
        """Remove what nobody has used for a month, at most once a day."""
        marker = self.folder / "pruned"
        now = time.time()
        if marker.exists() and now - marker.stat().st_mtime < DAY:
            return
        marker.touch()
        for entry in self.folder.glob("[0-9a-f][0-9a-f]/*"):
            with contextlib.suppress(OSError):  # somebody else may be at it too
                if now - entry.stat().st_mtime > KEPT * DAY:
                    entry.unlink()


def _mark(raw: bytes) -> bytes:
    return hashlib.sha256(raw).hexdigest().encode()


@cache
def code() -> str:
    """A digest of this package: what another version of it read or judged is another thing."""
    files = sorted(Path(__file__).parent.rglob("*.py"))
    return digest(__version__, *(file.read_bytes().hex() for file in files))
