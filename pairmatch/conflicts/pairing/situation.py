"""Where a pairing stands: its facts, which locks clash, and who has a partner in the best one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.pairing.cores import Core, clashes
from pairmatch.conflicts.pairing.ground import AnyHeld, Asked, Ground, Locks, ground_of
from pairmatch.conflicts.pairing.holds import Deficit, Held, Seating
from pairmatch.matching.candidates import Candidates, unsettled
from pairmatch.matching.engine import Cell
from pairmatch.matching.hall import DOCTORS, MANAGERS
from pairmatch.matching.task import Task, ensure_ready, task_among
from pairmatch.matching.wishes import Wishes
from pairmatch.progress import Watch


@dataclass(frozen=True)
class Situation:
    """What is known before anything is explained."""

    cohort: Cohort
    wishes: Wishes
    """Those of the file among them."""
    ground: Ground
    """The facts, without those locks that cannot be kept."""
    clashes: tuple[Core, ...]
    """Why locks cannot be kept."""
    task: Task
    """The pairing without these locks."""
    placed: tuple[Asked, ...]
    waiting: tuple[Asked, ...]
    """Those asked for who have no partner in it."""

    @property
    def is_in_need(self) -> bool:
        """Whether somebody waits, or there is no pairing at all."""
        return bool(self.clashes or self.waiting)

    def seated(self, facts: Sequence[AnyHeld]) -> Iterator[tuple[Asked, Deficit | None]]:
        """Each of those whom some facts ask for, and why they have no place beside those before them.

        Who waits comes last.
        """
        held = Held(self.ground, facts)
        seatings = [Seating(held, side) for side in (DOCTORS, MANAGERS)]
        asked = {id(one) for one in facts if isinstance(one, Asked)}
        for one in (*self.placed, *self.waiting):
            if id(one) in asked:
                yield one, seatings[one.side].seat(one.at)


def situation_of(cohort: Cohort, wishes: Wishes, watch: Watch) -> Situation:
    """Where the pairing of a cohort stands; errors are those of `pairing_conflicts`."""
    ensure_ready(cohort)
    wishes = wishes.beside(cohort.matching)
    watch.tell("who may be paired with whom")
    candidates = unsettled(cohort, watch, wishes.lock, wishes.ban)
    ground = ground_of(candidates, wishes)
    of_locks = clashes(ground)
    kept = _without_locks_of(ground, of_locks)
    task = task_among(_with_locks(candidates, kept.facts), wishes, watch)
    watch.tell("the best pairing")
    placed, waiting = _split(ground, task.optimum.pairs)
    return Situation(cohort, wishes, kept, of_locks, task, placed, waiting)


def _without_locks_of(ground: Ground, cores: Sequence[Core]) -> Ground:
    """The facts without the locks of some contradictions."""
    dropped = {id(one) for core in cores for one in core.facts if isinstance(one, Locks)}
    return replace(ground, facts=tuple(one for one in ground.facts if id(one) not in dropped))


def _with_locks(candidates: Candidates, facts: Sequence[AnyHeld]) -> Candidates:
    """The candidates with those locks only that are among the facts."""
    cells = {cell for one in facts if isinstance(one, Locks) for cell in one.cells}
    return replace(candidates, locked={at: lock for at, lock in candidates.locked.items() if at in cells})


def _split(ground: Ground, pairs: Sequence[Cell]) -> tuple[tuple[Asked, ...], tuple[Asked, ...]]:
    """Those asked for who have a partner, and those who have none."""
    has = [{pair[side] for pair in pairs} for side in (DOCTORS, MANAGERS)]
    asked = [one for one in ground.facts if isinstance(one, Asked)]
    waiting = tuple(one for one in asked if one.at not in has[one.side])
    return tuple(one for one in asked if one.at in has[one.side]), waiting
