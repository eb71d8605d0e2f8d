"""What the best rota misses, as demands."""

from __future__ import annotations

from collections.abc import Sequence

from pairmatch.conflicts.rota.asked import Asked, AskedShadowing, AskedWorkshop
from pairmatch.conflicts.rota.ground import Ground
from pairmatch.progress import Watch
from pairmatch.rota.demand import demands
from pairmatch.rota.fewest_missed import fewest_missed
from pairmatch.rota.missed import missed_of as misses_of_plan
from pairmatch.rota.rota import AnyMissed, MissedMeeting, MissedShadowing, MissedWorkshop


def missed_of(
    ground: Ground, missed: Sequence[AnyMissed] | None, watch: Watch
) -> tuple[tuple[Asked, ...], bool]:
    """The demands that are missed, and whether no rota is known to miss less.

    Parameters
    ----------
    ground
        Whose demands they are.
    missed
        What a rota misses that is known to be the best; None: it is searched for.
    watch
        How long that may take.
    """
    if missed is not None:
        return _demands(ground, missed), True
    fewest = fewest_missed(demands(ground.cohort, ground.pairs), watch)
    if fewest is None:
        return (), False
    return _demands(ground, misses_of_plan(fewest.plan, is_proven=True)), fewest.missed == fewest.bound


def with_places(ground: Ground) -> set[Asked]:
    """The demands that could be held if there were no others."""
    data = demands(ground.cohort, ground.pairs)
    ids = [workshop.id for workshop in ground.cohort.workshops]
    keys: set[tuple[object, ...]] = {(ids[one.workshop], one.group) for one in data.workshops if one.runs}
    keys |= {
        ("shadowing", (one.guest, one.host)) for one in data.shadowings if data.possible(one) == one.count
    }
    keys |= {("meeting", one.people, one.weeks) for one in data.meetings if one.half_days}
    return {asked for asked in ground.asked if _key(ground, asked) in keys}


def _demands(ground: Ground, missed: Sequence[AnyMissed]) -> tuple[Asked, ...]:
    """In the order of what is asked, each once."""
    keys = {_key_of_miss(one) for one in missed}
    return tuple(asked for asked in ground.asked if _key(ground, asked) in keys)


def _key(ground: Ground, asked: Asked) -> tuple[object, ...]:
    if isinstance(asked, AskedWorkshop):
        return (ground.cohort.workshops[asked.workshop].id, asked.people)
    if isinstance(asked, AskedShadowing):
        return ("shadowing", asked.people)
    return ("meeting", asked.people, asked.weeks)


def _key_of_miss(missed: AnyMissed) -> tuple[object, ...]:
    if isinstance(missed, MissedWorkshop):
        return (missed.workshop, missed.people)
    if isinstance(missed, MissedShadowing):
        return ("shadowing", (missed.guest, missed.host))
    assert isinstance(missed, MissedMeeting)
    return ("meeting", missed.people, missed.weeks)
