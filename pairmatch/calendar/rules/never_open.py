"""A workshop has no half-day on which it could be held.

Every half-day of its weeks, or of its `dates`, is closed: by the programme, by a public holiday,
or because the programme has no sessions on that day.

Wrong::

    programme: {start: 2026-09-07, closed: [2026-09-14..2026-09-18]}
    workshops: [{id: kickoff, weeks: 2}]

Right::

    programme: {start: 2026-09-07, closed: [2026-09-14..2026-09-18]}
    workshops: [{id: kickoff, weeks: 2..3}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.calendar.rules._facts import Facts
from pairmatch.cohort.rules._common import error, weeks_named
from pairmatch.diagnostics import Diagnostic

CODE = "PM353"
SUMMARY = "a workshop has no half-day on which it could be held"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a fault for every workshop whose window is closed throughout."""
    for place, workshop in enumerate(facts.cohort.workshops):
        if len(facts.starts(workshop)):
            continue
        field = "dates" if workshop.dates is not None else "weeks" if workshop.weeks else "id"
        window = weeks_named(workshop.weeks) if workshop.weeks else "the programme"
        where = {
            "dates": "none of its `dates` can be used",
            "weeks": f"no half-day of {window} is open",
            "id": "no half-day of the programme is open",
        }[field]
        span = facts.cohort.span("workshops", place, field)
        advice = "widen the window, or open a day of it"
        yield error(CODE, f"`{workshop.id}` can never be held: {where}", span, advice)
