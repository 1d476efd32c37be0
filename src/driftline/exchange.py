"""Recorded requests and answers, secrets struck out before they are kept. Pure: imports no I/O, clock or randomness."""

from __future__ import annotations

import base64
import json
import math
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any, NoReturn
from urllib.parse import parse_qsl, quote, quote_plus, urlencode, urlsplit

MAX_BODY = 200_000  # characters kept of one body
MAX_DEPTH = 100  # levels of one body
STRUCK = "[struck out]"
# Headers whose values may be kept; every other value is struck out.
PLAIN_HEADERS = frozenset(
    """accept accept-language allow cache-control content-encoding content-language content-length content-type date etag
    last-modified link location preference-applied ratelimit-limit ratelimit-policy ratelimit-remaining ratelimit-reset
    retry-after server user-agent vary x-idempotency-key idempotency-key x-ratelimit-limit x-ratelimit-remaining
    x-ratelimit-reset x-request-id request-id""".split()  # noqa: SIM905
)
SECRET_NAMES = re.compile(
    r"(?:secret|password|passwd|token|bearer|jwt|cvv|cvc|security[_-]?code|api[_-]?key|private|signing[_-]?key|authorization|card[_-]?number|iban"
    r"|pin$|^pan$)",
    re.IGNORECASE,
)
# A credential that says what it is; a word with a digit in it, as no sentence has one there.
BEARER = re.compile(r"\b(Bearer|Basic)(?: |%20|\+)(?=[^\s\"'&]{0,60}\d)[\w.~+/=%-]{8,}", re.IGNORECASE)
IN_JSON = re.compile(
    r"""(?P<name>"[^"\\]{1,60})(?P<between>\\{0,9}"\s{0,9}:\s{0,9}(?:\\{0,9}"(?=[^"\\])|(?=\d)))(?:(?<=")[^"\\]{1,999}|\d[\d.]{0,99})"""
)  # JSON in a text, its quotes escaped or not
IN_FORM = re.compile(r"""(?P<name>\b[\w.\[\]-]{1,60})(?P<between>=)(?!%5B|\[)[^&\s"'<>]{1,999}""")
CARD = re.compile(r"(?<!\d)(?:\d[ +-]?){12,18}\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer. `operation` is the template it was sent to, `intent` why: `baseline`, `omit <place>` ...

    Bodies are JSON values where they are JSON, else texts; `body_is_json` tells them apart.
    """

    id: str
    operation: str
    intent: str
    method: str
    url: str
    request_headers: Mapping[str, str] = field(default_factory=dict)
    request_body: Any = None
    status: int = 0
    response_headers: Mapping[str, str] = field(default_factory=dict)
    response_body: Any = None
    body_is_json: bool = False
    problem: str = ""
    seconds: float = 0.0


def luhn(digits: str) -> bool:
    """Whether the digits pass the check of card numbers (ISO/IEC 7812-1, annex B)."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + index % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


LEAST_ALONE = 13  # characters: digits of the shortest card; a scheme with a credential is longer
SHORT = 64  # characters: names of fields, states and ids, which a run meets again and again


def strike_text(text: str, secrets: Iterable[str] = ()) -> str:
    """The text without card numbers, without credentials that say what they are, and without the given secrets."""
    known = tuple(secrets)
    return _struck_before(text, known) if len(text) <= SHORT else _struck(text, known)


@lru_cache(maxsize=20_000)
def _struck_before(text: str, secrets: tuple[str, ...]) -> str:
    return _struck(text, secrets)


def _struck(text: str, secrets: tuple[str, ...]) -> str:
    for secret in secrets:
        if 4 <= len(secret) <= len(text):
            text = text.replace(secret, STRUCK)
    is_long = len(text) >= LEAST_ALONE
    text = BEARER.sub(rf"\1 {STRUCK}", text) if is_long else text
    for pattern, sign in ((IN_JSON, '"'), (IN_FORM, "=")):
        text = pattern.sub(_unless_harmless, text) if sign in text else text

    def card(match: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", match.group())
        return f"{STRUCK}{digits[-4:]}" if 13 <= len(digits) <= 19 and luhn(digits) else match.group()

    return CARD.sub(card, text) if is_long else text


def forms(secret: str) -> Iterator[str]:
    """A secret, and where it is long enough how others write it: in a URL, in JSON, in hex, in base64 at any place."""
    yield secret
    if len(secret) < LEAST_WRITTEN:
        return
    raw = secret.encode()
    yield from (
        quote(secret, safe=""),
        quote_plus(secret),
        re.sub("%..", lambda m: m[0].lower(), quote(secret, safe="")),
    )
    yield from (json.dumps(secret)[1:-1], raw.hex(), raw.hex().upper())
    for before in range(3):
        text = base64.b64encode(bytes(before) + raw).decode()
        whole = text[(0, 2, 3)[before] : (before + len(raw)) * 8 // 6]  # without what the neighbours have a part in
        yield from (whole, whole.translate(URL_SAFE))


def secrets_of(*values: str) -> tuple[str, ...]:
    """Values of headers and all that is secret in them, in every form in which it may come back, the longest first."""
    parts = [part for value in values for part in (value, *forms(value.rpartition(" ")[2]))]
    return tuple(sorted(dict.fromkeys(filter(None, parts)), key=len, reverse=True))


LEAST_WRITTEN = 8  # characters: what is shorter stands by chance in hex and base64
URL_SAFE = str.maketrans("+/", "-_")


def _unless_harmless(match: re.Match[str]) -> str:
    """A name and its value in a text, the value struck out where the name is telling."""
    return match["name"] + match["between"] + STRUCK if SECRET_NAMES.search(match["name"].lstrip('"')) else match[0]


def strike(value: Any, secrets: Iterable[str] = (), name: str = "") -> Any:
    """A JSON value without secrets: values under telling names, card numbers, and the given secrets anywhere."""
    if isinstance(value, dict):
        return {strike_text(str(key), secrets): strike(inner, secrets, str(key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [strike(inner, secrets, name) for inner in value]
    if isinstance(value, str):
        return STRUCK if value and _is_telling(name) else strike_text(value, secrets)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return STRUCK if SECRET_NUMBERS.search(name) or _is_card(value) else value
    return value


@lru_cache(maxsize=4_096)
def _is_telling(name: str) -> bool:
    """Whether a field is called as secrets are."""
    return SECRET_NAMES.search(name) is not None


SECRET_NUMBERS = re.compile(r"cvv|cvc|security[_-]?code$|card[_-]?number$|password|^pin$|^pan$", re.IGNORECASE)


def _is_card(value: float) -> bool:
    """Whether a number is that of a card: 13 to 19 digits that pass the check."""
    digits = f"{abs(value):.0f}" if abs(value) < 10**20 else ""
    return 12 < len(digits) < 20 and value == int(value) and luhn(digits)


def strike_url(url: str, secrets: Iterable[str] = ()) -> str:
    """The URL without user and fragment, and without the values of telling query parameters."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return STRUCK  # no URL at all: what is secret in it cannot be told
    pairs = [(k, STRUCK if SECRET_NAMES.search(k) else v) for k, v in parse_qsl(parts.query, keep_blank_values=True)]
    host = parts.netloc.rpartition("@")[2]
    return strike_text(
        parts._replace(netloc=host, query=urlencode(pairs, errors="replace"), fragment="").geturl(), secrets
    )


COUNTING = re.compile(
    r"(?:x-)?idempoten(?:t|cy)-replay(?:ed)?|x-(?:[a-z]{1,30}-){0,4}(?:count|total|pages?|items|results|limit|remaining|reset|replayed)"
)
COUNT = re.compile(r"\d{1,10}|true|false")


PAGING = re.compile(r"(?:x-)?(?:next|prev|previous)-(?:cursor|page|start|offset)")  # where a list goes on


def strike_headers(headers: Mapping[str, str], secrets: Iterable[str] = ()) -> dict[str, str]:
    """Header names in lower case; only the values of plain headers are kept, and numbers of those that count something."""
    return {
        name.lower(): (strike_url if name.lower() == "location" else strike_text)(value, secrets)
        if name.lower() in PLAIN_HEADERS
        or PAGING.fullmatch(name.lower())
        or (COUNTING.fullmatch(name.lower()) and COUNT.fullmatch(value))
        else STRUCK
        for name, value in headers.items()
    }


def recorded(
    number: str,
    operation: str,
    intent: str,
    method: str,
    url: str,
    *,
    request: tuple[Mapping[str, str], Any],
    answer: tuple[int, Mapping[str, str], Any, bool],
    secrets: Iterable[str] = (),
    problem: str = "",
) -> Exchange:
    """An exchange without secrets, from what went over the wire.

    `request` is headers and body, `answer` status (0 where none came), headers, body and whether that is JSON.
    """
    known = tuple(secrets)
    status, headers, body, is_json = answer
    return Exchange(
        number,
        operation,
        intent,
        method,
        strike_url(url, known),
        strike_headers(request[0], known),
        strike(request[1], known),
        status,
        strike_headers(headers, known),
        strike(body, known),
        is_json,
        problem,
    )


MAX_DIGITS = 300  # of a number: every one of those is a number of a program's too (RFC 8259, section 6)


def number_of(written: str) -> float:
    """A JSON number with a point or an exponent; raises ValueError for one that no program could write again."""
    number = float(written)
    if not math.isfinite(number):
        raise ValueError(f"{written[:40]} is too large a number")
    return number


def whole_of(written: str) -> int:
    """A whole JSON number; raises ValueError for one of more than MAX_DIGITS digits."""
    if len(written) > MAX_DIGITS:
        raise ValueError(f"{written[:40]}... is too large a number")
    return int(written)


def no_number(name: str) -> NoReturn:
    """`NaN` and the like; raises ValueError."""
    raise ValueError(f"{name} is not JSON")


# What `json.loads` makes of numbers. Its own are too kind: what it takes, no JSON can say again.
NUMBERS: dict[str, Any] = {"parse_float": number_of, "parse_int": whole_of, "parse_constant": no_number}


def body_of(content: bytes, kind: str = "") -> tuple[Any, bool]:
    """A body as it is kept: its JSON value, or so many characters of its text; and whether it is JSON.

    `kind` is its media type: the charset in it is that of a text.
    """
    if not content:
        return None, False
    try:
        return json_of(content), True
    except ValueError:
        text = text_of(content, kind)
        return strike_text(text)[:MAX_BODY], False  # struck before it is cut: half a number is no card any more


def json_of(content: bytes) -> Any:
    """The value of a JSON text that anybody can read: UTF-8, no NaN, no lone surrogate, at most 100 levels deep.

    Of a name that stands twice in one object the last counts. Raises ValueError for any other text.
    Source: RFC 8259, sections 4, 6, 8 and 9.
    """
    try:
        value = json.loads(content.decode("utf-8-sig"), **NUMBERS)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if is_deep(value):
        raise ValueError("nested too deep")
    if LONE.search(content):
        json.dumps(value, ensure_ascii=False).encode()
    return value


LONE = re.compile(rb"\\u[dD][89a-fA-F]")


def text_of(content: bytes, kind: str = "") -> str:
    """A body as text, in the charset that its media type names where that is one of texts, else in UTF-8."""
    named = re.search(r"charset=[\"']?([\w.:+-]{1,40})", kind, re.IGNORECASE)
    try:
        return content.decode(named[1] if named else "utf-8", "replace")
    except (LookupError, ValueError):
        return content.decode("utf-8", "replace")


def unpacked(raw: bytes, encoding: str, most: int) -> bytes:
    """A body without its content encoding, never more than `most` bytes of it made.

    Raises ValueError where it has more, is not whole, or is encoded in another way than gzip and deflate.
    """
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return raw
    if name not in WRAPPED:
        raise ValueError(f"Content-Encoding {encoding[:60]!r}, gzip or none expected")
    try:
        body = b"".join(_members(raw, WRAPPED[name], most + 1))
    except zlib.error as error:
        raise ValueError(f"a broken {name} body ({error}), a whole one expected") from None
    if len(body) > most:
        raise ValueError(f"more than {most:,} bytes after decompression, fewer expected")
    return body


WRAPPED = {"gzip": 31, "x-gzip": 31, "deflate": 15}  # the window bits of zlib


def _members(raw: bytes, wrapped: int, most: int) -> Iterator[bytes]:
    """What each member of a body unpacks to, together never more than `most` bytes."""
    for _ in range(MOST_MEMBERS):
        if not (raw and most):
            return
        member = zlib.decompressobj(wrapped)
        body = member.decompress(raw, most)
        most -= len(body)
        if most and not member.eof:
            raise zlib.error("it ends too early")
        yield body
        raw = member.unused_data
    if raw and most:
        raise zlib.error("more members than anybody writes")


MOST_MEMBERS = 1000  # of one gzip body: each costs a copy of all that follow


def to_line(exchange: Exchange) -> str:
    """One exchange as a line of JSON."""
    return json.dumps(asdict(exchange), ensure_ascii=True, separators=(",", ":"))


def to_lines(exchanges: Iterable[Exchange]) -> str:
    """A record: a line of JSON for each exchange."""
    return "".join(to_line(one) + "\n" for one in exchanges)


def from_lines(text: str) -> list[Exchange]:
    """The exchanges of a record; lines that hold none are left out."""
    return [one for line in text.split("\n") if (one := from_line(line))]


def from_line(line: str) -> Exchange | None:
    """The exchange in a line of JSON; None where it is none, or a part of it has another type than an exchange's."""
    try:
        data = json.loads(line, **NUMBERS)
        made = Exchange(**data) if isinstance(data, dict) else None
    except (ValueError, TypeError, RecursionError):
        return None
    return made if made is not None and _is_whole(made) else None


TEXTS = ("id", "operation", "intent", "method", "url", "problem")


def _is_whole(one: Exchange) -> bool:
    """Whether every part has its type and its bodies can be walked and written."""
    headers = [
        item for part in (one.request_headers, one.response_headers) if isinstance(part, dict) for item in part.items()
    ]
    return (
        all(isinstance(getattr(one, name), str) for name in TEXTS)
        and isinstance(one.request_headers, dict)
        and isinstance(one.response_headers, dict)
        and all(isinstance(value, str) for _, value in headers)
        and isinstance(one.status, int)
        and isinstance(one.seconds, int | float)
        and not any(is_deep(body) for body in (one.request_body, one.response_body))
    )


def is_deep(value: Any) -> bool:
    """Whether a JSON value is nested deeper than MAX_DEPTH."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = below(level)
        if not level:
            return False
    return True


def below(level: Iterable[Any]) -> list[Any]:
    """What stands right inside of some JSON values: the next level."""
    return [
        inner
        for outer in level
        if isinstance(outer, dict | list)
        for inner in (outer.values() if isinstance(outer, dict) else outer)
    ]


def curl(exchange: Exchange) -> str:
    """The request as a curl command, secrets as placeholders."""
    words = ["curl", "-X", exchange.method, _quoted(exchange.url)]
    for name, value in exchange.request_headers.items():
        if name in ("accept", "accept-encoding", "connection", "user-agent", "content-length", "host"):
            continue
        shown = value if value != STRUCK else "$" + re.sub(r"\W+", "_", name).upper()
        words += ["-H", f'"{name}: {shown}"' if value == STRUCK else _quoted(f"{name}: {shown}")]
    if exchange.request_body is not None:
        body = exchange.request_body
        words += ["-d", _quoted(body if isinstance(body, str) else json.dumps(body, ensure_ascii=False))]
    return " ".join(words)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
