"""What a rota costs, term by term, from the format page."""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.cohort.values import HalfDay, WeeklyHalf
from pairmatch.verify.rota_view import Held, RotaUnderCheck


def cost_of(check: RotaUnderCheck) -> int:
    """The weighted sum of what is avoided, away, crowded, held and unevenly borne."""
    soft = check.cohort.scheduling.soft
    return (
        soft.avoid_halves * sum(1 for person, held in _attendances(check) if avoided(check, person, held))
        + soft.travel * sum(1 for person, held in _attendances(check) if away(check, person, held))
        + soft.same_week * crowded(check)
        + soft.runs * sum(1 for _ in check.workshops)
        + soft.balance * heaviest_burden(check)
    )


def _attendances(check: RotaUnderCheck) -> Iterator[tuple[str, Held]]:
    """Each person in each of the person's sessions; hosting is one of the host's."""
    for person in check.participants:
        for held in check.sessions_of(person):
            yield person, held


def avoided(check: RotaUnderCheck, person_id: str, held: Held) -> bool:
    """Whether the person would rather not have a half-day of the session."""
    person = check.cohort.person(person_id)
    for t in held.half_days:
        slot = check.availability.time.slots[t]
        weekly, dated = WeeklyHalf(slot.date.weekday(), slot.half), HalfDay(slot.date, slot.half)
        if weekly in person.avoid_halves or dated in person.avoid_halves:
            return True
    return False


def away(check: RotaUnderCheck, person: str, held: Held) -> bool:
    """Whether the session is at another site than the person's of that day, both being known."""
    own = check.availability.site(person, held.half_days[0])
    return held.site is not None and own is not None and held.site != own


def crowded(check: RotaUnderCheck) -> int:
    """The sum over people and weeks of sessions beyond the first."""
    beyond = 0
    for person in check.participants:
        weeks = [held.week for held in check.sessions_of(person)]
        beyond += len(weeks) - len(set(weeks))
    return beyond


def heaviest_burden(check: RotaUnderCheck) -> int:
    """The largest number, over people, of sessions that are avoided or away."""
    burdens: dict[str, int] = {}
    for person, held in _attendances(check):
        if avoided(check, person, held) or away(check, person, held):
            burdens[person] = burdens.get(person, 0) + 1
    return max(burdens.values(), default=0)
