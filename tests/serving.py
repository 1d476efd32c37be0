"""A real HTTP server for a folder, with validators and a request log: a docs host for tests."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import uvicorn

TYPES = {".md": "text/markdown; charset=utf-8", ".json": "application/json"}


@dataclass
class DocsHost:
    """A folder served on loopback; `fails_after` requests every answer is a 500."""

    folder: Path
    url: str = ""
    fails_after: int | None = None
    log: list[tuple[str, int]] = field(default_factory=list)

    def answer(self, path: str, known: str | None) -> tuple[int, dict[str, str], bytes]:
        if self.fails_after is not None and len(self.log) >= self.fails_after:
            return 500, {}, b"out of order"
        file = self.folder / unquote(urlsplit(path).path).lstrip("/")
        if not file.is_file():
            return 404, {}, b"no such page"
        body = file.read_bytes()
        etag = f'"{sha256(body).hexdigest()[:16]}"'
        headers = {"ETag": etag, "Last-Modified": formatdate(file.stat().st_mtime, usegmt=True)}
        if known == etag:
            return 304, headers, b""
        return 200, {**headers, "Content-Type": TYPES.get(file.suffix, "text/plain")}, body


@contextmanager
def served(folder: Path) -> Iterator[DocsHost]:
    """Serve `folder` until the block ends."""
    host = DocsHost(folder)

    class Visit(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            status, headers, body = host.answer(self.path, self.headers.get("If-None-Match"))
            host.log.append((self.path, status))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Visit)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    host.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield host
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def answering(app: Any) -> Iterator[str]:
    """The URL of an ASGI application, served on loopback until the block ends."""
    with socket.socket(proto=socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)
