"""Everything that must be held is held or listed as missed, exactly once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pairmatch.cohort.values import WeekRange
from pairmatch.diagnostics import Diagnostic
from pairmatch.rota.rota import (
    AnyMissed,
    MeetingSession,
    MissedMeeting,
    MissedShadowing,
    MissedWorkshop,
    ShadowingSession,
)
from pairmatch.verify.rota_view import Held, Over, RotaUnderCheck
from pairmatch.verify.windows import in_weeks, meeting_blocks


@dataclass(frozen=True)
class WorkshopDemand:
    """A workshop of people who attend it as one."""

    workshop: str
    people: frozenset[str]

    def __str__(self) -> str:
        return f"{self.workshop} of {' and '.join(sorted(self.people))}"


@dataclass(frozen=True)
class ShadowingDemand:
    """All half-days that a guest spends with a host."""

    guest: str
    host: str

    def __str__(self) -> str:
        return f"a shadowing of {self.host} by {self.guest}"


@dataclass(frozen=True)
class MeetingDemand:
    """A pair's meeting in one block of weeks."""

    people: frozenset[str]
    weeks: WeekRange

    def __str__(self) -> str:
        return f"the meeting of {' and '.join(sorted(self.people))} in weeks {self.weeks}"


Demand = WorkshopDemand | ShadowingDemand | MeetingDemand


def demanded(check: RotaUnderCheck) -> dict[Demand, int]:
    """How many times each thing must be held, what is history included.

    Of a workshop, those who have attended it already are not asked to attend it again.
    """
    found: dict[Demand, int] = {}
    for workshop in check.cohort.workshops:
        for whole in check.groups:
            group = check.still_to_attend(whole, workshop.id)
            if group:
                found[WorkshopDemand(workshop.id, group)] = 1
    for doctor, manager in check.rota.pairs:
        if check.cohort.shadowing and check.cohort.shadowing.each_way:
            found[ShadowingDemand(manager, doctor)] = check.cohort.shadowing.each_way
            found[ShadowingDemand(doctor, manager)] = check.cohort.shadowing.each_way
        for block in meeting_blocks(check.cohort, check.rota.weeks):
            found[MeetingDemand(frozenset((doctor, manager)), block)] = 1
    return found


def held_of(check: RotaUnderCheck, demand: Demand) -> int:
    """How many times it is held."""
    if isinstance(demand, WorkshopDemand):
        runs = [held.session for held in check.workshops if held.session.workshop == demand.workshop]
        return int(any(demand.people & set(run.people) for run in runs))
    if isinstance(demand, ShadowingDemand):
        ways = [(held.session.guest, held.session.host) for held in check.shadowings]
        ways += [one.session.everyone for one in check.over if isinstance(one.session, ShadowingSession)]
        return ways.count((demand.guest, demand.host))
    met: list[Held | Over] = [*check.meetings]
    met += [one for one in check.over if isinstance(one.session, MeetingSession)]
    in_block = [one for one in met if in_weeks(demand.weeks, one.week)]
    return int(any(frozenset(one.session.everyone) == demand.people for one in in_block))


def everything_accounted_for(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """What is held and what is listed as missed make up what must be held, nothing twice."""
    wanted = demanded(check)
    open_now = {demand: max(0, count - held_of(check, demand)) for demand, count in wanted.items()}
    for i, missed in sorted(enumerate(check.rota.missed), key=lambda entry: _unsaid_weeks(entry[1])):
        demand = _meant(missed, open_now)
        at = ("missed", i)
        if demand not in wanted:
            yield check.places.fault("PM563", f"{_named(missed)} is nothing that must be held", at)
        elif open_now[demand] > 0:
            open_now[demand] -= 1
        elif held_of(check, demand) >= wanted[demand]:
            yield check.places.fault("PM562", f"{demand} is listed as missed and is held", at)
        else:
            yield check.places.fault("PM563", f"{demand} is listed as missed too often", at)
    for demand, count in open_now.items():
        if count:
            message = f"{demand} is neither held nor listed as missed"
            yield check.places.fault("PM561", message, ("sessions",))


def misses_explained(check: RotaUnderCheck) -> Iterator[Diagnostic]:
    """Everything that is missed has a reason."""
    for i, missed in enumerate(check.rota.missed):
        if not missed.why.strip():
            message = f"no reason is given why {_named(missed)} is missed"
            yield check.places.fault("PM564", message, ("missed", i))


def _unsaid_weeks(missed: AnyMissed) -> bool:
    """Misses that do not say their weeks take what the others leave."""
    return isinstance(missed, MissedMeeting) and missed.weeks is None


def _meant(missed: AnyMissed, open_now: dict[Demand, int]) -> Demand | None:
    if isinstance(missed, MissedWorkshop):
        return WorkshopDemand(missed.workshop, frozenset(missed.people))
    if isinstance(missed, MissedShadowing):
        return ShadowingDemand(missed.guest, missed.host)
    pair = frozenset(missed.people)
    if missed.weeks is not None:
        return MeetingDemand(pair, missed.weeks)
    own = [one for one in open_now if isinstance(one, MeetingDemand) and one.people == pair]
    return next((one for one in own if open_now[one]), own[0] if own else None)


def _named(missed: AnyMissed) -> str:
    if isinstance(missed, MissedWorkshop):
        return f"{missed.workshop} of {' and '.join(missed.people)}"
    if isinstance(missed, MissedShadowing):
        return f"a shadowing of {missed.host} by {missed.guest}"
    return f"a meeting of {' and '.join(missed.people)}"
