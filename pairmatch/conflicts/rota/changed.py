"""What is still missed once some changes are made: the whole model, with no others."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ortools.sat.python import cp_model

from pairmatch.conflicts.relaxation import Relaxation
from pairmatch.conflicts.rota.asked import Asked
from pairmatch.conflicts.rota.decisions import Decisions
from pairmatch.conflicts.rota.ground import Ground
from pairmatch.conflicts.rota.leeway import Lifts, Literal, Slack
from pairmatch.conflicts.rota.prober import OutOfTime
from pairmatch.conflicts.rota.repair_leeway import NO_LIMIT, RepairLeeway, is_within
from pairmatch.conflicts.rota.rules import add_all
from pairmatch.conflicts.rota.solver import ask
from pairmatch.progress import Watch


class ChangedLeeway(RepairLeeway):
    """The facts of the file with some changes made; each demand is a literal that is assumed.

    Parameters
    ----------
    model
        The model.
    ground
        Whose facts they are.
    changes
        What is changed.
    """

    def __init__(self, model: cp_model.CpModel, ground: Ground, changes: Collection[Relaxation]) -> None:
        super().__init__(model, ground, NO_LIMIT, others_fill=False)
        self.demands: dict[Asked, Literal] = {}
        self._changes = changes

    def is_open(self, lifts: Lifts) -> bool:
        """Whether a session needs no other change."""
        return all(self._is_made(self.relaxation(lift)) for lift in lifts)

    def asked(self, asked: Asked) -> Slack:
        """A demand as it is after the changes, where it is assumed."""
        if asked not in self.demands:
            self.demands[asked] = self.model.new_bool_var("")
        return Slack((self.demands[asked],), super().asked(asked).more)

    def settle(self) -> None:
        """Let every change be made or not."""
        for steps in self.steps.values():
            for relaxation, literal in zip(steps.relaxations, steps.literals, strict=True):
                self.model.add_bool_and(literal if self._is_made(relaxation) else literal.negated())

    def _is_made(self, relaxation: Relaxation) -> bool:
        return any(is_within(relaxation, change) for change in self._changes)


def still_missed(ground: Ground, changes: Collection[Relaxation], watch: Watch) -> set[Asked]:
    """Demands of which some have to be missed after these changes; none where nothing has to.

    One set of demands that contradict each other after the other, as long as there are any.

    Raises
    ------
    OutOfTime
        When it is not known.
    """
    leeway = ChangedLeeway(cp_model.CpModel(), ground, changes)
    add_all(Decisions(ground, ground.asked, leeway))
    leeway.settle()
    of_index = {literal.index: asked for asked, literal in leeway.demands.items()}
    found: set[Asked] = set()
    while True:
        left: Sequence[Literal] = [one for asked, one in leeway.demands.items() if asked not in found]
        leeway.model.clear_assumptions()
        leeway.model.add_assumptions(left)
        answer = ask(leeway.model, watch, watch.left)
        if not answer.is_ended:
            raise OutOfTime
        if answer.values is not None:
            return found
        found |= {of_index[index] for index in answer.core}
