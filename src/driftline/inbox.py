"""An address on this machine at which deliveries arrive while a run goes on. Listens, answers 200, sends nothing."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from driftline.errors import DriftError

MOST_BYTES = 1_000_000  # of one delivery
MOST_KEPT = 500  # deliveries at once
ANSWERS_WITHIN = 5.0  # seconds that a sender may take for one delivery


class Delivery(NamedTuple):
    """What was posted to an address: under which name it was given out, the headers in small letters, the exact bytes."""

    name: str
    headers: Mapping[str, str]
    body: bytes


class Inbox:
    """Addresses for deliveries, and what arrived at them, in order.

    It listens on the loopback interface, at `port` (0: a free one). `url` is what others call it where that is another
    address: that of a tunnel that ends here.
    """

    def __init__(self, url: str = "", port: int = 0, key: str = "") -> None:
        self.kept: list[Delivery] = []
        self.is_used = False  # whether anything arrived at all
        self._url, self._port = url.rstrip("/"), port
        self._key = key or uuid.uuid4().hex  # what is posted elsewhere is not for this run
        self._server: ThreadingHTTPServer | None = None

    def listen(self) -> None:
        """Take deliveries over HTTP from now on. Raises DriftError where the port is taken."""
        if self._server is not None:
            return
        try:
            self._server = _Server(("127.0.0.1", self._port), _handler(self))
        except OSError as error:
            hint = "Choose another --webhook-port."
            raise DriftError(f"deliveries cannot be taken at port {self._port}: {error.strerror}", hint) from None
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def address(self, name: str) -> str:
        """The URL of the address with a name."""
        return f"{self._url or f'http://127.0.0.1:{self._port}'}/{self._key}/{name}"

    def take(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        """Keep what was posted to a URL, or a path, of this inbox; the status of the answer."""
        before, _, name = url.partition("?")[0].rpartition("/")
        if not before.endswith(self._key):
            return 404
        self.is_used = True
        if len(self.kept) < MOST_KEPT:
            self.kept.append(Delivery(name, {key.lower(): value for key, value in headers.items()}, body))
        return 200

    def settle(self, most: float, gap: float) -> None:
        """Wait until something is kept and nothing more arrived for `gap` seconds; at most `most` seconds."""
        ends, count, quiet = time.monotonic() + most, len(self.kept), time.monotonic()
        while (now := time.monotonic()) < ends:
            if len(self.kept) != count:
                count, quiet = len(self.kept), now
            if count and now - quiet >= gap:
                return
            time.sleep(0.005)

    def drain(self) -> tuple[Delivery, ...]:
        """Take out what is kept."""
        kept, self.kept = tuple(self.kept), []
        return kept

    def close(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A sender that breaks off says nothing."""


def _handler(inbox: Inbox) -> type[BaseHTTPRequestHandler]:
    """What answers for an inbox."""

    class Handler(BaseHTTPRequestHandler):
        timeout = ANSWERS_WITHIN

        def do_POST(self) -> None:
            text = self.headers.get("content-length", "")
            length = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
            is_fit = 0 <= length <= MOST_BYTES
            body = self.rfile.read(length) if is_fit else b""
            self.send_response(inbox.take(self.path, dict(self.headers.items()), body) if is_fit else 413)
            self.send_header("content-length", "0")
            self.send_header("connection", "close")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """A run says what it does by itself."""

    return Handler
