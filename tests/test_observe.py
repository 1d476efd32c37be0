"""Passive evidence: what others sent, in a HAR file, a record, or through the recording proxy, feeds the same comparison."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from bookshop import TEXT, shop
from serving import answering
from tests_support import Run

from driftline.emulator import application

KEY = "one"  # the shop knows two tokens: one and two
SECRET = "Bearer one"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "openapi.json").write_text(TEXT)
    return tmp_path / "docs"


@contextmanager
def proxied(docs: Path, url: str, record: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    command = [
        sys.executable,
        "-m",
        "driftline",
        "observe",
        url,
        "--docs",
        str(docs),
        "--record",
        str(record),
        "--port",
        "0",
    ]
    with subprocess.Popen([*command, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()  # a test that failed half-way must not wait for it


def address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert "recording what passes" in line, line + (process.stderr.read() if process.stderr else "")
    return line.split("passes ")[1].split(" ")[0]


def test_a_merchants_own_requests_through_the_proxy_show_the_drift(docs: Path, tmp_path: Path) -> None:
    record = tmp_path / "seen.jsonl"
    with (
        answering(application(shop(["cents"]), "token")) as url,
        proxied(docs, url, record) as process,
    ):
        proxy = address(process)
        with httpx.Client(base_url=proxy, headers={"authorization": SECRET}) as client:
            made = client.post("/books", json={"title": "Emma", "price": 20.5, "currency": "EUR", "state": "DRAFT"})
            assert made.status_code == 201
            assert made.json()["price"] == 2050
            assert client.get(f"/books/{made.json()['id']}").json()["title"] == "Emma"
            assert client.get("/books", params={"limit": "3"}).status_code == 200
            assert len(record.read_text().splitlines()) == 3  # each is kept before its answer is passed on
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 1, out + err
    assert "3 exchanges observed, 3 of operations that docs or spec describe" in out
    assert "20.5 came back as 2050.0" in out
    assert SECRET not in record.read_text() + out


def test_the_proxy_ends_by_itself_after_so_many_requests_and_changes_nothing_on_the_way(
    docs: Path, tmp_path: Path
) -> None:
    with (
        answering(application(shop(), "token")) as url,
        proxied(docs, url, tmp_path / "r.jsonl", "--max-requests", "2") as process,
    ):
        proxy = address(process)
        for base in (url, proxy):
            answer = httpx.get(f"{base}/books?limit=99", headers={"authorization": SECRET})
            assert (answer.status_code, answer.json()) == (400, {"code": "INVALID"})
        assert httpx.get(f"{proxy}/none").status_code == 404
        out, err = process.communicate(timeout=30)
    assert process.returncode == 0, out + err
    assert "2 exchanges observed, 1 of" in out


def test_a_service_that_is_down_is_a_502_and_no_drift(docs: Path, tmp_path: Path) -> None:
    with proxied(docs, "http://127.0.0.1:9", tmp_path / "r.jsonl", "--max-requests", "1") as process:
        assert httpx.get(f"{address(process)}/books").status_code == 502
        out, err = process.communicate(timeout=30)
    assert process.returncode == 0, out + err
    assert "ConnectError" in (tmp_path / "r.jsonl").read_text()


def har(price: object) -> str:
    body = {"id": "a1", "title": "Emma", "price": price, "state": "DRAFT"}
    entry = {
        "request": {
            "method": "GET",
            "url": "https://shop.test/books/a1",
            "headers": [{"name": "Authorization", "value": SECRET}],
        },
        "response": {
            "status": 200,
            "headers": [{"name": "Content-Type", "value": "application/json"}],
            "content": {"mimeType": "application/json", "text": json.dumps(body)},
        },
    }
    return json.dumps({"log": {"version": "1.2", "entries": [entry]}})


@pytest.mark.parametrize(("price", "code"), [(20.5, 0), ("20.5", 1)])
def test_a_har_file_is_compared_with_the_spec(price: object, code: int, docs: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "session.har").write_text(har(price))
    done = run("observe", str(tmp_path / "session.har"), "--docs", str(docs), "--json", str(tmp_path / "f.json"))
    assert done.returncode == code, done.stdout + done.stderr
    found = json.loads((tmp_path / "f.json").read_text())["findings"]
    assert [one["rule"] for one in found] == (["type"] if code else [])
    if code:
        assert found[0]["request"].startswith("curl -X GET 'https://shop.test/books/a1'")
        assert "$AUTHORIZATION" in found[0]["request"]


def test_another_services_requests_in_the_same_file_are_not_ours(docs: Path, tmp_path: Path, run: Run) -> None:
    mixed = json.loads(har(20.5))
    other = json.loads(har("other").replace("shop.test", "cats.test"))["log"]["entries"][0]
    mixed["log"]["entries"] = [*mixed["log"]["entries"] * 2, other]
    (tmp_path / "session.har").write_text(json.dumps(mixed))
    done = run("observe", str(tmp_path / "session.har"), "--docs", str(docs))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 exchanges observed, 2 of operations" in done.stdout


def test_traffic_of_another_api_is_said_and_is_not_green(docs: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "session.har").write_text(har(1).replace("/books/a1", "/cats/a1"))
    done = run("observe", str(tmp_path / "session.har"), "--docs", str(docs))
    assert done.returncode == 3
    assert "nothing was observed of this API" in done.stderr


def test_two_at_once_through_the_proxy_are_both_kept(docs: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.jsonl"
    with answering(application(shop(), "token")) as url, proxied(docs, url, record, "--max-requests", "20") as process:
        proxy = address(process)
        threads = [
            threading.Thread(
                target=lambda: [httpx.get(f"{proxy}/books", headers={"authorization": SECRET}) for _ in range(10)]
            )
            for _ in range(2)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        process.communicate(timeout=30)
    assert len(record.read_text().splitlines()) == 20
