"""A rota beside its cohort: every session with its half-days and its site, every group and demand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pairmatch.calendar.availability import Availability, availability
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.sessions import Room
from pairmatch.cohort.source import Loc
from pairmatch.cohort.values import HalfDay
from pairmatch.diagnostics import Note
from pairmatch.rota.rota import AnySession, MeetingSession, Rota, ShadowingSession, WorkshopSession
from pairmatch.verify.places import Places, position
from pairmatch.verify.windows import half_days_of


@dataclass(frozen=True)
class Held:
    """One session, and when and where it is."""

    number: int
    """Its place in the document."""
    session: AnySession
    half_days: tuple[int, ...]
    week: int
    site: str | None
    """Its room's or its host's; None for a meeting and online."""

    @property
    def at(self) -> Loc:
        """The place of it in the document."""
        return ("sessions", self.number)


@dataclass(frozen=True)
class HeldWorkshop(Held):
    """One run of a workshop."""

    session: WorkshopSession


@dataclass(frozen=True)
class HeldShadowing(Held):
    """One half-day of shadowing."""

    session: ShadowingSession


@dataclass(frozen=True)
class HeldMeeting(Held):
    """One meeting."""

    session: MeetingSession


@dataclass(frozen=True)
class Over:
    """One session that is history: never checked, but it counts for those to come."""

    session: AnySession
    week: int
    half_days: tuple[HalfDay, ...]
    site: str | None
    """The room's where the file still has it, or as written for a shadowing."""


@dataclass(frozen=True)
class RotaUnderCheck:
    """A rota whose names all exist, beside the cohort that it must fit."""

    cohort: Cohort
    rota: Rota
    places: Places

    @cached_property
    def availability(self) -> Availability:
        """Over the weeks of the rota."""
        return availability(self.cohort, self.rota.weeks)

    @cached_property
    def rooms(self) -> dict[str, Room]:
        """Every room by its id."""
        return {room.id: room for room in self.cohort.rooms}

    def is_over(self, session: AnySession) -> bool:
        """Whether a session is history."""
        return self.rota.frozen_before is not None and session.date < self.rota.frozen_before

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """Every session that is not history, in document order."""
        sessions = enumerate(self.rota.sessions)
        return tuple(self._held(number, session) for number, session in sessions if not self.is_over(session))

    @cached_property
    def over(self) -> tuple[Over, ...]:
        """Every session that is history, in document order."""
        return tuple(self._over(session) for session in self.rota.sessions if self.is_over(session))

    def _over(self, session: AnySession) -> Over:
        week = (session.date - self.cohort.programme.start).days // 7 + 1
        if not isinstance(session, WorkshopSession):
            site = session.site if isinstance(session, ShadowingSession) else None
            return Over(session, week, (session.half_day,), site)
        length = max((one.length for one in self.cohort.workshops if one.id == session.workshop), default=1)
        halves = list(self.cohort.programme.halves)
        first = halves.index(session.half) if session.half in halves else len(halves)
        names = halves[first : first + length] or [session.half]
        room = self.rooms.get(session.room or "")
        return Over(
            session, week, tuple(HalfDay(session.date, name) for name in names), room.site if room else None
        )

    def over_of(self, person: str) -> list[Over]:
        """What a person has behind them."""
        return [over for over in self.over if person in over.session.everyone]

    def attended_before(self, person: str) -> dict[str, int]:
        """The workshops that a person has attended, and the last week of each."""
        weeks: dict[str, int] = {}
        for over in self.over_of(person):
            if isinstance(over.session, WorkshopSession):
                name = over.session.workshop
                weeks[name] = max(over.week, weeks.get(name, over.week))
        return weeks

    def still_to_attend(self, group: frozenset[str], workshop: str) -> frozenset[str]:
        """Those of a group who have not attended a workshop."""
        return frozenset(person for person in group if workshop not in self._attended[person])

    @cached_property
    def _attended(self) -> dict[str, dict[str, int]]:
        return {person: self.attended_before(person) for person in self.participants}

    def _held(self, number: int, session: AnySession) -> Held:
        time = self.availability.time
        start = time.index_of(session.half_day)
        assert start is not None, "names and half-days are checked first"
        week = time.slots[start].week
        if isinstance(session, WorkshopSession):
            room = self.rooms[session.room] if session.room else None
            stretch = half_days_of(time, start, self.cohort.workshop(session.workshop).length)
            return HeldWorkshop(number, session, stretch, week, room.site if room else None)
        if isinstance(session, ShadowingSession):
            return HeldShadowing(number, session, (start,), week, self.availability.site(session.host, start))
        return HeldMeeting(number, session, (start,), week, None)

    @property
    def workshops(self) -> Iterator[HeldWorkshop]:
        """Every run, in document order."""
        return (held for held in self.held if isinstance(held, HeldWorkshop))

    @property
    def shadowings(self) -> Iterator[HeldShadowing]:
        """Every shadowing, in document order."""
        return (held for held in self.held if isinstance(held, HeldShadowing))

    @property
    def meetings(self) -> Iterator[HeldMeeting]:
        """Every meeting, in document order."""
        return (held for held in self.held if isinstance(held, HeldMeeting))

    @cached_property
    def participants(self) -> tuple[str, ...]:
        """Everyone who is paired, in the order of the cohort."""
        paired = {person for pair in self.rota.pairs for person in pair}
        return tuple(person.id for person in self.cohort.people if person.id in paired)

    @cached_property
    def groups(self) -> tuple[frozenset[str], ...]:
        """Who attends each workshop as one: partners, and partners of partners; else each person alone."""
        group_of = {person: {person} for person in self.participants}
        for doctor, manager in self.rota.pairs if self.cohort.scheduling.together else ():
            joined = group_of[doctor] | group_of[manager]
            group_of |= dict.fromkeys(joined, joined)
        return tuple(dict.fromkeys(frozenset(group_of[person]) for person in self.participants))

    def sessions_of(self, person: str) -> list[Held]:
        """The person's sessions in time order."""
        own = [held for held in self.held if person in held.session.everyone]
        return sorted(own, key=lambda held: (held.half_days, held.number))

    def when(self, held: Held) -> str:
        """How a message names the time of a session."""
        return str(held.session.half_day)

    def workshop_note(self, message: str, workshop: str, field: str) -> Note:
        """Where a field of a workshop stands in the cohort file."""
        ids = [one.id for one in self.cohort.workshops]
        return self.places.note(message, "workshops", position(ids, workshop), field)

    def room_note(self, message: str, room: str, field: str) -> Note:
        """Where a field of a room stands in the cohort file."""
        return self.places.note(
            message, "rooms", position([one.id for one in self.cohort.rooms], room), field
        )
