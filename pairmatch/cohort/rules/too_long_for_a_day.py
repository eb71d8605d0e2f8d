"""A workshop of two half-days, in a programme whose days have one half only.

Wrong::

    programme: {start: 2026-09-07, halves: {am: "09:00-13:00"}}
    workshops: [{id: kickoff, length: 2}]

Right::

    programme: {start: 2026-09-07, halves: {am: "09:00-13:00", pm: "13:30-17:30"}}
    workshops: [{id: kickoff, length: 2}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import error
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic

CODE = "PM315"
SUMMARY = "a workshop is longer than a day"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every workshop that no day can hold."""
    halves = len(cohort.programme.halves)
    for place, workshop in enumerate(cohort.workshops):
        if workshop.length > halves:
            message = f"`{workshop.id}` takes {workshop.length} halves of a day, and a day has {halves}"
            span = cohort.span("workshops", place, "length")
            yield error(CODE, message, span, "write `length: 1`, or add a half to `programme.halves`")
