"""A live service may answer anything, or nothing, for ever: a run ends in its budget and says what it met."""

from __future__ import annotations

import gzip
import itertools
import json
import os
import shutil
import ssl
import subprocess
import sys
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner, Result
from hostile import Answer, Badly, badly

from driftline.cli import cli
from driftline.errors import SourceError
from driftline.exchange import from_line
from driftline.pull import Limits, pull

KEY = "canary-5f1e8a7b20"
SECONDS = 0.7
REQUESTS = 25
SLACK = 2.0  # seconds beyond the budget
BOOK: dict[str, Any] = {
    "type": "object",
    "required": ["id", "title"],
    "properties": {"id": {"type": "string"}, "title": {"type": "string"}},
}
ANSWER = {"description": "ok", "content": {"application/json": {"schema": BOOK}}}
SPEC = {
    "openapi": "3.1.0",
    "info": {"title": "Books", "version": "1"},
    "security": [{"key": []}],
    "paths": {
        "/books": {
            "get": {"responses": {"200": ANSWER}},
            "post": {
                "requestBody": {"content": {"application/json": {"schema": BOOK, "example": {"title": "Emma"}}}},
                "responses": {"200": ANSWER},
            },
        },
        "/books/{book_id}": {
            "parameters": [{"name": "book_id", "in": "path", "required": True, "schema": {"type": "string"}}],
            "get": {"responses": {"200": ANSWER}},
            "delete": {"responses": {"204": {"description": "gone"}}},
        },
    },
    "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "x-api-key"}}},
}


@dataclass
class Ran:
    """How a command ended: its code, all that it printed, how long it took, and what it recorded."""

    code: int
    text: str
    seconds: float
    record: Path

    @property
    def problems(self) -> str:
        lines = self.record.read_text().splitlines() if self.record.exists() else []
        return "\n".join(one.problem for line in lines if (one := from_line(line)))


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    (tmp_path / "spec.json").write_text(json.dumps(SPEC))
    return tmp_path / "spec.json"


def ran(spec: Path, url: str, *words: object, verb: str = "run", seconds: float = SECONDS) -> Ran:
    """Run a command in this process against a service, within a small budget."""
    record = spec.parent / "exchanges.jsonl"
    record.unlink(missing_ok=True)
    command = [verb, "--spec", spec, "--target", url, "--header", "x-api-key: $KEY", "--record", record]
    command += ["--max-time", seconds, "--max-requests", REQUESTS, "--no-fuzz", *words]
    started = time.monotonic()
    done: Result = CliRunner(env={"KEY": KEY}).invoke(cli, [str(word) for word in command])
    return Ran(done.exit_code, done.stdout + done.stderr, time.monotonic() - started, record)


def kept(done: Ran, server: Badly, *, seconds: float = SECONDS) -> None:
    """What holds for every run, whatever it met."""
    assert done.seconds < seconds + SLACK, done.text
    assert len(server.asked) <= REQUESTS
    assert done.code in (0, 1, 2, 3), done.text
    assert "Traceback" not in done.text
    assert "internal error" not in done.text
    assert KEY not in done.text
    assert not done.record.exists() or KEY not in done.record.read_text()


def whole(body: bytes, *, status: int = 200, kind: str = "application/json", more: str = "") -> bytes:
    head = f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{more}\r\n"
    return head.encode("latin-1") + body


WELL = json.dumps({"id": "b1", "title": "Emma"}).encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def dripped(first: bytes, drop: bytes = b"x") -> Iterator[bytes]:
    """A byte each 0.2 seconds, for ever."""
    yield first
    for _ in itertools.count():
        time.sleep(0.2)
        yield drop


def endless(first: bytes, part: bytes) -> Iterator[bytes]:
    yield first
    yield from itertools.repeat(part)


def silence(seconds: float = 10.0) -> Iterator[bytes]:
    time.sleep(seconds)
    yield b""


NO_ANSWER: dict[str, tuple[Answer, str]] = {
    "drips in its status line": (b"", "ReadTimeout"),
    "drips in its headers": (b"HTTP/1.1 200 OK\r\nX-Slow: ", "ReadTimeout"),
    "drips in its body": (HEAD + b"Content-Length: 900\r\n\r\n", "ReadTimeout"),
    "drips in its chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", "ReadTimeout"),
}
QUICK: dict[str, tuple[Any, str]] = {
    "closes before it answers": (lambda: b"", "RemoteProtocolError"),
    "says 100 for ever": (lambda: itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n" * 50), "ReadTimeout"),
    "sends headers for ever": (lambda: endless(HEAD, b"X-More: " + b"y" * 900 + b"\r\n"), "RemoteProtocolError"),
    "sends one header for ever": (lambda: endless(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 9000), "RemoteProtocolError"),
    "sends a body for ever": (lambda: endless(HEAD + b"\r\n", b"x" * 65536), "more than 5,000,000 bytes"),
    "sends chunks for ever": (
        lambda: endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"8000\r\n" + b"x" * 32768 + b"\r\n"),
        "more than 5,000,000 bytes",
    ),
    "promises more than it sends": (lambda: HEAD + b"Content-Length: 99\r\n\r\n" + WELL, "RemoteProtocolError"),
    "sends garbage as chunks": (
        lambda: HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz;\r\nwhat\r\n", "RemoteProtocolError"),
    "gives two lengths": (
        lambda: HEAD + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\n" + WELL, "RemoteProtocolError"),
    "gives a length that is none": (lambda: HEAD + b"Content-Length: -5\r\n\r\n" + WELL, "RemoteProtocolError"),
    "speaks no HTTP": (lambda: b"220 mail.example.com ESMTP\r\n", "RemoteProtocolError"),
    "answers status 0": (lambda: b"HTTP/1.1 000 None\r\n\r\n", "RemoteProtocolError"),
    "says gzip and sends none": (lambda: whole(WELL, more="Content-Encoding: gzip\r\n"), "a broken gzip body"),
    "cuts its gzip": (
        lambda: whole(gzip.compress(WELL)[:-3], more="Content-Encoding: gzip\r\n"), "it ends too early"),
    "encodes as nobody asked": (lambda: whole(b"\0" * 9, more="Content-Encoding: br\r\n"), "gzip or none expected"),
    "sends a gzip bomb": (lambda: whole(BOMB, more="Content-Encoding: gzip\r\n"), "after decompression"),
    "packs a bomb twice": (lambda: whole(BOMB, more="Content-Encoding: gzip, gzip\r\n"), "gzip or none expected"),
    "sends a gzip of a million parts": (
        lambda: whole(gzip.compress(b"") * 200_000, more="Content-Encoding: gzip\r\n"), "more members"),
}  # fmt: skip


def _bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()


BOMB = _bomb(300)


@pytest.mark.parametrize("name", NO_ANSWER)
def test_a_service_that_drips_for_ever_is_left_in_time(name: str, spec: Path) -> None:
    first, seen = NO_ANSWER[name]
    assert isinstance(first, bytes)
    with badly(lambda *_: dripped(first)) as server:
        done = ran(spec, server.url)
    kept(done, server)
    assert done.code == 3
    assert "does not answer" in done.text
    assert seen in done.text


@pytest.mark.parametrize("name", QUICK)
def test_an_answer_that_is_none_is_said_and_nothing_is_proven(name: str, spec: Path) -> None:
    make, seen = QUICK[name]
    with badly(lambda *_: make()) as server:
        done = ran(spec, server.url)
        kept(done, server)
        assert (done.code, seen in done.text) == (3, True), done.text
        # and the same from the second request on: the first was well
        server.behave = lambda number, *_: whole(b"", status=404) if number == 1 else make()
        server.asked.clear()
        later = ran(spec, server.url)
    kept(later, server)
    assert later.code == 2
    assert "nothing was proven" in later.text
    assert seen in later.problems


def test_a_connection_that_is_reset_at_any_byte_of_an_answer_is_no_answer(spec: Path) -> None:
    answer = whole(WELL, more="X-Request-Id: 7\r\n")
    with badly(lambda number, *_: answer[: number - 1], reset=True) as server:
        for length in range(len(answer)):
            done = ran(spec, server.url, verb="probe", seconds=10)
            assert (done.code, "does not answer" in done.text) == (3, True), (length, done.text)
            assert "Traceback" not in done.text
        assert len(server.asked) == len(answer)


def test_a_service_that_hangs_after_some_good_answers_costs_no_more_than_the_budget(spec: Path) -> None:
    def behave(number: int, method: str, path: str) -> Answer:
        if number > 8:
            return silence()
        return whole(b"", status=404) if "none" in path else whole(WELL)

    with badly(behave) as server:
        done = ran(spec, server.url)
    kept(done, server)
    assert "the budget was spent" in done.text
    assert "may still be there" in done.text  # it made a book, and nobody answered when it was to be deleted


@pytest.mark.parametrize("status", [429, 503])
def test_a_service_that_always_asks_to_come_back_later_is_asked_no_more_than_allowed(status: int, spec: Path) -> None:
    with badly(lambda *_: whole(b"", status=status, more="Retry-After: 0\r\n")) as server:
        done = ran(spec, server.url)
        kept(done, server)
        assert done.code == 2
        server.behave = lambda *_: whole(b"", status=status, more="Retry-After: 9999\r\n")
        server.asked.clear()
        kept(ran(spec, server.url), server)


BODIES: dict[str, tuple[bytes, str]] = {
    "UTF-16": ('{"id": "b1", "title": "Emma"}'.encode("utf-16"), "application/json"),
    "Latin-1 called UTF-8": ('{"id": "b1", "title": "Émile"}'.encode("latin-1"), "application/json; charset=utf-8"),
    "NaN": (b'{"id": NaN, "title": "Emma"}', "application/json"),
    "infinity": (b'{"id": "b1", "title": -Infinity}', "application/json"),
    "a lone surrogate": (b'{"id": "\\ud800", "title": "Emma"}', "application/json"),
    "a surrogate as bytes": (b'{"id": "\xed\xa0\x80", "title": "Emma"}', "application/json"),
    "10,000 levels": (b'{"id":' * 10_000 + b"1" + b"}" * 10_000, "application/json"),
    "150 levels": (b'{"id":' * 150 + b"1" + b"}" * 150, "application/json"),
    "900 lists": (b"[" * 900 + b"]" * 900, "application/json"),
    "a number of 9,000 digits": (b'{"id": ' + b"9" * 9000 + b', "title": "Emma"}', "application/json"),
    "a charset that unpacks": (zlib.compress(bytes(50_000_000)), "text/plain; charset=zlib"),
    "a charset of bytes": (b"6162", "application/json; charset=hex"),
    "a charset that always fails": (b"\xff", "application/json; charset=undefined"),
    "half of it": (WELL[:-4], "application/json"),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_is_no_json_is_text_and_drift_where_json_was_promised(name: str, spec: Path) -> None:
    body, kind = BODIES[name]
    with badly(lambda _n, _m, path: whole(b"", status=404) if "none" in path else whole(body, kind=kind)) as server:
        done = ran(spec, server.url, "--json", spec.parent / "found.json")
    kept(done, server)
    assert done.code == 1, done.text
    found = json.loads((spec.parent / "found.json").read_text())["findings"]
    assert {one["rule"] for one in found} & {"type", "content-type"}, found


@pytest.mark.parametrize(
    "body",
    [
        b'{"id": "\\u0000", "title": "E\\u0000"}',
        b'{"id": "../../admin?x=#y", "title": "\\u202e\\u001b[31m"}',
        b'{"id": "b1\\r\\nHost: evil.test", "title": "Emma"}',
        b'{"id": "b1", "id": "b2", "title": "Emma"}',
        b'{"id": 1e400, "title": "Emma"}',
        b'\xef\xbb\xbf{"id": "b1", "title": "Emma"}',
        b'{"id": "' + b"i" * 70_000 + b'", "title": "Emma"}',
        b'{"id": "http://evil.test/", "title": "@evil.test/"}',
    ],
)
def test_a_value_that_is_awkward_to_send_back_ends_no_run(body: bytes, spec: Path) -> None:
    with badly(lambda _n, _m, path: whole(b"", status=404) if "none" in path else whole(body)) as server:
        done = ran(spec, server.url)
    kept(done, server)
    assert all("evil.test" not in head.partition("\r\n")[2] for _, _, head in server.asked)
    assert len(server.asked) > 5


def test_a_redirect_is_recorded_and_no_key_goes_anywhere_else(spec: Path) -> None:
    with badly(lambda *_: whole(WELL)) as other, badly(lambda *_: b"") as server:
        for to in (
            f"{other.url}/books",
            f"http://user:{KEY}@127.0.0.1:{other.url.rpartition(':')[2]}/?key={KEY}",
            server.url + "/books",
            "file:///etc/passwd",
            "//127.0.0.1:1/",
            "http://[broken",
            "javascript:alert(1)",
            "\xff\xfe",
        ):
            more = f"Location: {to}\r\n"
            server.behave = lambda *_, more=more: whole(b"", status=302, more=more)  # type: ignore[misc]
            server.asked.clear()
            done = ran(spec, server.url)
            kept(done, server)
            assert done.code in (2, 3), (to, done.text)
        assert other.asked == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    if not shutil.which("openssl"):
        pytest.skip("no openssl here to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj", "/CN=127.0.0.1"]
    subprocess.run([*command, "-addext", "subjectAltName=IP:127.0.0.1"], cwd=folder, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def test_a_certificate_that_nobody_signed_is_said_and_no_key_is_sent(spec: Path, certificate: ssl.SSLContext) -> None:
    with badly(lambda *_: whole(WELL), tls=certificate) as server:
        done = ran(spec, server.url)
    kept(done, server)
    assert (done.code, server.asked) == (3, [])
    assert "CERTIFICATE_VERIFY_FAILED" in done.text


def test_a_service_that_drips_over_tls_is_left_in_time(
    spec: Path, certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "known.pem"))
    with badly(lambda *_: dripped(HEAD + b"X: "), tls=certificate) as server:
        port = int(server.url.rpartition(":")[2])
        (tmp_path / "known.pem").write_text(ssl.get_server_certificate(("127.0.0.1", port)))
        done = ran(spec, server.url)
    kept(done, server)
    assert (done.code, len(server.asked)) == (3, 1), done.text
    assert "ReadTimeout" in done.text


def test_plain_text_where_tls_is_spoken_is_said(spec: Path) -> None:
    with badly(lambda *_: dripped(b"HTTP/1.1 200 OK\r\n\r\n")) as server:
        server.behave = lambda *_: whole(WELL)
        done = ran(spec, server.url.replace("http:", "https:"))
    kept(done, server)
    assert done.code == 3
    assert "does not answer" in done.text


# What getrusage tells on Linux begins with the peak of the process that started this one.
PEAK = """
import pathlib, resource, sys
from driftline.cli import cli
try:
    cli(sys.argv[1:], prog_name="driftline")
finally:
    told = pathlib.Path("/proc/self/status")
    own = [line.split()[1] for line in told.read_text().splitlines() if line.startswith("VmHWM")] if told.exists() else []
    print("peak", *own or [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss])
"""


def peak(*words: object) -> int:
    """The peak memory of a command that runs in a process of its own, in megabytes."""
    command = [sys.executable, "-c", PEAK, *map(str, words)]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "KEY": KEY}, timeout=60, check=False
    )
    unit = 1024 * (1024 if sys.platform == "darwin" else 1)
    assert done.returncode in (2, 3), done.stdout + done.stderr
    return int(done.stdout.rpartition("peak ")[2]) // unit


def test_neither_a_body_without_end_nor_a_bomb_fills_the_memory(spec: Path) -> None:
    def behave(_number: int, _method: str, path: str) -> Iterable[bytes] | bytes:
        if "none" in path:
            return whole(b"", status=404)
        bomb = whole(BOMB, more="Content-Encoding: gzip\r\n")
        return bomb if _method == "POST" else endless(HEAD + b"\r\n", b"x" * 65536)

    words = ["probe", "--spec", spec, "--header", "x-api-key: $KEY", "--max-requests", 12, "--max-time", 6, "--no-fuzz"]
    with badly(lambda *_: whole(b"", status=404)) as server:
        usual = peak(*words, "--target", server.url)
        server.behave = behave
        assert peak(*words, "--target", server.url) < usual + 60


DOCS_HOSTS: dict[str, Any] = {
    "drips its index": lambda *_: dripped(HEAD + b"\r\n"),
    "says 100 for ever": lambda *_: itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n" * 50),
    "sends headers for ever": lambda *_: endless(HEAD, b"X-More: " + b"y" * 900 + b"\r\n"),
    "sends a page for ever": lambda *_: endless(HEAD + b"\r\n", b"x" * 65536),
    "closes before it answers": lambda *_: b"",
    "speaks no HTTP": lambda *_: b"220 mail.example.com ESMTP\r\n",
    "sends a gzip of a million parts": lambda *_: whole(gzip.compress(b"") * 200_000, more="Content-Encoding: gzip\r\n"),
    "sends a bomb": lambda *_: whole(BOMB, more="Content-Encoding: gzip\r\n"),
    "redirects to a file": lambda *_: whole(b"", status=302, more="Location: file:///etc/passwd\r\n"),
    "redirects to nothing": lambda *_: whole(b"", status=302, more="Location: http://[broken\r\n"),
    "redirects to itself": lambda _n, _m, path: whole(b"", status=302, more=f"Location: {path}\r\n"),
    "redirects elsewhere with a key": lambda *_: whole(
        b"", status=302, more=f"Location: http://u:{KEY}@evil.test/?token={KEY}\r\n"),
    "answers pages of NUL": lambda _n, _m, path: whole(
        b"- [a](/a.md)\n- [b](/b.json)\n" if "llms" in path else b"\0\xff\xfe" * 99, kind="text/plain"),
}  # fmt: skip


@pytest.mark.parametrize("name", DOCS_HOSTS)
def test_a_docs_host_that_behaves_badly_leaves_the_snapshot_as_it_was(name: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("# before\n")
    snapshot = tmp_path / "snapshot"
    pull([str(tmp_path / "docs")], snapshot)
    before = {path.name: path.read_bytes() for path in snapshot.iterdir()}
    limits = Limits(request_seconds=0.3, total_seconds=0.8, retries=1, backoff=0.01)
    started = time.monotonic()
    with badly(DOCS_HOSTS[name]) as server:
        if "NUL" in name:
            pull([server.url], snapshot, limits=limits)
            assert (
                snapshot / "a.md"
            ).read_bytes() == b"\0\xff\xfe" * 99  # byte for byte; readers say what they cannot read
            return
        with pytest.raises(SourceError) as failure:
            pull([server.url], snapshot, limits=limits)
    assert time.monotonic() - started < 0.8 + SLACK
    assert KEY not in str(failure.value)
    assert {path.name: path.read_bytes() for path in snapshot.iterdir()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs", "snapshot"]


def test_the_proxy_outlives_a_service_that_behaves_badly_and_ends_in_its_time(spec: Path) -> None:
    answers: dict[str, Any] = {
        "/reset": b"",
        "/garbage": HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        "/bomb": whole(BOMB, more="Content-Encoding: gzip\r\n"),
        "/endless": lambda: endless(HEAD + b"\r\n", b"x" * 65536),
        "/odd": whole(b"\0", kind="text/plain; charset=zlib", more="X-Odd: \xe9\r\n"),
        "/deep": whole(b"[" * 10_000),
        "/drip": lambda: dripped(HEAD),
    }
    record = spec.parent / "seen.jsonl"

    def behave(_number: int, _method: str, path: str) -> Answer:
        made = answers[path]
        return made() if callable(made) else made

    with badly(behave) as server:
        command = [sys.executable, "-c", PEAK, "observe", server.url, "--docs", spec.parent, "--record", record]
        command += ["--port", 0, "--max-time", 4]
        words = [str(word) for word in command]
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            line, started = process.stdout.readline(), time.monotonic()
            proxy = line.split("passes ")[1].split(" ")[0]
            told = {path: _status(proxy + path) for path in answers}
            out, err = process.communicate(timeout=20)
            assert time.monotonic() - started < 4 + SLACK
    assert told == {
        "/reset": 502,
        "/garbage": 502,
        "/bomb": 200,
        "/endless": 502,
        "/odd": 200,
        "/deep": 200,
        "/drip": 0,
    }
    assert process.returncode == 3, out + err  # nothing of it was of this API
    assert "Traceback" not in out + err
    assert len(record.read_text().splitlines()) == 6
    assert KEY not in record.read_text() + out + err
    assert int(out.rpartition("peak ")[2]) < 300_000 * (1024 if sys.platform == "darwin" else 1)


def _status(url: str) -> int:
    """The status that a merchant sees who waits for a second; 0 where none came."""
    try:
        with httpx.stream("GET", url, headers={"x-api-key": KEY}, timeout=1.0) as answer:
            return answer.status_code
    except httpx.HTTPError:
        return 0
