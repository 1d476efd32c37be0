"""Get answers over HTTP whole, within so many seconds and bytes, whatever the other side does. Keeps no cookie."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from http.cookiejar import DefaultCookiePolicy
from typing import Any, cast

import httpx

from driftline.exchange import unpacked

ENCODED = ("content-encoding", "transfer-encoding", "content-length")  # say nothing of a body that was unpacked


class Client:
    """Sends one request at a time and follows no redirect; `transport` answers in the place of the network."""

    def __init__(self, transport: httpx.BaseTransport | None = None) -> None:
        self._sockets: list[socket.socket] = []
        self._has_network = transport is None
        self._client = httpx.Client(
            transport=transport,
            headers={"accept-encoding": "gzip"},
            follow_redirects=False,
            trust_env=transport is None,
        )
        self._client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))

    def close(self) -> None:
        """Let go of all connections."""
        self._client.close()

    def ask(
        self, method: str, url: str, *, headers: Mapping[str, str], seconds: float, most: int, **content: Any
    ) -> httpx.Response:
        """The answer to one request, unpacked; `most` are the bytes that it may have.

        Raises httpx.HTTPError where none came whole within the seconds, httpx.InvalidURL and ValueError where no such
        request can be written.
        """
        started = time.monotonic()
        try:
            with self._cut_after(seconds):
                answer = self._read(method, url, headers, seconds, most, content)
        except httpx.HTTPError as error:
            if time.monotonic() - started < seconds or isinstance(error, httpx.TimeoutException):
                raise
            raise httpx.ReadTimeout(f"no whole answer within {seconds:.3g} seconds") from error
        answer.elapsed = timedelta(seconds=time.monotonic() - started)
        return answer

    def _read(
        self, method: str, url: str, headers: Mapping[str, str], seconds: float, most: int, content: Mapping[str, Any]
    ) -> httpx.Response:
        extensions = {"trace": self._trace}
        with self._client.stream(
            method, url, headers=dict(headers), timeout=seconds, extensions=extensions, **content
        ) as response:
            ends, raw = time.monotonic() + seconds, bytearray()
            for chunk in cast("httpx.SyncByteStream", response.stream):  # as it came: unpacked within bounds below
                raw += chunk
                if len(raw) > most:
                    raise httpx.ReadError(f"an answer of more than {most:,} bytes")
                if time.monotonic() > ends:
                    raise httpx.ReadTimeout(f"no whole answer within {seconds:.3g} seconds")
            try:
                body = unpacked(bytes(raw), response.headers.get("content-encoding", ""), most)
            except ValueError as error:
                raise httpx.DecodingError(str(error)) from None
            kept = [(k, v) for k, v in response.headers.multi_items() if k not in ENCODED]
            return httpx.Response(response.status_code, headers=kept, content=body, request=response.request)

    def _trace(self, event: str, told: Mapping[str, Any]) -> None:
        """Keep hold of the sockets in use. Source: https://www.encode.io/httpcore/extensions/#trace"""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            known = told["return_value"].get_extra_info("socket")
            self._sockets = [one for one in self._sockets if one.fileno() != -1] + [known]

    @contextlib.contextmanager
    def _cut_after(self, seconds: float) -> Iterator[None]:
        """Shut the connections when the time is over: the time that a read may take begins anew with every byte."""
        if not self._has_network:
            yield
            return
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self) -> None:
        for one in self._sockets:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(
                    one, socket.SHUT_RDWR
                )  # of TLS too: whoever reads sees the end, and nothing else
