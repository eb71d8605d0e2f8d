"""Candidates of short cohorts, and their best pairings, for tests of what is said about those who wait."""

from __future__ import annotations

from collections.abc import Sequence

from pairmatch.cohort.schema import Cohort
from pairmatch.matching.answers import GiveWay, Ids, Measures
from pairmatch.matching.candidates import Candidates, candidates_of
from pairmatch.matching.engine import Aim, Cell, Objective, best, problem_of
from pairmatch.matching.give_way import give_way
from pairmatch.progress import Watch
from tests.cohort.helpers import cohort


def candidates_for(whole: Cohort | str, lock: Sequence[Ids] = (), ban: Sequence[Ids] = ()) -> Candidates:
    """Who may be paired with whom in a cohort, or in the fragment of one."""
    read = cohort(whole) if isinstance(whole, str) else whole
    return candidates_of(read, Watch(600, None, None), lock, ban)


def best_pairs(candidates: Candidates, objective: Objective = "fair") -> tuple[Cell, ...]:
    """The positions of the best pairing."""
    problem = problem_of(
        candidates.allowed,
        candidates.scores.total,
        *candidates.places,
        candidates.locked,
    )
    return best(problem, Aim(objective)).pairs


def measured(candidates: Candidates) -> Measures:
    """How good the fairest pairing is; nobody's choices are counted."""
    pairs = best_pairs(candidates)
    scores = [int(candidates.scores.total[pair]) for pair in pairs]
    return Measures(people_in(pairs), min(scores, default=0), sum(scores), (), len(pairs))


def people_in(pairs: Sequence[Cell]) -> int:
    """How many people have a partner."""
    return len({row for row, _ in pairs}) + len({column for _, column in pairs})


def waiting_in(candidates: Candidates, pairs: Sequence[Cell]) -> list[str]:
    """The ids of everybody without a partner, doctors first."""
    rows, columns = {row for row, _ in pairs}, {column for _, column in pairs}
    doctors, managers = candidates.sides.doctors, candidates.sides.managers
    return [
        *(doctor.id for row, doctor in enumerate(doctors) if row not in rows),
        *(manager.id for column, manager in enumerate(managers) if column not in columns),
    ]


def ways(person: str, fragment: str, ban: tuple[Ids, ...] = ()) -> list[GiveWay]:
    """What a fragment's person who waits is offered."""
    candidates = candidates_for(fragment, ban=ban)
    pairs = best_pairs(candidates)
    assert person in waiting_in(candidates, pairs)
    return list(give_way(candidates, pairs, person, measured, "fair"))


def changes(person: str, fragment: str, ban: tuple[Ids, ...] = ()) -> list[str]:
    """The same in words."""
    return [one.change for one in ways(person, fragment, ban)]
