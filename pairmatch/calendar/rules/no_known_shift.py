"""No event of a calendar file is a shift.

An event is a shift when the first word of its summary is a key of `calendar_shifts`, or D, L or N
where the file gives none. Without any, the person is never on duty.

Wrong::

    doctors: [{id: okafor, calendar: rotas/meetings.ics}]

Right::

    doctors: [{id: okafor, calendar: rotas/okafor.ics}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.calendar.duties import content_of, named_calendars, shifts_of
from pairmatch.calendar.rules._facts import Facts
from pairmatch.cohort.rules._common import warning
from pairmatch.diagnostics import Diagnostic

CODE = "PM368"
SUMMARY = "no event of a calendar file is a known shift"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a warning for every calendar that puts nobody on duty, with what it has instead."""
    codes = ", ".join(shifts_of(facts.cohort))
    for loc, name in named_calendars(facts.cohort):
        content = content_of(facts.cohort, name)
        if not content.has_shifts:
            shown = [f"`{one[:40]}`" for one in content.summaries[:5]]
            seen = f"its summaries are {', '.join(shown)}" if shown else "it has no event with a summary"
            more = ", ..." if len(content.summaries) > len(shown) else ""
            message = f"no event of `{name}` is one of the shifts {codes}: {seen}{more}"
            yield warning(CODE, message, facts.cohort.span(*loc), "name its shifts in `calendar_shifts`")
