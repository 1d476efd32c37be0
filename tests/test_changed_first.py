"""After a change only what it could affect is probed, and what was left out is said."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from bookshop import SPEC
from tests_support import Run

from driftline.readers.spec import affected

SHOP = Path(__file__).parent / "bookshop.py"


def with_change(path: str, method: str, **change: Any) -> dict[str, Any]:
    spec = copy.deepcopy(SPEC)
    spec["paths"][path][method].update(change)
    return spec


def test_an_operation_is_affected_by_its_own_words() -> None:
    assert affected(SPEC, SPEC) == set()
    assert affected(SPEC, with_change("/books", "get", description="Some books.")) == {"GET /books"}


def test_an_operation_is_affected_by_what_it_refers_to_however_far() -> None:
    def document(kind: str) -> dict[str, Any]:
        schemas = {
            "A": {"properties": {"b": {"$ref": "#/components/schemas/B"}}},
            "B": {"type": kind},
            "C": {"type": "string"},
        }
        media = {
            name: {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}} for name in ("A", "C")
        }
        paths = {
            f"/{name.lower()}": {"get": {"responses": {"200": {"description": "ok", "content": found}}}}
            for name, found in media.items()
        }
        return {"openapi": "3.1.0", "paths": paths, "components": {"schemas": schemas}}

    assert affected(document("string"), document("number")) == {"GET /a"}


def test_a_reference_that_leads_in_a_circle_ends() -> None:
    circle = {"A": {"properties": {"a": {"$ref": "#/components/schemas/A"}}}}
    spec = with_change(
        "/books",
        "get",
        responses={
            "200": {"description": "x", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}
        },
    )
    spec["components"]["schemas"] = circle
    assert affected(spec, copy.deepcopy(spec)) == set()


def test_servers_and_credentials_affect_everything() -> None:
    moved = {**SPEC, "servers": [{"url": "https://elsewhere.test/v2"}]}
    assert len(affected(SPEC, moved)) == sum(len(item) for item in SPEC["paths"].values())


@pytest.fixture
def specs(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "old.json").write_text(json.dumps(SPEC))
    (tmp_path / "new.json").write_text(json.dumps(with_change("/shelf", "get", summary="The shelf")))
    return tmp_path / "old.json", tmp_path / "new.json"


def ran(run: Run, since: Path, spec: Path, *words: str) -> Any:
    head = (
        "run",
        "--spec",
        str(spec),
        "--app",
        "tests.bookshop:shop",
        "--header",
        "authorization: Bearer one",
        "--no-fuzz",
    )
    return run(*head, "--since", str(since), *words, cwd=SHOP.parent.parent)


def test_only_what_changed_is_probed_and_the_report_names_what_was_left_out(
    specs: tuple[Path, Path], tmp_path: Path, run: Run
) -> None:
    old, new = specs
    done = ran(run, old, new, "--json", str(tmp_path / "f.json"), "--record", str(tmp_path / "x.jsonl"))
    assert "1 of 8 operations could be affected, 7 left out" in done.stdout, done.stdout + done.stderr
    report = json.loads((tmp_path / "f.json").read_text())
    left = {row["operation"]: row["reason"] for row in report["coverage"]["operations"] if row["outcome"] == "untested"}
    assert len(left) == 7
    assert left["GET /books"] == "not affected by what changed since old.json"
    intents = {
        json.loads(line)["intent"] for line in (tmp_path / "x.jsonl").read_text().splitlines() if '"GET /shelf"' in line
    }
    assert {"list", "page"} <= intents


def test_where_nothing_changed_nothing_is_asked(specs: tuple[Path, Path], run: Run) -> None:
    old, _ = specs
    done = ran(run, old, old)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 of 8 operations could be affected" in done.stdout


def test_an_operation_that_is_not_there_is_said(specs: tuple[Path, Path], run: Run) -> None:
    done = run(
        "run", "--spec", str(specs[0]), "--app", "tests.bookshop:shop", "--only", "GET /cats", cwd=SHOP.parent.parent
    )
    assert done.returncode == 2
    assert "is no operation of the spec" in done.stderr
