"""The shadowing window has too few weeks for the half-days that a pair needs.

A pair needs `each_way` half-days one way and as many the other way, every two of them at least
`gap_weeks` weeks apart. What does not fit is missed.

Wrong::

    shadowing: {each_way: 2, weeks: 2..7, gap_weeks: 2}

Right::

    shadowing: {each_way: 2, weeks: 2..8, gap_weeks: 2}
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.calendar.rules._facts import Facts
from pairmatch.cohort.rules._common import plural, warning
from pairmatch.cohort.values import WeekRange
from pairmatch.diagnostics import Diagnostic

CODE = "PM357"
SUMMARY = "the shadowing window has too few weeks"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a warning when a pair's shadowing cannot fit its window."""
    shadowing = facts.cohort.shadowing
    if shadowing is None or shadowing.each_way == 0:
        return
    needed = 2 * shadowing.each_way
    fits = _most(facts, facts.window(shadowing.weeks), shadowing.gap_weeks)
    if fits < needed:
        span = facts.cohort.span("shadowing", "weeks" if shadowing.weeks else "each_way")
        apart = f", {plural(shadowing.gap_weeks, 'week')} apart" if shadowing.gap_weeks else ""
        message = f"a pair needs {needed} half-days of shadowing{apart}, and the window has room for {fits}"
        yield warning(CODE, message, span, "widen the window, or lower `each_way` or `gap_weeks`")


def _most(facts: Facts, window: WeekRange, gap: int) -> int:
    """The most half-days of shadowing that fit the open half-days of a window."""
    slots = facts.time.slots[facts.time.within(window).start : facts.time.within(window).stop]
    weeks = [slot.week for slot in slots if slot.index not in facts.time.closed]
    if gap == 0:
        return len(weeks)
    count, last = 0, -gap
    for week in weeks:
        if week >= last + gap:
            count, last = count + 1, week
    return count
