"""The emulator as an ASGI application: a skin that only translates."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from driftline.emulator.core import Emulator
from driftline.emulator.messages import MAX_BODY, Request, parse_target

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def application(emulator: Emulator) -> Application:
    """An ASGI 3 application that answers from `emulator`."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        if scope["type"] != "http":
            raise ValueError(f"the emulator speaks http, not {scope['type']}")
        raw = scope.get("raw_path", scope["path"].encode()).decode("latin-1").partition("?")[0]
        path, query = parse_target(raw + "?" + scope.get("query_string", b"").decode("latin-1"))
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        response = emulator.handle(Request(scope["method"], path, query, headers, await _body(receive)))
        sent = [(k.encode("latin-1"), v.encode("latin-1")) for k, v in response.headers.items()]
        sent.append((b"content-length", str(len(response.body)).encode()))
        await send({"type": "http.response.start", "status": response.status, "headers": sent})
        await send({"type": "http.response.body", "body": response.body})

    return app


async def _body(receive: Receive) -> bytes:
    """The request body, at most one byte over the limit: the emulator answers 413 to that."""
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if not message.get("more_body") or len(body) > MAX_BODY:
            return body[: MAX_BODY + 1]


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
