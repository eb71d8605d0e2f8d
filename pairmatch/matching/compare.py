"""All objectives side by side: what each gives, and what it costs in terms of the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pairmatch.cohort.pairing_rules import OBJECTIVES, Objective
from pairmatch.cohort.schema import Cohort
from pairmatch.errors import WrongUsage
from pairmatch.matching.answers import ComparedPairing
from pairmatch.matching.engine import Cell, Optimum
from pairmatch.matching.engine.stability import blocking
from pairmatch.matching.task import Task, begin, is_stable, objective_of, prepare
from pairmatch.matching.wishes import Wishes
from pairmatch.progress import OnProgress, Stop, Watch


def compare(
    cohort: Cohort,
    wishes: Wishes = Wishes(),
    *,
    time_limit: float = 60.0,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> tuple[ComparedPairing, ...]:
    """The best pairing by each objective, and of all stable pairings by each, where anyone has preferences.

    Parameters and errors are those of `match`; what `wishes` says of the objective and of stability
    only tells which of them is the chosen one.
    """
    watch = Watch(time_limit, on_progress, stop)
    task = prepare(cohort, replace(wishes, objective=None, stable=False), watch)
    prefers = any(person.prefers for person in cohort.people)
    kinds = [(name, stable) for stable in (False, True) if prefers or not stable for name in OBJECTIVES]
    if not prefers:
        kinds.remove(("rank", False))
    chosen = (objective_of(cohort, wishes), is_stable(cohort, wishes))
    if chosen not in kinds:
        kinds.append(chosen)
    return tuple(_compared(task, kinds, chosen))


def _compared(
    task: Task, kinds: list[tuple[Objective, bool]], chosen: tuple[Objective, bool]
) -> Iterator[ComparedPairing]:
    seen: dict[tuple[Cell, ...], str] = {}
    for objective, stable in kinds:
        name = f"{objective}, stable" if stable else objective
        begin(name, task.watch)
        try:
            optimum = _optimum(task, objective, stable)
        except WrongUsage:  # no stable pairing gives up as few old pairs as `changes` allow
            continue
        yield ComparedPairing(
            objective=objective,
            stable=stable,
            is_proven=optimum.is_proven,
            whole=task.measures(optimum.pairs),
            blocking=tuple(
                task.ids(cell) for cell in blocking(task.problem, task.problem.chosen(optimum.pairs))
            ),
            is_chosen=(objective, stable) == chosen,
            same_as=seen.get(optimum.pairs),
        )
        seen.setdefault(optimum.pairs, name)


def _optimum(task: Task, objective: Objective, stable: bool) -> Optimum:
    placement = task.wishes.placement or task.cohort.matching.placement
    conditions = replace(task.aim.conditions, stable=stable)
    aim = replace(
        task.aim,
        objective=objective,
        people_first=objective != "rank" or placement == "first",
        conditions=conditions,
    )
    return task.solve(task.problem, aim)
