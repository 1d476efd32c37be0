"""Points in time as answers write them, and steps of days, weeks and months. Does no I/O."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime, timedelta

from driftline.emulator.world import moment

FIRST = datetime(1, 1, 1, tzinfo=UTC)
LAST = datetime(9999, 12, 31, tzinfo=UTC)


def normal(text: str) -> str:
    """Any ISO 8601 time as answers write it: in UTC, with microseconds and Z."""
    sent = datetime.fromisoformat(text.upper())
    try:
        return written(sent.astimezone(UTC))
    except OverflowError:
        return written(FIRST if sent.year == 1 else LAST)


def written(when: datetime) -> str:
    """A time in UTC as answers write it; nothing is later than the last day of the year 9999."""
    return min(when, LAST).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def stepped(text: str, kind: str, count: int) -> str:
    """The time `count` days, weeks or months after `text`, where a month that is too short gives its last day."""
    start = moment(text)
    try:
        if kind == "MONTH":
            return written(_months_after(start, count))
        return written(start + timedelta(days=count * {"DAY": 1, "WEEK": 7}[kind]))
    except (OverflowError, ValueError):
        return written(LAST)


def _months_after(start: datetime, count: int) -> datetime:
    years, month = divmod(start.month - 1 + count, 12)
    year = start.year + years
    return start.replace(year=year, month=month + 1, day=min(start.day, calendar.monthrange(year, month + 1)[1]))
