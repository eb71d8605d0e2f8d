"""How far the weight of each criterion can move before any pair changes."""

from __future__ import annotations

from pairmatch.cohort.pairing_rules import Criterion
from pairmatch.cohort.schema import Cohort
from pairmatch.matching.answers import Move, WeightRange
from pairmatch.matching.changes import with_weight
from pairmatch.matching.engine import Cell
from pairmatch.matching.task import Task, begin, prepare, problem_among
from pairmatch.matching.wishes import Wishes
from pairmatch.progress import OnProgress, Stop, Watch

LIGHTEST, HEAVIEST = 0, 10
"""The ends of the scale of weights."""


def sensitivity(
    cohort: Cohort,
    wishes: Wishes = Wishes(),
    *,
    time_limit: float = 60.0,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> tuple[WeightRange, ...]:
    """For each criterion, the whole weights around its own at which the pairs stay exactly as they are.

    Weights are whole numbers from 0 to 10, so that each one around the present one is tried: the
    answer is exact, rounding of scores and rules on scores included. Empty where the scores come from a file.
    Parameters and errors are those of `match`.
    """
    task = prepare(cohort, wishes, Watch(time_limit, on_progress, stop))
    begin("the best pairing", task.watch)
    if cohort.scores is not None:
        return ()
    return tuple(_range(task, name, criterion) for name, criterion in cohort.matching.criteria.items())


def _range(task: Task, name: str, criterion: Criterion) -> WeightRange:
    begin(f"the weight of {name}", task.watch)
    lowest, below = _as_far_as(task, name, range(criterion.weight - 1, LIGHTEST - 1, -1), criterion.weight)
    highest, above = _as_far_as(task, name, range(criterion.weight + 1, HEAVIEST + 1), criterion.weight)
    return WeightRange(name, criterion.weight, lowest, highest, below, above)


def _as_far_as(task: Task, name: str, weights: range, own: int) -> tuple[int, tuple[Move, ...]]:
    """The last of these weights that changes no pair, and who moves at the next."""
    for weight in weights:
        pairs = _pairs_at(task, name, weight)
        if pairs is None:
            return own, ()
        if pairs != task.optimum.pairs:
            return own, task.moves(task.optimum.pairs, pairs)
        own = weight
    return own, ()


def _pairs_at(task: Task, name: str, weight: int) -> tuple[Cell, ...] | None:
    """The best pairing, were a criterion to weigh so much; None where a rule on scores forbade a lock."""
    weighed = with_weight(task.candidates, name, weight)
    if not all(weighed.allowed[cell] for cell in weighed.locked):
        return None
    return task.solve(problem_among(weighed, task.wishes)).pairs
