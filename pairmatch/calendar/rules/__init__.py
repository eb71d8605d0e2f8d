"""Checks of a cohort file that need the calendar, but no solver: one module a rule.

As `pairmatch.cohort.rules`, but `check` takes `Facts`, which hold the cohort and, once for all
rules, its availability. They look only at cohorts in which those other rules found no error.
"""

from __future__ import annotations

from types import ModuleType

from pairmatch.calendar.rules import (
    broken_event,
    calendar_unreadable,
    cannot_attend,
    extra_on_closed_day,
    hours_in_168,
    hours_on_average,
    idle_commitment,
    idle_weekday,
    long_shift,
    long_shifts_in_a_row,
    never_free,
    never_open,
    nights_in_a_row,
    no_known_shift,
    no_meeting_block,
    not_a_calendar,
    other_year,
    repeats_too_often,
    rest_after_nights,
    rest_between_shifts,
    shifts_in_a_row,
    too_few_places,
    too_much_shadowing,
    unknown_country,
    weekends_worked,
    workshop_dates,
    workshop_order,
)
from pairmatch.calendar.rules._facts import Facts
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic

ALL: tuple[ModuleType, ...] = (
    unknown_country,
    workshop_dates,
    never_open,
    too_few_places,
    never_free,
    cannot_attend,
    too_much_shadowing,
    no_meeting_block,
    extra_on_closed_day,
    idle_commitment,
    workshop_order,
    other_year,
    idle_weekday,
    calendar_unreadable,
    not_a_calendar,
    broken_event,
    repeats_too_often,
    no_known_shift,
    hours_on_average,
    hours_in_168,
    long_shift,
    rest_between_shifts,
    rest_after_nights,
    long_shifts_in_a_row,
    nights_in_a_row,
    shifts_in_a_row,
    weekends_worked,
)
_BY_FILES: tuple[ModuleType, ...] = (calendar_unreadable, not_a_calendar, broken_event, repeats_too_often)
"""What keeps a calendar file from being used, the first kind before the next is looked for."""


def check(cohort: Cohort) -> list[Diagnostic]:
    """Everything that the rules find in a cohort; without its holidays or calendars, only that."""
    facts = Facts(cohort)
    stopped = [*unknown_country.check(facts), *unusable_calendars(cohort)]
    rest = [rule for rule in ALL if rule not in (unknown_country, *_BY_FILES)]
    return stopped or [diagnostic for rule in rest for diagnostic in rule.check(facts)]


def unusable_calendars(cohort: Cohort) -> list[Diagnostic]:
    """The faults of calendar files; without them the availability can be worked out."""
    facts = Facts(cohort)
    unread = list(calendar_unreadable.check(facts))
    return unread or [diagnostic for rule in _BY_FILES[1:] for diagnostic in rule.check(facts)]
