"""A date lies outside the programme, and in it in another year.

Such a date has no effect: mostly the year is that of the last programme.

Wrong::

    programme: {start: 2026-09-07}
    doctors: [{id: okafor, leave: [2025-09-14..2025-09-18]}]

Right::

    programme: {start: 2026-09-07}
    doctors: [{id: okafor, leave: [2026-09-14..2026-09-18]}]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial

from pairmatch.calendar.rules._facts import Facts
from pairmatch.cohort.rules._common import Loc, everyone, half_key_span, people, warning
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import HalfDay, Period
from pairmatch.diagnostics import Diagnostic, Span

CODE = "PM362"
SUMMARY = "a date is in the programme only in another year"

_YEARS_OFF = (1, -1, 2, -2)
_NEAR = timedelta(weeks=26)
"""A date this near to the programme is taken as it is written, however long the programme."""

Written = tuple[Period, Callable[[], Span | None]]
"""Dates, and what tells where they stand."""


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a warning for every date outside the programme whose year is probably wrong."""
    programme = facts.cohort.programme
    first = programme.start
    last = first + timedelta(weeks=programme.weeks, days=-1)
    for period, where in _dates(facts.cohort):
        if period.last >= first - _NEAR and period.first <= last + _NEAR:
            continue
        year = _year_meant(period, first, last)
        if year:
            message = f"{period} is not in the programme; is {year} meant?"
            yield warning(CODE, message, where(), f"the programme runs from {first} to {last}")


def _year_meant(period: Period, first: date, last: date) -> int | None:
    for years in _YEARS_OFF:
        try:
            moved = period.first.replace(year=period.first.year + years)
        except ValueError:  # 29 February
            continue
        if first <= moved <= last:
            return moved.year
    return None


def _dates(cohort: Cohort) -> Iterator[Written]:
    yield from _listed(cohort, ("programme", "closed"), cohort.programme.closed)
    for place, room in enumerate(cohort.rooms):
        yield from _listed(cohort, ("rooms", place, "closed"), room.closed)
    for loc, one in everyone(cohort):
        yield from _listed(cohort, (*loc, "leave"), one.leave)
    for loc, person in people(cohort):
        for half_day in person.extra:
            yield _one(half_day), partial(half_key_span, cohort, (*loc, "extra"), half_day)
        for place, half in enumerate(person.avoid_halves):
            if isinstance(half, HalfDay):
                yield _one(half), partial(cohort.span, *loc, "avoid_halves", place)


def _listed(cohort: Cohort, loc: Loc, periods: Iterable[Period]) -> Iterator[Written]:
    for place, period in enumerate(periods):
        yield period, partial(cohort.span, *loc, place)


def _one(half_day: HalfDay) -> Period:
    return Period(half_day.date, half_day.date, half_day.half)
