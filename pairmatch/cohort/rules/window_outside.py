"""A window of weeks lies wholly after the end of the programme.

Wrong::

    programme: {start: 2026-09-07, weeks: 12}
    workshops: [{id: finance, weeks: 13..14}]

Right::

    programme: {start: 2026-09-07, weeks: 12}
    workshops: [{id: finance, weeks: 11..12}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import Loc, error, plural, weeks_named
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import WeekRange
from pairmatch.diagnostics import Diagnostic

CODE = "PM313"
SUMMARY = "a window of weeks lies outside the programme"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every window that the programme never reaches."""
    weeks = cohort.programme.weeks
    for loc, window in windows(cohort):
        if window.first > weeks:
            message = f"{weeks_named(window)} would be after the programme, which has {plural(weeks, 'week')}"
            advice = "move the window, or make the programme longer"
            yield error(CODE, message, cohort.span(*loc), advice)


def windows(cohort: Cohort) -> Iterator[tuple[Loc, WeekRange]]:
    """Every window of weeks that the file names, and where."""
    for place, workshop in enumerate(cohort.workshops):
        if workshop.weeks:
            yield ("workshops", place, "weeks"), workshop.weeks
    if cohort.shadowing and cohort.shadowing.weeks:
        yield ("shadowing", "weeks"), cohort.shadowing.weeks
    if cohort.meetings and cohort.meetings.weeks:
        yield ("meetings", "weeks"), cohort.meetings.weeks
