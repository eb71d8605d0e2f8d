"""When things may be held, by the format page's own words: stretches, breaks and blocks of weeks."""

from __future__ import annotations

from pairmatch.calendar.programme import ProgrammeTime
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.sessions import Workshop
from pairmatch.cohort.values import WeekRange


def half_days_of(time: ProgrammeTime, start: int, length: int) -> tuple[int, ...]:
    """The half-days of a session: as many, one after the other, as its date has from `start` on."""
    first = time.slots[start].date
    wanted = range(start, min(start + length, len(time.slots)))
    return tuple(t for t in wanted if time.slots[t].date == first)


def in_weeks(window: WeekRange | None, week: int) -> bool:
    """Whether a week lies in a window; without a window every week does."""
    return window is None or window.first <= week <= window.last


def on_dates(workshop: Workshop, time: ProgrammeTime, start: int) -> bool:
    """Whether a workshop that names dates names this half-day."""
    return workshop.dates is None or time.slots[start].half_day in workshop.dates


def meeting_blocks(cohort: Cohort, weeks: int) -> list[WeekRange]:
    """The blocks of weeks in each of which a pair meets once; a last shorter one has none."""
    if cohort.meetings is None:
        return []
    window = cohort.meetings.weeks or WeekRange(1, weeks)
    each = cohort.meetings.every_weeks
    last = min(window.last, weeks)
    return [WeekRange(first, first + each - 1) for first in range(window.first, last - each + 2, each)]


def too_far(
    cohort: Cohort,
    time: ProgrammeTime,
    one: tuple[tuple[int, ...], str | None],
    other: tuple[tuple[int, ...], str | None],
) -> bool:
    """Whether two sessions of one date, given as (half-days, site), leave too short a break to travel."""
    earlier, later = sorted((one, other), key=lambda session: session[0])
    end, start = time.slots[earlier[0][-1]], time.slots[later[0][0]]
    if end.date != start.date or end.index >= start.index:
        return False
    hours = list(cohort.programme.halves.values())
    pause = hours[start.half_index].start - hours[end.half_index].end
    return cohort.travel_minutes(earlier[1], later[1]) > pause
