"""`max_per_week` is below what a single session takes.

It counts half-days with a session, so nothing could ever be held.

Wrong::

    scheduling: {max_per_week: 0}
    meetings: {every_weeks: 2}

Right::

    scheduling: {max_per_week: 1}
    meetings: {every_weeks: 2}
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import error
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Note

CODE = "PM317"
SUMMARY = "`max_per_week` is below what one session takes"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for sessions that no week has room for."""
    most = cohort.scheduling.max_per_week
    span = cohort.span("scheduling", "max_per_week")
    if most == 0 and (cohort.workshops or cohort.meetings or cohort.shadowing):
        message = "`max_per_week: 0` leaves no room for any session"
        yield error(CODE, message, span, "write how many half-days a week a person can give")
        return
    long = [place for place, workshop in enumerate(cohort.workshops) if workshop.length > most]
    if long:
        notes = [Note("two half-days long", cohort.span("workshops", place, "length")) for place in long]
        message = f"`max_per_week: {most}` leaves no room for a workshop of two half-days"
        yield error(CODE, message, span, "write `max_per_week: 2` or more", *notes)
