"""What a rota costs, term by term, from the format page."""

from __future__ import annotations

from collections.abc import Iterator

from pairmatch.calendar.posts import placement_on
from pairmatch.cohort.values import WeeklyHalf
from pairmatch.rota.rota import WorkshopSession
from pairmatch.verify.rota_view import Held, Over, RotaUnderCheck


def cost_of(check: RotaUnderCheck) -> int:
    """The weighted sum of what is avoided, away, crowded, held and unevenly borne."""
    soft = check.cohort.scheduling.soft
    return (
        soft.avoid_halves * sum(1 for person, one in _attendances(check) if avoided(check, person, one))
        + soft.travel * sum(1 for person, one in _attendances(check) if away(check, person, one))
        + soft.same_week * crowded(check)
        + soft.runs * sum(1 for one in check.rota.sessions if isinstance(one, WorkshopSession))
        + soft.balance * heaviest_burden(check)
    )


def _attendances(check: RotaUnderCheck) -> Iterator[tuple[str, Held | Over]]:
    """Each person in each of the person's sessions, also in history; hosting is one of the host's."""
    for person in check.participants:
        yield from ((person, over) for over in check.over_of(person))
        yield from ((person, held) for held in check.sessions_of(person))


def avoided(check: RotaUnderCheck, person_id: str, one: Held | Over) -> bool:
    """Whether the person would rather not have a half-day of the session."""
    person = check.cohort.person(person_id)
    slots = check.availability.time.slots
    dated = one.half_days if isinstance(one, Over) else [slots[t].half_day for t in one.half_days]
    for half_day in dated:
        weekly = WeeklyHalf(half_day.date.weekday(), half_day.half)
        if weekly in person.avoid_halves or half_day in person.avoid_halves:
            return True
    return False


def away(check: RotaUnderCheck, person: str, one: Held | Over) -> bool:
    """Whether the session is at another site than the person's of that day, both being known."""
    if isinstance(one, Over):
        placement = placement_on(check.cohort.person(person), one.session.date)
        own = placement.site if placement else None
    else:
        own = check.availability.site(person, one.half_days[0])
    return one.site is not None and own is not None and one.site != own


def crowded(check: RotaUnderCheck) -> int:
    """The sum over people and weeks of sessions beyond the first."""
    in_week: dict[tuple[str, int], int] = {}
    for person, one in _attendances(check):
        in_week[person, one.week] = in_week.get((person, one.week), 0) + 1
    return sum(count - 1 for count in in_week.values())


def heaviest_burden(check: RotaUnderCheck) -> int:
    """The largest number, over people, of sessions that are avoided or away."""
    burdens: dict[str, int] = {}
    for person, one in _attendances(check):
        if avoided(check, person, one) or away(check, person, one):
            burdens[person] = burdens.get(person, 0) + 1
    return max(burdens.values(), default=0)
