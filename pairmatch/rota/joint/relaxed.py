"""What has to be held for a part of a pairing: no more than for any pairing that has the part.

A rota of a whole pairing, cut down to the sessions of a part, is a rota of the part: limits are
counted over fewer people, and a group that is cut down attends what the whole group did. Only
`min_size` could then fail, so a run of a part may be of any size, unless nobody else is placed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from pairmatch.calendar import Availability, availability
from pairmatch.calendar.programme import Bools
from pairmatch.cohort.schema import Cohort
from pairmatch.matching.engine import Part, Problem
from pairmatch.rota.demand import Demands, Run, demands_of, groups_of, possible_runs

Ids = tuple[str, str]


@dataclass(frozen=True)
class Relaxed:
    """The demands of any part of a pairing."""

    cohort: Cohort
    when: Availability
    """Of everyone, and for each of them of `anyone`: a partner who is free whenever one of those is
    whom they may be paired with, and who has no site, directorate or duty."""
    runs: tuple[Run, ...]
    """Those that are possible."""

    @classmethod
    def of(cls, cohort: Cohort, problem: Problem) -> Relaxed:
        """The demands of parts of pairings of these candidates."""
        when = availability(cohort)
        allowed = np.zeros((len(cohort.doctors), len(cohort.managers)), dtype=bool)
        allowed[problem.left, problem.right] = True
        nowhere = (None,) * max(map(len, when.placements), default=0)
        with_anyone = replace(
            when,
            people=(*when.people, *map(anyone, when.people)),
            attend=np.vstack([when.attend, _of_partners(allowed, when.attend)]),
            host=np.vstack([when.host, _of_partners(allowed, when.host)]),
            placements=(*when.placements, *(nowhere for _ in when.people)),
        )
        return cls(cohort, with_anyone, possible_runs(cohort, when))

    def demands(self, part: Part) -> Demands:
        """What has to be held for a part; for those who stand for themselves alone, the workshops."""
        cohort = self.cohort if part.is_all else _of_any_size(self.cohort)
        pairs = [self._ids(*pair) for pair in sorted(part.pairs)]
        lefts = [(doctor, anyone(doctor)) for doctor in self._doctors(part)]
        rights = [(anyone(manager), manager) for manager in self._managers(part)]
        with_partner, without = (lefts, rights) if part.side == "left" else (rights, lefts)
        alone = ((one,) for one in (*self._doctors(part), *self._managers(part)))
        groups = (*groups_of(cohort, pairs), *alone)
        data = demands_of(cohort, self.when, self.runs, [*pairs, *with_partner], groups)
        return replace(data, pairs=(*data.pairs, *without))

    def _ids(self, row: int, column: int) -> Ids:
        return self.cohort.doctors[row].id, self.cohort.managers[column].id

    def _doctors(self, part: Part) -> Iterator[str]:
        return (self.cohort.doctors[at].id for at in sorted(part.lefts))

    def _managers(self, part: Part) -> Iterator[str]:
        return (self.cohort.managers[at].id for at in sorted(part.rights))


def anyone(person: str) -> str:
    """The name of whoever someone is paired with; no id has a space."""
    return f"anyone for {person}"


def _of_partners(allowed: Bools, free: Bools) -> Bools:
    """For each doctor, then each manager, when any of those is free whom they may be paired with."""
    doctors = allowed.shape[0]
    links = allowed.astype(np.int64)
    times = free.astype(np.int64)
    found: Bools = np.vstack([links @ times[doctors:], links.T @ times[:doctors]]) > 0
    return found


def _of_any_size(cohort: Cohort) -> Cohort:
    workshops = tuple(one.model_copy(update={"min_size": 1}) for one in cohort.workshops)
    return cohort.model_copy(update={"workshops": workshops})
