"""Parts of the format that are read and checked already, but that no command works with yet.

A command refuses them with these errors; none of them is ever ignored.
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Severity, Span

CODE = "PM901"


def unbuilt_for_match(cohort: Cohort) -> list[Diagnostic]:
    """What keeps this version from pairing the cohort."""
    return [*_in_matching(cohort), *_in_availability(cohort)]


def unbuilt_for_rota(cohort: Cohort) -> list[Diagnostic]:
    """What keeps this version from making a rota for the cohort, once it is paired."""
    return list(_in_availability(cohort))


def _in_matching(cohort: Cohort) -> Iterator[Diagnostic]:
    matching = cohort.matching
    if matching.objective in ("leximin", "rank"):
        yield _refused(f"`objective: {matching.objective}`", cohort.span("matching", "objective"))
    if matching.stable:
        yield _refused("`stable: true`", cohort.span("matching", "stable"))


def _in_availability(cohort: Cohort) -> Iterator[Diagnostic]:
    """What decides when people can attend: a pairing goes by it as much as a rota does."""
    yield from _calendars(cohort)
    if cohort.scheduling.off_duty == "allowed":
        yield _refused("`off_duty: allowed`", cohort.span("scheduling", "off_duty"))


def _calendars(cohort: Cohort) -> Iterator[Diagnostic]:
    if "calendar_shifts" in cohort.model_fields_set:
        yield _refused("`calendar_shifts`", cohort.key_span("calendar_shifts"))
    for side, members in (("doctors", cohort.doctors), ("managers", cohort.managers)):
        for place, person in enumerate(members):
            if person.calendar is not None:
                yield _refused("`calendar`", cohort.key_span(side, place, "calendar"))
            for at, post in enumerate(person.posts):
                if post.calendar is not None:
                    yield _refused("`calendar`", cohort.key_span(side, place, "posts", at, "calendar"))


def _refused(what: str, span: Span | None) -> Diagnostic:
    return Diagnostic(CODE, Severity.ERROR, f"not built yet: {what}", span)
