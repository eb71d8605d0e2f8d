"""A window of weeks goes beyond the end of the programme.

Only the weeks within the programme are used.

Wrong::

    programme: {start: 2026-09-07, weeks: 12}
    shadowing: {each_way: 2, weeks: 2..13}

Right::

    programme: {start: 2026-09-07, weeks: 12}
    shadowing: {each_way: 2, weeks: 2..12}
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import plural, warning, weeks_named
from pairmatch.cohort.rules.window_outside import windows
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import WeekRange
from pairmatch.diagnostics import Diagnostic

CODE = "PM314"
SUMMARY = "a window of weeks goes beyond the programme"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a warning for every window that is cut short."""
    weeks = cohort.programme.weeks
    for loc, window in windows(cohort):
        if window.first <= weeks < window.last:
            rest = WeekRange(window.first, weeks)
            cut = f"{weeks_named(window)} are cut to {weeks_named(rest)}"
            message = f"{cut}: the programme has {plural(weeks, 'week')}"
            yield warning(CODE, message, cohort.span(*loc), f"write {rest}")
