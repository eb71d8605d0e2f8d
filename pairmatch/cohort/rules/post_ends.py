"""A person's last post ends in mid-programme.

After the end of the last post the person counts as away, so sessions can be missed. Often the
next post was not yet known when the file was written.

Wrong::

    doctors:
      - id: okafor
        posts: [{from: 2026-08-05, until: 2026-10-06}]

Right::

    doctors:
      - id: okafor
        posts: [{from: 2026-08-05, until: 2026-10-06}, {from: 2026-10-07, site: guys}]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pairmatch.cohort.rules._common import people, warning
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic

CODE = "PM305"
SUMMARY = "a person's last post ends in mid-programme"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a warning for every last post that ends while the programme runs."""
    start, last_day = cohort.programme.start, last_day_of(cohort)
    for loc, person in people(cohort):
        ends = [(post.until or date.max, place) for place, post in enumerate(person.posts)]
        until, place = max(ends, default=(date.max, 0))
        if start <= until < last_day:
            message = f"{person.title} has no post after {until}, and the programme ends on {last_day}"
            advice = "add the next post, or see who can hold the sessions before that day"
            yield warning(CODE, message, cohort.span(*loc, "posts", place, "until"), advice)


def last_day_of(cohort: Cohort) -> date:
    """The last day on which the programme can have sessions."""
    programme = cohort.programme
    return programme.start + timedelta(weeks=programme.weeks - 1, days=max(programme.days))
