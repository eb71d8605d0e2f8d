"""`works` or `avoid_halves` names a day of the week on which the programme never runs.

It has no effect: there are sessions on `programme.days` only, Monday to Friday where it is not given.

Wrong::

    doctors: [{id: okafor, avoid_halves: [sat am]}]

Right::

    doctors: [{id: okafor, avoid_halves: [fri am]}]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from pairmatch.calendar.rules._facts import Facts
from pairmatch.cohort.rules._common import bases, people, warning
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import DAY_NAMES, DAYS, WeeklyHalf
from pairmatch.diagnostics import Diagnostic, Span

CODE = "PM363"
SUMMARY = "a day of the week is named on which the programme never runs"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a warning for every such day."""
    runs_on = set(facts.cohort.programme.days)
    for day, where in _named(facts.cohort):
        if day not in runs_on:
            message = f"the programme has no sessions on a {DAY_NAMES[day]}, so this has no effect"
            yield warning(CODE, message, where(), "delete it, or add the day to `programme.days`")


def _named(cohort: Cohort) -> Iterator[tuple[int, Callable[[], Span | None]]]:
    """Each day of the week that is named, and what tells where."""
    for loc, base in bases(cohort):
        for day in base.works or ():
            yield DAYS.index(day), partial(cohort.key_span, *loc, "works", day)
    for place, facilitator in enumerate(cohort.facilitators):
        for day in facilitator.works or ():
            yield DAYS.index(day), partial(cohort.key_span, "facilitators", place, "works", day)
    for loc, person in people(cohort):
        for at, half in enumerate(person.avoid_halves):
            if isinstance(half, WeeklyHalf):
                yield half.day, partial(cohort.span, *loc, "avoid_halves", at)
