"""Read a folder of docs (a snapshot, a docs repository, saved pages) into memory. Reads files, writes none."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from driftline.errors import SourceError

PAGES = (".md", ".mdx", ".txt")
SPECS = (".json", ".yaml", ".yml")
SKIPPED = frozenset({"node_modules", ".git", ".venv", "__pycache__"})
SITES = frozenset({"docs.json", "mint.json"})  # how a documentation tool builds the site: its redirects
NOT_SPECS = frozenset({*SITES, "package.json", "package-lock.json", "provenance.json", "tsconfig.json"})
MAX_FILE = 20_000_000  # bytes
MAX_FILES = 20_000


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Texts by path relative to the folder: pages and spec candidates, and what could not be read, with the reason."""

    pages: Mapping[str, str] = field(default_factory=dict)
    specs: Mapping[str, str] = field(default_factory=dict)
    unreadable: Mapping[str, str] = field(default_factory=dict)
    sites: Mapping[str, str] = field(default_factory=dict)  # the settings of the documentation tool
    named: frozenset[str] = frozenset()  # files named one by one: a spec among them is meant to be one

    def text(self, file: str) -> str:
        """The text of a file, wherever it is; empty for one that is not there."""
        return self.specs.get(file) or self.pages.get(file) or ""

    def digest(self) -> str:
        """One text for everything in it (SHA-256): the same files give the same."""
        whole = hashlib.sha256()
        for files in (self.pages, self.specs):
            for name, text in sorted(files.items()):
                whole.update(f"{name}\0{len(text)}\0".encode("utf-8", "replace"))
                whole.update(text.encode("utf-8", "replace"))
        return whole.hexdigest()


def read_snapshot(paths: Sequence[Path]) -> Snapshot:
    """Read folders and single files.

    Symbolic links that leave their folder, hidden folders and files over 20 MB are left out (the last is said).
    Raises SourceError where a path does not exist or holds nothing to read.
    """
    pages: dict[str, str] = {}
    specs: dict[str, str] = {}
    unreadable: dict[str, str] = {}
    sites: dict[str, str] = {}
    named: set[str] = set()
    for path in paths:
        if not str(path) or (str(path) == "." and not any(_files(path))):
            raise SourceError("no path was given", "Name a folder of docs, a spec, or a saved page.")
        if path.is_file():
            named.add(path.name)
        if not path.exists():
            raise SourceError(f"{path} does not exist", "Name a folder of docs, a spec, or a saved page.")
        for name, file in _files(path):
            try:
                text = _read(file)
            except (OSError, ValueError) as error:
                unreadable[name] = str(error)
                continue
            of_site = name.rpartition("/")[2] in SITES
            (sites if of_site else specs if name.lower().endswith(SPECS) else pages)[name] = text
    if not pages and not specs and not unreadable:
        where = ", ".join(map(str, paths))
        raise SourceError(f"{where}: no .md, .mdx, .txt, .json or .yaml file", "Is it the folder that `pull` wrote?")
    return Snapshot(pages, specs, unreadable, sites, frozenset(named))


def read_revision(repo: Path, revision: str) -> Snapshot:
    """Read one revision of a git repository, without touching its checkout.

    Raises SourceError where git does not know the revision.
    """
    command = ["git", "-C", str(repo), "archive", "--format=tar", "--end-of-options", revision]
    run = subprocess.run(command, capture_output=True, check=False)
    if run.returncode:
        reason = run.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SourceError(f"{repo}: {reason[-1] if reason else 'git failed'}", f"Is {revision} a revision there?")
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(run.stdout)) as archive:
        archive.extractall(folder, filter="data")
        return read_snapshot([Path(folder)])


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    if path.is_file():
        yield path.name, path
        return
    root = path.resolve()
    count = 0
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in SKIPPED)
        for name in sorted(names):
            file = Path(folder) / name
            wanted = (
                name.lower().endswith(PAGES + SPECS)
                and (name not in NOT_SPECS or name in SITES)
                and name != "llms-full.txt"
            )
            if wanted and file.resolve().is_relative_to(root) and file.is_file():
                count += 1
                if count > MAX_FILES:
                    raise SourceError(f"{path}: more than {MAX_FILES:,} files", "Name a smaller folder.")
                yield file.relative_to(path).as_posix(), file


def _read(file: Path) -> str:
    if file.stat().st_size > MAX_FILE:
        raise ValueError(f"larger than {MAX_FILE:,} bytes")
    return file.read_bytes().decode("utf-8", errors="replace")
