"""The half-days of a programme, and which of them are open for sessions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pairmatch.calendar.clock import passed, shown_at
from pairmatch.calendar.public_holidays import public_holidays
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.sessions import Workshop
from pairmatch.cohort.values import HalfDay, Period, TimeRange, WeekRange

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, order=True)
class Slot:
    """One half-day of the programme; `index` counts them in time order from 0."""

    index: int
    date: date
    half: str
    half_index: int
    week: int
    """The programme week, counted from 1."""
    day: int
    """Which date of the programme it is, counted from 0."""

    @property
    def half_day(self) -> HalfDay:
        """The date and the half."""
        return HalfDay(self.date, self.half)

    def __str__(self) -> str:
        return str(self.half_day)


@dataclass(frozen=True)
class ProgrammeTime:
    """Every half-day of a programme, in time order."""

    weeks: int
    slots: tuple[Slot, ...]
    hours: tuple[TimeRange, ...]
    """The times of each half of a day."""
    closed: dict[int, str]
    """Why each closed half-day is closed, by its index."""

    @cached_property
    def open(self) -> Bools:
        """Whether there can be sessions: bool, shape (half-days,)."""
        return np.array([slot.index not in self.closed for slot in self.slots], dtype=bool)

    @cached_property
    def _index(self) -> dict[HalfDay, int]:
        return {slot.half_day: slot.index for slot in self.slots}

    def index_of(self, half_day: HalfDay) -> int | None:
        """The index of a half-day, or None where the programme has no such half-day."""
        return self._index.get(half_day)

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """Every date of the programme, in order."""
        return tuple(dict.fromkeys(slot.date for slot in self.slots))

    def during(self, period: Period) -> Sequence[int]:
        """The indices of all half-days in a period."""
        first, last = bisect_left(self.dates, period.first), bisect_right(self.dates, period.last)
        indices = range(first * len(self.hours), last * len(self.hours))
        return [t for t in indices if self.slots[t].half == period.half] if period.half else indices

    def within(self, weeks: WeekRange | None) -> range:
        """The indices of all half-days in those weeks; None: of the whole programme."""
        first, last = (weeks.first, weeks.last) if weeks else (1, self.weeks)
        indices = [slot.index for slot in self.slots if first <= slot.week <= last]
        return range(indices[0], indices[-1] + 1) if indices else range(0)

    def stretch(self, start: int, length: int) -> tuple[int, ...] | None:
        """The half-days of a session of `length` from `start`, or None where the day ends first."""
        end = start + length
        if end > len(self.slots) or self.slots[end - 1].date != self.slots[start].date:
            return None
        return tuple(range(start, end))

    def starts(self, workshop: Workshop) -> Iterator[tuple[int, ...]]:
        """The half-days of each run that the workshop's own weeks and dates and the open days allow."""
        dates = None if workshop.dates is None else set(workshop.dates)
        for start in self.within(workshop.weeks):
            if dates is not None and self.slots[start].half_day not in dates:
                continue
            stretch = self.stretch(start, workshop.length)
            if stretch and all(self.open[t] for t in stretch):
                yield stretch

    @cached_property
    def _passing(self) -> tuple[tuple[int, int], ...]:
        hours = ((slot.date, self.hours[slot.half_index]) for slot in self.slots)
        return tuple(
            (passed(shown_at(day, time.start)), passed(shown_at(day, time.start + time.minutes)))
            for day, time in hours
        )

    def passing(self, stretch: Sequence[int]) -> tuple[int, int]:
        """From when to when a session of these half-days lasts, in minutes that have passed since 1970."""
        return self._passing[stretch[0]][0], self._passing[stretch[-1]][1]

    def break_minutes(self, earlier: int, later: int) -> int:
        """Minutes between the end of one half of a day and the start of a later one."""
        return self.hours[later].start - self.hours[earlier].end


def programme_time(cohort: Cohort, weeks: int | None = None) -> ProgrammeTime:
    """Lay out the programme's half-days.

    Parameters
    ----------
    cohort
        The cohort.
    weeks
        How many weeks to lay out; None: as many as the cohort says.
    """
    programme = cohort.programme
    count = weeks or programme.weeks
    last = programme.start + timedelta(weeks=count, days=-1)
    holidays = public_holidays(programme.country, programme.start, last)
    slots: list[Slot] = []
    closed: dict[int, str] = {}
    days = 0
    for week in range(1, count + 1):
        for weekday in programme.days:
            on = programme.start + timedelta(weeks=week - 1, days=weekday)
            for half_index, half in enumerate(programme.halves):
                slot = Slot(len(slots), on, half, half_index, week, days)
                slots.append(slot)
                if on in holidays:
                    closed[slot.index] = holidays[on]
                elif any(period.holds(on, half) for period in programme.closed):
                    closed[slot.index] = "closed by the programme"
            days += 1
    return ProgrammeTime(count, tuple(slots), tuple(programme.halves.values()), closed)
