"""A person has posts, but none of them lies in the programme.

Outside every post a person counts as away, so this person could take part in nothing.

Wrong::

    doctors: [{id: okafor, posts: [{from: 2025-08-06, until: 2026-08-04}]}]

Right::

    doctors: [{id: okafor, posts: [{from: 2026-08-05, until: 2027-08-03}]}]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pairmatch.cohort.rules._common import people, warning
from pairmatch.cohort.rules.post_ends import last_day_of
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic

CODE = "PM306"
SUMMARY = "none of a person's posts lies in the programme"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a warning for everybody who is away all the time."""
    start, last_day = cohort.programme.start, last_day_of(cohort)
    for loc, person in people(cohort):
        if any(post.first and post.until and post.until < post.first for post in person.posts):
            continue  # told by another rule, and where the post lies is not known
        if person.posts and not any(
            (post.first or date.min) <= last_day and (post.until or date.max) >= start
            for post in person.posts
        ):
            message = f"{person.title} has no post between {start} and {last_day}, and so is away throughout"
            yield warning(CODE, message, cohort.key_span(*loc, "posts"), "check the years of the posts")
