"""Which limits on working time a rolling pattern breaks, by going along it several times.

No clock changes: a pattern has no dates. A night has three hours between 23:00 and 06:00, a long shift is
over ten hours, shifts are in a row when they begin on days that follow each other, and a weekend is
worked when any minute from Saturday 00:00 to Sunday 24:00 is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from tests.oracle.posts import Data, clock_range

HOUR = 60
DAY = 24 * HOUR
WEEK = 7 * DAY


class Worked(NamedTuple):
    """A shift: the day on which it begins, and its minutes since the first Monday."""

    day: int
    start: int
    end: int

    @property
    def is_long(self) -> bool:
        """Whether it is over ten hours."""
        return self.end - self.start > 10 * HOUR

    @property
    def is_night(self) -> bool:
        """Whether three hours of it lie between 23:00 and 06:00."""
        nights = [(n * DAY - HOUR, n * DAY + 6 * HOUR) for n in (self.day, self.day + 1)]
        return any(min(self.end, last) - max(self.start, first) >= 3 * HOUR for first, last in nights)


def broken_limits(pattern: Data) -> set[str]:
    """The names of all limits that a pattern breaks by itself."""
    return set(_broken(pattern))


def _broken(pattern: Data) -> Iterator[str]:
    rows = [row.split() for row in pattern["cycle"].splitlines() if row.strip()]
    once = _worked(rows, pattern["shifts"])
    times = 3 + 6 // len(rows)
    along = _worked(rows * times, pattern["shifts"])
    if sum(shift.end - shift.start for shift in once) > 48 * HOUR * len(rows):
        yield "average"
    edges = [shift.start for shift in along] + [shift.end - WEEK for shift in along]
    if any(sum(max(0, min(s.end, e + WEEK) - max(s.start, e)) for s in along) > 72 * HOUR for e in edges):
        yield "week"
    if any(shift.end - shift.start > 13 * HOUR for shift in once):
        yield "shift"
    for one, other in pairwise(along):
        if other.start - one.end < 11 * HOUR:
            yield "rest"
        is_last = one.is_night and not (other.is_night and other.day == one.day + 1)
        if is_last and other.start - one.end < 46 * HOUR:
            yield "rest after nights"
    yield from _broken_by_runs(along)
    worked = {shift.day // 7 for shift in _at_weekends(along)}
    if len({week for week in worked if week >= len(rows) and week < 2 * len(rows)}) * 2 > len(rows):
        yield "weekends"


def _at_weekends(along: list[Worked]) -> Iterator[Worked]:
    """Every weekend with work, as a shift that begins in its week."""
    last = max((shift.end for shift in along), default=0)
    for week in range(last // WEEK + 1):
        first = week * WEEK + 5 * DAY
        if any(shift.start < first + 2 * DAY and shift.end > first for shift in along):
            yield Worked(7 * week, first, first)


def _worked(rows: list[list[str]], shifts: Data) -> list[Worked]:
    found = []
    for day, code in enumerate(code for row in rows for code in row):
        if code in shifts:
            start, end = clock_range(shifts[code]["time"])
            end += DAY if end <= start else 0
            found.append(Worked(day, day * DAY + start, day * DAY + end))
    return found


def _broken_by_runs(along: list[Worked]) -> Iterator[str]:
    after = {one: other.start - one.end for one, other in pairwise(along)}
    for name, kind, most in (
        ("long run", [s for s in along if s.is_long], 4),
        ("night run", [s for s in along if s.is_night], 4),
        ("run", along, 7),
    ):
        for _, members in groupby(enumerate(kind), lambda numbered: numbered[1].day - numbered[0]):
            run = [shift for _, shift in members]
            only_nights = name == "long run" and all(shift.is_night for shift in run)
            if only_nights:
                continue
            rest = 46 if run[-1].is_night else 48
            is_short = name != "night run" and len(run) == most and after.get(run[-1], WEEK) < rest * HOUR
            if len(run) > most or is_short:
                yield name
