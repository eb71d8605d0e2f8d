"""What is over when a rota is made again, and what it leaves for the days to come.

Sessions before a date are history. They are never checked and never change, but they count: who
has attended a workshop has it, and the limits of a week that is half over are partly spent. All of
them lie on other days than the sessions to come, so that whatever is settled within a day (one place
at a time, rooms, travel, release, visitors) does not ask for them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from pairmatch.calendar import Availability
from pairmatch.calendar.off_duty import Piece
from pairmatch.calendar.posts import placement_on
from pairmatch.cohort.schema import MAX_WEEKS, Cohort
from pairmatch.cohort.values import HalfDay, WeeklyHalf, WeekRange
from pairmatch.rota.rota import AnySession, MeetingSession, ShadowingSession, WorkshopSession


@dataclass(frozen=True)
class Past:
    """The sessions before a date, as a cohort of today reads them.

    What the file does not have any more counts as far as it is known: a workshop as one half-day, a
    room as being nowhere. Counts by person are given for everyone, whoever takes part.
    """

    cohort: Cohort
    before: date | None = None
    """The first day to come; None: nothing is over."""
    sessions: tuple[AnySession, ...] = ()
    """All of them, as they are in the document."""

    def is_over(self, day: date) -> bool:
        """Whether nothing can be placed on a day any more."""
        return self.before is not None and day < self.before

    @staticmethod
    def left(limit: int, spent: int) -> int:
        """What is left of a limit; nothing where the past has spent more than all of it."""
        return max(0, limit - spent)

    def still_to_attend(self, group: Sequence[str], workshop: str) -> tuple[str, ...]:
        """Those of a group who have not attended a workshop."""
        return tuple(person for person in group if workshop not in self.attended.get(person, {}))

    def soonest_week(self, group: Sequence[str], number: int) -> int | None:
        """The first week in which a group may attend the workshop of that number, by all they have attended.

        None where one of them has attended a later one, after which there is no way back.
        """
        if any(True for _ in self.later_ones(group, number)):
            return None
        gap, earlier = self.cohort.workshops[number].gap_weeks, self.cohort.workshops[:number]
        weeks = (
            self.attended[person][one.id]
            for person in group
            for one in earlier
            if one.id in self.attended.get(person, {})
        )
        return max((week + gap for week in weeks), default=-MAX_WEEKS)

    def later_ones(self, group: Sequence[str], number: int) -> Iterator[tuple[str, str]]:
        """(person, workshop) for each workshop after the one of that number that was attended."""
        for one in self.cohort.workshops[number + 1 :] if self.sessions else ():
            yield from ((person, one.id) for person in group if one.id in self.attended.get(person, {}))

    @cached_property
    def attended(self) -> Mapping[str, Mapping[str, int]]:
        """For each person the workshops attended, and the (last) week of each."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for session in self.sessions:
            if isinstance(session, WorkshopSession):
                for person in session.people:
                    last = found[person].get(session.workshop, self._week(session))
                    found[person][session.workshop] = max(last, self._week(session))
        return found

    @cached_property
    def runs_held(self) -> Counter[str]:
        """How many runs of each workshop were held."""
        return Counter(one.workshop for one in self.sessions if isinstance(one, WorkshopSession))

    @cached_property
    def shadowed(self) -> Counter[tuple[str, str]]:
        """How many half-days each guest has spent with each host."""
        return Counter(one.everyone for one in self.sessions if isinstance(one, ShadowingSession))

    def shadowing_weeks(self, pair: Sequence[str]) -> frozenset[int]:
        """The weeks in which one of a pair has shadowed the other."""
        own = (one for one in self.sessions if isinstance(one, ShadowingSession))
        return frozenset(self._week(one) for one in own if set(one.everyone) == set(pair))

    def has_met(self, pair: Sequence[str], weeks: WeekRange) -> bool:
        """Whether a pair has met in some weeks."""
        own = (one for one in self.sessions if isinstance(one, MeetingSession))
        return any(
            set(one.people) == set(pair) and weeks.first <= self._week(one) <= weeks.last for one in own
        )

    @cached_property
    def half_days_spent(self) -> Counter[tuple[str, int]]:
        """Half-days with a session by person and week, hosting included."""
        spent: Counter[tuple[str, int]] = Counter()
        for person, session in self._attendances():
            spent[person, self._week(session)] += len(self._half_days(session))
        return spent

    @cached_property
    def sessions_in_week(self) -> Counter[tuple[str, int]]:
        """Sessions by person and week, hosting included."""
        return Counter((person, self._week(session)) for person, session in self._attendances())

    @cached_property
    def avoided(self) -> Counter[str]:
        """Sessions of each person on half-days that the person avoids."""
        return Counter(person for person, session in self._attendances() if self._avoids(person, session))

    @cached_property
    def away(self) -> Counter[str]:
        """Sessions of each person away from the person's site of that day."""
        return Counter(person for person, session in self._attendances() if self._is_away(person, session))

    @cached_property
    def burden(self) -> Counter[str]:
        """Sessions of each person that are avoided or away."""
        return Counter(
            person
            for person, session in self._attendances()
            if self._avoids(person, session) or self._is_away(person, session)
        )

    def hours(self, when: Availability) -> Availability:
        """The same availability with the hours of sessions off duty that are over."""
        found: dict[str, list[Piece]] = defaultdict(list)
        for person, session in self._attendances():
            slots = [when.time.index_of(half_day) for half_day in self._half_days(session)]
            stretch = [t for t in slots if t is not None]
            if stretch and person in when.rosters:
                found[person] += when.adds(person, stretch)
        rosters = {
            person: replace(when.rosters[person], over=tuple(pieces)) for person, pieces in found.items()
        }
        return replace(when, rosters={**when.rosters, **rosters})

    def _attendances(self) -> Iterator[tuple[str, AnySession]]:
        """Each person who is still in the file in each of the person's sessions."""
        known = {person.id for person in self.cohort.people}
        for session in self.sessions:
            yield from ((person, session) for person in session.everyone if person in known)

    def _week(self, session: AnySession) -> int:
        return self.cohort.programme.week_of(session.date)

    def _half_days(self, session: AnySession) -> list[HalfDay]:
        halves = list(self.cohort.programme.halves)
        if not isinstance(session, WorkshopSession) or session.half not in halves:
            return [session.half_day]
        length = next((one.length for one in self.cohort.workshops if one.id == session.workshop), 1)
        start = halves.index(session.half)
        return [HalfDay(session.date, half) for half in halves[start : start + length]]

    def _avoids(self, person: str, session: AnySession) -> bool:
        avoided = self.cohort.person(person).avoid_halves
        return any(
            half_day in avoided or WeeklyHalf(half_day.date.weekday(), half_day.half) in avoided
            for half_day in self._half_days(session)
        )

    def _is_away(self, person: str, session: AnySession) -> bool:
        placement, site = placement_on(self.cohort.person(person), session.date), self._site(session)
        return bool(placement and placement.site and site and placement.site != site)

    def _site(self, session: AnySession) -> str | None:
        if isinstance(session, ShadowingSession):
            return session.site
        if isinstance(session, WorkshopSession):
            return next((room.site for room in self.cohort.rooms if room.id == session.room), None)
        return None
