"""A person or a post has more than one of `works`, `rota` and `calendar`.

Each of the three says when the person is at work; with two of them nobody can tell which holds.
(A post may have one of its own, which then replaces the person's.)

Wrong::

    doctors: [{id: okafor, works: {mon: am}, calendar: okafor.ics}]

Right::

    doctors: [{id: okafor, works: {mon: am}}]
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.rules._common import bases, error
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Note

CODE = "PM303"
SUMMARY = "more than one of `works`, `rota` and `calendar`"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for everybody whose time at work is said twice."""
    for loc, base in bases(cohort):
        given = [field for field in ("works", "rota", "calendar") if getattr(base, field) is not None]
        if len(given) > 1:
            names = " and ".join(f"`{field}`" for field in given)
            spans = sorted(filter(None, (cohort.key_span(*loc, field) for field in given)))
            notes = [Note("given here too", span) for span in spans[:-1]]
            message = f"{names} exclude each other"
            yield error(CODE, message, spans[-1] if spans else None, "keep one of them", *notes)
