"""Checks of a cohort file that need the calendar, but no solver: one module a rule.

As `pairmatch.cohort.rules`, but `check` takes `Facts`, which hold the cohort and, once for all
rules, its availability. They look only at cohorts in which those other rules found no error.
"""

from __future__ import annotations

from types import ModuleType

from pairmatch.calendar.rules import (
    cannot_attend,
    extra_on_closed_day,
    idle_commitment,
    idle_weekday,
    never_free,
    never_open,
    no_meeting_block,
    other_year,
    too_few_places,
    too_much_shadowing,
    unknown_country,
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
)


def check(cohort: Cohort) -> list[Diagnostic]:
    """Everything that the rules find in a cohort, rule by rule; without its holidays, only that."""
    facts = Facts(cohort)
    no_holidays = list(unknown_country.check(facts))
    return no_holidays or [diagnostic for rule in ALL[1:] for diagnostic in rule.check(facts)]
