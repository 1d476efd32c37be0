"""Patterns were written by strangers, and some of them backtrack for ever."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from driftline.bundle import bundle
from driftline.emulator import Emulator, EmulatorTransport
from driftline.emulator.generic import vendor_of
from driftline.formats import matches
from driftline.generate import generate
from driftline.readers.document import Document
from driftline.sources import SpecText

SLOW = [r"^(a+)+$", r"^(?=(a|aa)+$)", r"^(a|a)*(?!b)c$", r"^(a+)+\1!$", r"^(([a-z])+.)+[A-Z]([a-z])+$"]
LONG = "a" * 5_000 + "!"


@contextmanager
def soon(seconds: float) -> Iterator[None]:
    started = time.perf_counter()
    yield
    assert time.perf_counter() - started < seconds


@pytest.mark.parametrize("pattern", SLOW)
def test_a_pattern_that_backtracks_for_ever_is_given_up(pattern: str) -> None:
    with soon(1):
        matches(pattern, LONG)


def test_a_pattern_refutes_a_text_only_when_it_was_answered() -> None:
    assert matches("^(a+)+$", "aaa")
    assert not matches("^(a+)+$", "b")
    assert matches("^(a+)+$", LONG)  # nobody knows
    assert matches("(", LONG)


def shop(pattern: str) -> dict[str, Any]:
    book = {"type": "object", "properties": {"id": {"type": "string"}, "title": {"type": "string", "pattern": pattern}}}
    content = {"application/json": {"schema": book}}
    answers = {status: {"description": "d", "content": content} for status in ("201", "400")}
    create = {"operationId": "create", "requestBody": {"content": content}, "responses": answers}
    return {"openapi": "3.1.0", "info": {"title": "Books", "version": "1"}, "paths": {"/books": {"post": create}}}


@pytest.mark.parametrize("pattern", SLOW)
def test_a_pretend_vendor_answers_though_its_spec_asks_for_such_a_pattern(pattern: str) -> None:
    client = httpx.Client(transport=EmulatorTransport(Emulator(vendor_of(shop(pattern)))))
    with soon(1):
        assert client.post("https://x.test/books", json={"title": LONG}).status_code in (201, 400)


def test_a_client_is_made_of_a_spec_with_such_patterns(tmp_path: Path) -> None:
    spec = shop("|".join(SLOW))
    made = bundle([SpecText("a.json", json.dumps(spec), Document(spec), is_json=True)])
    (tmp_path / "bundle.json").write_text(made.text())
    with soon(20):
        assert generate(tmp_path / "bundle.json", tmp_path, package="slow").kept == 1
