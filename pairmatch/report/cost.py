"""What the cost of a rota is made of, counted again from its sessions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pairmatch.calendar.posts import placement_on
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.values import HalfDay, WeeklyHalf
from pairmatch.report.words import counted, week_of
from pairmatch.rota.rota import AnySession, Rota, ShadowingSession, WorkshopSession


@dataclass(frozen=True)
class Part:
    """One line of the bill."""

    what: str
    count: int
    weight: int

    @property
    def cost(self) -> int:
        """What it adds."""
        return self.count * self.weight


def cost_parts(cohort: Cohort, rota: Rota) -> Sequence[Part]:
    """The parts of a rota's cost in the order of the format page, those of no weight left out."""
    avoided: Counter[str] = Counter()
    away: Counter[str] = Counter()
    either: Counter[str] = Counter()
    per_week: Counter[tuple[str, int]] = Counter()
    taking_part = {person for pair in rota.pairs for person in pair}
    for session in rota.sessions:
        week = week_of(cohort.programme, session.date)
        for person in filter(taking_part.__contains__, session.everyone):
            is_avoided = avoids(cohort, person, session)
            is_gone = is_away(cohort, person, session)
            avoided[person] += is_avoided
            away[person] += is_gone
            either[person] += is_avoided or is_gone
            per_week[person, week] += 1
    runs = sum(isinstance(session, WorkshopSession) for session in rota.sessions)
    beyond = sum(count - 1 for count in per_week.values())
    soft = cohort.scheduling.soft
    parts = (
        Part(
            f"{counted(avoided.total(), 'session')} on half-days to avoid", avoided.total(), soft.avoid_halves
        ),
        Part(f"{counted(away.total(), 'session')} away from the person's site", away.total(), soft.travel),
        Part(f"{counted(beyond, 'session')} beyond a person's first of a week", beyond, soft.same_week),
        Part(counted(runs, "workshop run"), runs, soft.runs),
        Part(
            f"at most {max(either.values(), default=0)} avoided or away for one person",
            max(either.values(), default=0),
            soft.balance,
        ),
    )
    return tuple(part for part in parts if part.weight)


def cost_in_words(cohort: Cohort, rota: Rota) -> Iterator[str]:
    """A sentence part for each part that costs anything, as `8 workshop runs: 8`.

    Nothing where the parts do not add up to the cost that the rota states.
    """
    parts = cost_parts(cohort, rota)
    if sum(part.cost for part in parts) == rota.proof.cost:
        yield from (f"{part.what}: {part.cost:,}" for part in parts if part.cost)


def session_site(cohort: Cohort, session: AnySession) -> str | None:
    """Where a session is: the room's or the host's site; None online and for a meeting."""
    if isinstance(session, ShadowingSession):
        return session.site
    if isinstance(session, WorkshopSession) and session.room:
        return next((room.site for room in cohort.rooms if room.id == session.room), None)
    return None


def session_length(cohort: Cohort, session: AnySession) -> int:
    """How many half-days a session takes."""
    if isinstance(session, WorkshopSession):
        return next((one.length for one in cohort.workshops if one.id == session.workshop), 1)
    return 1


def avoids(cohort: Cohort, person_id: str, session: AnySession) -> bool:
    """Whether a session is on a half-day that the person would rather not have."""
    names = list(cohort.programme.halves)
    start = names.index(session.half) if session.half in names else len(names)
    avoided = cohort.person(person_id).avoid_halves
    halves = names[start : start + session_length(cohort, session)] or [session.half]
    return any(
        HalfDay(session.date, half) in avoided or WeeklyHalf(session.date.weekday(), half) in avoided
        for half in halves
    )


def is_away(cohort: Cohort, person_id: str, session: AnySession) -> bool:
    """Whether a session is away from the person's site of that day."""
    placement = placement_on(cohort.person(person_id), session.date)
    site = session_site(cohort, session)
    return bool(placement and placement.site and site and placement.site != site)
