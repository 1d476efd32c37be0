"""JSON as money needs it: every digit both ways, no number through a float. Pure."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from .errors import ConfigurationError
from .given import NotGiven

MARK = secrets.token_hex(16)  # marks a number among the texts while a body is written; nobody can guess it
NUMBER = re.compile(f'"{MARK}([^"]*)"')


DEEPEST = 200  # levels of one answer
NO_BRACKETS = bytes(set(range(256)) - set(b"{}[]"))


def read(body: bytes) -> Any:
    """The JSON value in `body`: fractions as Decimal, integers of any size as int. Raises ValueError, RecursionError."""
    if body.count(b"{") + body.count(b"[") > DEEPEST and _too_deep(body):
        raise ValueError(f"nested deeper than {DEEPEST} levels")
    return json.loads(body, parse_float=Decimal, parse_constant=_refused)


def _too_deep(body: bytes) -> bool:
    """Whether brackets are nested deeper than anything we would read: pairs go, level by level, until none is left."""
    left = body.translate(None, NO_BRACKETS)
    for _ in range(DEEPEST):
        fewer = left.replace(b"{}", b"").replace(b"[]", b"")
        if len(fewer) == len(left):
            return len(left) > DEEPEST and left[:DEEPEST].strip(b"{[") == b""
        left = fewer
    return bool(left)


def _refused(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def plain(value: Any) -> Any:
    """A value as JSON has it: models as their data, arguments that were left out dropped, floats refused.

    Raises ConfigurationError for a float, or for what JSON cannot say.
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ConfigurationError(f"{value} is no number that JSON can say")
        return value
    if isinstance(value, float):
        raise ConfigurationError(f"{value!r} is a float, which cannot hold money: write Decimal({str(value)!r})")
    data = getattr(value, "_data", None)
    if isinstance(data, Mapping):
        value = data
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items() if not isinstance(inner, NotGiven)}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    raise ConfigurationError(f"a {type(value).__name__} cannot be written as JSON")


def write(value: Any) -> bytes:
    """The JSON text of a value that `plain` gave; a Decimal keeps its digits."""
    try:
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
    except TypeError:
        pass  # a Decimal among the values
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"), default=_marked).encode()
    text = json.dumps(value, separators=(",", ":"), default=_marked)
    return NUMBER.sub(r"\1", text).encode()


def _marked(value: Any) -> str:
    return f"{MARK}{value}"
