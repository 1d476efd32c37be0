"""`driftline generate`: the client, whole or not at all."""

from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests_support import ROOT, Run

from driftline.bundle import bundle
from driftline.errors import DriftError
from driftline.generate import LOCK, client_operations, generate
from driftline.readers.document import Document
from driftline.readers.spec import read_operations
from driftline.snapshot import read_snapshot
from driftline.sources import SpecText, read_pages, spec_texts

EMBEDDED = ROOT / "openapi" / "bundle.json"


def test_no_operation_of_the_embedded_bundle_is_lost() -> None:
    wanted = {operation.key for operation in read_operations(json.loads(EMBEDDED.read_text()))}
    assert set(client_operations(ROOT / "generated" / "yuno_client")) == wanted


def test_no_operation_of_the_site_is_lost_in_silence(corpus: Path, tmp_path: Path) -> None:
    found = read_snapshot([corpus / "site"])
    (tmp_path / "bundle.json").write_text(bundle(spec_texts(found, read_pages(found))).text())
    done = generate(tmp_path / "bundle.json", tmp_path, package="site_client")
    said = {claim.subject.operation for claim in done.reading.claims if claim.value == "operation"}
    assert done.operations > 150
    assert done.kept + len(said) == done.operations


def test_check_writes_nothing_and_sees_an_edit_by_hand(run: Run, tmp_path: Path) -> None:
    words = ("generate", "--bundle", EMBEDDED, "--into", tmp_path, "--package", "a_client")
    assert run(*words, "--check").returncode == 2
    assert not (tmp_path / "a_client").exists()
    assert run(*words).returncode == 0
    assert run(*words, "--check").returncode == 0
    edited = tmp_path / "a_client" / "client.py"
    edited.write_text(edited.read_text() + "# by hand\n")
    done = run(*words, "--check")
    assert done.returncode == 2
    assert "client.py" in done.stderr
    assert edited.read_text().endswith("# by hand\n")


def test_a_folder_that_was_not_generated_is_never_wiped(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "work.py").write_text("precious")
    with pytest.raises(DriftError, match="was not generated"):
        generate(EMBEDDED, tmp_path, package="mine")
    assert (tmp_path / "mine" / "work.py").read_text() == "precious"


def test_a_bundle_that_is_not_there_ends_with_3(run: Run, tmp_path: Path) -> None:
    done = run("generate", "--bundle", tmp_path / "none.json", "--into", tmp_path, "--package", "x")
    assert done.returncode == 3
    assert "could not be read" in done.stderr


def test_the_lock_names_what_went_in_and_came_out() -> None:
    lock = json.loads((ROOT / "generated" / "yuno_client" / LOCK).read_text())
    hashes = {f"{part}_sha256" for part in ("bundle", "config", "templates", "runtime", "tree")}
    assert set(lock) == {"generator", *hashes}


# What the generator does wrong on its own, each with a test that it does not happen here.

NULLABLE = {
    "type": ["object", "null"],
    "properties": {"inner": {"type": "object", "properties": {"x": {"type": "integer"}}}},
}
AWKWARD: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Awkward", "version": "1"},
    "servers": [{"url": "https://awkward.test"}],
    "security": [{"first": [], "second": []}],
    "components": {
        "securitySchemes": {
            "first": {"type": "apiKey", "in": "header", "name": "x-first"},
            "second": {"type": "apiKey", "in": "header", "name": "x-second"},
        },
        "schemas": {
            "Nullable": NULLABLE,
            "Response": {"type": "object", "properties": {"client": {"$ref": "#/components/schemas/Client"}}},
            "Client": {"type": "object", "properties": {"class": {"type": "string"}, "list": {"type": "array", "items": {}}}},
        },
    },
    "paths": {
        "/v1/things/{thing-id}": {
            "post": {
                "summary": "Create Thing",
                "parameters": [
                    {"name": "thing-id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}},
                    {"name": "X-Trace", "in": "header", "required": True, "schema": {"type": "string", "format": "uuid"}},
                    {"name": "kind", "in": "query", "schema": {"type": "string", "enum": ["A", "B"]}},
                ],
                "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {
                    "key": {"type": "string", "default": "{$randomUUID}"},
                    "when": {"type": "string", "format": "date-time"},
                    "from": {"type": "string"},
                    "timeout": {"type": "integer"},
                    "nullable": {"$ref": "#/components/schemas/Nullable"},
                }}}}},
                "responses": {
                    "200": {"description": "", "content": {"*/*": {"schema": {"type": "object", "properties": {
                        "status": {"type": "string", "enum": ["ON", "OFF"]},
                        "when": {"type": "string", "format": "date-time"},
                        "id": {"type": "string", "format": "uuid"},
                        "nullable": {"$ref": "#/components/schemas/Nullable"},
                        "response": {"$ref": "#/components/schemas/Response"},
                    }}}}},
                },
            }
        }
    },
    "webhooks": {"thing": {"post": {"responses": {"200": {"description": ""}}}}},
}  # fmt: skip


@pytest.fixture(scope="session")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The client of a document that holds everything the generator is known to stumble over."""
    folder = tmp_path_factory.mktemp("awkward")
    made = bundle([SpecText("a.json", json.dumps(AWKWARD), Document(AWKWARD), is_json=True)])
    (folder / "bundle.json").write_text(made.text())
    done = generate(folder / "bundle.json", folder, package="awkward_client")
    assert (done.kept, done.operations, done.reading.claims) == (1, 1, ())
    sys.path.insert(0, str(folder))
    return importlib.import_module("awkward_client")


def awkward_call(module: Any, answer: Any, **arguments: Any) -> tuple[Any, httpx.Request]:
    sent: list[httpx.Request] = []

    def reply(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, json=answer)

    wire = httpx.Client(transport=httpx.MockTransport(reply))
    client = module.Awkward(environment="https://awkward.test", x_first="1", x_second="2", http_client=wire)
    return client.things.create(thing_id="a b", x_trace="not-a-uuid", **arguments), sent[0]


def test_a_uuid_header_is_a_text(awkward: Any) -> None:
    _, sent = awkward_call(awkward, {})
    assert sent.headers["x-trace"] == "not-a-uuid"
    assert sent.url.raw_path == b"/v1/things/a%20b"


def test_a_default_that_nobody_chose_is_not_sent(awkward: Any) -> None:
    _, sent = awkward_call(awkward, {}, when="2026-01-01", from_="x", timeout_2=3)
    assert json.loads(sent.content) == {"when": "2026-01-01", "from": "x", "timeout": 3}


def test_root_security_and_keys_of_two_headers_are_sent(awkward: Any) -> None:
    _, sent = awkward_call(awkward, {})
    assert (sent.headers["x-first"], sent.headers["x-second"]) == ("1", "2")


@pytest.mark.parametrize("status", [None, "NEW", 7, ["ON"]])
def test_an_unknown_or_null_member_or_a_bad_date_or_id_is_given_as_it_came(awkward: Any, status: Any) -> None:
    made, _ = awkward_call(awkward, {"status": status, "when": "soon", "id": "7"})
    assert (made.status, made.when, made.id) == (status, "soon", "7")


def test_a_component_that_may_be_null_and_models_called_response_or_client_can_be_used(awkward: Any) -> None:
    answer = {"nullable": {"inner": {"x": 1}}, "response": {"client": {"class": "c", "list": [1]}}}
    made, _ = awkward_call(awkward, answer, nullable=None)
    assert made.nullable.inner.x == 1
    assert (made.response.client.class_, made.response.client.list_) == ("c", [1])
    nothing, sent = awkward_call(awkward, {"nullable": None}, nullable=None)
    assert nothing.nullable is None
    assert json.loads(sent.content) == {"nullable": None}


def test_the_awkward_client_is_strictly_typed(awkward: Any) -> None:
    folder = Path(awkward.__file__).parent
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file",
        "",
        "--cache-dir",
        str(folder.parent / "c"),
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


HOSTILE = [
    '"""\nimport os; os.system("x")\n"""', "\\", "'''", "{{ 7*7 }}", "{% raw %}", "\u2028x", "\x00", "x\ny = 1", '"', "#}",
    "__import__('os')", "\ud800", "\u202e", "a" * 5000, "${HOME}", "\r\n\tclass X: pass", "", " ", "1", "é", "Model", "None",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:30])
def test_no_text_of_a_spec_becomes_code(text: str, tmp_path: Path) -> None:
    """Any text anywhere: the package compiles, and holds no kind of statement or call but the templates' own."""
    spec = json.loads(json.dumps(AWKWARD))
    operation = spec["paths"]["/v1/things/{thing-id}"]["post"]
    operation |= {"summary": text, "description": text, "operationId": text, "tags": [text]}
    operation["parameters"][2] |= {"name": text, "description": text}
    operation["parameters"][2]["schema"]["enum"] = [text, "B"]
    body = operation["requestBody"]["content"]["application/json"]["schema"]["properties"]
    body[text] = {"type": "string", "description": text, "enum": [text]}
    spec["components"]["schemas"]["Client"]["properties"][text] = {
        "type": "object",
        "properties": {text: {"enum": [text]}},
    }
    spec["components"]["schemas"][text] = {"type": "object", "properties": {"a": {"type": "string"}}}
    body["other"] = {"$ref": f"#/components/schemas/{text}"}
    spec["info"] |= {"title": text, "description": text, "version": text}
    made = bundle([SpecText("a.json", json.dumps(spec), Document(spec), is_json=True)])
    (tmp_path / "bundle.json").write_text(made.text(), encoding="utf-8", errors="backslashreplace")
    done = generate(tmp_path / "bundle.json", tmp_path, package="attacked")
    assert done.kept + len(done.reading.claims) == 1
    allowed = (ast.Import, ast.ImportFrom, ast.ClassDef, ast.FunctionDef, ast.Assign, ast.AnnAssign, ast.Expr, ast.If)
    package = tmp_path / "attacked"
    for path in [*package.glob("*.py"), *(package / "models").glob("*.py"), *(package / "resources").glob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert all(isinstance(node, allowed) for node in tree.body), path.name
        if path.parent != package:
            calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
            assert calls <= {"Operation", "Paging", "self._client.call", "self._client.call_page", "load"}, (
                path,
                calls,
            )


def test_neither_a_property_with_an_object_of_its_own_nor_a_body_of_examples_costs_an_operation(tmp_path: Path) -> None:
    """Both cost whole operations once: two models of one name, and a media type without a schema."""
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {
            "/payments": {
                "get": {
                    "operationId": "get",
                    "requestBody": {"content": {"application/json": {"examples": {"one": {"value": {"a": 1}}}}}},
                    "responses": {
                        "200": {
                            "description": "ok",
                            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Payment"}}},
                        }
                    },
                }
            }
        },
        "components": {
            "schemas": {
                "Payment": {"type": "object", "properties": {"metadata": {"type": "object", "properties": {}}}},
                "PaymentMetadata": {"type": "object", "properties": {"id": {"type": "string"}}},
            }
        },
    }
    (tmp_path / "bundle.json").write_text(json.dumps(document))
    done = generate(tmp_path / "bundle.json", tmp_path, package="a_client")
    assert (done.kept, done.operations, done.reading.claims) == (1, 1, ())


def test_a_client_cannot_be_called_client(tmp_path: Path, run: Run) -> None:
    (tmp_path / "client.toml").write_text('name = "Client"\n')
    done = run(
        "generate",
        "--bundle",
        EMBEDDED,
        "--into",
        tmp_path,
        "--package",
        "a_client",
        "--config",
        tmp_path / "client.toml",
    )
    assert done.returncode == 2
    assert "name cannot be used" in done.stderr
