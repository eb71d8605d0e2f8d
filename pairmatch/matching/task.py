"""One cohort and one run's wishes, made ready for the engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from pairmatch.calendar.check import ensure_checked
from pairmatch.cohort.pairing_rules import Objective
from pairmatch.cohort.schema import Cohort
from pairmatch.diagnostics import Diagnostic, Severity
from pairmatch.errors import CohortError, NoAnswerInTime, WrongUsage
from pairmatch.matching.answers import Ids, Measures, Move
from pairmatch.matching.candidates import Candidates, candidates_of, go_on
from pairmatch.matching.criteria import ranks
from pairmatch.matching.engine import (
    Aim,
    Cell,
    Conditions,
    Impossible,
    Optimum,
    OutOfTime,
    Problem,
    best,
    problem_of,
)
from pairmatch.matching.engine.climb import Climb
from pairmatch.matching.engine.levels import kept
from pairmatch.matching.fractions import Ints
from pairmatch.matching.moves import moves_between
from pairmatch.matching.unmatched import Waiting
from pairmatch.matching.wishes import Wishes
from pairmatch.progress import Watch


@dataclass(frozen=True)
class Task:
    """What is to be paired, and what for."""

    cohort: Cohort
    wishes: Wishes
    candidates: Candidates
    problem: Problem
    aim: Aim
    watch: Watch

    @cached_property
    def optimum(self) -> Optimum:
        """The best pairing."""
        return self.solve(self.problem)

    def solve(self, problem: Problem, aim: Aim | None = None) -> Optimum:
        """The best pairing of a problem like this one.

        Raises
        ------
        NoAnswerInTime
            When time ran out before there was any.
        WrongUsage
            When none gives up as few old pairs as is asked for.
        """
        go_on(self.watch)
        try:
            return best(problem, aim or self.aim, self.watch)
        except OutOfTime:
            raise out_of_time(self.watch) from None
        except Impossible:
            raise _no_pairing(self) from None

    def measures(self, pairs: Sequence[Cell]) -> Measures:
        """How good some pairs are together, by every measure."""
        scores = [int(self.candidates.scores.total[pair]) for pair in pairs]
        return Measures(
            people=len({row for row, _ in pairs}) + len({column for _, column in pairs}),
            worst=min(scores, default=0),
            total=sum(scores),
            choices=self.choices(pairs),
            pairs=len(pairs),
            scores=tuple(sorted(scores)) if self.aim.objective == "leximin" else (),
        )

    def choices(self, pairs: Sequence[Cell]) -> tuple[int, ...]:
        """How many people have their first choice, their second, …; empty where nobody lists any."""
        counted = np.zeros(
            1 + max((len(one.prefers) for one in self.cohort.people), default=0), dtype=np.int64
        )
        for ranks_of_side in self.ranks:
            for pair in pairs:
                counted[ranks_of_side[pair]] += 1
        return tuple(counted[1:].tolist())

    @cached_property
    def ranks(self) -> tuple[Ints, Ints]:
        """The rank of each pair on the doctor's list, and on the manager's."""
        return ranks_of(self.cohort)

    def ids(self, cell: Cell) -> Ids:
        """The ids of a doctor and a manager, by position."""
        return self.cohort.doctors[cell[0]].id, self.cohort.managers[cell[1]].id

    def cell(self, doctor: str, manager: str) -> Cell:
        """The positions of a doctor and a manager, by id."""
        return self._positions[doctor], self._positions[manager]

    @cached_property
    def _positions(self) -> dict[str, int]:
        sides = (self.cohort.doctors, self.cohort.managers)
        return {person.id: at for side in sides for at, person in enumerate(side)}

    def moves(self, before: Sequence[Cell], after: Sequence[Cell]) -> tuple[Move, ...]:
        """Whose partners differ between two pairings, doctors first, in file order."""
        people = (person.id for person in self.cohort.people)
        return moves_between(people, map(self.ids, before), map(self.ids, after))


def prepare(cohort: Cohort, wishes: Wishes, watch: Watch) -> Task:
    """Score the cohort, and find out who may be paired with whom.

    Raises
    ------
    CohortError
        When the cohort has faults, or locks a pair that it forbids.
    WrongUsage
        When no pairing gives up as few old pairs as `changes` allows.
    NoAnswerInTime
        When time ran out.
    """
    ensure_ready(cohort)
    wishes = wishes.beside(cohort.matching)
    begin("who may be paired with whom", watch)
    return task_among(candidates_of(cohort, watch, wishes.lock, wishes.ban), wishes, watch)


def ensure_ready(cohort: Cohort) -> None:
    """Check the names in a cohort that was made from plain data, and that its file of scores was read.

    Raises
    ------
    CohortError
        When something stands for nothing, or the scores were not read.
    """
    ensure_checked(cohort)
    refused = list(_without_scores(cohort))
    if refused:
        raise CohortError(refused)


def task_among(candidates: Candidates, wishes: Wishes, watch: Watch) -> Task:
    """What is to be paired among some candidates.

    Raises
    ------
    WrongUsage
        When no pairing gives up as few old pairs as `changes` allows.
    """
    problem = problem_among(candidates, wishes)
    aim = _aim(candidates.cohort, wishes, problem)
    return Task(candidates.cohort, wishes, candidates, problem, aim, watch)


def problem_among(candidates: Candidates, wishes: Wishes) -> Problem:
    """The engine's problem of who may be paired with whom."""
    left_choice, right_choice = ranks_of(candidates.cohort)
    return problem_of(
        candidates.allowed,
        candidates.scores.total,
        *candidates.places,
        candidates.locked,
        kept=_old_cells(candidates.cohort, wishes),
        left_choice=left_choice,
        right_choice=right_choice,
    )


def reasons(task: Task) -> dict[str, str]:
    """Why each person without a partner in the best pairing has none, by id."""
    conditions = task.aim.conditions
    return Waiting(
        task.candidates,
        task.optimum.pairs,
        is_stable=conditions.stable,
        people_first=task.aim.people_first,
    ).reasons()


def begin(stage: str, watch: Watch) -> None:
    """Tell of the next stage, unless the work has to end before it."""
    go_on(watch)
    watch.tell(stage)


def out_of_time(watch: Watch) -> NoAnswerInTime:
    """The error of a search that had found nothing yet."""
    return NoAnswerInTime(f"no pairing was found in {watch.seconds:.0f} s; allow more with --time-limit")


def objective_of(cohort: Cohort, wishes: Wishes) -> Objective:
    """What is maximised."""
    return wishes.objective or cohort.matching.objective


def is_stable(cohort: Cohort, wishes: Wishes) -> bool:
    """Whether only stable pairings are wanted."""
    return cohort.matching.stable if wishes.stable is None else wishes.stable


def ranks_of(cohort: Cohort) -> tuple[Ints, Ints]:
    """The rank of each pair on the doctor's own list, and on the manager's, from 1; 0 where not listed.

    Two arrays of shape (doctors, managers).
    """
    return ranks(cohort.doctors, cohort.managers), ranks(cohort.managers, cohort.doctors).T


def _without_scores(cohort: Cohort) -> Iterator[Diagnostic]:
    """A cohort made from plain data has no folder in which its file of scores could be."""
    if cohort.matching.scores is not None and cohort.scores is None:
        message = f"`{cohort.matching.scores}` was not read: load the cohort from a file"
        yield Diagnostic("PM121", Severity.ERROR, message)


def _old_cells(cohort: Cohort, wishes: Wishes) -> list[Cell]:
    """The positions of the old pairs of which both are still here."""
    doctors = {person.id: row for row, person in enumerate(cohort.doctors)}
    managers = {person.id: column for column, person in enumerate(cohort.managers)}
    return [(doctors[d], managers[m]) for d, m in wishes.keep or () if d in doctors and m in managers]


def _aim(cohort: Cohort, wishes: Wishes, problem: Problem) -> Aim:
    placement = wishes.placement or cohort.matching.placement
    objective = objective_of(cohort, wishes)
    aim = Aim(
        objective,
        people_first=placement == "first" or objective != "rank",
        keeps_old=bool(wishes.keep) and wishes.changes is None,
        conditions=Conditions(stable=is_stable(cohort, wishes)),
    )
    if not wishes.keep or wishes.changes is None:
        return aim
    return giving_up(aim, problem, wishes.changes)


def giving_up(aim: Aim, problem: Problem, changes: int) -> Aim:
    """The same aim among those pairings that give up at most so many old pairs.

    Raises
    ------
    WrongUsage
        When there is none, as old pairs take more places than there are.
    """
    old, most = int(problem.kept.sum()), most_kept(problem)
    if old - changes > most:
        raise WrongUsage(
            f"--changes {changes}: no pairing gives up so few of the old pairs; at least {old - most} go"
        )
    conditions = replace(aim.conditions, fewest_kept=max(0, old - changes))
    return replace(aim, keeps_old=False, prefers_old=True, conditions=conditions)


def _no_pairing(task: Task) -> WrongUsage:
    kind = "stable pairing" if task.aim.conditions.stable else "pairing"
    changes = int(task.problem.kept.sum()) - task.aim.conditions.fewest_kept
    return WrongUsage(f"--changes {changes}: no {kind} gives up so few of the old pairs; allow more changes")


def most_kept(problem: Problem) -> int:
    """How many old pairs any pairing can have."""
    climb = Climb(problem)
    climb.maximise([kept(problem)])
    return int(problem.kept[climb.chosen].sum())
