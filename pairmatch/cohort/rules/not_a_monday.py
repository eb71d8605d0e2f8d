"""The start of the programme, or the anchor of a duty pattern, is not a Monday.

Weeks run from Monday to Sunday: week 1 of the programme, and row 1 of a cycle, start on one.

Wrong::

    programme: {start: 2026-09-08}

Right::

    programme: {start: 2026-09-07}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pairmatch.cohort.rules._common import error
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import DAY_NAMES, monday_of
from pairmatch.diagnostics import Diagnostic, Span

CODE = "PM301"
SUMMARY = "a date that has to be a Monday is none"


def check(cohort: Cohort) -> Iterator[Diagnostic]:
    """Yield a fault for a start or an anchor on another day."""
    yield from _fault(cohort.programme.start, "the programme must start", cohort.span("programme", "start"))
    for name, pattern in cohort.rotas.items():
        span = cohort.span("rotas", name, "anchor")
        yield from _fault(pattern.anchor, "the anchor of a duty pattern must lie", span)


def _fault(day: date, what: str, span: Span | None) -> Iterator[Diagnostic]:
    if day.weekday():
        monday = monday_of(day)
        message = f"{what} on a Monday, and {day} is a {DAY_NAMES[day.weekday()]}"
        yield error(CODE, message, span, f"write {monday} or {monday + timedelta(weeks=1)}")
