"""A served emulator and bad input: broken specs, bodies without end, mistakes on the command line. Nothing breaks it."""

from __future__ import annotations

import re
import socket
import time

import pytest

from tests.emulator.processes import run, served


def answered(url: str, sent: bytes, more: bytes = b"", seconds: float = 10.0) -> bytes:
    """The first bytes of the answer to what is sent raw, while `more` is sent again and again."""
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=seconds) as wire:
        wire.sendall(sent)
        ends = time.monotonic() + seconds
        wire.settimeout(0.01 if more else seconds)
        while time.monotonic() < ends:
            try:
                if more:
                    wire.sendall(more)
                return wire.recv(65536)
            except TimeoutError:
                continue
            except OSError:
                return b"closed"
    return b""


def test_bodies_that_are_too_long_are_refused_and_the_server_goes_on(tmp_path):
    head = b"POST /v1/customers HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
    chunk = b"10000\r\n" + b"a" * 65536 + b"\r\n"
    with served(tmp_path) as url:
        huge = answered(url, head + b"content-length: 3000000\r\n\r\n" + b"a" * 3_000_000)
        endless = answered(url, head + b"transfer-encoding: chunked\r\n\r\n", more=chunk)
        assert b" 413 " in huge
        assert b" 413 " in endless
        assert b" 404 " in answered(url, b"GET /none HTTP/1.1\r\nhost: x\r\n\r\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is no OpenAPI 3 document"),
        ('{"swagger": "2.0"}', "is no OpenAPI 3 document"),
        ("[]", "is no OpenAPI 3 document"),
    ],
)
def test_a_broken_spec_is_a_clear_error(tmp_path, text, said):
    (tmp_path / "spec.json").write_text(text)
    done = run("--spec", str(tmp_path / "spec.json"), "--port", "0")
    assert done.returncode == 3
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_mistakes_on_the_command_line_are_said(tmp_path):
    for words, said in [
        (("--spec", str(tmp_path / "none.json")), "could not be read"),
        (("--seed", "seeds.json"), "not a valid integer"),
        (("--app", "no_such_module:x"), "could not be loaded"),
        (("--noise", "lagg"), "did you mean 'lag'"),
        (("--deviate", "docs:session-pat"), "did you mean docs:session-path"),
        (("--verify", str(tmp_path / "none.jsonl")), "could not be read"),
    ]:
        done = run("--port", "0", *words)
        assert done.returncode in (2, 3), words
        assert said in done.stderr, done.stderr
        assert "Traceback" not in done.stderr


def test_the_help_lists_every_lie_and_every_noise():
    shown = run("--help").stdout
    for word in ("resp_drop", "spec:required", "docs:session-path", "lag", "rate-limit", "--db", "--verify"):
        assert re.search(rf"(^|\s){re.escape(word)}", shown), word
