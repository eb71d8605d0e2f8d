"""The first plan where an older rota is made again: that rota, mended as little as it takes.

A start near the answer matters more than anything else: whoever looks for the best rota from scratch
moves most sessions, and has to find the way back.
"""

from __future__ import annotations

from pairmatch.progress import Watch
from pairmatch.rota.disturbance import same_half_day
from pairmatch.rota.model import RotaModel
from pairmatch.rota.moved import Standings
from pairmatch.rota.objective import Level
from pairmatch.rota.search import Effort
from pairmatch.rota.variables import Literal

STEPS = 8.0
"""The deterministic time that each step may take."""
LEAST_SECONDS = 10.0
"""What the first step may take, though the time be over."""
SHARE = 0.1
"""How much of the time that is left each further step may take at the most."""


def seed_from_old(model: RotaModel, watch: Watch) -> list[int]:
    """Give the model the values of a first plan.

    As many old decisions as can be are taken; then what is missed is placed around these; then what
    the levels count is worked out.

    Returns
    -------
    list of int
        What each level of misses and of moves cannot be below, as far as the demands alone tell.
    """
    floors = [level.floor for level in (*model.missed, *model.moved)]
    kept = _keeping_most(model, watch)
    if kept.values is None:
        return floors
    around = model.copy()
    around.values = kept.values
    for literal in _old_decisions(model):
        if kept.values[literal.index]:
            around.model.add(literal == 1)
    for level in around.missed:
        around.lower(level, 0, watch, _effort(watch))
    around.lower(_together(around), 0, watch, _effort(watch))
    model.values = around.values
    model.repeatable = kept.repeatable and around.repeatable
    return floors


def _keeping_most(model: RotaModel, watch: Watch) -> RotaModel:
    """The model with as much of the older rota as can be, whatever else is missed."""
    kept = model.copy()
    patient = Watch(LEAST_SECONDS, None, None) if watch.stopped else watch
    kept.lower(kept.moved[-1], 0, patient, Effort(max(LEAST_SECONDS, patient.left * SHARE), STEPS))
    return kept


def _old_decisions(model: RotaModel) -> list[Literal]:
    """Every decision that puts someone where they were, on the half-day at least."""
    found: dict[int, Literal] = {}
    for standing in Standings(model.v.data).all:
        for at in standing.places:
            for literal in same_half_day(model.v, standing.identity, at):
                found[literal.index] = literal
    return list(found.values())


def _together(model: RotaModel) -> Level:
    """All that comes after the misses at once, so that no helping variable is higher than it need be."""
    return Level("the sessions around them", sum(level.expression for level in (*model.moved, model.cost)))


def _effort(watch: Watch) -> Effort:
    return Effort(watch.left * SHARE, STEPS)
