"""The emulator as an httpx transport, for clients in the same process, sync and async."""

from __future__ import annotations

import asyncio
import time

import httpx

from driftline.emulator import control
from driftline.emulator.core import Emulator
from driftline.emulator.messages import Request, parse_target


class EmulatorTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers httpx requests from an emulator, without a socket."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response, delay = self._answer(request, request.read())
        if delay:
            time.sleep(delay)
        return response

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response, delay = self._answer(request, await request.aread())
        if delay:
            await asyncio.sleep(delay)
        return response

    def _answer(self, request: httpx.Request, body: bytes) -> tuple[httpx.Response, float]:
        path, query = parse_target(request.url.raw_path.decode("ascii"))
        headers = {name.lower(): value for name, value in request.headers.items()}
        response = control.answer(self.emulator, Request(request.method, path, query, headers, body))
        self.emulator.deliver()
        made = httpx.Response(response.status, headers=dict(response.headers), content=response.body, request=request)
        return made, response.delay
