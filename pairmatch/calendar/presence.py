"""What the base, `works`, `rota` or `calendar`, says of a person on a single half-day of whatever date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

from pairmatch.calendar.clock import passed, shown_at
from pairmatch.calendar.duties import on_calendar
from pairmatch.calendar.duty import covers, shift_on
from pairmatch.calendar.off_duty import Piece
from pairmatch.calendar.posts import PlacementOn, placement_on
from pairmatch.cohort.people import Person, Presence
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import DAYS

WEEKDAYS = frozenset(range(5))
Flags = tuple[bool, bool]
"""(attend, host)"""
AWAY: Flags = (False, False)


def piece_of(cohort: Cohort, day: date, half: str) -> Piece:
    """From when to when a half-day lasts, in minutes that have passed since 1970."""
    hours = cohort.programme.halves[half]
    return passed(shown_at(day, hours.start)), passed(shown_at(day, hours.end))


def base_presence(cohort: Cohort, person: Person, day: date, half: str) -> Flags:
    """(attend, host) by `works`, `rota` or `calendar` alone, before commitments, leave and extra."""
    return base_at(cohort, partial(placement_on, person), day, half)


def base_at(cohort: Cohort, placement_at: PlacementOn, day: date, half: str) -> Flags:
    """The same of whoever is in these places."""
    today = placement_at(day)
    if today and today.rota is None and today.calendar is None:
        at_work = works_at(cohort, today.works, day, half)
        return (at_work, at_work)
    return _on_duty(cohort, placement_at, day, half)


def _on_duty(cohort: Cohort, placement_at: PlacementOn, day: date, half: str) -> Flags:
    """The flags of the shift, of this date or spilling over from the one before, that covers the half-day."""
    hours = cohort.programme.halves[half]
    for days_later in (0, 1):
        started = day - timedelta(days=days_later)
        placement = placement_at(started)
        if placement and placement.rota and placement.rota.pattern in cohort.rotas:
            shift = shift_on(cohort.rotas[placement.rota.pattern], placement.rota.row, started)
            if shift and covers(shift, hours, days_later):
                return (shift.attend, shift.host)
    return _by_calendar(cohort, placement_at, day, half)


def _by_calendar(cohort: Cohort, placement_at: PlacementOn, day: date, half: str) -> Flags:
    """The flags that all shifts have which cover the half-day, by the calendar of the day they start."""
    nearby = (placement_at(day - timedelta(days=days_later)) for days_later in (0, 1))
    calendars = dict.fromkeys(one.calendar for one in nearby if one and one.calendar is not None)
    shifts = [
        shift
        for name in calendars
        for started, shift in on_calendar(cohort, name, day, half)
        if (there := placement_at(started)) and there.calendar == name
    ]
    if not shifts:
        return AWAY
    return (all(shift.attend for shift in shifts), all(shift.host for shift in shifts))


def works_at(cohort: Cohort, works: Mapping[str, tuple[str, ...]] | None, day: date, half: str) -> bool:
    """Whether a weekly pattern has someone at work; None is the default, Monday to Friday, am pm."""
    if works is None:
        return day.weekday() in WEEKDAYS and _is_of_working_day(cohort, half)
    return half in works.get(DAYS[day.weekday()], ())


def _is_of_working_day(cohort: Cohort, half: str) -> bool:
    """Whether the default working day has a half: am and pm, or all where the programme has neither."""
    halves = cohort.programme.halves
    return half in ("am", "pm") or not ("am" in halves or "pm" in halves)


def changed(flags: Flags, by: Presence | None) -> Flags:
    """The flags after a word of the person's own on a half-day, which may leave either as it was."""
    if by is None:
        return flags
    return (
        flags[0] if by.attend is None else by.attend,
        flags[1] if by.host is None else by.host,
    )
