"""Short cohorts, and the parts of a pairing that are made of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from pairmatch.calendar import availability
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.source import parse
from pairmatch.matching.criteria import Sides, criterion
from pairmatch.matching.engine import Cell, Problem, problem_of
from pairmatch.matching.fractions import NOT_KNOWN, Ints
from pairmatch.matching.pairing import Pairing
from tests.cohort.helpers import whole

Table = list[list[int | None]]


def unchecked(fragment: str) -> Cohort:
    """The cohort of a fragment, none of the checks of the file made."""
    return Cohort.model_validate(parse(whole(fragment), "cohort.yaml").data)


def sides_of(cohort: Cohort) -> Sides:
    """The two sides of a cohort, over its own programme."""
    return Sides(cohort, availability(cohort))


def scored(name: str, fragment: str) -> Table:
    """The scores of a criterion, a row a doctor; None where it is not known."""
    values = criterion(name, sides_of(unchecked(fragment))).as_score()
    return [[None if value == NOT_KNOWN else int(value) for value in row] for row in values]


def problem(
    scores: Sequence[Sequence[int | None]],
    left: Sequence[int] | None = None,
    right: Sequence[int] | None = None,
    locks: Collection[Cell] = (),
    *,
    kept: Collection[Cell] = (),
    prefers: tuple[Table, Table] | None = None,
    count_right: bool = True,
) -> Problem:
    """An assignment problem from a table of scores, None being a pair that is not allowed.

    `prefers` is a list of rights for each left, the best first, and one of lefts for each right.
    """
    allowed = np.array([[value is not None for value in row] for row in scores], dtype=bool)
    values: Ints = np.array([[value or 0 for value in row] for row in scores], dtype=np.int64)
    rows, columns = allowed.shape
    return problem_of(
        allowed,
        values,
        left or [1] * rows,
        right or [1] * columns,
        locks,
        kept=kept,
        left_choice=_ranks(prefers[0], rows, columns) if prefers else None,
        right_choice=_ranks(prefers[1], columns, rows).T if prefers else None,
        count_right=count_right,
    )


def _ranks(lists: Table, people: int, others: int) -> Ints:
    found = np.zeros((people, others), dtype=np.int64)
    for person, own in enumerate(lists):
        for rank, other in enumerate(own, 1):
            found[person, other] = rank
    return found


def ids(pairing: Pairing) -> list[tuple[str, str]]:
    """Who is paired with whom."""
    return [pair.ids for pair in pairing.pairs]


def reasons(pairing: Pairing) -> dict[str, str]:
    """Why each person waits."""
    return {one.person: one.why for one in pairing.unmatched}
