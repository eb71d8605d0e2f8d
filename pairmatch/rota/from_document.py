"""A saved rota → the plan that it stands for: the way back from `Plan.sessions`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pairmatch.cohort.values import WeekRange
from pairmatch.rota.demand import Demands, MeetingDemand, Run, ShadowingDemand, WorkshopDemand, smaller
from pairmatch.rota.extract import Plan
from pairmatch.rota.rota import AnySession, MeetingSession, Rota, ShadowingSession, WorkshopSession


@dataclass(frozen=True)
class FromDocument:
    """A rota as a plan, and what could be no part of it."""

    plan: Plan
    """Its `data` are the demands given; after them come a run and a demand for each session that these
    do not ask for, as in a rota edited by hand or made for another version of the cohort."""
    left_aside: tuple[AnySession, ...]
    """The sessions that name a half-day, a workshop, a room or a person that the cohort does not have; a
    workshop of which only some people are unknown is held for the others all the same."""


def plan_from(rota: Rota, demands: Demands) -> FromDocument:
    """Read the sessions of a rota as what is held of these demands.

    Nothing is checked: two sessions may be at once, and a room may be closed. What is over by the demands
    is in their past already, and no part of the plan.

    Parameters
    ----------
    rota
        Any rota; sealed, edited by hand, or older than the cohort file.
    demands
        What has to be held for its pairs, in its weeks; made with `Keep(rota)` where it has a past.
    """
    reading = _Reading(demands)
    to_come = (session for session in rota.sessions if not demands.past.is_over(session.date))
    left = tuple([session for session in to_come if not reading.take(session)])
    return FromDocument(reading.plan(), left)


class _Reading:
    """The plan of the sessions taken so far."""

    def __init__(self, data: Demands) -> None:
        self._data = data
        self._runs = list(data.runs)
        self._workshops = list(data.workshops)
        self._shadowings = list(data.shadowings)
        self._meetings = list(data.meetings)
        self._attends: dict[int, int] = {}
        self._leads: dict[int, str] = {}
        self._shadows: dict[int, tuple[int, ...]] = {}
        self._meets: dict[int, int] = {}
        self._held: set[int] = set()
        self._workshop_numbers = {one.id: at for at, one in enumerate(data.cohort.workshops)}
        self._rooms = {room.id: room for room in data.cohort.rooms}

    def plan(self) -> Plan:
        """The plan of all that was taken."""
        data = replace(
            self._data,
            runs=tuple(self._runs),
            workshops=tuple(self._workshops),
            shadowings=tuple(self._shadowings),
            meetings=tuple(self._meetings),
        )
        return Plan(data, self._attends, self._leads, self._shadows, self._meets)

    def take(self, session: AnySession) -> bool:
        """Take a session as held; false where it names what is not there."""
        t = self._data.when.time.index_of(session.half_day)
        people = [person for person in session.everyone if person in self._data.when.index]
        if t is None or not people:
            return False
        if isinstance(session, WorkshopSession):
            return self._take_workshop(session, t, people)
        if len(people) < len(session.everyone):
            return False
        if isinstance(session, ShadowingSession):
            self._take_shadowing(session, t)
        else:
            self._take_meeting(session, t)
        return True

    def _take_workshop(self, session: WorkshopSession, t: int, people: Sequence[str]) -> bool:
        if session.workshop not in self._workshop_numbers:
            return False
        if session.room is not None and session.room not in self._rooms:
            return False
        number = self._run(session, t)
        self._held.add(number)
        for at in self._attending(self._runs[number].workshop, number, frozenset(people)):
            self._attends[at] = number
        return True

    def _run(self, session: WorkshopSession, t: int) -> int:
        """The run that a session is: one of those that could be, else one of its own."""
        workshop = self._workshop_numbers[session.workshop]
        for number, run in enumerate(self._runs):
            is_there = (run.workshop, run.start, run.room) == (workshop, t, session.room)
            if is_there and number not in self._held and _could_hold(session.facilitators, run):
                if run.leaders:
                    self._leads[number] = session.facilitators[0]
                return number
        self._runs.append(self._own_run(session, workshop, t))
        return len(self._runs) - 1

    def _own_run(self, session: WorkshopSession, number: int, t: int) -> Run:
        workshop, time = self._data.cohort.workshops[number], self._data.when.time
        day = time.slots[t].day
        stretch = tuple(u for u in range(t, t + workshop.length) if u < len(time.slots))
        stretch = tuple(u for u in stretch if time.slots[u].day == day)
        room = self._rooms[session.room] if session.room is not None else None
        capacity = smaller(workshop.capacity, room.capacity if room else None)
        site = room.site if room else None
        return Run(number, stretch, session.room, site, capacity, (), session.facilitators)

    def _attending(self, workshop: int, number: int, people: frozenset[str]) -> Iterator[int]:
        """The demands of those who attend a run: of each group that is there whole, else of each person."""
        left = set(people)
        for at, demand in enumerate(self._data.workshops):
            if demand.workshop == workshop and at not in self._attends and left.issuperset(demand.group):
                left.difference_update(demand.group)
                yield at
        for person in (one for one in self._data.when.people if one in left):
            self._workshops.append(WorkshopDemand((person,), workshop, required=False, runs=(number,)))
            yield len(self._workshops) - 1

    def _take_shadowing(self, session: ShadowingSession, t: int) -> None:
        ways = ((one.guest, one.host) for one in self._shadowings)
        at = next((at for at, way in enumerate(ways) if way == session.everyone), len(self._shadowings))
        if at == len(self._shadowings):
            pair = len(self._data.pairs) + at
            self._shadowings.append(ShadowingDemand(pair, session.guest, session.host, 1, (t,)))
        self._shadows[at] = (*self._shadows.get(at, ()), t)

    def _take_meeting(self, session: MeetingSession, t: int) -> None:
        pair, week = frozenset(session.people), self._data.week(t)
        for at, demand in enumerate(self._data.meetings):
            if frozenset(demand.people) == pair and week in demand.weeks and at not in self._meets:
                self._meets[at] = t
                return
        people = (session.people[0], session.people[1])
        self._meets[len(self._meetings)] = t
        self._meetings.append(MeetingDemand(-1, people, WeekRange(week, week), (t,)))


def _could_hold(facilitators: tuple[str, ...], run: Run) -> bool:
    """Whether these are one who can lead a run, where it needs one, and all who have to be there."""
    if not run.leaders:
        return facilitators == run.all_of
    return facilitators[:1] in {(one,) for one in run.leaders} and facilitators[1:] == run.all_of
