"""`FactModel`: whether some facts can all hold together, and what would have to give way.

Its rules are those of the rota's own model: with every fact on it has a solution exactly where
`schedule` misses nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ortools.sat.python import cp_model

from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.relaxation import Relaxation
from pairmatch.conflicts.rota.decisions import Decisions
from pairmatch.conflicts.rota.ground import Ground
from pairmatch.conflicts.rota.leeway import Literal
from pairmatch.conflicts.rota.repair_leeway import Changed, RepairLeeway
from pairmatch.conflicts.rota.rules import add_all
from pairmatch.conflicts.rota.solver import Answer, ask
from pairmatch.progress import Watch

BUDGETS = (0, 25, 45, 65, 90, 130, 200)
"""What all changes may cost together, in turn: a small budget leaves a small model, quickly searched."""
NO_LIMIT = 10**6
MOST_SECONDS = 60.0


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
        self._models: dict[int, RepairLeeway] = {}

    def relaxable(self) -> dict[Relaxation, int]:
        """Every change that could be of use, with its cost.

        Windows are listed as widened at one end; `cheapest` may give one that is wider at both.
        """
        steps = self._leeway(NO_LIMIT).steps.values()
        return {
            relaxation: sum(each.prices[: at + 1])
            for each in steps
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
            and whether that is proven.
        """
        watch, excluded = watch or Watch(MOST_SECONDS, None, None), [list(one) for one in excluding]
        changed = [{(one.what, one.subject) for one in changes} for changes in unlike]
        found: list[Relaxation] | None = None
        for budget in (*BUDGETS, NO_LIMIT):
            leeway = self._leeway(budget)
            watch.tell("cheapest changes", None, budget)
            answer = self._solved(leeway, excluded, changed, watch)
            if answer.values is not None:
                found = leeway.chosen(answer.values)
            if not answer.is_ended:
                return found, False
            if found is not None:
                break
        return found, True

    def _leeway(self, budget: int) -> RepairLeeway:
        if budget not in self._models:
            self._models[budget] = RepairLeeway(cp_model.CpModel(), self.ground, budget)
            add_all(Decisions(self.ground, self.ground.asked, self._models[budget]))
        return self._models[budget]

    @staticmethod
    def _solved(
        leeway: RepairLeeway,
        excluding: Sequence[Sequence[Relaxation]],
        unlike: Sequence[Collection[Changed]],
        watch: Watch,
    ) -> Answer:
        model = leeway.model.clone()
        for keys in unlike:
            model.add_bool_or(_as_it_is(model, leeway.first_steps(key)) for key in keys)
        for changes in excluding:
            literals = [leeway.reached(change) for change in changes]
            if all(literals):
                model.add_bool_or(one.negated() for each in literals for one in each)
        model.add(leeway.cost <= leeway.budget)
        model.minimize(leeway.cost)
        return ask(model, watch, watch.left, in_steps=True)


def _as_it_is(model: cp_model.CpModel, first_steps: Iterable[Literal]) -> Literal:
    """Whether none of some changes is made."""
    kept = model.new_bool_var("as it is")
    for literal in first_steps:
        model.add_implication(kept, literal.negated())
    return kept
