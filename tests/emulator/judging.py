"""Whether an answer is as its spec file says; the judge is jsonschema, not the emulator itself."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
from jsonschema import Draft202012Validator

from emulator.documents import PAGES


def described() -> dict[tuple[str, str], dict[str, Any]]:
    found = {}
    for path, text in PAGES.items():
        if path.endswith(".json"):
            for url, item in json.loads(text)["paths"].items():
                for method, operation in item.items():
                    found[method.upper(), url] = operation
    return found


OPERATIONS = described()


def judge(schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def conform(answer: httpx.Response, method: str, template: str) -> None:
    """The status of an answer is documented, and its body is as its schema says."""
    responses = OPERATIONS[method, template]["responses"]
    assert str(answer.status_code) in responses
    described = responses[str(answer.status_code)]
    if "content" not in described:
        assert answer.content == b""
        return
    judge(described["content"]["application/json"]["schema"]).validate(answer.json())


def template_of(method: str, path: str) -> str | None:
    """The template that a path fits, the one with the fewest parameters; None for a URL that no spec has."""
    fitting = [url for m, url in OPERATIONS if m == method and re.fullmatch(re.sub("{[^}]*}", "[^/]+", url), path)]
    return min(fitting, key=lambda url: url.count("{"), default=None)


def watched(client: httpx.Client) -> httpx.Client:
    """The client, from now on with every answer to a described request judged."""

    def watch(response: httpx.Response) -> None:
        template = template_of(response.request.method, response.request.url.path.removeprefix("/v1"))
        if template is not None:
            response.read()
            conform(response, response.request.method, template)

    client.event_hooks["response"].append(watch)
    return client
