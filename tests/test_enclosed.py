"""A spec may name other files and other hosts: nothing that reads it goes and looks there."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from serving import DocsHost, served
from tests_support import Run

from driftline.emulator import Emulator, EmulatorTransport
from driftline.emulator.generic import vendor_of
from driftline.exchange import to_line
from driftline.probe import probe
from driftline.readers.document import enclosed
from driftline.target import Budget, Target

CANARY = "canary-8c41e7"


def spec_of(schema: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """A document of one resource whose request holds `schema`; `parts` are members of its operation."""
    content = {"application/json": {"schema": {"type": "object", "required": ["a"], "properties": {"a": schema}}}}
    answers = {status: {"description": "d", "content": content} for status in ("201", "400")}
    create = {"operationId": "create", "requestBody": {"content": content}, "responses": answers, **parts}
    return {"openapi": "3.1.0", "info": {"title": "Books", "version": "1"}, "paths": {"/books": {"post": create}}}


def leading_to(url: str) -> dict[str, dict[str, Any]]:
    """Documents that name a URL, each in another way."""
    name, base = url.rpartition("/")[2], url.rpartition("/")[0]
    link = {"description": "d", "links": {"next": {"operationRef": url}}}
    example = {"application/json": {"schema": {}, "examples": {"one": {"externalValue": url}}}}
    return {
        "a schema": spec_of({"$ref": url}),
        "a part of a schema": spec_of({"$ref": f"{url}#/a"}),
        "a branch": spec_of({"anyOf": [{"$ref": url}, {"type": "integer"}]}),
        "a dynamic reference": spec_of({"$dynamicRef": f"{url}#meta"}),
        "a base and a name": spec_of({"$id": f"{base}/", "$ref": name}),
        "a dialect": spec_of({"$schema": url, "type": "string"}),
        "a dialect of all": spec_of({"type": "string"}) | {"jsonSchemaDialect": url},
        "a parameter": spec_of({"type": "string"}, parameters=[{"$ref": url}]),
        "a body": spec_of({"type": "string"}, requestBody={"$ref": url}),
        "an answer": spec_of({"type": "string"}, responses={"201": {"$ref": url}}),
        "an example": spec_of({"type": "string"}, requestBody={"content": example}),
        "a link": spec_of({"type": "string"}, responses={"201": link}),
        "a path": spec_of({"type": "string"}) | {"paths": {"/books": {"$ref": url}}},
        "a discriminator": spec_of(
            {"oneOf": [{"type": "object"}], "discriminator": {"propertyName": "a", "mapping": {"b": url}}}
        ),
    }


WAYS = list(leading_to("http://a.test/b.json"))


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[DocsHost]:
    """A host and a folder that a spec has no business with."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.json").write_text(json.dumps({"const": CANARY, "a": {"const": CANARY}}))
    with served(tmp_path / "elsewhere") as host:
        yield host


def urls(host: DocsHost) -> list[str]:
    return [f"{host.url}/secret.json", (host.folder / "secret.json").as_uri(), str(host.folder / "secret.json")]


@pytest.mark.parametrize("way", WAYS)
def test_a_pretend_vendor_and_a_probe_look_nowhere_else(way: str, elsewhere: DocsHost) -> None:
    for url in urls(elsewhere):
        document = leading_to(url)[way]
        transport = EmulatorTransport(Emulator(vendor_of(document)))
        said = [
            httpx.Client(transport=transport).post("https://x.test/books", json={"a": one}).text for one in (1, "b")
        ]
        target = Target(
            "https://x.test", headers={}, budget=Budget(requests=12, examples=2, steps=2), transport=transport
        )
        if way != "a path":  # that names no operation
            probe(document, target)
        assert elsewhere.log == [], (url, elsewhere.log)
        assert CANARY not in "".join([*said, *map(to_line, target.exchanges)]), url


@pytest.mark.parametrize("command", ["check", "bundle", "generate"])
def test_a_command_looks_nowhere_else(command: str, elsewhere: DocsHost, tmp_path: Path, run: Run) -> None:
    document = spec_of({"type": "string"})
    for number, (way, url) in enumerate((way, url) for way in WAYS for url in urls(elsewhere)):
        document["paths"] |= {f"/{number}{path}": item for path, item in leading_to(url)[way]["paths"].items()}
    shutil.rmtree(tmp_path / "made", ignore_errors=True)
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "openapi.json").write_text(json.dumps(document))
    source = ("--bundle" if command == "generate" else "--docs", tmp_path / "made" / "openapi.json")
    into = {"bundle": ("--out", tmp_path / "made" / "b.json"), "generate": ("--into", tmp_path, "--package", "shop_x")}
    done = run(command, *source, *into.get(command, ()), "--fail-on", "none")
    assert done.returncode == 0, done.stderr
    made = [path for path in tmp_path.rglob("*") if path.is_file() and not path.is_relative_to(elsewhere.folder)]
    assert elsewhere.log == []
    assert CANARY not in done.stdout + done.stderr
    assert [path for path in made if CANARY.encode() in path.read_bytes()] == []


def test_a_document_keeps_its_own_references_and_properties_that_are_called_like_one() -> None:
    own = {"$ref": "#/components/schemas/A", "properties": {"$ref": {"type": "string"}, "$schema": {"type": "string"}}}
    assert enclosed({"a": [own, {"$ref": "b.json", "type": "string"}]}) == {"a": [own, {"type": "string"}]}
