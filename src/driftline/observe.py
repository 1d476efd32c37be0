"""A recording reverse proxy: passes requests on to one service and keeps every exchange. Talks to that service only.

Nothing of it is changed on the way but the host, and the headers that belong to one connection (RFC 9110, 7.6.1).
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Mapping, MutableMapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from driftline.claims import host_of
from driftline.errors import DriftError
from driftline.exchange import PLAIN_HEADERS, Exchange, body_of, forms, recorded, strike_text, to_line, unpacked

Message = MutableMapping[str, Any]
Resolve = Callable[[str, str], str | None]
OF_CONNECTION = frozenset(
    "connection keep-alive proxy-authenticate proxy-authorization te trailer transfer-encoding upgrade".split()  # noqa: SIM905
)
MAX_PASSED = 20_000_000  # bytes of one body
PASSED_SECONDS = 60.0  # that one answer may take
ENDING_SECONDS = 1  # that what is under way may still take when the run ends


class Recorder:
    """An ASGI application that answers as the service at `url` does, and keeps what it saw in `exchanges`.

    With `record`, every exchange is written there before its answer is passed on, as a line of JSON.
    """

    def __init__(
        self,
        url: str,
        resolve: Resolve,
        *,
        record: Path | None = None,
        requests: int | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise DriftError(f"{url!r} is no service", "Give a URL such as https://api-sandbox.example.com")
        self.url = url.rstrip("/")
        self.resolve = resolve
        self.exchanges: list[Exchange] = []
        self.left = requests
        self.record = record
        self.broken: DriftError | None = None  # why the record could not be kept
        self.done = asyncio.Event()
        self.client = httpx.AsyncClient(transport=transport, timeout=PASSED_SECONDS, follow_redirects=False)
        try:
            self.file = record.open("w", encoding="utf-8") if record else None
        except OSError as error:
            raise DriftError(f"{record} could not be written: {error.strerror}", "Is its folder there?") from None

    async def __call__(
        self,
        scope: Mapping[str, Any],
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        """Pass one request on."""
        if scope["type"] != "http":
            return
        body = await _whole(receive)
        headers = [(k.decode("latin-1"), v.decode("latin-1")) for k, v in scope["headers"]]
        query = scope["query_string"].decode("latin-1")
        path = scope.get("raw_path", scope["path"].encode()).decode("latin-1")
        url = f"{self.url}{path}" + (f"?{query}" if query else "")
        sent = [(k, v) for k, v in headers if k not in OF_CONNECTION and k not in ("host", "content-length")]
        status, problem, kept, content = 502, "", httpx.Headers(), b""
        try:
            status, kept, content = await self._passed(scope["method"], url, sent, body)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, ValueError) as error:
            problem = f"{type(error).__name__}: {error}"
        self._keep(scope["method"], url, path, dict(headers), body, status, dict(kept), content, problem)
        await send({"type": "http.response.start", "status": status, "headers": _of_message(kept)})
        await send({"type": "http.response.body", "body": content})
        if self.left is not None and len(self.exchanges) >= self.left:
            self.done.set()

    async def _passed(
        self, method: str, url: str, headers: Sequence[tuple[str, str]], body: bytes
    ) -> tuple[int, httpx.Headers, bytes]:
        """Status, headers and body of the service's answer, as they came; raises where there is none in time."""
        content = bytearray()
        async with (
            asyncio.timeout(PASSED_SECONDS),
            self.client.stream(method, url, headers=headers, content=body) as answer,
        ):
            async for chunk in answer.aiter_raw():
                content += chunk
                if len(content) > MAX_PASSED:
                    raise httpx.ReadError(f"an answer of more than {MAX_PASSED:,} bytes")
            return answer.status_code, answer.headers, bytes(content)

    def _keep(
        self,
        method: str,
        url: str,
        path: str,
        headers: Mapping[str, str],
        body: bytes,
        status: int,
        answered: Mapping[str, str],
        content: bytes,
        problem: str,
    ) -> None:
        """Record one exchange, secrets struck out, before the caller has the answer: what anybody saw is kept."""
        secrets = [part for k, v in headers.items() if k not in PLAIN_HEADERS for part in (v, v.rpartition(" ")[2])]
        written = {form for one in secrets if len(one) >= 8 for form in forms(one)}
        long = tuple(sorted(written, key=len, reverse=True))
        with contextlib.suppress(ValueError):
            content = unpacked(content, answered.get("content-encoding", ""), MAX_PASSED)
        exchange = recorded(
            f"o{len(self.exchanges) + 1:05d}",
            self.resolve(method, path) or "",
            "observed",
            method,
            url,
            request=(headers, body_of(body, headers.get("content-type", ""))[0]),
            answer=(
                0 if problem else status,
                answered,
                *body_of(content, answered.get("content-type", "")),
            ),
            secrets=long,
            problem=strike_text(problem, long),
        )
        self.exchanges.append(exchange)
        self._write(exchange)

    def _write(self, exchange: Exchange) -> None:
        """Keep one exchange on the disk; where that refuses, the run ends."""
        try:
            if self.file:
                self.file.write(to_line(exchange) + "\n")
                self.file.flush()
        except OSError as error:
            hint = "Make room, then observe again; what was recorded so far is there."
            self.broken = self.broken or DriftError(f"{self.record} could not be written: {error.strerror}", hint)
            self.done.set()


async def _whole(receive: Callable[[], Awaitable[Message]]) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))[: MAX_PASSED - len(body)]
        if not message.get("more_body"):
            return body


def _of_message(headers: httpx.Headers) -> list[tuple[bytes, bytes]]:
    """The headers, but for those that belong to one connection."""
    dropped = {*OF_CONNECTION, "content-length"}
    return [(name, value) for name, value in headers.raw if name.decode("latin-1").lower() not in dropped]


def of_one_service(exchanges: Sequence[Exchange], hosts: Collection[str]) -> list[Exchange]:
    """The exchanges, those with other services under no operation: `/v1/customers` of another vendor is not ours.

    Ours are the hosts that the specs name; where none of them was asked, the host with most of our operations.
    """
    counts = Counter(host_of(one.url) for one in exchanges if one.operation)
    ours = set(counts) & set(hosts) or {host for host, _ in counts.most_common(1)}
    return [one if host_of(one.url) in ours else replace(one, operation="") for one in exchanges]


def observe(
    url: str,
    resolve: Resolve,
    *,
    host: str,
    port: int,
    record: Path | None = None,
    seconds: float | None = None,
    requests: int | None = None,
    say: Callable[[str], None] = print,
) -> list[Exchange]:
    """Serve the proxy until it is interrupted, or the seconds or requests are over; what it saw.

    Raises DriftError where the port cannot be had or `url` is none.
    """
    return asyncio.run(_observe(url, resolve, host, port, record, seconds, requests, say))


async def _observe(
    url: str,
    resolve: Resolve,
    host: str,
    port: int,
    record: Path | None,
    seconds: float | None,
    requests: int | None,
    say: Callable[[str], None],
) -> list[Exchange]:
    import uvicorn

    recorder = Recorder(url, resolve, record=record, requests=requests)
    # With the protocol named: asyncio sets TCP_NODELAY on no other, and each answer would be 40 ms late.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        raise DriftError(f"{host}:{port} cannot be served: {error.strerror}", "Choose another --port.") from None
    config = uvicorn.Config(recorder, log_level="critical", access_log=False, lifespan="off")
    config.timeout_graceful_shutdown = ENDING_SECONDS
    server = uvicorn.Server(config)
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign,assignment] # the signals end the run, not the process
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, recorder.done.set)
    say(f"recording what passes http://{host}:{listening.getsockname()[1]} to {url}; Ctrl-C ends it")
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(recorder.done.wait(), seconds)
    server.should_exit = True
    await serving
    await recorder.client.aclose()
    if recorder.file:
        with contextlib.suppress(OSError):
            recorder.file.close()
    if recorder.broken:
        raise recorder.broken
    return recorder.exchanges
