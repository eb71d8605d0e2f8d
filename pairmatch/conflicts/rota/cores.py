"""Smallest sets of facts that cannot all hold: by inclusion, and by number where time allows.

A core of the solver is shrunk by deletion, each answer throwing out all that its own core does not
need (J. Marques-Silva, "Minimal Unsatisfiability: Models, Algorithms and Applications", 2010). Sets of
fewest facts come from implicit hitting sets (A. Ignatiev et al., "Smallest MUS Extraction with Minimal
Hitting Set Dualization", 2015): every contradiction shares a fact with each set that a solution breaks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from time import monotonic
from typing import Any

from ortools.sat.python import cp_model

from pairmatch.conflicts.fact import Fact
from pairmatch.conflicts.rota.prober import OutOfTime, Prober
from pairmatch.conflicts.rota.solver import ask
from pairmatch.progress import Watch

SHRINKING_SECONDS = 5.0
HITTING_SECONDS = 1.0


def shrunk(
    prober: Prober,
    facts: Collection[Fact],
    last: Callable[[Fact], Any],
    given: Sequence[Fact] = (),
    seconds: float = SHRINKING_SECONDS,
) -> tuple[list[Fact], bool]:
    """Facts of which none can be left out, out of some that cannot all hold.

    Parameters
    ----------
    prober
        Who knows what contradicts itself.
    facts
        Facts that do.
    last
        A key of facts: those with a high one are left out first.
    given
        Facts that hold beside them.
    seconds
        How long it may take; what is left then is given back.

    Returns
    -------
    tuple
        The facts, and whether each was shown to be needed; not all were where time was over.
    """
    rest, needed = sorted(facts, key=last), list[Fact]()
    until = monotonic() + seconds
    try:
        while rest and monotonic() < until:
            candidate = rest.pop()
            core = prober.core([*given, *needed, *rest])
            if core is None:
                needed.append(candidate)
            else:
                rest = [fact for fact in rest if fact in core]
    except OutOfTime:
        return [*needed, *rest, candidate], False
    return [*needed, *rest], not rest


def fewest(prober: Prober, known: Sequence[Fact], watch: Watch, seconds: float) -> tuple[list[Fact], bool]:
    """A set of fewest facts that cannot all hold, and whether there is surely none of fewer.

    Parameters
    ----------
    prober
        Who knows what contradicts itself.
    known
        A set that does.
    watch
        Whether to stop.
    seconds
        How long it may take; what is known is given back where it is over.
    """
    best, broken = list(known), list[set[Fact]]()
    until = watch.seconds + seconds
    try:
        while watch.left > 0 and watch.seconds < until:
            hitting = _hitting(prober.facts, broken, watch)
            if hitting is None:
                return best, False
            if len(hitting) >= len(best):
                return best, True
            core, missing = prober.core_or_broken(hitting)
            if core is not None:
                return sorted(core, key=prober.facts.index), True
            broken.append(_fewer(prober, missing))
    except OutOfTime:
        pass
    return best, False


def _fewer(prober: Prober, missing: set[Fact]) -> set[Fact]:
    """Of facts that one solution breaks, a smaller set that another one does."""
    for fact in sorted(missing, key=prober.facts.index):
        if fact in missing and len(missing) > 1:
            held = [one for one in prober.facts if one not in missing or one == fact]
            core, still = prober.core_or_broken(held)
            if core is None:
                missing = still
    return missing


def _hitting(facts: Sequence[Fact], sets: Sequence[set[Fact]], watch: Watch) -> list[Fact] | None:
    """The fewest facts that share one with each of some sets; None where there was no time."""
    model = cp_model.CpModel()
    taken = {fact: model.new_bool_var("") for fact in facts}
    for one in sets:
        model.add_bool_or(taken[fact] for fact in facts if fact in one)
    model.minimize(sum(taken.values()))
    answer = ask(model, watch, HITTING_SECONDS, in_steps=True)
    if answer.status != cp_model.OPTIMAL or answer.values is None:
        return None
    return [fact for fact, literal in taken.items() if answer.values[literal.index]]
