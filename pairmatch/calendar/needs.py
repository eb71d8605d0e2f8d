"""What one pair has to be given: clipped windows, meeting blocks, the count of half-days."""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import WeekRange


def clipped(weeks: WeekRange | None, programme_weeks: int) -> WeekRange | None:
    """A window within a programme of so many weeks; None when it lies wholly outside."""
    if weeks is None:
        return WeekRange(1, programme_weeks)
    if weeks.first > programme_weeks:
        return None
    return WeekRange(weeks.first, min(weeks.last, programme_weeks))


def meeting_blocks(cohort: Cohort, programme_weeks: int) -> Iterator[WeekRange]:
    """The blocks of weeks in each of which a pair meets once; a last shorter one is left out."""
    meetings = cohort.meetings
    window = clipped(meetings.weeks, programme_weeks) if meetings else None
    if meetings is None or window is None:
        return
    first = window.first
    while first + meetings.every_weeks - 1 <= window.last:
        yield WeekRange(first, first + meetings.every_weeks - 1)
        first += meetings.every_weeks


def needed_half_days(cohort: Cohort, programme_weeks: int) -> int:
    """How many half-days a pair needs: required workshops, both ways of shadowing, meetings."""
    workshops = sum(workshop.length for workshop in cohort.workshops if workshop.required)
    shadowing = 2 * cohort.shadowing.each_way if cohort.shadowing else 0
    return workshops + shadowing + sum(1 for _ in meeting_blocks(cohort, programme_weeks))
