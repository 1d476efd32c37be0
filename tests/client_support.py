"""The generated client over a wire of our own: answers in an order, requests written down, both ways of calling."""

from __future__ import annotations

import asyncio
import inspect
import json
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

import httpx
import pytest
from tests_support import ROOT

sys.path.insert(0, str(ROOT / "generated"))

from yuno_client import AsyncYuno, Yuno

KEYS = {"public_api_key": "pk_canary_public", "private_secret_key": "sk_canary_secret"}
BASE = "https://api.pretend.test"
Answer = Any  # a status, (status, body), (status, body, headers), or an exception of the HTTP library


class Wire:
    """Answers `script` in order, the last one for ever, and keeps every request."""

    def __init__(self, script: Iterable[Answer], library: Any = httpx) -> None:
        self.script = list(script)
        self.library = library
        self.requests: list[Any] = []

    def answer(self, request: Any) -> Any:
        """What the transport calls."""
        self.requests.append(request)
        said = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(said, str):
            raise getattr(self.library, said)("told to fail")
        status, body, headers = (*said, None, None)[:3] if isinstance(said, tuple) else (said, None, None)
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        return self.library.Response(status, content=content, headers=headers or {"content-type": "application/json"})


class Caller:
    """A client in one of the two ways over one of the two libraries; `call` waits for both."""

    def __init__(self, way: str, library: str) -> None:
        self.way = way
        self.library = import_module(library)

    def client(self, *script: Answer, **settings: Any) -> tuple[Any, Wire]:
        """A client and its wire."""
        wire = Wire(script or [200], self.library)
        transport = self.library.MockTransport(wire.answer)
        known = {"environment": BASE, **KEYS, **settings}
        if self.way == "async":
            return AsyncYuno(http_client=self.library.AsyncClient(transport=transport), **known), wire
        return Yuno(http_client=self.library.Client(transport=transport), **known), wire

    def call(self, method: Callable[..., Any], *known: Any, **arguments: Any) -> Any:
        """The result of a call."""
        result = method(*known, **arguments)
        return asyncio.run(_awaited(result)) if inspect.isawaitable(result) else result

    def every(self, page: Any) -> list[Any]:
        """Every item of a page and those that follow."""
        if self.way == "sync":
            return list(page)

        async def collect() -> list[Any]:
            return [item async for item in page]

        return asyncio.run(collect())


async def _awaited(result: Any) -> Any:
    return await result


WAYS = [(way, library) for way in ("sync", "async") for library in ("httpx", "httpx2")]


@pytest.fixture(params=WAYS, ids=lambda pair: "-".join(pair))
def caller(request: pytest.FixtureRequest) -> Caller:
    """All four: sync and async, httpx and httpx2."""
    return Caller(*request.param)


ORDER: dict[str, Any] = {
    "account_id": "a" * 36,
    "merchant_order_id": "order-1",
    "description": "a test",
    "country": "BR",
    "amount": {"currency": "BRL", "value": 100},
    "payment_method": {"type": "CARD"},
}
