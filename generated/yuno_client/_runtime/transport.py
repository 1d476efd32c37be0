"""The one module that knows an HTTP library: httpx, or httpx2 where it is asked for or alone."""

from __future__ import annotations

import importlib
import time
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from .errors import ConfigurationError

LIBRARIES = ("httpx", "httpx2")
MOST = 64_000_000  # bytes of one answer
NEVER_LEFT = ("ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol", "InvalidURL",
              "LocalProtocolError")  # fmt: skip


class Request(NamedTuple):
    """One request, ready to go; `timeout` in seconds for each step, `until` on the monotonic clock for all of it."""

    method: str
    url: str
    headers: Mapping[str, str]
    content: bytes | None
    timeout: float
    until: float


class Answer(NamedTuple):
    """One whole answer; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Failure(NamedTuple):
    """No answer: `sent` says whether the request may have reached the service."""

    sent: bool
    reason: str


class Sender(Protocol):
    """What sends one request and gives an answer or a failure, and raises nothing."""

    def send(self, request: Request) -> Answer | Failure: ...

    def close(self) -> None: ...


class AsyncSender(Protocol):
    """The same, awaited."""

    async def send(self, request: Request) -> Answer | Failure: ...

    async def close(self) -> None: ...


@lru_cache(maxsize=2)
def library(name: str = "") -> Any:
    """The HTTP library of that name, or the first that is installed."""
    for wanted in (name,) if name else LIBRARIES:
        try:
            return importlib.import_module(wanted)
        except ModuleNotFoundError:
            continue
    raise ConfigurationError(f"{name or ' and '.join(LIBRARIES)} cannot be imported: install one of them")


@lru_cache(maxsize=2)
def _context(http: Any) -> Any:
    """One TLS context for all clients: making one takes longer than a call."""
    return http.create_ssl_context()


def _library_of(client: Any) -> Any:
    """The library that a client of the caller's own belongs to."""
    return library(type(client).__module__.partition(".")[0]) if client is not None else None


def _asked(http: Any, client: Any, request: Request, *, own: bool) -> Any:
    """The request as the library has it; a caller's own client adds what it was set up with."""
    left = max(0.001, min(request.timeout, request.until - time.monotonic()))
    if not own:
        return client.build_request(
            request.method, request.url, headers=request.headers, content=request.content, timeout=http.Timeout(left)
        )
    timeouts = {"connect": left, "read": left, "write": left, "pool": left}
    headers = {**request.headers, "accept-encoding": "gzip, deflate"}
    extensions = {"timeout": timeouts}
    return http.Request(request.method, request.url, headers=headers, content=request.content, extensions=extensions)


def _headers(response: Any) -> dict[str, str]:
    """The headers of an answer, names in lower case; of a name that comes twice, the values joined (RFC 9110, 5.3)."""
    found: dict[str, str] = {}
    for raw, value in response.headers.raw:
        name = raw.decode("latin-1").lower()
        text = value.decode("latin-1")
        found[name] = f"{found[name]}, {text}" if name in found else text
    return found


def _failure(http: Any, error: Exception) -> Failure:
    """What an exception of the library means: a request that never left, or one whose fate is unknown."""
    names = {kind.__name__ for kind in type(error).__mro__}
    never = bool(names & set(NEVER_LEFT)) or (isinstance(error, RuntimeError) and "closed" in str(error))
    return Failure(not never, type(error).__name__)


class _TooLongError(Exception):
    """An answer that is too large, or that drips for too long."""


class _Collector:
    """The bytes of an answer, within its bounds."""

    def __init__(self, until: float) -> None:
        self.parts: list[bytes] = []
        self.size = 0
        self.until = until

    def add(self, part: bytes) -> None:
        self.parts.append(part)
        self.size += len(part)
        if self.size > MOST or time.monotonic() > self.until:
            raise _TooLongError


class HttpSender:
    """Sends over a client of the HTTP library: its own, made on first use, or the caller's."""

    def __init__(self, client: Any = None, name: str = "") -> None:
        self._own = client is None
        self._client = client
        self._http = _library_of(client)
        self._name = name

    def _ready(self) -> Any:
        if self._client is None:
            self._http = library(self._name)
            self._client = self._http.Client(verify=_context(self._http), follow_redirects=False)
        return self._client

    def send(self, request: Request) -> Answer | Failure:
        """One request; see `Sender`."""
        client = self._ready()
        try:
            response = client.send(
                _asked(self._http, client, request, own=self._own), stream=True, follow_redirects=False
            )
            try:
                collector = _Collector(request.until)
                for part in response.iter_bytes():
                    collector.add(part)
            finally:
                response.close()
        except _TooLongError:
            return Failure(True, "the answer is too long")
        except Exception as error:
            return _failure(self._http, error)
        return Answer(response.status_code, _headers(response), b"".join(collector.parts))

    def close(self) -> None:
        """Close the connections, unless they are the caller's."""
        if self._own and self._client is not None:
            self._client.close()


class AsyncHttpSender:
    """The same over an asynchronous client."""

    def __init__(self, client: Any = None, name: str = "") -> None:
        self._own = client is None
        self._client = client
        self._http = _library_of(client)
        self._name = name

    def _ready(self) -> Any:
        if self._client is None:
            self._http = library(self._name)
            self._client = self._http.AsyncClient(verify=_context(self._http), follow_redirects=False)
        return self._client

    async def send(self, request: Request) -> Answer | Failure:
        """One request; see `Sender`."""
        client = self._ready()
        try:
            response = await client.send(
                _asked(self._http, client, request, own=self._own), stream=True, follow_redirects=False
            )
            try:
                collector = _Collector(request.until)
                async for part in response.aiter_bytes():
                    collector.add(part)
            finally:
                await response.aclose()
        except _TooLongError:
            return Failure(True, "the answer is too long")
        except Exception as error:
            return _failure(self._http, error)
        return Answer(response.status_code, _headers(response), b"".join(collector.parts))

    async def close(self) -> None:
        """Close the connections, unless they are the caller's."""
        if self._own and self._client is not None:
            await self._client.aclose()
