"""Make the made parts of the docs site: the YAML in each operation page and the index; changes nothing else.

Run as `python -m emulator.build_site [--check]`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import yaml

from emulator.documents import SITE, read_site

HOST = "https://docs.emulator.test"
TITLE = "Emulator API Documentation"
FENCE = re.compile(r"^````yaml (?P<file>\S+) (?P<operation>[A-Z]+ \S+)\n(?P<yaml>.*?)^````$", re.M | re.S)


def build(files: Mapping[str, str]) -> dict[str, str]:
    """The site as it should be: every file by path."""
    pages = {path: _fill_fence(text, files) for path, text in files.items() if path.endswith(".md")}
    return {**files, **pages, "llms.txt": _index(pages, [path for path in files if path.endswith(".json")])}


def differences(folder: Path = SITE) -> list[str]:
    """The files of the site that are not as they should be."""
    files = read_site(folder)
    return sorted(path for path, text in build(files).items() if files.get(path) != text)


def write(folder: Path = SITE) -> list[str]:
    """Rewrite what is not as it should be; the paths that changed."""
    changed = differences(folder)
    built = build(read_site(folder))
    for path in changed:
        (folder / path).write_text(built[path], encoding="utf-8")
    return changed


def _fill_fence(page: str, files: Mapping[str, str]) -> str:
    def filled(match: re.Match[str]) -> str:
        return f"````yaml {match['file']} {match['operation']}\n{_as_yaml(files[match['file']])}````"

    return FENCE.sub(filled, page)


def _as_yaml(document: str) -> str:
    return yaml.safe_dump(json.loads(document), sort_keys=False, width=80, allow_unicode=True)


def _index(pages: Mapping[str, str], specs: list[str]) -> str:
    docs = [f"- [{_title(text)}]({HOST}/{path})" for path, text in sorted(pages.items())]
    files = [f"- [{Path(path).stem}]({HOST}/{path})" for path in sorted(specs)]
    return "\n".join([f"# {TITLE}", "", "## Docs", "", *docs, "", "## OpenAPI Specs", "", *files, ""])


def _title(page: str) -> str:
    match = re.search(r"^# (.+)$", page, re.M)
    if match is None:
        raise ValueError("a page needs a title: a line that starts with '# '")
    return match[1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, fail where something would change")
    if not parser.parse_args().check:
        write()
        return 0
    changed = differences()
    if changed:
        print(
            f"not as their specs make them: {', '.join(changed)}\n  Run `python -m emulator.build_site`.",
            file=sys.stderr,
        )
    return 1 if changed else 0


if __name__ == "__main__":
    raise SystemExit(main())
