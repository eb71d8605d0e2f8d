"""Dates, half-days and names in the sentences of facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pairmatch.cohort.values import DAY_NAMES, DAYS, MONTH_NAMES, Period, WeeklyHalf, WeekRange


def day_words(day: date) -> str:
    """As `14 September`."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]}"


def stretch_words(first: date, last: date) -> str:
    """As `on 14 September`, or `from 14 to 17 September`."""
    if first == last:
        return f"on {day_words(first)}"
    start = str(first.day) if (first.year, first.month) == (last.year, last.month) else day_words(first)
    return f"from {start} to {day_words(last)}"


def period_words(period: Period) -> str:
    """As `from 14 to 17 September`, or `on 14 September am`."""
    if period.half:
        return f"on {day_words(period.first)} {period.half}"
    return stretch_words(period.first, period.last)


def weekly_words(weekly: WeeklyHalf) -> str:
    """As `Wednesday am`."""
    return f"{DAY_NAMES[weekly.day]} {weekly.half}"


def pattern_words(pattern: Mapping[str, tuple[str, ...]]) -> str:
    """Half-days of every week, as `Monday am and pm, Wednesday am`; `never` where there is none."""
    named = [
        f"{name} {listed(pattern[day])}"
        for day, name in zip(DAYS, DAY_NAMES, strict=True)
        if pattern.get(day)
    ]
    return ", ".join(named) or "never"


def weeks_words(weeks: WeekRange) -> str:
    """As `week 3`, or `weeks 3 to 6`."""
    return f"week {weeks.first}" if weeks.first == weeks.last else f"weeks {weeks.first} to {weeks.last}"


def listed(words: Iterable[str]) -> str:
    """As `a`, `a and b`, `a, b and c`."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def one_of(words: Sequence[str]) -> str:
    """As `a`, `a or b`, `a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def counted(number: int, word: str, plural: str | None = None) -> str:
    """A number and a word that agrees with it, as `1 run`, `2 runs`."""
    return f"{number} {word if number == 1 else plural or f'{word}s'}"
