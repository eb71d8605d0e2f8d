"""What it buys to give up old pairs: the best pairing for each number of changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pairmatch.cohort.schema import Cohort
from pairmatch.errors import WrongUsage
from pairmatch.matching.answers import TradeRow
from pairmatch.matching.engine import Cell
from pairmatch.matching.task import Task, begin, giving_up, most_kept, prepare
from pairmatch.matching.wishes import Wishes
from pairmatch.progress import OnProgress, Stop, Watch

ROWS_AT_MOST = 10


def trade(
    cohort: Cohort,
    wishes: Wishes,
    *,
    time_limit: float = 60.0,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> tuple[TradeRow, ...]:
    """The best pairing that gives up at most so many old pairs, from the fewest up to as many as are of use.

    Parameters and errors are those of `match`; `wishes.keep` names the old pairs. Where there are more
    than `ROWS_AT_MOST` numbers of changes, some in between are left out.

    Raises
    ------
    WrongUsage
        When `wishes` names no old pairs.
    """
    if not wishes.keep:
        raise WrongUsage("there are no old pairs to keep: name the old document with --keep")
    watch = Watch(time_limit, on_progress, stop)
    task = prepare(cohort, wishes, watch)
    begin("the best pairing", watch)
    chosen = _given_up(task, task.optimum.pairs)
    free = replace(task, aim=giving_up(task.aim, task.problem, int(task.problem.kept.sum())))
    most = max(chosen, _given_up(free, free.optimum.pairs))
    least = int(task.problem.kept.sum()) - most_kept(task.problem)
    return tuple(_rows(task, _some(least, most, chosen), chosen))


def _given_up(task: Task, pairs: tuple[Cell, ...]) -> int:
    """How many old pairs that could still be are not among these."""
    kept = task.problem.kept
    return int(kept.sum()) - int(kept[task.problem.chosen(pairs)].sum())


def _some(least: int, most: int, chosen: int) -> list[int]:
    """Numbers of changes from the least to the most, not too many, the chosen one among them."""
    numbers = list(range(least, most + 1))
    if len(numbers) > ROWS_AT_MOST:
        step = (most - least) / (ROWS_AT_MOST - 1)
        numbers = [least + round(step * row) for row in range(ROWS_AT_MOST)]
    return sorted({*numbers, chosen})


def _rows(task: Task, numbers: list[int], chosen: int) -> Iterator[TradeRow]:
    """A row for each number of changes that makes a difference."""
    seen: set[int] = set()
    for number in numbers:
        begin(f"giving up {number}", task.watch)
        try:
            optimum = task.solve(task.problem, giving_up(task.aim, task.problem, number))
        except WrongUsage:  # no stable pairing gives up so few
            continue
        changes = _given_up(task, optimum.pairs)
        if changes not in seen:
            seen.add(changes)
            yield TradeRow(changes, task.measures(optimum.pairs), optimum.is_proven, changes == chosen)
