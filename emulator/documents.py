"""The docs site of the pretend vendor, as text by path; reads files under `site/` and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

SITE = Path(__file__).with_name("site")


def read_site(folder: Path = SITE) -> Mapping[str, str]:
    """Every file of the site: its path below `folder`, and its text."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".json", ".md", ".txt"})
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


PAGES = read_site()
