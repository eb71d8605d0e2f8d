"""A first plan within a second or two, from which the whole model is solved.

Workshops are what couples people, so they are placed first, by themselves; with these fixed, the
shadowing and the meetings fall into nearly independent parts. The limits are counted in the
solver's deterministic time, so that the first plan, and with it the answer, is the same everywhere.
"""

from __future__ import annotations

from pairmatch.progress import Watch
from pairmatch.rota.model import RotaModel
from pairmatch.rota.search import Effort

STEPS = 8.0
"""The deterministic time that one level of the workshops alone may take."""
REST_STEPS = 3.0
"""The deterministic time that one level of the rest may take."""
SHARE = 0.25
"""How much of the time that is left it may take at the most."""


def seed(model: RotaModel, watch: Watch) -> list[int]:
    """Give the model the values of a first plan.

    Returns
    -------
    list of int
        What each level of misses cannot be below, as far as the workshops alone tell.
    """
    alone = RotaModel(model.v.data.workshops_alone())
    floors = [alone.lower(level, 0, watch, _effort(watch)) for level in alone.missed]
    # Other workshops are the last of the misses: their floor holds only while the first level's does.
    if alone.values is None or alone.value_of(alone.missed[0]) > floors[0]:
        floors[3] = 0
    # The plan with the fewest misses may be a dear one, from which one worker does not find away.
    alone.lower(alone.cost, 0, watch, _effort(watch), afresh=True)
    if alone.values is not None:
        model.values = _with_the_rest(model, alone, watch)
    return floors


def _effort(watch: Watch, steps: float = STEPS) -> Effort:
    return Effort(watch.left * SHARE, steps)


def _with_the_rest(model: RotaModel, alone: RotaModel, watch: Watch) -> tuple[int, ...] | None:
    """The best values found with the workshops where they are: with nothing else missed, if that is found."""
    fixed = model.copy()
    values = alone.values or ()
    for attended, literal in model.v.attends.items():
        fixed.model.add(literal == values[alone.v.attends[attended].index])
    for led, literal in model.v.leads.items():
        fixed.model.add(literal == values[alone.v.leads[led].index])
    full = fixed.copy()
    for level in full.missed[1:3]:
        full.model.add(level.expression <= level.floor)
    full.lower(full.cost, 0, watch, _effort(watch, REST_STEPS))
    if full.values is not None:
        return full.values
    for level in fixed.missed:
        fixed.lower(level, 0, watch, _effort(watch, REST_STEPS))
    fixed.lower(fixed.cost, 0, watch, _effort(watch, REST_STEPS))
    return fixed.values
