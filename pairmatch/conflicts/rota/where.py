"""Where a fact stands: its line, where somebody wrote it."""

from __future__ import annotations

from typing import Any

from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.source import Loc
from pairmatch.diagnostics import Span


def written(cohort: Cohort, *loc: str | int) -> tuple[Span, ...]:
    """The place of a value of the file; none for a default, which the format says and nobody wrote."""
    source = cohort.source
    if source is None or not _is_written(source.data, loc):
        return ()
    return (source.span(loc),)


def locs_of_people(cohort: Cohort) -> dict[str, Loc]:
    """The way to each doctor and manager."""
    doctors: dict[str, Loc] = {one.id: ("doctors", at) for at, one in enumerate(cohort.doctors)}
    return doctors | {one.id: ("managers", at) for at, one in enumerate(cohort.managers)}


def _is_written(data: Any, loc: Loc) -> bool:
    for step in loc:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True
