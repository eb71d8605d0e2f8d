"""Cohorts of two pairs, and what their conflicts are, as sentences."""

from __future__ import annotations

from pathlib import Path

from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.report import Conflict
from pairmatch.conflicts.rota import rota_conflicts
from tests.rota.helpers import Pairs, cohort_of, in_file_order

WEEKS = "programme: {start: 2026-09-07, weeks: 2}\n"
"""Two weeks of ten half-days."""
TWO = "doctors: [{id: d0}, {id: d1}]\nmanagers: [{id: m0}, {id: m1}]\n"
"""Two pairs who can come at all times."""


def conflicts_of(fragment: str, pairs: Pairs | None = None) -> tuple[Conflict, ...]:
    """The conflicts of a fragment, everything that is missed being explained."""
    cohort = cohort_of(fragment)
    found, complete = rota_conflicts(cohort, pairs or in_file_order(cohort))
    assert complete
    return found


def told(conflict: Conflict) -> list[str]:
    """The sentences of a conflict's facts."""
    return [fact.sentence for fact in conflict.facts]


def loaded(folder: Path, text: str) -> Cohort:
    """A cohort that was read from a file, so that its facts have lines."""
    path = folder / "cohort.yaml"
    path.write_text("version: 1\n" + text, encoding="utf-8")
    return Cohort.load(path)
