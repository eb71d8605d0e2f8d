"""Dates, counts and scores in the words of a letter to a coordinator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from pairmatch.cohort.schema import Programme

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def counted(number: int, word: str, plural: str | None = None) -> str:
    """A number and a word that agrees with it, as `1 person`, `2 people`."""
    return f"{number:,} {word if number == 1 else plural or f'{word}s'}"


def short_date(day: date) -> str:
    """As `Tue 8 Sep`, whatever the language of the machine."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def week_of(programme: Programme, day: date) -> int:
    """The programme week of a date, counted from 1."""
    return programme.week_of(day)


def week_dates(programme: Programme, week: int, dash: str) -> str:
    """From the first to the last programme day of a week, as `7 – 11 Sep 2026`."""
    monday = programme.start + timedelta(weeks=week - 1)
    days = [monday + timedelta(days=weekday) for weekday in programme.days]
    first, last = min(days), max(days)
    month = "" if first.month == last.month else f" {_MONTHS[first.month - 1]}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day}{month}{year} {dash} {last.day} {_MONTHS[last.month - 1]} {last.year}"


def halves_from(programme: Programme, first: str, length: int = 1) -> str:
    """The half of a session, and the next where it is two long, as `am+pm`."""
    names = list(programme.halves)
    start = names.index(first) if first in names else len(names)
    return "+".join(names[start : start + length]) or first


def hours_from(programme: Programme, first: str, length: int = 1) -> str:
    """From when to when, as `09:00-13:00`; nothing for a half that the programme does not have."""
    names = list(programme.halves)
    if first not in names:
        return ""
    last = min(names.index(first) + length, len(names)) - 1
    start, end = str(programme.halves[first]), str(programme.halves[names[last]])
    return f"{start.partition('-')[0]}-{end.partition('-')[2]}"


def percent(share: float) -> str:
    """As `2.7%`; never `0.0%` for a share above 0."""
    if share <= 0:
        return "0%"
    return "under 0.1%" if share < 0.001 else f"{share:.1%}"


def ordinal(number: int) -> str:
    """As `first`, `second`, `third`, `22nd`."""
    if number in (1, 2, 3):
        return ("first", "second", "third")[number - 1]
    is_teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if is_teen else _ORDINAL_ENDS.get(number % 10, 'th')}"


_ORDINAL_ENDS = {1: "st", 2: "nd", 3: "rd"}


def first_few(items: Sequence[str], at_most: int) -> str:
    """As `Ann, Bob and 38 others`; all of them where there are no more than `at_most`."""
    if len(items) > at_most:
        return f"{', '.join(items[: at_most - 1])} and {len(items) - at_most + 1:,} others"
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))
