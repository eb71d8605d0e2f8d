"""Parts of the format that are read and checked already, but that no command works with yet.

A command refuses them with these errors; none of them is ever ignored.
"""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Severity, Span

CODE = "PM901"


def unbuilt(cohort: Cohort) -> list[Diagnostic]:
    """What keeps this version from working with the cohort: it decides when people can attend."""
    found = list(_calendars(cohort))
    if cohort.scheduling.off_duty == "allowed":
        found.append(_refused("`off_duty: allowed`", cohort.span("scheduling", "off_duty")))
    return found


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
