"""Tiny rotas made again: an older one of the test's own, a changed cohort, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from pairmatch.cohort.document import CohortStamp, Made
from pairmatch.rota import Keep, Rota, schedule
from pairmatch.rota.rota import (
    AnySession,
    MeetingSession,
    Moved,
    RotaProof,
    ShadowingSession,
    WorkshopSession,
)
from tests.rota.helpers import Pairs, cohort_of, in_file_order
from tests.rota.test_oracle import hand_made

MONDAYS = tuple(date(2026, 9, day) for day in (7, 14, 21, 28))
"""The first day of each week."""
NOBODY = Moved(within_notice=0, people=0, points=0)


def meet(week: int, half: str = "am", one: str = "d", other: str = "m", **more: Any) -> MeetingSession:
    """A meeting on the Monday of a week."""
    return MeetingSession(people=(one, other), date=MONDAYS[week - 1], half=half, **more)


def visit(week: int, guest: str, host: str, half: str = "am", **more: Any) -> ShadowingSession:
    """A shadowing on the Monday of a week."""
    return ShadowingSession(guest=guest, host=host, date=MONDAYS[week - 1], half=half, **more)


def run(week: int, *people: str, half: str = "am", workshop: str = "w", **more: Any) -> WorkshopSession:
    """A run of a workshop on the Monday of a week, online unless a room is named."""
    return WorkshopSession(workshop=workshop, date=MONDAYS[week - 1], half=half, people=people, **more)


def old(sessions: Iterable[AnySession], pairs: Pairs = (("d", "m"),), **facts: Any) -> Rota:
    """An older rota; what it says of costs and misses matters to nothing."""
    return Rota(
        made=Made(pairmatch="0"),
        cohort=CohortStamp(file="cohort.yaml", sha256="0"),
        pairs=tuple(pairs),
        weeks=4,
        proof=RotaProof(status="feasible", missed=0, cost=0, bound=0),
        sessions=tuple(sessions),
        **facts,
    )


def made_again(
    fragment: str, before: Rota | Iterable[AnySession], first: int = 1, pairs: Pairs | None = None
) -> Rota:
    """The rota of a fragment, made from an older one, that may change from the Monday of week `first` on.

    `schedule` has it checked by `verify_rota` and `verify_kept`, so that a rota that comes back is legal.
    """
    cohort = cohort_of(fragment)
    kept = before if isinstance(before, Rota) else old(before)
    pairing = hand_made(cohort, list(pairs or in_file_order(cohort)))
    return schedule(cohort, pairing, keep=Keep(kept, MONDAYS[first - 1]))
