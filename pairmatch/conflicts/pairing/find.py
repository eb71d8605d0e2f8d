"""`pairing_conflicts`: why people have no partner, or why there is no pairing at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.pairing.cores import Cores
from pairmatch.conflicts.pairing.ground import AnyHeld, Asked
from pairmatch.conflicts.pairing.holds import Deficit
from pairmatch.conflicts.pairing.put_first import put_first
from pairmatch.conflicts.pairing.situation import Situation, situation_of
from pairmatch.conflicts.pairing.told import lock_clash, shortage
from pairmatch.conflicts.report import Conflict
from pairmatch.matching.wishes import Wishes
from pairmatch.progress import OnProgress, Stop, Watch

SECONDS = 60.0


def pairing_conflicts(
    cohort: Cohort,
    wishes: Wishes = Wishes(),
    *,
    watch: Watch | None = None,
    time_limit: float = SECONDS,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> tuple[tuple[Conflict, ...], bool]:
    """Why not everyone who takes a partner can have one, each cause told once.

    Parameters
    ----------
    cohort
        A checked cohort.
    wishes
        What the run asks for beside the file: locks, bans, old pairs to keep.
    watch
        How long it may take, whom to tell, and whether to stop; None: made of the next three.
    time_limit
        Seconds; what is found by then is returned.
    on_progress
        Told from time to time.
    stop
        Asks for an early end.

    Returns
    -------
    tuple
        The conflicts, those of locks first, then the one that hits the most people; and whether everyone
        who has no partner is explained by one of them. A cause that would only show once another is gone
        hits nobody. Where locks clash, those are hit whom a pairing without these locks leaves out.

    Raises
    ------
    CohortError
        When a name in a cohort that was made from plain data stands for nothing.
    WrongUsage
        When `wishes` names people who are not there, or no pairing gives up as few old pairs as it asks for.
    NoAnswerInTime
        When time ran out, or a stop was asked for, before there was a pairing.
    """
    watch = watch or Watch(time_limit, on_progress, stop)
    now = situation_of(cohort, wishes, watch)
    in_vain = [one for one, deficit in now.seated(now.ground.facts) if deficit]
    could = [one for one in now.waiting if one not in in_vain]
    found = list(_causes(now, watch))
    is_complete = not in_vain or watch.left > 0
    if could and watch.left > 0:
        found.append(put_first(now.task, could, now.placed, watch))
    is_explained = sum(len(one.hits) for one in found) == len(now.waiting)
    ordered = sorted(found, key=lambda one: -len(one.hits))
    of_locks = (lock_clash(now.ground, core) for core in now.clashes)
    return (*of_locks, *ordered), is_complete and is_explained


def _causes(now: Situation, watch: Watch) -> Iterator[Conflict]:
    """One contradiction after the other, until everyone could be placed without the facts in their way."""
    facts: Sequence[AnyHeld] = now.ground.facts
    deficits = _deficits(now, facts)
    unexplained = [one for one, deficit in now.seated(facts) if deficit]
    count = len(unexplained)
    while deficits and watch.left > 0:
        watch.tell("what stands in the way", count - len(unexplained), count)
        cores = Cores(now.ground, facts)
        core = cores.smaller(min(map(cores.of_deficit, deficits), key=len))
        dropped = {id(one) for one in core.loosening or core.facts}
        facts = [one for one in facts if id(one) not in dropped]
        deficits = _deficits(now, facts)
        hits = _no_longer(now, facts, unexplained, core.facts)
        unexplained = [one for one in unexplained if one not in hits]
        yield shortage(now.ground, core, hits)


def _deficits(now: Situation, facts: Sequence[AnyHeld]) -> list[Deficit]:
    """What shows that people asked for cannot be placed, each once."""
    return list(dict.fromkeys(deficit for _, deficit in now.seated(facts) if deficit))


def _no_longer(
    now: Situation, facts: Sequence[AnyHeld], people: Sequence[Asked], told: Sequence[AnyHeld]
) -> list[Asked]:
    """Those of some people who are told of, or who are placed once only these facts hold."""
    still = {id(one) for one, deficit in now.seated(facts) if deficit}
    return [one for one in people if one in told or id(one) not in still]
