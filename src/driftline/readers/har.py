"""Read a HAR file (HTTP Archive 1.2): the traffic that a browser or a proxy recorded. Pure.

What a browser records is not what a run of ours sends: it holds real credentials, other people's hosts, answers from
the cache. So a text that is no JSON and holds a telling name is struck out whole, numbers under such names too, and the
credentials that a request carries wherever they come back.
"""

from __future__ import annotations

import base64
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from driftline.claims import Unread
from driftline.errors import SourceError
from driftline.exchange import (
    MAX_BODY,
    MAX_DEPTH,
    NUMBERS,
    SECRET_NAMES,
    STRUCK,
    Exchange,
    is_deep,
    strike,
    strike_headers,
    strike_text,
    strike_url,
)

LEAST_SECRET = 8  # characters: a shorter credential would be struck out of words that are none
FILE = "har"
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")  # RFC 9110 section 5.6.2
FORM = "application/x-www-form-urlencoded"
HINT = "Is it what a browser or a proxy saved as HAR?"


class _UnreadError(Exception):
    """An entry that is no exchange, and why."""


@dataclass(slots=True)
class _Entry:
    """One entry while it is read: its number from 1, the secrets in it, and what was left out."""

    number: int
    secrets: tuple[str, ...]
    unread: list[Unread] = field(default_factory=list)

    def skip(self, reason: str) -> None:
        self.unread.append(Unread(FILE, None, f"entry {self.number}: {reason}"))


class _Body(NamedTuple):
    value: Any = None
    is_json: bool = False


def exchanges_of_har(
    text: str, resolve: Callable[[str, str], str | None], *, secrets: Iterable[str] = ()
) -> tuple[list[Exchange], list[Unread]]:
    """The exchanges of a HAR file, with the intent `observed`, and what could not be read of it.

    `resolve` names the operation of a method and a path; None is no operation. An exchange has the number of its entry:
    `h00012` is the twelfth. Raises SourceError where the text is no HAR file.
    """
    exchanges: list[Exchange] = []
    unread: list[Unread] = []
    given = tuple(secrets)
    for number, raw in enumerate(_entries(text), 1):
        entry = _Entry(number, given)
        try:
            exchanges.append(_exchange(entry, raw, resolve))
        except _UnreadError as reason:
            entry.skip(str(reason))
        except RecursionError:
            entry.skip("nested too deep")
        unread += entry.unread
    return exchanges, unread


def _entries(text: str) -> list[Any]:
    """`log.entries` (HAR 1.2, log)."""
    try:
        data = json.loads(text.removeprefix("\ufeff"), parse_constant=lambda _: None)
    except RecursionError:
        raise SourceError("no HAR file: nested too deep", HINT) from None
    except ValueError as error:
        where = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "a number too long"
        raise SourceError(f"no HAR file: not JSON ({where})", HINT) from None
    log = data.get("log") if isinstance(data, dict) else None
    entries = log.get("entries") if isinstance(log, dict) else None
    if not isinstance(entries, list):
        raise SourceError("no HAR file: it has no list log.entries", HINT)
    return entries


def _exchange(entry: _Entry, raw: Any, resolve: Callable[[str, str], str | None]) -> Exchange:
    """One entry (HAR 1.2, entries) as an exchange, secrets struck out."""
    request, response = _part(raw, "request"), _part(raw, "response")
    method, url = _method(request), _url(request)
    status = _status(raw, response)
    sent, came = _headers(entry, request, "request"), _headers(entry, response, "answer")
    entry.secrets = _secrets(entry.secrets, sent, url)
    asked, answered = _sent_body(entry, request), _came_body(entry, response)
    return Exchange(
        f"h{entry.number:05d}",
        resolve(method, url.path or "/") or "",
        "observed",
        method,
        _struck_url(url, entry.secrets),
        _struck_headers(sent, entry.secrets),
        asked.value,
        status,
        _struck_headers(came, entry.secrets),
        answered.value,
        answered.is_json,
        seconds=_seconds(raw),
    )


def _part(raw: Any, name: str) -> dict[str, Any]:
    part = raw.get(name) if isinstance(raw, dict) else None
    if not isinstance(part, dict):
        raise _UnreadError(f"no {name}")
    return part


def _method(request: Mapping[str, Any]) -> str:
    method = request.get("method")
    if not isinstance(method, str) or not TOKEN.fullmatch(method):
        raise _UnreadError("no method")
    return method.upper()


def _url(request: Mapping[str, Any]) -> SplitResult:
    """The URL without its fragment: that is not sent, and tokens stand in it."""
    url = request.get("url")
    try:
        parts = urlsplit(_whole(url) if isinstance(url, str) else "")._replace(fragment="")
        host = parts.hostname
    except ValueError:
        raise _UnreadError("no URL") from None
    if parts.scheme in ("ws", "wss"):
        raise _UnreadError("a websocket, no HTTP exchange")
    if parts.scheme not in ("http", "https"):
        raise _UnreadError(f"a URL of the scheme {parts.scheme[:20]}, no HTTP exchange" if parts.scheme else "no URL")
    if not host:
        raise _UnreadError("a URL without a host")
    return parts


def _status(raw: Mapping[str, Any], response: Mapping[str, Any]) -> int:
    """The status, where a server answered with one."""
    status = response.get("status")
    if isinstance(status, bool) or not isinstance(status, int):
        raise _UnreadError("no status")
    if status <= 0:
        raise _UnreadError("aborted or blocked, no answer")
    if status == 101 or raw.get("_resourceType") == "websocket":
        raise _UnreadError("a websocket, no HTTP exchange")
    if not 200 <= status <= 599:
        raise _UnreadError("a status that ends no exchange" if 100 <= status < 200 else "no status of HTTP")
    if raw.get("_fromCache"):
        raise _UnreadError("an answer from the browser's cache, not from the service")
    return status


def _headers(entry: _Entry, part: Mapping[str, Any], whose: str) -> dict[str, str]:
    """The headers by name in lower case (HAR 1.2, headers); repeated ones are joined (RFC 9110 section 5.3).

    The pseudo headers of HTTP/2 (`:method`) say again what stands elsewhere.
    """
    found: dict[str, str] = {}
    rows = part.get("headers")
    if not isinstance(rows, list):
        raise _UnreadError(f"no headers of the {whose}")  # an answer that lacks a header is a claim
    odd = 0
    for row in rows:
        name, value = (row.get("name"), row.get("value")) if isinstance(row, dict) else (None, None)
        if isinstance(name, str) and name.startswith(":"):
            continue
        if isinstance(name, str) and isinstance(value, str) and TOKEN.fullmatch(name):
            key, clean = name.lower(), _whole(value)
            found[key] = f"{found[key]}, {clean}" if key in found else clean
        else:
            odd += 1
    if odd:
        entry.skip(f"{odd} unreadable in the headers of the {whose}")
    return found


def _secrets(given: Iterable[str], headers: Mapping[str, str], url: SplitResult) -> tuple[str, ...]:
    """The given secrets and the credentials of one request, the longest first.

    A credential is long and has a digit: a cookie may say `payments` too, and that is a word of the API.
    """
    carried = [value for name, value in headers.items() if name == "cookie" or _tells(name)]
    carried += [value for name, value in parse_qsl(url.query, keep_blank_values=True) if _tells(name)]
    words = {word for text in carried for word in (text, *re.split(r"[\s;,=]+", text))}
    found = {word for word in words if len(word) >= LEAST_SECRET and re.search(r"\d", word)}
    return tuple(sorted({*given, *found}, key=lambda secret: (-len(secret), secret)))


def _tells(name: str) -> bool:
    """Whether what stands under this name is a secret; `api-key` is `api_key`."""
    return bool(SECRET_NAMES.search(name.replace("-", "_")))


def _struck_headers(headers: Mapping[str, str], secrets: tuple[str, ...]) -> dict[str, str]:
    """The headers struck out as ever, and values that hold a telling name: a `location` has parameters."""
    return strike_headers({name: STRUCK if _tells(value) else value for name, value in headers.items()}, secrets)


def _struck_url(url: SplitResult, secrets: tuple[str, ...]) -> str:
    """The URL struck out as ever, and its parameters before they are escaped: a card number has spaces in it."""
    return strike_url(url._replace(query=_struck_form(url.query, secrets)).geturl(), secrets)


def _struck_form(text: str, secrets: tuple[str, ...]) -> str:
    pairs = parse_qsl(text, keep_blank_values=True)
    return urlencode([(strike_text(name, secrets), strike(_hidden(value, name), secrets)) for name, value in pairs])


def _sent_body(entry: _Entry, request: Mapping[str, Any]) -> _Body:
    """What was sent (HAR 1.2, postData): a text, or the fields of a form."""
    data = request.get("postData")
    if data is None:
        return _Body()
    if not isinstance(data, dict):
        entry.skip("the request's body has no shape of HAR")
        return _Body()
    text = _text(entry, data, "request")
    if text:
        kind = data.get("mimeType")
        is_form = isinstance(kind, str) and kind.partition(";")[0].strip().lower() == FORM
        return _Body(_struck_form(text, entry.secrets)[:MAX_BODY]) if is_form else _body(entry, text, "request")
    rows = data.get("params")
    fields = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    pairs = [(_whole(str(row.get("name", ""))), _whole(str(row.get("value", "")))) for row in fields]
    return _Body(_struck_form(urlencode(pairs), entry.secrets)[:MAX_BODY] if pairs else None)


def _came_body(entry: _Entry, response: Mapping[str, Any]) -> _Body:
    """What came back (HAR 1.2, content)."""
    content = response.get("content")
    if not isinstance(content, dict):
        entry.skip("the answer has no content")
        return _Body()
    if content.get("text") is None:
        size = content.get("size")
        if isinstance(size, int) and size > 0:
            entry.skip("the answer's body was not recorded")
        return _Body()
    return _body(entry, _text(entry, content, "answer"), "answer")


def _text(entry: _Entry, holder: Mapping[str, Any], whose: str) -> str:
    """The text of a body, out of base64 where it says so; empty where there is none or it cannot be had."""
    text = holder.get("text")
    if text is None:
        return ""
    if not isinstance(text, str):
        entry.skip(f"the {whose}'s body is no text")
        return ""
    if holder.get("encoding") != "base64":
        return _whole(text).removeprefix("\ufeff")
    try:
        packed = base64.b64decode("".join(text.split()), validate=True)
    except ValueError:
        entry.skip(f"the {whose}'s body is no base64")
        return ""
    return packed.decode("utf-8-sig", "replace")


def _body(entry: _Entry, text: str, whose: str) -> _Body:
    """A body as a JSON value where it is JSON, else as text; secrets are struck out before it is cut."""
    if not text:
        return _Body()
    try:
        value = json.loads(text, **NUMBERS)
    except RecursionError:
        value = None
        deep = True
    except ValueError:
        return _Body(STRUCK if _tells(text) else strike_text(text, entry.secrets)[:MAX_BODY])
    else:
        deep = is_deep(value)
    if deep:
        entry.skip(f"the {whose}'s body is nested deeper than {MAX_DEPTH} levels")
        return _Body()
    return _Body(strike(_hidden(value), entry.secrets), True)


def _hidden(value: Any, name: str = "") -> Any:
    """The value without what `strike` leaves: numbers under telling names, names with a hyphen, cards with a point."""
    if isinstance(value, dict):
        return {key: _hidden(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [_hidden(inner, name) for inner in value]
    if value is None or isinstance(value, bool) or value == "":
        return value
    is_card = isinstance(value, float) and value.is_integer() and strike(int(value)) == STRUCK
    return STRUCK if is_card or _tells(name) else value


def _whole(text: str) -> str:
    """The text with lone surrogates replaced: they cannot be written."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _seconds(raw: Mapping[str, Any]) -> float:
    """How long it took (HAR 1.2, time in milliseconds)."""
    time = raw.get("time")
    if isinstance(time, bool) or not isinstance(time, int | float):
        return 0.0
    try:
        return float(time) / 1000 if time >= 0 and math.isfinite(time) else 0.0
    except OverflowError:
        return 0.0
