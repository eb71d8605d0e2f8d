"""The small written forms of the cohort file: dates, half-days, weeks, times.

Each is a frozen value with a `parse` that takes what stands in the file and raises
`ValueError` with a sentence for the person who wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from pairmatch.cohort.scalars import as_written
from pairmatch.diagnostics import same_but_for_case

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_DATE = r"\d{4}-\d{2}-\d{2}"
_HALF = r"[a-z][a-z0-9-]*"
_DAY = "|".join(DAYS)
_TIME = r"([01]\d|2[0-4]):[0-5]\d"
_IS_DATE = re.compile(_DATE).fullmatch
_IS_HALF = re.compile(_HALF).fullmatch
_IS_ID = re.compile(r"[a-z0-9][a-z0-9-]*").fullmatch
_ROUND_DOTS = re.compile(r"\s*\.\.\s*")


@dataclass(frozen=True, order=True)
class HalfDay:
    """One half of one date, written `2026-09-08 am`."""

    date: date
    half: str

    def __str__(self) -> str:
        return f"{self.date.isoformat()} {self.half}"

    @classmethod
    def parse(cls, text: str) -> HalfDay:
        """Read `2026-09-08 am`."""
        words = text.split()
        if len(words) != 2 or not _IS_HALF(words[1]):
            right = _small_letters(text, rf"{_DATE} {_HALF}") or "a date and a half, as `2026-09-08 am`"
            raise ValueError(f"`{text}` is not a half-day: write {right}")
        return cls(parse_date(words[0]), words[1])


@dataclass(frozen=True, order=True)
class WeeklyHalf:
    """One half of one day of every week, written `tue am`; Monday is day 0."""

    day: int
    half: str

    def __str__(self) -> str:
        return f"{DAYS[self.day]} {self.half}"

    @classmethod
    def parse(cls, text: str) -> WeeklyHalf:
        """Read `tue am`."""
        words = text.split()
        if len(words) != 2 or words[0] not in DAYS or not _IS_HALF(words[1]):
            right = _small_letters(_short_days(text), rf"({_DAY}) {_HALF}")
            right = right or f"a day and a half, as `{day_meant(text) or 'tue'} am`"
            raise ValueError(f"`{text}` is not a half-day of the week: write {right}")
        return cls(DAYS.index(words[0]), words[1])


@dataclass(frozen=True, order=True)
class Period:
    """Dates from `first` to `last`, both in; where `half` is given, that half of one date only."""

    first: date
    last: date
    half: str | None = None

    def __str__(self) -> str:
        if self.half:
            return f"{self.first} {self.half}"
        return str(self.first) if self.first == self.last else f"{self.first}..{self.last}"

    def holds(self, day: date, half: str) -> bool:
        """Whether the half-day lies in this period."""
        return self.first <= day <= self.last and self.half in (None, half)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2026-10-12`, `2026-10-12..2026-10-16` or `2026-10-12 am`."""
        text = _closed_up(text)
        if " " in text:
            one = HalfDay.parse(text)
            return cls(one.date, one.date, one.half)
        first, dots, last = text.partition("..")
        period = cls(parse_date(first), parse_date(last if dots else first))
        if period.last < period.first:
            raise ValueError(f"`{text}` ends before it starts")
        return period


@dataclass(frozen=True, order=True)
class WeekRange:
    """Programme weeks from `first` to `last`, both in, counted from 1."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}..{self.last}"

    def __contains__(self, week: int) -> bool:
        return self.first <= week <= self.last

    @classmethod
    def parse(cls, text: str) -> WeekRange:
        """Read `3` or `2..11`."""
        match = re.fullmatch(r"(\d{1,3})(?:\.\.(\d{1,3}))?", _closed_up(text))
        if not match:
            raise ValueError(f"`{text}` is not a week range: write `3` or `2..11`")
        weeks = cls(int(match[1]), int(match[2] or match[1]))
        if weeks.first < 1:
            raise ValueError("weeks count from 1")
        if weeks.last < weeks.first:
            raise ValueError(f"`{text}` ends before it starts")
        return weeks


@dataclass(frozen=True, order=True)
class TimeRange:
    """From `start` to `end`, minutes after midnight; an end not after the start is on the next day."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{_clock(self.start)}-{_clock(self.end)}"

    @property
    def minutes(self) -> int:
        """How long it is, in minutes."""
        return self.end - self.start if self.end > self.start else self.end + 24 * 60 - self.start

    @classmethod
    def parse(cls, text: str) -> TimeRange:
        """Read `08:00-17:30`."""
        match = re.fullmatch(rf"({_TIME})\s*-\s*({_TIME})", text.strip())
        if not match or match[1] >= "24:00" or match[3] > "24:00":
            raise ValueError(f"`{text}` is not a time range: write `08:00-17:30`")
        return cls(_minutes(match[1]), _minutes(match[3]))


@dataclass(frozen=True)
class Weekdays:
    """The days of the week on which the programme runs; Monday is 0."""

    days: tuple[int, ...]

    def __iter__(self) -> Iterator[int]:
        return iter(self.days)

    @classmethod
    def parse(cls, text: str) -> Weekdays:
        """Read `mon..fri` or `mon wed`."""
        first, dots, last = _closed_up(text).partition("..")
        names = text.replace(",", " ").split()
        if dots and first in DAYS and last in DAYS and DAYS.index(first) <= DAYS.index(last):
            return cls(tuple(range(DAYS.index(first), DAYS.index(last) + 1)))
        if names and all(name in DAYS for name in names):
            return cls(tuple(sorted({DAYS.index(name) for name in names})))
        right = _small_letters(_short_days(text.replace(",", " ")), rf"({_DAY})(\.\.({_DAY})|( ({_DAY}))*)")
        raise ValueError(f"`{text}` names no days: write {right or '`mon..fri`'}")


def parse_date(text: str) -> date:
    """A date as `2026-09-07`; `ValueError` says what is wrong with any other text."""
    if not _IS_DATE(text):
        advice = "write year, month, day, as `2026-09-07`"
        raise ValueError(f"`{text}` is not a date: {advice}")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"`{text}` is not a day of the calendar") from None
    if not 2000 <= day.year <= 2100:
        raise ValueError(f"`{text}` lies outside the years 2000 to 2100")
    return day


def monday_of(day: date) -> date:
    """The Monday of the week that holds `day`."""
    return day - timedelta(days=day.weekday())


def day_meant(word: str) -> str | None:
    """The day of the week, as `mon`, that a word such as `Monday` or `Tues` stands for."""
    short = word[:3].lower()
    return short if short in DAYS and word.isalpha() else None


def _short_days(text: str) -> str:
    """The same text with every day of the week as the format writes it."""
    return re.sub(r"[A-Za-z]+", lambda word: day_meant(word[0]) or word[0], text)


def _small_letters(text: str, form: str) -> str | None:
    """The text in small letters and single spaces, in backticks, where that is of the right form."""
    right = " ".join(_closed_up(text).lower().split())
    return f"`{right}`" if re.fullmatch(form, right) else None


def _closed_up(text: str) -> str:
    """The text without spaces at its ends and round `..`."""
    return _ROUND_DOTS.sub("..", text.strip())


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


class Misspelt(ValueError):
    """A text of the wrong form; `meant` is the right one, where there is no doubt about it."""

    def __init__(self, message: str, *, meant: str | None) -> None:
        super().__init__(message)
        self.meant = meant


def _form(parse: Callable[[str], Any], kinds: type | tuple[type, ...], example: str) -> BeforeValidator:
    def read(value: Any) -> Any:
        if isinstance(value, kinds):
            return value
        text = as_written(value)
        if isinstance(text, list) and parse == Weekdays.parse:
            text = " ".join(map(str, text))
        if not isinstance(text, str):
            raise PydanticCustomError("form", "expected text such as `{example}`", {"example": example})
        try:
            return parse(text)
        except ValueError as error:
            meant = getattr(error, "meant", None)
            raise PydanticCustomError("form", "{said}", {"said": str(error), "meant": meant}) from None

    return BeforeValidator(read)


def _any_half(text: str) -> HalfDay | WeeklyHalf:
    return WeeklyHalf.parse(text) if text[:1].isalpha() else HalfDay.parse(text)


def _halves(text: str) -> tuple[str, ...]:
    words = text.split()
    if not words or not all(map(_IS_HALF, words)):
        meant = [word for word in re.findall(_HALF, text.lower()) if word != "and"]
        right = f"`{' '.join(meant)}`" if meant else "`am`, `pm` or `am pm`"
        raise ValueError(f"`{text}` names no halves of a day: write {right}")
    return tuple(dict.fromkeys(words))


def _rows(text: str) -> tuple[tuple[str, ...], ...]:
    rows = tuple(tuple(line.split()) for line in text.splitlines() if line.strip())
    if not rows:
        raise ValueError("a cycle has a row a week: seven shift codes, Monday to Sunday")
    return rows


def _json(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^({pattern})$"})


Text = Annotated[str, BeforeValidator(as_written), WithJsonSchema({"type": ["string", "number"]})]
Id = Annotated[
    str,
    _form(lambda text: _id(text), (), "okafor"),
    WithJsonSchema({"type": ["string", "number"], "pattern": "^[a-z0-9][a-z0-9-]*$"}),
]
Date = Annotated[date, _form(parse_date, date, "2026-09-07"), _json(_DATE)]
DatedHalf = Annotated[HalfDay, _form(HalfDay.parse, HalfDay, "2026-09-08 am"), _json(rf"{_DATE} +{_HALF}")]
Weekly = Annotated[WeeklyHalf, _form(WeeklyHalf.parse, WeeklyHalf, "tue am"), _json(rf"({_DAY}) +{_HALF}")]
AnyHalf = Annotated[
    HalfDay | WeeklyHalf,
    _form(_any_half, (HalfDay, WeeklyHalf), "tue am"),
    _json(rf"({_DAY}|{_DATE}) +{_HALF}"),
]
Dates = Annotated[
    Period,
    _form(Period.parse, Period, "2026-10-12..2026-10-16"),
    _json(rf"{_DATE}( *\.\. *{_DATE}| +{_HALF})?"),
]
Weeks = Annotated[
    WeekRange,
    _form(WeekRange.parse, WeekRange, "2..11"),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^\d+( *\.\. *\d+)?$", "minimum": 1}),
]
Time = Annotated[TimeRange, _form(TimeRange.parse, TimeRange, "08:00-17:30"), _json(rf"{_TIME} *- *{_TIME}")]
DayNames = Annotated[Weekdays, _form(Weekdays.parse, Weekdays, "mon..fri"), _json(rf"({_DAY}).*")]
Halves = Annotated[tuple[str, ...], _form(_halves, tuple, "am pm"), _json(rf"{_HALF}( +{_HALF})*")]
Cycle = Annotated[
    tuple[tuple[str, ...], ...],
    _form(_rows, tuple, "D D D D D . ."),
    WithJsonSchema({"type": "string", "pattern": r"\S"}),
]


def _id(text: str) -> str:
    if not _IS_ID(text):
        suggestion = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        advice = f", as `{suggestion}`" if suggestion else ""
        message = f"`{text}` is not an id: use small letters, digits and hyphens{advice}"
        raise Misspelt(message, meant=same_but_for_case(text, [suggestion]))
    return text
