"""A loopback server that answers every request with the same JSON object; one process, keep-alive."""

from __future__ import annotations

import json
import socket
import sys
import threading

BODY = json.dumps(
    {
        "id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
        "object": "customer",
        "status": "SUCCEEDED",
        "country": "BR",
        "created_at": "2026-01-01T12:00:00.001000Z",
        "amount": {"currency": "BRL", "value": 100.10, "captured": 0, "refunded": 0},
        "customer": {
            "id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
            "first_name": "A",
            "last_name": "B",
            "email": "a@b.test",
        },
        "transactions": [
            {"id": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "type": "PURCHASE", "status": "SUCCEEDED", "amount": 100.10}
        ],
    }
).encode()
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-request-id: r1\r\ncontent-length: %d\r\n\r\n" % len(
    BODY
)


def serve(connection: socket.socket) -> None:
    """Answer until the other side closes."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    waiting = b""
    while True:
        while b"\r\n\r\n" not in waiting:
            part = connection.recv(65536)
            if not part:
                return
            waiting += part
        head, _, waiting = waiting.partition(b"\r\n\r\n")
        length = next(
            (int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")), 0
        )
        while len(waiting) < length:
            waiting += connection.recv(65536)
        waiting = waiting[length:]
        connection.sendall(HEAD + BODY)


def main() -> None:
    """Listen on a free port, and say which."""
    listener = socket.create_server(("127.0.0.1", 0))
    sys.stdout.write(f"{listener.getsockname()[1]}\n")
    sys.stdout.flush()
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection,), daemon=True).start()


main()
