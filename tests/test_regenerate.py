"""Regenerating: nothing changed, nothing written; a change gives bundle, client, version, changelog and pull request."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from bookshop import SPEC
from tests_support import Run

from driftline.claims import Subject
from driftline.findings import Finding
from driftline.release import removed, symbols, unknown_fields, versioned, with_entry
from driftline.rules import Severity


class Shop:
    """A repository for the bookshop's client, and what its vendor publishes."""

    def __init__(self, folder: Path, run: Run) -> None:
        self.folder, self.run = folder, run
        self.site = folder / "site"
        (self.site / "openapi").mkdir(parents=True)
        (folder / "client.toml").write_text('name = "Books"\nversion = "1.4.2"  # moved on\n')
        (folder / "overlays").mkdir()

    def publish(self, spec: dict[str, Any]) -> None:
        (self.site / "openapi" / "openapi.json").write_text(json.dumps(spec, indent=1))

    def regenerate(self, *words: str) -> Any:
        at = self.folder
        made = [
            "--bundle",
            at / "bundle.json",
            "--names",
            at / "names.toml",
            "--into",
            at / "generated",
            "--package",
            "books_client",
        ]
        told = [
            "--config",
            at / "client.toml",
            "--changelog",
            at / "CHANGELOG.md",
            "--body",
            at / "pr.md",
            "--day",
            "2026-11-21",
        ]
        kept = ["--snapshot", at / "snapshot", "--overlays", at / "overlays"]
        return self.run("regenerate", "--from", self.site, *kept, *made, *told, *words)

    def version(self) -> str:
        return (self.folder / "client.toml").read_text().split('version = "')[1].partition('"')[0]

    def files(self) -> dict[str, bytes]:
        made = [path for path in self.folder.rglob("*") if path.is_file() and "site" not in path.parts]
        return {str(path): path.read_bytes() for path in made if path.name != "provenance.json"}


@pytest.fixture
def shop(tmp_path: Path, run: Run) -> Shop:
    found = Shop(tmp_path, run)
    found.publish(SPEC)
    first = found.regenerate("--no-types")
    assert first.returncode == 0, first.stdout + first.stderr
    return found


def changed(path: str, method: str, change: Any) -> dict[str, Any]:
    spec = copy.deepcopy(SPEC)
    change(spec["paths"][path][method])
    return spec


def body_of(operation: Any) -> Any:
    return operation["requestBody"]["content"]["application/json"]["schema"]


def test_where_nothing_changed_nothing_is_written(shop: Shop) -> None:
    before = shop.files()
    done = shop.regenerate()
    assert done.returncode == 0
    assert "nothing changed: 1.4.2 stays" in done.stdout
    assert shop.files() == before


def test_a_new_field_is_a_minor_version_with_its_words_in_changelog_and_pull_request(shop: Shop) -> None:
    shop.publish(changed("/books", "post", lambda op: body_of(op)["properties"].update(tip={"type": "number"})))
    done = shop.regenerate()
    assert done.returncode == 0, done.stdout + done.stderr
    assert shop.version() == "1.5.0"
    assert "# moved on" in (shop.folder / "client.toml").read_text()
    changelog = (shop.folder / "CHANGELOG.md").read_text()
    assert "## 1.5.0 (2026-11-21)" in changelog
    assert "tip is new" in changelog
    assert (shop.folder / "pr.md").read_text().startswith("# 1.4.2 → 1.5.0: 1 added")
    assert "tip" in (shop.folder / "generated/books_client/resources/books.py").read_text()
    assert shop.regenerate().stdout.count("nothing changed: 1.5.0 stays") == 1


def test_a_newly_required_field_is_a_major_version_and_is_told_as_breaking(shop: Shop) -> None:
    shop.publish(changed("/books", "post", lambda op: body_of(op)["required"].append("note")))
    done = shop.regenerate("--no-types")
    assert done.returncode == 0, done.stdout + done.stderr
    assert shop.version() == "2.0.0"
    body = (shop.folder / "pr.md").read_text()
    assert body.index("### Breaking") < body.index("note required")


def test_an_operation_that_is_gone_is_named_as_a_public_name_that_breaks(shop: Shop) -> None:
    spec = copy.deepcopy(SPEC)
    del spec["paths"]["/books/{book_id}/discount"]
    shop.publish(spec)
    done = shop.regenerate("--no-types")
    assert shop.version() == "2.0.0"
    assert "books.discount` is no longer there" in (shop.folder / "CHANGELOG.md").read_text(), done.stdout


def test_code_of_the_last_release_that_no_longer_type_checks_fails_the_gate(shop: Shop) -> None:
    uses = shop.folder / "uses.py"
    uses.write_text(
        'from books_client import Books\n\nBooks(base_url="https://b.test", bearer="t").books.discount(book_id="1", amount=2)\n'
    )
    spec = copy.deepcopy(SPEC)
    del spec["paths"]["/books/{book_id}/discount"]
    shop.publish(spec)
    done = shop.regenerate("--uses", str(uses))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "gate: uses.py of the last release still type-checks: FAILED" in done.stdout
    assert "discount" in (shop.folder / "pr.md").read_text()


def test_an_overlay_that_matches_nothing_any_more_is_said(shop: Shop) -> None:
    overlay = {
        "overlay": "1.0.0",
        "info": {"title": "t", "version": "1"},
        "actions": [{"target": "$.paths['/cats']", "remove": True}],
    }
    (shop.folder / "overlays" / "cats.json").write_text(json.dumps(overlay))
    shop.publish(changed("/shelf", "get", lambda op: op.update(summary="The shelf")))
    done = shop.regenerate("--no-types")
    assert "stale overlay: cats.json: $.paths['/cats'] matches nothing any more" in done.stdout, (
        done.stdout + done.stderr
    )


def test_a_version_line_that_is_not_there_is_said(shop: Shop) -> None:
    (shop.folder / "client.toml").write_text('name = "Books"\n')
    shop.publish(changed("/books", "post", lambda op: body_of(op)["properties"].update(tip={"type": "number"})))
    done = shop.regenerate("--no-types")
    assert done.returncode == 2
    assert 'has no line `version = "0.1.0"`' in done.stderr


def test_what_a_name_takes_with_it_is_not_told_twice() -> None:
    old = {
        "Books": "class",
        "Books.create": "call",
        "Books.create(title)": "required",
        "Cats": "class",
        "Cats.name": "field",
    }
    assert removed(old, {}) == ["Books", "Cats"]
    assert removed(old, {**old, "Books.create(note)": "required"}) == ["Books.create(note) is required now"]
    assert removed(old, {key: kind for key, kind in old.items() if key != "Cats.name"}) == ["Cats.name"]


def test_a_name_that_is_gone_breaks_whatever_the_changes_say() -> None:
    added = Finding("field-added", Severity.NOTE, Subject("GET /a"), (), "x is new")
    assert versioned("1.4.2", [added], broken=False) == "1.5.0"
    assert versioned("1.4.2", [added], broken=True) == "2.0.0"
    assert versioned("0.4.2", [], broken=True) == "0.5.0"


def test_a_model_that_loses_unknown_fields_fails_its_gate(shop: Shop) -> None:
    package = shop.folder / "generated" / "books_client"
    good = unknown_fields(package)
    assert good.passed
    assert "0 models" not in good.seen
    model = package / "_runtime" / "model.py"
    model.write_text(
        model.read_text().replace("def to_json(self) -> str:", "def to_json(self) -> str:\n        return '{}'", 1)
    )
    assert unknown_fields(package).passed is False
    assert any(kind == "call" for kind in symbols(package).values())


def test_an_entry_goes_on_top_of_a_changelog_below_its_title() -> None:
    assert with_entry("", "## 1.0.0\n") == "# Changelog\n\n## 1.0.0\n"
    assert (
        with_entry("# Changes\n\nOurs.\n\n## 1.0.0\n\n- a\n", "## 1.1.0\n")
        == "# Changes\n\nOurs.\n\n## 1.1.0\n\n## 1.0.0\n\n- a\n"
    )
