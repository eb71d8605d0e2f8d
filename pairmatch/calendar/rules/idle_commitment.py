"""A commitment lies on a half-day on which the person is never at work.

Commitments change a half-day on which the person's `works` or duty pattern has the person at work.
On any other they have no effect; a half-day of work that the pattern does not show is an `extra`.

Wrong::

    doctors:
      - {id: okafor, works: {mon: am pm}, commitments: {wed pm: {attend: false}}}

Right::

    doctors:
      - {id: okafor, works: {mon: am pm, wed: pm}, commitments: {wed pm: {attend: false}}}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from pairmatch.calendar.presence import base_presence
from pairmatch.calendar.rules._facts import Facts
from pairmatch.cohort.people import Person
from pairmatch.cohort.rules._common import half_key_span, people, warning
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import WeeklyHalf
from pairmatch.diagnostics import Diagnostic

CODE = "PM360"
SUMMARY = "a commitment lies on a half-day on which the person is never at work"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a warning for every commitment that can have no effect."""
    for loc, person in people(facts.cohort):
        for weekly in person.commitments:
            if not _ever_at_work(facts.cohort, person, weekly):
                message = f"{person.title} is never at work on {weekly}, so this commitment has no effect"
                span = half_key_span(facts.cohort, (*loc, "commitments"), weekly)
                yield warning(CODE, message, span, "check `works` or the duty pattern, or delete it")


def _ever_at_work(cohort: Cohort, person: Person, weekly: WeeklyHalf) -> bool:
    first = cohort.programme.start + timedelta(days=weekly.day)
    days = (first + timedelta(weeks=week) for week in range(cohort.programme.weeks))
    return any(any(base_presence(cohort, person, day, weekly.half)) for day in days)
