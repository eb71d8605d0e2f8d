"""A first plan at once, and a better one within seconds, from which the whole model is solved.

Workshops are what couples people, so they are placed first, by themselves; with these fixed, the
shadowing and the meetings fall into nearly independent parts. The limits are counted in the
solver's deterministic time, so that the first plan, and with it the answer, is the same everywhere.
"""

from __future__ import annotations

from dataclasses import replace

from pairmatch.progress import Watch
from pairmatch.rota.construct import constructed
from pairmatch.rota.extract import Plan, literals_of, plan_of
from pairmatch.rota.fill import filled
from pairmatch.rota.model import RotaModel
from pairmatch.rota.search import Effort

FIRST = "first plan"
"""What progress calls the plan that is there before any search."""
STEPS = 8.0
"""The deterministic time that one level of the workshops alone may take."""
REST_STEPS = 3.0
"""The deterministic time that one level of the rest may take."""
LEAST_SECONDS = 10.0
"""What the values of a plan that is found may take to be worked out, though the time be over."""
FIRST_SHARE = 0.6
"""How much of the time that is left the workshops may take at the most, to miss the fewest."""
SHARE = 0.25
"""How much of the time that is left each further level may take at the most."""


def first_plans(model: RotaModel, watch: Watch) -> list[int]:
    """Give the model the values of a first plan: one made without a search, then better ones.

    Returns
    -------
    list of int
        What each level of misses cannot be below, as far as the workshops alone tell.
    """
    first = constructed(model.v.data)
    model.values = _held_as(model, first)
    watch.tell(FIRST)
    # The search does better without the first plan: it is left with what that misses.
    alone = RotaModel(model.v.data.workshops_alone())
    alone.seed = model.seed
    floors = [alone.lower(level, 0, watch, Effort(watch.left * FIRST_SHARE, STEPS)) for level in alone.missed]
    # Other workshops are the last of the misses: their floor holds only while the first level's does.
    if alone.values is None or alone.value_of(alone.missed[0]) > floors[0]:
        floors[3] = 0
    # The plan with the fewest misses may be a dear one, from which one worker does not find away.
    alone = lean(alone)
    alone.lower(alone.cost, 0, watch, _effort(watch), afresh=True)
    workshops = Plan(model.v.data) if alone.values is None else plan_of(alone.v, alone.values)
    plan = filled(replace(workshops, data=model.v.data))
    rest = _with_the_rest(model, plan, watch)
    model.values = _best_of(model, model.values, _held_as(model, plan), rest.values)
    model.repeatable = alone.repeatable and rest.repeatable
    return floors


def lean(model: RotaModel) -> RotaModel:
    """The same model where it is proven that everybody attends every workshop: a smaller one.

    What the levels have reached is held in it, and the best values known are its own.
    """
    levels = (*model.missed, *model.moved)
    if model.values is None or model.value_of(model.missed[0]) or model.value_of(model.missed[3]):
        return model
    smaller = RotaModel(model.v.data, all_attend=True)
    smaller.seed, smaller.repeatable = model.seed, model.repeatable
    smaller.values = _held_as(smaller, plan_of(model.v, model.values))
    if smaller.values is None:
        return model
    for level, same in zip(levels, (*smaller.missed, *smaller.moved), strict=True):
        smaller.hold(same, model.value_of(level))
    return smaller


def _best_of(model: RotaModel, *plans: tuple[int, ...] | None) -> tuple[int, ...] | None:
    """The values that are best by the levels in their order."""

    def levels(values: tuple[int, ...]) -> tuple[int, ...]:
        judged = model.copy()
        judged.values = values
        return tuple(judged.value_of(level) for level in (*model.missed, model.cost))

    return min((values for values in plans if values is not None), key=levels, default=None)


def _effort(watch: Watch, steps: float = STEPS) -> Effort:
    return Effort(watch.left * SHARE, steps)


def _held_as(model: RotaModel, plan: Plan) -> tuple[int, ...] | None:
    """The values of a plan, those of the helping variables included; a stop does not hinder it."""
    fixed = model.copy()
    for literal, taken in literals_of(model.v, plan):
        fixed.model.add(literal == int(taken))
    fixed.lower(fixed.cost, 0, Watch(LEAST_SECONDS, None, None), Effort(LEAST_SECONDS, STEPS))
    return fixed.values


def _with_the_rest(model: RotaModel, plan: Plan, watch: Watch) -> RotaModel:
    """The model with the workshops as they are in the plan and nothing else missed, searched for its cost."""
    fixed = model.copy()
    fixed.values = None
    for at, run in model.v.attends:
        fixed.model.add(model.v.attends[at, run] == int(plan.attends.get(at) == run))
    for run, one in model.v.leads:
        fixed.model.add(model.v.leads[run, one] == int(plan.leads.get(run) == one))
    for level in fixed.missed[1:3]:
        fixed.hold(level, level.floor)
    fixed.lower(fixed.cost, 0, watch, _effort(watch, REST_STEPS))
    return fixed
