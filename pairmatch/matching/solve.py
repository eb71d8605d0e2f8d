"""`match`: a cohort in, a proven pairing out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from pairmatch.cohort.document import CohortStamp, Made
from pairmatch.cohort.people import Person
from pairmatch.cohort.schema import Cohort
from pairmatch.errors import ResultRefused
from pairmatch.matching.engine import Aim, Cell, best
from pairmatch.matching.engine.prices import StagePrices
from pairmatch.matching.fractions import NOT_KNOWN, Ints
from pairmatch.matching.pairing import NOT_KNOWN as NOT_KNOWN_TEXT
from pairmatch.matching.pairing import HeldInRota, Pair, Pairing, PairingProof, Prices, Unmatched, fingerprint
from pairmatch.matching.projects import give_projects
from pairmatch.matching.scores import Scores
from pairmatch.matching.task import Task, begin, is_stable, objective_of, prepare, reasons
from pairmatch.matching.wishes import Wishes
from pairmatch.progress import OnProgress, Stop, Watch
from pairmatch.version import version


def match(
    cohort: Cohort,
    wishes: Wishes = Wishes(),
    *,
    time_limit: float = 60.0,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> Pairing:
    """Pair doctors with managers.

    The pairing is optimal in the order of the format page: the most people placed, then the
    objective; among equals, the least in file order.

    Parameters
    ----------
    cohort
        A checked cohort.
    wishes
        What this run asks for beside the file: another objective, locks, bans, old pairs to keep.
    time_limit
        Seconds after which no further stage is begun, and a search (`stable`, `changes`) ends with
        the best found, not proven.
    on_progress
        Told at the start of each stage.
    stop
        Asks for an early end.

    Raises
    ------
    CohortError
        When the cohort locks a pair that it forbids.
    WrongUsage
        When no pairing gives up as few old pairs as `wishes.changes` allows.
    NoAnswerInTime
        When time ran out, or a stop was asked for, before the pairing was made.
    ResultRefused
        When the independent check disagrees with the result: a defect of pairmatch.
    """
    watch = Watch(time_limit, on_progress, stop)
    task = prepare(cohort, wishes, watch)
    begin("the best pairing", watch)
    return checked(cohort, pairing_of(task))


def checked(cohort: Cohort, pairing: Pairing) -> Pairing:
    """The pairing, once the independent check has found nothing wrong with it.

    Raises
    ------
    ResultRefused
        When it has: a defect of pairmatch.
    """
    from pairmatch.verify import verify_pairing

    faults = [fault for fault in verify_pairing(cohort, pairing) if fault.is_error]
    if faults:
        raise ResultRefused(faults)
    return pairing


def pairing_of(task: Task, rota: HeldInRota | None = None) -> Pairing:
    """The document of a task's best pairing.

    Parameters
    ----------
    task
        What was paired, and what for.
    rota
        What is known of its rota, where that counted.
    """
    cohort, pairs = task.cohort, task.optimum.pairs
    task.watch.tell("projects and reasons")
    waiting = reasons(task)
    return Pairing(
        made=Made(pairmatch=version(), options=task.wishes.options()),
        cohort=CohortStamp.of(cohort),
        proof=_proof(task, rota),
        pairs=tuple(_told(task, pairs)),
        unmatched=tuple(Unmatched(person=person, why=why) for person, why in waiting.items()),
        prices=tuple(_priced(cohort, one) for one in task.optimum.prices),
    )


def _proof(task: Task, rota: HeldInRota | None) -> PairingProof:
    cohort, optimum = task.cohort, task.optimum
    whole = task.measures(optimum.pairs)
    is_proven = optimum.is_proven and (rota is None or rota.missed == rota.bound)
    return PairingProof(
        status="optimal" if is_proven else "feasible",
        objective=objective_of(cohort, task.wishes),
        stable=is_stable(cohort, task.wishes) or None,
        placed=whole.pairs,
        people=whole.people,
        worst=whole.worst,
        total=whole.total,
        bound=whole.total if is_proven else _highest_total(task),
        choices=whole.choices or None,
        rota=rota,
        fingerprint=fingerprint(task.ids(pair) for pair in optimum.pairs),
    )


def _highest_total(task: Task) -> int:
    """A total that no pairing exceeds, whatever else is asked of it."""
    relaxed = best(task.problem, Aim("total", people_first=False))
    return task.measures(relaxed.pairs).total


def _told(task: Task, pairs: Sequence[Cell]) -> list[Pair]:
    cohort, scored = task.cohort, task.candidates.scores
    two = [(cohort.doctors[row], cohort.managers[column]) for row, column in pairs]
    given = give_projects(cohort.projects or (), two)
    return [
        Pair(
            doctor=doctor.id,
            manager=manager.id,
            score=int(scored.total[cell]),
            project=project[0].id if project else None,
            fit=project[1] if project else None,
            criteria=_criteria_of(scored, cell),
        )
        for cell, (doctor, manager), project in zip(pairs, two, given, strict=True)
    ]


def _criteria_of(scored: Scores, cell: Cell) -> dict[str, int | Literal["not known"]]:
    values = {name: int(array[cell]) for name, array in scored.criteria.items()}
    return {name: NOT_KNOWN_TEXT if value == NOT_KNOWN else value for name, value in values.items()}


def _priced(cohort: Cohort, one: StagePrices) -> Prices:
    return Prices(
        shows=one.shows,
        counts=one.counts,
        doctors=_by_id(cohort.doctors, one.left),
        managers=_by_id(cohort.managers, one.right),
    )


def _by_id(people: Sequence[Person], prices: Ints) -> dict[str, int]:
    """The price of everyone who has places, where it is not 0."""
    return {people[at].id: int(prices[at]) for at in np.flatnonzero(prices).tolist() if people[at].pairs > 0}
