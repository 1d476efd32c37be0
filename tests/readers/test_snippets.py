"""The requests that pages show, and what they are compared with."""

from __future__ import annotations

import json
from typing import Any

import pytest

from driftline.check import check
from driftline.readers.snippets import Snippet, snippets
from driftline.snapshot import Snapshot


@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        ("bash", "curl https://a.test/v1/tents", [Snippet("GET", "https://a.test/v1/tents")]),
        (
            "sh",
            "# make one\n$ curl --request POST \\\n  --url 'https://a.test/v1/tents' -H 'X-Key: 1' -d '{}'",
            [Snippet("POST", "https://a.test/v1/tents", ("x-key",), "{}", 1)],
        ),
        (
            "curl",
            "curl https://a.test/a -u me:secret\n\ncurl https://a.test/b --json '1'",
            [
                Snippet("GET", "https://a.test/a", ("authorization",)),
                Snippet("POST", "https://a.test/b", (), "1", 2),
            ],
        ),
        ("", "curl -G https://a.test/a -d x=1", [Snippet("GET", "https://a.test/a")]),
        ("bash", "curl https://a.test/a -F file=@a.pdf", [Snippet("POST", "https://a.test/a")]),
        (
            "http",
            '\nPUT /v1/tents/7 HTTP/1.1\nHost: a.test\nX-Key: 1\n\n{"site": 3}\n',
            [Snippet("PUT", "/v1/tents/7", ("host", "x-key"), '{"site": 3}', 1)],
        ),
        ("http", 'POST /v1/tents\n{\n  "site": 3\n}', [Snippet("POST", "/v1/tents", (), '{\n  "site": 3\n}')]),
        ("http", "HTTP/1.1 200 OK\nContent-Type: text/plain", []),
        ("bash", "npm install curl", []),
        ("python", "curl https://a.test/a", []),
    ],
)
def test_every_request_of_a_block_is_taken_out(language: str, text: str, asked: list[Snippet]) -> None:
    assert list(snippets(language, text)) == asked


def test_quotes_that_do_not_close_are_an_error() -> None:
    with pytest.raises(ValueError, match="quotation"):
        list(snippets("bash", "curl 'https://a.test"))


def tents(*security: dict[str, list[str]]) -> str:
    """A spec that lists tents, for callers with these credentials."""
    schemes = {name: {"type": "apiKey", "in": "header", "name": name} for one in security for name in one}
    query = [
        {"name": name, "in": "query", "schema": {"type": kind}}
        for name, kind in (("size", "integer"), ("at", "string"))
    ]
    listing = {"security": list(security), "parameters": query, "responses": {"200": {"description": ""}}}
    spec = {"openapi": "3.1.0", "info": {"title": "Camp", "version": "1"}, "servers": [{"url": "https://a.test"}]}
    return json.dumps({**spec, "components": {"securitySchemes": schemes}, "paths": {"/tents": {"get": listing}}})


def rules(spec: str, *asked: str) -> list[tuple[str, Any]]:
    """The rules that requests shown on a page break, with the last step of the place."""
    page = "# Tents\n\n" + "".join(f"```bash\ncurl {one}\n```\n\n" for one in asked)
    return [
        (one.rule, one.subject.name) for one in check(Snapshot({"tents.md": page}, {"openapi.json": spec})).findings
    ]


BOTH = tents({"x-key": [], "x-secret": []})


def test_a_request_without_the_credentials_of_its_operation_is_noticed() -> None:
    assert rules(BOTH, "https://a.test/tents -H 'x-kay: 1'") == [("credentials-omitted", "security")]
    full = "https://a.test/tents -H 'x-key: 1' -H 'x-secret: 2'"
    assert rules(BOTH, full) == []
    assert rules(BOTH, full, "https://a.test/tents -H 'x-key: 1'") == [("credentials-omitted", "security")]


def test_one_of_several_credentials_may_do_and_a_sketch_has_none() -> None:
    either = tents({"x-key": []}, {"x-secret": []})
    assert rules(either, "https://a.test/tents -H 'x-key: 1'", "https://a.test/tents -H 'x-secret: 2'") == []
    assert rules(either, "https://a.test/tents") == []
    assert rules(tents(), "https://a.test/tents -H 'accept: text/plain'") == []


def test_the_query_of_a_request_is_compared_with_the_parameters() -> None:
    asked = "'https://a.test/tents?{}' -H 'x-key: 1' -H 'x-secret: 2'"
    assert rules(BOTH, asked.format("size=10&at=12")) == []
    assert rules(BOTH, asked.format("size=many")) == [("type", "size")]
    assert rules(BOTH, asked.format("size=$SIZE&amount=3")) == [("field-undeclared", "amount")]
