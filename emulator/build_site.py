"""Make the made parts of the docs site: specs, operation pages, object pages, the table of codes and the index.

They come from the short forms in `emulator/api`; guides are written by hand and stay as they are.
Run as `python -m emulator.build_site [--check]`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from emulator.authoring import Source, codes_of, files_of
from emulator.documents import SITE, read_site

API = SITE.with_name("api")

HOST = "https://docs.emulator.test"
TITLE = "Emulator API Documentation"
FENCE = re.compile(r"^````yaml (?P<file>\S+) (?P<operation>[A-Z]+ \S+)\n(?P<yaml>.*?)^````$", re.M | re.S)


def read_sources(folder: Path = API) -> list[Source]:
    """The short forms of every folder of the site, with the parts that all share."""
    told = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))}
    common = told["common"]
    return [Source(name, one, common["parts"]) for name, one in told.items()]


def build(files: Mapping[str, str], sources: Sequence[Source]) -> dict[str, str]:
    """The site as it should be: every file by path."""
    guides = {path: text for path, text in files.items() if path.endswith(".md") and not _is_made(path, text)}
    made = dict(guides)
    for path, page, document in (one for source in sources for one in files_of(source)):
        made[f"reference/{path}.md"] = page
        if document is not None:
            made[f"openapi/{path}.json"] = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    made["docs/errors.md"] = _with_codes(made["docs/errors.md"], sources)
    pages = {path: _fill_fence(text, made) for path, text in made.items() if path.endswith(".md")}
    return {**made, **pages, "llms.txt": _index(pages, [path for path in made if path.endswith(".json")])}


def differences(folder: Path = SITE) -> list[str]:
    """The files of the site that are not as they should be."""
    files = read_site(folder)
    made = build(files, read_sources())
    return sorted(path for path in files.keys() | made.keys() if files.get(path) != made.get(path))


def write(folder: Path = SITE) -> list[str]:
    """Rewrite what is not as it should be; the paths that changed."""
    changed = differences(folder)
    made = build(read_site(folder), read_sources())
    for path in changed:
        if path not in made:
            (folder / path).unlink()
            continue
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(made[path], encoding="utf-8")
    return changed


def _is_made(path: str, text: str) -> bool:
    return bool(FENCE.search(text)) or Path(path).name.startswith("the-")


def _with_codes(page: str, sources: Sequence[Source]) -> str:
    """The page of errors with one row for each status and code."""
    codes: dict[tuple[int, str], str] = {}
    for source in sources:
        for key, meaning in codes_of(source).items():
            if key in codes:
                raise ValueError(f"{source.folder}.yaml: {key[0]} {key[1]} has a meaning already")
            codes[key] = meaning
    rows = "".join(f"| {status} | `{code}` | {codes[status, code]} |\n" for status, code in sorted(codes))
    return re.sub(r"(?m)(^\| :-+ \| :-+ \| :-+ \|\n)(?:\|.*\n)*", lambda match: match[1] + rows, page, count=1)


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
