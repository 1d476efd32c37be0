"""The emulator as an httpx transport, for clients in the same process, sync and async."""

from __future__ import annotations

import httpx

from driftline.emulator.core import Emulator
from driftline.emulator.messages import Request, parse_target


class EmulatorTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers httpx requests from an emulator, without a socket."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._answer(request, request.read())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return self._answer(request, await request.aread())

    def _answer(self, request: httpx.Request, body: bytes) -> httpx.Response:
        path, query = parse_target(request.url.raw_path.decode("ascii"))
        headers = {name.lower(): value for name, value in request.headers.items()}
        response = self.emulator.handle(Request(request.method, path, query, headers, body))
        return httpx.Response(response.status, headers=dict(response.headers), content=response.body, request=request)
