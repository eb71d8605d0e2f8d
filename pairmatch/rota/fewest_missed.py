"""What a rota must miss: levels 1 to 4 of the format page alone, without the cost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from pairmatch.matching.pairing import Misses
from pairmatch.progress import Watch
from pairmatch.rota.constraints import add_all
from pairmatch.rota.demand import Demands
from pairmatch.rota.extract import Plan, literals_of, plan_of
from pairmatch.rota.fill import filled
from pairmatch.rota.model import RotaModel
from pairmatch.rota.objective import Level, missed_levels
from pairmatch.rota.search import Effort, minimise
from pairmatch.rota.variables import Variables

STEPS = 20.0
"""The deterministic time that one question about a part, or one level of a whole, may take."""
LEAST_SECONDS = 5.0
"""What the values of a plan that is found may take to be worked out, though the time be over."""


class MissModel(RotaModel):
    """A rota's model in which nothing counts beside what is missed."""

    def __init__(self, data: Demands) -> None:
        self.model = cp_model.CpModel()
        self.v = Variables(self.model, data)
        add_all(self.model, self.v)
        self.missed = missed_levels(self.v)
        self.cost = Level("cost", 0)
        self.repeatable = True
        self.values = None if self.decisions else ()

    def worth(self, weights: Misses) -> cp_model.LinearExprT:
        """What is missed, as one number."""
        return sum(weight * level.expression for weight, level in zip(weights, self.missed, strict=True))


@dataclass(frozen=True)
class Fewest:
    """The fewest misses found, by level, what they cannot be below, and a plan that has them."""

    missed: Misses
    bound: Misses
    """In order: where a level is not proven, nothing is claimed of those after it."""
    plan: Plan


def fewest_missed(data: Demands, watch: Watch) -> Fewest | None:
    """What the best rota misses in levels 1 to 4; None where there was no rota at all in the time.

    Parameters
    ----------
    data
        What has to be held.
    watch
        Whom to tell, and whether to stop.
    """
    model = MissModel(data)
    floors = _start(model, watch)
    bounds = []
    for level, floor in zip(model.missed, floors, strict=True):
        bounds.append(model.lower(level, floor, watch, Effort(watch.left, STEPS)))
    if model.values is None:
        return None
    missed = [model.value_of(level) for level in model.missed]
    is_open = False
    for at in range(len(bounds)):
        bounds[at] = 0 if is_open else bounds[at]
        is_open = is_open or bounds[at] < missed[at]
    return Fewest(_four(missed), _four(bounds), plan_of(model.v, model.values))


def can_miss_at_most(data: Demands, weights: Misses, worth: int, watch: Watch) -> bool:
    """Whether a rota may miss so little; that none does is said only where it is proven.

    Parameters
    ----------
    data
        What has to be held.
    weights
        What a miss of each level is worth.
    worth
        What the misses may be worth together.
    watch
        Whether to stop.
    """
    model = MissModel(data)
    missed = model.worth(weights)
    if not isinstance(missed, cp_model.LinearExpr):
        return int(missed) <= worth
    model.model.add(missed <= worth)
    outcome = minimise(model.model, "what cannot be held together", watch, Effort(watch.left, STEPS))
    return outcome.status != cp_model.INFEASIBLE


def least_worth(data: Demands, weights: Misses, watch: Watch) -> int:
    """What the misses of every rota are worth at the least.

    Parameters are those of `can_miss_at_most`.
    """
    model = MissModel(data)
    missed = model.worth(weights)
    if not isinstance(missed, cp_model.LinearExpr):
        return int(missed)
    model.model.minimize(missed)
    return minimise(model.model, "what cannot be held together", watch, Effort(watch.left, STEPS)).bound


def _start(model: MissModel, watch: Watch) -> list[int]:
    """Give the model the values of a first plan: workshops by themselves, then the rest around them.

    Returns what each level cannot be below, as far as the workshops alone tell.
    """
    alone = MissModel(model.v.data.workshops_alone())
    alone.values = _with_nothing_lost(alone, alone.missed, watch)
    floors = [alone.lower(level, 0, watch, Effort(watch.left, STEPS)) for level in alone.missed]
    if alone.values is None:
        return [0] * len(model.missed)
    if alone.value_of(alone.missed[0]) > floors[0]:
        floors[3] = 0  # the floor of the last level holds only while the first is at its own
    workshops = replace(plan_of(alone.v, alone.values), data=model.v.data)
    around = _around(workshops)
    model.values = _with_nothing_lost(around, around.missed[1:3], watch) or _values_of(filled(workshops))
    return floors


def _with_nothing_lost(model: MissModel, levels: Iterable[Level], watch: Watch) -> tuple[int, ...] | None:
    """Values with which nothing of some levels is missed that could be held by itself; None if none is found.

    It is asked by itself, as it is mostly so, and found sooner without anything to minimise.
    """
    if not model.decisions:
        return ()
    twin = model.copy()
    for level in levels:
        twin.hold(level, level.floor)
    return minimise(twin.model, "everything held", watch, Effort(watch.left, STEPS)).values


def _around(plan: Plan) -> MissModel:
    """A model in which the workshops are attended, or missed, as they are in a plan."""
    fixed = MissModel(plan.data)
    for (at, run), literal in fixed.v.attends.items():
        fixed.model.add(literal == int(plan.attends.get(at) == run))
    for (run, one), literal in fixed.v.leads.items():
        fixed.model.add(literal == int(plan.leads.get(run) == one))
    return fixed


def _values_of(plan: Plan) -> tuple[int, ...] | None:
    """The values of a plan, in a model of its data; a stop does not hinder it."""
    fixed = MissModel(plan.data)
    for literal, taken in literals_of(fixed.v, plan):
        fixed.model.add(literal == int(taken))
    unhindered = Watch(LEAST_SECONDS, None, None)
    return minimise(fixed.model, "first plan", unhindered, Effort(LEAST_SECONDS)).values


def _four(counts: list[int]) -> Misses:
    return (counts[0], counts[1], counts[2], counts[3])
