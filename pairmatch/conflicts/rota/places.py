"""Facts of closed days, rooms and facilitators: what keeps each of them from a half-day, all of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from pairmatch.calendar import Availability
from pairmatch.calendar.presence import works_at
from pairmatch.calendar.public_holidays import public_holidays
from pairmatch.cohort.people import Facilitator
from pairmatch.cohort.schema import Cohort
from pairmatch.cohort.sessions import Room
from pairmatch.cohort.values import DAYS
from pairmatch.conflicts.fact import Fact, Kind
from pairmatch.conflicts.rota.where import written
from pairmatch.conflicts.rota.words import day_words, pattern_words, period_words


class Places:
    """What keeps sessions from half-days, whoever would attend."""

    def __init__(self, cohort: Cohort, when: Availability) -> None:
        self._cohort = cohort
        self._time = when.time
        programme = cohort.programme
        last = programme.start + timedelta(weeks=when.time.weeks, days=-1)
        self._holidays = public_holidays(programme.country, programme.start, last)
        self._rooms = {room.id: (at, room) for at, room in enumerate(cohort.rooms)}
        self._facilitators = {one.id: (at, one) for at, one in enumerate(cohort.facilitators)}
        self.closed = cache(lambda t: tuple(self._closed(t)))
        """All facts that close half-day `t`."""
        self.room = cache(lambda room, t: tuple(self._room(*self._rooms[room], t)))
        """All facts that keep a room, by id, from half-day `t`, closed days apart."""
        self.facilitator = cache(lambda one, t: tuple(self._facilitator(*self._facilitators[one], t)))
        """All facts that keep a facilitator, by id, from half-day `t`, closed days apart."""

    def _closed(self, t: int) -> Iterator[Fact]:
        slot, programme = self._time.slots[t], self._cohort.programme
        periods = [at for at, period in enumerate(programme.closed) if period.holds(slot.date, slot.half)]
        for at in periods:
            sentence = f"the programme is closed {period_words(programme.closed[at])}"
            yield self._fact(Kind.CLOSED, sentence, "programme", "closed", at)
        holiday = self._holidays.get(slot.date)
        if holiday is not None:
            sentence = f"{day_words(slot.date)} is a public holiday ({holiday})"
            yield self._fact(Kind.HOLIDAY, sentence, "programme", "country")

    def _room(self, at: int, room: Room, t: int) -> Iterator[Fact]:
        slot = self._time.slots[t]
        for number, period in enumerate(room.closed):
            if period.holds(slot.date, slot.half):
                sentence = f"the room {room.id} is closed {period_words(period)}"
                yield self._fact(Kind.ROOM_CLOSED, sentence, "rooms", at, "closed", number)
        if room.open is not None and slot.half not in room.open.get(DAYS[slot.date.weekday()], ()):
            sentence = f"the room {room.id} is open {pattern_words(room.open)}"
            yield self._fact(Kind.ROOM_OPEN, sentence, "rooms", at, "open")

    def _facilitator(self, at: int, one: Facilitator, t: int) -> Iterator[Fact]:
        slot = self._time.slots[t]
        for number, period in enumerate(one.leave):
            if period.holds(slot.date, slot.half):
                sentence = f"{one.id} is on leave {period_words(period)}"
                yield self._fact(Kind.FACILITATOR_LEAVE, sentence, "facilitators", at, "leave", number)
        if not works_at(self._cohort, one.works, slot.date, slot.half):
            said = "Monday to Friday, am and pm" if one.works is None else pattern_words(one.works)
            yield self._fact(Kind.FACILITATOR_WORKS, f"{one.id} works {said}", "facilitators", at, "works")

    def _fact(self, kind: Kind, sentence: str, *loc: str | int) -> Fact:
        return Fact(kind, sentence, written(self._cohort, *loc))
