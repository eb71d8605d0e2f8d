"""An `extra` half-day lies on a day that is closed for sessions.

`extra` has the last word on a person's own time, but a closed day or public holiday is closed
whatever a person's calendar says.

Wrong::

    programme: {start: 2026-09-07, closed: [2026-09-15]}
    doctors: [{id: okafor, extra: {2026-09-15 am: {attend: true}}}]

Right::

    programme: {start: 2026-09-07, closed: [2026-09-15]}
    doctors: [{id: okafor, extra: {2026-09-16 am: {attend: true}}}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.calendar.rules._facts import Facts
from pairmatch.cohort.rules._common import half_key_span, people, warning
from pairmatch.diagnostics import Diagnostic

CODE = "PM359"
SUMMARY = "an `extra` half-day lies on a closed day"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Yield a warning for every extra half-day that can have no effect."""
    time = facts.time
    for loc, person in people(facts.cohort):
        for half_day, presence in person.extra.items():
            index = time.index_of(half_day)
            if index in time.closed and (presence.attend or presence.host):
                message = f"{half_day} is closed for sessions ({time.closed[index]}), so this has no effect"
                span = half_key_span(facts.cohort, (*loc, "extra"), half_day)
                yield warning(CODE, message, span, "choose another half-day, or delete it")
