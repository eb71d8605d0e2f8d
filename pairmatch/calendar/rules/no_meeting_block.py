"""The meetings' weeks are fewer than one block, so that no meeting has to be held.

A pair meets once in each whole block of `every_weeks` weeks; a last, shorter block has none.

Wrong::

    meetings: {every_weeks: 4, weeks: 10..12}

Right::

    meetings: {every_weeks: 4, weeks: 9..12}
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.calendar.needs import meeting_blocks
from pairmatch.calendar.rules._facts import Facts
from pairmatch.cohort.rules._common import plural, warning, weeks_named
from pairmatch.diagnostics import Diagnostic

CODE = "PM358"
SUMMARY = "the meetings' weeks are fewer than one block"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a warning when there are meetings, but none that has to be held."""
    cohort = facts.cohort
    meetings = cohort.meetings
    if meetings and not any(meeting_blocks(cohort, cohort.programme.weeks)):
        window = facts.window(meetings.weeks)
        are = "is" if window.first == window.last else "are"
        block = f"one block of {plural(meetings.every_weeks, 'week')}"
        message = f"no meeting is ever held: {weeks_named(window)} {are} less than {block}"
        yield warning(CODE, message, cohort.span("meetings", "every_weeks"), "widen `weeks`")
