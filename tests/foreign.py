"""The bookshop as another house would have built it: objects in an envelope, names in camel case."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any

import httpx
from bookshop import DOCS, PUBLISH, SPEC, shop

from driftline.emulator import EmulatorTransport

NAMES = re.compile(r"\b(created_at|expires_at|book_id|next_cursor)\b")


def camel(text: str) -> str:
    """A text with the shop's names in camel case."""
    return NAMES.sub(lambda match: re.sub(r"_(\w)", lambda letter: letter.group(1).upper(), match.group()), text)


def snakes(text: str) -> str:
    """The other way round."""
    for name in ("created_at", "expires_at", "book_id", "next_cursor"):
        text = text.replace(camel(name), name)
    return text


def enveloped(spec: dict[str, Any]) -> dict[str, Any]:
    """The document with the schema of every successful object in `data`, beside `meta`."""
    made: dict[str, Any] = json.loads(camel(json.dumps(spec)))
    for item in made["paths"].values():
        for operation in item.values():
            for status, answer in operation["responses"].items():
                media = answer.get("content", {}).get("application/json")
                if status.startswith("2") and media and "items" not in media["schema"]["properties"]:
                    meta = {"type": "object", "properties": {"requestId": {"type": "string"}}}
                    media["schema"] = {"type": "object", "properties": {"data": media["schema"], "meta": meta}}
    return made


class Enveloping(httpx.BaseTransport):
    """Answers as the shop does, in the other house's form."""

    def __init__(self, lies: Collection[str] = ()) -> None:
        self.inner = EmulatorTransport(shop(lies))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        content = snakes(request.read().decode()).encode()
        headers = {name: value for name, value in request.headers.items() if name != "content-length"}
        answer = self.inner.handle_request(httpx.Request(request.method, request.url, headers=headers, content=content))
        body = json.loads(camel(answer.read().decode()) or "null")
        if body is None:
            return httpx.Response(answer.status_code)
        if answer.is_success and "items" not in body:
            body = {"data": body, "meta": {"requestId": "r"}}
        return httpx.Response(answer.status_code, json=body)


FOREIGN = enveloped(SPEC)
PAGES = {"create-book.mdx": camel(DOCS), "publishing.md": camel(PUBLISH)}
