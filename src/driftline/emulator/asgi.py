"""The emulator as an ASGI application: a skin that only translates."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from driftline.emulator import control
from driftline.emulator.core import Emulator
from driftline.emulator.messages import MAX_BODY, Request, Response, parse_target

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def application(emulator: Emulator, token: str = "") -> Application:
    """An ASGI 3 application that answers from `emulator`; with a `token`, its control API needs it."""
    posting = _Posting(emulator)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        if scope["type"] != "http":
            raise ValueError(f"the emulator speaks http, not {scope['type']}")
        raw = scope.get("raw_path", scope["path"].encode()).decode("latin-1").partition("?")[0]
        path, query = parse_target(raw + "?" + scope.get("query_string", b"").decode("latin-1"))
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        request = Request(scope["method"], path, query, headers, await _body(receive))
        response = await _answered(emulator, request, token)
        if response.delay:
            await asyncio.sleep(response.delay)
        sent = [(k.encode("latin-1"), v.encode("latin-1")) for k, v in response.headers.items()]
        body = b"" if response.status in (204, 304) else response.body  # no content may follow these (RFC 9110, 15.3.5)
        if response.status != 204:
            sent.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": response.status, "headers": sent})
        await send({"type": "http.response.body", "body": body})
        posting.wake()

    return app


async def _answered(emulator: Emulator, request: Request, token: str) -> Response:
    if request.path.startswith(control.BASE):  # may post deliveries, whose receiver may call the emulator
        return await asyncio.to_thread(control.answer, emulator, request, token)
    return emulator.handle(request)


class _Posting:
    """Posts what is due in a thread of its own, after the answer was sent: a receiver may be whoever is answered."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator
        self.tasks: set[asyncio.Task[int]] = set()

    def wake(self) -> None:
        if self.emulator.receiver is None or self.tasks or not self.emulator.waiting:
            return
        task = asyncio.create_task(asyncio.to_thread(self.emulator.deliver))
        self.tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[int]) -> None:
        self.tasks.discard(task)
        self.wake()


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
