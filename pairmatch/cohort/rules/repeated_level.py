"""A grade or band stands twice on the seniority ladder, or the ladder has an empty level.

Wrong::

    matching: {seniority: [[ST4, 8a], [ST7, 8a]]}

Right::

    matching: {seniority: [[ST4, 8a], [ST7, 8b]]}
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import error
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Note

CODE = "PM219"
SUMMARY = "a grade or band is on two levels of the ladder"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for every name that has a level already, and every level without a name."""
    first: dict[str, tuple[int, int]] = {}
    loc = ("matching", "seniority")
    if not cohort.matching.seniority:
        yield error(CODE, "the ladder has no levels", cohort.span(*loc), "delete it, for the default")
    for level, names in enumerate(cohort.matching.seniority):
        if not names:
            yield error(CODE, "this level has no grade or band", cohort.span(*loc, level), "delete it")
        for place, name in enumerate(names):
            if name in first:
                note = Note("first here", cohort.span(*loc, *first[name]))
                message = f"`{name}` stands twice on the ladder"
                yield error(CODE, message, cohort.span(*loc, level, place), "keep one of the two", note)
            first.setdefault(name, (level, place))
