"""`driftline bundle`: many specs, one document, nothing lost."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from tests_support import CORPUS, Run

from driftline.bundle import bundle
from driftline.errors import DriftError
from driftline.overlays import Overlay, read_overlays
from driftline.readers.document import Document
from driftline.readers.spec import read_operations
from driftline.snapshot import Snapshot, read_snapshot
from driftline.sources import SpecText, read_pages, spec_texts


def folded(*paths: Path) -> tuple[dict[str, Any], set[str], set[str]]:
    """The document (through its text), the operations that went in, and those that came out."""
    found = read_snapshot(paths)
    texts = spec_texts(found, read_pages(found))
    document = json.loads(bundle(texts).text())
    before = {o.key for t in texts if isinstance(t.document.data, dict) for o in read_operations(t.document.data)}
    return document, before, {o.key for o in read_operations(document)}


def test_every_operation_of_the_site_is_in_a_valid_bundle(corpus: Path) -> None:
    document, before, after = folded(corpus / "site")
    assert len(before) > 150
    assert after == before
    assert [str(error)[:300] for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


SPECS = sorted((CORPUS / "specs").rglob("*.json"))


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_a_large_spec_is_a_bundle_of_one(corpus: Path, path: Path) -> None:
    document, before, after = folded(path)
    assert after == before
    assert [str(error)[:300] for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_the_same_specs_give_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        done = run("bundle", "--docs", "emulator/site", "--out", tmp_path / name, PYTHONHASHSEED=str(ord(name)))
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_the_embedded_docs_need_no_repair() -> None:
    found = read_snapshot([Path(__file__).parent.parent / "emulator" / "site"])
    assert bundle(spec_texts(found, read_pages(found))).readings == ()


def test_a_bundle_without_an_operation_ends_with_3(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.json").write_text('{"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": {}}')
    done = run("bundle", "--docs", tmp_path, "--out", tmp_path / "out.json")
    assert done.returncode == 3
    assert "no operation to bundle" in done.stderr
    assert not (tmp_path / "out.json").exists()


def test_an_overlay_that_is_none_is_our_mistake(run: Run, tmp_path: Path) -> None:
    (tmp_path / "o.yaml").write_text("actions: 3\n")
    done = run("bundle", "--docs", "emulator/site", "--overlays", tmp_path, "--out", tmp_path / "out.json")
    assert done.returncode == 2
    assert "is no overlay" in done.stderr


def test_references_outside_the_snapshot_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_text('{"type": "string", "const": "secret"}')
    body = {"content": {"application/json": {"schema": {"$ref": f"{tmp_path}/secret.json"}}}}
    spec = {
        "openapi": "3.1.0",
        "info": {"title": "x", "version": "1"},
        "paths": {"/a": {"post": {"requestBody": body}}},
    }
    found = Snapshot({}, {"a.json": json.dumps(spec)})
    made = bundle(spec_texts(found, []))
    assert "secret.json" not in made.text()
    assert any(claim.aspect == "external-reference" for reading in made.readings for claim in reading.claims)


def one_operation(**parts: object) -> SpecText:
    data = {
        "openapi": "3.1.0",
        "info": {},
        "paths": {"/a": {"post": {"responses": {"200": {"description": ""}}}}},
        **parts,
    }
    return SpecText("a.json", json.dumps(data), Document(data), is_json=True)


@pytest.mark.parametrize("url", ["https://[x/v1", "http://[::1", "https://a]b/"])
def test_a_server_whose_url_is_none_costs_no_operation(url: str) -> None:
    assert "POST" in next(iter(bundle([one_operation(servers=[{"url": url}])]).origins))


@pytest.mark.parametrize(
    ("target", "update"),
    [
        ("$.paths['/a'].post", None),
        ("$.paths['/a']", "x"),
        ("$.paths", []),
        ("$.paths['/a'].post.responses", None),
        ("$.components", 7),
    ],
)
def test_an_overlay_that_leaves_no_openapi_is_refused(target: str, update: object) -> None:
    schemas = {"schemas": {"A": {"type": "object", "properties": {"a": {}}}}}
    overlay = Overlay("one.yaml", ({"target": target, "update": update},))
    with pytest.raises(DriftError, match=r"one.yaml (leaves|makes)"):
        bundle([one_operation(components=schemas)], [overlay])


def test_an_overlay_that_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_bytes(b"overlay: \xff\xfe")
    with pytest.raises(DriftError, match=r"one.yaml could not be read"):
        read_overlays(tmp_path)


@pytest.mark.parametrize(
    ("path", "server", "names"),
    [
        ("/a/{id}?x={query}", "https://a.test", ["id"]),
        ("/a?x={id}", "https://a.test", []),
        ("/a/{id}", "https://a.test/{tenant}", ["tenant", "id"]),
    ],
)
def test_a_parameter_keeps_its_name_beside_a_query_and_below_a_base_with_names(
    path: str, server: str, names: list[str]
) -> None:
    parameters = [{"name": name, "in": "path", "required": True, "description": name} for name in ("id", "query")]
    data = {"openapi": "3.1.0", "servers": [{"url": server}], "paths": {path: {"get": {"parameters": parameters}}}}
    made = bundle([SpecText("a.json", json.dumps(data), Document(data), is_json=True)])
    ((_, item),) = made.document["paths"].items()
    said = {one["name"]: one.get("description") for one in item["get"]["parameters"]}
    assert set(said) == set(names)
    assert said.get("id", "id") == "id"


@pytest.mark.parametrize(
    "target", ["$[1e999]", "$[" + "9" * 5_000 + "]", "$[", "$" + "[?(@" * 500, "$[?match(@, '[')]"]
)
def test_a_target_that_is_no_jsonpath_is_said(target: str) -> None:
    with contextlib.suppress(DriftError):  # a target that finds nothing is said elsewhere; any other exception fails
        bundle([one_operation()], [Overlay("one.yaml", ({"target": target, "remove": True},))])
