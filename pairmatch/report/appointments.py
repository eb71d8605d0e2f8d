"""The sessions of a rota as appointments: when, what, where and with whom, in words for everyone or for one.

Every file and page that shows the rota takes its words from here, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from pairmatch.calendar.clock import shown_at
from pairmatch.cohort.schema import Cohort
from pairmatch.report.cost import session_length
from pairmatch.report.names import Names
from pairmatch.report.visible import visible
from pairmatch.report.words import counted, halves_from
from pairmatch.rota.rota import AnySession, MeetingSession, Rota, ShadowingSession, WorkshopSession


@dataclass(frozen=True)
class Appointment:
    """One session of the rota."""

    session: AnySession
    week: int
    """Of the programme, from 1."""
    starts: datetime
    """By the clock of the United Kingdom, without a zone."""
    ends: datetime
    halves: str
    """As `am`, or `am+pm`."""
    title: str
    """What it is, to somebody who is not part of it."""
    place: str
    """The room with its site, the site, or `online`; empty where it is for the people to say."""
    site: str | None
    """The id of the site, where it has one."""
    facilitators: tuple[str, ...]
    """Ids of those who hold it."""

    @property
    def people(self) -> tuple[str, ...]:
        """Ids of those whose session it is, facilitators apart."""
        return self.session.everyone

    @property
    def everyone(self) -> tuple[str, ...]:
        """Ids of all who have to be there."""
        return (*self.session.everyone, *self.facilitators)


class Appointments:
    """All sessions of a rota, in time order.

    Parameters
    ----------
    cohort
        The cohort that the rota was made for.
    rota
        The rota.
    """

    def __init__(self, cohort: Cohort, rota: Rota) -> None:
        self.cohort = cohort
        self.rota = rota
        self.names = Names(cohort)
        self._rooms = {room.id: room for room in cohort.rooms}

    @cached_property
    def all(self) -> tuple[Appointment, ...]:
        """Every session, in time order, those of one half-day in the order of the rota."""
        return tuple(sorted(map(self._appointment, self.rota.sessions), key=lambda one: one.starts))

    def of(self, person: str) -> tuple[Appointment, ...]:
        """Those of one person; of a facilitator, those that the person holds."""
        return tuple(one for one in self.all if person in one.everyone)

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Ids of all who are in any session, or paired: doctors, managers, facilitators, in file order."""
        there = {person for one in self.all for person in one.everyone}
        there |= {person for pair in self.rota.pairs for person in pair}
        known = [*(one.id for one in self.cohort.people), *(one.id for one in self.cohort.facilitators)]
        return tuple(person for person in known if person in there)

    def partners(self, person: str) -> tuple[str, ...]:
        """Ids of those with whom the person is paired."""
        return tuple(
            other for pair in self.rota.pairs for other in pair if person in pair and other != person
        )

    def title_for(self, one: Appointment, person: str) -> str:
        """What it is to one of those who are part of it, as `shadow Helen Ward`."""
        return what_for(self.names, one.session, person)

    def company_of(self, one: Appointment, person: str) -> str:
        """With whom the person is there, and who holds it, as `held by Owen Price; with 12 others`."""
        return "; ".join(company(self.names, self.rota, one.session, person))

    def earlier(self, session: AnySession, starts: datetime, ends: datetime) -> Appointment:
        """A session of an earlier rota; what the cohort has no more is called by its id."""
        programme = self.cohort.programme
        return Appointment(
            session,
            programme.week_of(session.date),
            starts,
            ends,
            visible(halves_from(programme, session.half, session_length(self.cohort, session))),
            self._title(session),
            self._place(session),
            self._site(session),
            session.facilitators if isinstance(session, WorkshopSession) else (),
        )

    def _appointment(self, session: AnySession) -> Appointment:
        return self.earlier(session, *self._hours(session, session_length(self.cohort, session)))

    def _hours(self, session: AnySession, length: int) -> tuple[datetime, datetime]:
        halves = list(self.cohort.programme.halves)
        first = halves.index(session.half)
        last = min(first + length, len(halves)) - 1
        start = self.cohort.programme.halves[halves[first]]
        end = self.cohort.programme.halves[halves[last]]
        return shown_at(session.date, start.start), shown_at(session.date, end.start + end.minutes)

    def _title(self, session: AnySession) -> str:
        name = self.names
        if isinstance(session, WorkshopSession):
            return name.workshop(session.workshop)
        if isinstance(session, ShadowingSession):
            return f"{name.person(session.guest)} shadows {name.person(session.host)}"
        return f"{' and '.join(map(name.person, session.people))} meet"

    def _place(self, session: AnySession) -> str:
        parts = [self._room(session)] if isinstance(session, WorkshopSession) else []
        site = self._site(session)
        return ", ".join([*parts, *([self.names.site(site)] if site else [])])

    def _room(self, run: WorkshopSession) -> str:
        if run.room is None:
            return "online"
        room = self._rooms.get(run.room)
        return visible(room.name or room.id if room else run.room)

    def _site(self, session: AnySession) -> str | None:
        if isinstance(session, WorkshopSession):
            room = self._rooms.get(session.room or "")
            return room.site if room else None
        return session.site if isinstance(session, ShadowingSession) else None


def what_for(names: Names, session: AnySession, person: str) -> str:
    """What a session is to one of those who are part of it."""
    if isinstance(session, MeetingSession):
        return f"meet {names.people(other for other in session.people if other != person)}"
    if isinstance(session, ShadowingSession):
        shadows = session.guest == person
        other = names.person(session.host if shadows else session.guest)
        return f"shadow {other}" if shadows else f"be shadowed by {other}"
    return names.workshop(session.workshop)


def company(names: Names, rota: Rota, session: AnySession, person: str) -> Iterator[str]:
    """Who holds a workshop, and with whom the person attends it; nothing of other sessions."""
    if not isinstance(session, WorkshopSession):
        return
    if person in session.facilitators:
        others_there = [one for one in session.facilitators if one != person]
        if others_there:
            yield f"held with {names.people(others_there)}"
        yield counted(len(session.people), "person", "people")
        return
    if session.facilitators:
        yield f"held by {names.people(session.facilitators)}"
    partners = {other for pair in rota.pairs for other in pair if person in pair} - {person}
    present = [other for other in session.people if other in partners]
    others = len(session.people) - len(present) - 1
    with_whom = _with(names, present, others)
    if with_whom:
        yield with_whom


def _with(names: Names, present: Sequence[str], others: int) -> str:
    told = [names.people(present)] if present else []
    told += [counted(others, "other")] if others else []
    return f"with {' and '.join(told)}" if told else ""
