"""A workshop is fixed to a half-day on which it cannot be held.

The half-day lies outside the programme or the workshop's own weeks, on a day without sessions, or
is the last of its day when the workshop is two half-days long. It is left out of account.

Wrong::

    programme: {start: 2026-09-07, closed: [2026-09-15]}
    workshops: [{id: kickoff, dates: [2026-09-08 am, 2026-09-15 am]}]

Right::

    programme: {start: 2026-09-07, closed: [2026-09-15]}
    workshops: [{id: kickoff, dates: [2026-09-08 am, 2026-09-16 am]}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.calendar.rules._facts import Facts
from pairmatch.cohort.rules._common import warning, weeks_named
from pairmatch.cohort.sessions import Workshop
from pairmatch.cohort.values import DAY_NAMES, HalfDay
from pairmatch.diagnostics import Diagnostic

CODE = "PM352"
SUMMARY = "a workshop is fixed to a half-day on which it cannot be held"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a warning for every date that is left out of account."""
    for place, workshop in enumerate(facts.cohort.workshops):
        for at, half_day in enumerate(workshop.dates or ()):
            why = _obstacle(facts, workshop, half_day)
            if why:
                span = facts.cohort.span("workshops", place, "dates", at)
                message = f"`{workshop.id}` cannot be held on {half_day}: {why}"
                yield warning(CODE, message, span, "choose another half-day, or delete this one")


def _obstacle(facts: Facts, workshop: Workshop, half_day: HalfDay) -> str | None:
    time = facts.time
    first, last = time.slots[0].date, time.slots[-1].date
    if not first <= half_day.date <= last:
        return f"the programme runs from {first} to {last}"
    index = time.index_of(half_day)
    if index is None:
        return f"the programme has no sessions on a {DAY_NAMES[half_day.date.weekday()]}"
    week = time.slots[index].week
    if workshop.weeks and week not in workshop.weeks:
        return f"it lies in week {week}, and the workshop in {weeks_named(workshop.weeks)}"
    stretch = time.stretch(index, workshop.length)
    if stretch is None:
        return f"the day has no half after it, and the workshop takes {workshop.length}"
    shut = next((time.closed[t] for t in stretch if t in time.closed), None)
    return f"that day is closed ({shut})" if shut else None
