"""How the pretend vendor says no: one envelope, `code` and `messages`. Does no I/O."""

from __future__ import annotations

from driftline.emulator import Response, reply


class RefusalError(Exception):
    """A request that is refused; `response` is what the client gets."""

    def __init__(self, status: int, code: str, *messages: str) -> None:
        super().__init__(code)
        self.response: Response = reply(status, {"code": code, "messages": list(messages)})


UNKNOWN_URL = Response(404, b"404 page not found", {"content-type": "text/plain; charset=utf-8"})
