"""`match_with_rota`: the pairing whose rota misses the fewest, and of those the best.

Logic-based Benders decomposition (Hooker and Ottosson, *Logic-based Benders decomposition*,
Mathematical Programming 96, 2003): the best pairing by what is known of misses; what its rota misses;
where that is more, why, which is one thing more to be known; and so on, until what is known is true.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from pairmatch.cohort.schema import Cohort
from pairmatch.errors import NoAnswerInTime, WrongUsage
from pairmatch.matching.engine import Cell, Cost, Part
from pairmatch.matching.pairing import HeldInRota, MadeAlone
from pairmatch.matching.solve import checked, pairing_of
from pairmatch.matching.task import Task, begin, prepare
from pairmatch.matching.wishes import Wishes
from pairmatch.progress import OnProgress, Stop, Watch
from pairmatch.rota.demand import demands
from pairmatch.rota.fewest_missed import Fewest, fewest_missed
from pairmatch.rota.joint.alone import costs_alone
from pairmatch.rota.joint.cuts import Cuts
from pairmatch.rota.joint.held import HeldPairing, Reason
from pairmatch.rota.joint.misses import Scale, scale_of
from pairmatch.rota.joint.relaxed import Relaxed
from pairmatch.rota.missed import missed_of


def match_with_rota(
    cohort: Cohort,
    wishes: Wishes = Wishes(),
    *,
    time_limit: float = 60.0,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> HeldPairing:
    """Pair doctors with managers so that their rota misses as little as can be.

    The most people are placed; then the rota misses the fewest, level by level of the format page; then
    old pairs to be kept count, and the objective; among equals, the least in file order.

    Parameters and errors are those of `match`, and `WrongUsage` where `placement: free` puts the
    objective before the number of people placed. When the time is over or a stop is asked for, the
    pairing with the fewest misses found by then is returned, not proven.
    """
    wishes = replace(wishes, with_rota=True)
    watch = Watch(time_limit, on_progress, stop)
    task = prepare(cohort, wishes, watch)
    if not task.aim.people_first:
        raise WrongUsage(
            "--with-rota needs `placement: first`: if people need not be placed, no pairs miss the fewest"
        )
    begin("the best pairing", watch)
    return _Search(task, watch).run()


@dataclass(frozen=True)
class _Found:
    """A pairing, and what its rota misses."""

    task: Task
    fewest: Fewest

    @property
    def pairs(self) -> tuple[Cell, ...]:
        return self.task.optimum.pairs


@dataclass
class _Search:
    """The rounds of the search, and what is known after each."""

    alone: Task
    watch: Watch
    costs: list[Cost] = field(default_factory=list)
    known: dict[tuple[Cell, ...], Fewest | None] = field(default_factory=dict)
    """What the rotas of the pairings miss that were tried."""
    bound: int = 0
    """No pairing of as many people has misses that are worth less."""

    def __post_init__(self) -> None:
        self._scale: Scale = scale_of(self.alone.cohort)

    @cached_property
    def _relaxed(self) -> Relaxed:
        return Relaxed.of(self.alone.cohort, self.alone.problem)

    def run(self) -> HeldPairing:
        """Pair, schedule, and learn, until nothing more is to be learnt."""
        first = best = self._found(self.alone)
        last = first
        try:
            while self._worth(last) > self.bound and self._learn(last):
                last = self._next()
                if self._worth(last) < self._worth(best) or self._worth(last) == self.bound:
                    best = last
        except NoAnswerInTime:
            self.watch.tell("the best pairing found so far")
        return self._told(first, best)

    def _found(self, task: Task) -> _Found:
        """What the rota of a task's best pairing misses.

        Raises
        ------
        NoAnswerInTime
            When time ran out before there was a rota.
        """
        pairs = task.optimum.pairs
        if pairs not in self.known:
            held = demands(task.cohort, [task.ids(pair) for pair in pairs])
            self.known[pairs] = fewest_missed(held, self.watch)
        fewest = self.known[pairs]
        if fewest is None:
            raise NoAnswerInTime(
                f"no rota was found in {self.watch.seconds:.0f} s; allow more with --time-limit"
            )
        return _Found(task, fewest)

    def _worth(self, found: _Found) -> int:
        return self._scale.worth(found.fewest.missed)

    def _learn(self, found: _Found) -> bool:
        """Learn why a pairing misses more than is known; whether anything was learnt."""
        begin("what cannot be held together", self.watch)
        cuts = Cuts(self._relaxed, self._scale, self.watch)
        if not self.costs:
            self.costs += cuts.of_everyone(found.pairs)
            self.costs += costs_alone(self._relaxed, self.alone.problem, self._scale, self.watch)
            if self.costs:
                return True
        new = cuts.of(found.pairs, _missing(found), self.costs)
        self.costs += new
        return bool(new)

    def _next(self) -> _Found:
        """The best pairing by what is known, and what its rota misses."""
        begin("a pairing that can be held", self.watch)
        aim = self.alone.aim
        conditions = replace(aim.conditions, costs=tuple(self.costs))
        task = replace(self.alone, aim=replace(aim, conditions=conditions))
        if task.optimum.cost is not None:
            self.bound = max(self.bound, task.optimum.cost)
        if task.optimum.pairs == self.alone.optimum.pairs:
            task = self.alone  # it comes with prices
        return self._found(task)

    def _told(self, first: _Found, best: _Found) -> HeldPairing:
        """The answer: the best pairing found beside the first."""
        cohort, is_first = first.task.cohort, first.pairs == best.pairs
        missed, bound = best.fewest.missed, self._scale.misses(min(self.bound, self._worth(best)))
        if is_first:
            pairing = pairing_of(best.task, HeldInRota(missed=missed, bound=bound))
            return HeldPairing(checked(cohort, pairing), None)
        alone = pairing_of(first.task)
        beside = MadeAlone(worst=alone.proof.worst, total=alone.proof.total, missed=first.fewest.missed)
        pairing = pairing_of(best.task, HeldInRota(missed=missed, bound=bound, alone=beside))
        lost = missed_of(first.fewest.plan, is_proven=first.fewest.missed == first.fewest.bound)
        return HeldPairing(checked(cohort, pairing), alone, lost, tuple(self._reasons(first, best)))

    def _reasons(self, first: _Found, best: _Found) -> Iterator[Reason]:
        """The costs that one pairing has and another has not, each told as widely as it is known."""
        had, has = (Part(frozenset(found.pairs)) for found in (first, best))
        for cost in self.costs:
            part = cost.part
            if had.has(part) and not has.has(part) and not any(_says_more(one, cost) for one in self.costs):
                yield self._reason(cost)

    def _reason(self, cost: Cost) -> Reason:
        cohort, part = self.alone.cohort, cost.part
        doctors = (cohort.doctors[at].id for at in sorted(part.lefts))
        managers = (cohort.managers[at].id for at in sorted(part.rights))
        pairs = tuple(map(self.alone.ids, sorted(part.pairs)))
        return Reason(pairs, (*doctors, *managers), self._scale.misses(cost.least))


def _says_more(one: Cost, other: Cost) -> bool:
    """Whether a cost is of a wider part than another, and no lower."""
    return one.part != other.part and other.part.has(one.part) and one.least >= other.least


def _missing(found: _Found) -> frozenset[Cell]:
    """The pairs that miss something."""
    people = {person for one in missed_of(found.fewest.plan, is_proven=True) for person in one.everyone}
    return frozenset(pair for pair in found.pairs if people.intersection(found.task.ids(pair)))
