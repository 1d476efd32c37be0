"""When to ask again, and after how long. Pure: the clock and the dice are given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

STATUSES = frozenset({408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FIRST = 0.5  # seconds before the second attempt
LONGEST = 8.0  # seconds between two attempts of our own choosing
CAP = 60.0  # seconds: a service that wants us to wait longer is answered with an error at once


def may_repeat(method: str, key: str) -> bool:
    """Whether a request that may have been carried out can be sent again: a read, or a write under an idempotency key."""
    return method in SAFE or bool(key)


def retries(status: int) -> bool:
    """Whether an answer says that another attempt may succeed; 409 does not."""
    return status in STATUSES or (status >= 500 and status != 501)


def backoff(attempt: int, dice: float) -> float:
    """Seconds before the attempt after number `attempt` (from 1): doubling, up to a quarter taken off by `dice` (0 to 1)."""
    return float(min(LONGEST, FIRST * 2 ** (attempt - 1)) * (1 - 0.25 * dice))


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """How many seconds the service wants us to wait: `retry-after-ms`, or Retry-After as seconds or date (RFC 9110, 10.2.3)."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        text = headers.get(name, "").strip()
        if text.replace(".", "", 1).isdigit() and text.isascii():
            return float(text[:12]) * unit
    try:
        when = parsedate_to_datetime(headers.get("retry-after", ""))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())
