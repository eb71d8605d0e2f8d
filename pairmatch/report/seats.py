"""How many people a run of a workshop has room for."""

from __future__ import annotations

from pairmatch.cohort.schema import Cohort
from pairmatch.rota.rota import WorkshopSession


def seats(cohort: Cohort, run: WorkshopSession) -> int | None:
    """The smaller of the workshop's and the room's capacity; None where there is no limit."""
    limits = [one.capacity for one in cohort.workshops if one.id == run.workshop]
    limits += [room.capacity for room in cohort.rooms if room.id == run.room]
    return min((limit for limit in limits if limit is not None), default=None)
