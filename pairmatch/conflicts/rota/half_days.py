"""What one more half-day of a person costs, and which are never asked for."""

from __future__ import annotations

from collections.abc import Sequence

from pairmatch.calendar.posts import placement_on
from pairmatch.calendar.presence import piece_of
from pairmatch.conflicts.fact import Fact, Kind
from pairmatch.conflicts.rota import costs
from pairmatch.conflicts.rota.ground import Ground


def price_of_half_day(ground: Ground, person: str, t: int, flag: str, facts: Sequence[Fact]) -> int | None:
    """What it costs that a person attends, or is shadowed, on a half-day, against some facts.

    None where it is never asked for: outside every post, off duty without the rest between shifts or
    beyond the hours of a week, and during a shift that covers the half-day only in part.
    """
    if any(fact.kind not in costs.AWAY for fact in facts):
        return None
    dearest = max(costs.AWAY[fact.kind] for fact in facts)
    on_duty = any(fact.kind is Kind.DUTY for fact in facts)
    if on_duty and not _is_on_shift(ground, person, t):
        if flag == "host" or not _could_rest(ground, person, t):
            return None
        dearest = max(
            [costs.OFF_DUTY, *(costs.AWAY[fact.kind] for fact in facts if fact.kind is not Kind.DUTY)]
        )
    return costs.HOST if flag == "host" and dearest <= costs.AWAY[Kind.DUTY] else dearest


def _is_on_shift(ground: Ground, person: str, t: int) -> bool:
    """Whether a shift of the person covers the whole half-day."""
    roster = ground.when.rosters[person]
    return not roster.added(ground.when.time.passing((t,)))


def _could_rest(ground: Ground, person: str, t: int) -> bool:
    """Whether a session on a half-day off duty would leave the rest, and keep the hours of a week."""
    slot = ground.when.time.slots[t]
    placement = placement_on(ground.cohort.person(person), slot.date)
    if placement is None:
        return False
    return ground.when.rosters[person].is_open_off_duty(piece_of(ground.cohort, slot.date, slot.half))
