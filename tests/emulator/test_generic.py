"""A pretend vendor made of a document alone, and the client's pages over every dialect of lists that it speaks."""

from __future__ import annotations

import asyncio
import importlib
import json
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from serving import answering

from driftline.bundle import bundle
from driftline.emulator import Emulator, EmulatorTransport, application
from driftline.emulator.generic import vendor_of
from driftline.generate import generate
from driftline.readers.document import Document
from driftline.sources import SpecText

ROW = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "name": {"type": "string"}}}
COUNTS = {name: {"type": "integer"} for name in ("page", "size", "total_elements", "total_pages")}
SPANS = {name: {"type": "integer"} for name in ("limit", "offset", "total")}
NUMBERS = {name: {"type": "integer"} for name in ("page", "page_size", "total_count", "total_pages")}


def holding(name: str, beside: str, counts: dict[str, Any]) -> dict[str, Any]:
    """An answer that holds its list under `name`, with counts beside it."""
    rows = {"type": "array", "items": ROW}
    return {"type": "object", "properties": {name: rows, beside: {"type": "object", "properties": counts}}}


# The five dialects, and two kinds of bare arrays: query parameters and answer.
DIALECTS: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "items": (("page", "size"), holding("items", "pagination", COUNTS)),
    "spans": (("limit", "offset"), holding("data", "pagination", SPANS)),
    "metas": (("limit", "offset"), holding("data", "meta", SPANS)),
    "numbers": (("page", "page_size"), holding("data", "pagination", NUMBERS)),
    "arrays": (("page_size", "page_number"), {"type": "array", "items": ROW}),
    "wholes": ((), {"type": "array", "items": ROW}),
}


def document() -> dict[str, Any]:
    """One collection for each dialect, with all that can be done to its objects."""
    paths: dict[str, Any] = {}
    one = {"description": "", "content": {"application/json": {"schema": ROW}}}
    sent = {"content": {"application/json": {"schema": {"type": "object", "properties": {"name": {"type": "string"}}}}}}
    missing = {
        "description": "",
        "content": {"application/json": {"schema": {"type": "object", "properties": {"code": {"type": "string"}}}}},
    }
    for name, (parameters, answer) in DIALECTS.items():
        query = [{"name": p, "in": "query", "schema": {"type": "integer"}} for p in parameters]
        listed = {"description": "", "content": {"application/json": {"schema": answer}}}
        path = [{"name": "row_id", "in": "path", "required": True, "schema": {"type": "string"}}]
        paths[f"/v1/{name}"] = {
            "get": {"summary": f"List {name}", "parameters": query, "responses": {"200": listed}},
            "post": {"summary": f"Create {name}", "requestBody": sent, "responses": {"201": one}},
        }
        found = {"parameters": path, "responses": {"200": one, "404": missing}}
        paths[f"/v1/{name}/{{row_id}}"] = {
            "get": {"summary": "Get Row", **found},
            "patch": {"summary": "Update Row", **found, "requestBody": sent},
            "delete": {"summary": "Delete Row", **found},
        }
    info = {"title": "Lists", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "servers": [{"url": "https://lists.test"}], "paths": paths}


@pytest.fixture(scope="session")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The client that is generated from the document, as a module."""
    folder: Path = tmp_path_factory.mktemp("lists")
    made = bundle([SpecText("lists.json", json.dumps(document()), Document(document()), is_json=True)])
    (folder / "bundle.json").write_text(made.text())
    done = generate(folder / "bundle.json", folder, package="lists_client")
    assert done.kept == done.operations == 5 * len(DIALECTS)
    sys.path.insert(0, str(folder))
    return importlib.import_module("lists_client")


def transport() -> EmulatorTransport:
    return EmulatorTransport(Emulator(vendor_of(document())))


def test_what_is_created_can_be_retrieved_listed_updated_and_deleted() -> None:
    with httpx.Client(transport=transport(), base_url="https://lists.test") as client:
        made = client.post("/v1/items", json={"name": "one"}).json()
        assert made["name"] == "one"
        assert client.get(f"/v1/items/{made['id']}").json() == made
        assert client.get("/v1/items").json()["items"] == [made]
        changed = client.patch(f"/v1/items/{made['id']}", json={"name": "two"}).json()
        assert changed == {**made, "name": "two"} == client.get(f"/v1/items/{made['id']}").json()
        assert client.delete(f"/v1/items/{made['id']}").status_code == 200
        assert client.get(f"/v1/items/{made['id']}").status_code == 404
        assert client.get("/v1/items").json()["items"] == []


@pytest.mark.parametrize("count", [0, 1, 3, 4, 7])
@pytest.mark.parametrize("name", DIALECTS)
def test_one_page_iterates_over_all_of_a_list_in_every_dialect(lists: Any, name: str, count: int) -> None:
    client = lists.Lists(environment="https://lists.test", http_client=httpx.Client(transport=transport()))
    calls = getattr(client, name)
    ids = [calls.create(name=str(n)).id for n in range(count)]
    size = next((p for p in DIALECTS[name][0] if p in ("size", "limit", "page_size")), None)
    page = calls.list(**({size: 3} if size else {}))
    assert [row.id for row in page] == ids
    assert len(page.data) == (min(3, count) if size else count)
    assert page.meta.status == 200
    assert [row.id for part in page.pages() for row in part.data] == ids
    assert [row.id for row in calls.list()] == ids


@pytest.mark.parametrize("name", DIALECTS)
def test_the_same_is_true_awaited(lists: Any, name: str) -> None:
    async def run() -> tuple[list[str], list[str]]:
        client = lists.AsyncLists(
            environment="https://lists.test", http_client=httpx.AsyncClient(transport=transport())
        )
        calls = getattr(client, name)
        ids = [(await calls.create(name=str(n))).id for n in range(7)]
        return ids, [row.id async for row in await calls.list()]

    ids, found = asyncio.run(run())
    assert found == ids


def test_a_list_that_gives_one_page_for_ever_ends(lists: Any) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"data": [{"id": "same"}], "meta": {"total": 10**6}})

    wire = httpx.Client(transport=httpx.MockTransport(answer))
    client = lists.Lists(environment="https://lists.test", http_client=wire)
    assert [row.id for row in client.metas.list(limit=1)] == ["same"]


def test_a_status_that_has_no_content_is_answered_without_any_over_http_too() -> None:
    made = {"application/json": {"schema": ROW}}
    path = {"delete": {"responses": {"204": {"description": "gone", "content": made}}}}
    post = {"requestBody": {"content": made}, "responses": {"201": {"description": "made", "content": made}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Rows", "version": "1"},
        "paths": {"/rows": {"post": post}, "/rows/{id}": path},
    }
    with answering(application(Emulator(vendor_of(document)))) as url, httpx.Client(base_url=url) as client:
        for _ in range(2):  # over one connection: what followed the first answer would stand before the second
            own = client.post("/rows", json={"id": "a", "name": "b"}).json()["id"]
            gone = client.delete(f"/rows/{own}")
            assert (gone.status_code, gone.content) == (204, b"")
            assert "content-length" not in gone.headers


def test_what_is_updated_or_deleted_by_another_of_its_ids_is_the_same_object() -> None:
    row = {
        "type": "object",
        "properties": {"row_id": {"type": "string"}, "code": {"type": "string"}, "name": {"type": "string"}},
    }
    made = {"application/json": {"schema": row}}
    answers = {"200": {"description": "ok", "content": made}, "404": {"description": "no such row", "content": made}}
    asked = {"requestBody": {"content": made}, "responses": answers}
    one = {
        "get": {"responses": answers},
        "put": asked,
        "patch": asked,
        "delete": {"responses": {**answers, "204": {"description": "gone"}}},
    }
    paths = {"/rows": {"post": asked}, "/rows/{row_id}": one}
    document = {"openapi": "3.1.0", "info": {"title": "Rows", "version": "1"}, "paths": paths}
    with httpx.Client(base_url="https://a.test", transport=EmulatorTransport(Emulator(vendor_of(document)))) as client:
        for name in ("row_id", "code"):
            own = client.post("/rows", json={"name": "first"}).json()[name]
            for method in ("PUT", "PATCH"):
                client.request(method, f"/rows/{own}", json={"name": method})
                assert client.get(f"/rows/{own}").json()["name"] == method
            client.delete(f"/rows/{own}")
            assert client.get(f"/rows/{own}").status_code == 404
