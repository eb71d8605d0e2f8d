"""`FactModel`: whether some facts can all hold together, and what would have to give way.

Its rules are those of the rota's own model: with every fact on it has a solution exactly where
`schedule` misses nothing.

The cheapest changes are searched for a few demands, those that contradict each other, which bounds the
cost from below; where others are missed once the changes are made, these are looked at, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence, Set

from ortools.sat.python import cp_model

from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.relaxation import Relaxation
from pairmatch.conflicts.rota.asked import Asked
from pairmatch.conflicts.rota.changed import still_missed
from pairmatch.conflicts.rota.decisions import Decisions
from pairmatch.conflicts.rota.ground import Ground
from pairmatch.conflicts.rota.leeway import Literal
from pairmatch.conflicts.rota.prober import OutOfTime
from pairmatch.conflicts.rota.repair_leeway import NO_LIMIT, Changed, RepairLeeway
from pairmatch.conflicts.rota.rules import add_all
from pairmatch.conflicts.rota.solver import ask
from pairmatch.progress import Watch

BUDGETS = (25, 45, 65, 90, 130, 200, 300)
"""What all changes may cost together, in turn: a small budget leaves a small model, quickly searched."""
MOST_SECONDS = 60.0
SHARE = 0.3
"""How much of the time that is left one budget may take; a larger one is searched more easily."""


class FactModel:
    """What a cohort asks for these pairs, and every change of the file that could make room for it.

    Parameters
    ----------
    cohort
        A checked cohort.
    pairs
        (doctor, manager) of each pair.
    weeks
        How long the programme runs; None: as long as the cohort says.
    """

    def __init__(self, cohort: Cohort, pairs: Sequence[tuple[str, str]], weeks: int | None = None) -> None:
        self.ground = Ground.of(cohort, pairs, weeks)
        self._looked_at: set[Asked] = set()
        self._others_fill = True
        self._models: dict[int, RepairLeeway] = {}

    def relaxable(self) -> dict[Relaxation, int]:
        """Every change that could be of use, with its cost.

        Windows are listed as widened at one end; `cheapest` may give one that is wider at both.
        """
        leeway = RepairLeeway(cp_model.CpModel(), self.ground, NO_LIMIT, others_fill=False)
        add_all(Decisions(self.ground, self.ground.asked, leeway))
        return {
            relaxation: sum(each.prices[: at + 1])
            for each in leeway.steps.values()
            for at, relaxation in enumerate(each.relaxations)
        }

    def cheapest(
        self,
        excluding: Iterable[Collection[Relaxation]] = (),
        watch: Watch | None = None,
        *,
        unlike: Iterable[Collection[Relaxation]] = (),
    ) -> tuple[list[Relaxation] | None, bool]:
        """The cheapest changes after which nothing is missed.

        Parameters
        ----------
        excluding
            Sets of changes of which the answer is to hold none whole, nor any that is wider.
        watch
            How long it may take; None: a minute.
        unlike
            Sets of changes of which the answer is to leave something that one of them changes as it is.

        Returns
        -------
        tuple
            The changes, none where nothing is missed as it is, or None where there are no such (others);
            and whether that is proven; else the changes may be too dear, or not enough.
        """
        watch, excluded = watch or Watch(MOST_SECONDS, None, None), [list(one) for one in excluding]
        changed = [{(one.what, one.subject) for one in changes} for changes in unlike]
        found: list[Relaxation] | None = None
        try:
            if not self._looked_at:
                self._look_at(still_missed(self.ground, (), watch))
            while self._looked_at:
                found, is_proven = self._cheapest_of_some(excluded, changed, watch)
                more = still_missed(self.ground, found, watch) if found else set[Asked]()
                if not more:
                    return found, is_proven
                self._look_at(more)
        except OutOfTime:
            return found, False
        return [], True

    def _look_at(self, demands: Set[Asked]) -> None:
        """Think of more demands; of those that are thought of already, more closely."""
        if demands <= self._looked_at:
            self._looked_at = set(self.ground.asked) if not self._others_fill else self._looked_at
            self._others_fill = False
        self._looked_at |= demands
        self._models.clear()

    def _cheapest_of_some(
        self, excluded: Sequence[Sequence[Relaxation]], unlike: Sequence[Collection[Changed]], watch: Watch
    ) -> tuple[list[Relaxation] | None, bool]:
        """The cheapest changes after which none looked at is missed, and whether that is proven."""
        is_proven = True
        for budget in (*BUDGETS, NO_LIMIT):
            leeway = self._leeway(budget)
            watch.tell("cheapest changes", None, budget)
            answer = ask(self._model(leeway, excluded, unlike), watch, SHARE * watch.left, in_steps=True)
            is_proven = is_proven and answer.is_ended
            if answer.values is not None:
                return leeway.chosen(answer.values), is_proven
        return None, is_proven

    def _leeway(self, budget: int) -> RepairLeeway:
        if budget not in self._models:
            leeway = RepairLeeway(cp_model.CpModel(), self.ground, budget, others_fill=self._others_fill)
            add_all(
                Decisions(self.ground, [one for one in self.ground.asked if one in self._looked_at], leeway)
            )
            self._models[budget] = leeway
        return self._models[budget]

    @staticmethod
    def _model(
        leeway: RepairLeeway,
        excluded: Sequence[Sequence[Relaxation]],
        unlike: Sequence[Collection[Changed]],
    ) -> cp_model.CpModel:
        """What is looked at, without some sets of changes, the cost being minimised."""
        model = leeway.model.clone()
        for keys in unlike:
            model.add_bool_or(_as_it_is(model, leeway.first_steps(key)) for key in keys)
        for changes in excluded:
            literals = [leeway.reached(change) for change in changes]
            if all(literals):
                model.add_bool_or(one.negated() for each in literals for one in each)
        model.add(leeway.cost <= leeway.budget)
        model.minimize(leeway.cost)
        return model


def _as_it_is(model: cp_model.CpModel, first_steps: Iterable[Literal]) -> Literal:
    """Whether none of some changes is made."""
    kept = model.new_bool_var("as it is")
    for literal in first_steps:
        model.add_implication(kept, literal.negated())
    return kept
