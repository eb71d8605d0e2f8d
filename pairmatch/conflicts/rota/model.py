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
from pairmatch.conflicts.rota.repair_leeway import RepairLeeway
from pairmatch.conflicts.rota.rules import add_all
from pairmatch.progress import Watch
from pairmatch.rota.search import Effort, Outcome, minimise

FIRST_BUDGET = 45
"""What one session may cost at first: most repairs are within it, and the model is small."""
NO_LIMIT = 10**6
WORKERS = 2


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
        self, excluding: Iterable[Collection[Relaxation]] = (), watch: Watch | None = None
    ) -> tuple[list[Relaxation] | None, bool]:
        """The cheapest changes after which nothing is missed.

        Parameters
        ----------
        excluding
            Sets of changes of which the answer is to hold none whole, nor any that is wider.
        watch
            How long it may take; None: a minute.

        Returns
        -------
        tuple
            The changes, none where nothing is missed as it is, or None where there are no such (others);
            and whether that is proven.
        """
        watch, excluded = watch or Watch(60.0, None, None), [list(one) for one in excluding]
        budget, found = FIRST_BUDGET, None
        while True:
            leeway = self._leeway(budget)
            outcome = self._solved(leeway, excluded, watch)
            if outcome.values is not None:
                found = _chosen(leeway, outcome.values)
            ended = outcome.status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
            enough = outcome.value is not None and outcome.bound >= outcome.value and outcome.value <= budget
            if not ended or enough or budget == NO_LIMIT:
                return found, ended
            budget = outcome.value if outcome.value is not None else NO_LIMIT

    def _leeway(self, budget: int) -> RepairLeeway:
        if budget not in self._models:
            self._models = {budget: RepairLeeway(cp_model.CpModel(), self.ground, budget)}
            add_all(Decisions(self.ground, self.ground.asked, self._models[budget]))
        return self._models[budget]

    @staticmethod
    def _solved(leeway: RepairLeeway, excluding: Sequence[Sequence[Relaxation]], watch: Watch) -> Outcome:
        model = leeway.model.clone()
        for changes in excluding:
            literals = [leeway.reached(change) for change in changes]
            if all(literals):
                model.add_bool_or(one.negated() for each in literals for one in each)
        model.minimize(leeway.cost)
        return minimise(model, "cheapest changes", watch, Effort(watch.left, workers=WORKERS))


def _chosen(leeway: RepairLeeway, values: Sequence[int]) -> list[Relaxation]:
    """The changes of a solution."""
    return leeway.joined(
        steps.relaxations[taken - 1]
        for steps in leeway.steps.values()
        if (taken := sum(values[literal.index] for literal in steps.literals))
    )
