"""A service of raw sockets that behaves as badly as it is told, on loopback, and remembers what it was asked."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Answer = bytes | Iterable[bytes]
Behaviour = Callable[[int, str, str], Answer]  # number of the request from 1, method, path


@dataclass
class Badly:
    """Answers as `behave` says; an answer in parts is sent part by part until the other side leaves."""

    behave: Behaviour
    url: str = ""
    asked: list[tuple[str, str, str]] = field(default_factory=list)  # method, path, the whole head
    reset: bool = False  # end every connection with RST, not with FIN
    ended: threading.Event = field(default_factory=threading.Event)

    def serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError), connection:
            head = _head(connection)
            if head:
                method, path = head.split(" ")[:2]
                self.asked.append((method, path, head))
                answer = self.behave(len(self.asked), method, path)
                for part in [answer] if isinstance(answer, bytes) else answer:
                    connection.sendall(part)
                    if self.ended.is_set():
                        return
            if self.reset:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            else:
                connection.shutdown(socket.SHUT_WR)


def _head(connection: socket.socket) -> str:
    """The head of one request, its body read too."""
    seen = b""
    while b"\r\n\r\n" not in seen:
        part = connection.recv(65536)
        if not part:
            return ""
        seen += part
    head, _, body = seen.partition(b"\r\n\r\n")
    length = next((int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
    while len(body) < length:
        body += connection.recv(65536)
    return head.decode("latin-1")


@contextmanager
def badly(behave: Behaviour, *, tls: ssl.SSLContext | None = None, reset: bool = False) -> Iterator[Badly]:
    """Serve until the block ends, every connection in a thread of its own."""
    server = Badly(behave, reset=reset)
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
        server.url = f"http{'s' if tls else ''}://127.0.0.1:{listening.getsockname()[1]}"

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    threading.Thread(target=one, args=(connection,), daemon=True).start()

        def one(connection: socket.socket) -> None:
            with contextlib.suppress(OSError):
                server.serve(tls.wrap_socket(connection, server_side=True) if tls else connection)

        threading.Thread(target=accept, daemon=True).start()
        try:
            yield server
        finally:
            server.ended.set()
            listening.shutdown(socket.SHUT_RDWR)
