"""Times of day as they are found in sheets: `08:00-20:30`, `0800–2030`, `8am`, `8.30pm`."""

from __future__ import annotations

import re
from datetime import datetime, time

from pairmatch.cohort.values import TimeRange
from pairmatch.importing.tables import Value

_CLOCK = r"(?:\d{1,2}[:.]\d{2}(?::00)?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?|\d{4})"
_HOURS = r"\s*(?:hrs?|hours|h)?\b\.?"
_RANGE = re.compile(
    rf"(?<![\d/.:])({_CLOCK}){_HOURS}\s*(?:-|–|—|−|\bto\b|\buntil\b)\s*({_CLOCK})(?![\d/:]){_HOURS}",
    re.IGNORECASE,
)
_ONE = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?(?::00)?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)


def clock(value: Value) -> int | None:
    """Minutes after midnight; None for what is not a time of day.

    A bare hour without `am` or `pm` is none: `8` may be eight in the evening.
    """
    if isinstance(value, datetime):
        return value.hour * 60 + value.minute
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    if not isinstance(value, str):
        return None
    text = re.sub(rf"{_HOURS}$", "", value.strip(), flags=re.IGNORECASE)
    return _minutes(text) if re.fullmatch(_CLOCK, text, re.IGNORECASE) else None


def hours(text: str) -> TimeRange | None:
    """From when to when, where the whole text says that; None otherwise."""
    found = _RANGE.fullmatch(text.strip().strip("()[]").strip())
    return _between(found) if found else None


def hours_within(text: str) -> tuple[TimeRange | None, str]:
    """The times in a heading such as `Long day (08:00-20:30)`, and what is left without them."""
    found = list(_RANGE.finditer(text))
    if len(found) != 1:
        return None, text
    between = _between(found[0])
    if between is None:
        return None, text
    rest = f"{text[: found[0].start()]} {text[found[0].end() :]}"
    rest = re.sub(r"[(\[]\s*[)\]]", " ", rest)
    return between, " ".join(rest.split()).strip(" -–:,")


def range_of(start: int, end: int) -> TimeRange:
    """From one time to another; midnight at its end is the end of that day."""
    return TimeRange(start, end or 24 * 60)


def _between(found: re.Match[str]) -> TimeRange | None:
    start, end = _minutes(found[1]), _minutes(found[2])
    if start is None or end is None or start == 24 * 60:
        return None
    return range_of(start, end)


def _minutes(text: str) -> int | None:
    found = _ONE.fullmatch(text.strip().replace("a.m", "am").replace("p.m", "pm"))
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + minute if minute < 60 and hour * 60 + minute <= 24 * 60 else None
