"""A vendor over HTTP that gives away what it should not: keys it was sent in every form, a card, a code, a bearer."""

from __future__ import annotations

import base64
import json
from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping
from typing import Any
from urllib.parse import quote

import emulator
from driftline.emulator import Call, Emulator, Response, Route, Vendor, World, application

CARD = "4929421234600821"  # passes the check of card numbers, and is in no document of the project
CODE = "73914682"
BEARER = "bear-51f0c2d9e84b7a36"
CREDENTIALS = (b"public-api-key", b"private-secret-key")
Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]


def written(secret: str) -> Iterator[str]:
    """The forms in which a secret may be written: raw, percent-encoded, JSON-escaped, hex, base64 beside other bytes."""
    raw = secret.encode()
    yield from (secret, quote(secret, safe=""), json.dumps(secret)[1:-1], raw.hex(), raw.hex().upper())
    for before in (b"", b"k", b"k:"):
        yield base64.b64encode(before + raw + b"::").decode()
        yield base64.urlsafe_b64encode(before + raw + b"::").decode()


def traces(secret: str) -> set[str]:
    """What is to be seen of a secret in whatever form: of base64 the part that is the secret's alone."""
    forms = list(written(secret))
    return {*forms[:5], *(form[4:-8] for form in forms[5:])}


def echoing(known: Mapping[str, bytes]) -> Callable[..., Awaitable[None]]:
    """The pretend vendor as an ASGI application, of whose answers every third gives something away.

    `known` are the credentials of the pretend vendor, by those that are sent.
    """
    app, asked = application(emulator.create()), [0]

    async def answer(scope: Message, receive: Callable[[], Awaitable[Message]], send: Send) -> None:
        asked[0] += 1
        keys = [value.decode() for name, value in scope["headers"] if name in CREDENTIALS]
        scope = {**scope, "headers": [(name, known.get(value.decode(), value)) for name, value in scope["headers"]]}
        forms = [form for key in keys for form in written(key)]
        if asked[0] % 40 == 0:
            return await _redirect(send, keys)
        if asked[0] % 40 == 20:
            page = f"<h1>refused {forms} {CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:]} Bearer {BEARER}</h1>"
            return await _say(
                send, 500, page.encode(), [(b"content-type", b"text/html"), (b"x-was", "".join(keys).encode())]
            )
        return await app(scope, receive, _telling(send, forms) if asked[0] % 3 == 0 else send)

    return answer


def _telling(send: Send, forms: list[str]) -> Send:
    """Adds what was sent to a JSON object that is answered, and to its headers."""
    started: list[Message] = []

    async def tell(message: Message) -> None:
        if message["type"] == "http.response.start":
            started.append(message)
            return
        body = message["body"]
        if body.startswith(b"{"):
            told = {"sent": forms, "text": f"key={' '.join(forms)}", "pan": int(CARD), "security_code": CODE}
            again = json.dumps({"number": CARD, "security_code": CODE})
            body = json.dumps(
                {**json.loads(body), "debug": {**told, "again": again, "auth": f"Bearer {BEARER}"}}
            ).encode()
        kept = [pair for pair in started[0]["headers"] if pair[0] != b"content-length"]
        if forms:
            kept += [(b"etag", forms[0].encode()), (b"x-request-id", forms[3].encode()), (b"link", forms[1].encode())]
        await _say(send, started[0]["status"], body, kept)

    return tell


async def _redirect(send: Send, keys: list[str]) -> None:
    at = f"https://u:{BEARER}@elsewhere.test/cb?access_token={BEARER}&bearer={BEARER}&was={quote(keys[0] if keys else '')}"
    await _say(send, 302, b"", [(b"location", f"{at}#id_token={BEARER}".encode())])


async def _say(send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body})


def broken() -> Emulator:
    """A vendor whose first answer is an exception that tells all that was sent."""

    def fail(_: World, call: Call) -> Response:
        raise RuntimeError(
            f"could not answer {call.request.headers}, {list(written(call.request.headers['x-api-key']))}"
        )

    gate: Callable[[World, Call], Response | None] = lambda *_: None  # noqa: E731
    return Emulator(Vendor("Broken", [Route("GET", "/books", fail)], gate, Response(404)))
