"""`rota_conflicts`: what cannot be had, and the smallest sets of facts that stand in its way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pairmatch.cohort.schema import Cohort
from pairmatch.conflicts.fact import Fact
from pairmatch.conflicts.report import Conflict, told_first
from pairmatch.conflicts.rota.asked import Asked
from pairmatch.conflicts.rota.folding import Explanation
from pairmatch.conflicts.rota.ground import Ground
from pairmatch.conflicts.rota.layers import Explainer
from pairmatch.conflicts.rota.missed import missed_of
from pairmatch.conflicts.rota.told import headline
from pairmatch.progress import OnProgress, Stop, Watch
from pairmatch.rota.rota import AnyMissed

SECONDS = 60.0


def rota_conflicts(
    cohort: Cohort,
    pairs: Sequence[tuple[str, str]],
    *,
    weeks: int | None = None,
    missed: Sequence[AnyMissed] | None = None,
    watch: Watch | None = None,
    time_limit: float = SECONDS,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> tuple[tuple[Conflict, ...], bool]:
    """Why not everything that is asked for can be had, each cause told once.

    Parameters
    ----------
    cohort
        A checked cohort.
    pairs
        (doctor, manager) of each pair.
    weeks
        How long the programme runs; None: as long as the cohort says.
    missed
        What the best rota misses; None: it is worked out.
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
        The conflicts, the one that hits the most people first, and whether everything that has to be
        missed is explained by one of them.
    """
    watch = watch or Watch(time_limit, on_progress, stop)
    ground = Ground.of(cohort, pairs, weeks)
    left_out, is_proven = missed_of(ground, missed, watch)
    explainer = Explainer(ground, left_out, watch)
    hits: dict[int, list[Asked]] = {}
    causes: dict[int, Explanation] = {}
    for number, demand in enumerate(left_out):
        watch.tell("what stands in the way", number, len(left_out))
        why = explainer.explain(demand)
        if why is None:
            is_proven = False
            continue
        causes[id(why)] = why
        hits.setdefault(id(why), []).append(demand)
    conflicts = [_conflict(ground, why, hits[number]) for number, why in causes.items()]
    return tuple(sorted(conflicts, key=lambda one: -_people_hit(one.hits))), is_proven


def _conflict(ground: Ground, why: Explanation, hits: Sequence[Asked]) -> Conflict:
    return Conflict(
        facts=told_first(why.facts),
        hits=tuple(hit.fact for hit in hits),
        headline=headline(ground, hits),
        is_smallest=why.is_smallest,
        is_minimal=why.is_minimal,
        background=why.background,
        unfolded=told_first(why.unfolded),
    )


def _people_hit(hits: Iterable[Fact]) -> int:
    return len({person for hit in hits for person in hit.people})
