"""A new repository for another vendor: one command, the same layout, and a first report at the end."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from bookshop import DOCS, TEXT
from tests_support import ROOT, Run


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "openapi").mkdir(parents=True)
    (tmp_path / "docs" / "openapi" / "openapi.json").write_text(TEXT)
    (tmp_path / "docs" / "create-book.mdx").write_text(DOCS)
    return tmp_path / "docs"


def started(run: Run, folder: Path, docs: Path, *words: str) -> subprocess.CompletedProcess[str]:
    vendor = ["--name", "The Book Shop", "--docs", str(docs), "--target", "https://books.test"]
    return run("init", folder, *vendor, "--header", "authorization: Bearer $BOOKS_TOKEN", *words)


def test_it_ends_with_the_first_report_and_make_goes_on_from_there(docs: Path, tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "books"
    done = started(run, folder, docs)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"The first report: {folder}/reports/site/index.html" in done.stdout
    assert (folder / "generated" / "the_book_shop_client" / "__init__.py").exists()
    layout = {path.name for path in folder.iterdir()}
    assert {
        "openapi",
        "generated",
        "contract_tests",
        "Makefile",
        "pyproject.toml",
        "accepted.toml",
        ".github",
        "README.md",
    } <= layout
    (folder / ".venv").mkdir()
    (folder / ".venv" / ".ready").touch()
    tool = f"DRIFTLINE={ROOT}/.venv/bin/driftline"
    for target in ("drift", "regenerate"):
        made = subprocess.run(["make", target, tool], cwd=folder, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stdout + made.stderr
    assert "nothing changed" in made.stdout
    night = subprocess.run(
        ["make", "nightly", tool, "TARGET=http://127.0.0.1:9"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "BOOKS_TOKEN": "one"},
    )
    assert night.returncode != 0
    assert "could not look" in night.stderr


def test_what_is_there_is_never_overwritten(docs: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "mine.txt").write_text("mine")
    done = started(run, tmp_path / "books", docs)
    assert done.returncode == 2
    assert "is not empty" in done.stderr
    assert [path.name for path in (tmp_path / "books").iterdir()] == ["mine.txt"]


def test_without_a_terminal_what_is_missing_is_named(tmp_path: Path, run: Run) -> None:
    done = run("init", tmp_path / "books", "--name", "Acme")
    assert done.returncode == 2
    assert "--docs was not given" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--header", "authorization: Bearer abc123"), "holds its secret itself"),
        (("--target", "https://a.test\nevil:"), "line break"),
        (("--target", "https://a.test$(shell touch gone)"), "no URL of a sandbox"),
        (("--target", "https://a.test; touch gone"), "no URL of a sandbox"),
        (("--target", 'https://a.test" # x'), "no URL of a sandbox"),
        (("--package", 'a"b; x'), "cannot be a package name"),
        (("--name", "$(rm -rf)"), ""),
    ],
)
def test_hostile_or_careless_words_become_no_command_and_no_secret(
    words: tuple[str, ...], said: str, docs: Path, tmp_path: Path, run: Run
) -> None:
    done = started(run, tmp_path / "books", docs, "--no-run", *words)
    if said:
        assert done.returncode == 2
        assert said in done.stderr
        assert not (tmp_path / "books").exists()
    else:
        assert done.returncode == 0
        assert "$(rm" not in (tmp_path / "books" / "Makefile").read_text()


def test_a_strange_path_stays_one_word_for_make_and_shell(docs: Path, tmp_path: Path, run: Run) -> None:
    strange = tmp_path / "it's $HOME # here"
    docs.rename(strange)
    started(run, tmp_path / "books", strange, "--no-run")
    (tmp_path / "books" / ".venv").mkdir()
    (tmp_path / "books" / ".venv" / ".ready").touch()
    made = subprocess.run(
        ["make", "-s", "pull", f"DRIFTLINE={ROOT}/.venv/bin/driftline"],
        cwd=tmp_path / "books",
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
