"""Rolling duty patterns: the shift of each date, and the half-days it covers."""

from __future__ import annotations

from datetime import date

from pairmatch.cohort.people import DutyPattern, Shift
from pairmatch.cohort.values import TimeRange

OFF = "."
_DAY_MINUTES = 24 * 60


def row_on(pattern: DutyPattern, row: int, day: date) -> int:
    """The row of the cycle, counted from 1, that someone who started on `row` is on at `day`."""
    weeks = (day - pattern.anchor).days // 7
    return (row - 1 + weeks) % len(pattern.cycle) + 1


def code_on(pattern: DutyPattern, row: int, day: date) -> str:
    """What the cycle has for `day`: a code of `shifts`, or `.` off duty."""
    return pattern.cycle[row_on(pattern, row, day) - 1][day.weekday()]


def shift_on(pattern: DutyPattern, row: int, day: date) -> Shift | None:
    """The shift that starts on `day`; None off duty."""
    code = code_on(pattern, row, day)
    return None if code == OFF else pattern.shifts[code]


def covers(shift: Shift, half: TimeRange, days_later: int = 0) -> bool:
    """Whether a shift covers all of a half-day on the date it starts, or `days_later`."""
    start = shift.time.start - days_later * _DAY_MINUTES
    return start <= half.start and half.end <= start + shift.time.minutes
