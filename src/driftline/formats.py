"""Whether a text has a format: UUID, timestamps, country and currency codes, patterns. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from uuid import UUID

import regex

PATTERN_SECONDS = 0.05


def _uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


STAMP = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:?\d\d)?")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _date_time(text: str) -> bool:
    """RFC 3339 section 5.6, the zone left optional: documentation rarely minds it."""
    if not STAMP.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(re.sub(r"\.\d+", "", text.upper().replace("Z", "+00:00")))
    except ValueError:
        return False
    return True


def has_zone(text: str) -> bool:
    """Whether a time says how far it is from UTC, as RFC 3339 asks of every one."""
    return re.search(r"(?:[Zz]|[+-]\d\d:?\d\d)$", text) is not None


def _iso_8601(text: str) -> bool:
    return bool(DAY.fullmatch(text)) or _date_time(text) or bool(re.fullmatch(r"P(?=.)[\dYMWD]*(T[\dHMS.]+)?", text))


TIME = re.compile(r"(?:[01]\d|2[0-4]):[0-5]\d")

CHECKS: dict[str, Callable[[str], bool]] = {
    "uuid": _uuid,
    "date-time": _date_time,
    "iso-8601": _iso_8601,
    "date": lambda text: bool(DAY.fullmatch(text)),
    "hh:mm": lambda text: bool(TIME.fullmatch(text)),
    "country-code": lambda text: bool(re.fullmatch(r"[A-Z]{2,3}", text)),
    "currency-code": lambda text: bool(re.fullmatch(r"[A-Z]{3}", text)),
    "email": lambda text: bool(re.fullmatch(r"[^@\s]+@[^@\s]+", text)),
    "ipv4": lambda text: bool(re.fullmatch(r"(?:\d{1,3}\.){3}\d{1,3}", text)),
}
# Formats that mean nearly the same: words are looser than keywords.
KIN = (frozenset({"date-time", "iso-8601"}), frozenset({"date", "iso-8601"}), frozenset({"uri", "uri-reference"}))


def has_format(text: str, name: str) -> bool:
    """Whether `text` has the format; True for a format that is not known here."""
    check = CHECKS.get(name)
    return check is None or check(text)


def same_format(one: str, other: str) -> bool:
    """Whether two names may stand for one format."""
    if one not in CHECKS or other not in CHECKS:
        return True  # a name of somebody's own may stand for anything
    return one == other or any({one, other} <= kin for kin in KIN)


def matches(pattern: str, text: str) -> bool:
    """Whether `text` matches somewhere, as JSON Schema's `pattern` has it (ECMA-262, not anchored).

    A pattern that is broken, or backtracks for longer than 0.05 seconds, refutes nothing.
    """
    compiled = _compiled(pattern)
    if compiled is None:
        return True
    try:
        return compiled.search(text[:10_000], timeout=PATTERN_SECONDS) is not None
    except TimeoutError:
        return True


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> regex.Pattern[str] | None:
    try:
        return regex.compile(pattern[:2_000])
    except (regex.error, RecursionError, OverflowError):
        return None


def instant(value: object) -> float | None:
    """Seconds since 1970 of a time as services write it (RFC 3339, or a number of seconds or milliseconds)."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) / (1000 if value > 10**11 else 1)
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) and len(value) >= 10 else None
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp() if found else None
