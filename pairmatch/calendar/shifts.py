"""The shifts that someone works: each with its hours, by duty pattern or calendar file.

A shift counts as worked whether or not leave falls on it: leave buys no hours. Someone with
`works` has none, because what is then worked is not known by the hour.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache

from pairmatch.calendar.clock import passed, shown_at
from pairmatch.calendar.duties import calendar_shifts
from pairmatch.calendar.duty import shift_on
from pairmatch.calendar.ical import AROUND
from pairmatch.calendar.posts import PlacementOn, placements_of
from pairmatch.cohort.people import DutyPattern, Person, Shift
from pairmatch.cohort.schema import Cohort

_NIGHT = (23 * 60, 30 * 60)
_HOURS_OF_A_NIGHT = timedelta(hours=3)


@dataclass(frozen=True)
class Worked:
    """One shift that is worked."""

    shown: tuple[datetime, datetime]
    """From when to when, by the clock."""
    start: int
    end: int
    """The same in minutes that have passed since 1970, so that a change of the clocks counts."""
    pattern: str | None = None
    """The duty pattern that it belongs to; None: a calendar file."""

    @property
    def day(self) -> date:
        """The date on which it starts."""
        return self.shown[0].date()

    @property
    def minutes(self) -> int:
        """How long it is."""
        return self.end - self.start

    @cached_property
    def is_night(self) -> bool:
        """Whether at least three of its hours lie between 23:00 and 06:00 (Schedule 3, 2016)."""
        first, last = self.shown
        return _is_night(first.time(), last - first)

    @cached_property
    def weekends(self) -> tuple[date, ...]:
        """The Saturdays of the weekends, Saturday 00:00 to Sunday 24:00, into which any of it falls."""
        first, last = self.shown
        days = range(first.toordinal(), (last - timedelta(minutes=1)).toordinal() + 1)
        saturdays = (date.fromordinal(day - (day - 6) % 7) for day in days if (day - 6) % 7 < 2)
        return tuple(dict.fromkeys(saturdays))


@lru_cache(maxsize=1024)
def _is_night(starts: time, length: timedelta) -> bool:
    """Whether a shift is one: by the clock every date is like any other."""
    first = datetime.combine(date.min + timedelta(days=7), starts)
    last = first + length
    evenings = (first.date() + timedelta(days=days) for days in range(-1, length.days + 2))
    nights = (tuple(shown_at(evening, minutes) for minutes in _NIGHT) for evening in evenings)
    return any(min(last, until) - max(first, since) >= _HOURS_OF_A_NIGHT for since, until in nights)


def worked_shifts(cohort: Cohort, person: Person) -> tuple[Worked, ...]:
    """The person's shifts in the programme and two weeks before and after it, in time order.

    Raises
    ------
    CohortError
        When a calendar file cannot be used.
    """
    programme = cohort.programme
    around = timedelta(days=AROUND)
    first, last = programme.start - around, programme.start + timedelta(weeks=programme.weeks) + around
    there = placements_of(person)
    found = [*_by_patterns(cohort, there, first, last), *_by_calendars(cohort, person, there)]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def is_ever_on_duty(person: Person) -> bool:
    """Whether the person goes by a duty pattern or a calendar at any time."""
    return any(base.rota or base.calendar for base in (person, *person.posts))


def cycle_worked(pattern: DutyPattern, weeks: int) -> Iterator[Worked]:
    """The shifts of someone who starts on row 1 in the week of the anchor, no clock being changed."""
    for day in _days(pattern.anchor, pattern.anchor + timedelta(weeks=weeks)):
        shift = shift_on(pattern, 1, day)
        if shift:
            shown = _shown(day, shift)
            start = day.toordinal() * 24 * 60 + shift.time.start
            yield Worked(shown, start, start + shift.time.minutes)


def _by_patterns(cohort: Cohort, there: PlacementOn, first: date, last: date) -> Iterator[Worked]:
    for day in _days(first, last):
        placement = there(day)
        if placement and placement.rota and placement.rota.pattern in cohort.rotas:
            shift = shift_on(cohort.rotas[placement.rota.pattern], placement.rota.row, day)
            if shift:
                shown = _shown(day, shift)
                yield Worked(shown, passed(shown[0]), passed(shown[1]), placement.rota.pattern)


def _by_calendars(cohort: Cohort, person: Person, there: PlacementOn) -> Iterator[Worked]:
    names = dict.fromkeys(base.calendar for base in (person, *person.posts) if base.calendar is not None)
    for name in names:
        for first, last, _ in calendar_shifts(cohort, name):
            placement = there(first.date())
            if placement and placement.calendar == name:
                yield Worked((first, last), passed(first), passed(last))


def _days(first: date, last: date) -> Iterator[date]:
    return (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal()))


def _shown(day: date, shift: Shift) -> tuple[datetime, datetime]:
    return shown_at(day, shift.time.start), shown_at(day, shift.time.start + shift.time.minutes)
