"""The constraint model of a rota, and the best values known for its decisions."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy

from ortools.sat.python import cp_model

from pairmatch.progress import Watch
from pairmatch.rota.constraints import add_all
from pairmatch.rota.demand import Demands
from pairmatch.rota.disturbance import moved_levels
from pairmatch.rota.objective import Level, cost_level, missed_levels
from pairmatch.rota.relaxed import relaxed_bound
from pairmatch.rota.search import SEED, Effort, minimise
from pairmatch.rota.variables import Variables


class RotaModel:
    """Variables, constraints and levels of one set of demands.

    Attributes
    ----------
    v
        The decisions.
    missed
        Levels 1 to 4, in order.
    moved
        How much an older rota is moved, in order; empty where none is kept.
    cost
        Level 5.
    values
        The best value known of every variable, by index; None before there is a solution.
    repeatable
        Whether another run would know the same values.
    seed
        What the search draws its random numbers from.
    """

    seed = SEED

    def __init__(self, data: Demands, *, all_attend: bool = False) -> None:
        self.model = cp_model.CpModel()
        self.v = Variables(self.model, data, all_attend=all_attend)
        add_all(self.model, self.v)
        self.missed = missed_levels(self.v)
        self.moved = moved_levels(self.model, self.v)
        self.cost = cost_level(self.model, self.v)
        self.repeatable = True
        self.values: tuple[int, ...] | None = None if self.decisions else ()

    @property
    def decisions(self) -> int:
        """How many variables there are."""
        return len(self.model.proto.variables)

    def rows(self) -> Iterator[list[int]]:
        """The decisions that each constraint names, by index."""
        for one in self.model.proto.constraints:
            named = [*one.enforcement_literal]
            if one.has_linear():
                named += one.linear.vars
            elif one.has_bool_or():
                named += one.bool_or.literals
            elif one.has_bool_and():
                named += one.bool_and.literals
            elif one.has_at_most_one():
                named += one.at_most_one.literals
            elif one.has_exactly_one():
                named += one.exactly_one.literals
            yield [literal if literal >= 0 else -literal - 1 for literal in named]

    def copy(self) -> RotaModel:
        """The same decisions in a model of its own, to which more can be added."""
        twin = copy(self)
        twin.model = self.model.clone()
        return twin

    def lower(self, level: Level, floor: int, watch: Watch, effort: Effort, *, afresh: bool = False) -> int:
        """Lower a level as far as it goes from the best values known, and hold it there from now on.

        Parameters
        ----------
        level
            What to minimise.
        floor
            What the level is known not to be below.
        watch
            Whom to tell, and whether to stop.
        effort
            How long it may take.
        afresh
            Search without regard to the values known, where these would lead astray.

        Returns
        -------
        int
            A bound that the level cannot be below; the level is proven when its value is this.
        """
        if not isinstance(level.expression, cp_model.LinearExpr):
            return int(level.expression)
        bound = max(floor, level.floor)
        if self.values is None or self.value_of(level) > bound:
            self.model.minimize(level.expression)
            self._hint(() if afresh else self.values or ())
            outcome = minimise(self.model, level.name, watch, effort, self.seed)
            bound = max(bound, outcome.bound)
            if self.values is None or (outcome.value is not None and outcome.value < self.value_of(level)):
                self.values = outcome.values
            self.repeatable = self.repeatable and effort.workers == 1 and not outcome.by_the_clock
        if self.values is not None:
            self.hold(level, self.value_of(level))
        return bound

    def relaxed(self, level: Level, floor: int, watch: Watch, seconds: float) -> int:
        """What a level cannot be below by the linear relaxation, all that is held so far given.

        Parameters are those of `lower`.
        """
        if not isinstance(level.expression, cp_model.LinearExpr):
            return int(level.expression)
        self.model.minimize(level.expression)
        return max(floor, relaxed_bound(self.model, watch, seconds) or 0)

    def hold(self, level: Level, value: int) -> None:
        """Let a level never be above a value."""
        if isinstance(level.expression, cp_model.LinearExpr):  # a constant would become a variable
            self.model.add(level.expression <= value)

    def is_proven(self, level: Level, bound: int) -> bool:
        """Whether the best values known reach the level's bound."""
        is_constant = not isinstance(level.expression, cp_model.LinearExpr)
        return is_constant or (self.values is not None and self.value_of(level) <= bound)

    def value_of(self, level: Level) -> int:
        """The value of a level in the best values known."""
        if not isinstance(level.expression, cp_model.LinearExpr):
            return int(level.expression)
        flat = cp_model.FlatIntExpr(level.expression)
        values = self.values or ()
        pairs = zip(flat.vars, flat.coeffs, strict=True)
        return int(flat.offset + sum(int(factor) * values[variable.index] for variable, factor in pairs))

    def _hint(self, values: tuple[int, ...]) -> None:
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for index, value in enumerate(values):
            self.model.add_hint(self.model.get_int_var_from_proto_index(index), value)
