"""Any text in any place of a spec: the client that is made of it holds no code but the templates' own."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from driftline.bundle import bundle
from driftline.errors import DriftError
from driftline.exchange import Exchange
from driftline.generate import generate
from driftline.readers.document import Document
from driftline.renderers.requests import code
from driftline.sources import SpecText
from driftline.surface import ClientConfig

ATTACKS = [
    '"""\nimport os; os.system("x")\n"""', "'''", '\\"""', "\\", '"', "'", "\\N{DIGIT ONE}", "\\x41\\", "\x00", "\x1b[2J", "\ud800",
    "\u202e", "\u2028x = 1", "x\ny = 1", "\r\n\tclass X: pass", "{{ 7*7 }}", "{% for a in b %}", "{# a", "#}", "{0}", "f'{x()}'",
    "__import__('os').system('x')", "a); import os; (b", "A]; x = [1", "None", "Model", "self", "Literal", "Any", "class", "match",
    "a b", "1a", "_a", "__init__", "__class__", "é", "名", "a" * 400, "", " ", "$ref", "#", "# type: ignore", "'; x(); '", "${HOME}",
]  # fmt: skip
TEXT = (
    st.sampled_from(ATTACKS)
    | st.text(max_size=12)
    | st.lists(st.sampled_from(ATTACKS), min_size=2, max_size=3).map("".join)
)
POSITIONS = (
    "title", "info", "version", "path", "path parameter", "summary", "description", "operationId", "tag", "query", "query words",
    "query default", "query member", "header", "scheme", "scheme header", "server", "property", "property words", "property member",
    "property default", "property example", "pattern", "format", "component", "component title", "discriminator",
    "discriminator value", "extension", "response words", "example", "const", "webhook", "body property",
)  # fmt: skip
HARMLESS = {position: f"word{number}" for number, position in enumerate(POSITIONS)}


def spec_of(texts: dict[str, str]) -> dict[str, Any]:
    """An OpenAPI document with a text in every place that holds one; places that are not named hold a harmless word."""
    at = {**HARMLESS, **texts}
    inner = {
        "type": "string", "title": at["component title"], "description": at["property words"], "enum": [at["property member"], "B"],
        "default": at["property default"], "example": at["property example"], "pattern": at["pattern"], "format": at["format"],
        "x-words": {at["extension"]: at["extension"]},
    }  # fmt: skip
    component = {
        "type": "object", "title": at["component title"], "description": at["property words"],
        "properties": {at["property"]: inner, "fixed": {"const": at["const"]}, "list": {"type": "array", "items": inner}},
        "required": [at["property"]],
    }  # fmt: skip
    reference = {"$ref": "#/components/schemas/" + at["component"].replace("~", "~0").replace("/", "~1")}
    choice = {"oneOf": [reference], "discriminator": {"propertyName": at["discriminator"], "mapping": {at["discriminator value"]: reference["$ref"]}}}  # fmt: skip
    body = {"type": "object", "description": at["description"], "properties": {at["body property"]: inner, "one": choice, "two": reference}}  # fmt: skip
    operation = {
        "summary": at["summary"], "description": at["description"], "operationId": at["operationId"], "tags": [at["tag"]],
        "security": [{at["scheme"]: []}], "x-words": at["extension"],
        "parameters": [
            {"name": at["path parameter"], "in": "path", "required": True, "schema": {"type": "string"}},
            {"name": at["query"], "in": "query", "description": at["query words"],
             "schema": {"type": "string", "default": at["query default"], "enum": [at["query member"], "B"]}},
            {"name": at["header"], "in": "header", "schema": {"type": "string", "example": at["example"]}},
        ],
        "requestBody": {"content": {"application/json": {"schema": body, "example": {at["example"]: at["example"]}}}},
        "responses": {"200": {"description": at["response words"], "content": {"application/json": {"schema": reference}}}},
    }  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {"title": at["title"], "description": at["info"], "version": at["version"]},
        "servers": [{"url": "https://api.test/" + at["server"]}],
        "paths": {
            f"/things/{at['path']}/{{{at['path parameter']}}}": {"post": operation},
            "/plain": {"get": {"responses": {"200": {"description": "", "content": {"application/json": {"schema": reference}}}}}},
        },
        "webhooks": {at["webhook"]: {"post": {"summary": at["webhook"], "responses": {"200": {"description": ""}}}}},
        "components": {
            "securitySchemes": {at["scheme"]: {"type": "apiKey", "in": "header", "name": at["scheme header"]}},
            "schemas": {at["component"]: component},
        },
    }  # fmt: skip


def client_of(texts: dict[str, str], folder: Path, package: str, config: ClientConfig | None = None) -> Path:
    spec = spec_of(texts)
    made = bundle([SpecText("a.json", json.dumps(spec), Document(json.loads(json.dumps(spec))), is_json=True)])
    (folder / f"{package}.json").write_text(made.text(), encoding="utf-8", errors="backslashreplace")
    generate(folder / f"{package}.json", folder, package=package, config=config)
    return folder / package


KINDS = re.compile(r"(Async)?\w+?(Calls)$")


def shape(package: Path) -> dict[str, set[str]]:
    """What the files of a package are made of, by kind of file: nodes, what is called, imported and done at the top.

    Names that come from the spec (of models, resources and fields) stand as `?`: they are checked to be plain.
    """
    found: dict[str, set[str]] = {}
    for path in package.rglob("*.py"):
        inside = path.relative_to(package)
        if inside.parts[0] == "_runtime":
            continue
        kind = f"{inside.parts[0]}/?" if len(inside.parts) > 1 and inside.name != "__init__.py" else inside.as_posix()
        found.setdefault(kind, set()).update(parts(ast.parse(path.read_text(encoding="utf-8"))))
    return found


def parts(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        yield f"top {type(node).__name__}"
        yield "top text" if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) else ""
        assert not isinstance(node, ast.Expr) or isinstance(node.value, ast.Constant), ast.unparse(node)
    for node in ast.walk(tree):
        yield type(node).__name__
        if isinstance(node, ast.Call):
            yield f"call {KINDS.sub('?', ast.unparse(node.func))}"
        elif isinstance(node, ast.Attribute) and not ast.unparse(node).startswith("self."):
            yield f"attribute {ast.unparse(node)}"
        elif isinstance(node, ast.ImportFrom):
            yield f"from {'.' * node.level}{plain_module(node)}"
        elif isinstance(node, ast.Import):
            yield f"import {[alias.name for alias in node.names]}"
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"decorated {[ast.unparse(one) for one in node.decorator_list]}"
        elif isinstance(node, ast.ClassDef):
            yield f"class of {[ast.unparse(one) for one in node.bases]}"


def plain_module(node: ast.ImportFrom) -> str:
    """The module, the name of a resource or a model as `?`."""
    name = node.module or ""
    return (
        "?"
        if node.level == 1 and re.fullmatch(r"(?:resources\.)?[a-z_0-9]+", name) and not name.startswith("_")
        else name
    )


@cache
def harmless(folder: Path) -> dict[str, set[str]]:
    return shape(client_of({}, folder, "harmless"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("attacked")


COUNT = iter(range(10_000))
ALL = st.lists(TEXT, min_size=len(POSITIONS), max_size=len(POSITIONS)).map(
    lambda texts: dict(zip(POSITIONS, texts, strict=True))
)
SOME = st.dictionaries(st.sampled_from(POSITIONS), TEXT, min_size=1, max_size=8)


BREAKS = '"""\nimport os; os.system("x")\n"""', "\\", "'); import os; ('", "]\nx = 1 #", "*/\u2028import os"


@pytest.mark.parametrize("position", POSITIONS)
def test_no_place_of_a_spec_can_hold_code(folder: Path, position: str) -> None:
    for text in (BREAKS[0], "".join(BREAKS[1:])):
        package = client_of(
            {position: text, "summary": ""} if "path" in position else {position: text}, folder, f"one_{next(COUNT)}"
        )
        for kind, seen in shape(package).items():
            assert seen <= harmless(folder)[kind] | {""}, (kind, seen - harmless(folder)[kind])


WATCHED = """
import importlib, pathlib, sys
folder = sys.argv[1]
sys.path.insert(0, folder)
import httpx, ssl  # what the packages import, loaded before anybody looks
def watch(event, args):
    changes = event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+")
    if changes or event in ("os.system", "subprocess.Popen", "socket.connect", "os.remove", "os.exec"):
        print(event, args)
sys.dont_write_bytecode = True
sys.addaudithook(watch)
count = 0
for package in sorted(pathlib.Path(folder).glob("one_*/__init__.py")):
    for path in sorted(package.parent.rglob("*.py")):
        name = ".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__")
        if "_runtime" not in name or package.parent.name == "one_0":
            importlib.import_module(name)
            count += 1
print("imported" if count else "nothing")
"""


def test_the_packages_of_every_attack_are_imported_and_nothing_happens(folder: Path) -> None:
    if not list(folder.glob("one_*")):
        client_of({"description": BREAKS[0]}, folder, "one_0")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WATCHED, str(folder)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "imported\n"), done.stdout[-500:] + done.stderr[-500:]


@given(SOME | ALL)
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_a_client_of_any_text_is_made_of_what_a_harmless_one_is_made_of(folder: Path, texts: dict[str, str]) -> None:
    try:
        package = client_of(texts, folder, f"attacked_{next(COUNT)}")
    except DriftError:
        return  # said, and nothing was written
    for kind, seen in shape(package).items():
        assert seen <= harmless(folder)[kind] | {""}, (kind, seen - harmless(folder)[kind])


def test_the_words_of_a_configuration_are_no_code_and_the_project_file_says_them_as_they_are(folder: Path) -> None:
    config = ClientConfig(
        version="1.2.3",
        docs=f"https://d.test/{BREAKS[0]}",
        environments={BREAKS[0]: BREAKS[1]},
        signing=BREAKS[:3],
        readme=BREAKS[0],
    )
    (folder / "configured").mkdir()
    package = client_of({}, folder / "configured", "configured", config)
    for kind, seen in shape(package).items():
        assert seen <= harmless(folder)[kind] | {""}, (kind, seen - harmless(folder)[kind])
    project = tomllib.loads((folder / "configured" / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (project["name"], project["version"]) == ("configured", "1.2.3")
    assert (folder / "configured" / "README.md").read_text(encoding="utf-8") == BREAKS[0]


BODIES = st.recursive(st.none() | st.booleans() | st.integers() | TEXT, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2), max_leaves=5)  # fmt: skip


@given(TEXT, TEXT, BODIES, st.dictionaries(TEXT, TEXT, max_size=2), TEXT)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_the_python_that_shows_a_finding_is_one_call_whatever_was_recorded(
    method: str, path: str, body: Any, headers: dict[str, str], step: str
) -> None:
    url = "https://api.test/" + re.sub(r"[\s\x00-\x1f]", "", path)
    exchange = Exchange("e1", "POST /a", "observed", method, url, headers, body, 200)
    for call in (None, ("things.create", "/{" + step + "}")):
        tree = ast.parse(code(exchange, call), mode="eval").body
        assert isinstance(tree, ast.Call)
        assert [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)] in (
            ["httpx.request"],
            ["client.things.create"],
        )
        kinds = {type(node) for node in ast.walk(tree)}
        assert kinds <= {
            *(ast.Call, ast.Attribute, ast.Name, ast.Load, ast.Constant, ast.keyword, ast.List, ast.Dict, ast.UnaryOp),
            *(ast.USub, ast.Subscript),
        }
