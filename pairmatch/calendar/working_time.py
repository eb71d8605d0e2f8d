"""Shifts against the limits on working time of doctors in training in England.

The limits are those of Schedule 3 of the Terms and Conditions of Service for NHS Doctors and
Dentists in Training (England) 2016, which go beyond the Working Time Regulations 1998. What is
found is a warning to look at, and nothing found is no certificate: on-call, breaks, pay and what
is agreed locally are not known here.

A *long* shift is over 10 h. A *night* has at least 3 h between 23:00 and 06:00 (`Worked.is_night`).
Shifts are *in a row* when they start on dates that follow each other. A weekend is *worked* when any
work falls between Saturday 00:00 and Sunday 24:00 (`Worked.weekends`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from pairmatch.calendar.off_duty import (
    HOUR,
    MOST_IN_WEEK,
    MOST_ON_AVERAGE,
    REST,
    REST_AFTER_NIGHTS,
    WEEK,
    Roster,
)
from pairmatch.calendar.shifts import Worked, cycle_worked
from pairmatch.cohort.people import DutyPattern

LONGEST = 13 * HOUR
LONG = 10 * HOUR
REST_AFTER_RUN = 48 * HOUR
"""After as many long shifts, or shifts of any kind, in a row as there may be."""
MOST_LONG = 4
MOST_NIGHTS = 4
MOST_SHIFTS = 7
MOST_TOLD = 28
"""A run that is longer may have no end at all."""


class Limit(StrEnum):
    """What is limited."""

    AVERAGE = "hours a week on average"
    WEEK = "hours in any 168"
    SHIFT = "hours of a shift"
    REST = "rest between shifts"
    AFTER_NIGHTS = "rest after nights"
    LONG_RUN = "long shifts in a row"
    NIGHT_RUN = "nights in a row"
    RUN = "shifts in a row"
    WEEKENDS = "weekends"


@dataclass(frozen=True)
class Finding:
    """One place at which a limit is broken."""

    limit: Limit
    said: str
    """What was found, and what is allowed."""
    at: datetime | None = None
    """Where it begins, by the clock; None: of the whole."""


def findings(roster: Roster) -> Iterator[Finding]:
    """Every place at which the shifts break a limit, each kind in time order; averages and weekends apart.

    Parameters
    ----------
    roster
        Shifts in time order. Windows of 168 hours are looked at that overlap its programme.
    """
    shifts = roster.shifts
    yield from _longest_week(roster)
    for shift in shifts:
        if shift.minutes > LONGEST:
            said = f"a shift of {hours(shift.minutes)} h; at most 13 h"
            yield Finding(Limit.SHIFT, said, shift.shown[0])
    for before, after in pairwise(shifts):
        if after.start - before.end < REST:
            gap = hours(max(0, after.start - before.end))
            yield Finding(Limit.REST, f"{gap} h between two shifts; at least 11 h", before.shown[0])
    for night in roster.nights:
        gap_after = roster.gap_after(night)
        if gap_after < REST_AFTER_NIGHTS:
            said = f"{hours(gap_after)} h after the last of the nights; at least 46 h"
            yield Finding(Limit.AFTER_NIGHTS, said, night.shown[0])
    yield from _runs(roster)


def _longest_week(roster: Roster) -> Iterator[Finding]:
    """The fullest 168 hours, where they hold too much: they start with a shift, else they end with one."""
    first, last = roster.programme
    starts = [(shift.start, 1, shift.shown[0]) for shift in roster.shifts]
    ends = [(shift.end - WEEK, 0, shift.shown[1]) for shift in roster.shifts]
    windows = [
        (worked, with_shift, -since, edge)
        for since, with_shift, edge in (*starts, *ends)
        if first - WEEK < since < last and (worked := roster.worked_in(since, since + WEEK)) > MOST_IN_WEEK
    ]
    if windows:
        most, with_shift, _, edge = max(windows)
        since = edge if with_shift else edge - timedelta(minutes=WEEK)
        yield Finding(Limit.WEEK, f"{hours(most)} h in the 168 h from then; at most 72 h", since)


def _runs(roster: Roster) -> Iterator[Finding]:
    """Too many long shifts, nights or shifts in a row, or too little rest after as many as there may be."""
    shifts = roster.shifts
    for run in _in_a_row(shifts, lambda shift: shift.minutes > LONG):
        if not all(shift.is_night for shift in run):  # these are counted as nights
            yield from _run(Limit.LONG_RUN, "long shifts", MOST_LONG, run, roster)
    for run in _in_a_row(shifts, lambda shift: shift.is_night):
        if len(run) > MOST_NIGHTS:
            yield from _run(Limit.NIGHT_RUN, "nights", MOST_NIGHTS, run, roster)
    for run in _in_a_row(shifts, lambda shift: True):
        yield from _run(Limit.RUN, "shifts", MOST_SHIFTS, run, roster)


def _run(limit: Limit, what: str, most: int, run: Sequence[Worked], roster: Roster) -> Iterator[Finding]:
    if len(run) > most:
        count = len(run) if len(run) <= MOST_TOLD else f"more than {MOST_TOLD}"
        yield Finding(limit, f"{count} {what} in a row; at most {most}", run[0].shown[0])
    needed = REST_AFTER_NIGHTS if run[-1].is_night else REST_AFTER_RUN
    if len(run) == most and (gap := roster.gap_after(run[-1])) < needed:
        said = f"{hours(gap)} h after {most} {what} in a row; at least {hours(needed)} h"
        yield Finding(limit, said, run[0].shown[0])


def _in_a_row(shifts: Sequence[Worked], counts: Callable[[Worked], bool]) -> list[list[Worked]]:
    """Runs of shifts of a kind, one a date, on dates that follow each other."""
    by_day = {shift.day.toordinal(): shift for shift in shifts if counts(shift)}
    runs: list[list[Worked]] = []
    day_before = -1
    for day, shift in by_day.items():
        if day - day_before == 1:
            runs[-1].append(shift)
        else:
            runs.append([shift])
        day_before = day
    return runs


def pattern_findings(pattern: DutyPattern) -> tuple[Finding, ...]:
    """What a duty pattern breaks, its last row being followed by its first; each place of the cycle once."""
    rows = len(pattern.cycle)
    shifts = tuple(cycle_worked(pattern, 2 * rows + 4))
    first = pattern.anchor.toordinal() * 24 * HOUR
    whole = _over_the_whole(Roster(shifts, (first, first + rows * WEEK), rows), pattern.anchor, rows // 2)
    once: dict[tuple[Limit, int], Finding] = {}
    for found in findings(Roster(shifts, (first + 2 * WEEK, first + (rows + 2) * WEEK), rows)):
        if found.at:
            once.setdefault((found.limit, (found.at.date() - pattern.anchor).days % (7 * rows)), found)
    return (*whole, *once.values())


def person_findings(roster: Roster, start: date) -> tuple[Finding, ...]:
    """What the shifts of one person break in a programme that starts on this Monday.

    Hours on average and weekends of someone who stays on one pattern are those of its cycle, of which
    a programme may hold the busier part, and are left to it. Of an odd number of weekends one more than
    half may be worked, as every second one is.
    """
    until = start + timedelta(weeks=roster.weeks)
    sources = {shift.pattern for shift in roster.shifts if start <= shift.day < until}
    several = len(sources) > 1 or None in sources
    whole = _over_the_whole(roster, start, (roster.weeks + 1) // 2) if several else ()
    inside = (
        found
        for found in findings(roster)
        if found.limit is Limit.WEEK or (found.at and start <= found.at.date() < until)
    )
    return (*whole, *inside)


def _over_the_whole(roster: Roster, first: date, most_weekends: int) -> Iterator[Finding]:
    """Hours a week on average, and weekends worked, over all the weeks from a Monday on."""
    average = roster.worked_in(*roster.programme) / roster.weeks
    if average > MOST_ON_AVERAGE:
        yield Finding(Limit.AVERAGE, f"{hours(average)} h a week on average; at most 48 h")
    until = first + timedelta(weeks=roster.weeks)
    worked = {day for shift in roster.shifts for day in shift.weekends if first <= day < until}
    if len(worked) > most_weekends:
        said = f"{len(worked)} of {roster.weeks} weekends worked; at most every second one"
        yield Finding(Limit.WEEKENDS, said)


def hours(minutes: float) -> str:
    """Minutes as hours, as short as they can be written."""
    return f"{minutes / HOUR:.2f}".rstrip("0").rstrip(".")
