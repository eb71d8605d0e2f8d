"""Dates as they are found in sheets → dates. The day always comes first, never the month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pairmatch.cohort.values import DAY_NAMES, MONTH_NAMES, day_meant
from pairmatch.importing.tables import Value

Month = tuple[int, int | None]
"""A month from 1, and its year where that is written."""

YEARS = range(2000, 2101)
_SERIALS = range(36526, 73416)
"""The numbers by which Excel counts the days of these years."""
_WORDS = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, start=1)}
_MONTH = (
    "(?:" + "|".join(f"{name}|{name[:3]}" + ("|sept" if number == 8 else "") for number, name in
                     enumerate(MONTH_NAMES)) + ")"
)  # fmt: skip
_BEFORE = re.compile(
    r"^(?:w/?c\b|w/?b\b|wk\b|week\b)?\s*(?:commencing|beginning|starting)?\s*[:.]?\s*", re.IGNORECASE
)
_DAY_WORD = re.compile(
    rf"^({'|'.join(DAY_NAMES)}|mon|tues?|wed|thurs?|thu|fri|sat|sun)\b[.,]?\s*", re.IGNORECASE
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]00:00(?::00)?)?")
_NUMBERS = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})(?:\s*[./-]\s*(\d{4}|\d{2}))?")
_WORDED = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?\s*(?:of\s+)?[\s./-]?\s*({_MONTH})\.?,?(?:[\s./-]*(\d{{4}}|'?\d{{2}}))?",
    re.IGNORECASE,
)
_DAY_ALONE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.IGNORECASE)
_MONTH_ALONE = re.compile(rf"({_MONTH})\.?,?[\s./-]*(\d{{4}}|'?\d{{2}})?", re.IGNORECASE)


class NotADate(ValueError):
    """What stands there looks like a date, and is none that can be used; the text says why."""


@dataclass(frozen=True)
class DateReader:
    """Reads the dates of one sheet."""

    first: date
    """The programme's first date: a date without a year lies nearest to the programme."""
    last: date
    """Its last one."""
    year: int | None = None
    """That of all dates without one, where it is known."""

    def read(self, value: Value, month: Month | None = None) -> date | None:
        """A date; None for what does not look like one.

        Parameters
        ----------
        value
            What stands in the cell: a date, or text such as `07/09/2026`, `7-Sep-26`, `Mon 7 Sep`,
            `w/c 07.09.26`; where a month is known from a heading, `Mon 7` and the number 7 as well.
        month
            The month that a heading says.

        Raises
        ------
        NotADate
            When it looks like a date and is not one, or its year is in doubt.
        """
        if isinstance(value, datetime):
            return value.date() if value.year in YEARS else None
        if isinstance(value, date):
            return value
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            return None
        if isinstance(value, int | float):
            is_day = month is not None and float(value).is_integer() and 1 <= value <= 31
            return self._made(int(value), month[0], month[1], str(value)) if is_day and month else None
        return self._of_text(" ".join(value.replace("\xa0", " ").split()), month)

    def _of_text(self, text: str, month: Month | None) -> date | None:
        rest = _BEFORE.sub("", text, count=1)
        weekday = _DAY_WORD.match(rest)
        rest = rest[weekday.end() :] if weekday else rest
        day = self._of_numbers(rest, text, month)
        if day is None and weekday:  # as `7 Sep (Mon)`, or a name such as Sunday Adeyemi
            return None
        if day is not None and weekday and day_meant(weekday[1]) != day_meant(DAY_NAMES[day.weekday()]):
            raise NotADate(f"{day:%d/%m/%Y} is a {DAY_NAMES[day.weekday()]}, not a {weekday[1]}")
        return day

    def _of_numbers(self, rest: str, text: str, month: Month | None) -> date | None:
        if found := _ISO.fullmatch(rest):
            return self._made(int(found[3]), int(found[2]), int(found[1]), text)
        if found := _NUMBERS.fullmatch(rest):
            return self._made(int(found[1]), int(found[2]), _full_year(found[3]), text)
        if found := _WORDED.fullmatch(rest):
            return self._made(int(found[1]), _WORDS[found[2][:3].lower()], _full_year(found[3]), text)
        if month and (found := _DAY_ALONE.fullmatch(rest)):
            return self._made(int(found[1]), *month, text)
        return None

    def _made(self, day: int, month: int, year: int | None, text: str) -> date:
        if not 1 <= month <= 12:
            raise NotADate(f"`{text}` is no date: the day is read first, then the month, and there is no "
                           f"month {month}")  # fmt: skip
        if year is not None:
            return _checked(day, month, year, text)
        if self.year is not None:
            return _checked(day, month, self.year, text)
        return self._nearest(day, month, text)

    def _nearest(self, day: int, month: int, text: str) -> date:
        """The date of the year that brings it into the programme, or nearest to it."""
        found: dict[date, timedelta] = {}
        for year in range(self.first.year - 1, self.last.year + 2):
            try:
                one = date(year, month, day)
            except ValueError:
                continue
            found[one] = max(self.first - one, one - self.last, timedelta())
        if not found:
            raise NotADate(f"`{text}` is not a day of the calendar")
        least = min(found.values())
        nearest = [one for one, away in found.items() if away == least]
        if len(nearest) > 1:
            raise NotADate(f"`{text}` has no year, and the programme holds it twice: give --year")
        return nearest[0]


def why_no_date(value: Value, otherwise: str) -> str:
    """What is said of a cell without a date: the number as which Excel keeps one is told as such."""
    if isinstance(value, int | float) and not isinstance(value, bool) and value in _SERIALS:
        return "a number: format the column as dates in the spreadsheet"
    return otherwise


def month_of(value: Value) -> Month | None:
    """The month that a heading says, as `September 2026`, `SEPT` or `Sep-26`; None for anything else."""
    if not isinstance(value, str):
        return None
    found = _MONTH_ALONE.fullmatch(" ".join(value.replace("\xa0", " ").split()))
    return (_WORDS[found[1][:3].lower()], _full_year(found[2])) if found else None


def is_day_word(text: str) -> bool:
    """Whether a text is only a day of the week, as `Mon` or `Tuesday`, or its first letters."""
    found = _DAY_WORD.fullmatch(text.strip())
    return found is not None or text.strip().upper() in ("M", "T", "W", "TH", "F", "S", "SA", "SU", "TU")


def _full_year(text: str | None) -> int | None:
    if not text:
        return None
    number = int(text.lstrip("'"))
    return number + 2000 if number < 100 else number


def _checked(day: int, month: int, year: int, text: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise NotADate(f"`{text}` is not a day of the calendar") from None
    if year not in YEARS:
        raise NotADate(f"`{text}` lies outside the years 2000 to 2100")
    return found
