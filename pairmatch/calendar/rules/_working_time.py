"""What the rules on working time share: how the places are told at which a limit is broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from pairmatch.calendar.rules._facts import Facts
from pairmatch.calendar.working_time import Finding, Limit
from pairmatch.cohort.people import Person
from pairmatch.cohort.rules._common import Loc, people, plural, warning
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import DAY_NAMES
from pairmatch.diagnostics import Diagnostic, Span

_ADVICE = "pairmatch warns and never certifies: look at it with whoever keeps the rota"


def warnings_of(facts: Facts, limit: Limit, code: str) -> Iterator[Diagnostic]:
    """One warning for every pattern that breaks a limit, and for every person whose own shifts do."""
    cohort = facts.cohort
    for name, found in facts.broken_by_patterns.items():
        own = [one for one in found if one.limit is limit]
        if own:
            message = f"{_place(cohort, name, own[0].at)}: {_said(own)}"
            yield warning(code, message, _pattern_span(cohort, name, own[0].at), _ADVICE)
    broken_by_people = facts.broken_by_people
    for loc, person in people(cohort) if any(broken_by_people.values()) else ():
        own = [one for one in broken_by_people.get(person.id, ()) if one.limit is limit]
        if own:
            when = f", {own[0].at:%a} {own[0].at.day} {own[0].at:%b %Y %H:%M}" if own[0].at else ""
            span = _duty_span(cohort, loc, person, own[0].at)
            yield warning(code, f"{person.title}{when}: {_said(own)}", span, _ADVICE)


def _said(found: Sequence[Finding]) -> str:
    more = f" (and at {plural(len(found) - 1, 'other place')})" if len(found) > 1 else ""
    return found[0].said + more


def _place(cohort: Cohort, name: str, at: datetime | None) -> str:
    """`row 2 of icu, Monday 08:00`; the name alone where the whole of the pattern is meant."""
    if at is None:
        return name
    row, day = _row_and_day(cohort, name, at)
    return f"row {row + 1} of {name}, {DAY_NAMES[day]} {at:%H:%M}"


def _pattern_span(cohort: Cohort, name: str, at: datetime | None) -> Span | None:
    """Where the shift stands in the cycle; where the pattern does, where the whole of it is meant."""
    if cohort.source is None:
        return None
    if at is None:
        return cohort.key_span("rotas", name)
    return cohort.source.row_span(("rotas", name, "cycle"), *_row_and_day(cohort, name, at))


def _row_and_day(cohort: Cohort, name: str, at: datetime) -> tuple[int, int]:
    pattern = cohort.rotas[name]
    weeks, day = divmod((at.date() - pattern.anchor).days, 7)
    return weeks % len(pattern.cycle), day


def _duty_span(cohort: Cohort, loc: Loc, person: Person, at: datetime | None) -> Span | None:
    """Where the pattern or calendar of that date is named: the person's own, or that of a post."""
    for place, post in enumerate(person.posts if at else ()):
        if at and (post.first or at.date()) <= at.date() <= (post.until or at.date()) and post.has_base:
            return cohort.span(*loc, "posts", place, "calendar" if post.calendar else "rota")
    return cohort.span(*loc, "calendar" if person.calendar else "rota")
