"""Whether facts can all hold: one model of some demands, asked again and again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence, Set

from ortools.sat.python import cp_model

from pairmatch.conflicts.fact import Fact, Kind
from pairmatch.conflicts.rota.asked import Asked
from pairmatch.conflicts.rota.decisions import Decisions
from pairmatch.conflicts.rota.ground import Ground
from pairmatch.conflicts.rota.leeway import FactLeeway
from pairmatch.conflicts.rota.rules import add_all
from pairmatch.conflicts.rota.solver import ask
from pairmatch.progress import Watch

SECONDS = 5.0
"""What one question may take; most take a hundredth of one."""


class OutOfTime(Exception):
    """A question was cut short: nothing is known."""


class Prober:
    """Facts about some demands, and whether some of them contradict each other.

    Parameters
    ----------
    ground
        Whose facts they are.
    asked
        The demands that are spoken of; the facts of others do not exist here.
    watch
        Whether to stop.
    told_as
        The fact under which each fact is told: itself, one that stands for several, or None where it is
        taken as given.
    variants, others_fill
        As in `FactLeeway`.
    """

    def __init__(
        self,
        ground: Ground,
        asked: Sequence[Asked],
        watch: Watch,
        told_as: Callable[[Fact], Fact | None] = lambda fact: fact,
        *,
        variants: frozenset[Kind],
        others_fill: bool = True,
    ) -> None:
        self._model = cp_model.CpModel()
        leeway = FactLeeway(self._model, told_as, variants=variants, others_fill=others_fill)
        add_all(Decisions(ground, asked, leeway))
        self._watch = watch
        self._literals = leeway.literals
        self._of_index = {literal.index: fact for fact, literal in leeway.literals.items()}
        for literal in leeway.literals.values():
            self._model.add_hint(literal, 1)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Everything that could be left out."""
        return tuple(self._literals)

    @property
    def known(self) -> Set[Fact]:
        """The same, for look-ups."""
        return self._literals.keys()

    def core(self, facts: Iterable[Fact]) -> set[Fact] | None:
        """Some of these facts that cannot all hold; None where they all can.

        Raises
        ------
        OutOfTime
            When it is not known.
        """
        return self._ask(facts)[0]

    def core_or_broken(self, facts: Collection[Fact]) -> tuple[set[Fact] | None, set[Fact]]:
        """As `core`, and where all can hold: the other facts that one way of holding them breaks."""
        core, values = self._ask(facts)
        if core is not None:
            return core, set()
        return None, {fact for fact, literal in self._literals.items() if not values[literal.index]}

    def _ask(self, facts: Iterable[Fact]) -> tuple[set[Fact] | None, Sequence[int]]:
        self._model.clear_assumptions()
        self._model.add_assumptions([self._literals[fact] for fact in facts if fact in self._literals])
        if self._watch.left == 0:
            raise OutOfTime
        answer = ask(self._model, self._watch, SECONDS)
        if not answer.is_ended and answer.values is None:
            raise OutOfTime
        if answer.values is not None:
            return None, answer.values
        return {self._of_index[index] for index in answer.core}, ()
