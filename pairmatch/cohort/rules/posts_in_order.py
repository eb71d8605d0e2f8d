"""Two posts of a person overlap, or a post ends before it starts.

On each day a person is in one post, which says where the person works and on what duty pattern.

Wrong::

    doctors:
      - id: okafor
        posts:
          - {from: 2026-08-05, until: 2026-12-02}
          - {from: 2026-12-02}

Right::

    doctors:
      - id: okafor
        posts:
          - {from: 2026-08-05, until: 2026-12-01}
          - {from: 2026-12-02}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pairmatch.cohort.people import Post
from pairmatch.cohort.rules._common import Loc, error, people
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Note

CODE = "PM304"
SUMMARY = "two posts overlap, or a post ends before it starts"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every post that is not wholly after the one before it."""
    for loc, person in people(cohort):
        dated: list[tuple[date, date, int]] = []
        for place, post in enumerate(person.posts):
            first, last = post.first or date.min, post.until or date.max
            if last < first:
                span = cohort.span(*loc, "posts", place, "until")
                yield error(CODE, f"this post ends on {last}, before it starts on {first}", span)
            else:
                dated.append((first, last, place))
        yield from _overlaps(cohort, (*loc, "posts"), person.posts, sorted(dated))


def _overlaps(
    cohort: Cohort, loc: Loc, posts: tuple[Post, ...], dated: list[tuple[date, date, int]]
) -> Iterator[Diagnostic]:
    until, holder = date.min, -1
    for first, last, place in dated:
        if holder >= 0 and first <= until:
            named = "from" if posts[place].first else "until"
            span = cohort.span(*loc, place, named) if posts[place].until or posts[place].first else None
            ends = f"runs until {until}" if until < date.max else "has no end"
            note = Note(f"this post {ends}", cohort.span(*loc, holder))
            message = "two posts overlap: this one starts while another one runs"
            advice = "end each post on the day before the next one starts"
            yield error(CODE, message, span or cohort.span(*loc, place), advice, note)
        if last > until or holder < 0:
            until, holder = last, place
