"""Any ASGI or WSGI application as a transport of httpx: a service in this process, without a socket."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any

import httpx


def transport_of(app: Any) -> httpx.BaseTransport | None:
    """The transport of an application, told by what it is called with; None for what is neither ASGI nor WSGI.

    Source: ASGI 3.0 (scope, receive, send), PEP 3333 (environ, start_response).
    """
    try:
        names = list(inspect.signature(app).parameters)
    except (TypeError, ValueError):
        return None
    if len(names) >= 3 and names[0] == "scope":
        return AsgiTransport(app)
    if len(names) == 2 and (names[0].startswith("env") or names[1] == "start_response"):
        return httpx.WSGITransport(app=app, raise_app_exceptions=False)
    return None


class AsgiTransport(httpx.BaseTransport):
    """Answers requests from an ASGI application, one event loop for all of them."""

    def __init__(self, app: Any) -> None:
        self._loop = asyncio.new_event_loop()
        self._inner = httpx.ASGITransport(app=app, raise_app_exceptions=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._loop.run_until_complete(self._answer(request))

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        sent = httpx.Request(
            request.method, request.url, headers=request.headers, content=request.read(), extensions=request.extensions
        )
        response = await self._inner.handle_async_request(sent)
        body = await response.aread()
        return httpx.Response(response.status_code, headers=response.headers, content=body, request=request)

    def close(self) -> None:
        self._loop.close()
