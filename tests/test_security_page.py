"""SECURITY.md promises nothing that no test holds."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from tests_support import ROOT

PAGE = (ROOT / "SECURITY.md").read_text()
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")
FILES = re.compile(r"`(benchmarks/[\w./]+)`")


def promises(page: str) -> list[tuple[str, str]]:
    """Each row of the table of promises: what is promised, and what holds it; titles of its parts left out."""
    table = page.partition("| promise | held by |\n|---|---|\n")[2].partition("\n\n")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    return [(promise, held) for promise, held in rows if not promise.startswith("**")]


@cache
def names_in(path: Path) -> frozenset[str]:
    """The tests that a file defines; none where it is not there."""
    tree = ast.parse(path.read_text()) if path.is_file() else ast.Module([], [])
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def missing(page: str) -> list[str]:
    """The tests that a page names and nobody wrote."""
    return [f"{file}::{name}" for file, name in NAMED.findall(page) if name not in names_in(ROOT / "tests" / file)]


def open_promises(page: str) -> list[str]:
    """The promises that neither name a test nor are openly none."""
    return [promise for promise, held in promises(page) if not NAMED.search(held) and "not promised" not in held]


def test_every_test_that_the_page_names_is_there() -> None:
    assert len(NAMED.findall(PAGE)) > 80
    assert missing(PAGE) == []
    assert [path for path in FILES.findall(PAGE) if not (ROOT / path).is_file()] == []


def test_every_promise_names_what_holds_it_or_is_openly_none() -> None:
    assert len(promises(PAGE)) > 50
    assert open_promises(PAGE) == []


@pytest.mark.parametrize("held", ["`test_pull.py::test_nobody_wrote_this`", "`test_no_such_file.py::test_pull`"])
def test_a_test_that_is_not_there_is_noticed(held: str) -> None:
    assert missing(f"{PAGE}| A promise | {held} |\n") == [held.strip("`")]


def test_a_promise_that_nothing_holds_is_noticed() -> None:
    assert open_promises(f"{PAGE}| A promise | we are careful |\n") == ["A promise"]


def test_the_way_to_report_a_weakness_is_private_and_names_nobody() -> None:
    assert "private security advisory" in PAGE
    assert not re.search(r"\S+@\S+\.\w+", PAGE)
