"""The pages for people: what they show is run as it stands, what they link to is there.

In a fenced `console` block a line that begins with `$ ` is a command, and the lines below it are what it prints. A page
may leave lines out with a line of three dots, and a part of a line with three dots in it. `# exit 1` at the end of a
command is the exit code that it ends with. A block after "Save this as `FILE`:" is saved before the next command.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests_support import ROOT

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
RULES = DOCS / "rules.md"  # made by the engine: a list, with no end to go on from
SETTINGS = ("YUNO_", "DRIFTLINE_", "GITHUB_", "PYTEST_")
NAMES = ("DOCS", "TARGET", "DEVIATE", "COLUMNS", "MAKEFLAGS", "MAKELEVEL", "FORCE_COLOR")


@dataclass
class Command:
    """One command of a page, the exit code that it must end with, and the lines that the page shows of its output."""

    line: int
    text: str
    code: int
    shown: list[str]


@dataclass
class Saved:
    """A file that the reader of a page is told to save."""

    file: str
    text: str


def blocks(text: str) -> Iterator[tuple[int, str, str, list[str]]]:
    """The fenced blocks of a page: the line they begin at, their language, the line of prose before, their lines."""
    fence, start, words, before, inside = "", 0, "", "", list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        mark = re.match(r"(`{3,})(.*)$", line)
        if not fence and mark:
            fence, start, words, inside = mark.group(1), number, mark.group(2).strip(), []
        elif fence and line.strip() == fence:
            yield start, words, before, inside
            fence = ""
        elif fence:
            inside.append(line)
        elif line.strip():
            before = line.strip()


def steps(page: Path) -> list[Command | Saved]:
    """What the reader of a page does, in its order."""
    found: list[Command | Saved] = []
    for start, language, before, lines in blocks(page.read_text(encoding="utf-8")):
        saved = re.search(r"Save this as `([^`]+)`:$", before)
        if language == "console":
            found += commands(start, lines)
        elif saved:
            found.append(Saved(saved.group(1), "\n".join(lines) + "\n"))
    return found


def commands(start: int, lines: list[str]) -> Iterator[Command]:
    """The commands of a block; a command goes on in the next line where it ends with a backslash."""
    command, goes_on = None, False
    for number, line in enumerate(lines, start + 1):
        if line.startswith("$ "):
            if command:
                yield command
            command = Command(number, line[2:], 0, [])
        elif command and goes_on:
            command.text += f"\n{line}"
        else:
            assert command, f"line {number}: output without a command"
            command.shown.append(line)
        goes_on = command is not None and not command.shown and line.endswith("\\")
        if command and not command.shown and (code := re.search(r"\s+# exit (\d+)$", line)):
            command.code = int(code.group(1))
    if command:
        yield command


def expected(shown: list[str]) -> str:
    """The pattern that the whole output must have, for what a page shows of it."""
    parts = [
        r"(?:.*\n)*?" if line.strip() == "..." else ".*".join(map(re.escape, line.rstrip().split("..."))) + r"[ ]*\n"
        for line in shown
    ]
    return "".join(parts)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A fresh copy of the repository, with the environment of this run as its .venv, ready as `make setup` leaves it."""
    folder = tmp_path / "driftline"
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    (folder / ".venv").mkdir()
    for part in Path(sys.prefix).iterdir():
        (folder / ".venv" / part.name).symlink_to(part)
    (folder / ".venv" / ".ready").unlink(missing_ok=True)
    (folder / ".venv" / ".ready").touch()
    return folder


class Shell:
    """A reader's terminal: what one command exports or where it goes is there for the next."""

    def __init__(self, folder: Path) -> None:
        self.state = folder.parent / "state.sh"
        self.state.write_text(f"cd '{folder}'\n")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(SETTINGS) and k not in NAMES}
        self.environment = {**kept, "PATH": f"{folder}/.venv/bin:{kept['PATH']}", "PYTHONUTF8": "1"}
        self.environment["LC_ALL"] = "C.UTF-8"  # the order of `ls`

    def run(self, command: str) -> tuple[int, str]:
        """The exit code of one command and what it printed, errors too."""
        keep = f"{{ export -p; echo \"cd '$PWD'\"; }} > '{self.state}'"
        script = f". '{self.state}'\n{command}\ncode=$?\n{keep}\nexit $code\n"
        run = subprocess.run(
            ["bash", "-c", script],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
            check=False,
        )
        return run.returncode, run.stdout


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "```console" in page.read_text(encoding="utf-8")], ids=named
)
def test_the_commands_of_a_page_do_what_it_shows(page: Path, checkout: Path) -> None:
    shell, folder = Shell(checkout), checkout
    for step in steps(page):
        if isinstance(step, Saved):
            (folder / step.file).parent.mkdir(parents=True, exist_ok=True)
            (folder / step.file).write_text(step.text, encoding="utf-8")
            continue
        code, output = shell.run(step.text)
        at = f"{named(page)}:{step.line}: {step.text}\n{output}"
        assert code == step.code, f"ended with {code} instead of {step.code}: {at}"
        if step.shown:
            pattern, real = expected(step.shown), output if output.endswith("\n") else f"{output}\n"
            assert re.fullmatch(pattern, real), f"does not print what the page shows: {at}"


def slug(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return re.sub(r"^(`{3,}).*?^\1`*$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def headings(page: Path) -> set[str]:
    return {slug(title) for title in re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_of_a_page_leads_to_something_that_is_there(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "``", prose(page))):
        path, _, anchor = target.partition("#")
        if "://" in path:
            continue
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{named(page)} links to {target}"
        assert not anchor or anchor in headings(file), f"{named(page)} links to {target}: no such heading"


@pytest.mark.parametrize("page", [page for page in PAGES if page.is_relative_to(DOCS)], ids=named)
def test_a_page_ends_with_where_to_go_next_and_stands_in_the_contents(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    if page != DOCS / "README.md":
        contents = (DOCS / "README.md").read_text(encoding="utf-8")
        assert f"]({page.relative_to(DOCS).as_posix()})" in contents
    if page not in (RULES, DOCS / "README.md"):
        last = text.split("\n## ")[-1]
        assert last.startswith("Where to go next\n"), f"{named(page)} does not say where to go next"
        assert "](" in last, f"{named(page)} names no page to go to next"


@pytest.mark.parametrize(
    ("shown", "output"),
    [
        (["a", "c"], "a\nb\nc\n"),
        (["a"], "a\nb\n"),
        (["ab...d"], "abc\n"),
        (["...", "z"], "a\nb\n"),
    ],
)
def test_output_that_is_not_what_a_page_shows_is_noticed(shown: list[str], output: str) -> None:
    assert not re.fullmatch(expected(shown), output)


def test_left_out_lines_and_parts_of_lines_are_allowed() -> None:
    shown = expected(["a...c", "...", "z"])
    assert re.fullmatch(shown, "abc  \nb\n\nz\n")
    assert re.fullmatch(shown, "abc\nz\n")


def test_a_command_has_its_exit_code_its_next_line_and_its_output() -> None:
    lines = ["$ one \\", "    two  # exit 1", "said", "$ three"]
    first, second = commands(10, lines)
    assert (first.line, first.code, first.shown) == (11, 1, ["said"])
    assert first.text.splitlines() == ["one \\", "    two  # exit 1"]
    assert (second.line, second.text, second.code, second.shown) == (14, "three", 0, [])
