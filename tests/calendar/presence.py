"""When one person can attend and can host on a single half-day: the format page, read line by line."""

from __future__ import annotations

from datetime import date

from pairmatch.calendar.availability import roster_of
from pairmatch.calendar.posts import placement_on
from pairmatch.calendar.presence import AWAY, Flags, base_presence, changed, piece_of
from pairmatch.cohort.people import Person
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import HalfDay, WeeklyHalf


def presence(cohort: Cohort, person: Person, day: date, half: str) -> Flags:
    """(attend, host) of a person on any half-day, from the base to the last word."""
    today = placement_on(person, day)
    flags = base_presence(cohort, person, day, half)
    if any(flags):
        flags = changed(flags, person.commitments.get(WeeklyHalf(day.weekday(), half)))
    elif cohort.scheduling.off_duty == "allowed" and today and today.has_duty:
        roster = roster_of(cohort, person)
        flags = (roster.is_open_off_duty(piece_of(cohort, day, half)), False)
    if today is None or any(period.holds(day, half) for period in person.leave):
        flags = AWAY
    return changed(flags, person.extra.get(HalfDay(day, half)))
